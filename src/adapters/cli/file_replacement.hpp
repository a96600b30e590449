#pragma once

#include <string>
#include <string_view>

namespace caveat::cli {

/// Puts `text` in place of a file's content, in one step: whoever reads the file, and whenever the
/// process ends, finds the old text or the new one. Permissions stay; a link stays a link.
/// returns why that is not possible; empty when it is done
std::string replace_file(const std::string& path, std::string_view text);

}  // namespace caveat::cli
