#pragma once

// The bytes of one input as several texts.

#include <string_view>

namespace fuzz {

/// Cuts off what stands before the next line of dashes; without one, all that is left.
inline std::string_view next_piece(std::string_view& rest) {
    constexpr std::string_view line = "\n-----\n";
    const std::size_t end = rest.find(line);
    const std::string_view piece = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + line.size());
    return piece;
}

}  // namespace fuzz
