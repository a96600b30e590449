// One rule as a picture of its own: its checklist, its outcomes, the cut points of its numbers.
// Entrance: draw_rule.

#include <caveat/authoring/show.hpp>

#include "page/checklist.hpp"
#include "page/rails.hpp"

#include <algorithm>

namespace caveat::authoring {

namespace {

using namespace page;  // every part of a drawing

class RulePainter {
  public:
    RulePainter(Context& context, RuleId id)
        : context_(context), id_(id), rule_(context.rules().rule(id)) {}

    std::string paint() {
        drawing_.go_down(margin + 4);
        write(0, rule_.id, true);
        for (const CheckItem& item : checklist_of(context_, id_)) write(item);
        for (const OutcomeId id : rule_.outcomes) {
            const OutcomeInfo outcome = context_.rules().outcome(id);
            write(0, "→ " + std::string(verb_words(outcome.verb)) + ' ' + std::string(outcome.name),
                  true);
        }
        for (const Rail& rail : rails_of(context_, id_)) {
            drawing_.go_down(row / 2);
            write(0, rail.name + (rail.unit.empty() ? "" : ", " + rail.unit), true);
            draw(rail, drawing_);
            drawing_.go_down(row);
            words_ += in_words(rail) + ". ";
        }
        return drawing_.alone(rule_.id, words_, wide);
    }

  private:
    static constexpr double wide = 640;
    static constexpr double row = 20;
    static constexpr double margin = 20;
    static constexpr double step = 18;
    static constexpr std::uint32_t most_depth = 12;  ///< what is deeper stands below that

    void write(const CheckItem& item) {
        std::string words = item.is_denied ? "not " + item.words : item.words;
        if (item.node != model::none) {
            for (const NamedNumber& number : named_numbers(context_, item.node)) {
                words += " (" + number.words + ')';
            }
        }
        const double depth = std::min(item.depth, most_depth);
        if (item.depth != 0) {
            const double x = margin + step * depth - step / 2;
            drawing_.line(x, -row + 6, x, 4, 1);
        }
        write(item.depth, words, item.kind == CheckItem::Kind::group && item.depth == 0);
    }

    /// A line of words, or as many as they need.
    void write(std::uint32_t depth, std::string_view words, bool is_bold) {
        words_ += std::string(words) + (is_bold ? ": " : "; ");
        const double left = margin + step * std::min(depth, most_depth);
        std::string line;
        const auto put = [&] {
            drawing_.text(left, 0, Drawing::cut_to(line, wide - left - margin), "start", is_bold);
            drawing_.go_down(row);
            line.clear();
        };
        while (!words.empty()) {
            const std::size_t blank = std::min(words.find(' '), words.size());
            const std::string_view word = words.substr(0, blank);
            words.remove_prefix(std::min(blank + 1, words.size()));
            const std::string longer =
                line.empty() ? std::string(word) : line + ' ' + std::string(word);
            if (!line.empty() && Drawing::width_of(longer) > wide - left - margin) {
                put();
                line = word;
            } else {
                line = longer;
            }
        }
        put();
    }

    Context& context_;
    RuleId id_;
    RuleInfo rule_;
    Drawing drawing_;
    std::string words_;
};

}  // namespace

std::string draw_rule(const RuleSet& rules, RuleId rule) {
    const PageOptions options;
    Context context(rules, options);
    return RulePainter(context, rule).paint();
}

}  // namespace caveat::authoring
