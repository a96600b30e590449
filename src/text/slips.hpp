#pragma once

#include <cstddef>
#include <string_view>

namespace caveat::text {

/// More slips than any two words that may be meant for one another have.
inline constexpr std::size_t far_away = 1'000;

/// Letters left out, added, replaced, or swapped with their neighbour.
std::size_t slips(std::string_view a, std::string_view b);

}  // namespace caveat::text
