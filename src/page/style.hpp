#pragma once

#include <string_view>

namespace caveat::page {

/// The one style of every page: light, dark, forced colours, narrow and printed. Nothing in it
/// depends on colour alone.
extern const std::string_view style;

/// Searches as one types, opens everything, and opens what is closed before printing. A page says
/// all it has to say without it.
extern const std::string_view script;

}  // namespace caveat::page
