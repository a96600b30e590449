// Powers of ten as people write them: `150 × 10*9/L`, `150×10⁹/L`, `4.5 x 10^3/uL`, `150e9/L`,
// `10³`. Before a volume it is the unit, which stands right behind the number; read as a product it
// would be another amount. Elsewhere it is a number, which is written out. Entrance:
// Repairs::replace_powers_of_ten.

#include "language/characters.hpp"
#include "language/grammar/repairs.hpp"
#include "text/names.hpp"
#include "values/rational.hpp"
#include "values/unit_spellings.hpp"
#include "values/units.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace caveat::language {

using text::quoted;
using text::with;

/// Digits with a sign or none, raised or not.
struct ExponentOfTen {
    int value = 0;
    std::size_t end = 0;  ///< byte behind it
};

/// `10*9`, `10^9`, `10**9`, `10⁹`; and `10e9` or `109`, of which only a unit makes a power.
struct PowerOfTen {
    ExponentOfTen exponent;
    int other = 0;  ///< what it is as well: `10*9` is 90, `109` is 109
    bool needs_unit = false;
};

/// A number times a power of ten, or a power that stands alone.
struct ScaledNumber {
    std::string coefficient;  ///< digits; empty for a power alone
    PowerOfTen power;
    bool has_sign = false;  ///< `×` and its like between the two
    std::size_t sign = 0;   ///< byte at which the sign or the power begins
};

namespace {

constexpr std::string_view ten = "10";
constexpr int greatest_exponent = 18;  ///< of a unit, and more digits than a number may have

constexpr std::array<std::string_view, 12> times_signs = {"×", "*", "·", "⋅", "∙", "•",
                                                          "✕", "✖", "⨉", "⨯", "x", "X"};
constexpr std::array<std::string_view, 10> raised_digits = {"⁰", "¹", "²", "³", "⁴",
                                                            "⁵", "⁶", "⁷", "⁸", "⁹"};

std::size_t behind_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && is_space(text[at])) ++at;
    return at;
}

/// The length of the first of `signs` that stands at `at`; 0 when none does.
template <std::size_t count>
std::size_t sign_length(std::string_view text, std::size_t at,
                        const std::array<std::string_view, count>& signs) {
    for (const std::string_view sign : signs) {
        if (text.substr(at).starts_with(sign)) return sign.size();
    }
    return 0;
}

std::optional<ExponentOfTen> exponent_at(std::string_view text, std::size_t at, bool is_raised) {
    static constexpr std::array<std::string_view, 3> raised_signs = {"⁻", "¯", "⁺"};
    static constexpr std::array<std::string_view, 4> plain_signs = {"-", "−", "–", "+"};
    const std::size_t sign =
        is_raised ? sign_length(text, at, raised_signs) : sign_length(text, at, plain_signs);
    const std::string_view written = text.substr(at, sign);
    ExponentOfTen made{0, at + sign};
    std::size_t digits = 0;
    while (made.end < text.size()) {
        std::size_t length = 0;
        int digit = 0;
        if (!is_raised && is_digit(text[made.end])) {
            digit = text[made.end] - '0';
            length = 1;
        }
        for (std::size_t i = 0; is_raised && i < raised_digits.size(); ++i) {
            if (!text.substr(made.end).starts_with(raised_digits[i])) continue;
            digit = static_cast<int>(i);
            length = raised_digits[i].size();
        }
        if (length == 0) break;
        made.end += length;
        if (++digits > 2) return std::nullopt;
        made.value = made.value * 10 + digit;
    }
    // `10*2.5` and `10*3d` go on otherwise.
    const bool goes_on = text::word_length(text, made.end) != 0 ||
                         (text.substr(made.end).starts_with('.') && made.end + 1 < text.size() &&
                          is_digit(text[made.end + 1]));
    if (digits == 0 || goes_on) return std::nullopt;
    const bool is_negative = sign != 0 && written != "+" && written != "⁺";
    if (is_negative) made.value = -made.value;
    return made;
}

std::optional<PowerOfTen> power_at(std::string_view text, std::size_t at) {
    if (!text.substr(at).starts_with(ten)) return std::nullopt;
    at += ten.size();
    if (const auto raised = exponent_at(text, at, true)) return PowerOfTen{*raised};
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        const auto exponent = exponent_at(text, at + 1, false);
        return exponent ? std::optional(PowerOfTen{*exponent, 0, true}) : std::nullopt;
    }
    // `150 × 109/L`, copied from where the 9 was raised.
    if (at < text.size() && is_digit(text[at])) {
        const auto exponent = exponent_at(text, at, false);
        if (!exponent || exponent->value == 0 || exponent->value % 3 != 0) return std::nullopt;
        const int hundreds = exponent->value < 10 ? 100 : 1000;
        return PowerOfTen{*exponent, hundreds + exponent->value, true};
    }
    static constexpr std::array<std::string_view, 3> raising = {"**", "^", "*"};
    const std::size_t sign = behind_blanks(text, at);
    const std::size_t length = sign_length(text, sign, raising);
    if (length == 0) return std::nullopt;
    const std::size_t digits = behind_blanks(text, sign + length);
    const bool is_star = text.substr(sign, length) == "*";
    // `10 * 9` is a product.
    if (is_star && sign != at && digits != sign + length) return std::nullopt;
    const auto exponent = exponent_at(text, digits, false);
    if (!exponent || (is_star && exponent->value > greatest_exponent)) return std::nullopt;
    return PowerOfTen{*exponent, is_star ? 10 * exponent->value : 0};
}

/// A unit that begins with a power of ten, as it is written here.
struct ScaledUnit {
    std::string meant;
    std::size_t end = 0;  ///< byte behind what the author wrote for it
};

/// What `/L`, ` / l` or ` per litre` behind a power of ten makes of it; nothing when no unit.
std::optional<ScaledUnit> scaled_unit(std::string_view text, const ExponentOfTen& exponent) {
    static constexpr std::array<std::string_view, 2> divisions = {"/", "per "};
    const std::size_t sign = behind_blanks(text, exponent.end);
    const std::size_t length = sign_length(text, sign, divisions);
    if (length == 0) return std::nullopt;
    const std::size_t begin = behind_blanks(text, sign + length);
    const std::string rest = "/" + std::string(text.substr(begin));
    const std::string power = "10*" + std::to_string(exponent.value);
    if (const auto unit = values::unit_prefix(rest)) {
        const std::string meant = power + rest.substr(0, unit->length);
        if (values::find_unit(meant)) return ScaledUnit{meant, begin + unit->length - 1};
    }
    const std::size_t like = values::unit_like_length(rest);
    const std::vector<std::string> meant = values::units_like(power + rest.substr(0, like));
    if (like == 0 || meant.size() != 1) return std::nullopt;
    return ScaledUnit{meant.front(), begin + like - 1};
}

/// What a number that ends at `end` is multiplied with.
std::optional<ScaledNumber> factor_behind(std::string_view text, std::string coefficient,
                                          std::size_t end) {
    ScaledNumber made{std::move(coefficient), {}, false, behind_blanks(text, end)};
    const std::size_t length = sign_length(text, made.sign, times_signs);
    made.has_sign = length != 0;
    const auto power = power_at(text, behind_blanks(text, made.sign + length));
    if (!power || (!made.has_sign && made.sign == end)) return std::nullopt;
    made.power = *power;
    return made;
}

/// What begins at a number, or at a word such as `150x10`.
std::optional<ScaledNumber> scaled_at(std::string_view text, const Token& token) {
    std::size_t end = token.end;
    std::string digits = token.folded;
    if (token.kind == TokenKind::word) {
        std::size_t length = 0;
        while (length < digits.size() && is_digit(digits[length])) ++length;
        digits.resize(length);
        end = token.begin + length;
    }
    if (auto factor = factor_behind(text, digits, end)) return factor;
    // `150.10^9/L`, where the point means times.
    const bool has_ten = digits.size() > ten.size() + 1 && digits.ends_with(".10");
    const auto behind_point = has_ten ? power_at(text, end - ten.size()) : std::nullopt;
    if (behind_point && scaled_unit(text, behind_point->exponent)) {
        digits.resize(digits.size() - ten.size() - 1);
        return ScaledNumber{digits, *behind_point, true, end};
    }
    const auto power = power_at(text, token.begin);
    if (power && (!power->needs_unit || power->other == 0)) {
        return ScaledNumber{std::string(), *power, false, token.begin};
    }
    // `150e9/L`
    if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
        if (const auto exponent = exponent_at(text, end + 1, false)) {
            return ScaledNumber{digits, {*exponent, 0, true}, true, end};
        }
    }
    return std::nullopt;
}

/// The product as it is written; empty when it has too many digits.
std::string times(std::string_view digits, int factor) {
    const auto decimal = Decimal::from_text(digits);
    auto number = decimal ? values::Rational::from(*decimal) : std::nullopt;
    if (number) number = values::multiply(*number, values::Rational(factor));
    const auto made = number ? values::to_decimal(*number) : std::nullopt;
    return made ? made->to_text() : std::string();
}

}  // namespace

void Repairs::replace_powers_of_ten() {
    const std::string_view text = line_.text.text;
    const auto scaled_in = [&](const Token& token) -> std::optional<ScaledNumber> {
        const bool is_number = token.kind == TokenKind::number ||
                               (token.kind == TokenKind::word && is_digit(token.folded.front()));
        return is_number ? scaled_at(text, token) : std::nullopt;
    };
    const auto& tokens = line_.tokens.all();
    if (std::none_of(tokens.begin(), tokens.end(), scaled_in)) return;
    for (std::size_t at = 0; at < end() && may_report(); ++at) {
        if (const auto* name = find_name(at)) {
            at = name->match.end - 1;
            continue;
        }
        const auto scaled = scaled_in(token(at));
        const std::size_t unit_end =
            token(at).kind == TokenKind::number ? unit_end_behind(at) : std::size_t{0};
        const bool is_unit_behind =
            scaled && !scaled->has_sign && unit_end >= scaled->power.exponent.end;
        if (scaled && !is_unit_behind) {
            replace_power(at, *scaled);
            continue;
        }
        // `150 10*9/L` is written so.
        while (at + 1 < end() && token(at + 1).end <= unit_end) ++at;
    }
}

/// Says how `scaled`, which begins at `at`, is written, and reads on as if it stood there.
void Repairs::replace_power(std::size_t at, const ScaledNumber& scaled) {
    const auto behind = [&](std::size_t byte) {
        std::size_t last = at;
        while (last < end() && token(last).begin < byte) ++last;
        return last;
    };
    const ExponentOfTen& exponent = scaled.power.exponent;
    const std::size_t sign = behind(scaled.sign);
    if (scaled.has_sign && sign > at && (find_name(sign) || slot_at(sign))) return;  // a fact `x`
    const std::size_t power_end = behind(exponent.end);
    const bool is_apart = token(power_end).begin > exponent.end;
    const bool is_divided = is_apart && find_name(power_end + 1) != nullptr;
    const auto unit = is_divided ? std::nullopt : scaled_unit(line_.text.text, exponent);
    const std::string coefficient = scaled.coefficient.empty() ? "1" : scaled.coefficient;
    const std::string other = scaled.power.other == 0 ? "" : times(coefficient, scaled.power.other);
    if (unit) {
        std::vector<std::string> meant = {coefficient + " " + unit->meant};
        // Nobody multiplies by 10 and by 9; by 109 somebody may.
        if (scaled.power.needs_unit && !other.empty()) {
            meant.push_back(other + " " + unit->meant.substr(unit->meant.find('/')));
        }
        write(error("bad-number", at, behind(unit->end),
                    quoted(unit->meant) + " is a unit, which stands right behind a number"),
              meant);
        set_said_number(at, behind(unit->end));
        return;
    }
    if (scaled.power.needs_unit) return;  // `1e3`: said where it is read
    const std::string number = times_power_of_ten(coefficient, exponent.value);
    const std::string written = words(at, power_end);
    if (number.empty()) {
        with(error("bad-number", at, power_end, quoted(written) + " cannot be computed exactly"))
            .help("use smaller numbers");
        set_said_number(at, power_end);
        return;
    }
    if (other.empty()) {
        write(error("bad-number", at, power_end,
                    quoted(written) + " has an exponent; numbers are written out"),
              {number});
    } else {
        write(error("bad-number", at, power_end,
                    quoted(written) + " may be a power of ten or a product"),
              {number, other});
    }
    Token read = token(at);
    read.kind = TokenKind::number;
    read.folded = number;
    read.end = token(power_end - 1).end;
    line_.tokens.replace(at, power_end, {read});
}

/// Reads tokens [first, last) as a number of which all is said.
void Repairs::set_said_number(std::size_t first, std::size_t last) {
    Token read = token(first);
    read.kind = TokenKind::word;
    read.folded = "0x";  // begins as a number, and is none
    read.keyword = {};
    read.end = token(last - 1).end;
    line_.said.push_back(read.begin);
    line_.tokens.replace(first, last, {read});
}

}  // namespace caveat::language
