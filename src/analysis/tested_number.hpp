#pragma once

// Conditions that ask one number to lie in an interval and nothing else, as the entries of scores
// do, and such numbers as their authors write them.

#include "model/rule_set.hpp"

#include <optional>
#include <string>
#include <vector>

namespace caveat::analysis {

struct TestedNumber {
    model::ExprId number = model::none;
    model::Interval interval;
};

/// The number that a condition tests, if it asks nothing else. What it asks while the number
/// applies, where that depends on a gate.
///
/// equal_to  of every node in the tree, the first that means the same
std::optional<TestedNumber> number_tested_by(const model::Tree& tree,
                                             const std::vector<model::ExprId>& equal_to,
                                             model::ExprId condition);

/// In the unit that the number is declared with; nothing where no fraction holds that.
std::optional<values::Rational> in_own_unit(const model::Tree& tree, model::ExprId number,
                                            const values::Rational& base);

/// `83.5 mg/dL`
std::string number_text(const model::Tree& tree, model::ExprId number,
                        const values::Rational& base);

}  // namespace caveat::analysis
