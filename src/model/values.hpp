#pragma once

// What the nodes of the typed tree are worth for one patient.

#include <caveat/values.hpp>

#include "facts/code_set.hpp"
#include "model/tree.hpp"
#include "values/dates.hpp"
#include "values/range.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace caveat::model {

/// A choice: `present` is every code that it may still be. Choices: what is certainly in the list
/// and what is certainly not. `all` is every code that there is.
struct CodesValue {
    facts::CodeSet present;
    facts::CodeSet absent;
    facts::CodeSet all;
};

/// One value a node, by kind and slot. Reused from patient to patient.
struct Values {
    std::vector<Truth> truths;
    std::vector<Truth> yes_no;
    std::vector<values::Range> numbers;
    std::vector<CodesValue> choices_one;  ///< ValueKind::choice
    std::vector<CodesValue> choices;
    std::vector<values::DateRange> dates;
    std::vector<std::uint8_t> has_record;  ///< by ExprId, of measures: some record certainly counts

    void fit(const Tree& tree);
};

}  // namespace caveat::model
