#pragma once

#include <string_view>

namespace caveat::values {

/// Whether a text is a number in JSON's grammar, of any length: one with too many digits for a
/// `Decimal` is still told from what is no number at all.
bool is_number(std::string_view text);

}  // namespace caveat::values
