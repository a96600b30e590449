#pragma once

// Patients as small as they can be while they prove something.

#include "patients/draft.hpp"
#include "patients/patient.hpp"

#include <cstddef>
#include <functional>

namespace caveat::patients {

/// Tries a list without members [begin, end): without all, then without ever smaller runs of them,
/// so that where few of many are needed most go at once. The later half of a run comes first: what
/// goes from it leaves the earlier one where it is. True when any went.
///
/// without  takes members [begin, end) away; false, with the list as it was, where they are needed
template <class Without>
bool drop_runs(std::size_t begin, std::size_t end, const Without& without) {
    if (begin == end) return false;
    if (without(begin, end)) return true;
    if (end - begin == 1) return false;
    const std::size_t middle = begin + (end - begin) / 2;
    const bool fewer = drop_runs(middle, end, without);
    return drop_runs(begin, middle, without) || fewer;
}

/// The patient without every answer, record, field and code that can be left out while `proves`
/// holds, with numbers that are short and days that are today's where those do as well.
///
/// Precondition: it holds for the patient.
Patient shortest(const Patient& patient, const std::function<bool(const Patient&)>& proves);

/// The same of a draft, in whole steps: its numbers and days stay.
void shrink(Draft& draft, const std::function<bool(const Draft&)>& proves);

}  // namespace caveat::patients
