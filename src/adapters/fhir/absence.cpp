// Entrance: reason_of_absence.

#include "adapters/fhir/absence.hpp"

namespace caveat::fhir {

std::string_view reason_of_absence(Element extended) {
    constexpr std::string_view url = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    std::string_view reason;
    extended["extension"].each([&](Element extension) {
        if (extension["url"].text() != url) return;
        reason = extension["valueCode"].text();
        if (reason.empty()) reason = "unknown";
    });
    return reason;
}

}  // namespace caveat::fhir
