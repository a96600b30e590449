// From the entries of scores that test one number to what lies between two of them. Entrance:
// holes.

#include "analysis/holes.hpp"

#include <caveat/codes.hpp>

#include "analysis/tested_number.hpp"
#include "analysis/written_file.hpp"
#include "model/evaluation.hpp"
#include "model/sharing.hpp"
#include "model/totals.hpp"
#include "text/diagnostics.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace caveat::analysis {

namespace {

using model::ExprId;
using model::Interval;
using text::quoted;
using values::Rational;

/// What one entry counts of a number.
struct Counted {
    TestedNumber tested;
    Span span;
};

class Holes {
  public:
    Holes(const language::Document& document, const model::RuleSet& rules)
        : document_(document),
          rules_(rules),
          tree_(rules.tree),
          equal_to_(model::representatives(rules.tree)) {
        values_.fit(tree_);
        model::Scratch scratch;
        model::Evaluation(rules_, {}, values_, scratch, nullptr).all();
    }

    std::vector<Finding> find() {
        for (std::size_t i = 0; i < rules_.scores.size(); ++i) look_at(i);
        return std::move(found_);
    }

  private:
    void look_at(std::size_t score) {
        std::map<ExprId, std::vector<Counted>> runs;
        for (const model::ScoreEntry& entry : rules_.scores[score].entries) {
            if (entry.condition == model::none) continue;
            const auto tested = number_tested_by(tree_, equal_to_, entry.condition);
            if (tested) runs[equal_to_[tested->number]].push_back({*tested, entry.span});
        }
        for (auto& [number, run] : runs) look_at_run(score, run);
    }

    void look_at_run(std::size_t score, std::vector<Counted>& run) {
        std::stable_sort(run.begin(), run.end(), [](const Counted& a, const Counted& b) {
            return a.tested.interval.low < b.tested.interval.low;
        });
        const ExprId number = run.front().tested.number;
        const values::Range& range = values_.numbers[tree_[number].slot];
        const model::Totals possible(range, model::step_of(rules_, number, range));
        for (std::size_t i = 0; i + 1 < run.size(); ++i) {
            const Interval& before = run[i].tested.interval;
            const Interval& after = run[i + 1].tested.interval;
            const Interval gap{before.high, after.low, !before.high_is_included,
                               !after.low_is_included};
            if (!gap.low.is_finite() || !gap.high.is_finite() || !were_meant_to_meet(number, gap)) {
                continue;
            }
            if (const auto value = possible.one_in(gap)) report(score, run[i + 1], *value, gap);
        }
    }

    /// A single number, or the space between two that follow each other as they are written.
    bool were_meant_to_meet(ExprId number, const Interval& gap) const {
        if (gap.low == gap.high) return gap.low_is_included && gap.high_is_included;
        if (gap.low_is_included || gap.high_is_included || gap.low > gap.high) return false;
        const auto low = in_own_unit(tree_, number, gap.low.value);
        const auto high = in_own_unit(tree_, number, gap.high.value);
        const auto width = low && high ? subtract(*high, *low) : std::nullopt;
        if (!width) return false;
        const auto places = [](const Rational& each) {
            const auto decimal = values::to_decimal(each);
            return decimal ? decimal->scale : 18;
        };
        const auto step = values::power(Rational(10), -std::max(places(*low), places(*high)));
        return step && *width <= *step;
    }

    void report(std::size_t score, const Counted& entry, const Rational& value,
                const Interval& gap) {
        const std::string name = quoted(document_.scores[score].name.text);
        Finding finding;
        finding.diagnostic.severity = Severity::warning;
        finding.diagnostic.code = codes::hole;
        finding.diagnostic.message = "no entry of " + name + " counts " +
                                     number_text(tree_, entry.tested.number, value) +
                                     ", between this one and the one below";
        finding.diagnostic.span = entry.span;
        finding.owner = document_.scores[score].span;
        text::with(finding.diagnostic)
            .help(gap.low == gap.high
                      ? "let one of the two include it"
                      : "let the lower one count all that is less than " +
                            number_text(tree_, entry.tested.number, gap.high.value));
        found_.push_back(std::move(finding));
    }

    const language::Document& document_;
    const model::RuleSet& rules_;
    const model::Tree& tree_;
    std::vector<ExprId> equal_to_;
    model::Values values_;
    std::vector<Finding> found_;
};

}  // namespace

std::vector<Finding> holes(const api::LoadedRules& loaded) {
    return Holes(document_of(loaded), loaded.model).find();
}

}  // namespace caveat::analysis
