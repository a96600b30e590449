// Puts the words of this language in place of wordings that authors bring along, and says so,
// before the grammar runs: `if fever then …`, `fever but not chills`, `no fever`.
// Entrance: Repairs::replace_wordings.

#include "language/grammar/repairs.hpp"
#include "text/escapes.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace caveat::language {

using text::quoted;
using text::with;

/// Tokens of other words in place of [first, last). Every one stands where those stood.
void Repairs::replace(std::size_t first, std::size_t last, std::string_view text) {
    std::vector<Token> made = tokenize(text);
    made.pop_back();
    for (Token& each : made) {
        each.begin = token(first).begin;
        each.end = last > first ? token(last - 1).end : token(first).begin;
    }
    line_.tokens.replace(first, last, made);
}

/// Says what to write in place of tokens [first, last), and reads on as if it stood there.
void Repairs::reword(std::size_t first, std::size_t last, const std::string& meant) {
    write(error("foreign-wording", first, last,
                quoted(words(first, last)) + " is no wording of this language"),
          {meant});
    replace(first, last, meant);
}

/// Says that tokens [first, last) say nothing, and reads on without them.
void Repairs::leave_out(std::size_t first, std::size_t last, const std::string& reason) {
    with(error("foreign-wording", first, last, reason))
        .help("leave " + quoted(words(first, last)) + " out")
        .fix("leave " + quoted(words(first, last)) + " out", span(first, last), {});
    replace(first, last, {});
}

void Repairs::replace_wordings() {
    if (line_.context.vocabulary == nullptr) return;
    static constexpr std::array<Keyword, 44> triggers = {
        "any", "one",    "either",  "none",     "neither", "all",     "both",  "more",    "less",
        "up",  "fewer",  "at",      "exactly",  "no",      "sum",     "total", "average", "mean",
        "but", "though", "yet",     "without",  "with",    "plus",    "age",   "two",     "and",
        "not", "older",  "greater", "larger",   "higher",  "smaller", "lower", "younger", "only",
        "xor", "nor",    "include", "includes", "equal",   "each",    "every", "number"};
    if ((is_word(0, "if") || is_word(0, "when")) && !find_name(0)) {
        leave_out(0, 1, "a condition begins with what must be true");
    }
    std::size_t behind_name = 0;  // where the last name ended
    for (std::size_t at = 0; at + 1 < end() && !(line_.is_sentence && is_arrow(at)); ++at) {
        if (replace_age(at) || replace_signs(at)) continue;
        if (const auto* name = find_name(at)) {
            constexpr std::size_t most_lists = 16;
            if (is_list_at(at) && lists_.size() < most_lists) lists_.push_back(at);
            behind_name = name->match.end;
            at = name->match.end - 1;
            continue;
        }
        const bool is_number = token(at).kind == TokenKind::number || number_word(token(at)) != 0;
        const bool is_denial = end_of_denial(at) > at;
        if (!is_number && !is_denial && !token(at).keyword.is_any(triggers)) continue;
        if (is_in_code(at) || replace_counted_codes(at) || replace_code_list(at)) continue;
        if ((is_word(at, "either") || is_word(at, "both")) && find_name(at + 1)) {
            leave_out(at, at + 1,
                      is_word(at, "both") ? "`and` alone says that both are meant"
                                          : "`or` alone says that one is enough");
            continue;
        }
        const bool is_behind_name = at > 0 && behind_name == at;
        if (replace_group(at) || replace_number_of(at) || replace_count(at) ||
            replace_open_list(at) || replace_open_group(at) || replace_no(at) || replace_sum(at) ||
            replace_join(at) || replace_out_of(at, is_behind_name) ||
            replace_range(at, is_behind_name) || replace_limit(at, is_behind_name)) {
            continue;
        }
    }
}

/// `no fever and no chills`, `without fever or chills`, `neither fever nor chills`: `no` is for
/// records, and the other words are none of this language. One message for all of them.
bool Repairs::replace_no(std::size_t at) {
    if (at > 0 && (is_word(at - 1, "not") || is_is(at - 1) || is_include(at - 1))) return false;
    struct Item {
        bool has_no;
        std::size_t first;
        std::size_t last;
    };
    std::vector<Item> items;
    bool has_and = false;
    bool has_or = false;
    const bool is_neither = is_word(at, "neither");
    for (std::size_t next = at;;) {
        const bool begins_neither = items.empty() && is_neither;
        const std::size_t behind = begins_neither ? next + 1 : end_of_denial(next);
        const bool has_no = behind > next;
        next = behind;
        const auto* name = find_name(next);
        if (!name || !may_be_denied(next)) break;
        const std::size_t last = name->match.end;
        const bool goes_on = token(last).kind == TokenKind::comma || is_word(last, "nor");
        if (!items.empty() && !goes_on && !is_separator(last)) break;  // `or age >= 65`
        items.push_back({has_no, next, last});
        if (!goes_on && !is_word(last, "and") && !is_word(last, "or")) break;
        next = last;
        if (token(next).kind == TokenKind::comma) ++next;
        const bool is_and = is_word(next, "and");
        const bool is_or = is_word(next, "or") || is_word(next, "nor");
        if (is_and || is_or) ++next;
        const auto* following = find_name(end_of_denial(next));
        if (!following) break;
        has_and = has_and || is_and;
        has_or = has_or || is_or;
    }
    if (items.empty() || !items.front().has_no || (is_neither && items.size() < 2)) return false;
    const bool is_each =
        std::all_of(items.begin(), items.end(), [](const Item& item) { return item.has_no; });
    if (!is_each && has_and && has_or) {
        items.erase(items.begin() + 1, items.end());  // the grammar asks for parentheses
    }
    if (items.size() == 1 && is_joint_before_no(at)) return false;  // replace_join has it
    std::vector<std::string> names;
    for (const Item& item : items) names.push_back(words(item.first, item.last));
    const std::size_t last = items.back().last;
    const std::string none = "not (" + joined(names, " or ") + ")";
    std::string meant = "not " + joined(names, has_or ? " or not " : " and not ");
    std::vector<std::string> readings;
    if (items.size() > 1 && !is_each) {
        meant = none;
        if (has_and) {
            names.front() = "(not " + names.front() + ")";
            readings.push_back(joined(names, " and "));
        }
    }
    readings.insert(readings.begin(), meant);
    const std::string joint = ends_condition(at) ? "and " : "";
    for (std::string& reading : readings) reading.insert(0, joint);
    const std::string denial = quoted(words(at, items.front().first));
    if (is_neither) {
        write(error("no-for-not", at, last, "`neither` is no word of this language"), readings);
    } else if (denial == "`no`") {
        write(
            error("no-for-not", at, last,
                  "`no` is for records; " + quoted(words(items.front().first, items.front().last)) +
                      " is no list of records"),
            readings);
    } else {
        write(error("foreign-wording", at, last, denial + " is no wording of this language"),
              readings);
    }
    replace(at, last, joint + meant);
    return true;
}

/// Whether a condition may have ended before `at`, so that what stands here needs `and`.
bool Repairs::ends_condition(std::size_t at) const {
    if (at == 0) return false;
    const TokenKind before = token(at - 1).kind;
    if (before != TokenKind::word) {
        return before == TokenKind::close || before == TokenKind::number ||
               before == TokenKind::quoted || before == TokenKind::date;
    }
    if (is_separator(at - 1) || is_word(at - 1, "where") || is_word(at - 1, "of")) return false;
    const bool is_alone = at == 1 || is_separator(at - 2);
    return !is_alone || begin_of_name_before(at) < at;
}

/// `age since birth date`
bool Repairs::replace_age(std::size_t at) {
    const bool is_age = is_word(at, "age") && (is_word(at + 1, "since") || is_word(at + 1, "from"));
    const auto* date = is_age ? find_name(at + 2) : nullptr;
    if (!date || date->match.entry->kind != NameKind::date) return false;
    const auto* name = find_name(at);
    if (name && name->match.end > at + 1) return false;
    reword(at, at + 2, "years since");
    return true;
}

/// `sum of item 1 and item 9`, `average of item 1, item 2`
bool Repairs::replace_sum(std::size_t at) {
    const bool is_sum = is_word(at, "sum") || is_word(at, "total");
    if (!is_sum && !is_word(at, "average") && !is_word(at, "mean")) return false;
    if (find_name(at)) return false;
    std::size_t next = is_word(at + 1, "of") ? at + 2 : at + 1;
    std::vector<std::string> parts;
    std::size_t last = at;
    while (const auto* name = find_name(next)) {
        if (is_list_at(next) || name->is_field) return false;
        last = name->match.end;
        parts.push_back(words(next, last));
        const bool goes_on = is_word(last, "and") || token(last).kind == TokenKind::comma ||
                             token(last).kind == TokenKind::plus;
        if (!goes_on) break;
        next = last + 1;
        if (token(last).kind == TokenKind::comma && is_word(next, "and")) ++next;
    }
    if (parts.size() < 2) return false;
    const std::string sum = joined(parts, " + ");
    reword(at, last, is_sum ? sum : "(" + sum + ") / " + std::to_string(parts.size()));
    return true;
}

/// Words between two conditions: `but not`, `without`, `with`.
bool Repairs::replace_join(std::size_t at) {
    const bool is_but = is_word(at, "but") || is_word(at, "though") || is_word(at, "yet");
    const auto* denied = is_word(at + 1, "no") ? find_name(at + 2) : nullptr;
    const bool denies_one = denied && !is_list_at(at + 2) && !is_word(denied->match.end, "or") &&
                            !is_word(denied->match.end, "nor");
    if ((is_but || is_word(at, "with")) && at > 0 && denies_one) {
        reword(at, at + 2, "and not");
        return true;
    }
    if (is_but && at > 0) {
        reword(at, at + 1, "and");
        return true;
    }
    if (is_word(at, "nor") && at > 0 && find_name(at + 1)) {
        reword(at, at + 1, "and not");
        return true;
    }
    if (replace_xor(at)) return true;
    if (is_word(at, "and") && token(at + 1).kind == TokenKind::slash && is_word(at + 2, "or")) {
        reword(at, at + 3, "or");
        return true;
    }
    const auto* open_end =
        is_word(at, "with") && is_word(at + 1, "or") && is_word(at + 2, "without")
            ? find_name(at + 3)
            : nullptr;
    if (open_end) {
        leave_out(at, open_end->match.end, "what may be so or not is no condition");
        return true;
    }
    const bool is_with = is_word(at, "with") || is_word(at, "plus");
    if (!is_with || at == 0 || !find_name(at + 1)) return false;
    if (is_word(at - 1, "and") || is_word(at - 1, "or")) return false;
    reword(at, at + 1, "and");
    return true;
}

/// `fever xor chills`: one of the two, and not both.
bool Repairs::replace_xor(std::size_t at) {
    if (!is_word(at, "xor") || at == 0) return false;
    const std::size_t first = begin_of_name_before(at);
    const auto* other = find_name(at + 1);
    const bool is_plain = first < at && other && is_separator(other->match.end);
    const std::string one = is_plain ? words(first, at) : "…";
    const std::string another = is_plain ? words(at + 1, other->match.end) : "…";
    const std::string meant = "exactly 1 of (" + one + "; " + another + ")";
    write(error("foreign-wording", is_plain ? first : at, is_plain ? other->match.end : at + 1,
                "`xor` is no word of this language"),
          {meant});
    if (is_plain) {
        replace(first, other->match.end, meant);
    } else {
        replace(at, at + 1, "or");
    }
    return true;
}

/// Where a name begins that ends before `at`; `at` when none does.
std::size_t Repairs::begin_of_name_before(std::size_t at) const {
    constexpr std::size_t most_words = 12;
    for (std::size_t first = at > most_words ? at - most_words : 0; first < at; ++first) {
        const auto* name = find_name(first);
        if (name && name->match.end == at) return first;
    }
    return at;
}

/// The codes of what ends before the verb at `verb`: a fact, a field of records that the sentence
/// names, or a measure of one.
const NameTable* Repairs::codes_before(std::size_t verb) const {
    constexpr std::size_t most_words = 12;
    const std::size_t stop = verb > most_words ? verb - most_words : 0;
    for (std::size_t first = verb; first-- > stop;) {
        const auto* name = find_name(first);
        if (name && name->match.end == verb && !is_list_at(first))
            return name->match.entry->codes.get();
    }
    for (const std::size_t at : lists_) {
        const auto* records = find_name(at);
        if (!records || records->match.entry->fields == nullptr) continue;
        const bool is_measured = records->match.end == verb && at > 0 && is_word(at - 1, "of");
        const std::size_t end_of_field = is_measured ? at - 1 : verb;
        for (std::size_t first = end_of_field; first-- > stop;) {
            const auto field =
                longest_match(*records->match.entry->fields, line_.tokens.all(), first, nullptr);
            if (field && field->end == end_of_field) return field->entry->codes.get();
        }
    }
    return nullptr;
}

/// Whether the word belongs to a code: `is massage with oil`.
bool Repairs::is_in_code(std::size_t at) const {
    constexpr std::size_t most_words = 12;
    for (std::size_t first = at; first > 0 && first + most_words > at; --first) {
        if (!is_behind_code_word(first)) continue;
        std::size_t verb = first;
        constexpr std::size_t longest_list = 64;
        while (verb > 0 && verb + longest_list > first && !is_is(verb) && !is_include(verb)) --verb;
        if (!is_is(verb) && !is_include(verb)) continue;
        if (verb > 0 && is_word(verb - 1, "not")) --verb;
        const NameTable* codes = codes_before(verb);
        const auto code = codes == nullptr
                              ? std::nullopt
                              : longest_match(*codes, line_.tokens.all(), first, nullptr);
        if (code && code->end > at) return true;
    }
    return false;
}

/// `2 if fever`, `3 if sex is female else 4`: points stand behind their condition. returns whether
/// the rest is not worth reading.
bool Repairs::report_conditional_number() {
    const std::size_t number = end_of_bound(0);
    std::size_t at = number;
    if (is_word(at, "point") || is_word(at, "points")) ++at;
    if (token(0).kind != TokenKind::number || !is_word(at, "if")) return false;
    std::size_t otherwise = at + 1;
    while (otherwise < end() && !is_word(otherwise, "else") && !is_word(otherwise, "otherwise")) {
        ++otherwise;
    }
    if (otherwise == end()) {
        const std::string condition = words(at + 1, end());
        const std::string points = ": " + words(0, number);
        Diagnostic& problem =
            error("foreign-wording", 0, end(), "a number does not depend on an `if`");
        with(problem).help("as an entry of `points`, ");
        std::vector<Edit> edits;
        if (line_.context.is_entry_of_points) {
            edits.push_back({line_.text.span, text::in_yaml(condition) + points});
        }
        with(problem).write({{condition + points, std::move(edits)}});
    } else {
        with(error("foreign-wording", 0, end(), "a number does not depend on an `if`"))
            .help("make it a score, whose `points` are `" + words(at + 1, otherwise) + ": " +
                  words(0, number) + "` and `not (" + words(at + 1, otherwise) +
                  "): " + words(otherwise + 1, end()) + "`");
    }
    return true;
}

/// `sex is male: 1; sex is female: 2` as one text: what belongs into entries of its own. returns
/// whether it is that.
bool Repairs::report_points_in_text() {
    const auto is_colon = [&](std::size_t at) {
        return token(at).kind == TokenKind::other && words(at, at + 1) == ":";
    };
    std::vector<std::string> entries;
    std::size_t colon = 0;
    for (std::size_t first = 0; first < end();) {
        std::size_t at = first;
        while (at < end() && !is_colon(at)) ++at;
        if (at == first || at == end() || token(at + 1).kind != TokenKind::number) return false;
        entries.push_back("`- " + words(first, at) + ": " + words(at + 1, at + 2) + "`");
        if (entries.size() == 1) colon = at;
        first = at + 2;
        const bool is_parted = token(first).kind == TokenKind::semicolon ||
                               token(first).kind == TokenKind::comma || is_word(first, "and");
        if (is_parted) ++first;
        if (first < end() && !is_parted) return false;
    }
    if (entries.empty()) return false;
    with(error("unknown-sign", colon, colon + 1, "`:` has no meaning in a condition"))
        .help((entries.size() == 1 ? "as an entry of `points`, write it without quotes: "
                                   : "under `points`, write each on a line of its own: ") +
              joined(entries, " and "));
    return true;
}

}  // namespace caveat::language
