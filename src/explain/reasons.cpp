// From a settled test to a reason with its sentence, and from a rule that is not fired to the one
// test that was missing. Entrances: Reasons::of and near_miss.

#include "explain/reasons.hpp"

#include "explain/cone.hpp"
#include "explain/statement.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace caveat::explain {

namespace {

bool is_negated(const model::Node& node) {
    return std::visit(
        [](const auto& n) {
            if constexpr (requires { n.is_negated; }) {
                return n.is_negated;
            } else {
                return false;
            }
        },
        node);
}

/// Whether the tree holds the denial of what the author wrote: `no session where`, `!=`.
bool is_denial(const model::Node& node) {
    if (const auto* compare = std::get_if<model::Compare>(&node)) {
        return compare->comparison == model::Comparison::unequal;
    }
    return is_negated(node);
}

}  // namespace

void Reasons::add_places(const View& view, ExprId root, std::vector<FactPlace>& places) {
    node_round_.resize(rules_.tree.size(), 0);
    ++round_;
    pending_.assign(1, root);
    while (!pending_.empty()) {
        const ExprId id = pending_.back();
        pending_.pop_back();
        if (node_round_[id] == round_) continue;
        node_round_[id] = round_;
        const model::Node& node = rules_.tree[id].node;
        const auto fact = fact_of(node);
        const bool is_answered = fact && view.is_answered(*fact);
        if (is_answered) places.push_back({FactId{*fact}, std::nullopt, std::nullopt});
        if (is_answered && std::holds_alternative<model::FactValue>(node)) continue;
        for_each_child(rules_, id, [&](ExprId child) { pending_.push_back(child); });
    }
    const auto is_before = [](const FactPlace& a, const FactPlace& b) {
        return a.fact.index < b.fact.index;
    };
    std::sort(places.begin(), places.end(), is_before);
    places.erase(std::unique(places.begin(), places.end()), places.end());
}

Reason Reasons::of(const Deciding& deciding, const View& view) {
    Reason reason;
    if (deciding.lifted_by) {
        reason.op = Operator::lifted;
        reason.truth = truth_of(!deciding.is_flipped);
        reason.is_negated = deciding.is_flipped;
        reason.subject = view.rules.rules[deciding.lifted_by->index].id;
        reason.text = "lifted by " + reason.subject;
        reason.text_without_value = reason.text;
        return reason;
    }
    const Truth truth = view.truth(deciding.test);
    Statement said = state(view.rules, deciding.test, truth != Truth::no, &view);
    reason.truth = deciding.is_flipped ? negated(truth) : truth;
    reason.is_negated = is_denial(view.rules.tree[deciding.test].node) != deciding.is_flipped;
    reason.op = said.op;
    add_places(view, deciding.test, reason.facts);
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
    explicit Missing(const View& view)
        : view_(view), tree_(view.rules.tree), found_(tree_.size()) {}

    using Count = std::uint32_t;
    static constexpr Count never = std::numeric_limits<Count>::max();

    /// Tests missing, or `never` when something unknown is needed. `test` is then the first of
    /// them.
    Count count(ExprId id, ExprId& test) {
        const Truth truth = view_.truth(id);
        if (truth != Truth::no) return truth == Truth::yes ? 0 : never;
        Found& found = found_[id];
        if (!found.is_counted) found = {true, count_anew(id, found.test), found.test};
        test = found.test;
        return found.missing;
    }

  private:
    struct Found {
        bool is_counted = false;
        Count missing = 0;
        ExprId test = model::none;
    };

    Count count_anew(ExprId id, ExprId& test) {
        return std::visit(
            model::Overloaded{
                [&](const model::All& n) { return sum(n.parts, test); },
                [&](const model::Any& n) { return least(n.parts, 1, test); },
                [&](const model::AtLeastOf& n) { return least(n.parts, n.count, test); },
                [&](const model::Gated& n) { return gated(n, test); },
                [&](const auto&) {
                    test = id;
                    return Count{1};
                },
            },
            tree_[id].node);
    }

    static Count plus(Count a, Count b) { return a == never || b == never ? never : a + b; }

    Count sum(model::Children parts, ExprId& test) {
        Count missing = 0;
        for (const ExprId part : tree_.children(parts)) missing = plus(missing, count(part, test));
        return missing;
    }

    Count gated(const model::Gated& node, ExprId& test) {
        return plus(count(node.test, test), sum(node.gates, test));
    }

    /// The cheapest way to have `wanted` of the parts.
    Count least(model::Children parts, std::size_t wanted, ExprId& test) {
        std::vector<std::pair<Count, ExprId>> ways;
        for (const ExprId part : tree_.children(parts)) {
            ExprId first = model::none;
            const Count missing = count(part, first);
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

    const View& view_;
    const model::Tree& tree_;
    std::vector<Found> found_;  ///< by ExprId
};

}  // namespace

std::optional<Reason> Reasons::near_miss(RuleId id, Status status, const View& view) {
    const model::Rule& rule = view.rules.rules[id.index];
    if (status != Status::not_fired || view.truth(rule.when) != Truth::no) return std::nullopt;
    if (rule.unless != model::none && view.truth(rule.unless) == Truth::yes) return std::nullopt;
    Missing missing(view);
    ExprId test = model::none;
    if (missing.count(rule.when, test) != 1) return std::nullopt;
    Reason reason = of({test, std::nullopt, false}, view);
    Statement said = state(view.rules, test, true, &view, true);
    reason.text = std::move(said.need);
    reason.text_without_value = std::move(said.need_without_value);
    return reason;
}

}  // namespace caveat::explain
