// From a number that somebody typed, with its unit or known in part, to JSON. Entrance:
// understand_number.

#include "adapters/cli/typed_number.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <utility>

namespace caveat::cli {

namespace {

/// Units as people write them, where UCUM writes them otherwise.
std::string_view unit_meant(std::string_view unit) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 14> spoken{{
        {"lb", "[lb_av]"},
        {"lbs", "[lb_av]"},
        {"pound", "[lb_av]"},
        {"pounds", "[lb_av]"},
        {"oz", "[oz_av]"},
        {"in", "[in_i]"},
        {"inch", "[in_i]"},
        {"inches", "[in_i]"},
        {"ft", "[ft_i]"},
        {"feet", "[ft_i]"},
        {"C", "°C"},
        {"F", "°F"},
        {"percent", "%"},
        {"kilos", "kg"},
    }};
    const auto* const found = std::find_if(spoken.begin(), spoken.end(),
                                           [&](const auto& each) { return each.first == unit; });
    return found == spoken.end() ? unit : found->second;
}

/// A number as somebody typed it: digits as JSON wants them.
struct TypedNumber {
    std::string digits;
    std::string unit;
};

/// What follows the digits is the unit. Nothing where no number begins.
std::optional<TypedNumber> number_from(std::string_view line) {
    std::string digits;
    if (line.starts_with('+') || line.starts_with('-')) {
        if (line.front() == '-') digits = "-";
        line.remove_prefix(1);
    }
    const auto take = [&] {
        const std::size_t end = std::min(line.find_first_not_of("0123456789"), line.size());
        const std::string_view taken = line.substr(0, end);
        line.remove_prefix(end);
        return taken;
    };
    std::string_view whole = take();
    std::string_view fraction;
    if (line.starts_with('.')) {
        line.remove_prefix(1);
        fraction = take();
    }
    if (whole.empty() && fraction.empty()) return std::nullopt;
    while (whole.size() > 1 && whole.front() == '0') whole.remove_prefix(1);
    digits += whole.empty() ? "0" : whole;
    if (!fraction.empty()) digits.append(".").append(fraction);
    const std::string_view unit = unit_meant(trimmed(line));
    constexpr std::string_view no_unit = ",.-<>=";
    const bool is_power_of_ten = unit.starts_with("10*") || unit.starts_with("10^");
    const bool is_unit =
        unit.empty() || is_power_of_ten ||
        (!is_digit(unit.front()) && no_unit.find(unit.front()) == std::string_view::npos);
    if (!is_unit) return std::nullopt;
    return TypedNumber{digits, std::string(unit)};
}

JsonValue object_of(std::initializer_list<std::pair<std::string_view, std::string_view>> numbers,
                    const std::string& unit) {
    JsonValue object = JsonValue::object();
    for (const auto& [key, digits] : numbers) object.add(key, JsonValue::literal(digits));
    if (!unit.empty()) object.add("unit", JsonValue::text(unit));
    return object;
}

/// `<0.27`, `at least 5`: a number of which one end is known.
std::optional<JsonValue> limit_from(std::string_view line) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 15> signs{{
        {"<=", "to"},
        {">=", "from"},
        {"≤", "to"},
        {"≥", "from"},
        {"<", "below"},
        {">", "above"},
        {"below ", "below"},
        {"under ", "below"},
        {"less than ", "below"},
        {"above ", "above"},
        {"over ", "above"},
        {"more than ", "above"},
        {"at most ", "to"},
        {"up to ", "to"},
        {"at least ", "from"},
    }};
    const std::string small = plain(line);
    for (const auto& [sign, key] : signs) {
        if (!small.starts_with(sign) && !line.starts_with(sign)) continue;
        const auto number = number_from(trimmed(line.substr(sign.size())));
        if (number) return object_of({{key, number->digits}}, number->unit);
    }
    return std::nullopt;
}

/// `5-7`, `5 to 7 kg`, `between 5 and 7`: a number of which both ends are known.
std::optional<JsonValue> span_from(std::string_view line) {
    constexpr std::string_view between = "between ";
    const bool is_between = plain(line.substr(0, between.size())) == between;
    if (is_between) line.remove_prefix(between.size());
    for (const std::string_view joint : {" to ", " and ", "–", "-"}) {
        if ((joint == " and ") != is_between) continue;
        const std::size_t at = line.find(joint, 1);
        if (at == std::string_view::npos) continue;
        const auto low = number_from(trimmed(line.substr(0, at)));
        const auto high = number_from(trimmed(line.substr(at + joint.size())));
        // A unit behind the first number is that of both, or the second says another: then neither
        // is understood.
        if (!low || !high || (!low->unit.empty() && low->unit != high->unit)) continue;
        return object_of({{"from", low->digits}, {"to", high->digits}}, high->unit);
    }
    return std::nullopt;
}

/// `50000` of `50,000`, `50 000` and `50'000`: three digits behind such a sign are thousands.
/// Empty for anything else.
std::string without_thousands(std::string_view line) {
    constexpr std::size_t group = 3;
    const std::size_t first = std::min(line.find_first_not_of("0123456789"), line.size());
    if (first == 0 || first > group || line.front() == '0' || first == line.size()) return {};
    const char sign = line[first];
    if (sign != ',' && sign != ' ' && sign != '\'') return {};
    std::string digits(line.substr(0, first));
    std::size_t at = first;
    while (at < line.size() && line[at] == sign) {
        const std::string_view next = line.substr(at + 1, group);
        if (next.size() < group || !std::all_of(next.begin(), next.end(), is_digit)) break;
        digits += next;
        at += 1 + group;
    }
    const bool is_whole = at == line.size() || line[at] == ' ';
    return at > first && is_whole ? digits : std::string();
}

/// What `50.000` may be: a number of three places that end in a zero is rather thousands than a
/// fraction. Empty for anything else.
std::string two_readings(std::string_view line) {
    constexpr std::size_t group = 3;
    const std::string_view number = line.substr(0, line.find_first_not_of("0123456789."));
    const std::size_t point = number.find('.');
    if (point == 0 || point > group || number.size() != point + 1 + group) return {};
    const bool is_zero_at_end = number.back() == '0' && number.front() != '0';
    if (!is_zero_at_end || number.find('.', point + 1) < number.size()) return {};
    std::string fraction(number);
    while (fraction.back() == '0') fraction.pop_back();
    if (fraction.back() == '.') fraction.pop_back();
    return fraction + " or " + std::string(number.substr(0, point)) +
           std::string(number.substr(point + 1));
}

/// What is to be said of the first number in the line of which there is something to say.
std::string first_in(std::string_view line, std::string (*said)(std::string_view)) {
    for (std::size_t at = 0; at < line.size(); ++at) {
        constexpr std::string_view in_numbers = "0123456789.,'";
        const bool is_inside = at > 0 && in_numbers.find(line[at - 1]) < in_numbers.size();
        if (is_inside || !is_digit(line[at])) continue;
        std::string words = said(line.substr(at));
        if (!words.empty()) return words;
    }
    return {};
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r";
    const std::size_t begin = std::min(text.find_first_not_of(blanks), text.size());
    text.remove_prefix(begin);
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

std::string plain(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z') {
            result += static_cast<char>(c - 'A' + 'a');
        } else {
            result += c == '_' || c == '-' ? ' ' : c;
        }
    }
    return result;
}

Typed understand_number(std::string_view line) {
    Typed typed;
    if (const std::string readings = first_in(line, two_readings); !readings.empty()) {
        typed.problem = "write " + readings;
        return typed;
    }
    if (const std::string digits = first_in(line, without_thousands); !digits.empty()) {
        typed.problem = "write the number in digits alone: " + digits;
        return typed;
    }
    // Two numbers come first: what stands between them is no unit of the first.
    typed.answer = span_from(line);
    if (!typed.answer) typed.answer = limit_from(line);
    if (typed.answer) return typed;
    if (const auto number = number_from(line)) {
        typed.answer = number->unit.empty() ? JsonValue::literal(number->digits)
                                            : object_of({{"value", number->digits}}, number->unit);
        return typed;
    }
    typed.problem =
        line.find(',') != std::string_view::npos
            ? "write the number with a point: 7.5"
            : "write a number, such as 7 or 7.5, or what is known of it: below 0.27, 5 to 7";
    return typed;
}

}  // namespace caveat::cli
