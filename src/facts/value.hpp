#pragma once

// What one answer comes to, once it is checked.

#include <caveat/rules.hpp>
#include <caveat/values.hpp>

#include "facts/code_set.hpp"
#include "values/dates.hpp"
#include "values/range.hpp"

#include <cstdint>

namespace caveat::facts {

/// What was said of a fact. `wrong` is an answer that could not be used: it counts as unanswered,
/// and is asked again; `null` is asked and not known, and is not.
enum class Given : std::uint8_t { absent, null, wrong, answered };

/// The answer to one fact or field. Only the member that its kind uses has a meaning, and only when
/// `given` is answered.
struct Value {
    Given given = Given::absent;
    Truth truth = Truth::unknown;    ///< yes/no: yes or no
    bool is_complete = true;         ///< choices, records: no more than these; number: exactly
    std::uint32_t code = 0;          ///< choice
    std::uint32_t record_count = 0;  ///< records
    values::DateRange dates;         ///< date: one day, or a partial date within its bounds
    values::Rational number;         ///< number, in the base unit of its dimension; where known in
                                     ///< part, `within` has it
    CodeSet present;                 ///< choices
    CodeSet absent;                  ///< choices; all others when complete
    values::Range within;            ///< number known in part: not one alone

    /// Every number that the answer leaves possible.
    [[nodiscard]] values::Range numbers() const {
        return is_complete ? values::single(number) : within;
    }
    /// Whether an answer leaves nothing to be said.
    [[nodiscard]] bool is_full(FactKind kind) const {
        switch (kind) {
            case FactKind::date:
                return dates.is_single();
            case FactKind::number:
            case FactKind::choices:
            case FactKind::records:
                return is_complete;
            case FactKind::yes_no:
            case FactKind::choice:
                break;
        }
        return true;
    }
};

}  // namespace caveat::facts
