#pragma once

#include <string>
#include <string_view>

namespace caveat::text {

/// Words from outside, such as the name of a file, on one line: whatever a terminal would obey or a
/// reader not see stands as its escape (`\n`, `\u{1b}`), broken bytes as U+FFFD.
std::string visible(std::string_view words);

}  // namespace caveat::text
