#pragma once

#include <string>
#include <string_view>

namespace caveat::testing {

/// What is wrong with the nesting of elements in HTML or SVG; empty if nothing. Every `<` begins an
/// element or ends one, but inside of style and script.
std::string misnested(std::string_view markup);

/// The same of a whole page, and whether it keeps to itself: one script and one style, no handlers
/// or styles in attributes, no address but places of its own, each place there once.
std::string wrong_with_page(std::string_view html);

}  // namespace caveat::testing
