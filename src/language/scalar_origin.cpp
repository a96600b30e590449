// Turns a text that YAML has unfolded back into places in the file, byte by byte.
// Entrance: place_scalar.

#include "language/scalar_origin.hpp"

#include "language/characters.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <utility>

namespace caveat::language {
namespace {

/// Walks through file and value side by side. Every function leaves `at` behind what it matched.
class Placer {
  public:
    Placer(std::string_view file, std::size_t begin, std::string value) : file_(file), at_(begin) {
        placed_.scalar.text = std::move(value);
        placed_.scalar.span.begin = static_cast<std::uint32_t>(begin);
        placed_.scalar.origin.reserve(placed_.scalar.text.size() + 1);
    }

    PlacedScalar place() {
        const char first = peek();
        if (first == '\'' || first == '"') {
            placed_.scalar.style =
                first == '"' ? ScalarStyle::double_quoted : ScalarStyle::single_quoted;
            quoted(first);
        } else if (first == '|' || first == '>') {
            placed_.scalar.style = first == '|' ? ScalarStyle::literal : ScalarStyle::folded;
            block();
        } else {
            while (!is_done() && match_flowing('\0')) {
            }
            finish();
        }
        return std::move(placed_);
    }

  private:
    char peek(std::size_t ahead = 0) const {
        return at_ + ahead < file_.size() ? file_[at_ + ahead] : '\0';
    }
    const std::string& value() const { return placed_.scalar.text; }
    std::size_t matched() const { return placed_.scalar.origin.size(); }
    bool is_done() const { return matched() >= value().size(); }
    char next() const { return value()[matched()]; }
    void origin(std::size_t place) {
        placed_.scalar.origin.push_back(static_cast<std::uint32_t>(place));
    }

    void finish() {
        placed_.is_exact = is_done();
        while (matched() < value().size() + 1) origin(at_);
        placed_.end = at_;
        placed_.scalar.span.end = static_cast<std::uint32_t>(at_);
    }

    /// Bytes of the line break at `place`: 0, 1, or 2 for CR LF.
    std::size_t break_length(std::size_t place) const {
        if (place >= file_.size() || !is_break(file_[place])) return 0;
        return file_[place] == '\r' && place + 1 < file_.size() && file_[place + 1] == '\n' ? 2 : 1;
    }

    /// The value's share of a folded line break: one blank, or a line break for each empty line.
    void match_fold(std::size_t breaks) {
        const std::size_t place = at_;
        if (!is_done() && next() == ' ') {
            origin(place);
            return;
        }
        for (std::size_t i = 0; i < breaks && !is_done() && next() == '\n'; ++i) origin(place);
    }

    /// Blanks and line breaks between two lines of a plain or quoted text.
    bool match_line_fold() {
        std::size_t end = at_;
        std::size_t breaks = 0;
        while (end < file_.size() && (is_blank(file_[end]) || is_break(file_[end]))) {
            const std::size_t length = break_length(end);
            breaks += length != 0 ? 1U : 0U;
            end += length != 0 ? length : 1;
        }
        if (breaks == 0) return false;
        match_fold(breaks);
        at_ = end;
        return true;
    }

    /// One step through a plain (`quote` is 0) or quoted text; false when they do not match.
    bool match_flowing(char quote) {
        if (at_ >= file_.size()) return false;
        const char c = peek();
        if ((is_blank(c) || is_break(c)) && match_line_fold()) return true;
        if (quote == '"' && c == '\\') return match_escape();
        if (c != next()) return false;
        origin(at_);
        at_ += quote == '\'' && c == '\'' ? 2 : 1;
        return true;
    }

    /// `\n`, `\u2192` …: every byte that the escape stands for begins at its backslash.
    bool match_escape() {
        if (const std::size_t length = break_length(at_ + 1); length != 0) {
            at_ += 1 + length;
            while (is_blank(peek())) ++at_;
            return true;
        }
        const char kind = peek(1);
        const std::size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
        const std::size_t bytes = std::max<std::size_t>(1, text::decode(value(), matched()).length);
        for (std::size_t i = 0; i < bytes && !is_done(); ++i) origin(at_);
        at_ = std::min(at_ + 2 + digits, file_.size());
        return true;
    }

    void quoted(char quote) {
        ++at_;
        while (!is_done() && match_flowing(quote)) {
        }
        const bool matches = is_done();
        while (quote == '"' && peek() == '\\' && break_length(at_ + 1) != 0) match_escape();
        finish();
        placed_.is_exact = matches;
        placed_.is_closed = !matches || peek() == quote;
        if (matches && placed_.is_closed) {
            placed_.end = ++at_;
            placed_.scalar.span.end = static_cast<std::uint32_t>(at_);
        }
    }

    void block() {
        while (at_ < file_.size() && !is_break(peek())) ++at_;
        at_ += break_length(at_);
        const std::size_t indent = block_indent();
        skip_indent(indent);
        std::size_t content_end = at_;
        while (!is_done() && at_ < file_.size()) {
            if (is_break(peek())) {
                match_block_breaks(indent);
            } else {
                if (peek() != next()) break;
                origin(at_++);
                content_end = at_;
            }
        }
        const std::size_t end = at_;
        const bool matches =
            is_done() || value().find_first_not_of('\n', matched()) == std::string::npos;
        finish();
        placed_.is_exact = matches;
        placed_.end = end;
        placed_.scalar.span.end = static_cast<std::uint32_t>(content_end);
    }

    void match_block_breaks(std::size_t indent) {
        if (placed_.scalar.style == ScalarStyle::literal) {
            if (next() == '\n') origin(at_);
            at_ += break_length(at_);
            skip_indent(indent);
            return;
        }
        const std::size_t first = at_;
        std::size_t breaks = 0;
        while (break_length(at_) != 0) {
            at_ += break_length(at_);
            ++breaks;
            skip_indent(indent);
        }
        const std::size_t after = at_;
        at_ = first;
        match_fold(breaks);
        at_ = after;
    }

    void skip_indent(std::size_t indent) {
        for (std::size_t i = 0; i < indent && peek() == ' '; ++i) ++at_;
    }

    /// Columns that YAML took away: what the first line has more than the value. It need not hold
    /// more than blanks: after `|2`, they are a text.
    std::size_t block_indent() const {
        const std::size_t text = value().find_first_not_of('\n');
        std::size_t line = at_;
        std::size_t spaces = 0;
        for (std::size_t empty = 0; line < file_.size(); ++empty) {
            spaces = 0;
            while (line + spaces < file_.size() && file_[line + spaces] == ' ') ++spaces;
            const std::size_t length = break_length(line + spaces);
            if (length == 0 || empty == text) break;
            line += spaces + length;
        }
        std::size_t kept = 0;
        if (text != std::string::npos) {
            while (text + kept < value().size() && value()[text + kept] == ' ') ++kept;
        }
        return spaces > kept ? spaces - kept : 0;
    }

    std::string_view file_;
    std::size_t at_;
    PlacedScalar placed_;
};

}  // namespace

PlacedScalar place_scalar(std::string_view file, std::size_t begin, std::string value) {
    return Placer(file, begin, std::move(value)).place();
}

Span Scalar::span_of(std::size_t begin, std::size_t end) const {
    if (origin.empty()) return span;
    const std::size_t last = origin.size() - 1;
    const std::uint32_t from = origin[std::min(begin, last)];
    if (end <= begin) return {from, from};
    return {from, std::max(from, origin[std::min(end, last)])};
}

}  // namespace caveat::language
