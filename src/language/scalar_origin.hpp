#pragma once

// Where each byte of a YAML text stands in the file: YAML unfolds lines, drops indentation and
// reads escapes, and a message must still point at what the author typed.

#include "language/document.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace caveat::language {

struct PlacedScalar {
    Scalar scalar;
    std::size_t end = 0;    ///< first byte of the file after the text, its closing quote included
    bool is_closed = true;  ///< a quoted text has its closing quote
    bool is_exact = true;   ///< every byte was found; otherwise the rest stands at one place
};

/// Finds the text `value`, which YAML read at byte `begin`, in the file again.
PlacedScalar place_scalar(std::string_view file, std::size_t begin, std::string value);

}  // namespace caveat::language
