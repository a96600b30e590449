// How long a list of records has to be for everything that rules can tell apart. Entrance:
// ListLengths::needed_by.
//
// A count of at least n shows in n records that meet its condition, whatever else is listed; a
// count of at most n is broken by n + 1. A list that proves something therefore still proves it
// when all other records are taken out. The latest, earliest, highest and lowest value rest on one
// record, or two that leave it open, and those that rule others out.

#include "analysis/records_needed.hpp"

#include "model/sharing.hpp"
#include "model/walk.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <variant>
#include <vector>

namespace caveat::analysis {

namespace {

using model::ExprId;

constexpr std::size_t records_of_a_measure = 4;

class Needed {
  public:
    Needed(const model::RuleSet& rules, const std::vector<ExprId>& first)
        : rules_(rules),
          first_(first),
          is_reached_(rules.tree.size()),
          is_rule_reached_(rules.rules.size()) {}

    RecordsNeeded run(std::span<const RuleId> concerned, ExprId root) {
        if (root != model::none) reach(root);
        if (rules_.applies_to != model::none) reach(rules_.applies_to);
        reach_rules(concerned);
        for (const ExprId id : reached_) {
            model::visit([&](const model::AnyNode auto& node) { visit(node, id); },
                         rules_.tree[id].node);
        }
        RecordsNeeded result;
        std::size_t needed = measures_;
        for (const auto& [what, count] : counts_) {
            needed += count;
            result.to_see_each_limit = std::max(result.to_see_each_limit, count + 1);
        }
        if (!is_unbounded_) result.to_prove = needed;
        return result;
    }

  private:
    /// The rules, and those that may lift them.
    void reach_rules(std::span<const RuleId> concerned) {
        std::vector<RuleId> waiting(concerned.begin(), concerned.end());
        while (!waiting.empty()) {
            const RuleId next = waiting.back();
            waiting.pop_back();
            if (is_rule_reached_[next.index]) continue;
            is_rule_reached_[next.index] = true;
            const model::Rule& rule = rules_.rules[next.index];
            reach(rule.when);
            if (rule.unless != model::none) reach(rule.unless);
            waiting.insert(waiting.end(), rule.overridden_by.begin(), rule.overridden_by.end());
        }
    }

    void reach(ExprId id) {
        std::vector<ExprId> waiting{id};
        while (!waiting.empty()) {
            const ExprId next = waiting.back();
            waiting.pop_back();
            if (is_reached_[next]) continue;
            is_reached_[next] = true;
            // Of those that mean the same, one is looked at.
            if (first_[next] == next) {
                reached_.push_back(next);
            } else {
                waiting.push_back(first_[next]);
            }
            model::add_children(rules_, next, waiting);
        }
    }

    using Counted = std::pair<ExprId, int>;  ///< what is counted, and in which way

    void need(const Counted& what, std::int64_t count) {
        constexpr std::int64_t too_many = 1'000'000;
        std::size_t& most = counts_[what];
        most =
            std::max(most, static_cast<std::size_t>(std::clamp<std::int64_t>(count, 0, too_many)));
    }

    [[nodiscard]] ExprId first(ExprId id) const { return id == model::none ? id : first_[id]; }

    void visit(const model::RecordsAtLeast& node, ExprId) {
        need({first(node.where.body), 0}, node.count);
    }
    void visit(const model::RecordsAtMost& node, ExprId) {
        need({first(node.where.body), 1}, node.count + 1);
    }
    void visit(const model::Measure& node, ExprId) {
        const bool is_sum =
            node.kind == model::MeasureKind::total || node.kind == model::MeasureKind::average;
        is_unbounded_ = is_unbounded_ || is_sum;
        measures_ += records_of_a_measure;
    }
    void visit(const model::Compare& node, ExprId) {
        compare(node.left, node.right);
        compare(node.right, node.left);
    }
    void visit(const model::Between& node, ExprId) {
        compare(node.value, node.low);
        compare(node.value, node.high);
        use_freely(node.low);
        use_freely(node.high);
    }
    void visit(const model::Arithmetic& node, ExprId) {
        use_freely(node.left);
        use_freely(node.right);
    }
    void visit(const model::Extreme& node, ExprId) {
        for (const ExprId value : rules_.tree.children(node.values)) use_freely(value);
    }
    void visit(const model::Rounded& node, ExprId) { use_freely(node.value); }
    void visit(const model::ScoreValue& node, ExprId) {
        for (const model::ScoreEntry& entry : rules_.scores[node.score].entries) {
            if (entry.number != model::none) use_freely(entry.number);
        }
    }
    // A count in these is one that stands in a test or a sum of its own.
    void visit(const model::JoinedNode auto&, ExprId) {}
    template <model::OneOf<model::YesNo, model::InBand, model::IsOneOf, model::Includes,
                           model::IsEmpty, model::DateTest, model::WithinLast, model::MoreThanAgo>
                  Test>
    void visit(const Test&, ExprId) {}
    template <
        model::OneOf<model::FactValue, model::FieldValue, model::NumberConstant,
                     model::DateConstant, model::RecordCount, model::CodeCount, model::TimeSince>
            Value>
    void visit(const Value&, ExprId) {}

    /// The count that a number is: itself, or one that stands in for a fact.
    [[nodiscard]] ExprId count_behind(ExprId id) const {
        const model::Node& node = rules_.tree[id].node;
        if (const auto* fact = std::get_if<model::FactValue>(&node)) {
            return fact->fallback == model::none ? model::none : count_behind(fact->fallback);
        }
        return std::holds_alternative<model::RecordCount>(node) ? id : model::none;
    }

    /// `count of sessions >= 3`: three records show it, one more shows that it is above.
    void compare(ExprId number, ExprId limit) {
        const ExprId count = count_behind(number);
        if (count == model::none) return;
        const auto* constant = std::get_if<model::NumberConstant>(&rules_.tree[limit].node);
        const auto most = constant != nullptr && constant->value.high.is_finite()
                              ? values::to_int64(values::ceil(constant->value.high.value))
                              : std::nullopt;
        if (most) {
            need({first(count), 2}, *most + 1);
        } else {
            is_unbounded_ = true;
        }
    }

    /// In a sum or a score every number of records may matter.
    void use_freely(ExprId id) { is_unbounded_ = is_unbounded_ || count_behind(id) != model::none; }

    const model::RuleSet& rules_;
    const std::vector<ExprId>& first_;  ///< of the nodes that mean the same
    std::vector<bool> is_reached_;      ///< by node
    std::vector<ExprId> reached_;
    std::vector<bool> is_rule_reached_;
    std::map<Counted, std::size_t> counts_;
    std::size_t measures_ = 0;
    bool is_unbounded_ = false;
};

}  // namespace

ListLengths::ListLengths(const model::RuleSet& rules)
    : rules_(rules), first_(model::representatives(rules.tree)) {}

RecordsNeeded ListLengths::needed_by(std::span<const RuleId> rules, ExprId node) const {
    return Needed(rules_, first_).run(rules, node);
}

}  // namespace caveat::analysis
