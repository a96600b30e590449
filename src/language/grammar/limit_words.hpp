#pragma once

// The words that compare inside a test.

#include "language/grammar/keyword.hpp"

#include <array>

namespace caveat::language {

inline constexpr std::array<Keyword, 6> more_words = {"more",  "over",   "older",
                                                      "above", "higher", "greater"};
inline constexpr std::array<Keyword, 6> less_words = {"less",  "under", "younger",
                                                      "below", "lower", "fewer"};
inline constexpr std::array<Keyword, 9> more_than = {
    "more", "greater", "larger", "higher", "bigger", "older", "longer", "later", "above"};
inline constexpr std::array<Keyword, 8> less_than = {"less",    "fewer",   "smaller", "lower",
                                                     "younger", "shorter", "earlier", "below"};

}  // namespace caveat::language
