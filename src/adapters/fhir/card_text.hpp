#pragma once

// Texts of cards: nothing that somebody else wrote becomes markup.

#include <cstddef>
#include <string>
#include <string_view>

namespace caveat::fhir {

/// A text that GitHub-flavoured Markdown, and the HTML made of it, shows as it is: no markup, no
/// links, on one line.
std::string escaped(std::string_view words);

/// At most this many UTF-16 units; a longer one is cut at a word, and ends with `…`.
std::string shortened(std::string_view words, std::size_t most_units);

/// What a summary may hold: CDS Hooks wants less than 140.
inline constexpr std::size_t most_summary_units = 139;

}  // namespace caveat::fhir
