#pragma once

// The words of a file that are the language's own: its keys, and what may stand behind some.

#include <cstddef>
#include <string_view>
#include <vector>

namespace caveat::editing {

using Words = std::vector<std::string_view>;

/// The keys of a mapping: of the file (an empty name), of an entry of a section, of a case, or of
/// `expect`. None for any other name.
const Words& keys_of(std::string_view place);

/// How many keys stand around such a mapping within its section.
std::size_t depth_of_keys(std::string_view section);

/// What may stand behind a key that takes one of a few words; none for any other.
const Words& words_for(std::string_view key);

}  // namespace caveat::editing
