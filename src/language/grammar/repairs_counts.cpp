// Puts the words of this language in place of others that count conditions or list them: `none of
// (fever; chills)`, `more than 2 of (…)`, `at least 2 of fever, chills, cough`.
// Entrances: Repairs::replace_group, replace_number_of, replace_count, replace_open_group,
// replace_open_list, replace_counted_codes, replace_code_list.

#include "language/grammar/repairs.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace caveat::language {

using text::quoted;
using text::with;

/// A comma or a word between conditions that are counted, read as a semicolon.
void Repairs::set_semicolon(std::size_t at) {
    Token semicolon = token(at);
    semicolon.kind = TokenKind::semicolon;
    line_.tokens.set(at, std::move(semicolon));
}

/// `any of (a; b)`: groups of conditions have these names only as a list in YAML.
bool Repairs::replace_group(std::size_t at) {
    if (!is_word(at + 1, "of") || token(at + 2).kind != TokenKind::open) return false;
    const std::size_t verb = at > 1 && is_word(at - 1, "not") ? at - 2 : at - 1;
    if (at > 0 && (is_include(verb) || is_is(verb))) return false;
    const bool is_any = is_word(at, "any") || is_word(at, "one") || is_word(at, "either");
    const bool is_none = is_word(at, "none") || is_word(at, "neither");
    if (!is_any && !is_none && !is_word(at, "all") && !is_word(at, "both")) return false;
    const std::size_t last = behind_close(at + 2);
    const auto parts =
        last > at + 2 ? parts_between(at + 3, last - 1, false) : std::vector<std::string>{"…", "…"};
    const std::string all = joined(parts, is_any || is_none ? " or " : " and ");
    std::vector<std::string> meant{std::string(is_none ? "not " : "") + "(" + all + ")"};
    if (is_word(at, "one")) meant.push_back("exactly 1 of (" + joined(parts, "; ") + ")");
    write(error("foreign-wording", at, std::max(last, at + 2),
                quoted(words(at, at + 2)) + " does not stand before parentheses"),
          meant);
    // Read on as a count: every condition inside is still looked at.
    for (std::size_t i = at + 3; i + 1 < last; ++i) {
        if (token(i).kind == TokenKind::comma) set_semicolon(i);
    }
    replace(at, at + 1, is_none ? "at most 0" : "at least 1");
    return true;
}

/// `the number of sessions`
bool Repairs::replace_number_of(std::size_t at) {
    if (!is_word(at, "number") || !is_word(at + 1, "of")) return false;
    const auto* counted = find_name(at + 2);
    const bool are_choices = counted && counted->match.entry->kind == NameKind::choices;
    if (!are_choices && !is_list_at(at + 2)) return false;
    std::size_t first = at;
    while (first > 0 && (is_word(first - 1, "the") || is_word(first - 1, "total"))) --first;
    reword(first, at + 2, "count of");
    return true;
}

/// `more than 2 of (…)`, `less than 3 sessions`, `2 or more sessions`: counts have words of their
/// own.
bool Repairs::replace_count(std::size_t at) {
    const bool is_more = is_word(at, "more");
    const bool is_than = is_more || is_word(at, "less") || is_word(at, "fewer");
    if (is_word(at, "only") && token(at + 1).kind == TokenKind::number && is_word(at + 2, "of")) {
        reword(at, at + 1, "exactly");
        return true;
    }
    const std::size_t number = is_than && is_word(at + 1, "than")           ? at + 2
                               : is_word(at, "up") && is_word(at + 1, "to") ? at + 2
                                                                            : at;
    if (const std::size_t spelled = number_word(token(at));
        spelled != 0 && is_word(at + 1, "or") && is_word(at + 2, "more")) {
        write(error("bad-number", at, at + 1, "numbers are written in digits"),
              {std::to_string(spelled)});
        replace(at, at + 1, std::to_string(spelled));
        return true;
    }
    const std::string& digits = token(number).folded;
    constexpr std::size_t most_digits = 6;
    if (token(number).kind != TokenKind::number || digits.size() > most_digits ||
        digits.find_first_not_of("0123456789") != std::string::npos) {
        return false;
    }
    const int count = std::stoi(digits);
    const bool is_counted = at > 0 && (is_word(at - 1, "least") || is_word(at - 1, "most") ||
                                       is_word(at - 1, "exactly") || is_word(at - 1, "any") ||
                                       is_word(at - 1, "only") || is_word(at - 1, "than"));
    if (number == at && !is_counted && is_word(at + 1, "of") &&
        token(at + 2).kind == TokenKind::open) {
        write(error("two-readings", at, at + 1, "it does not say whether more of them may be met"),
              {"at least " + digits, "exactly " + digits});
        replace(at, at + 1, "at least " + digits);
        return true;
    }
    if (number == at) {
        const bool is_upwards = is_word(at + 1, "or") && is_word(at + 2, "more");
        const bool is_downwards =
            is_word(at + 1, "or") && (is_word(at + 2, "fewer") || is_word(at + 2, "less"));
        if (!is_upwards && !is_downwards) return false;
        const bool is_group = is_word(at + 3, "of") && token(at + 4).kind == TokenKind::open;
        if ((is_upwards && is_group) || (!is_group && !is_list_at(at + 3))) return false;
        reword(at, at + 3, (is_upwards ? "at least " : "at most ") + digits);
        return true;
    }
    const bool is_group = is_word(number + 1, "of");
    if (!is_group && !is_list_at(number + 1)) return false;
    if (is_than && !is_more && count == 0) return false;
    reword(at, number + 1,
           !is_than  ? "at most " + digits
           : is_more ? "at least " + std::to_string(count + 1)
                     : "at most " + std::to_string(count - 1));
    return true;
}

/// `at least 2 of fever, chills, cough`: conditions to count stand in parentheses.
bool Repairs::replace_open_group(std::size_t at) {
    const bool is_or_more = token(at).kind == TokenKind::number && is_word(at + 1, "or") &&
                            is_word(at + 2, "more") && is_word(at + 3, "of");
    const bool is_any =
        is_word(at, "any") && end_of_count(at + 1) > at + 1 && is_word(end_of_count(at + 1), "of");
    if (!is_or_more && !is_any && !is_group_ahead(at)) return false;
    std::size_t of = at + 1;
    while (!is_word(of, "of")) ++of;
    if (token(of + 1).kind == TokenKind::open) return false;
    std::size_t last = of + 1;
    std::size_t depth = 0;
    for (; last < end() && !is_arrow(last) && !is_word(last, "unless"); ++last) {
        if (token(last).kind == TokenKind::open) ++depth;
        if (token(last).kind == TokenKind::close && depth-- == 0) break;
    }
    const auto parts = parts_between(of + 1, last, true);
    if (parts.size() < 2) return false;
    const std::string meant = words(at, of + 1) + " (" + joined(parts, "; ") + ")";
    write(error("missing-parenthesis", at, last, "the conditions to count stand in parentheses"),
          {meant});
    for (std::size_t i = of + 1; i < last; ++i) {
        const bool is_join = is_word(i, "and") || is_word(i, "or");
        if (token(i).kind == TokenKind::open) i = std::max(i, behind_close(i) - 1);
        if (is_join || token(i).kind == TokenKind::comma) set_semicolon(i);
    }
    replace(last, last, ")");
    replace(of + 1, of + 1, "(");
    return true;
}

/// `regions include at least 2 of (neck, back)`: what is counted are conditions.
bool Repairs::replace_counted_codes(std::size_t at) {
    if (at < 2 || !is_include(at - 1) || !is_group_ahead(at)) return false;
    const bool is_denied = is_word(at - 2, "not");
    const std::size_t verb = is_denied ? at - 2 : at - 1;
    const std::size_t first = begin_of_name_before(verb);
    const NameTable* codes = first < verb ? codes_before(verb) : nullptr;
    if (codes == nullptr || (is_denied && first > 0 && is_word(first - 1, "not"))) return false;
    std::size_t of = at + 1;
    while (!is_word(of, "of")) ++of;
    const bool is_enclosed = token(of + 1).kind == TokenKind::open;
    std::vector<std::string> parts;
    std::size_t last = of;
    for (std::size_t next = is_enclosed ? of + 2 : of + 1;;) {
        const auto code = longest_match(*codes, line_.tokens.all(), next, nullptr);
        if (!code) break;
        parts.push_back(words(first, verb) + " include " + words(next, code->end));
        last = next = code->end;
        const TokenKind between = token(next).kind;
        if (between == TokenKind::comma || between == TokenKind::semicolon) ++next;
        if (is_word(next, "and") || is_word(next, "or")) ++next;
        if (next == last) break;
    }
    if (parts.size() < 2) return false;
    if (is_enclosed && token(last++).kind != TokenKind::close) return false;
    const std::string count = words(at, of + 1);
    const std::string meant = (is_denied ? "not " : "") + count + " (" + joined(parts, "; ") + ")";
    write(error("foreign-wording", first, last, quoted(count) + " counts conditions, not codes"),
          {meant});
    replace(first, last, meant);
    return true;
}

/// `include all neck, other`, `is neither male nor female`: how a list of codes begins.
bool Repairs::replace_code_list(std::size_t at) {
    const bool is_is_before = at > 0 && is_is(at - 1);
    const bool is_include_before = at > 0 && is_include(at - 1);
    if (!is_is_before && !is_include_before) return false;
    static constexpr auto all_of =
        std::to_array<std::string_view>({"all", "both", "each", "every"});
    static constexpr auto any_of = std::to_array<std::string_view>({"any", "either", "one"});
    const bool is_neither = is_word(at, "neither");
    const bool is_all = is_among(at, all_of);
    if (!is_neither && !is_all && !is_among(at, any_of)) return false;
    const std::size_t verb = at > 1 && is_word(at - 2, "not") && !is_is_before ? at - 2 : at - 1;
    const NameTable* codes = codes_before(verb);
    if (codes == nullptr || is_word(at + 1, "of") || (is_all && is_is_before)) return false;
    if (is_neither && verb != at - 1) return false;  // denied twice
    std::vector<std::string> listed;
    std::size_t last = at;
    for (std::size_t next = at + 1;;) {
        const auto code = longest_match(*codes, line_.tokens.all(), next, nullptr);
        if (!code) break;
        listed.push_back(words(next, code->end));
        last = code->end;
        const bool is_comma = token(last).kind == TokenKind::comma;
        next = is_comma ? last + 1 : last;
        const bool is_joint = is_word(next, "and") || is_word(next, "or") || is_word(next, "nor");
        if (is_joint && (is_neither || is_word(next, is_all ? Keyword("and") : Keyword("or")))) {
            ++next;
        } else if (!is_comma) {
            break;
        }
    }
    if (listed.size() < 2) return false;
    const std::string_view list_word = is_is_before ? (is_neither ? "not one of " : "one of ")
                                       : is_neither ? "none of "
                                       : is_all     ? "all of "
                                                    : "any of ";
    reword(at, last, std::string(list_word) + joined(listed, ", "));
    return true;
}

/// `any of fever, chills`: a list of conditions has words between them.
bool Repairs::replace_open_list(std::size_t at) {
    if (!is_word(at + 1, "of") || !find_name(at + 2) || is_list_at(at + 2)) return false;
    const std::size_t verb = at > 1 && is_word(at - 1, "not") ? at - 2 : at - 1;
    if (at > 0 && (is_include(verb) || is_is(verb))) return false;
    const bool is_one = is_word(at, "one") || is_word(at, "either");
    const bool is_none = is_word(at, "none") || is_word(at, "neither");
    const bool is_all = is_word(at, "all") || is_word(at, "both");
    if (!is_one && !is_none && !is_all && !is_word(at, "any")) return false;
    const Keyword joint = is_all ? Keyword("and") : Keyword("or");
    std::vector<std::string> parts;
    std::size_t last = at + 2;
    for (std::size_t begin = last; find_name(begin);) {
        while (!is_separator(last) && token(last).kind != TokenKind::comma) ++last;
        parts.push_back(words(begin, last));
        std::size_t next = last;
        const bool is_comma =
            token(next).kind == TokenKind::comma || token(next).kind == TokenKind::semicolon;
        if (is_comma) ++next;
        if (is_word(next, joint) || (is_comma && (is_word(next, "and") || is_word(next, "or")))) {
            ++next;
        } else if (!is_comma) {
            break;
        }
        if (!find_name(next)) break;
        begin = next;
        last = next;
    }
    if (parts.size() < 2) return false;
    const std::string meant =
        (is_none ? "not (" : "(") + joined(parts, is_all ? " and " : " or ") + ")";
    std::vector<std::string> readings{meant};
    if (is_one) readings.push_back("exactly 1 of (" + joined(parts, "; ") + ")");
    write(error("foreign-wording", at, last,
                quoted(words(at, at + 2)) + " stands before codes, not before conditions"),
          readings);
    replace(at, last, meant);
    return true;
}

}  // namespace caveat::language
