// When what a resource tells of was. Entrances: date_of_evidence, onset_of.

#include "adapters/fhir/evidence.hpp"

namespace caveat::fhir {

namespace {

std::optional<Moment> end_or_start(Element period) {
    const Element end = period["end"];
    return moment_of((end ? end : period["start"]).text());
}

}  // namespace

std::optional<Moment> onset_of(const Resource& resource) {
    const Element onset = resource.element["onsetDateTime"];
    return moment_of((onset ? onset : resource.element["onsetPeriod"]["start"]).text());
}

std::optional<Moment> date_of_evidence(RecordType type, const Resource& resource) {
    const Element& element = resource.element;
    switch (type) {
        case RecordType::condition:
        case RecordType::allergy:
            if (element["recordedDate"]) return moment_of(element["recordedDate"].text());
            return onset_of(resource);
        case RecordType::observation: {
            for (const std::string_view name : {"effectiveDateTime", "effectiveInstant"}) {
                if (element[name]) return moment_of(element[name].text());
            }
            if (const Element end = element["effectivePeriod"]["end"]) return moment_of(end.text());
            return moment_of(element["issued"].text());
        }
        case RecordType::procedure:
            if (element["performedDateTime"]) return moment_of(element["performedDateTime"].text());
            return end_or_start(element["performedPeriod"]);
        case RecordType::encounter:
            return end_or_start(element["period"]);
        case RecordType::medication_statement:
            if (element["effectiveDateTime"]) return moment_of(element["effectiveDateTime"].text());
            return end_or_start(element["effectivePeriod"]);
        case RecordType::medication_request:
        case RecordType::draft_service_request:
        case RecordType::draft_medication_request:
            return moment_of(element["authoredOn"].text());
        case RecordType::proposed_appointment:
            return moment_of(element["start"].text());
        case RecordType::form:
            return moment_of(element["authored"].text());
        case RecordType::patient:
            break;
    }
    return std::nullopt;
}

}  // namespace caveat::fhir
