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

// Each value says whether there is one at all: a measure of no records, or the time since a day yet
// to come, has none (`has_value` no), and a test on it is met neither as written nor denied. What
// else it holds is meant for the case that there is one.

struct YesNoValue {
    Truth truth = Truth::unknown;
    Truth has_value = Truth::yes;
};

struct NumberValue {
    values::Range range;
    Truth has_value = Truth::yes;
};

/// A choice: `present` is every code that it may still be. Choices: what is certainly in the list
/// and what is certainly not. `all` is every code that there is.
struct CodesValue {
    facts::CodeSet present;
    facts::CodeSet absent;
    facts::CodeSet all;
    Truth has_value = Truth::yes;
};

struct DateValue {
    values::DateRange range;
    Truth has_value = Truth::yes;
};

/// One value a node, by kind and slot. Reused from patient to patient.
struct Values {
    std::vector<Truth> truths;
    std::vector<YesNoValue> yes_no;
    std::vector<NumberValue> numbers;
    std::vector<CodesValue> choices_one;  ///< ValueKind::choice
    std::vector<CodesValue> choices;
    std::vector<DateValue> dates;

    void fit(const Tree& tree);
};

}  // namespace caveat::model
