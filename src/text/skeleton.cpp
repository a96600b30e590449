// Names that look alike though their letters are of different alphabets. Entrance: skeleton.

#include "text/skeleton.hpp"

#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace caveat::text {

std::string skeleton(std::string_view canonical) {
    // Small letters of Cyrillic and Greek that look like Latin ones, or whose capitals do.
    static constexpr std::array<std::pair<std::string_view, char>, 33> twins = {
        {{"а", 'a'}, {"в", 'b'}, {"с", 'c'}, {"ԁ", 'd'}, {"е", 'e'}, {"һ", 'h'}, {"н", 'h'},
         {"і", 'i'}, {"ј", 'j'}, {"к", 'k'}, {"ӏ", 'l'}, {"м", 'm'}, {"о", 'o'}, {"р", 'p'},
         {"ԛ", 'q'}, {"ѕ", 's'}, {"т", 't'}, {"ѵ", 'v'}, {"ԝ", 'w'}, {"х", 'x'}, {"у", 'y'},
         {"α", 'a'}, {"β", 'b'}, {"ε", 'e'}, {"η", 'h'}, {"ι", 'i'}, {"κ", 'k'}, {"ν", 'v'},
         {"ο", 'o'}, {"ρ", 'p'}, {"τ", 't'}, {"χ", 'x'}, {"ζ", 'z'}}};
    std::string result;
    for (std::size_t at = 0; at < canonical.size();) {
        const std::size_t length = decode(canonical, at).length;
        const std::string_view letter = canonical.substr(at, length);
        const auto* const twin = std::find_if(
            twins.begin(), twins.end(), [&](const auto& each) { return each.first == letter; });
        if (twin == twins.end()) {
            result += letter;
        } else {
            result += twin->second;
        }
        at += length;
    }
    return result;
}

}  // namespace caveat::text
