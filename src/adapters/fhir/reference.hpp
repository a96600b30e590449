#pragma once

// Addresses of resources, and what refers to them.

#include "adapters/fhir/record.hpp"

#include <string>
#include <string_view>

namespace caveat::fhir {

/// `https://x/fhir/` of `https://x/fhir/Condition/5`; empty of anything else.
std::string_view base_of(const Resource& resource);
/// `https://x/fhir/Patient/1` of `Patient/1` where the base is known.
std::string absolute(const Resource& from, std::string_view reference);

}  // namespace caveat::fhir
