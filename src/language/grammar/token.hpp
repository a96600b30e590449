#pragma once

// The words and signs of one sentence, each with its place in the text and in the file.

#include "language/document.hpp"
#include "language/grammar/keyword.hpp"

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
    Keyword keyword;         ///< of words
    bool is_joined = false;  ///< `-` or `_` ties it to the word before

    /// Reads it as a word of the language.
    void become(std::string_view word) {
        kind = TokenKind::word;
        folded = word;
        keyword = Keyword::of(word);
    }
};

/// The tokens of one sentence, with the words that they were made of. The last one is always `end`.
///
/// A repair puts tokens where others stood: what is known of them is then to be found anew.
class Tokens {
  public:
    explicit Tokens(std::string_view text);

    const Token& operator[](std::size_t at) const { return tokens_[at]; }
    std::size_t size() const { return tokens_.size(); }
    const std::vector<Token>& all() const { return tokens_; }
    /// Grows with every repair.
    std::size_t version() const { return version_; }

    void assign(std::vector<Token> tokens);
    void set(std::size_t at, Token token);
    /// Another word of the language at the same place.
    void set_word(std::size_t at, std::string_view word);
    void insert(std::size_t at, Token token);
    /// `made` in place of [first, last).
    void replace(std::size_t first, std::size_t last, const std::vector<Token>& made);
    void erase(std::size_t first, std::size_t last) { replace(first, last, {}); }

  private:
    std::vector<Token> tokens_;
    std::size_t version_ = 0;
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
