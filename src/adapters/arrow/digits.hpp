#pragma once

// Decimals of many digits, and days, as texts and back.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace caveat::arrow {

/// A whole number of so many bytes, the lowest first, where it has at most 18 digits.
std::optional<std::int64_t> small_integer(const std::uint8_t* bytes, std::size_t width);
/// The same of any size, divided by 10 to the power of `scale`, in plain digits without zeros at
/// the end of a fraction.
std::string decimal_digits(const std::uint8_t* bytes, std::size_t width, int scale);

/// Days since 1970-01-01 of `2026-11-20`; nothing for any other text.
std::optional<std::int32_t> full_day(std::string_view text);
/// Whether a day lies in the years 1 to 9999.
bool is_calendar_day(std::int64_t days);
/// A moment that is no day, as ISO 8601 writes it: `2026-11-20T13:05:00`; its plain number where no
/// calendar has it.
///
/// value  since 1970-01-01, `a_day` of them a day
std::string moment(std::int64_t value, std::int64_t a_day);

}  // namespace caveat::arrow
