// The rule file as it is written, with a place for each line that a link leads to; with cases, each
// test and rule marked with what they show. Entrance: write_file.

#include "page/cover_marks.hpp"

#include <algorithm>
#include <span>

namespace caveat::page {

namespace {

/// A piece of the rule file to be marked.
struct Piece {
    Span span;
    Grade grade;
};

/// The marked tests in order, each before those inside it.
std::vector<Piece> pieces_of(const authoring::TestRun* run) {
    std::vector<Piece> pieces;
    if (run == nullptr) return pieces;
    for (const authoring::ConditionCoverage& each : run->coverage.conditions) {
        pieces.push_back({each.condition.span, grade_of(each)});
    }
    std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) {
        return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
    });
    return pieces;
}

class FileWriter {
  public:
    FileWriter(const Context& context, Markup& page)
        : context_(context),
          lines_(context.lines()),
          run_(context.options().run),
          pieces_(pieces_of(run_)),
          left_(pieces_),
          page_(page) {}

    void write() {
        page_.raw("<pre class=\"file\">");
        for (std::size_t number = 1; number <= lines_.line_count(); ++number) {
            const bool is_linked = context_.is_linked(number);
            if (is_linked) page_.raw("<span id=\"l" + std::to_string(number) + "\">");
            write_line(lines_.line_begin(number), lines_.line_text(number));
            write_badges(number);
            page_.raw(is_linked ? "</span>\n" : "\n");
        }
        page_.raw("</pre>\n");
    }

  private:
    /// The words of a line with its marks; those over several lines are closed at the end of each.
    void write_line(std::size_t begin, std::string_view words) {
        const std::size_t end = begin + words.size();
        for (const Piece* piece : open_) begin_mark(*piece, piece->span.end <= end);
        std::size_t said = begin;
        const auto say_until = [&](std::size_t at) {
            const std::size_t stop = std::clamp(at, said, end);
            page_.say(words.substr(said - begin, stop - said));
            said = stop;
        };
        while (true) {
            const bool has_next = !left_.empty() && left_.front().span.begin < end;
            const std::size_t next_at = has_next ? left_.front().span.begin : end + 1;
            if (!open_.empty() && open_.back()->span.end <= std::min(next_at, end)) {
                say_until(open_.back()->span.end);
                page_.raw("</span>");
                open_.pop_back();
                continue;
            }
            if (!has_next) break;
            // What begins inside one piece and ends outside cannot be drawn; the list has it.
            if (open_.empty() || left_.front().span.end <= open_.back()->span.end) {
                say_until(next_at);
                begin_mark(left_.front(), left_.front().span.end <= end);
                open_.push_back(&left_.front());
            }
            left_ = left_.subspan(1);
        }
        say_until(end);
        for (std::size_t i = 0; i < open_.size(); ++i) page_.raw("</span>");
    }

    /// The sign of a piece over several lines stands at its end.
    void begin_mark(const Piece& piece, bool is_last) {
        page_.raw("<span class=\"").raw(piece.grade.word).raw(is_last ? "" : " open");
        // What is shown in every way needs no more words.
        if (piece.grade.word != "all") page_.raw("\" title=\"").say(piece.grade.said);
        page_.raw("\">");
    }

    /// At the end of the line on which a rule begins.
    void write_badges(std::size_t line) {
        if (run_ == nullptr) return;
        const auto& rules = run_->coverage.rules;
        for (; next_rule_ < rules.size(); ++next_rule_) {
            if (lines_.position(rules[next_rule_].span.begin).line != line) return;
            const Grade grade = grade_of(rules[next_rule_]);
            page_.raw(" <span class=\"badge ").raw(grade.word).raw("\" title=\"");
            page_.say(grade.said).raw("\">rule</span>");
        }
    }

    const Context& context_;
    const text::LineTable& lines_;
    const authoring::TestRun* run_;
    std::vector<Piece> pieces_;
    std::span<const Piece> left_;     ///< that have not begun yet
    std::vector<const Piece*> open_;  ///< marks that have begun and not ended
    std::size_t next_rule_ = 0;
    Markup& page_;
};

}  // namespace

void write_file(Context& context, Markup& page) {
    page.section("file", "The rule file");
    if (context.options().run != nullptr) {
        page.raw(
            "<p><span class=\"all\">solid, ticked</span>: the cases show it in every way. "
            "<span class=\"part\">dashed, half</span>: in some ways. "
            "<span class=\"none\">double, crossed</span>: never. Rest the pointer on a marked "
            "piece, or see the list above.</p>\n");
    }
    FileWriter(context, page).write();
    page.end_section();
}

}  // namespace caveat::page
