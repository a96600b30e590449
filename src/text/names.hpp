#pragma once

#include <caveat/diagnostic.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::text {

/// A letter of any script.
bool is_letter(std::uint32_t code_point);

/// A letter or decimal digit of any script, or a mark that combines with the letter before it.
bool is_word_code_point(std::uint32_t code_point);

/// `'` or `’`; both are the same inside a word.
constexpr bool is_apostrophe(std::uint32_t code_point) {
    return code_point == 0x27 || code_point == 0x2019;
}

/// Case folded and composed (NFC), apostrophes made `'`; nothing else changes.
std::string folded(std::string_view text);

/// The form in which names are compared: folded, words joined by single blanks, and `-` or `_`
/// between two word characters turned into a blank. Anything that is no part of a name stays.
/// `canonical_name("Lower_Back")` is `lower back`. Applying it twice changes nothing.
std::string canonical_name(std::string_view text);

/// A canonical name as a key in JSON: blanks become `_`.
std::string json_key(std::string_view canonical);

/// One word of a text.
struct Word {
    std::string_view text;  ///< as written; looks into the text it was read from
    Span span;              ///< bytes in that text
    std::string folded;     ///< for comparing
};

/// Bytes of the word that begins at byte `at`: word characters, with apostrophes only between
/// them. 0 when no word begins there.
std::size_t word_length(std::string_view text, std::size_t at);

/// Bytes of what joins two words of one name at byte `at`: blanks (tabs and line breaks too), or
/// a single `-` or `_` with no blank around. 0 unless a word ends before and begins after.
std::size_t joint_length(std::string_view text, std::size_t at);

/// The word that begins exactly at byte `at`.
std::optional<Word> word_at(std::string_view text, std::size_t at);

/// Every word of the text, in order, whatever stands between them.
std::vector<Word> words(std::string_view text);

/// `“`, `”`, `„`, `‘`, `’`, `«` or `»` at the start of the text, which typesetters use for `"`;
/// empty for anything else.
std::string_view typographic_quote(std::string_view text);

/// What stands between two of those that begin and end the text; nothing for any other text.
std::optional<std::string_view> between_typographic_quotes(std::string_view text);

/// Whether the text is a well-formed name: words with proper joints, the first beginning with a
/// letter, nothing before or after.
bool is_name(std::string_view text);

}  // namespace caveat::text
