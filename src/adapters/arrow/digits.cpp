// Numbers and days between bytes and texts. Entrances: decimal_digits, full_day, moment.

#include "adapters/arrow/digits.hpp"

#include <caveat/values.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <limits>
#include <vector>

namespace caveat::arrow {

namespace {

constexpr std::int64_t first_day = -719'162;  // 0001-01-01
constexpr std::int64_t last_day = 2'932'896;  // 9999-12-31

}  // namespace

std::optional<std::int64_t> small_integer(const std::uint8_t* bytes, std::size_t width) {
    constexpr std::int64_t most = 999'999'999'999'999'999;
    constexpr std::size_t wide = sizeof(std::int64_t);
    std::uint64_t low = 0;
    for (std::size_t i = std::min(width, wide); i-- > 0;) low = low << 8U | bytes[i];
    const bool is_negative = (bytes[width - 1] & 0x80U) != 0;
    if (width < wide && is_negative) low |= ~std::uint64_t{0} << (8U * width);
    const std::uint8_t sign = is_negative ? 0xFF : 0;
    for (std::size_t i = wide; i < width; ++i) {
        if (bytes[i] != sign) return std::nullopt;
    }
    const auto value = static_cast<std::int64_t>(low);
    if (value < -most || value > most || (value < 0) != is_negative) return std::nullopt;
    return value;
}

std::string decimal_digits(const std::uint8_t* bytes, std::size_t width, int scale) {
    const bool is_negative = (bytes[width - 1] & 0x80U) != 0;
    std::vector<std::uint8_t> left(bytes, bytes + width);
    if (is_negative) {
        unsigned carry = 1;
        for (std::uint8_t& byte : left) {
            carry += static_cast<std::uint8_t>(~byte);
            byte = static_cast<std::uint8_t>(carry);
            carry >>= 8U;
        }
    }
    std::string digits;
    const auto is_something = [](std::uint8_t byte) { return byte != 0; };
    while (std::any_of(left.begin(), left.end(), is_something)) {
        unsigned rest = 0;
        for (std::size_t i = left.size(); i-- > 0;) {
            const unsigned part = rest << 8U | left[i];
            left[i] = static_cast<std::uint8_t>(part / 10);
            rest = part % 10;
        }
        digits.push_back(static_cast<char>('0' + rest));
    }
    if (digits.empty()) return "0";
    std::reverse(digits.begin(), digits.end());
    if (scale < 0) digits.append(static_cast<std::size_t>(-scale), '0');
    if (scale > 0) {
        const auto places = static_cast<std::size_t>(scale);
        if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
        digits.insert(digits.size() - places, 1, '.');
        while (digits.back() == '0') digits.pop_back();
        if (digits.back() == '.') digits.pop_back();
    }
    if (is_negative) digits.insert(0, 1, '-');
    return digits;
}

std::optional<std::int32_t> full_day(std::string_view text) {
    const auto date = Date::from_text(text);
    if (!date || !date->is_full()) return std::nullopt;
    const std::chrono::year_month_day day{std::chrono::year(date->year),
                                          std::chrono::month(date->month),
                                          std::chrono::day(date->day)};
    return static_cast<std::int32_t>(std::chrono::sys_days(day).time_since_epoch().count());
}

bool is_calendar_day(std::int64_t days) {
    return days >= first_day && days <= last_day;
}

std::string moment(std::int64_t value, std::int64_t a_day) {
    std::int64_t days = value / a_day;
    std::int64_t rest = value % a_day;
    if (rest < 0) {
        rest += a_day;
        --days;
    }
    if (!is_calendar_day(days)) return std::to_string(value);
    const std::chrono::year_month_day day{
        std::chrono::sys_days(std::chrono::days(static_cast<std::int32_t>(days)))};
    constexpr std::int64_t minutes_a_day = 1440;
    const std::int64_t per_second = a_day / (minutes_a_day * 60);
    const std::int64_t second = rest / per_second;
    std::array<char, 48> words{};
    const int length =
        std::snprintf(words.data(), words.size(), "%04d-%02u-%02uT%02d:%02d:%02d",
                      static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                      static_cast<unsigned>(day.day()), static_cast<int>(second / 3600),
                      static_cast<int>(second / 60 % 60), static_cast<int>(second % 60));
    std::string text(words.data(), static_cast<std::size_t>(length));
    const std::int64_t fraction = rest % per_second;
    if (fraction == 0) return text;
    std::string parts = std::to_string(per_second + fraction).substr(1);
    while (parts.back() == '0') parts.pop_back();
    return text + '.' + parts;
}

}  // namespace caveat::arrow
