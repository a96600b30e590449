// From a rule to its tree as text, one line a node. Entrance: trace.

#include "explain/trace.hpp"

#include "explain/statement.hpp"
#include "explain/words.hpp"
#include "model/walk.hpp"

#include <array>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace caveat::explain {

using model::ExprId;

namespace {

/// Whether an overriding rule lifts, as far as is known.
Truth lifts(Status status) {
    if (status == Status::fired) return Truth::yes;
    const bool may_lift = status == Status::undecided || status == Status::presumed;
    return may_lift ? Truth::unknown : Truth::no;
}

class Tracer {
  public:
    explicit Tracer(const View& view) : view_(view), rules_(view.rules) {}

    void line(std::uint32_t depth, Truth truth, std::string text) {
        nodes_.push_back({depth, truth, std::move(text)});
    }

    /// holds  false: the opposite is what the rule asks for
    void condition(std::uint32_t depth, ExprId id, bool holds = true) {
        if (nodes_.size() >= most_trace_nodes) return;
        const auto group = [&](bool is_all, model::Children parts) {
            list(depth, id, holds, is_all ? "all of" : "any of", parts);
        };
        model::visit(model::Overloaded{
                         [&](const model::All& n) { group(holds, n.parts); },
                         [&](const model::Any& n) { group(!holds, n.parts); },
                         [&](const model::AtLeastOf& n) {
                             const auto count = model::parts_wanted(n, holds);
                             list(depth, id, holds, "at least " + std::to_string(count) + " of",
                                  n.parts);
                         },
                         [&](const model::Not& n) { condition(depth, n.part, !holds); },
                         [&](const model::Gated& n) { gated(depth, id, n, holds); },
                         [&](const model::TestNode auto&) { test(depth, id, holds); },
                         [](const model::ValueNode auto&) {},  // no condition
                     },
                     rules_.tree[id].node);
    }

    std::vector<TraceNode> take() {
        if (nodes_.size() >= most_trace_nodes) line(0, Truth::unknown, "… and more");
        return std::move(nodes_);
    }

  private:
    [[nodiscard]] Truth truth(ExprId id, bool holds) const {
        return holds ? view_.truth(id) : negated(view_.truth(id));
    }

    void list(std::uint32_t depth, ExprId id, bool holds, std::string words,
              model::Children parts) {
        if (!shown_[holds].insert(id).second) {
            return line(depth, truth(id, holds), words + " the same as above");
        }
        line(depth, truth(id, holds), std::move(words));
        for (const ExprId part : rules_.tree.children(parts)) condition(depth + 1, part, holds);
    }

    /// A gate stands before many tests: it is shown before the first of them.
    void gated(std::uint32_t depth, ExprId id, const model::Gated& node, bool holds) {
        std::vector<ExprId> new_gates;
        for (const ExprId gate : rules_.tree.children(node.gates)) {
            if (is_new_gate(gate, holds)) new_gates.push_back(gate);
        }
        if (!new_gates.empty()) {
            line(depth, truth(id, holds), holds ? "only if" : "any of");
            ++depth;
            for (const ExprId gate : new_gates) condition(depth, gate, holds);
        }
        if (view_.truth(id) == view_.truth(node.test)) return condition(depth, node.test, holds);
        // The test alone would not say why the whole is as it is.
        const bool does_not_apply = view_.truth(id) == Truth::no;
        line(depth, truth(id, holds),
             tested(node.test) + (does_not_apply ? ": does not apply" : ": may not apply"));
    }

    /// The author's words for a test, or others.
    [[nodiscard]] std::string tested(ExprId id) const {
        std::string words = authors_words(view_.source, rules_.tree[id].span);
        return words.empty() ? state(rules_, id, true, &view_).without_value : words;
    }

    /// Each use of a fact has a copy of its gates, in the same words of the author.
    [[nodiscard]] bool is_new_gate(ExprId gate, bool holds) {
        const std::string words = authors_words(view_.source, rules_.tree[gate].span);
        return words.empty() || gates_shown_[holds].insert(words).second;
    }

    void test(std::uint32_t depth, ExprId id, bool holds) {
        line(depth, truth(id, holds), test_words(id));
        const model::Node& node = rules_.tree[id].node;
        if (const auto* least = std::get_if<model::RecordsAtLeast>(&node)) {
            records(depth + 1, least->records, least->where);
        } else if (const auto* most = std::get_if<model::RecordsAtMost>(&node)) {
            records(depth + 1, most->records, most->where);
        }
        model::for_each_child(rules_, id, [&](ExprId value) { parts(depth + 1, value); });
    }

    /// The author's words for a test, and what the patient's values make of it.
    std::string test_words(ExprId id) {
        const Truth truth = view_.truth(id);
        Statement said = state(rules_, id, truth != Truth::no, &view_);
        std::string words = authors_words(view_.source, rules_.tree[id].span);
        if (truth == Truth::unknown) {
            if (words.empty()) words = said.without_value;
            return words + ": " + unknown_words(said);
        }
        if (words.empty() || words == said.text) return std::move(said.text);
        return words + ": " + said.text;
    }

    static std::string unknown_words(const Statement& said) {
        if (said.op == Operator::at_least_records || said.op == Operator::at_most_records) {
            return said.spoken + " known";
        }
        if (said.spoken.empty() || said.op == Operator::is_yes) return "not known";
        return said.subject + " may be " + said.spoken;
    }

    /// Which records count, each with its place in the list.
    void records(std::uint32_t depth, std::uint32_t fact, const model::Where& where) {
        const facts::Value& list = view_.patient().value(fact);
        if (list.given != facts::Given::answered) return;
        model::Evaluation evaluation = view_.evaluation();
        for (std::uint32_t record = 0; record < list.record_count; ++record) {
            if (nodes_.size() >= most_trace_nodes) return;
            line(depth, evaluation.membership(fact, where, record),
                 rules_.catalogue[fact].key + '[' + std::to_string(record) + ']');
        }
    }

    /// The conditions behind a value: the items of a score, and what stands in for a fact.
    void parts(std::uint32_t depth, ExprId value) {
        const model::Expr& expr = rules_.tree[value];
        if (nodes_.size() >= most_trace_nodes || expr.scope != model::patient_scope) return;
        if (expr.kind != model::ValueKind::truth && !values_shown_.insert(value).second) return;
        if (expr.kind == model::ValueKind::truth) return condition(depth, value);
        const auto* score = std::get_if<model::ScoreValue>(&expr.node);
        if (score == nullptr) {
            model::for_each_child(rules_, value, [&](ExprId part) { parts(depth, part); });
            return;
        }
        for (const model::ScoreEntry& entry : rules_.scores[score->score].entries) {
            if (entry.condition != model::none) {
                condition(depth, entry.condition);
            } else {
                number_item(depth, entry.number);
            }
        }
    }

    /// An item that adds its value; what was not answered in full is not marked as if it were.
    void number_item(std::uint32_t depth, ExprId number) {
        const bool is_known = view_.values.numbers[rules_.tree[number].slot].is_single();
        const std::string spoken = spoken_value(view_, number);
        std::string words = value_words(rules_, number);
        if (spoken.empty()) {
            words += ": not known";
        } else {
            words += (is_known ? ": " : " may be ") + spoken;
        }
        line(depth, is_known && !spoken.empty() ? Truth::yes : Truth::unknown, std::move(words));
    }

    const View& view_;
    const model::RuleSet& rules_;
    std::vector<TraceNode> nodes_;
    // Terms may use terms twice, and those others twice: what is below them is shown once.
    // Each apart for what is to hold and for what is not to.
    std::array<std::unordered_set<ExprId>, 2> shown_;
    std::array<std::unordered_set<std::string>, 2> gates_shown_;  ///< in the author's words
    std::unordered_set<ExprId> values_shown_;
};

}  // namespace

std::vector<TraceNode> trace(RuleId id, std::span<const Status> statuses, const View& view) {
    const model::Rule& rule = view.rules.rules[id.index];
    Tracer tracer(view);
    tracer.line(0, view.truth(rule.when), "when");
    tracer.condition(1, rule.when);
    if (rule.unless != model::none) {
        tracer.line(0, view.truth(rule.unless), "unless");
        tracer.condition(1, rule.unless);
    }
    for (const RuleId over : rule.overridden_by) {
        const Status status = statuses[over.index];
        tracer.line(0, lifts(status),
                    "lifted by " + view.rules.rules[over.index].id + ": " +
                        std::string(status_words(status)));
    }
    return tracer.take();
}

}  // namespace caveat::explain
