// Every kind of value as an answer. Entrances: the constructors of <caveat/answer.hpp>.

#include <caveat/answer.hpp>

#include "values/shortest_digits.hpp"

#include <cmath>
#include <limits>
#include <optional>

namespace caveat {

namespace {

using Value = decltype(Answer::value);

Value integer(long long number) {
    if (const auto decimal = Decimal::from_integer(number)) return *decimal;
    return NumberText{std::to_string(number)};
}

Value integer(unsigned long long number) {
    if (number <= static_cast<unsigned long long>(std::numeric_limits<long long>::max())) {
        return integer(static_cast<long long>(number));
    }
    return NumberText{std::to_string(number)};
}

/// The shortest decimal that reads back to the same number of its own type.
template <class Number>
Value shortest(Number number) {
    if (std::isnan(number)) return NumberText{"NaN"};
    if (std::isinf(number)) return NumberText{"infinite"};
    const values::Digits digits = values::shortest_digits(number);
    if (const auto decimal = Decimal::from_text(digits.view())) return *decimal;
    return NumberText{std::string(digits.view())};
}

}  // namespace

Answer::Answer() = default;
Answer::Answer(NotKnown not_known) : value(not_known) {}
Answer::Answer(bool yes) : value(yes) {}
Answer::Answer(int number) : value(integer(static_cast<long long>(number))) {}
Answer::Answer(unsigned number) : value(integer(static_cast<long long>(number))) {}
Answer::Answer(long number) : value(integer(static_cast<long long>(number))) {}
Answer::Answer(unsigned long number) : value(integer(static_cast<unsigned long long>(number))) {}
Answer::Answer(long long number) : value(integer(number)) {}
Answer::Answer(unsigned long long number) : value(integer(number)) {}
Answer::Answer(float number) : value(shortest(number)) {}
Answer::Answer(double number) : value(shortest(number)) {}
Answer::Answer(Decimal number) : value(number) {}
Answer::Answer(Quantity quantity) : value(std::move(quantity)) {}
Answer::Answer(NumberWithin limits) : value(std::move(limits)) {}
Answer::Answer(NumberText number) : value(std::move(number)) {}
Answer::Answer(Date date) : value(date) {}
Answer::Answer(std::string text) : value(std::move(text)) {}
Answer::Answer(std::string_view text) : value(std::string(text)) {}
Answer::Answer(const char* text) {
    if (text == nullptr) {
        value = Unreadable{"a null pointer"};
    } else {
        value = std::string(text);
    }
}
Answer::Answer(Codes codes) : value(std::move(codes)) {}
Answer::Answer(Records records) : value(std::move(records)) {}
Answer::Answer(Unreadable unreadable) : value(std::move(unreadable)) {}

Answer::Answer(const Answer&) = default;
Answer::Answer(Answer&&) noexcept = default;
Answer& Answer::operator=(const Answer&) = default;
Answer& Answer::operator=(Answer&&) noexcept = default;
Answer::~Answer() = default;

/// What is no day becomes year 0, which no calendar has: a problem when it is checked.
Date Answer::date_of(int year, unsigned month, unsigned day) {
    constexpr int last_year = 9999;
    constexpr unsigned last_month = 12;
    constexpr unsigned last_day = 31;
    if (year < 1 || year > last_year || month < 1 || month > last_month || day < 1 ||
        day > last_day) {
        return {0, 0, 0};
    }
    return {static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month),
            static_cast<std::uint8_t>(day)};
}

bool Answer::is_equal(const Answer& other) const {
    return value == other.value;
}

}  // namespace caveat
