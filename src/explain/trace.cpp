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
    explicit Tracer(const TreeView& view) : view_(view), rules_(view.rules) {}

    void line(TraceLine line) { lines_.push_back(std::move(line)); }

    /// holds  false: the opposite is what the rule asks for
    void condition(std::uint32_t depth, ExprId id, bool holds = true) {
        condition({depth, id, holds, false, id, holds});
    }

    std::vector<TraceLine> take() {
        if (lines_.size() >= most_trace_nodes) line({.words = "… and more"});
        return std::move(lines_);
    }

  private:
    /// A condition, and what the rule wants of it.
    struct Asked {
        std::uint32_t depth;
        ExprId id;
        bool holds;
        bool denies_self;  ///< the author's words are those of its opposite: `is not`, `no … where`
        ExprId outer;
        bool outer_holds;

        /// The rule wants the opposite of what the author's words say.
        [[nodiscard]] bool is_denied() const { return holds == denies_self; }
        [[nodiscard]] Asked with(ExprId part) const {
            Asked asked = *this;
            asked.id = part;
            return asked;
        }
    };

    void line(const Asked& asked, std::string words, std::string known = {},
              bool is_group = false) {
        line({asked.depth, truth(asked.id, asked.holds), is_group, asked.id, asked.is_denied(),
              asked.outer, asked.outer_holds, std::move(words), std::move(known)});
    }
    void group_line(const Asked& asked, std::string words) {
        line(asked, std::move(words), {}, true);
    }

    void condition(const Asked& asked) {
        if (lines_.size() >= most_trace_nodes) return;
        const auto group = [&](bool is_all, model::Children parts) {
            list(asked, is_all ? "all of" : "any of", parts);
        };
        model::visit(model::Overloaded{
                         [&](const model::All& n) { group(asked.holds, n.parts); },
                         [&](const model::Any& n) { group(!asked.holds, n.parts); },
                         [&](const model::AtLeastOf& n) { counted(asked, n); },
                         [&](const model::Not& n) {
                             Asked denied = asked.with(n.part);
                             denied.holds = !asked.holds;
                             denied.denies_self =
                                 rules_.tree[n.part].span == rules_.tree[asked.id].span;
                             condition(denied);
                         },
                         [&](const model::Gated& n) { gated(asked, n); },
                         [&](const model::TestNode auto&) { test(asked); },
                         [](const model::ValueNode auto&) {},  // no condition
                     },
                     rules_.tree[asked.id].node);
    }

    [[nodiscard]] Truth truth(ExprId id, bool holds) const {
        return holds ? view_.truth(id) : negated(view_.truth(id));
    }

    /// What is denied of all parts is wanted of none, and stands at each of them.
    void list(const Asked& asked, std::string words, model::Children parts) {
        list(asked, std::move(words), parts, asked.holds);
    }
    /// Parts that are counted are counted as they are: `at most 1 of`.
    void counted(const Asked& asked, const model::AtLeastOf& node) {
        const std::string count = asked.holds ? "at least " + std::to_string(node.count)
                                              : "at most " + std::to_string(node.count - 1);
        list(asked, count + " of", node.parts, true);
    }
    void list(const Asked& asked, std::string words, model::Children parts, bool parts_hold) {
        if (!shown_[asked.holds].insert(asked.id).second) {
            return group_line(asked, words + " the same as above");
        }
        group_line(asked, std::move(words));
        for (const ExprId part : rules_.tree.children(parts)) {
            condition(asked.depth + 1, part, parts_hold);
        }
    }

    /// A gate stands before many tests: it is shown before the first of them.
    void gated(Asked asked, const model::Gated& node) {
        std::vector<ExprId> new_gates;
        for (const ExprId gate : rules_.tree.children(node.gates)) {
            if (is_new_gate(gate, asked.holds)) new_gates.push_back(gate);
        }
        if (!new_gates.empty()) {
            group_line(asked, asked.holds ? "only if" : "any of");
            ++asked.depth;
            for (const ExprId gate : new_gates) condition(asked.depth, gate, asked.holds);
        }
        if (view_.truth(asked.id) == view_.truth(node.test)) {
            return condition(asked.with(node.test));
        }
        // The test alone would not say why the whole is as it is.
        const bool does_not_apply = view_.truth(asked.id) == Truth::no;
        line(asked, tested(node.test), does_not_apply ? ": does not apply" : ": may not apply");
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

    void test(const Asked& asked) {
        test_line(asked);
        const model::Node& node = rules_.tree[asked.id].node;
        if (const auto* least = std::get_if<model::RecordsAtLeast>(&node)) {
            records(asked.depth + 1, least->records, least->where);
        } else if (const auto* most = std::get_if<model::RecordsAtMost>(&node)) {
            records(asked.depth + 1, most->records, most->where);
        }
        model::for_each_child(rules_, asked.id,
                              [&](ExprId value) { parts(asked.depth + 1, value); });
    }

    /// The author's words for a test, and what the patient's values make of it.
    void test_line(const Asked& asked) {
        const Truth truth = view_.truth(asked.id);
        const Statement said = state(rules_, asked.id, truth != Truth::no, &view_);
        std::string words = authors_words(view_.source, rules_.tree[asked.id].span);
        if (truth == Truth::unknown) {
            if (words.empty()) words = said.without_value;
            return line(asked, std::move(words), ": " + unknown_words(said));
        }
        if (asked.is_denied()) {
            if (words.empty()) words = state(rules_, asked.id, true, &view_).without_value;
            if ("not " + words == said.text) return line(asked, std::move(words));
        }
        if (words.empty() || words == said.text) return line(asked, said.text);
        line(asked, std::move(words), ": " + said.text);
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
        const std::uint32_t count = view_.patient().records(fact).count();
        model::Evaluation evaluation = view_.evaluation();
        for (std::uint32_t record = 0; record < count; ++record) {
            if (lines_.size() >= most_trace_nodes) return;
            line({.depth = depth,
                  .truth = evaluation.membership(fact, where, record),
                  .words = rules_.catalogue[fact].key + '[' + std::to_string(record) + ']'});
        }
    }

    /// The conditions behind a value: the items of a score, and what stands in for a fact.
    void parts(std::uint32_t depth, ExprId value) {
        const model::Expr& expr = rules_.tree[value];
        if (lines_.size() >= most_trace_nodes || expr.scope != model::patient_scope) return;
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
        std::string known = ": not known";
        if (!spoken.empty()) known = (is_known ? ": " : " may be ") + spoken;
        line({.depth = depth,
              .truth = is_known && !spoken.empty() ? Truth::yes : Truth::unknown,
              .node = number,
              .words = value_words(rules_, number),
              .known = std::move(known)});
    }

    const TreeView& view_;
    const model::RuleSet& rules_;
    std::vector<TraceLine> lines_;
    // Terms may use terms twice, and those others twice: what is below them is shown once.
    // Each apart for what is to hold and for what is not to.
    std::array<std::unordered_set<ExprId>, 2> shown_;
    std::array<std::unordered_set<std::string>, 2> gates_shown_;  ///< in the author's words
    std::unordered_set<ExprId> values_shown_;
};

}  // namespace

std::vector<TraceLine> trace(RuleId id, std::span<const Status> statuses, const TreeView& view) {
    const model::Rule& rule = view.rules.rules[id.index];
    Tracer tracer(view);
    const auto root = [&](ExprId condition, std::string words) {
        tracer.line({.truth = view.truth(condition),
                     .is_group = true,
                     .node = condition,
                     .words = std::move(words)});
        tracer.condition(1, condition);
    };
    root(rule.when, "when");
    if (rule.unless != model::none) root(rule.unless, "unless");
    for (const RuleId over : rule.overridden_by) {
        const Status status = statuses[over.index];
        tracer.line({.truth = lifts(status),
                     .words = "lifted by " + view.rules.rules[over.index].id + ": " +
                              std::string(status_words(status))});
    }
    return tracer.take();
}

}  // namespace caveat::explain
