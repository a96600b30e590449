#pragma once

// Where in a rule file somebody types, told from the lines before: what stands there need not be
// readable yet.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::editing {

struct Cursor {
    std::string section;             ///< `rules`, in its canonical spelling; empty above all
    std::vector<std::string> above;  ///< keys around it within the section, outermost first
    std::string key;                 ///< whose value is typed; empty: a key, or an item of a list
    bool may_be_key = false;         ///< a key may begin here
    bool is_item = false;            ///< of a list
    std::size_t begin = 0;           ///< of what is typed: up to the cursor
    std::size_t end = 0;             ///< the cursor
};

Cursor cursor_at(std::string_view text, std::size_t byte);

}  // namespace caveat::editing
