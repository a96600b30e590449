// Puts the words and signs of this language in place of others that compare: `65-74`, `65+`, `no
// more than 65`, `> = 65`, `exactly 65`. Entrances: Repairs::replace_signs, replace_range,
// replace_limit.

#include "language/grammar/repairs.hpp"
#include "values/rational.hpp"

#include <string>

namespace caveat::language {

using text::quoted;
using text::with;

/// `> =`, `< >`: one sign with a blank inside.
bool Repairs::replace_signs(std::size_t at) {
    drop_is_before_sign(at);
    const TokenKind first = token(at).kind;
    const TokenKind second = token(at + 1).kind;
    const bool is_equal = second == TokenKind::equal;
    std::string_view meant;
    const bool is_greater = first == TokenKind::greater || first == TokenKind::greater_or_equal;
    const bool is_less = first == TokenKind::less || first == TokenKind::less_or_equal;
    if (is_greater && is_equal) meant = ">=";
    if (is_less && is_equal) meant = "<=";
    if (first == TokenKind::less && second == TokenKind::greater) meant = "!=";
    if (meant.empty()) return false;
    reword(at, at + 2, std::string(meant));
    return true;
}

/// `pain is >= 7`, `pain is not >= 7`: a sign stands without `is`.
void Repairs::drop_is_before_sign(std::size_t at) {
    if (at == 0 || !is_is(at) || find_name(at)) return;
    const bool is_denied = is_word(at + 1, "not");
    const std::size_t sign = is_denied ? at + 2 : at + 1;
    const auto kind = static_cast<std::size_t>(token(sign).kind);
    const auto first = static_cast<std::size_t>(TokenKind::equal);
    if (!is_comparison(token(sign).kind)) return;
    if (!is_denied) return leave_out(at, sign, "the sign says it without `is`");
    if (is_comparison(token(sign + 1).kind)) return;
    constexpr std::string_view denied[] = {"!=", "=", ">=", ">", "<=", "<"};
    reword(at, sign + 1, std::string(denied[kind - first]));
}

/// `age 65-74`, `age is 65 - 74`: a range, which is written `65 to 74`. `at` is its first number.
bool Repairs::replace_range(std::size_t at, bool is_behind_name) {
    const bool is_between = at > 0 && is_word(at - 1, "between");
    const bool is_place = is_behind_name || is_between || (at > 0 && is_is(at - 1)) ||
                          (at > 1 && is_word(at - 1, "not") && is_is(at - 2));
    if (!is_place || token(at).kind != TokenKind::number) return false;
    const std::size_t low_end = end_of_bound(at);
    const bool is_apart =
        token(low_end).kind == TokenKind::minus && token(low_end + 1).kind == TokenKind::number;
    const bool has_sign = token(low_end).folded.starts_with('-');
    const bool is_tied =
        token(low_end).kind == TokenKind::number && (has_sign || token(low_end).is_joined);
    if (!is_apart && !is_tied) return false;
    const std::size_t high = is_apart ? low_end + 1 : low_end;
    const std::size_t high_end = end_of_bound(high);
    const auto value = [](std::string_view digits) {
        const auto decimal = Decimal::from_text(digits);
        return decimal ? values::Rational::from(*decimal) : std::nullopt;
    };
    const auto from = value(token(at).folded);
    const auto to = value(std::string_view(token(high).folded).substr(has_sign ? 1 : 0));
    if (!from || !to || !(*from < *to) || !is_separator(high_end)) return false;
    const std::string last = words(high, high_end);
    const std::string meant =
        words(at, low_end) + (is_between ? " and " : " to ") + (has_sign ? last.substr(1) : last);
    write(error("bad-interval", at, high_end,
                quoted(words(at, high_end)) + " is no range of numbers"),
          {meant});
    replace(at, high_end, meant);
    return true;
}

/// `pain 7/10 or more`: where the number alone is the limit, nothing is divided. Says which number
/// is meant, and reads on with it.
bool Repairs::replace_out_of(std::size_t at, bool is_behind_name) {
    const bool is_quotient = token(at).kind == TokenKind::number &&
                             token(at + 1).kind == TokenKind::slash &&
                             token(at + 2).kind == TokenKind::number;
    if (!is_behind_name || !is_quotient) return false;
    const std::string over = words(at, at + 1);
    const std::string under = words(at + 2, at + 3);
    const auto value_of = [](const std::string& digits) {
        const auto decimal = Decimal::from_text(digits);
        return decimal ? values::Rational::from(*decimal) : std::nullopt;
    };
    const auto above = value_of(over);
    const auto below = value_of(under);
    Diagnostic& problem = error("divided-literals", at, at + 3,
                                quoted(words(at, at + 3)) + " divides " + over + " by " + under);
    if (above && below && *above < *below) {
        with(problem).write({proposal(at, at + 3, over, " for " + over + " out of " + under)});
    } else {
        with(problem).help("a test takes one number: `" + over + "` here, and `" + under +
                           "` in another");
    }
    replace(at, at + 3, over);
    return true;
}

/// `65+`, `greater than or equal to 65`, `no more than 65`, `up to 65`, `exactly 65`, `65 years
/// old`.
bool Repairs::replace_limit(std::size_t at, bool is_behind_name) {
    if (at == 0) return false;  // a band, or a test of nothing
    if (token(at).kind == TokenKind::number) {
        const std::size_t last = end_of_bound(at);
        if (token(last).kind == TokenKind::plus && is_separator(last + 1)) {
            reword(at, last + 1, words(at, last) + " or more");
            return true;
        }
        if (last > at + 1 && is_word(last, "old") && !find_name(last)) {
            leave_out(last, last + 1, "the number says it alone");
            return true;
        }
        return false;
    }
    const auto is_more = [&](std::size_t than) {
        return is_word(than, "more") || is_word(than, "greater") || is_word(than, "larger") ||
               is_word(than, "higher") || is_word(than, "older") || is_word(than, "longer");
    };
    const std::string least = "at least";
    const std::string most = "at most";
    if (is_than(at) && is_word(at + 2, "or") && is_word(at + 3, "equal")) {
        const std::size_t last = is_word(at + 4, "to") ? at + 5 : at + 4;
        if (end_of_bound(last) == last) return false;
        reword(at, last, is_more(at) ? least : most);
        return true;
    }
    if (is_word(at, "equal") && is_word(at + 1, "to") && is_word(at + 2, "or") && is_than(at + 3) &&
        end_of_bound(at + 5) > at + 5) {
        reword(at, at + 5, is_more(at + 3) ? least : most);
        return true;
    }
    const bool is_not = is_word(at, "not") && is_behind_name;
    if ((is_word(at, "no") || is_not) && is_than(at + 1) && end_of_bound(at + 3) > at + 3) {
        reword(at, at + 3, is_more(at + 1) ? most : least);
        return true;
    }
    if (is_word(at, "up") && is_word(at + 1, "to") && end_of_bound(at + 2) > at + 2) {
        reword(at, at + 2, most);
        return true;
    }
    if (is_word(at, "exactly") && end_of_bound(at + 1) > at + 1) {
        const std::size_t last = end_of_bound(at + 1);
        if (is_word(last, "of") || is_list_at(last) || is_word(last, "ago")) return false;
        if (is_is(at - 1)) {
            leave_out(at, at + 1, "`is` alone means this number");
            return true;
        }
        if (!is_behind_name) return false;
        reword(at, at + 1, "is");
        return true;
    }
    const bool is_absent = is_include(at) && (is_word(at + 1, "no") || is_word(at + 1, "not"));
    if (is_absent && is_behind_name && !is_word(at + 2, "of")) {
        const NameTable* codes = codes_before(at);
        if (codes != nullptr && longest_match(*codes, line_.tokens.all(), at + 1, nullptr))
            return false;
        reword(at, at + 2, "not include");
        return true;
    }
    return false;
}

}  // namespace caveat::language
