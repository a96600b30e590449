#pragma once

// An answer as somebody gave it, before it is checked against the type of its fact. Each kind is a
// struct of its own, so that no text turns into a yes on the way.

#include <caveat/values.hpp>

#include <span>
#include <string_view>
#include <variant>

namespace caveat::facts {

struct YesNo {
    bool value = false;
};

/// A number in the words of its author: `38.4`.
struct NumberText {
    std::string_view digits;
    std::string_view unit;  ///< empty: that of the fact
};

struct NumberValue {
    Decimal value;
    std::string_view unit;  ///< empty: that of the fact
};

struct NumberInteger {
    std::int64_t value = 0;
};

/// A number known in part. Text and limits outlive the answer.
struct NumberPart {
    const NumberWithin& limits;
};

struct DateValue {
    Date value;
};

/// A code of a choice, or a date.
struct Text {
    std::string_view value;
};

/// Codes of a `choices` fact. In a complete list, what is not present is absent.
struct CodeList {
    std::span<const std::string_view> present;
    std::span<const std::string_view> absent;
    bool is_complete = true;
};

/// Asked, and not known.
struct Null {};

/// Something that no kind of fact takes; `what` names it: "an object without `value`".
struct Unreadable {
    std::string_view what;
};

using AnswerView = std::variant<YesNo, NumberText, NumberValue, NumberInteger, NumberPart,
                                DateValue, Text, CodeList, Null, Unreadable>;

}  // namespace caveat::facts
