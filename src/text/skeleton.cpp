// Names that look alike though their letters are of different alphabets. Entrances: skeleton,
// LookAlikes.

#include "text/skeleton.hpp"

#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace caveat::text {

std::string skeleton(std::string_view canonical) {
    // Small letters of Cyrillic, Greek and Armenian that look like Latin ones, or whose capitals
    // do, and rare Latin letters that look like the usual ones.
    static constexpr std::array<std::pair<std::string_view, char>, 42> twins = {
        {{"а", 'a'}, {"в", 'b'}, {"с", 'c'}, {"ԁ", 'd'}, {"е", 'e'}, {"һ", 'h'}, {"н", 'h'},
         {"і", 'i'}, {"ј", 'j'}, {"к", 'k'}, {"ӏ", 'l'}, {"м", 'm'}, {"о", 'o'}, {"р", 'p'},
         {"ԛ", 'q'}, {"ѕ", 's'}, {"т", 't'}, {"ѵ", 'v'}, {"ԝ", 'w'}, {"х", 'x'}, {"у", 'y'},
         {"α", 'a'}, {"β", 'b'}, {"ε", 'e'}, {"η", 'h'}, {"ι", 'i'}, {"κ", 'k'}, {"ν", 'v'},
         {"ο", 'o'}, {"ρ", 'p'}, {"τ", 't'}, {"χ", 'x'}, {"ζ", 'z'}, {"υ", 'y'}, {"ү", 'y'},
         {"օ", 'o'}, {"ս", 'u'}, {"հ", 'h'}, {"ո", 'n'}, {"ı", 'i'}, {"ɑ", 'a'}, {"ɡ", 'g'}}};
    constexpr std::uint32_t wide_a = 0xFF41;  // as wide as a Chinese character
    std::string result;
    for (std::size_t at = 0; at < canonical.size();) {
        if (static_cast<unsigned char>(canonical[at]) < 0x80) {
            result += canonical[at++];
            continue;
        }
        const CodePoint point = decode(canonical, at);
        const std::size_t length = point.length;
        const std::string_view letter = canonical.substr(at, length);
        const auto* const twin = std::find_if(
            twins.begin(), twins.end(), [&](const auto& each) { return each.first == letter; });
        if (twin != twins.end()) {
            result += twin->second;
        } else if (point.value >= wide_a && point.value < wide_a + 26) {
            result += static_cast<char>('a' + (point.value - wide_a));
        } else {
            result += letter;
        }
        at += length;
    }
    return result;
}

std::optional<std::uint32_t> LookAlikes::add(const std::string& canonical, std::uint32_t number) {
    const auto [place, is_new] =
        by_skeleton_.try_emplace(skeleton(canonical), Name{canonical, number});
    if (is_new || place->second.canonical == canonical) return std::nullopt;
    return place->second.number;
}

void report_look_alike(Span span, std::string_view written, Span other, Diagnostics& diagnostics) {
    with(diagnostics.error("names-look-alike", span,
                           quoted(written) +
                               " and another name look alike: one of them has letters of another "
                               "alphabet"))
        .help("type one of them anew")
        .label(other, "the other one is here");
}

}  // namespace caveat::text
