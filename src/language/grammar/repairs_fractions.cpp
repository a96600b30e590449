// Fractions as people write them: `.5`, `½`, `2½`, and `3·5` with the decimal point of British
// journals. Each is a message that keeps the amount. Entrance: Repairs::join_fractions.

#include "language/characters.hpp"
#include "language/grammar/repairs.hpp"
#include "values/units.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace caveat::language {

using text::quoted;
using text::with;

namespace {

/// A fraction in one sign; without digits where no decimal is the same amount.
struct SignOfFraction {
    std::string_view sign;
    std::string_view digits;  ///< behind the point
};

constexpr std::array signs_of_fractions = {
    SignOfFraction{"½", "5"},   SignOfFraction{"¼", "25"},  SignOfFraction{"¾", "75"},
    SignOfFraction{"⅕", "2"},   SignOfFraction{"⅖", "4"},   SignOfFraction{"⅗", "6"},
    SignOfFraction{"⅘", "8"},   SignOfFraction{"⅛", "125"}, SignOfFraction{"⅜", "375"},
    SignOfFraction{"⅝", "625"}, SignOfFraction{"⅞", "875"}, SignOfFraction{"⅒", "1"},
    SignOfFraction{"⅓", ""},    SignOfFraction{"⅔", ""},    SignOfFraction{"⅙", ""},
    SignOfFraction{"⅚", ""},    SignOfFraction{"⅐", ""},    SignOfFraction{"⅑", ""}};

constexpr std::array<std::string_view, 5> raised_points = {"·", "⋅", "∙", "•", "‧"};

bool is_all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

void Repairs::join_fractions() {
    const auto is_foreign = [](const Token& token) { return token.kind == TokenKind::other; };
    if (std::none_of(line_.tokens.all().begin(), line_.tokens.all().end(), is_foreign)) return;
    for (std::size_t at = 0; at < end() && may_report(); ++at) {
        if (!is_foreign(token(at))) continue;
        join_point(at);
        join_sign_of_fraction(at);
        ask_about_raised_point(at);
    }
}

/// Whether nothing stands between the two tokens.
bool Repairs::touch(std::size_t first, std::size_t second) const {
    return token(first).end == token(second).begin;
}

/// Reads tokens [first, last) as a number that is written otherwise.
void Repairs::set_number(std::size_t first, std::size_t last, const std::string& meant) {
    Token number = token(first);
    number.kind = TokenKind::number;
    number.folded = meant;
    number.end = token(last - 1).end;
    line_.tokens.replace(first, last, {number});
}

/// `.5`, `-.5`, `.5kg`. `at` is the point.
void Repairs::join_point(std::size_t at) {
    const std::string digits = token(at + 1).folded;
    const bool is_point =
        words(at, at + 1) == "." && touch(at, at + 1) &&
        (at == 0 || !touch(at - 1, at) ||
         (token(at - 1).kind != TokenKind::number && token(at - 1).kind != TokenKind::word));
    if (!is_point || digits.empty() || !is_digit(digits.front())) return;
    const bool has_sign =
        at > 0 && token(at - 1).kind == TokenKind::minus && touch(at - 1, at) &&
        (at == 1 || (!is_name_word(token(at - 2)) && token(at - 2).kind != TokenKind::close &&
                     token(at - 2).kind != TokenKind::number));
    const std::size_t first = has_sign ? at - 1 : at;
    const std::string start = has_sign ? "-0." : "0.";
    const std::string why = " begins with a point, and numbers begin with a digit";
    if (token(at + 1).kind == TokenKind::number && is_all_digits(digits)) {
        const std::string meant = start + digits;
        write(error("bad-number", first, at + 2, quoted(words(first, at + 2)) + why), {meant});
        set_number(first, at + 2, meant);
        return;
    }
    const std::size_t length = digits.find_first_not_of("0123456789");
    if (token(at + 1).kind != TokenKind::word || length == std::string::npos) return;
    const std::string unit = words(at + 1, at + 2).substr(length);
    if (!values::find_unit(unit)) return;
    write(error("bad-number", first, at + 2, quoted(words(first, at + 2)) + why),
          {start + digits.substr(0, length) + " " + unit});
    set_said_number(first, at + 2);
}

/// `½`, `2½`, `2 ½`. `at` is the sign.
void Repairs::join_sign_of_fraction(std::size_t at) {
    const std::string sign = words(at, at + 1);
    const auto* const found =
        std::find_if(signs_of_fractions.begin(), signs_of_fractions.end(),
                     [&](const SignOfFraction& each) { return each.sign == sign; });
    if (found == signs_of_fractions.end()) return;
    const bool is_mixed = at > 0 && token(at - 1).kind == TokenKind::number;
    const std::size_t first = is_mixed ? at - 1 : at;
    Diagnostic& problem =
        error("bad-number", first, at + 1,
              quoted(words(first, at + 1)) + " is a fraction; numbers have a decimal point");
    const std::string whole = is_mixed ? token(at - 1).folded : "0";
    const bool has_point = whole.find('.') != std::string::npos;
    if (found->digits.empty() || has_point) {
        with(problem).help("say it with a decimal number");
        set_said_number(first, at + 1);
        return;
    }
    const std::string meant = whole + "." + std::string(found->digits);
    write(problem, {meant});
    set_number(first, at + 1, meant);
}

/// `3·5` is 3.5 or 15. `at` is the point.
void Repairs::ask_about_raised_point(std::size_t at) {
    const std::string sign = words(at, at + 1);
    const bool is_between = at > 0 && touch(at - 1, at) && touch(at, at + 1) &&
                            token(at - 1).kind == TokenKind::number &&
                            token(at + 1).kind == TokenKind::number;
    const bool is_point =
        std::find(raised_points.begin(), raised_points.end(), sign) != raised_points.end();
    if (!is_between || !is_point || token(at - 1).folded.find('.') != std::string::npos ||
        !is_all_digits(token(at + 1).folded)) {
        return;
    }
    const std::string point = token(at - 1).folded + "." + token(at + 1).folded;
    write(error("bad-number", at - 1, at + 2,
                quoted(words(at - 1, at + 2)) + " may be a decimal number or a product"),
          {point, token(at - 1).folded + " * " + token(at + 1).folded});
    set_number(at - 1, at + 2, point);
}

}  // namespace caveat::language
