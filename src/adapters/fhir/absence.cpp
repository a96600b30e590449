// Entrances: Absence, reason_of_absence.

#include "adapters/fhir/absence.hpp"

namespace caveat::fhir {

void Absence::add(std::string_view code) {
    if (code.empty()) code = "unknown";
    differs = differs || (!reason.empty() && reason != code);
    reason = code;
}

void Absence::add_extensions(Element extended) {
    constexpr std::string_view url = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    extended["extension"].each([&](Element extension) {
        if (extension["url"].text() == url) add(extension["valueCode"].text());
    });
}

std::string_view reason_of_absence(Element extended) {
    Absence absence;
    absence.add_extensions(extended);
    return absence.reason;
}

}  // namespace caveat::fhir
