#pragma once

// One test as sentences: what holds, with the patient's value and without.

#include <caveat/explain.hpp>

#include "explain/view.hpp"
#include "model/rule_set.hpp"

#include <cstdint>
#include <string>

namespace caveat::explain {

struct Statement {
    Operator op = Operator::is_yes;
    std::string subject;        ///< `pain nrs`
    std::string value;          ///< `8`; empty when it is unknown or not one value
    std::string spoken;         ///< `8`, `3 to 5`; empty when nothing is known of it
    std::string threshold;      ///< `7`
    std::string predicate;      ///< `at least 7`
    std::string text;           ///< `pain nrs is 8, at least 7`
    std::string without_value;  ///< `pain nrs is at least 7`
    std::string need;           ///< `pain nrs is 6, needs at least 7`
    std::string need_without_value;
};

/// Says that the test holds, or that it does not.
///
/// test   a condition that is no group: a node with a truth of its own
/// view   the patient's values; none = only what can be said without them is filled
/// needs  also fill `need` and `need_without_value`
Statement state(const model::RuleSet& rules, model::ExprId test, bool holds, const TreeView* view,
                bool needs = false);

/// What is known of a value, as spoken; empty when nothing is.
std::string spoken_value(const TreeView& view, model::ExprId value);

/// What is known of a number, without the ends that its declaration gives every answer.
values::Range spoken_range(const TreeView& view, model::ExprId number);

}  // namespace caveat::explain
