#pragma once

// Texts of authors inside other formats. Bytes that are no UTF-8, and what a format cannot hold,
// become U+FFFD.

#include <string>
#include <string_view>

namespace caveat::text {

/// As JSON writes a text, quotes included.
std::string in_json(std::string_view text);

/// For the text and for attributes in double quotes of HTML and XML 1.0 alike.
std::string in_markup(std::string_view text);

/// As one YAML text on one line: as it stands where nothing in it can be misread, else in double
/// quotes. It reads the same inside `[ ]` and `{ }`.
std::string in_yaml(std::string_view text);

}  // namespace caveat::text
