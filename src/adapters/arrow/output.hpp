#pragma once

// What a screened window gives out.

#include "adapters/arrow/arrays.hpp"
#include "adapters/arrow/work.hpp"

#include <memory>

namespace caveat::arrow {

/// So many rows of one window that what is given out stays small.
std::int64_t rows_at_once(const Plan& plan);

/// Screens the first rows of a window and gives them out as a record batch of `Plan::out`: all of
/// them, or fewer where their texts are long.
///
/// holder  keeps alive what the record batch that was read stands on
OwnedArray give_out(const Plan& plan, Work& work, const ArrowArray& read,
                    const std::shared_ptr<const void>& holder);

}  // namespace caveat::arrow
