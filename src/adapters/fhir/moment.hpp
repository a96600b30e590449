#pragma once

// When something was: a date, dateTime or instant of FHIR.

#include <caveat/values.hpp>

#include "mapping/measures.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace caveat::fhir {

/// A point in time, in seconds since 1970 and parts of them.
struct Instant {
    std::int64_t seconds = 0;
    std::int32_t nanoseconds = 0;
    friend auto operator<=>(const Instant&, const Instant&) = default;
};

/// The calendar day is the one that is written: no zone ever moves a birthday.
struct Moment {
    Date date;
    std::optional<Instant> instant{};  ///< where time and zone are given
    std::string_view text{};
};

/// Nothing for a text that is none.
std::optional<Moment> moment_of(std::string_view text);

/// Whether `a` was surely before `b`: by instant where both have one, else by the day.
bool is_surely_before(const Moment& a, const Moment& b);

/// Many moments, asked at once whether one of them was surely after another one.
class Latest {
  public:
    void add(const Moment& moment);
    [[nodiscard]] bool is_after(const Moment& moment) const;

  private:
    std::optional<values::Day> day_;          ///< of all: the first that it may have been
    std::optional<values::Day> day_without_;  ///< of those without an instant
    std::optional<Instant> instant_;
};

}  // namespace caveat::fhir
