// Turns words into declared names: longest first, a record's fields before all others.
// Entrances: Builder::form_at, Builder::read_operand and the other read_ steps for names.

#include "language/grammar/builder.hpp"
#include "text/names.hpp"
#include "text/suggest.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace caveat::language {

using text::quoted;
using text::with;

namespace {

constexpr std::array<std::pair<std::string_view, MeasureKind>, 6> measures = {{
    {"total", MeasureKind::total},
    {"average", MeasureKind::average},
    {"highest", MeasureKind::highest},
    {"lowest", MeasureKind::lowest},
    {"latest", MeasureKind::latest},
    {"earliest", MeasureKind::earliest},
}};

std::optional<MeasureKind> measure_of(const Token& token) {
    for (const auto& [word, kind] : measures) {
        if (token.kind == TokenKind::word && token.folded == word) return kind;
    }
    return std::nullopt;
}

bool is_records(const Entry& entry) {
    return entry.kind == NameKind::records || entry.kind == NameKind::each_record;
}

}  // namespace

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

bool Builder::is_separator(std::size_t at) const {
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

std::size_t Builder::skip_to_separator(std::size_t at) const {
    std::size_t depth = 0;
    for (; at < end(); ++at) {
        if (depth == 0 && is_separator(at)) return at;
        if (token(at).kind == TokenKind::open) ++depth;
        if (token(at).kind == TokenKind::close) --depth;
    }
    return end();
}

Form Builder::form_at(std::size_t at) const {
    Lookup& known = lookup(at);
    if (!known.form) known.form = find_form(at);
    return *known.form;
}

Form Builder::find_form(std::size_t at) const {
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

bool Builder::is_group_ahead(std::size_t at) const {
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

bool Builder::lacks_parenthesis(std::size_t at) const {
    if (!is_group_ahead(at)) return false;
    std::size_t of = at + 1;
    while (!is_word(of, "of")) ++of;
    return token(of + 1).kind != TokenKind::open;
}

bool Builder::is_or_more_of(std::size_t at) const {
    return token(at).kind == TokenKind::number && is_word(at + 1, "or") &&
           is_word(at + 2, "more") && is_word(at + 3, "of") &&
           token(at + 4).kind == TokenKind::open;
}

const Builder::Found* Builder::find_name(std::size_t at) const {
    if (context_.vocabulary == nullptr || token(at).is_joined) return nullptr;
    Lookup& known = lookup(at);
    if (!known.is_done) {
        known.is_done = true;
        if (auto found = look_up(at, known.fields)) {
            known.found = &found_.emplace_front(std::move(*found));
        }
    }
    return known.found;
}

/// What is known of a token, in the scope at hand.
Builder::Lookup& Builder::lookup(std::size_t at) const {
    if (lookups_.empty() || lookups_of_ != tokens_.version()) {
        lookups_.assign(tokens_.size(), {});
        lookups_of_ = tokens_.version();
    }
    const NameTable* fields = where_.empty() ? nullptr : where_.back().fields;
    Lookup& known = lookups_[std::min(at, end())];
    if (known.fields != fields) known = {fields, false, nullptr, std::nullopt};
    return known;
}

/// The name that begins here: the longest, and a field of the records looked at before others.
std::optional<Builder::Found> Builder::look_up(std::size_t at, const NameTable* fields) const {
    const NameTable& names = context_.vocabulary->names;
    std::optional<Found> best;
    if (fields != nullptr) {
        if (auto field = longest_match(*fields, tokens_.all(), at, nullptr)) {
            best = Found{std::move(*field), true};
        }
    }
    if (auto name = longest_match(names, tokens_.all(), at, &names, without)) {
        if (!best || name->end > best->match.end) best = Found{std::move(*name), false};
    }
    return best;
}

std::optional<std::uint32_t> Builder::slot_at(std::size_t at) const {
    if (token(at).kind != TokenKind::word || token(at).is_joined) return std::nullopt;
    for (std::size_t i = 0; i < context_.slots.size(); ++i) {
        if (context_.slots[i] == token(at).folded) return static_cast<std::uint32_t>(i);
    }
    return std::nullopt;
}

Name Builder::name_at(std::size_t first, std::size_t last, const Entry* entry) const {
    Name name;
    name.span = span(first, last);
    name.written = words(first, last);
    name.entry = entry;
    return name;
}

Count Builder::count_of_slot(const SlotMatch& match) {
    Count count;
    std::size_t at = match.begin;
    if (match.parameter != nullptr) {
        count.span = span(match.begin, match.end);
        count.value = name_at(match.begin, match.end, match.parameter);
        return count;
    }
    read_literal(at, false, count);
    return count;
}

NodeId Builder::use_name(const Found& found, std::size_t first) {
    const NameMatch& match = found.match;
    if (match.rival != nullptr) {
        with(error("ambiguous-phrase", first, match.end,
                   quoted(match.entry->name) + " and " + quoted(match.rival->name) +
                       " both match these words"))
            .help("change a word in one of them")
            .label(match.entry->span, "the one is declared here")
            .label(match.rival->span, "the other one is here");
        return broken(first, match.end);
    }
    Name name = name_at(first, match.end, match.entry);
    name.is_field = found.is_field;
    if (match.slots.empty()) return add(first, match.end, NameUse{std::move(name)});
    PhraseUse use{std::move(name), {}};
    for (std::size_t i = 0; i < match.slots.size(); ++i) {
        use.arguments.push_back({match.entry->slots[i], count_of_slot(match.slots[i])});
    }
    return add(first, match.end, std::move(use));
}

bool Builder::read_operand(std::size_t& at, NodeId& made) {
    const std::size_t first = at;
    switch (form_at(at)) {
        case Form::literal: {
            Count count;
            if (!read_literal(at, true, count)) {
                made = broken(first, at);
                return true;
            }
            made = add(first, at,
                       NumberLiteral{std::get<Decimal>(count.value), count.unit, count.unit_span});
            return true;
        }
        case Form::date: {
            ++at;
            const std::string written = words(first, at);
            const auto date = Date::from_text(written);
            if (date && date->is_full()) {
                made = add(first, at, DateLiteral{*date});
                return true;
            }
            if (date) {
                with(error("partial-date", first, at, quoted(written) + " is only part of a date"))
                    .help("write a full date such as `" + written + "-01`");
            } else {
                with(error("bad-date", first, at, quoted(written) + " is no date of the calendar"))
                    .help("write year-month-day, such as `2026-11-20`");
            }
            made = broken(first, at);
            return true;
        }
        case Form::name: {
            const auto* found = find_name(at);
            if (!found) {
                const auto slot = slot_at(at);
                Name name = name_at(at, at + 1, nullptr);
                name.slot = slot;
                made = add(first, ++at, NameUse{std::move(name)});
                return true;
            }
            if (!is_sound_behind(at, found->match.end)) {
                made = read_unknown_operand(at);
                return true;
            }
            at = found->match.end;
            made = use_name(*found, first);
            return true;
        }
        default:
            break;
    }
    made = read_unknown_operand(at);
    return true;
}

/// A word, sign or end where a name, number or date belongs.
NodeId Builder::read_unknown_operand(std::size_t& at) {
    const std::size_t first = at;
    if (report_sign_before_code(at)) return broken(first, at);
    if (token(at).kind == TokenKind::quoted) {
        ++at;
        if (report_code_as_name(first, at)) return broken(first, at);
        with(error("quotation-mark", first, at,
                   quoted(words(first, at)) + " is no code that could stand here"))
            .help("only codes stand in quotes, behind `is` or `include`");
        return broken(first, at);
    }
    const bool is_lost = is_separator(at) || is_word(at, "where") ||
                         token(at).kind != TokenKind::word ||
                         ((is_is(at) || is_include(at)) && !find_name(at));
    const bool is_answer =
        is_word(at, "yes") || is_word(at, "no") || is_word(at, "true") || is_word(at, "false");
    if (is_answer && at > 1 && !tests_.empty() &&
        (token(at - 1).kind == TokenKind::equal || token(at - 1).kind == TokenKind::unequal)) {
        const std::string name = words_of(left());
        ++at;
        const bool is_yes = (is_word(first, "yes") || is_word(first, "true")) ==
                            (token(first - 1).kind == TokenKind::equal);
        write(
            error("yes-no-test", first_of(left()), at, quoted(name) + " is a condition by itself"),
            {(is_yes ? "" : "not ") + name});
        return broken(first, at);
    }
    const auto* denied = is_word(at, "no") ? find_name(at + 1) : nullptr;
    if (denied && !is_records(*denied->match.entry)) {
        at = denied->match.end;
        write(error("no-for-not", first, at,
                    "`no` is for records; " + quoted(words(first + 1, at)) +
                        " is no list of records"),
              {"not " + words(first + 1, at)});
        return broken(first, at);
    }
    if (!is_lost) {
        at = report_unknown(at, {});
        return broken(first, at);
    }
    const bool is_first = at == 0;
    const std::string before = is_first ? "" : " after " + quoted(words(at - 1, at));
    const std::string behind = at >= end() ? "" : " before " + quoted(words(at, at + 1));
    const std::size_t place = at >= end() && at > 0 ? at - 1 : at;
    with(error("missing-operand", place, std::min(place + 1, std::max(end(), place)),
               "something is missing" + (at >= end() ? before : behind)))
        .help("name a fact, a term or a number there");
    if (token(at).kind == TokenKind::comma) ++at;
    return broken(first, at);
}

/// Records are looked through once: no list of records inside the `where` of another.
bool Builder::is_nested(std::size_t first, std::size_t last) {
    if (where_.empty()) return false;
    with(error("nested-records", first, last,
               "a `where` looks at one record; it cannot ask about a list of records"))
        .help("join two tests outside the `where`");
    return true;
}

bool Builder::read_record_name(std::size_t& at, Name& made) {
    const std::size_t first = at;
    const auto* found = find_name(at);
    const bool is_sound = found && is_sound_behind(at, found->match.end);
    if (is_sound && is_records(*found->match.entry)) {
        at = found->match.end;
        made = name_at(first, at, is_nested(first, at) ? nullptr : found->match.entry);
    } else if (is_sound) {
        at = found->match.end;
        with(error("not-records", first, at, quoted(words(first, at)) + " is no list of records"))
            .help("a condition may stand alone; `any`, `no` and counts are for records");
        made = name_at(first, at, nullptr);
    } else if (token(at).kind != TokenKind::word || is_separator(at)) {
        with(error("missing-operand", first, first + 1, "a list of records is missing here"))
            .help("write `at least 2 sessions where …`, or `at least 2 of (…; …)`");
        made = name_at(first, first, nullptr);
    } else {
        at = report_unknown(at, {Wanted::records, nullptr, {}});
        made = name_at(first, at, nullptr);
    }
    records_ = made;
    return true;
}

bool Builder::read_counted_name(std::size_t& at, Name& made) {
    const std::size_t first = at;
    const auto* found = find_name(at);
    if (found && is_sound_behind(at, found->match.end)) {
        const NameKind kind = found->match.entry->kind;
        at = found->match.end;
        made = name_at(first, at, found->match.entry);
        made.is_field = found->is_field;
        if (kind != NameKind::records && kind != NameKind::each_record &&
            kind != NameKind::choices) {
            with(error("not-records", first, at,
                       quoted(words(first, at)) + " cannot be counted: it is neither a list of "
                                                  "records nor a choice of several codes"))
                .help("count records or `choices`");
            made.entry = nullptr;
        } else if (kind != NameKind::choices && is_nested(first, at)) {
            made.entry = nullptr;
        }
    } else if (token(at).kind != TokenKind::word || is_separator(at)) {
        error("missing-operand", first, first + 1, "what is to be counted is missing here");
        made = name_at(first, first, nullptr);
    } else {
        at = report_unknown(at, {Wanted::records, nullptr, {}});
        made = name_at(first, at, nullptr);
    }
    records_ = made;
    return true;
}

bool Builder::read_measure_head(std::size_t& at, MeasureHead& made) {
    const std::size_t first = at;
    const auto kind = measure_of(token(at));
    if (!kind) return false;
    made.kind = *kind;
    // The `of` before the records; a field's name may have one of its own.
    std::size_t of = 0;
    for (std::size_t i = first + 2; is_name_word(token(i)) && !is_separator(i); ++i) {
        if (!is_word(i, "of")) continue;
        const auto* records = find_name(i + 1);
        const bool is_list = records && is_records(*records->match.entry);
        if (of == 0 || is_list) of = i;
        if (is_list) break;
    }
    at = of + 1;
    read_record_name(at, made.records);
    made.field = name_at(first + 1, of, nullptr);
    if (made.records.entry == nullptr || made.records.entry->fields == nullptr) return true;
    const NameTable& fields = *made.records.entry->fields;
    const auto field = longest_match(fields, tokens_.all(), first + 1, nullptr);
    if (field && field->end == of) {
        made.field.entry = field->entry;
        made.field.is_field = true;
    } else {
        report_unknown(first + 1, {Wanted::field, &fields, made.records.entry->name});
    }
    return true;
}

bool Builder::read_outcome(std::size_t& at, OutcomeUse& made) {
    const std::size_t first = at;
    const NameTable& outcomes = context_.vocabulary->outcomes;
    if (at >= end() || is_word(at, "and")) {
        with(error("missing-operand", at >= end() && at > 0 ? at - 1 : at,
                   at >= end() ? end() : at + 1, "an outcome is missing here"))
            .help("a rule is `condition → outcome`");
        made.outcome = name_at(first, first, nullptr);
        return true;
    }
    const auto found = longest_match(outcomes, tokens_.all(), at, &context_.vocabulary->names);
    const auto ends = [&](std::size_t i) { return i >= end() || is_word(i, "and"); };
    if (found && (ends(found->end) || (repair_keyword(found->end) && ends(found->end)))) {
        at = found->end;
        made.outcome = name_at(first, at, found->entry);
        for (std::size_t i = 0; i < found->slots.size(); ++i) {
            made.arguments.push_back({found->entry->slots[i], count_of_slot(found->slots[i])});
        }
        return true;
    }
    if (found && (token(found->end).kind == TokenKind::comma || is_word(found->end, "or"))) {
        const bool is_or = is_word(found->end, "or");
        write(error("and-between-outcomes", found->end, found->end + 1,
                    "outcomes are joined by `and`, not by " +
                        std::string(is_or ? "`or`" : "a comma")),
              {"and"});
        tokens_.set_word(found->end, "and");
        return read_outcome(at, made);
    }
    at = report_unknown(at, {Wanted::outcome, &outcomes, {}});
    while (!ends(at)) ++at;
    made.outcome = name_at(first, at, nullptr);
    return true;
}

}  // namespace caveat::language
