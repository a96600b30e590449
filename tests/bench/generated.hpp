#pragma once

#include "patient.hpp"

#include <cstddef>
#include <cstdint>

/// What the generated code offers: the rules of one workload, three times.
namespace bench {

/// How many rules were generated.
std::size_t generated_rule_count();

/// Every rule an `if`. Writes the fired rules, and returns where they end.
std::uint32_t* run_branches(const Patient& patient, std::uint32_t* fired);

/// Every predicate once, then every rule without a branch. Writes one place beyond the fired rules.
std::uint32_t* run_flat(const Patient& patient, std::uint32_t* fired);

/// One chunk of patients: writes the bitmap of rule i to `results[i * stride]`.
void run_columns(const Columns& columns, std::size_t chunk, Bits* results, std::size_t stride);

}  // namespace bench
