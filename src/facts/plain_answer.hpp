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
using PlainWord = std::optional<std::uint64_t>;

// `codes` are the keys of the type's.

inline PlainWord plain_word(const PlainType& type, const KeyTable& /*codes*/, const YesNo& answer) {
    return yes_no_word(type, answer.value);
}
inline PlainWord plain_word(const PlainType& type, const KeyTable& /*codes*/,
                            const NumberInteger& answer) {
    return number_word(type, {answer.value, 0});
}
PlainWord plain_word(const PlainType& type, const KeyTable& codes, const NumberText& answer);
PlainWord plain_word(const PlainType& type, const KeyTable& codes, const Text& answer);
PlainWord plain_word(const PlainType& type, const KeyTable& codes, const CodeList& answer);

/// Those that are never plain.
template <class Said>
    requires std::same_as<Said, NumberValue> || std::same_as<Said, NumberPart> ||
             std::same_as<Said, DateValue> || std::same_as<Said, Unreadable>
PlainWord plain_word(const PlainType& /*type*/, const KeyTable& /*codes*/, const Said& /*answer*/) {
    return std::nullopt;
}

}  // namespace caveat::facts
