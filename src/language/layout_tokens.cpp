// Walks a YAML tree and its file side by side, and says of each piece where it belongs.
// Entrance: layout_tokens.

#include "language/layout_tokens.hpp"

#include "language/characters.hpp"

#include <algorithm>
#include <optional>

namespace caveat::language {
namespace {

constexpr std::size_t step = 2;

/// A list or mapping that is open: where it stands, and where it belongs.
struct Level {
    std::size_t column;
    std::size_t indent;
};

class Cutter {
  public:
    explicit Cutter(std::string_view file) : file_(file) {}

    std::vector<LayoutToken> cut(const YamlNode& root) {
        is_root_in_brackets_ = root.is_flow;
        node(root, 0);
        pieces_until(file_.size(), 0);
        place_comments(std::nullopt);
        if (is_lost_) tokens_.clear();
        return std::move(tokens_);
    }

  private:
    // Walking the tree. `indent` is where the list or mapping around a node belongs.

    void node(const YamlNode& value, std::size_t indent) {
        switch (value.kind) {
            case YamlNode::Kind::null:
            case YamlNode::Kind::broken:
                // Most have no bytes of their own; `~` and `null` do.
                if (value.span.begin >= at_ && value.span.end > value.span.begin) {
                    text(value.span, indent + step, indent + step);
                }
                break;
            case YamlNode::Kind::text:
                scalar(value.text, indent);
                break;
            case YamlNode::Kind::list:
                value.is_flow ? brackets(value, indent) : list(value, inside(indent));
                break;
            case YamlNode::Kind::mapping:
                value.is_flow ? brackets(value, indent) : mapping(value, inside(indent));
                break;
        }
    }

    /// Where a list or mapping belongs that stands in one with this indentation.
    std::size_t inside(std::size_t indent) const { return levels_.empty() ? 0 : indent + step; }

    void mapping(const YamlNode& value, std::size_t indent) {
        bool is_open = false;
        for (const auto& [key, child] : value.pairs) {
            if (!is_open) levels_.push_back({column_of(key.span.begin), indent});
            is_open = true;
            text(key.span, indent, indent + step);
            piece(':', indent);
            node(child, indent);
        }
        if (is_open) levels_.pop_back();
    }

    void list(const YamlNode& value, std::size_t indent) {
        bool is_open = false;
        for (const YamlNode& item : value.items) {
            if (!is_open) levels_.push_back({column_of(next_piece()), indent});
            is_open = true;
            piece('-', indent);
            node(item, indent);
        }
        if (is_open) levels_.pop_back();
    }

    /// Everything from a bracket to the one that closes it.
    void brackets(const YamlNode& value, std::size_t indent) {
        brackets_indent_ = indent;
        pieces_until(value.span.begin + 1, is_root_in_brackets_ ? 0 : indent + step);
        texts_in_brackets(value);
        pieces_until(value.span.end, 0);
    }

    void texts_in_brackets(const YamlNode& value) {
        if (value.kind == YamlNode::Kind::list) {
            for (const YamlNode& item : value.items) texts_in_brackets(item);
        } else if (value.kind == YamlNode::Kind::mapping) {
            for (const auto& [key, child] : value.pairs) {
                text_in_brackets(key.span);
                texts_in_brackets(child);
            }
        } else if (value.span.begin >= at_ && value.span.end > value.span.begin) {
            text_in_brackets(value.span);
        }
    }

    void text_in_brackets(Span span) {
        pieces_until(span.begin, 0);
        text(span, in_brackets(), in_brackets());
    }

    /// Where a line between brackets belongs.
    std::size_t in_brackets() const {
        if (is_root_in_brackets_) return step * depth_;
        return brackets_indent_ + step * std::max<std::size_t>(1, depth_);
    }

    void scalar(const Scalar& value, std::size_t indent) {
        const bool is_block =
            value.style == ScalarStyle::literal || value.style == ScalarStyle::folded;
        Span span = value.span;
        // An empty text ends with the line of its `|`, whatever blanks follow.
        const std::size_t head = std::min(file_.find('\n', span.begin), file_.size());
        if (is_block && value.text.empty() && head < span.end) {
            span.end = static_cast<std::uint32_t>(head);
        }
        text(span, indent + step, indent + step);
        if (!is_block || is_lost_) return;
        tokens_.back().piece = LayoutPiece::block;
        tokens_.back().outer = levels_.empty() ? 0 : levels_.back().column;
    }

    // Cutting.

    void text(Span span, std::size_t indent, std::size_t inner) {
        is_lost_ = is_lost_ || span.begin < at_ || span.end > file_.size();
        if (is_lost_) return;
        pieces_until(span.begin, indent);
        add(LayoutPiece::text, span.begin, span.end, indent);
        tokens_.back().inner = inner;
    }

    /// The next piece but for comments.
    std::size_t next_piece() const {
        std::size_t at = at_;
        while (at < file_.size()) {
            if (file_[at] == '#') {
                at = std::min(file_.find('\n', at), file_.size());
            } else if (is_blank(file_[at]) || file_[at] == '\n') {
                ++at;
            } else {
                break;
            }
        }
        return at;
    }

    /// Up to this sign, which must be the next piece.
    void piece(char sign, std::size_t indent) {
        const std::size_t next = next_piece();
        if (next < file_.size() && file_[next] == sign) pieces_until(next + 1, indent);
    }

    /// Cuts what lies before a text: signs and comments.
    void pieces_until(std::size_t end, std::size_t indent) {
        while (at_ < end) {
            const char c = file_[at_];
            if (is_blank(c) || c == '\n') {
                ++at_;
            } else if (c == '#') {
                comment();
            } else if (file_.substr(at_, 3) == "---" || file_.substr(at_, 3) == "...") {
                add(LayoutPiece::marker, at_, at_ + 3, 0);
            } else {
                sign(c, indent);
            }
        }
    }

    void sign(char c, std::size_t indent) {
        if (c == ']' || c == '}') depth_ -= depth_ == 0 ? 0U : 1U;
        const LayoutPiece kind = c == '-'               ? LayoutPiece::dash
                                 : c == ':'             ? LayoutPiece::colon
                                 : c == ','             ? LayoutPiece::comma
                                 : c == ']' || c == '}' ? LayoutPiece::close
                                 : c == '[' || c == '{' ? LayoutPiece::open
                                                        : LayoutPiece::text;
        const bool is_inside = depth_ != 0 || kind == LayoutPiece::close;
        add(kind, at_, at_ + 1, is_inside ? in_brackets() : indent);
        if (kind == LayoutPiece::open) ++depth_;
    }

    void comment() {
        std::size_t end = std::min(file_.find('\n', at_), file_.size());
        const std::size_t next = end;
        while (is_blank(file_[end - 1])) --end;
        add(LayoutPiece::comment, at_, end, in_brackets());
        tokens_.back().is_close = is_close_behind(tokens_.size() - 1);
        if (depth_ == 0 && tokens_.back().starts_line) waiting_.push_back(tokens_.size() - 1);
        at_ = next;
    }

    bool is_close_behind(std::size_t index) const {
        if (index == 0 || tokens_[index].starts_line) return false;
        const LayoutToken& before = tokens_[index - 1];
        const char first = file_[before.begin];
        return before.piece == LayoutPiece::text && first != '"' && first != '\'' &&
               tokens_[index].begin == before.end + 1;
    }

    void add(LayoutPiece piece, std::size_t begin, std::size_t end, std::size_t indent) {
        LayoutToken token;
        token.piece = piece;
        token.begin = begin;
        token.end = end;
        token.indent = indent;
        token.column = column_of(begin);
        const std::size_t behind = tokens_.empty() ? 0 : tokens_.back().end;
        const auto lines = static_cast<std::size_t>(
            std::count(file_.begin() + static_cast<std::ptrdiff_t>(behind),
                       file_.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
        token.starts_line = lines != 0 || tokens_.empty();
        token.empty_lines = tokens_.empty() ? lines : lines - (lines == 0 ? 0U : 1U);
        at_ = end;
        if (piece == LayoutPiece::comment) {
            tokens_.push_back(token);
            return;
        }
        place_comments(token);
        levels_before_ = levels_;
        tokens_.push_back(token);
    }

    /// Comments on lines of their own belong to what follows, where they stand in its column;
    /// otherwise to the innermost list or mapping, before or behind them, that begins left of them.
    void place_comments(const std::optional<LayoutToken>& next) {
        for (const std::size_t index : waiting_) {
            LayoutToken& comment = tokens_[index];
            if (next && next->column == comment.column) {
                comment.indent = next->indent;
                continue;
            }
            Level best{0, 0};
            for (const auto* levels : {&levels_before_, &levels_}) {
                for (const Level& level : *levels) {
                    if (level.column <= comment.column && level.column >= best.column) best = level;
                }
            }
            comment.indent = best.indent;
        }
        waiting_.clear();
    }

    /// Counts on from where it counted last, so that a file of one line costs no more than others.
    std::size_t column_of(std::size_t at) {
        std::size_t from = counted_at_;
        std::size_t column = counted_column_;
        if (from > at) {
            from = at == 0 ? 0 : file_.rfind('\n', at - 1) + 1;  // npos + 1 is the beginning
            column = 0;
        }
        for (; from < at; ++from) {
            const auto byte = static_cast<unsigned char>(file_[from]);
            column += (byte & 0xC0U) != 0x80U ? 1U : 0U;
            if (file_[from] == '\n') column = 0;
        }
        counted_at_ = at;
        counted_column_ = column;
        return column;
    }

    std::string_view file_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;  ///< of brackets
    bool is_lost_ = false;   ///< the tree says that two texts overlap
    bool is_root_in_brackets_ = false;
    std::size_t brackets_indent_ = 0;
    std::vector<Level> levels_;
    std::vector<Level> levels_before_;  ///< at the piece before
    std::vector<std::size_t> waiting_;  ///< comments that do not know yet where they belong
    std::size_t counted_at_ = 0;
    std::size_t counted_column_ = 0;
    std::vector<LayoutToken> tokens_;
};

}  // namespace

std::vector<LayoutToken> layout_tokens(std::string_view file, const YamlNode& root) {
    return Cutter(file).cut(root);
}

}  // namespace caveat::language
