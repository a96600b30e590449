#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace caveat::text {

/// The byte-order mark that some editors put in front of a file.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// U+FFFD, which stands in for bytes that are not UTF-8.
inline constexpr std::uint32_t replacement_character = 0xFFFD;

/// Where the text stops being UTF-8: the first byte of the first broken sequence. Strict: no
/// overlong forms, no surrogates, nothing above U+10FFFF, nothing cut off at the end.
std::optional<std::size_t> first_invalid(std::string_view text);

struct CodePoint {
    std::uint32_t value = 0;
    std::uint32_t length = 0;  ///< bytes, 1 to 4; 0 at the end of the text
};

/// The code point at byte `at`. A broken sequence gives U+FFFD with length 1, so a loop over any
/// bytes ends.
CodePoint decode(std::string_view text, std::size_t at = 0);

/// The code point that ends just before byte `at`; length 0 at the start of the text.
CodePoint decode_before(std::string_view text, std::size_t at);

/// Adds one code point as UTF-8; anything that is not a Unicode scalar value becomes U+FFFD.
void append(std::string& text, std::uint32_t code_point);

/// How many code points the text has; every byte of a broken sequence counts as one at most.
std::size_t code_point_count(std::string_view text);

/// How many columns of a terminal the code point takes: 0 (combining), 1 or 2 (East Asian wide).
int display_width(std::uint32_t code_point);

/// A character that a rule file may not contain, since its author cannot see it.
struct Forbidden {
    std::size_t offset = 0;
    std::uint32_t code_point = 0;
    const char* what = "";  ///< with its article: "an invisible blank", "a control character"
};

/// The first bidirectional control, invisible blank (any but the ASCII one), zero-width character,
/// byte-order mark (leave a file's own one out), line separator, non-character, or control other
/// than tab and line breaks. Expects valid UTF-8.
std::optional<Forbidden> first_forbidden(std::string_view text);

}  // namespace caveat::text
