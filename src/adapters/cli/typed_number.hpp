#pragma once

// Numbers as people type them, and how any line is read.

#include "adapters/cli/typed_answer.hpp"

#include <string>
#include <string_view>

namespace caveat::cli {

/// Without the blanks around it.
std::string_view trimmed(std::string_view text);

/// For comparing: ASCII letters small, `_` and `-` as blanks.
std::string plain(std::string_view text);

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// A number with or without a unit, or what is known of one: `7.5`, `154 lb`, `below 0.27`,
/// `5 to 7`. What could be read in two ways is a problem that names both.
Typed understand_number(std::string_view line);

}  // namespace caveat::cli
