// From a settled test to a reason with its sentence, and from a rule that is not fired to the one
// test that was missing. Entrances: Reasons::of and near_miss.

#include "explain/reasons.hpp"

#include "explain/statement.hpp"
#include "model/walk.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace caveat::explain {

Reason Reasons::of(const DecidingTest& deciding, LazyEvaluation& evaluation) {
    Reason reason;
    if (deciding.lifted_by) {
        reason.op = Operator::lifted;
        reason.truth = truth_of(!deciding.is_flipped);
        reason.is_negated = deciding.is_flipped;
        reason.subject = rules_.rules[deciding.lifted_by->index].id;
        reason.text = "lifted by " + reason.subject;
        reason.text_without_value = reason.text;
        return reason;
    }
    const Truth truth = deciding.truth;
    evaluation.evaluate(deciding.test);
    Statement said = state(rules_, deciding.test, truth != Truth::no, &evaluation.view());
    reason.truth = deciding.is_flipped ? negated(truth) : truth;
    reason.is_negated = deciding.is_flipped;
    reason.op = said.op;
    findings_.find_facts(evaluation, deciding.test, facts_);
    for (const std::uint32_t fact : facts_) {
        reason.facts.emplace_back(FactId{fact});
    }
    reason.subject = std::move(said.subject);
    reason.value = std::move(said.value);
    reason.threshold = std::move(said.threshold);
    reason.text = std::move(said.text);
    reason.text_without_value = std::move(said.without_value);
    return reason;
}

namespace {

/// Finds the least number of tests that would have to turn out differently.
class Missing {
  public:
    Missing(const model::RuleSet& rules, LazyEvaluation& evaluation)
        : evaluation_(evaluation), rules_(rules), tree_(rules.tree) {
        found_.fill(std::vector<Found>(tree_.size()));
    }

    using Count = std::uint32_t;
    static constexpr Count never = std::numeric_limits<Count>::max();

    /// A test that should hold, or should not.
    struct Wanted {
        ExprId test = model::none;
        bool holds = true;
    };

    /// Tests missing, or `never` when something unknown is needed. `test` is then the first of
    /// them.
    Count count(ExprId id, bool holds, Wanted& test) {
        const Truth truth = evaluation_.truth(id);
        if (truth != truth_of(!holds)) return truth == Truth::unknown ? never : 0;
        Found& found = found_[holds ? 1 : 0][id];
        if (!found.is_counted) found = {true, count_anew(id, holds, found.test), found.test};
        test = found.test;
        return found.missing;
    }

  private:
    struct Found {
        bool is_counted = false;
        Count missing = 0;
        Wanted test;
    };

    Count count_anew(ExprId id, bool holds, Wanted& test) {
        const auto group = [&](model::Children parts, std::size_t wanted) {
            return wanted == parts.count ? sum(parts, holds, test)
                                         : least(parts, holds, wanted, test);
        };
        return model::visit(
            model::Overloaded{
                [&](const model::All& n) { return group(n.parts, holds ? n.parts.count : 1); },
                [&](const model::Any& n) { return group(n.parts, holds ? 1 : n.parts.count); },
                [&](const model::AtLeastOf& n) {
                    return least(n.parts, holds, model::parts_wanted(n, holds), test);
                },
                [&](const model::Not& n) { return count(n.part, !holds, test); },
                [&](const model::Gated& n) { return gated(n, holds, test); },
                [&](const model::TestNode auto&) {
                    test = {id, holds};
                    return Count{1};
                },
                [](const model::ValueNode auto&) { return never; },  // no condition
            },
            tree_[id].node);
    }

    static Count plus(Count a, Count b) { return a == never || b == never ? never : a + b; }

    Count sum(model::Children parts, bool holds, Wanted& test) {
        Count missing = 0;
        for (const ExprId part : tree_.children(parts)) add(missing, part, holds, test);
        return missing;
    }

    /// Adds what a part misses; a test that is written twice is one.
    void add(Count& missing, ExprId part, bool holds, Wanted& test) {
        Wanted first;
        const Count more = count(part, holds, first);
        if (more == 0) return;
        if (missing == 1 && more == 1 && says_the_same(first, test)) return;
        missing = plus(missing, more);
        test = first;
    }

    [[nodiscard]] bool says_the_same(const Wanted& a, const Wanted& b) const {
        if (a.test == b.test && a.holds == b.holds) return true;
        return state(rules_, a.test, a.holds, nullptr).without_value ==
               state(rules_, b.test, b.holds, nullptr).without_value;
    }

    /// A gate that would have to close is no near miss of anything: the answer alone counts.
    Count gated(const model::Gated& node, bool holds, Wanted& test) {
        Count missing = count(node.test, holds, test);
        if (!holds) return missing;
        for (const ExprId gate : tree_.children(node.gates)) add(missing, gate, true, test);
        return missing;
    }

    /// The cheapest way to have `wanted` of the parts.
    Count least(model::Children parts, bool holds, std::size_t wanted, Wanted& test) {
        std::vector<std::pair<Count, Wanted>> ways;
        for (const ExprId part : tree_.children(parts)) {
            Wanted first;
            const Count missing = count(part, holds, first);
            ways.emplace_back(missing, first);
        }
        std::stable_sort(ways.begin(), ways.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        Count missing = 0;
        for (std::size_t way = 0; way < wanted; ++way) {
            missing = plus(missing, ways[way].first);
            if (ways[way].first != 0) test = ways[way].second;
        }
        return missing;
    }

    LazyEvaluation& evaluation_;
    const model::RuleSet& rules_;
    const model::Tree& tree_;
    std::array<std::vector<Found>, 2> found_;  ///< by ExprId: to be denied, and to hold
};

}  // namespace

std::optional<Reason> Reasons::near_miss(RuleId id, Status status, LazyEvaluation& known) {
    const model::Rule& rule = rules_.rules[id.index];
    if (status != Status::not_fired || known.truth(rule.when) != Truth::no) return std::nullopt;
    if (rule.unless != model::none && known.truth(rule.unless) == Truth::yes) return std::nullopt;
    Missing missing(rules_, known);
    Missing::Wanted wanted;
    if (missing.count(rule.when, true, wanted) != 1) return std::nullopt;
    Reason reason = of({wanted.test, std::nullopt, !wanted.holds, truth_of(!wanted.holds)}, known);
    Statement said = state(rules_, wanted.test, wanted.holds, &known.view(), true);
    reason.text = std::move(said.need);
    reason.text_without_value = std::move(said.need_without_value);
    return reason;
}

}  // namespace caveat::explain
