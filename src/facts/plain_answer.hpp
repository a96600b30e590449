#pragma once

// Each kind of answer, where it is plain (see plain_type.hpp).

#include "facts/answer.hpp"
#include "facts/key_table.hpp"
#include "facts/plain_type.hpp"

#include <concepts>
#include <cstdint>
#include <optional>

namespace caveat::facts {

/// Nothing where the answer is not plain.
using Word = std::optional<std::uint64_t>;

// Each stores a plain answer in `value` and returns its word; `codes` are the keys of the type's.

inline Word store_plain(const PlainType& type, const KeyTable& /*codes*/, const YesNo& answer,
                        Value& value) {
    return store_yes_no(type, answer.value, value);
}
inline Word store_plain(const PlainType& type, const KeyTable& /*codes*/,
                        const NumberInteger& answer, Value& value) {
    return store_number(type, {answer.value, 0}, value);
}
Word store_plain(const PlainType& type, const KeyTable& codes, const NumberText& answer,
                 Value& value);
Word store_plain(const PlainType& type, const KeyTable& codes, const Text& answer, Value& value);
Word store_plain(const PlainType& type, const KeyTable& codes, const CodeList& answer,
                 Value& value);

/// Those that are never plain.
template <class Said>
    requires std::same_as<Said, NumberValue> || std::same_as<Said, NumberPart> ||
             std::same_as<Said, DateValue> || std::same_as<Said, Unreadable>
Word store_plain(const PlainType& /*type*/, const KeyTable& /*codes*/, const Said& /*answer*/,
                 Value& /*value*/) {
    return std::nullopt;
}

}  // namespace caveat::facts
