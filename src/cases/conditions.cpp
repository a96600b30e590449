// Finds the tests that rules are made of, and what each is worth for a patient. Entrance:
// Conditions.

#include "cases/conditions.hpp"

#include "eval/result.hpp"
#include "explain/cone.hpp"
#include "explain/words.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

namespace caveat::cases {

namespace {

model::Comparison opposite(model::Comparison comparison) {
    using enum model::Comparison;
    switch (comparison) {
        case equal:
            return unequal;
        case unequal:
            return equal;
        case less:
            return greater_or_equal;
        case less_or_equal:
            return greater;
        case greater:
            return less_or_equal;
        case greater_or_equal:
            break;
    }
    return less;
}

/// The test that says the opposite of this one wherever there is a value at all. Nothing for what
/// is never without a value: there the mirrored truth is the same.
std::optional<model::Node> opposite_of(const model::Node& node) {
    const auto flipped = [](auto test) -> std::optional<model::Node> {
        test.is_negated = !test.is_negated;
        return test;
    };
    using Flipped = std::optional<model::Node>;
    return std::visit(model::Overloaded{
                          [&](const model::YesNo& n) { return flipped(n); },
                          [](const model::Compare& n) -> Flipped {
                              return model::Compare{opposite(n.comparison), n.left, n.right};
                          },
                          [&](const model::Between& n) { return flipped(n); },
                          [&](const model::InBand& n) { return flipped(n); },
                          [&](const model::IsOneOf& n) { return flipped(n); },
                          [&](const model::Includes& n) { return flipped(n); },
                          [&](const model::IsEmpty& n) { return flipped(n); },
                          [&](const model::DateTest& n) { return flipped(n); },
                          [&](const model::WithinLast& n) { return flipped(n); },
                          [&](const model::MoreThanAgo& n) { return flipped(n); },
                          [](const auto&) -> Flipped { return std::nullopt; },
                      },
                      node);
}

}  // namespace

Conditions::Conditions(const model::RuleSet& rules, std::string_view source) : rules_(rules) {
    is_visited_.assign(rules.tree.size(), false);
    std::vector<Pending> pending;
    for (const model::Rule& rule : rules.rules) {
        pending.push_back({rule.when, no_list, {}, false});
        if (rule.unless != model::none) pending.push_back({rule.unless, no_list, {}, false});
    }
    while (!pending.empty()) {
        const Pending at = pending.back();
        pending.pop_back();
        if (is_visited_[at.id]) continue;
        is_visited_[at.id] = true;
        visit(at, pending);
    }
    sort_by_place(source);
    values_.fit(rules_.tree);
}

/// `exactly 2 sessions …` is one test, made of two halves at the same place.
void Conditions::visit_group(const Pending& at, model::Children parts,
                             std::vector<Pending>& pending) {
    const auto children = rules_.tree.children(parts);
    const bool is_exact_count = std::all_of(children.begin(), children.end(), [&](ExprId part) {
        const model::Expr& expr = rules_.tree[part];
        return expr.span == rules_.tree[at.id].span &&
               (std::holds_alternative<model::RecordsAtLeast>(expr.node) ||
                std::holds_alternative<model::RecordsAtMost>(expr.node));
    });
    for (const ExprId part : children) {
        const bool is_inside = rules_.tree[part].scope != model::patient_scope;
        pending.push_back({part, is_inside ? at.list : no_list, {}, is_exact_count});
    }
    if (is_exact_count) note(at);
}

void Conditions::visit(const Pending& at, std::vector<Pending>& pending) {
    // By value: noting a use adds to the tree.
    const model::Expr expr = rules_.tree[at.id];
    const auto go_on = [&](ExprId child) {
        const bool is_inside = rules_.tree[child].scope != model::patient_scope;
        pending.push_back({child, is_inside ? at.list : no_list, {}, false});
    };
    const auto all_children = [&] { explain::for_each_child(rules_, at.id, go_on); };
    std::visit(model::Overloaded{
                   [&](const model::Gated& n) {
                       for (const ExprId gate : rules_.tree.children(n.gates)) go_on(gate);
                       pending.push_back({n.test, at.list, n.gates, false});
                   },
                   [&](const model::All& n) { visit_group(at, n.parts, pending); },
                   [&](const model::Any& n) { visit_group(at, n.parts, pending); },
                   [&](const model::AtLeastOf&) { all_children(); },
                   [&](const model::RecordsAtLeast& n) {
                       if (!at.is_half) note(at);
                       visit_where(n.records, n.where, pending);
                   },
                   [&](const model::RecordsAtMost& n) {
                       if (!at.is_half) note(at);
                       visit_where(n.records, n.where_not, pending);
                   },
                   [&](const model::RecordCount& n) { visit_where(n.records, n.where, pending); },
                   [&](const model::Measure& n) { visit_where(n.records, n.where, pending); },
                   [&]<class Node>(const Node&) {
                       if constexpr (model::ConditionNode<Node>) note(at);
                       all_children();
                   },
               },
               expr.node);
}

void Conditions::visit_where(std::uint32_t records, const model::Where& where,
                             std::vector<Pending>& pending) {
    if (rules_.gate[records] != model::none) {
        pending.push_back({rules_.gate[records], no_list, {}, false});
    }
    if (where.body == model::none) return;
    const auto list = static_cast<std::uint32_t>(lists_.size());
    lists_.push_back({records, where});
    const bool is_inside = rules_.tree[where.body].scope != model::patient_scope;
    pending.push_back({where.body, is_inside ? list : no_list, {}, false});
}

void Conditions::note(const Pending& at) {
    // By value: a node may be added.
    const model::Expr expr = rules_.tree[at.id];
    Use use;
    use.node = at.id;
    use.list = at.list;
    use.gates = at.gates;
    if (at.list != no_list) use.records_gate = rules_.gate[lists_[at.list].records];
    if (expr.is_denied) {
        if (const auto opposite = opposite_of(expr.node)) {
            use.node = rules_.tree.add(*opposite, expr.span, expr.kind, expr.scope);
        } else {
            use.is_mirrored = true;
        }
    }
    use.condition = static_cast<std::uint32_t>(conditions_.size());
    conditions_.push_back({expr.span, {}});
    uses_.push_back(use);
}

/// Puts the conditions in order of the file, and those at one place together.
void Conditions::sort_by_place(std::string_view source) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> places;
    for (const Condition& each : conditions_) places[{each.span.begin, each.span.end}] = 0;
    std::vector<Condition> sorted;
    for (auto& [place, index] : places) {
        index = static_cast<std::uint32_t>(sorted.size());
        const Span span{place.first, place.second};
        sorted.push_back({span, explain::authors_words(source, span)});
    }
    for (Use& use : uses_) {
        const Span span = conditions_[use.condition].span;
        use.condition = places[{span.begin, span.end}];
    }
    conditions_ = std::move(sorted);
    std::stable_sort(uses_.begin(), uses_.end(),
                     [](const Use& a, const Use& b) { return a.list < b.list; });
}

void Conditions::look_at(const Use& use, const model::Evaluation& evaluation, Sight& sight) const {
    for (const ExprId gate : rules_.tree.children(use.gates)) {
        if (evaluation.truth(gate) != Truth::yes) return;
    }
    if (use.records_gate != model::none && evaluation.truth(use.records_gate) != Truth::yes) return;
    const Truth truth = evaluation.truth(use.node);
    sight.truths[use.condition] |= bit_of(use.is_mirrored ? negated(truth) : truth);
}

void Conditions::look(const Screening& screening, Sight& sight) {
    const facts::Profile& profile = eval::facts_of(screening.result());
    sight.truths.assign(conditions_.size(), 0);
    sight.statuses.clear();
    for (const Status status : screening.statuses()) sight.statuses.push_back(bit_of(status));
    const model::Patient patient{&profile, {}};
    model::Evaluation evaluation(rules_, patient, values_, scratch_, nullptr);
    evaluation.all();
    auto use = uses_.begin();
    while (use != uses_.end()) {
        auto end = use;
        while (end != uses_.end() && end->list == use->list) ++end;
        if (use->list == no_list) {
            for (; use != end; ++use) look_at(*use, evaluation, sight);
            continue;
        }
        const List& list = lists_[use->list];
        const facts::Value& records = patient.value(list.records);
        const std::uint32_t count =
            records.given == facts::Given::answered ? records.record_count : 0;
        for (std::uint32_t record = 0; record < count; ++record) {
            evaluation.membership(list.records, list.where, record);
            for (auto each = use; each != end; ++each) {
                evaluation.one(each->node);
                look_at(*each, evaluation, sight);
            }
        }
        use = end;
    }
}

}  // namespace caveat::cases
