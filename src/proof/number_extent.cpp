// From a number to the ends of what it can be: at the corners of the ranges of its facts, with
// nothing beyond them proven. Entrance: extent_text.

#include "proof/number_extent.hpp"

#include "analysis/tested_number.hpp"
#include "model/evaluation.hpp"
#include "model/sharing.hpp"
#include "model/walk.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace caveat::proof {

namespace {

using model::ExprId;
using model::Interval;
using values::Bound;
using values::Range;

/// Nodes on all ways to a number; what has more is taken for one that looks at something twice.
constexpr std::size_t most_nodes_on_all_ways = 512;
/// Every one doubles the corners.
constexpr std::size_t most_facts = 6;

/// A number made of facts that are numbers: what it is where each of them is at an end.
class Corners {
  public:
    Corners(const model::RuleSet& rules, const model::Values& nothing_known, ExprId number)
        : rules_(rules), values_(nothing_known), number_(number) {
        model::add_facts_behind(rules_, number_, facts_);
        std::set<ExprId> below{number_};
        for (std::vector<ExprId> open{number_}; !open.empty();) {
            const ExprId id = open.back();
            open.pop_back();
            std::vector<ExprId> needed;
            model::add_children(rules_, id, needed);
            for (const ExprId each : needed) {
                if (below.insert(each).second) open.push_back(each);
            }
        }
        below_.assign(below.begin(), below.end());
    }

    std::optional<Range> hull_of_all() {
        if (facts_.size() > most_facts) return std::nullopt;
        for (const std::uint32_t fact : facts_) {
            const facts::ValueType& type = rules_.catalogue[fact].type;
            const bool is_closed = type.range.low.is_finite() && type.range.high.is_finite();
            if (type.kind != FactKind::number || !is_closed) return std::nullopt;
        }
        std::optional<Range> all;
        for (std::size_t corner = 0; corner < std::size_t{1} << facts_.size(); ++corner) {
            const Range at = value_at(corner);
            if (!at.is_single()) return std::nullopt;
            all = all ? hull(*all, at) : at;
        }
        return all;
    }

  private:
    /// corner  a bit for each fact: at its high end
    Range value_at(std::size_t corner) {
        model::Scratch scratch;
        model::Evaluation evaluation(rules_, {}, values_, scratch, nullptr);
        for (const ExprId id : below_) {
            const auto* fact = std::get_if<model::FactValue>(&rules_.tree[id].node);
            if (fact == nullptr) {
                evaluation.one(id);
                continue;
            }
            const auto place = std::find(facts_.begin(), facts_.end(), fact->fact);
            const Range& range = rules_.catalogue[fact->fact].type.range;
            const bool is_high = (corner >> (place - facts_.begin()) & 1U) != 0;
            values_.numbers[rules_.tree[id].slot] =
                values::single(is_high ? range.high.value : range.low.value);
        }
        return values_.numbers[rules_.tree[number_].slot];
    }

    const model::RuleSet& rules_;
    model::Values values_;
    ExprId number_;
    std::vector<std::uint32_t> facts_;
    std::vector<ExprId> below_;  ///< ascending: children before parents
};

}  // namespace

bool looks_once(const model::RuleSet& rules, std::span<const ExprId> roots) {
    std::vector<ExprId> open(roots.begin(), roots.end());
    std::set<std::uint32_t> seen;
    for (std::size_t nodes = 0; !open.empty(); ++nodes) {
        if (nodes == most_nodes_on_all_ways) return false;
        const ExprId id = open.back();
        open.pop_back();
        const auto fact = model::fact_of(rules.tree[id].node);
        if (fact && !seen.insert(*fact).second) return false;
        model::add_children(rules, id, open);
    }
    return true;
}

std::string extent_text(const model::RuleSet& rules, const model::Values& nothing_known,
                        ExprId number, Reasoner& reasoner) {
    Bound low = Bound::minus_infinity();
    Bound high = Bound::plus_infinity();
    if (looks_once(rules, {&number, 1})) {
        const Range& declared = nothing_known.numbers[rules.tree[number].slot];
        low = declared.low;
        high = declared.high;
    } else if (const auto hull = Corners(rules, nothing_known, number).hull_of_all()) {
        const auto is_end = [&](const Interval& beyond) {
            return reasoner.ask({{}, std::nullopt, false, Reached{number, beyond}}).possible ==
                   Possible::no;
        };
        if (is_end({Bound::minus_infinity(), hull->low, true, false})) low = hull->low;
        if (is_end({hull->high, Bound::plus_infinity(), false, true})) high = hull->high;
    }
    const auto text = [&](const Bound& end) {
        return analysis::number_text(rules.tree, number, end.value);
    };
    if (low.is_finite() && high.is_finite()) {
        const auto own = analysis::in_own_unit(rules.tree, number, low.value);
        return "is " + (own ? values::to_text(*own) : text(low)) + " to " + text(high);
    }
    if (low.is_finite()) return "is at least " + text(low);
    return high.is_finite() ? "is at most " + text(high) : "";
}

}  // namespace caveat::proof
