#include "adapters/fhir/card_text.hpp"

namespace caveat::fhir {

namespace {

/// Bytes of the character that begins here.
std::size_t length_of(char first) {
    const auto byte = static_cast<unsigned char>(first);
    if (byte < 0xc0) return 1;
    if (byte < 0xe0) return 2;
    return byte < 0xf0 ? 3 : 4;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

std::string escaped(std::string_view words) {
    constexpr std::string_view marks = "\\`*_{}[]()#+-.!|~:/";
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const char c = words[i];
        const auto byte = static_cast<unsigned char>(c);
        if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else if (c == '&') {
            out += "&amp;";
        } else if (c == '@') {
            out += "@\u2060";  // a joiner: else renderers make a link of an address, escaped or not
        } else if (byte < 0x20 || byte == 0x7f) {
            out += ' ';
        } else {
            // Between digits a point or a hyphen is part of a number or a date.
            const bool is_in_number =
                i > 0 && i + 1 < words.size() && is_digit(words[i - 1]) && is_digit(words[i + 1]);
            if (!is_in_number && marks.find(c) != std::string_view::npos) out += '\\';
            out += c;
        }
    }
    return out;
}

std::string shortened(std::string_view words, std::size_t most_units) {
    std::size_t units = 0;
    std::size_t fitting = 0;  // bytes that leave room for the ellipsis
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t length = length_of(words[at]);
        units += length == 4 ? 2 : 1;
        at += length;
        if (units + 1 <= most_units) fitting = at;
    }
    if (units <= most_units) return std::string(words);
    std::string_view kept = words.substr(0, fitting);
    const std::size_t blank = kept.rfind(' ');
    // A word of half the length is cut in the middle.
    if (blank != std::string_view::npos && blank > fitting / 2) kept = kept.substr(0, blank);
    return std::string(kept) + "…";
}

}  // namespace caveat::fhir
