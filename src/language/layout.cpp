// Puts the pieces of a file where they belong, line by line.
// Entrances: lay_out, with_plain_line_breaks.

#include "language/layout.hpp"

#include "language/characters.hpp"
#include "language/layout_tokens.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace caveat::language {
namespace {

/// Behind `\` a blank may be a part of the text.
std::string_view without_blanks_at_end(std::string_view text) {
    std::string_view shorter = text;
    while (!shorter.empty() && is_blank(shorter.back())) shorter.remove_suffix(1);
    return shorter.ends_with('\\') ? text : shorter;
}

std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

/// A line as it will be, its comment apart: where that belongs depends on the lines around.
struct LaidLine {
    std::string text;
    std::size_t value_at = 0;      ///< bytes of `text` before the value, where it begins with a key
    std::size_t value_column = 0;  ///< where the value was, and where the key
    std::size_t key_column = 0;
    std::string_view comment;
    std::size_t comment_column = 0;  ///< where it was
    bool is_close = false;           ///< one blank before the comment, which is kept
};

bool is_blank_between(const LayoutToken& before, const LayoutToken& after) {
    const bool is_behind_colon = before.piece == LayoutPiece::colon;
    switch (after.piece) {
        case LayoutPiece::colon:
            return false;
        case LayoutPiece::comma:
            return is_behind_colon;
        case LayoutPiece::close:
            return is_behind_colon;
        case LayoutPiece::text:
        case LayoutPiece::block:
        case LayoutPiece::dash:
        case LayoutPiece::open:
        case LayoutPiece::comment:
        case LayoutPiece::marker:
            break;
    }
    return before.piece != LayoutPiece::open;
}

class LayoutPrinter {
  public:
    explicit LayoutPrinter(std::string_view file) : file_(file) {}

    std::string print(const std::vector<LayoutToken>& tokens) {
        const LayoutToken* before = nullptr;
        for (const LayoutToken& token : tokens) {
            if (token.starts_line) {
                begin_line(token, before);
            } else if (token.piece != LayoutPiece::comment && is_blank_between(*before, token)) {
                lines_.back().text += ' ';
                if (is_first_colon(before, tokens)) note_value(*(before - 1), token);
            }
            put(token);
            before = &token;
        }
        end_file(before);
        align_values();
        align_comments();
        return joined();
    }

  private:
    void begin_line(const LayoutToken& token, const LayoutToken* before) {
        std::size_t empty = before == nullptr ? 0 : token.empty_lines;
        if (!is_kept_behind(before)) empty = std::min<std::size_t>(empty, 1);
        lines_.resize(lines_.size() + empty);
        lines_.emplace_back().text.assign(token.indent, ' ');
    }

    /// The empty lines behind a text after `|+` belong to it.
    bool is_kept_behind(const LayoutToken* block) const {
        if (block == nullptr || block->piece != LayoutPiece::block) return false;
        const std::string_view head = header(*block);
        return head.substr(0, head.find_first_of(" \t#")).find('+') != std::string_view::npos;
    }

    std::string_view header(const LayoutToken& block) const {
        const std::string_view whole = file_.substr(block.begin, block.end - block.begin);
        return whole.substr(0, whole.find('\n'));
    }

    void put(const LayoutToken& token) {
        const std::string_view whole = file_.substr(token.begin, token.end - token.begin);
        if (token.piece == LayoutPiece::comment && !token.starts_line) {
            LaidLine& line = lines_.back();
            line.comment = whole;
            line.comment_column = token.column;
            line.is_close = token.is_close;
        } else if (token.piece == LayoutPiece::block) {
            put_block(token, whole);
        } else {
            put_text(token, whole);
        }
    }

    /// Blanks around the line breaks of a plain or quoted text mean nothing.
    void put_text(const LayoutToken& token, std::string_view whole) {
        for (bool is_first = true;; is_first = false) {
            const std::size_t end = whole.find('\n');
            std::string_view line = whole.substr(0, end);
            if (!is_first) {
                while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
                lines_.emplace_back();
                if (!line.empty()) lines_.back().text.assign(token.inner, ' ');
            }
            lines_.back().text += without_blanks_at_end(line);
            if (end == std::string_view::npos) return;
            whole.remove_prefix(end + 1);
        }
    }

    /// Moves every line of a text after `|` or `>` by as much as its first one.
    void put_block(const LayoutToken& token, std::string_view whole) {
        const std::string_view head = header(token);
        lines_.back().text += without_blanks_at_end(head);
        if (head.size() == whole.size()) return;
        whole.remove_prefix(head.size() + 1);
        std::size_t inner = token.inner;
        std::size_t indent = 0;
        const std::size_t digit =
            head.substr(0, head.find_first_of(" \t#")).find_first_of("123456789");
        if (digit != std::string_view::npos) {
            const auto more = static_cast<std::size_t>(head[digit] - '0');
            indent = token.outer + more;
            inner = inner - 2 + more;
        } else {
            indent = first_indent(whole);
        }
        while (true) {
            const std::size_t end = whole.find('\n');
            std::string_view line = whole.substr(0, end);
            const std::size_t blanks = std::min(line.find_first_not_of(' '), line.size());
            line.remove_prefix(std::min(blanks, indent));
            lines_.emplace_back();
            if (!line.empty()) lines_.back().text = std::string(inner, ' ') + std::string(line);
            if (end == std::string_view::npos) return;
            whole.remove_prefix(end + 1);
        }
    }

    static std::size_t first_indent(std::string_view lines) {
        while (!lines.empty()) {
            const std::size_t end = std::min(lines.find('\n'), lines.size());
            const std::size_t blanks = lines.find_first_not_of(' ');
            if (blanks < end) return blanks;
            lines.remove_prefix(std::min(end + 1, lines.size()));
        }
        return 0;
    }

    /// Empty lines at the end go, unless they belong to the last text.
    void end_file(const LayoutToken* last) {
        ends_line_ = true;
        if (last == nullptr || last->piece != LayoutPiece::block) return;
        const std::string_view rest = file_.substr(last->end);
        const auto breaks = static_cast<std::size_t>(std::count(rest.begin(), rest.end(), '\n'));
        ends_line_ = breaks != 0;
        if (is_kept_behind(last) && breaks > 1) lines_.resize(lines_.size() + breaks - 1);
    }

    /// Whether only a key stands before this colon on its line.
    static bool is_first_colon(const LayoutToken* token, const std::vector<LayoutToken>& tokens) {
        return token->piece == LayoutPiece::colon && token != tokens.data() &&
               (token - 1)->piece == LayoutPiece::text && (token - 1)->starts_line;
    }

    void note_value(const LayoutToken& key, const LayoutToken& value) {
        lines_.back().key_column = key.column;
        lines_.back().value_at = lines_.back().text.size();
        lines_.back().value_column = value.column;
    }

    static bool are_below_each_other(const LaidLine& a, const LaidLine& b) {
        return a.value_at != 0 && b.value_at != 0 && a.key_column == b.key_column &&
               a.value_column == b.value_column &&
               a.text.find_first_not_of(' ') == b.text.find_first_not_of(' ');
    }

    /// Values below each other in one column stay so, one blank behind the longest key.
    void align_values() {
        std::size_t end = 0;
        for (std::size_t first = 0; first < lines_.size(); first = end) {
            const LaidLine& line = lines_[first];
            end = first + 1;
            if (line.value_at == 0) continue;
            std::size_t width = width_before_value(line);
            while (end < lines_.size() && are_below_each_other(line, lines_[end])) {
                width = std::max(width, width_before_value(lines_[end]));
                ++end;
            }
            for (std::size_t i = first; i < end; ++i) {
                LaidLine& each = lines_[i];
                each.text.insert(each.value_at, width - width_before_value(each), ' ');
            }
        }
    }

    static std::size_t width_before_value(const LaidLine& line) {
        return width_of(std::string_view(line.text).substr(0, line.value_at));
    }

    /// Comments below each other in one column stay so, two blanks behind the longest text.
    void align_comments() {
        const auto is_free = [](const LaidLine& line) {
            return !line.comment.empty() && !line.is_close;
        };
        std::size_t end = 0;
        for (std::size_t first = 0; first < lines_.size(); first = end) {
            const LaidLine& line = lines_[first];
            end = first + 1;
            if (line.comment.empty()) continue;
            std::size_t width = width_of(line.text);
            while (is_free(line) && end < lines_.size() && is_free(lines_[end]) &&
                   lines_[end].comment_column == line.comment_column) {
                width = std::max(width, width_of(lines_[end].text));
                ++end;
            }
            for (std::size_t i = first; i < end; ++i) {
                const std::size_t blanks =
                    lines_[i].is_close ? 1 : width + 2 - width_of(lines_[i].text);
                lines_[i].text.append(blanks, ' ').append(lines_[i].comment);
            }
        }
    }

    std::string joined() const {
        std::string all;
        all.reserve(file_.size() + file_.size() / 8);
        for (const LaidLine& line : lines_) all.append(line.text).push_back('\n');
        if (!ends_line_ && !all.empty()) all.pop_back();
        return all;
    }

    std::string_view file_;
    std::vector<LaidLine> lines_;
    bool ends_line_ = true;
};

}  // namespace

std::string with_plain_line_breaks(std::string_view file) {
    if (file.starts_with(text::byte_order_mark)) file.remove_prefix(text::byte_order_mark.size());
    std::string plain;
    plain.reserve(file.size());
    for (std::size_t i = 0; i < file.size(); ++i) {
        const bool is_pair = file[i] == '\r' && i + 1 < file.size() && file[i + 1] == '\n';
        if (!is_pair) plain += file[i];
    }
    return plain;
}

std::string lay_out(std::string_view file, const YamlNode& root) {
    return LayoutPrinter(file).print(layout_tokens(file, root));
}

}  // namespace caveat::language
