#pragma once

// One patient's checked answers: a slot a fact.

#include <caveat/diagnostic.hpp>
#include <caveat/values.hpp>

#include "facts/code_set.hpp"
#include "values/dates.hpp"
#include "values/rational.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace caveat::facts {

/// What was said of a fact. `wrong` is an answer that could not be used: it counts as unanswered,
/// and is asked again; `null` is asked and not known, and is not.
enum class Given : std::uint8_t { absent, null, wrong, answered };

/// The answer to one fact or field. Only the member that its kind uses has a meaning, and only when
/// `given` is answered.
struct Value {
    Given given = Given::absent;
    Truth truth = Truth::unknown;    ///< yes/no: yes or no
    bool is_complete = true;         ///< choices, records: there are no more than these
    std::uint32_t code = 0;          ///< choice
    std::uint32_t first_value = 0;   ///< records: position in `Profile::record_values`
    std::uint32_t record_count = 0;  ///< records
    values::DateRange dates;         ///< date: one day, or a partial date within its bounds
    values::Rational number;         ///< number, in the base unit of its dimension
    CodeSet present;                 ///< choices
    CodeSet absent;                  ///< choices; all others when complete
};

/// A profile that fits one catalogue. Record `r` of a fact with `n` fields has its field `f` at
/// `record_values[value.first_value + r * n + f]`.
struct Profile {
    std::string patient;
    std::optional<std::int32_t> as_of;  ///< days since 1970-01-01
    std::vector<Value> values;          ///< one a fact of the catalogue
    std::vector<Value> record_values;
    std::vector<Diagnostic> problems;  ///< in the order found; `path` names the place
};

}  // namespace caveat::facts
