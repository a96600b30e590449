// From a text that somebody's export has in the place of an answer to what would be one. Entrances:
// help_for_text, says_not_known.

#include "facts/text_help.hpp"

#include "values/number_grammar.hpp"
#include "values/units.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

namespace caveat::facts {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view not_known_help =
    "write null for what was asked and is not known, or leave it out";

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t begin = std::min(text.find_first_not_of(blanks), text.size());
    text.remove_prefix(begin);
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

std::string small_letters(std::string_view text) {
    std::string small(text);
    for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return small;
}

template <std::size_t Count>
bool is_one_of(const std::string& word, const std::array<std::string_view, Count>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// The digits as JSON has them, where the text is a number with the comma of many countries: `1,5`.
/// Nothing for `1,500`, which may be one and a half or fifteen hundred.
std::optional<std::string> with_point(std::string_view text) {
    constexpr std::size_t thousands = 3;
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos || text.find('.') != std::string_view::npos) return {};
    const bool is_below_one = text.substr(0, comma) == "0" || text.substr(0, comma) == "-0";
    if (text.size() - comma - 1 == thousands && !is_below_one) return {};
    std::string digits(text);
    digits[comma] = '.';
    return values::is_number(digits) ? std::optional(digits) : std::nullopt;
}

bool may_be_thousands(std::string_view text) {
    std::string digits(text);
    digits.erase(std::remove(digits.begin(), digits.end(), ','), digits.end());
    return digits.size() != text.size() && values::is_number(digits);
}

/// `{"below": 0.27}` for `<0.27`.
std::string limit_help(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> signs{{
        {"<=", "to"},
        {">=", "from"},
        {"≤", "to"},
        {"≥", "from"},
        {"<", "below"},
        {">", "above"},
        {"&lt;", "below"},
        {"&gt;", "above"},
    }};
    for (const auto& [sign, key] : signs) {
        if (!text.starts_with(sign)) continue;
        const std::string_view digits = trimmed(text.substr(sign.size()));
        const std::optional<std::string> number =
            values::is_number(digits) ? std::optional(std::string(digits)) : with_point(digits);
        if (number) return "write {\"" + std::string(key) + "\": " + *number + '}';
    }
    return {};
}

/// `{"from": 5, "to": 7}` for `5-7`.
std::string span_help(std::string_view text) {
    for (const std::string_view dash : {" to "sv, "–"sv, "-"sv}) {
        const std::size_t at = text.find(dash, 1);
        if (at == std::string_view::npos) continue;
        const std::string_view low = trimmed(text.substr(0, at));
        const std::string_view high = trimmed(text.substr(at + dash.size()));
        if (!values::is_number(low) || !values::is_number(high)) continue;
        return "write {\"from\": " + std::string(low) + ", \"to\": " + std::string(high) + '}';
    }
    return {};
}

/// `{"value": 70, "unit": "kg"}` for `70 kg`, where the fact can be measured so.
std::string quantity_help(const ValueType& type, std::string_view text) {
    const std::size_t end = text.find_first_not_of("-0123456789.");
    if (end == 0 || end == std::string_view::npos) return {};
    const std::string_view digits = text.substr(0, end);
    const std::string_view symbol = trimmed(text.substr(end));
    const auto unit = values::find_unit(symbol);
    const bool fits = unit && is_same_kind(*unit, type.unit.value_or(values::Unit{}));
    if (!values::is_number(digits) || !fits ||
        symbol.find_first_of("\"\\") != std::string_view::npos) {
        return {};
    }
    return "write {\"value\": " + std::string(digits) + ", \"unit\": \"" + std::string(symbol) +
           "\"}";
}

std::string number_help(const ValueType& type, std::string_view text) {
    if (values::is_number(text)) return "write " + std::string(text) + ", without quotes";
    if (const auto digits = with_point(text)) return "write " + *digits + ", without quotes";
    for (std::string help : {limit_help(text), span_help(text), quantity_help(type, text)}) {
        if (!help.empty()) return help;
    }
    if (may_be_thousands(text)) {
        return "write the number without a comma: is it a decimal point, or between thousands?";
    }
    return "write a number, such as 7 or 7.5, or null for what is not known";
}

std::string yes_no_help(std::string_view text) {
    constexpr std::array<std::string_view, 4> yes{"yes", "y", "true", "t"};
    constexpr std::array<std::string_view, 4> no{"no", "n", "false", "f"};
    const std::string word = small_letters(text);
    if (is_one_of(word, yes)) return "write true, without quotes";
    if (is_one_of(word, no)) return "write false, without quotes";
    return "write true or false, without quotes, or null for what is not known";
}

}  // namespace

bool says_not_known(std::string_view text) {
    constexpr std::array<std::string_view, 16> words{
        "",    "n/a",     "na",   "n.a.", "unknown",       "not known",
        "unk", "missing", "null", "nil",  "not available", "not recorded",
        "nan", "?",       "-",    "--"};
    return is_one_of(small_letters(trimmed(text)), words);
}

std::string help_for_text(const ValueType& type, std::string_view text) {
    text = trimmed(text);
    const bool is_code = (type.kind == FactKind::choice || type.kind == FactKind::choices) &&
                         type.find_code(text).has_value();
    if (!is_code && says_not_known(text)) return std::string(not_known_help);
    switch (type.kind) {
        case FactKind::yes_no:
            return yes_no_help(text);
        case FactKind::number:
            // Longer texts are no slip of notation, and need not be quoted back.
            if (text.size() > 40) return "write a number, such as 7 or 7.5";
            return number_help(type, text);
        case FactKind::choices:
            return "write a list, even of one code";
        case FactKind::date:
        case FactKind::choice:
        case FactKind::records:
            break;
    }
    return {};
}

}  // namespace caveat::facts
