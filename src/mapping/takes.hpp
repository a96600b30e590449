#pragma once

// Which kinds of facts something taken from a resource can answer.

#include <caveat/rules.hpp>

#include "mapping/record_types.hpp"

#include <string_view>

namespace caveat::mapping {

/// With its article: "a number".
std::string_view kind_word(FactKind kind);
/// Whether what is taken answers facts of this kind.
bool gives(Take take, FactKind kind);
/// The unit in which something is counted, as UCUM has it; empty for what is no number of time.
std::string_view time_unit(Take take);

}  // namespace caveat::mapping
