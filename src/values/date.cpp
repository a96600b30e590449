// Dates as text into years, months and days, and back. Entrances: Date::from_text, to_text.

#include <caveat/values.hpp>

#include "values/dates.hpp"

namespace caveat {
namespace {

/// A field of exactly `width` digits at `at`; nothing when it holds anything else.
std::optional<int> field(std::string_view text, std::size_t at, std::size_t width) {
    int value = 0;
    for (const char c : text.substr(at, width)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::string padded(int number, std::size_t width) {
    std::string digits = std::to_string(number);
    if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
    return digits;
}

constexpr std::string_view year_form = "2026";
constexpr std::string_view month_form = "2026-11";
constexpr std::string_view day_form = "2026-11-20";

}  // namespace

std::optional<Date> Date::from_text(std::string_view text) {
    const bool has_month = text.size() >= month_form.size();
    const bool has_day = text.size() == day_form.size();
    if (!has_day && text.size() != month_form.size() && text.size() != year_form.size()) {
        return std::nullopt;
    }
    if (has_month && text[year_form.size()] != '-') return std::nullopt;
    if (has_day && text[month_form.size()] != '-') return std::nullopt;
    const std::optional<int> year = field(text, 0, 4);
    const std::optional<int> month = has_month ? field(text, year_form.size() + 1, 2) : 0;
    const std::optional<int> day = has_day ? field(text, month_form.size() + 1, 2) : 0;
    // A month or day written as 00 is not the same as one left out.
    const bool is_written_out =
        year && month && day && (!has_month || *month != 0) && (!has_day || *day != 0);
    if (!is_written_out) return std::nullopt;
    const Date date{static_cast<std::int16_t>(*year), static_cast<std::uint8_t>(*month),
                    static_cast<std::uint8_t>(*day)};
    if (!date.is_valid()) return std::nullopt;
    return date;
}

std::string Date::to_text() const {
    std::string result = padded(year, 4);
    if (month == 0) return result;
    result += '-' + padded(month, 2);
    if (day == 0) return result;
    return result += '-' + padded(day, 2);
}

bool Date::is_valid() const {
    if (year < 1 || year > 9999 || month > 12) return false;
    if (month == 0) return day == 0;
    return day <= values::days_in_month(year, month);
}

}  // namespace caveat
