// What values are called, from the typed tree: names as they were declared. Entrance: value_words.

#include "explain/words.hpp"
#include "model/walk.hpp"

#include <array>

namespace caveat::explain {

using model::ExprId;

const std::vector<facts::Code>& codes_of(const model::RuleSet& rules, ExprId id) {
    static const std::vector<facts::Code> no_codes;
    const auto place = model::measured_place(rules.tree[id].node);
    return place ? rules.catalogue.type_at(*place).codes : no_codes;
}

std::string where_words(const model::RuleSet& rules, const model::Where& where) {
    if (where.body == model::none) return {};
    return " where " + condition_words(rules, where.body, true);
}

namespace {

/// Terms may use terms twice, and those others twice: what is spelled out needs an end.
constexpr int most_parts = 100;

/// How tightly an operator binds: 1 for sums, 2 for products, 3 for everything else.
int binding(const model::Node& node) {
    const auto* arithmetic = std::get_if<model::Arithmetic>(&node);
    if (arithmetic == nullptr) return 3;
    const bool is_sum = arithmetic->op == model::ArithmeticOperator::add ||
                        arithmetic->op == model::ArithmeticOperator::subtract;
    return is_sum ? 1 : 2;
}

class Speller {
  public:
    explicit Speller(const model::RuleSet& rules) : rules_(rules) {}

    std::string words(ExprId id) {
        if (--parts_left_ < 0) return "…";
        const model::Expr& expr = rules_.tree[id];
        return model::visit(
            model::Overloaded{
                [&](const model::FactValue& n) { return rules_.catalogue[n.fact].name; },
                [&](const model::FieldValue& n) {
                    return rules_.catalogue[n.records].fields[n.field].name;
                },
                [&](const model::NumberConstant& n) {
                    return range_words(n.value, rules_.tree.unit(expr.unit));
                },
                [&](const model::DateConstant& n) { return date_words(n.value); },
                [&](const model::Arithmetic& n) { return arithmetic(n); },
                [&](const model::Extreme& n) { return extreme(n); },
                [&](const model::Rounded& n) {
                    return "round(" + words(n.value) + ", " + std::to_string(n.places) + ')';
                },
                [&](const model::RecordCount& n) {
                    return "count of " + rules_.catalogue[n.records].name +
                           where_words(rules_, n.where);
                },
                [&](const model::CodeCount& n) { return "count of " + words(n.codes); },
                [&](const model::Measure& n) { return measure(n); },
                [&](const model::TimeSince& n) { return time_since(n); },
                [&](const model::ScoreValue& n) { return rules_.scores[n.score].name; },
                [&]<model::ConditionNode Condition>(const Condition&) {
                    return condition_words(rules_, id, true);
                },
            },
            expr.node);
    }

  private:
    std::string operand(ExprId id, int at_least) {
        std::string spelled = words(id);
        if (binding(rules_.tree[id].node) >= at_least) return spelled;
        return '(' + spelled + ')';
    }

    std::string arithmetic(const model::Arithmetic& node) {
        static constexpr std::array<std::string_view, 4> signs{" + ", " - ", " * ", " / "};
        const int own = binding(node);
        const bool left_only = node.op == model::ArithmeticOperator::subtract ||
                               node.op == model::ArithmeticOperator::divide;
        std::string spelled = operand(node.left, own);
        spelled += signs[static_cast<std::size_t>(node.op)];
        spelled += operand(node.right, left_only ? own + 1 : own);
        return spelled;
    }

    std::string measure(const model::Measure& node) {
        static constexpr std::array<std::string_view, 6> names{"total ",  "average ", "highest ",
                                                               "lowest ", "latest ",  "earliest "};
        const facts::Fact& records = rules_.catalogue[node.records];
        std::string spelled(names[static_cast<std::size_t>(node.kind)]);
        spelled += records.fields[node.field].name;
        spelled += " of ";
        spelled += records.name;
        return spelled + where_words(rules_, node.where);
    }

    std::string extreme(const model::Extreme& node) {
        std::string spelled = node.is_maximum ? "max(" : "min(";
        bool is_first = true;
        for (const ExprId part : rules_.tree.children(node.values)) {
            if (!is_first) spelled += ", ";
            spelled += words(part);
            is_first = false;
        }
        return spelled + ')';
    }

    std::string time_since(const model::TimeSince& node) {
        static constexpr std::array<std::string_view, 4> units{"days since ", "weeks since ",
                                                               "months since ", "years since "};
        return std::string(units[static_cast<std::size_t>(node.unit)]) + words(node.date);
    }

    const model::RuleSet& rules_;
    int parts_left_ = most_parts;
};

}  // namespace

std::string value_words(const model::RuleSet& rules, ExprId id) {
    return Speller(rules).words(id);
}

}  // namespace caveat::explain
