#pragma once

// Programs of rule sets built by hand.

#include "facts/packing.hpp"
#include "program/program.hpp"
#include "unit/support/hand_made.hpp"

#include <string>

namespace caveat::testing {

/// After the last rule of the book.
inline program::Program compiled(HandMade& book) {
    book.finish();
    return program::compile(book.rules);
}

inline std::string dumped(HandMade& book) {
    const program::Program program = compiled(book);
    return program::dump(program, book.rules);
}

}  // namespace caveat::testing
