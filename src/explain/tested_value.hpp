#pragma once

// Values of nodes and answers in the words of the public interface.

#include <caveat/explain.hpp>

#include "explain/view.hpp"
#include "values/units.hpp"

namespace caveat::explain {

/// In a unit, from the base unit of its dimension.
NumberInterval interval_of(const values::Range& base, const values::Unit& unit);

/// What is known of a value; nothing when there is certainly none.
TestedValue tested_value(const TreeView& view, model::ExprId value);
/// What an answer to a fact says; nothing for records and for what is not answered.
TestedValue tested_answer(const facts::Fact& fact, const facts::Value& answer);

/// Of a test that is no group: what it looks at, and what it compares that with.
struct Sides {
    TestedValue value;
    TestedValue threshold;
};
Sides sides_of(const TreeView& view, model::ExprId test);
/// The threshold of a plain test: a constant, in the unit of the fact.
TestedValue plain_threshold(const model::RuleSet& rules, model::ExprId test);

}  // namespace caveat::explain
