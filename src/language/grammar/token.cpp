// Turns one sentence into words, numbers and signs. Entrance: tokenize.

#include "language/grammar/token.hpp"

#include "language/characters.hpp"
#include "text/names.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace caveat::language {
namespace {

struct Sign {
    std::string_view text;
    TokenKind kind;
};

/// Longer signs first. The ones of other languages are read whole, so that the message shows them.
constexpr std::array signs = {
    Sign{"→", TokenKind::arrow},          Sign{"->", TokenKind::arrow},
    Sign{"<=", TokenKind::less_or_equal}, Sign{">=", TokenKind::greater_or_equal},
    Sign{"!=", TokenKind::unequal},       Sign{"≠", TokenKind::unequal},
    Sign{"≤", TokenKind::less_or_equal},  Sign{"≥", TokenKind::greater_or_equal},
    Sign{"===", TokenKind::other},        Sign{"==", TokenKind::other},
    Sign{"=>", TokenKind::other},         Sign{"=<", TokenKind::other},
    Sign{"<>", TokenKind::other},         Sign{"&&", TokenKind::other},
    Sign{"||", TokenKind::other},         Sign{"**", TokenKind::other},
    Sign{"<", TokenKind::less},           Sign{">", TokenKind::greater},
    Sign{"=", TokenKind::equal},          Sign{"(", TokenKind::open},
    Sign{")", TokenKind::close},          Sign{",", TokenKind::comma},
    Sign{";", TokenKind::semicolon},      Sign{"+", TokenKind::plus},
    Sign{"-", TokenKind::minus},          Sign{"*", TokenKind::times},
    Sign{"×", TokenKind::times},          Sign{"/", TokenKind::slash},
};

class Tokenizer {
  public:
    explicit Tokenizer(std::string_view text) : text_(text) {}

    std::vector<Token> tokens() {
        while (true) {
            const bool is_joined = skip_to_next();
            if (at_ >= text_.size()) break;
            if (!quoted() && !date() && !number()) {
                if (const std::size_t length = text::word_length(text_, at_); length != 0) {
                    add(TokenKind::word, length);
                } else {
                    sign();
                }
            }
            tokens_.back().is_joined = is_joined;
        }
        add(TokenKind::end, 0);
        return std::move(tokens_);
    }

  private:
    char peek(std::size_t ahead) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    /// Passes blanks, or the `-` or `_` between two words. returns whether it was one of those.
    bool skip_to_next() {
        if (!tokens_.empty() && at_ < text_.size() && !is_space(text_[at_])) {
            const std::size_t joint = text::joint_length(text_, at_);
            at_ += joint;
            if (joint != 0) return true;
        }
        while (at_ < text_.size() && is_space(text_[at_])) ++at_;
        return false;
    }

    void add(TokenKind kind, std::size_t length) {
        Token token;
        token.kind = kind;
        token.begin = static_cast<std::uint32_t>(at_);
        token.end = static_cast<std::uint32_t>(at_ + length);
        if (kind == TokenKind::word || kind == TokenKind::number) {
            token.folded = text::folded(text_.substr(at_, length));
            if (kind == TokenKind::word) token.keyword = Keyword::of(token.folded);
        }
        tokens_.push_back(std::move(token));
        at_ += length;
    }

    /// `"AS/PsA"` or `'AS/PsA'`; a quotation mark without a partner stays a sign.
    bool quoted() {
        const char mark = peek(0);
        if (mark != '"' && mark != '\'') return false;
        const std::string_view rest = text_.substr(at_ + 1, most_quoted_bytes + 1);
        std::size_t length = rest.find(mark);
        // An apostrophe inside a word closes nothing.
        while (mark == '\'' && length != std::string_view::npos &&
               text::word_length(text_, at_ + length + 2) != 0) {
            length = rest.find(mark, length + 1);
        }
        if (length == std::string_view::npos) return false;
        const std::size_t close = at_ + 1 + length;
        const std::string content = text::canonical_name(rest.substr(0, length));
        if (content.empty()) return false;
        add(TokenKind::quoted, close + 1 - at_);
        tokens_.back().folded = content;
        return true;
    }

    std::size_t digits(std::size_t ahead) const {
        std::size_t count = 0;
        while (is_digit(peek(ahead + count))) ++count;
        return count;
    }

    /// The length of `20.11.2026`, `11/20/2026`, `2026/11/20` or `2026-1-5`, so that the message
    /// can speak of dates; 0 for anything else. As an expression they would need blanks.
    std::size_t foreign_date() const {
        const std::size_t first = digits(0);
        const char joint = peek(first);
        const bool is_joint = joint == '.' || joint == '/' || (joint == '-' && first == 4);
        if (first == 0 || first > 4 || !is_joint) return 0;
        const std::size_t second = digits(first + 1);
        const std::size_t last = first + 1 + second;
        if (second == 0 || second > 2 || peek(last) != joint) return 0;
        const std::size_t third = digits(last + 1);
        const bool is_date = (first <= 2 && third == 4) || (first == 4 && third != 0 && third <= 2);
        return is_date ? last + 1 + third : 0;
    }

    bool ends_word(std::size_t ahead) const {
        return text::word_length(text_, std::min(at_ + ahead, text_.size())) == 0;
    }

    /// `2026-11-20`; a part such as `2026-11` too, so that the message can speak of dates.
    bool date() {
        if (const std::size_t length = foreign_date(); length != 0 && ends_word(length)) {
            add(TokenKind::date, length);
            return true;
        }
        if (digits(0) != 4 || peek(4) != '-' || digits(5) != 2) return false;
        std::size_t length = 7;
        if (peek(7) == '-' && digits(8) == 2) length = 10;
        if (!ends_word(length)) return false;
        add(TokenKind::date, length);
        return true;
    }

    bool is_sign_of_number() const {
        if (peek(0) != '-' || !is_digit(peek(1))) return false;
        return at_ == 0 || is_space(text_[at_ - 1]) ||
               std::string_view("(,;=<>+-*/").find(text_[at_ - 1]) != std::string_view::npos;
    }

    bool number() {
        const std::size_t sign = is_sign_of_number() ? 1 : 0;
        const std::size_t whole = digits(sign);
        if (whole == 0) return false;
        std::size_t length = sign + whole;
        if (peek(length) == '.' && is_digit(peek(length + 1))) {
            length += 1 + digits(length + 1);
        } else if (!ends_word(length) && sign == 0) {
            return false;  // a word such as `3d`, or `7kg` without a blank
        }
        add(TokenKind::number, length);
        return true;
    }

    void sign() {
        for (const Sign& each : signs) {
            if (text_.substr(at_, each.text.size()) == each.text) {
                add(each.kind, each.text.size());
                return;
            }
        }
        add(TokenKind::other, text::decode(text_, at_).length);
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokenize(std::string_view text) {
    return Tokenizer(text).tokens();
}

Tokens::Tokens(std::string_view text) : tokens_(tokenize(text)) {}

void Tokens::assign(std::vector<Token> tokens) {
    tokens_ = std::move(tokens);
    ++version_;
}

void Tokens::set(std::size_t at, Token token) {
    tokens_[at] = std::move(token);
    ++version_;
}

void Tokens::set_word(std::size_t at, std::string_view word) {
    tokens_[at].become(word);
    ++version_;
}

void Tokens::insert(std::size_t at, Token token) {
    tokens_.insert(tokens_.begin() + static_cast<std::ptrdiff_t>(at), std::move(token));
    ++version_;
}

void Tokens::replace(std::size_t first, std::size_t last, const std::vector<Token>& made) {
    // What stands behind is moved once.
    const auto at = tokens_.begin() + static_cast<std::ptrdiff_t>(first);
    const std::size_t same = std::min(last - first, made.size());
    const auto rest = made.begin() + static_cast<std::ptrdiff_t>(same);
    const auto place = std::copy(made.begin(), rest, at);
    if (same < made.size()) {
        tokens_.insert(place, rest, made.end());
    } else {
        tokens_.erase(place, tokens_.begin() + static_cast<std::ptrdiff_t>(last));
    }
    ++version_;
}

}  // namespace caveat::language
