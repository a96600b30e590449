// What the patient's own resource says. Entrances: born, gender_of, death_of, warn_of_the_patient.

#include "adapters/fhir/absence.hpp"
#include "adapters/fhir/evidence.hpp"

namespace caveat::fhir {

namespace {

/// `birthDate` and its like. What stands beside a reason why it is not there cannot be used.
PatientSays element_of(const Record& record, std::string_view name) {
    PatientSays says{name, {}, {}};
    const Element& patient = record.patient_resource->element;
    says.value = patient[name];
    if (says.value && !reason_of_absence(patient["_" + std::string(name)]).empty()) {
        says.why_not = "it has a value, and a reason why there is none";
    }
    return says;
}

}  // namespace

PatientSays gender_of(const Record& record) {
    return element_of(record, "gender");
}

std::pair<PatientSays, std::optional<Moment>> born(const Record& record) {
    PatientSays says = element_of(record, "birthDate");
    if (!says.value || !says.is_usable()) return {says, {}};
    const auto moment = moment_of(says.value.text());
    if (!moment) says.why_not = "it is no date";
    return {says, moment};
}

std::pair<PatientSays, Truth> death_of(const Record& record) {
    const PatientSays told = element_of(record, "deceasedBoolean");
    if (told.value) {
        if (!told.is_usable()) return {told, Truth::unknown};
        return {told, told.value.is_true() ? Truth::yes : Truth::no};
    }
    PatientSays says = element_of(record, "deceasedDateTime");
    if (!says.value || !says.is_usable()) return {says, Truth::unknown};
    const auto died = moment_of(says.value.text());
    const auto& as_of = record.options.as_of;
    if (!died) {
        says.why_not = "it is no date";
    } else if (as_of && mapping::is_before(*as_of, died->date) != Truth::no) {
        says.why_not = "it is, or may be, after the day of the screening";
    }
    return {says, says.is_usable() ? Truth::yes : Truth::unknown};
}

void report(Record& record, const PatientSays& says) {
    if (says.is_usable()) return;
    record.problems.error(
        "unusable-value",
        std::string(record.patient_resource->name) + "." + std::string(says.element),
        std::string(says.why_not), "it counts as not answered");
}

void warn_of_the_patient(Record& record) {
    if (record.patient_resource == nullptr || !record.patient_resource->is_readable) return;
    constexpr const char* help = "make sure that this is the right record";
    const auto [says, is_dead] = death_of(record);
    report(record, says);
    if (is_dead == Truth::yes) {
        record.problems.warning("deceased", record.patient_resource->name, "the patient has died",
                                help);
    }
    const Element active = record.patient_resource->element["active"];
    if (active.is(NodeKind::boolean) && !active.is_true()) {
        record.problems.warning("inactive-patient", record.patient_resource->name,
                                "this patient's record is not in use", help);
    }
}

}  // namespace caveat::fhir
