#pragma once

// The words and signs of one sentence, each with its place in the text and in the file.

#include "language/document.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::language {

enum class TokenKind : std::uint8_t {
    word,    ///< letters and digits, beginning with either
    number,  ///< `7`, `-2`, `38.4`; without a sign or point also a word of a name
    date,    ///< `2026-11-20`, or a part of one
    quoted,  ///< `"2-4 times a month"`: a code of any text
    arrow,   ///< `→`, `->`
    open,
    close,
    comma,
    semicolon,
    plus,
    minus,
    times,
    slash,
    equal,
    unequal,
    less,
    less_or_equal,
    greater,
    greater_or_equal,
    other,  ///< what the language has no use for: `&&`, `==`, `"` …
    end,    ///< after the last one
};

/// `=`, `<` and their like.
constexpr bool is_comparison(TokenKind kind) {
    return kind >= TokenKind::equal && kind <= TokenKind::greater_or_equal;
}

struct Token {
    TokenKind kind = TokenKind::end;
    std::uint32_t begin = 0;  ///< bytes of the text, not of the file
    std::uint32_t end = 0;
    std::string folded;      ///< of words, numbers and quoted texts: for comparing
    bool is_joined = false;  ///< `-` or `_` ties it to the word before
};

/// A longer text in quotes is no code.
inline constexpr std::size_t most_quoted_bytes = 200;

/// Splits a text into tokens. The last one is always `end`.
std::vector<Token> tokenize(std::string_view text);

/// Whether a token may be a word of a name.
inline bool is_name_word(const Token& token) {
    return token.kind == TokenKind::word ||
           (token.kind == TokenKind::number &&
            token.folded.find_first_not_of("0123456789") == std::string::npos);
}

}  // namespace caveat::language
