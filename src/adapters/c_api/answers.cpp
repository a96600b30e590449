// Answers, from C to C++ and back. Entrances: answer_in_cpp, answer_in_c.

#include "adapters/c_api/answers.hpp"

#include "adapters/c_api/values.hpp"
#include "adapters/c_api/wall.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace caveat::c_api {

namespace {

std::string text_in_cpp(const caveat_text& given) {
    if (!is_text(given.data, given.length)) throw Refusal{CAVEAT_BAD_ARGUMENT};
    return std::string(view(given.data, given.length));
}

/// In JSON's grammar, whatever the scale is.
std::string digits_of(const caveat_decimal& number) {
    return std::to_string(number.coefficient) + 'e' +
           std::to_string(-static_cast<std::int64_t>(number.scale));
}

Answer number_in_cpp(const caveat_answer& given) {
    std::string unit = text_in_cpp(given.unit);
    const auto number = Decimal::from_text(digits_of(given.number));
    if (!number) return NumberText{digits_of(given.number), std::move(unit)};
    if (unit.empty()) return *number;
    return Quantity{*number, std::move(unit)};
}

/// Where an end is no number of ours, the whole answer is what cannot be read.
Answer number_within_in_cpp(const caveat_answer& given) {
    NumberWithin limits;
    limits.unit = text_in_cpp(given.unit);
    const auto set = [](const caveat_decimal& from, std::optional<Decimal>& to) {
        if (from.is_known == 0) return true;
        to = Decimal::from_text(digits_of(from));
        return to.has_value();
    };
    if (set(given.from, limits.from) && set(given.above, limits.above) &&
        set(given.to, limits.to) && set(given.below, limits.below)) {
        return limits;
    }
    return Unreadable{"limits of more than 18 digits"};
}

std::string padded(std::int32_t number, std::size_t width) {
    std::string digits = std::to_string(number);
    if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
    return digits;
}

Answer date_in_cpp(const caveat_date& given) {
    const auto fits = [](std::int32_t part) {
        return part >= 0 && part <= std::numeric_limits<std::uint8_t>::max();
    };
    if (given.year > 0 && given.year <= std::numeric_limits<std::int16_t>::max() &&
        fits(given.month) && fits(given.day)) {
        const Date date{static_cast<std::int16_t>(given.year),
                        static_cast<std::uint8_t>(given.month),
                        static_cast<std::uint8_t>(given.day)};
        if (date.is_valid()) return date;
    }
    constexpr std::size_t year_digits = 4;
    return padded(given.year, year_digits) + '-' + padded(given.month, 2) + '-' +
           padded(given.day, 2);
}

std::vector<std::string> texts_in_cpp(const caveat_text* given, std::size_t count) {
    if (given == nullptr && count != 0) throw Refusal{CAVEAT_BAD_ARGUMENT};
    std::vector<std::string> texts;
    texts.reserve(count);
    for (std::size_t i = 0; i < count; ++i) texts.push_back(text_in_cpp(given[i]));
    return texts;
}

/// Fills the members that an answer of each type has.
class InC {
  public:
    InC(caveat_answer& out, Keep& keep) : out_(out), keep_(keep) {}

    void operator()(std::monostate) { out_.kind = CAVEAT_ANSWER_ABSENT; }
    void operator()(NotKnown) { out_.kind = CAVEAT_ANSWER_NOT_KNOWN; }
    void operator()(bool yes) {
        out_.kind = CAVEAT_ANSWER_YES_NO;
        out_.yes = yes ? 1 : 0;
    }
    void operator()(const Decimal& number) {
        out_.kind = CAVEAT_ANSWER_NUMBER;
        out_.number = in_c(number);
    }
    void operator()(const Quantity& quantity) {
        (*this)(quantity.value);
        out_.unit = keep_.text(quantity.unit);
    }
    void operator()(const NumberWithin& limits) {
        out_.kind = CAVEAT_ANSWER_NUMBER_WITHIN;
        out_.from = in_c(limits.from);
        out_.above = in_c(limits.above);
        out_.to = in_c(limits.to);
        out_.below = in_c(limits.below);
        out_.unit = keep_.text(limits.unit);
    }
    void operator()(const NumberText& number) {
        out_.kind = CAVEAT_ANSWER_NUMBER_TEXT;
        out_.text = keep_.text(number.digits);
        out_.unit = keep_.text(number.unit);
    }
    void operator()(const Date& date) {
        out_.kind = CAVEAT_ANSWER_DATE;
        out_.date = in_c(date);
    }
    void operator()(const std::string& text) {
        out_.kind = CAVEAT_ANSWER_CODE;
        out_.text = keep_.text(text);
    }
    void operator()(const Codes& codes) {
        out_.kind = CAVEAT_ANSWER_CODES;
        const Lent<caveat_text> present = keep_.texts(codes.present);
        out_.present = present.data;
        out_.present_count = present.count;
        const Lent<caveat_text> absent = keep_.texts(codes.absent);
        out_.absent = absent.data;
        out_.absent_count = absent.count;
        out_.is_complete = codes.is_complete ? 1 : 0;
    }
    void operator()(const Records& records) {
        out_.kind = CAVEAT_ANSWER_RECORDS;
        out_.present_count = records.list.size();
        out_.is_complete = records.is_complete ? 1 : 0;
    }
    void operator()(const Unreadable& unreadable) {
        out_.kind = CAVEAT_ANSWER_UNREADABLE;
        out_.text = keep_.text(unreadable.what);
    }

  private:
    caveat_answer& out_;
    Keep& keep_;
};

}  // namespace

Answer answer_in_cpp(const caveat_answer& given) {
    switch (given.kind) {
        case CAVEAT_ANSWER_ABSENT:
            return {};
        case CAVEAT_ANSWER_NOT_KNOWN:
            return NotKnown{};
        case CAVEAT_ANSWER_YES_NO:
            return given.yes != 0;
        case CAVEAT_ANSWER_NUMBER:
            return number_in_cpp(given);
        case CAVEAT_ANSWER_NUMBER_TEXT:
            // As they are: a problem shows them.
            return NumberText{text_in_cpp(given.text), text_in_cpp(given.unit)};
        case CAVEAT_ANSWER_CODE:
            return text_in_cpp(given.text);
        case CAVEAT_ANSWER_CODES:
            return Codes{texts_in_cpp(given.present, given.present_count),
                         texts_in_cpp(given.absent, given.absent_count), given.is_complete != 0};
        case CAVEAT_ANSWER_DATE:
            return date_in_cpp(given.date);
        case CAVEAT_ANSWER_RECORDS:
            if (given.present_count != 0) throw Refusal{CAVEAT_BAD_ARGUMENT};
            return Records{{}, given.is_complete != 0};
        case CAVEAT_ANSWER_UNREADABLE:
            return Unreadable{text_in_cpp(given.text)};
        case CAVEAT_ANSWER_NUMBER_WITHIN:
            return number_within_in_cpp(given);
        default:
            throw Refusal{CAVEAT_BAD_ARGUMENT};
    }
}

caveat_answer answer_in_c(const Answer& answer, Keep& keep) {
    caveat_answer out{};
    out.unit = out.text = keep.text({});
    std::visit(InC(out, keep), answer.value);
    return out;
}

}  // namespace caveat::c_api
