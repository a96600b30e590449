#pragma once

// Rule files as people leave them: comments, blanks, empty lines and line breaks anywhere.

#include "support/chance.hpp"

#include <string>
#include <vector>

namespace caveat::testing {

struct Untidy {
    std::string text;
    std::vector<std::string> comments;  ///< those that were put in, from top to bottom
};

/// A file that loads, with some changes after each of which it still loads (it may mean something
/// else then). `text` must load.
Untidy made_untidy(const std::string& text, Chance& chance, int changes);

}  // namespace caveat::testing
