#pragma once

#include <string_view>

namespace caveat::text {

/// Whether one of two names says what the other denies: `without fever` and `fever`, `unstable` and
/// `stable`, `hypotension` and `hypertension`. Both in their canonical form. Such a name is never
/// proposed for the other, however little their letters differ.
bool are_opposed(std::string_view a, std::string_view b);

}  // namespace caveat::text
