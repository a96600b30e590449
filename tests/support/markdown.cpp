// Turns a page of Markdown into its blocks and tables, as far as the project's own pages need it.
// Entrances: pieces_of, code_spans, links_of, anchors_of.

#include "support/markdown.hpp"

namespace caveat::testing {

namespace {

constexpr std::string_view fence = "```";

std::string trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

/// The lines of a page, one after the other, with the place of each.
class Lines {
  public:
    explicit Lines(std::string_view page) : page_(page) {}

    bool next() {
        if (end_ >= page_.size()) return false;
        begin_ = end_;
        const std::size_t line_break = page_.find('\n', begin_);
        end_ = line_break == std::string_view::npos ? page_.size() : line_break + 1;
        ++number_;
        return true;
    }
    [[nodiscard]] std::string_view line() const {
        std::string_view line = page_.substr(begin_, end_ - begin_);
        if (line.ends_with('\n')) line.remove_suffix(1);
        return line;
    }
    [[nodiscard]] std::size_t begin() const { return begin_; }
    [[nodiscard]] std::size_t end() const { return end_; }
    [[nodiscard]] std::size_t number() const { return number_; }

  private:
    std::string_view page_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::size_t number_ = 0;
};

Piece take_block(std::string_view page, Lines& lines) {
    Piece block;
    block.language = trimmed(lines.line().substr(fence.size()));
    block.begin = lines.end();
    block.line = lines.number() + 1;
    std::size_t end = block.begin;
    while (lines.next() && !lines.line().starts_with(fence)) end = lines.end();
    block.text = page.substr(block.begin, end - block.begin);
    return block;
}

std::vector<std::string> cells_of(std::string_view row) {
    std::vector<std::string> cells;
    row.remove_prefix(1);
    while (!row.empty()) {
        const std::size_t bar = row.find('|');
        if (bar == std::string_view::npos) break;
        cells.push_back(trimmed(row.substr(0, bar)));
        row.remove_prefix(bar + 1);
    }
    return cells;
}

bool is_comment(std::string_view line) {
    return line.starts_with("<!--") && line.ends_with("-->");
}

}  // namespace

std::vector<Piece> pieces_of(std::string_view page) {
    std::vector<Piece> pieces;
    std::string note;
    std::size_t rows_so_far = 0;
    for (Lines lines(page); lines.next();) {
        const std::string_view line = lines.line();
        if (line.starts_with('|')) {
            if (rows_so_far == 0) {
                pieces.push_back({"table", note, "", {}, lines.begin(), lines.number()});
            }
            // The first line is the head, the second one the rule below it.
            if (rows_so_far >= 2) pieces.back().rows.push_back(cells_of(line));
            ++rows_so_far;
            continue;
        }
        rows_so_far = 0;
        if (line.starts_with(fence)) {
            pieces.push_back(take_block(page, lines));
            pieces.back().note = note;
        }
        if (!line.empty()) note.clear();
        if (is_comment(line)) note = trimmed(line.substr(4, line.size() - 7));
    }
    return pieces;
}

std::vector<std::string> code_spans(std::string_view cell) {
    std::vector<std::string> spans;
    for (std::size_t open = cell.find('`'); open != std::string_view::npos;) {
        const std::size_t close = cell.find('`', open + 1);
        if (close == std::string_view::npos) break;
        spans.emplace_back(cell.substr(open + 1, close - open - 1));
        open = cell.find('`', close + 1);
    }
    return spans;
}

std::vector<std::string> links_of(std::string_view page) {
    std::vector<std::string> links;
    for (std::size_t at = page.find("]("); at != std::string_view::npos; at = page.find("](", at)) {
        at += 2;
        const std::size_t close = page.find(')', at);
        if (close == std::string_view::npos) break;
        const std::string link(page.substr(at, close - at));
        if (link.find("://") == std::string::npos) links.push_back(link);
    }
    return links;
}

std::set<std::string> anchors_of(std::string_view page) {
    std::set<std::string> anchors;
    bool is_in_block = false;
    for (Lines lines(page); lines.next();) {
        const std::string_view line = lines.line();
        if (line.starts_with(fence)) is_in_block = !is_in_block;
        const std::size_t words = line.find_first_not_of('#');
        if (is_in_block || words == 0 || words == std::string_view::npos) continue;
        std::string anchor;
        for (const char letter : trimmed(line.substr(words))) {
            if (letter == ' ') anchor += '-';
            if (letter >= 'A' && letter <= 'Z') anchor += static_cast<char>(letter - 'A' + 'a');
            const bool stays = (letter >= 'a' && letter <= 'z') ||
                               (letter >= '0' && letter <= '9') || letter == '-' || letter == '_';
            if (stays) anchor += letter;
        }
        anchors.insert(anchor);
    }
    return anchors;
}

}  // namespace caveat::testing
