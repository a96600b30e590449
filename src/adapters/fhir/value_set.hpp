#pragma once

#include "mapping/mapping_file.hpp"

#include <string_view>

namespace caveat::fhir {

/// Reads a FHIR ValueSet: its expansion, or what it lists concept by concept. One that leaves open
/// what is in it cannot be used: an empty or shortened value set matches nothing, or half.
mapping::ValueSet read_value_set(std::string_view text);

}  // namespace caveat::fhir
