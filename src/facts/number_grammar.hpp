#pragma once

#include <string_view>

namespace caveat::facts {

/// Whether a text is a number in JSON's grammar, of any length.
bool is_number(std::string_view text);

}  // namespace caveat::facts
