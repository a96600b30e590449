#pragma once

// Record batches that are built wrongly, as far as anybody can see it: what the sizes of buffers
// are, only their producer knows, so no mutation reaches beyond them.

#include "support/arrow_arrays.hpp"

#include <cstdint>
#include <functional>
#include <string_view>

namespace caveat::testing {

/// Numbers below a bound, from wherever.
using Dice = std::function<std::uint64_t(std::uint64_t below)>;

/// A rule file with facts of every kind, and batches with a column of every type for it.
extern const std::string_view mutated_rules;
ArrowColumn batch_to_mutate(const Dice& dice);

/// Changes numbers in buffers, lengths and offsets.
void mutate(ArrowColumn& column, const Dice& dice);
/// Takes away pointers, and miscounts them.
void spoil(ArrowArray& array, const Dice& dice);

/// Binds, screens and compares each row with its own profile. False where something differs; a
/// batch that is refused is as good.
bool screens_soundly(const ArrowColumn& batch, const Dice& dice);

}  // namespace caveat::testing
