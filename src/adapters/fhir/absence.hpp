#pragma once

// What says of itself that it is not there: the extension data-absent-reason.

#include "adapters/fhir/element.hpp"

#include <string_view>

namespace caveat::fhir {

/// Why something is not there, as the extensions of an element say, or those of the `_birthDate`
/// that stands beside a `birthDate`. `unknown` where they give no reason; empty where nothing says
/// that it is not there.
std::string_view reason_of_absence(Element extended);

}  // namespace caveat::fhir
