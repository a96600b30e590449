// Conditions without values, as they stand after `where`. Entrance: condition_words.

#include "explain/statement.hpp"
#include "explain/words.hpp"
#include "model/walk.hpp"

namespace caveat::explain {

using model::ExprId;

namespace {

bool is_group(const model::Node& node) {
    return std::holds_alternative<model::All>(node) || std::holds_alternative<model::Any>(node);
}

/// Spells a condition out, up to a number of parts: a term may use another twice, and so on.
class ConditionSpeller {
  public:
    explicit ConditionSpeller(const model::RuleSet& rules) : rules_(rules) {}

    std::string words(ExprId id, bool holds) {
        if (--parts_left_ < 0) return "…";
        return model::visit(
            model::Overloaded{
                [&](const model::All& n) { return group(n.parts, holds, holds); },
                [&](const model::Any& n) { return group(n.parts, !holds, holds); },
                [&](const model::AtLeastOf& n) { return count(n, holds); },
                [&](const model::Not& n) { return words(n.part, !holds); },
                [&](const model::Gated& n) { return words(n.test, holds); },
                [&](const model::TestNode auto&) {
                    return state(rules_, id, holds, nullptr).without_value;
                },
                [](const model::ValueNode auto&) { return std::string(); },  // no condition
            },
            rules_.tree[id].node);
    }

  private:
    std::string group(model::Children parts, bool is_all, bool holds) {
        std::string spelled;
        for (const ExprId part : rules_.tree.children(parts)) {
            if (!spelled.empty()) spelled += is_all ? " and " : " or ";
            const bool is_nested = is_group(rules_.tree[part].node);
            if (is_nested) spelled += '(';
            spelled += words(part, holds);
            if (is_nested) spelled += ')';
            if (parts_left_ <= 0) break;
        }
        return spelled;
    }

    std::string count(const model::AtLeastOf& node, bool holds) {
        std::string spelled = holds ? "at least " : "fewer than ";
        spelled += std::to_string(node.count);
        spelled += " of (";
        bool is_first = true;
        for (const ExprId part : rules_.tree.children(node.parts)) {
            if (!is_first) spelled += "; ";
            spelled += words(part, true);
            is_first = false;
            if (parts_left_ <= 0) break;
        }
        return spelled + ')';
    }

    static constexpr int most_parts = 50;

    const model::RuleSet& rules_;
    int parts_left_ = most_parts;
};

}  // namespace

std::string condition_words(const model::RuleSet& rules, ExprId id, bool holds) {
    return ConditionSpeller(rules).words(id, holds);
}

}  // namespace caveat::explain
