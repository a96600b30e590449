#pragma once

// What says of itself that it is not there: the extension data-absent-reason.

#include "adapters/fhir/element.hpp"

#include <string_view>

namespace caveat::fhir {

/// The reasons that are given why one thing is not there.
struct Absence {
    std::string_view reason{};  ///< `unknown` where none is given; empty where nothing says it
    bool differs = false;       ///< several do not agree: nobody can tell which is right

    void add(std::string_view code);
    /// Those of the extensions of an element.
    void add_extensions(Element extended);
};

/// Why something is not there, as the extensions of an element say, or those of the `_birthDate`
/// that stands beside a `birthDate`. `unknown` where they give no reason; empty where nothing says
/// that it is not there.
std::string_view reason_of_absence(Element extended);

}  // namespace caveat::fhir
