// Finds the tests that rules are made of, and what each is worth for a patient. Entrance:
// Conditions.

#include "cases/conditions.hpp"

#include "api/access.hpp"
#include "eval/result.hpp"
#include "explain/words.hpp"
#include "model/walk.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

namespace caveat::cases {

namespace {

/// The place without the parentheses around all of it, which are none of its words.
Span without_parentheses(std::string_view source, Span span) {
    while (span.end <= source.size() && span.end - span.begin > 2 && source[span.begin] == '(' &&
           source[span.end - 1] == ')') {
        std::size_t depth = 0;
        std::uint32_t at = span.begin;
        for (; at < span.end; ++at) {
            if (source[at] == '(') ++depth;
            if (source[at] == ')' && --depth == 0) break;
        }
        if (at + 1 != span.end) break;
        ++span.begin;
        --span.end;
    }
    return span;
}

}  // namespace

Conditions::Conditions(const model::RuleSet& rules, std::string_view source)
    : rules_(rules), source_(source) {
    is_visited_.assign(rules.tree.size(), false);
    std::vector<Pending> pending;
    for (const model::Rule& rule : rules.rules) {
        pending.push_back({rule.when, no_list});
        if (rule.unless != model::none) pending.push_back({rule.unless, no_list});
    }
    while (!pending.empty()) {
        const Pending at = pending.back();
        pending.pop_back();
        if (is_visited_[at.id]) continue;
        is_visited_[at.id] = true;
        visit(at, pending);
    }
    sort_by_place();
    values_.fit(rules_.tree);
}

/// `exactly 2 sessions …` is one test, made of two halves at the same place; so is a row of points
/// with two ends.
void Conditions::visit_group(const Pending& at, model::Children parts,
                             std::vector<Pending>& pending) {
    const auto children = rules_.tree.children(parts);
    const bool is_one_test = std::all_of(children.begin(), children.end(), [&](ExprId part) {
        const model::Expr& expr = rules_.tree[part];
        return expr.span == rules_.tree[at.id].span &&
               (std::holds_alternative<model::RecordsAtLeast>(expr.node) ||
                std::holds_alternative<model::RecordsAtMost>(expr.node) ||
                std::holds_alternative<model::Compare>(expr.node));
    });
    for (const ExprId part : children) {
        const bool is_inside = rules_.tree[part].scope != model::patient_scope;
        const bool is_denied = at.is_denied && rules_.tree[part].span == rules_.tree[at.id].span;
        pending.push_back({part, is_inside ? at.list : no_list, {}, is_one_test, is_denied});
    }
    if (is_one_test) note(at);
}

void Conditions::visit(const Pending& at, std::vector<Pending>& pending) {
    const model::Expr& expr = rules_.tree[at.id];
    const auto go_on = [&](ExprId child) {
        const bool is_inside = rules_.tree[child].scope != model::patient_scope;
        pending.push_back({child, is_inside ? at.list : no_list});
    };
    const auto all_children = [&] { model::for_each_child(rules_, at.id, go_on); };
    model::visit(
        model::Overloaded{
            [&](const model::Not& n) {
                go_on(n.part);
                // `is not`, `!=`, `no … where`: the words themselves deny.
                pending.back().is_denied = rules_.tree[n.part].span == expr.span;
                if (pending.back().is_denied) pending.back().gates = at.gates;
            },
            [&](const model::Gated& n) {
                for (const ExprId gate : rules_.tree.children(n.gates)) go_on(gate);
                pending.push_back({n.test, at.list, n.gates});
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
                visit_where(n.records, n.where, pending);
            },
            [&](const model::RecordCount& n) { visit_where(n.records, n.where, pending); },
            [&](const model::Measure& n) { visit_where(n.records, n.where, pending); },
            [&]<model::OneOf<model::YesNo, model::Compare, model::Between, model::InBand,
                             model::IsOneOf, model::Includes, model::IsEmpty, model::DateTest,
                             model::WithinLast, model::MoreThanAgo>
                    Test>(const Test&) {
                if (!at.is_half) note(at);
                all_children();
            },
            [&]<model::OneOf<model::FactValue, model::FieldValue, model::NumberConstant,
                             model::DateConstant, model::Arithmetic, model::Extreme, model::Rounded,
                             model::CodeCount, model::TimeSince, model::ScoreValue>
                    Value>(const Value&) { all_children(); },
        },
        expr.node);
}

void Conditions::visit_where(std::uint32_t records, const model::Where& where,
                             std::vector<Pending>& pending) {
    if (rules_.gate[records] != model::none) {
        pending.push_back({rules_.gate[records], no_list});
    }
    if (where.body == model::none) return;
    const auto list = static_cast<std::uint32_t>(lists_.size());
    lists_.push_back({records, where});
    const bool is_inside = rules_.tree[where.body].scope != model::patient_scope;
    pending.push_back({where.body, is_inside ? list : no_list});
}

void Conditions::note(const Pending& at) {
    Use use;
    use.node = at.id;
    use.list = at.list;
    use.is_denied = at.is_denied;
    use.gates = at.gates;
    if (at.list != no_list) use.records_gate = rules_.gate[lists_[at.list].records];
    use.condition = static_cast<std::uint32_t>(conditions_.size());
    conditions_.push_back({without_parentheses(source_, rules_.tree[at.id].span), {}});
    uses_.push_back(use);
}

/// Puts the conditions in order of the file, and those at one place together.
void Conditions::sort_by_place() {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> places;
    for (const Condition& each : conditions_) places[{each.span.begin, each.span.end}] = 0;
    std::map<std::pair<std::uint32_t, std::uint32_t>, Span> tables;  // by place of a row
    for (const model::Score& score : rules_.scores) {
        for (const model::ScoreEntry& entry : score.entries) {
            if (entry.is_row()) tables[{entry.span.begin, entry.span.end}] = entry.table;
        }
    }
    std::vector<Condition> sorted;
    for (auto& [place, index] : places) {
        index = static_cast<std::uint32_t>(sorted.size());
        const Span span{place.first, place.second};
        Condition condition{span, explain::authors_words(source_, span)};
        const auto table = tables.find(place);
        if (table != tables.end()) {
            condition.is_row = true;
            condition.words.insert(0, explain::authors_words(source_, table->second) + ": ");
        }
        sorted.push_back(std::move(condition));
    }
    for (Use& use : uses_) {
        const Span span = conditions_[use.condition].span;
        use.condition = places[{span.begin, span.end}];
    }
    conditions_ = std::move(sorted);
    std::stable_sort(uses_.begin(), uses_.end(),
                     [](const Use& a, const Use& b) { return a.list < b.list; });
}

void Conditions::look_at(const Use& use, const model::Evaluation& evaluation, Shown& shown) const {
    for (const ExprId gate : rules_.tree.children(use.gates)) {
        if (evaluation.truth(gate) != Truth::yes) return;
    }
    if (use.records_gate != model::none && evaluation.truth(use.records_gate) != Truth::yes) return;
    const Truth truth = evaluation.truth(use.node);
    shown.truths[use.condition] |= bit_of(use.is_denied ? negated(truth) : truth);
}

void Conditions::look(const Screening& screening, Shown& shown) {
    const facts::Profile& profile = *api::result_of(screening).facts;
    shown.truths.assign(conditions_.size(), 0);
    shown.statuses.clear();
    for (const Status status : screening.statuses()) shown.statuses.push_back(bit_of(status));
    const model::VisibleAnswers patient{&profile, {}};
    model::Evaluation evaluation(rules_, patient, values_, scratch_, nullptr);
    evaluation.all();
    auto use = uses_.begin();
    while (use != uses_.end()) {
        auto end = use;
        while (end != uses_.end() && end->list == use->list) ++end;
        if (use->list == no_list) {
            for (; use != end; ++use) look_at(*use, evaluation, shown);
            continue;
        }
        const List& list = lists_[use->list];
        const std::uint32_t count = patient.records(list.records).count();
        for (std::uint32_t record = 0; record < count; ++record) {
            evaluation.membership(list.records, list.where, record);
            for (auto each = use; each != end; ++each) {
                evaluation.one(each->node);
                look_at(*each, evaluation, shown);
            }
        }
        use = end;
    }
}

}  // namespace caveat::cases
