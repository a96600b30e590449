#pragma once

#include <cstddef>
#include <istream>
#include <optional>
#include <string>

namespace caveat::cli {

/// The most bytes of one profile that are kept; whatever is longer is cut, one byte too long, so
/// that reading it gives the problem `too-large`.
inline constexpr std::size_t most_profile_bytes = 8U * 1024U * 1024U;

/// Everything up to the end, at most `most_profile_bytes` + 1. Nothing when it cannot be read.
std::optional<std::string> read_all(std::istream& in);

}  // namespace caveat::cli
