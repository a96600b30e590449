// What stands where in a sentence: words of the language, declared names, and what begins at a
// token. Nothing here changes a token. Entrances: the members of Looking.

#include "language/grammar/looking.hpp"

#include "language/edits.hpp"
#include "text/names.hpp"
#include "values/rational.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace caveat::language {

using text::quoted;
using text::with;

std::optional<MeasureKind> measure_of(const Token& token) {
    static constexpr std::array<std::pair<std::string_view, MeasureKind>, 6> measures = {{
        {"total", MeasureKind::total},
        {"average", MeasureKind::average},
        {"highest", MeasureKind::highest},
        {"lowest", MeasureKind::lowest},
        {"latest", MeasureKind::latest},
        {"earliest", MeasureKind::earliest},
    }};
    for (const auto& [word, kind] : measures) {
        if (token.kind == TokenKind::word && token.folded == word) return kind;
    }
    return std::nullopt;
}

std::optional<TimeUnit> time_unit_of(std::string_view word) {
    if (word == "day" || word == "days") return TimeUnit::days;
    if (word == "week" || word == "weeks") return TimeUnit::weeks;
    if (word == "month" || word == "months") return TimeUnit::months;
    if (word == "year" || word == "years") return TimeUnit::years;
    return std::nullopt;
}

std::optional<TimeUnit> time_unit_meant(std::string_view unit) {
    if (unit == "d") return TimeUnit::days;
    if (unit == "wk") return TimeUnit::weeks;
    if (unit == "mo") return TimeUnit::months;
    if (unit == "a" || unit == "y" || unit == "yr") return TimeUnit::years;
    return time_unit_of(unit);
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string text;
    for (const std::string& part : parts) {
        if (!text.empty()) text += between;
        text += part;
    }
    return text;
}

Span Looking::span(std::size_t first, std::size_t last) const {
    if (last <= first) return line_.text.span_of(token(first).begin, token(first).end);
    return line_.text.span_of(token(first).begin, token(last - 1).end);
}

/// The author's words, on one line.
std::string Looking::words(std::size_t first, std::size_t last) const {
    if (last <= first) return {};
    std::string words =
        line_.text.text.substr(token(first).begin, token(last - 1).end - token(first).begin);
    // Runs of blanks and breaks become one blank; most texts have none.
    const auto is_space = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
    std::size_t kept = 0;
    for (const char c : words) {
        if (!is_space(c)) {
            words[kept++] = c;
        } else if (kept != 0 && words[kept - 1] != ' ') {
            words[kept++] = ' ';
        }
    }
    words.resize(kept);
    return words;
}

bool Looking::may_be_range(std::size_t low, std::size_t high) const {
    const auto value = [&](std::size_t at) {
        const auto decimal = token(at).kind == TokenKind::number
                                 ? Decimal::from_text(token(at).folded)
                                 : std::nullopt;
        return decimal ? values::Rational::from(*decimal) : std::nullopt;
    };
    const auto from = value(low);
    const auto to = value(high);
    return from && to && *from < *to;
}

void Looking::report_two_numbers(std::size_t first, std::size_t last) {
    with(error("bad-interval", first, last,
               quoted(words(first, last)) + " may be a range or a difference"))
        .help("a limit is one number; a range is `is 5 to 7`, and minus has a blank on both sides");
}

Diagnostic& Looking::error(text::DiagnosticCode code, std::size_t first, std::size_t last,
                           const std::string& message) {
    // A second message about one place mostly follows from the first.
    const std::size_t place = token(first).begin;
    const bool is_said = line_.last_error == place ||
                         std::find(line_.said.begin(), line_.said.end(), place) != line_.said.end();
    if (is_muted() || is_said) {
        line_.spare = Diagnostic{};
        return line_.spare;
    }
    line_.last_error = place;
    line_.saying.push_back(token(first).begin);
    return line_.context.diagnostics->error(code, span(first, last), message);
}

/// So many mistakes are not read any more that looking for the next one is a waste.
bool Looking::may_report() const {
    return line_.context.diagnostics->error_count() <= text::Diagnostics::most_of_a_kind;
}

bool Looking::is_separator(std::size_t at) const {
    switch (token(at).kind) {
        case TokenKind::end:
        case TokenKind::arrow:
        case TokenKind::close:
        case TokenKind::semicolon:
            return true;
        case TokenKind::word:
            return is_word(at, "and") || is_word(at, "or") || is_word(at, "unless") ||
                   is_word(at, "then");
        default:
            return false;
    }
}

std::size_t Looking::skip_to_separator(std::size_t at) const {
    std::size_t depth = 0;
    for (; at < end(); ++at) {
        if (depth == 0 && is_separator(at)) return at;
        if (token(at).kind == TokenKind::open) ++depth;
        if (token(at).kind == TokenKind::close) --depth;
    }
    return end();
}

/// The token behind the parenthesis that opens at `open`; `open` when it is never closed.
std::size_t Looking::behind_close(std::size_t open) const {
    std::size_t depth = 0;
    for (std::size_t at = open; at < end(); ++at) {
        if (token(at).kind == TokenKind::open) ++depth;
        if (token(at).kind == TokenKind::close && --depth == 0) return at + 1;
    }
    return open;
}

/// Where conditions end that commas join.
std::size_t Looking::end_of_commas(std::size_t at) const {
    std::size_t stop = at;
    while (token(stop).kind == TokenKind::comma || token(stop).kind == TokenKind::semicolon) {
        ++stop;
        if (is_word(stop, "and") || is_word(stop, "or")) ++stop;
        std::size_t depth = 0;
        while (stop < end() &&
               (depth > 0 || (!is_separator(stop) && token(stop).kind != TokenKind::comma))) {
            if (token(stop).kind == TokenKind::open) ++depth;
            if (token(stop).kind == TokenKind::close) --depth;
            ++stop;
        }
    }
    return stop;
}

Form Looking::form_at(std::size_t at) const {
    Line::Lookup& known = lookup(at);
    if (!known.form) known.form = find_form(at);
    return *known.form;
}

Form Looking::find_form(std::size_t at) const {
    const Token& first = token(at);
    if (first.kind == TokenKind::open) return Form::open;
    if (first.kind == TokenKind::date) return Form::date;
    if (first.kind == TokenKind::number) {
        return is_or_more_of(at) ? Form::quantified : Form::literal;
    }
    if (first.kind != TokenKind::word) return Form::unknown;
    if (find_name(at) || slot_at(at)) return Form::name;
    const std::string& word = first.folded;
    if (word == "count" && is_word(at + 1, "of")) return Form::count_of;
    if (time_unit_of(word) && is_word(at + 1, "since")) return Form::since;
    if ((word == "min" || word == "max" || word == "round") &&
        token(at + 1).kind == TokenKind::open) {
        return Form::function;
    }
    if (is_word(at, "exactly") ||
        (is_word(at, "at") && (is_word(at + 1, "least") || is_word(at + 1, "most")))) {
        return Form::quantified;
    }
    if (is_word(at, "any") && is_group_ahead(at)) return Form::quantified;
    const bool is_each = is_word(at, "any") || is_word(at, "no");
    const bool is_measure = measure_of(first).has_value();
    if (is_each) {
        const auto* records = find_name(at + 1);
        if (records && is_records(*records->match.entry)) return Form::quantified;
    }
    // No name has more words, so looking further would find nothing.
    constexpr std::size_t longest_name = 64;
    const std::size_t stop = is_each || is_measure ? at + longest_name : at;
    for (std::size_t i = at + 1; i < stop && is_name_word(token(i)); ++i) {
        if (is_separator(i)) break;
        if (is_each && is_word(i, "where")) return Form::quantified;
        if (is_measure && i > at + 1 && is_word(i, "of")) return Form::measure;
    }
    const bool has_digits = !word.empty() && word.front() >= '0' && word.front() <= '9';
    return has_digits ? Form::literal : Form::unknown;
}

bool Looking::is_group_ahead(std::size_t at) const {
    const bool is_any = is_word(at, "any");
    if (!is_any && !is_word(at, "exactly") && !is_word(at, "at")) return false;
    const std::size_t count = is_word(at, "at") ? at + 2 : at + 1;
    if (is_separator(count)) return false;
    const auto* name = find_name(count);
    const std::size_t of = name ? name->match.end : count + 1;
    // `any of (` and `any of a, b` count nothing.
    const bool is_count = !is_any || (of > count && token(of + 1).kind == TokenKind::open);
    return is_count && is_word(of, "of") && !is_word(count, "of");
}

bool Looking::lacks_parenthesis(std::size_t at) const {
    if (!is_group_ahead(at)) return false;
    std::size_t of = at + 1;
    while (!is_word(of, "of")) ++of;
    return token(of + 1).kind != TokenKind::open;
}

bool Looking::is_or_more_of(std::size_t at) const {
    return token(at).kind == TokenKind::number && is_word(at + 1, "or") &&
           is_word(at + 2, "more") && is_word(at + 3, "of") &&
           token(at + 4).kind == TokenKind::open;
}

const Found* Looking::find_name(std::size_t at) const {
    if (line_.context.vocabulary == nullptr || token(at).is_joined) return nullptr;
    Line::Lookup& known = lookup(at);
    if (!known.is_done) {
        known.is_done = true;
        if (auto found = look_up(at, known.fields)) {
            known.found = &line_.found.emplace_front(std::move(*found));
        }
    }
    return known.found;
}

/// What is known of a token, in the scope at hand.
Line::Lookup& Looking::lookup(std::size_t at) const {
    if (line_.lookups.empty() || line_.lookups_of != line_.tokens.version()) {
        line_.lookups.assign(line_.tokens.size(), {});
        line_.lookups_of = line_.tokens.version();
    }
    Line::Lookup& known = line_.lookups[std::min(at, end())];
    if (known.fields != line_.fields) known = {line_.fields, false, nullptr, std::nullopt};
    return known;
}

/// The name that begins here: the longest, and a field of the records looked at before others.
std::optional<Found> Looking::look_up(std::size_t at, const NameTable* fields) const {
    const NameTable& names = line_.context.vocabulary->names;
    std::optional<Found> best;
    if (fields != nullptr) {
        if (auto field = longest_match(*fields, line_.tokens.all(), at, nullptr)) {
            best = Found{std::move(*field), true};
        }
    }
    if (auto name = longest_match(names, line_.tokens.all(), at, &names, line_.without)) {
        if (!best || name->end > best->match.end) best = Found{std::move(*name), false};
    }
    return best;
}

std::optional<std::uint32_t> Looking::slot_at(std::size_t at) const {
    if (token(at).kind != TokenKind::word || token(at).is_joined) return std::nullopt;
    for (std::size_t i = 0; i < line_.context.slots.size(); ++i) {
        if (line_.context.slots[i] == token(at).folded) return static_cast<std::uint32_t>(i);
    }
    return std::nullopt;
}

Name Looking::name_at(std::size_t first, std::size_t last, const Entry* entry) const {
    Name name;
    name.span = span(first, last);
    name.written = words(first, last);
    name.entry = entry;
    return name;
}

/// Whether the name of records begins here.
bool Looking::is_list_at(std::size_t at) const {
    const auto* found = find_name(at);
    return found && (found->match.entry->kind == NameKind::records ||
                     found->match.entry->kind == NameKind::each_record);
}

bool Looking::is_declared_name(std::string_view name) const {
    return line_.context.vocabulary != nullptr &&
           (line_.context.vocabulary->names.find(name) != nullptr ||
            line_.context.vocabulary->outcomes.find(name) != nullptr);
}

/// Whether a code may stand here: behind `is`, `not`, `include`, `of`, a comma or a sign.
bool Looking::is_behind_code_word(std::size_t at) const {
    const Token& before = token(at - 1);
    const bool is_joined_codes = (is_word(at - 1, "and") || is_word(at - 1, "or")) && at > 1 &&
                                 token(at - 2).kind == TokenKind::quoted;
    return is_is(at - 1) || is_include(at - 1) || is_word(at - 1, "not") || is_word(at - 1, "of") ||
           before.kind == TokenKind::comma || before.kind == TokenKind::equal ||
           before.kind == TokenKind::unequal || is_joined_codes;
}

/// What stands between [first, last), taken apart at `;` and `,`, and with `is_loose` also at `and`
/// and `or`; a part that holds those is put in parentheses.
std::vector<std::string> Looking::parts_between(std::size_t first, std::size_t last,
                                                bool is_loose) const {
    std::vector<std::string> parts;
    std::size_t depth = 0;
    std::size_t begin = first;
    bool is_joined = false;
    const auto close_part = [&](std::size_t at) {
        if (at > begin)
            parts.push_back(is_joined ? "(" + words(begin, at) + ")" : words(begin, at));
        begin = at + 1;
        is_joined = false;
    };
    for (std::size_t at = first; at < last; ++at) {
        const TokenKind kind = token(at).kind;
        if (kind == TokenKind::open) ++depth;
        if (kind == TokenKind::close && depth > 0) --depth;
        if (depth > 0) continue;
        const bool is_join = is_word(at, "and") || is_word(at, "or");
        if (kind == TokenKind::semicolon || kind == TokenKind::comma || (is_join && is_loose)) {
            close_part(at);
        } else {
            is_joined = is_joined || is_join;
        }
    }
    close_part(last);
    return parts;
}

bool Looking::is_code_text(std::size_t at) const {
    return !is_separator(at) &&
           (token(at).kind == TokenKind::word || token(at).kind == TokenKind::number ||
            token(at).kind == TokenKind::quoted);
}

void Looking::write(Diagnostic& problem, const std::vector<std::string>& meant,
                    std::string_view remark) const {
    if (may_report()) text::with(problem).write(proposals_in(line_.text, problem, meant), remark);
}

text::Proposal Looking::proposal(std::size_t first, std::size_t last, const std::string& meant,
                                 std::string aside) const {
    if (!may_report()) return {meant, {}, std::move(aside)};
    return {meant, edits_in(line_.text, span(first, last), meant), std::move(aside)};
}

}  // namespace caveat::language
