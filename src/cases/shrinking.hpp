#pragma once

// Patients as small as they can be.

#include "cases/draft.hpp"

#include <functional>

namespace caveat::cases {

/// Takes away every answer, record, field and code that can be taken away while `still` holds.
///
/// Precondition: it holds for the draft.
void shrink(Draft& draft, const std::function<bool(const Draft&)>& still);

}  // namespace caveat::cases
