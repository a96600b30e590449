// From the entries of scores that test one number to what lies between two of them. Entrance:
// holes.

#include "analysis/holes.hpp"

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
    ExprId number = model::none;
    Interval interval;
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
            auto counted = counted_by(entry.condition);
            if (!counted) continue;
            counted->span = entry.span;
            runs[equal_to_[counted->number]].push_back(*counted);
        }
        for (auto& [number, run] : runs) look_at_run(score, run);
    }

    /// The interval that a condition asks a number to lie in, if it asks nothing else.
    std::optional<Counted> counted_by(ExprId condition) const {
        const model::Node& node = tree_[condition].node;
        if (const auto* gated = std::get_if<model::Gated>(&node)) return counted_by(gated->test);
        if (const auto* test = std::get_if<model::Between>(&node)) {
            const auto low = constant(test->low);
            const auto high = constant(test->high);
            if (!low || !high) return std::nullopt;
            return Counted{test->value, {*low, *high, true, true}, {}};
        }
        if (const auto* test = std::get_if<model::Compare>(&node)) return counted_by(*test);
        const auto* all = std::get_if<model::All>(&node);
        if (all == nullptr) return std::nullopt;
        std::optional<Counted> both;
        for (const ExprId part : tree_.children(all->parts)) {
            const auto next = counted_by(part);
            if (!next) return std::nullopt;
            if (both && equal_to_[both->number] != equal_to_[next->number]) return std::nullopt;
            both =
                both ? Counted{both->number, overlap(both->interval, next->interval), {}} : *next;
        }
        return both;
    }

    std::optional<Counted> counted_by(const model::Compare& test) const {
        const auto right = constant(test.right);
        const auto left = right ? std::nullopt : constant(test.left);
        if (!right && !left) return std::nullopt;
        Counted counted{right ? test.left : test.right, {}, {}};
        const Rational at = right ? *right : *left;
        Interval& interval = counted.interval;
        using enum model::Comparison;
        switch (right ? test.comparison : mirrored(test.comparison)) {
            case less:
                interval.high = at;
                interval.high_is_included = false;
                return counted;
            case less_or_equal:
                interval.high = at;
                return counted;
            case greater:
                interval.low = at;
                interval.low_is_included = false;
                return counted;
            case greater_or_equal:
                interval.low = at;
                return counted;
            case equal:
                interval.low = interval.high = at;
                return counted;
            default:
                return std::nullopt;
        }
    }

    std::optional<Rational> constant(ExprId id) const {
        const auto* number = std::get_if<model::NumberConstant>(&tree_[id].node);
        if (number == nullptr || !number->value.is_single()) return std::nullopt;
        return number->value.low.value;
    }

    void look_at_run(std::size_t score, std::vector<Counted>& run) {
        std::stable_sort(run.begin(), run.end(), [](const Counted& a, const Counted& b) {
            return a.interval.low < b.interval.low;
        });
        const ExprId number = run.front().number;
        const values::Range& range = values_.numbers[tree_[number].slot];
        const model::Totals possible(range, model::step_of(rules_, number, range));
        for (std::size_t i = 0; i + 1 < run.size(); ++i) {
            const Interval& before = run[i].interval;
            const Interval& after = run[i + 1].interval;
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
        const auto low = own(number, gap.low.value);
        const auto high = own(number, gap.high.value);
        const auto width = low && high ? subtract(*high, *low) : std::nullopt;
        if (!width) return false;
        const auto places = [](const Rational& each) {
            const auto decimal = values::to_decimal(each);
            return decimal ? decimal->scale : 18;
        };
        const auto step = values::power(Rational(10), -std::max(places(*low), places(*high)));
        return step && *width <= *step;
    }

    /// A number in the unit that it is written in.
    std::optional<Rational> own(ExprId number, const Rational& base) const {
        const values::Unit& unit = tree_.unit(tree_[number].unit);
        return unit.symbol.empty() ? std::optional(base) : values::from_base(base, unit);
    }

    std::string text(ExprId number, const Rational& base) const {
        const auto value = own(number, base);
        const std::string& unit = tree_.unit(tree_[number].unit).symbol;
        if (!value) return values::to_text(base);
        return values::to_text(*value) + (unit.empty() ? "" : " " + unit);
    }

    void report(std::size_t score, const Counted& entry, const Rational& value,
                const Interval& gap) {
        const std::string name = quoted(document_.scores[score].name.text);
        Finding finding;
        finding.diagnostic.severity = Severity::warning;
        finding.diagnostic.code = "hole";
        finding.diagnostic.message = "no entry of " + name + " counts " +
                                     text(entry.number, value) +
                                     ", between this one and the one below";
        finding.diagnostic.span = entry.span;
        finding.owner = document_.scores[score].span;
        text::with(finding.diagnostic)
            .help(gap.low == gap.high ? "let one of the two include it"
                                      : "let the lower one count all that is less than " +
                                            text(entry.number, gap.high.value));
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
    const language::Document document = document_of(loaded);
    return Holes(document, loaded.model).find();
}

}  // namespace caveat::analysis
