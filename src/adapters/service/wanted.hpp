#pragma once

// Whether what is booked or ordered is what cards are wanted for.

#include "adapters/service/hook_call.hpp"
#include "mapping/code_table.hpp"

#include <string_view>

namespace caveat::service {

/// Whether a resource that is booked is one of the codes, or may be; whatever it is where there are
/// no codes.
bool is_booked(const mapping::CodeTable& codes, std::string_view resource);

/// The same for one of the orders of a call, or of those selected.
bool is_ordered(const mapping::CodeTable& codes, const HookCall& call);

}  // namespace caveat::service
