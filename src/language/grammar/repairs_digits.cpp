// Numbers as people group their digits: `50,000`, `50 000`, `50'000`, `50.000`, and `1,5` with a
// comma. Three digits behind a comma are thousands; each is a message that keeps the amount.
// Entrance: Repairs::join_digit_groups.

#include "language/grammar/repairs.hpp"
#include "values/rational.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace caveat::language {

using text::quoted;
using text::with;

namespace {

constexpr std::size_t group_size = 3;

bool has_digits_alone(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// One to three digits that a group may follow.
bool begins_groups(std::string_view digits) {
    if (digits.starts_with('-')) digits.remove_prefix(1);
    return has_digits_alone(digits) && digits.size() <= group_size && digits.front() != '0';
}

/// `000`, and `000.5` for the last.
bool is_group(std::string_view digits) {
    const std::size_t point = std::min(digits.find('.'), digits.size());
    return point == group_size && has_digits_alone(digits.substr(0, point));
}

/// `50.000` and `1.250`, but not `0.125` or `7.352`: three places that end in a zero are rather
/// thousands than a fraction.
bool looks_like_thousands(std::string_view digits) {
    const std::size_t point = digits.find('.');
    return point != std::string_view::npos && begins_groups(digits.substr(0, point)) &&
           digits.size() == point + 1 + group_size && digits.ends_with('0');
}

std::string stripped_of(std::string_view digits, std::string_view signs) {
    std::string made;
    for (const char c : digits) {
        if (signs.find(c) == std::string_view::npos) made += c;
    }
    return made;
}

/// A fraction without the zeros at its end.
std::string shortened(std::string digits) {
    while (digits.ends_with('0')) digits.pop_back();
    if (digits.ends_with('.')) digits.pop_back();
    return digits;
}

}  // namespace

/// Behind the last group of the number at `at`; `at + 1` when there is none.
std::size_t Repairs::end_of_groups(std::size_t at) const {
    const Token& first = line_.tokens[at];
    const bool has_points = looks_like_thousands(first.folded);
    if (!begins_groups(first.folded) && !has_points) return at + 1;
    static constexpr std::array<Keyword, 9> before_numbers = {
        "between", "and", "to", "over", "under", "least", "most", "is", "exactly"};
    const bool is_behind_name = at > 0 && line_.tokens[at - 1].kind == TokenKind::word &&
                                std::none_of(before_numbers.begin(), before_numbers.end(),
                                             [&](Keyword word) { return is_word(at - 1, word); });
    std::string separator;
    std::size_t end = at + 1;
    while (end < line_.tokens.size()) {
        const bool is_sign = line_.tokens[end].kind == TokenKind::comma ||
                             line_.tokens[end].kind == TokenKind::other;
        const std::size_t next = end + (is_sign ? 1 : 0);
        if (next >= line_.tokens.size() || line_.tokens[next].kind != TokenKind::number ||
            !is_group(line_.tokens[next].folded)) {
            break;
        }
        const std::string between = line_.text.text.substr(
            line_.tokens[end - 1].end, line_.tokens[next].begin - line_.tokens[end - 1].end);
        static constexpr std::array<std::string_view, 6> separators = {",", " ", "_",
                                                                       "'", "’", "."};
        const bool is_one =
            std::find(separators.begin(), separators.end(), between) != separators.end();
        const bool fits = (separator.empty() || separator == between) &&
                          (between == ".") == has_points && (between != " " || !is_behind_name);
        if (!is_one || !fits) break;
        separator = between;
        end = next + 1;
    }
    return end;
}

/// Reads the tokens from `at` to `last` as one number, as `problem` says that it is to be written.
void Repairs::join(std::size_t at, std::size_t last, const std::string& meant,
                   Diagnostic& problem) {
    write(problem, {meant});
    Token number = token(at);
    number.folded = meant;
    number.end = token(last - 1).end;
    line_.tokens.replace(at, last, {number});
}

/// `max(1,500, …)` may be of a thousand and a half, or of 1 and of 500.
void Repairs::ask_about_commas(std::size_t at, std::size_t last) {
    const std::string written = words(at, last);
    const std::string one = stripped_of(written, ",");
    std::string several;
    for (const char c : written) several += c == ',' ? ", " : std::string(1, c);
    Diagnostic& problem =
        error("thousands-separator", at, last, quoted(written) + " may be one number or several");
    write(problem, {one, several});
}

/// `50 thousand`, `1.5 million`, `50 k`: powers of ten are written out.
bool Repairs::join_power_word(std::size_t at) {
    struct Power {
        std::string_view word;
        int zeros;
    };
    static constexpr std::array<Power, 7> powers = {
        Power{"hundred", 2}, Power{"thousand", 3}, Power{"k", 3},      Power{"lakh", 5},
        Power{"million", 6}, Power{"crore", 7},    Power{"billion", 9}};
    const std::string word = at + 1 < line_.tokens.size() ? words(at + 1, at + 2) : std::string();
    const auto power = std::find_if(powers.begin(), powers.end(),
                                    [&](const Power& each) { return each.word == word; });
    const bool begins_unit = word == "k" && token(at + 2).kind == TokenKind::slash;
    if (power == powers.end() || begins_unit || find_name(at + 1)) return false;
    const std::string meant = times_power_of_ten(line_.tokens[at].folded, power->zeros);
    if (meant.empty()) return false;
    join(at, at + 2, meant, error("bad-number", at, at + 2, "numbers are written in digits"));
    return true;
}

void Repairs::join_digit_groups() {
    std::vector<bool> is_function;
    for (std::size_t at = 0; at < line_.tokens.size(); ++at) {
        if (line_.tokens[at].kind == TokenKind::open) {
            is_function.push_back(at > 0 && (is_word(at - 1, "min") || is_word(at - 1, "max") ||
                                             is_word(at - 1, "round")));
        } else if (line_.tokens[at].kind == TokenKind::close && !is_function.empty()) {
            is_function.pop_back();
        }
        if (line_.tokens[at].kind != TokenKind::number) continue;
        const bool is_in_function = !is_function.empty() && is_function.back();
        const std::size_t last = end_of_groups(at);
        if (last > at + 1 && is_in_function && words(at, last).find(',') != std::string::npos) {
            ask_about_commas(at, last);
            continue;
        }
        if (last > at + 1) {
            const std::string_view signs =
                looks_like_thousands(line_.tokens[at].folded) ? ", _'." : ", _'";
            std::string written = words(at, last);
            for (std::size_t mark = written.find("’"); mark != std::string::npos;
                 mark = written.find("’")) {
                written.erase(mark, std::string_view("’").size());
            }
            join(at, last, stripped_of(written, signs),
                 error("thousands-separator", at, last,
                       quoted(words(at, last)) + " has its thousands set apart"));
            continue;
        }
        if (join_power_word(at)) continue;
        if (looks_like_thousands(line_.tokens[at].folded)) {
            const std::string fraction = shortened(line_.tokens[at].folded);
            const std::string thousands = stripped_of(line_.tokens[at].folded, ".");
            write(error("thousands-separator", at, at + 1,
                        quoted(words(at, at + 1)) + " may be " + fraction + " or " + thousands),
                  {fraction, thousands});
            continue;
        }
        const Token& comma = token(at + 1);
        if (comma.kind == TokenKind::comma && token(at + 2).kind == TokenKind::number &&
            comma.begin == line_.tokens[at].end && comma.end == token(at + 2).begin &&
            !is_in_function && has_digits_alone(token(at + 2).folded)) {
            const std::string point = line_.tokens[at].folded + "." + token(at + 2).folded;
            join(at, at + 3, point,
                 error("decimal-comma", at, at + 3,
                       quoted(words(at, at + 3)) + " has a comma; numbers have a decimal point"));
        }
    }
}

/// A number followed by zeros; empty where it has too many digits.
std::string times_power_of_ten(std::string_view digits, int zeros) {
    const auto decimal = Decimal::from_text(digits);
    auto number = decimal ? values::Rational::from(*decimal) : std::nullopt;
    const auto power = values::power(values::Rational(10), zeros);
    if (number && power) number = values::multiply(*number, *power);
    const auto made = number ? values::to_decimal(*number) : std::nullopt;
    return made ? made->to_text() : std::string();
}

}  // namespace caveat::language
