#pragma once

#include <caveat/export.hpp>

#include <string>
#include <string_view>

namespace caveat {

/// Words from outside, such as the name of a file, on one line, for messages beside those of the
/// library: whatever a terminal would obey or a reader not see stands as its escape (`\n`,
/// `\u{1b}`), broken bytes as U+FFFD.
CAVEAT_EXPORT std::string visible_text(std::string_view words);

}  // namespace caveat
