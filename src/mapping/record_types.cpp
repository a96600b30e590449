// The tables. Where R4 has no such status, a resource that has it is unread.

#include "mapping/record_types.hpp"

namespace caveat::mapping {

namespace {

namespace statuses {

using enum Reading;

constexpr std::array condition_clinical{StatusRow{"active", yes},
                                        StatusRow{"recurrence", yes},
                                        StatusRow{"relapse", yes},
                                        StatusRow{"inactive", nothing, true},
                                        StatusRow{"remission", nothing, true},
                                        StatusRow{"resolved", nothing, true}};
constexpr std::array condition_verification{
    StatusRow{"confirmed", yes},    StatusRow{"refuted", no},
    StatusRow{"unconfirmed", may},  StatusRow{"provisional", may},
    StatusRow{"differential", may}, StatusRow{"entered-in-error", nothing}};
constexpr std::array allergy_clinical{StatusRow{"active", yes},
                                      StatusRow{"inactive", nothing, true},
                                      StatusRow{"resolved", nothing, true}};
constexpr std::array allergy_verification{StatusRow{"confirmed", yes}, StatusRow{"refuted", no},
                                          StatusRow{"unconfirmed", may},
                                          StatusRow{"entered-in-error", nothing}};
constexpr std::array observation_statuses{
    StatusRow{"final", yes},         StatusRow{"amended", yes},
    StatusRow{"corrected", yes},     StatusRow{"registered", may},
    StatusRow{"preliminary", may},   StatusRow{"unknown", may},
    StatusRow{"cancelled", nothing}, StatusRow{"entered-in-error", nothing}};
// That one was not done does not say that none ever was.
constexpr std::array procedure_statuses{
    StatusRow{"completed", yes},    StatusRow{"in-progress", yes},
    StatusRow{"stopped", may},      StatusRow{"on-hold", may},
    StatusRow{"unknown", may},      StatusRow{"preparation", nothing},
    StatusRow{"not-done", nothing}, StatusRow{"entered-in-error", nothing}};
constexpr std::array encounter_statuses{StatusRow{"in-progress", yes},
                                        StatusRow{"arrived", yes},
                                        StatusRow{"triaged", yes},
                                        StatusRow{"onleave", yes},
                                        StatusRow{"finished", yes},
                                        StatusRow{"unknown", may},
                                        StatusRow{"planned", nothing},
                                        StatusRow{"cancelled", nothing},
                                        StatusRow{"entered-in-error", nothing}};
constexpr std::array request_statuses{StatusRow{"active", yes},
                                      StatusRow{"on-hold", may},
                                      StatusRow{"unknown", may},
                                      StatusRow{"draft", nothing},
                                      StatusRow{"stopped", nothing, true},
                                      StatusRow{"cancelled", nothing},
                                      StatusRow{"completed", nothing, true},
                                      StatusRow{"entered-in-error", nothing}};
constexpr std::array statement_statuses{StatusRow{"active", yes},
                                        StatusRow{"not-taken", no},
                                        StatusRow{"intended", may},
                                        StatusRow{"on-hold", may},
                                        StatusRow{"unknown", may},
                                        StatusRow{"completed", nothing, true},
                                        StatusRow{"stopped", nothing, true},
                                        StatusRow{"entered-in-error", nothing}};
constexpr std::array appointment_statuses{
    StatusRow{"proposed", yes},   StatusRow{"pending", yes},
    StatusRow{"booked", yes},     StatusRow{"waitlist", may},
    StatusRow{"arrived", may},    StatusRow{"fulfilled", may},
    StatusRow{"checked-in", may}, StatusRow{"cancelled", nothing},
    StatusRow{"noshow", nothing}, StatusRow{"entered-in-error", nothing}};
constexpr std::array form_statuses{StatusRow{"completed", yes}, StatusRow{"amended", yes},
                                   StatusRow{"in-progress", may}, StatusRow{"stopped", may},
                                   StatusRow{"entered-in-error", nothing}};
constexpr std::array draft_statuses{StatusRow{"draft", yes},
                                    StatusRow{"active", yes},
                                    StatusRow{"on-hold", yes},
                                    StatusRow{"completed", yes},
                                    StatusRow{"unknown", yes},
                                    StatusRow{"stopped", yes},
                                    StatusRow{"cancelled", nothing},
                                    StatusRow{"revoked", nothing},
                                    StatusRow{"entered-in-error", nothing}};

}  // namespace statuses

constexpr std::array patient_takes{Take::birth_date, Take::age, Take::gender, Take::deceased};
constexpr std::array condition_takes{Take::presence, Take::onset, Take::abatement,
                                     Take::days_since_onset, Take::weeks_since_onset};
constexpr std::array observation_takes{Take::value, Take::date};
constexpr std::array event_takes{Take::presence, Take::date, Take::count};
constexpr std::array presence_takes{Take::presence};
constexpr std::array form_takes{Take::value};
constexpr std::array appointment_takes{Take::service, Take::reason, Take::start};
constexpr std::array order_takes{Take::code, Take::reason};

constexpr std::array<TypeRow, record_type_count> type_table{{
    {RecordType::patient, "Patient", "Patient", Take::presence, patient_takes, {}, false},
    {RecordType::condition, "Condition", "Condition", Take::presence, condition_takes, {}, false},
    {RecordType::observation, "Observation", "Observation", Take::value, observation_takes,
     statuses::observation_statuses, false},
    {RecordType::procedure, "Procedure", "Procedure", Take::presence, event_takes,
     statuses::procedure_statuses, false},
    {RecordType::encounter, "Encounter", "Encounter", Take::presence, event_takes,
     statuses::encounter_statuses, false},
    {RecordType::medication_request, "MedicationRequest", "MedicationRequest", Take::presence,
     presence_takes, statuses::request_statuses, false},
    {RecordType::medication_statement, "MedicationStatement", "MedicationStatement", Take::presence,
     presence_takes, statuses::statement_statuses, false},
    {RecordType::allergy,
     "AllergyIntolerance",
     "AllergyIntolerance",
     Take::presence,
     presence_takes,
     {},
     false},
    {RecordType::proposed_appointment, "proposed Appointment", "Appointment", Take::service,
     appointment_takes, statuses::appointment_statuses, true},
    {RecordType::draft_service_request, "draft ServiceRequest", "ServiceRequest", Take::code,
     order_takes, statuses::draft_statuses, true},
    {RecordType::draft_medication_request, "draft MedicationRequest", "MedicationRequest",
     Take::code, order_takes, statuses::draft_statuses, true},
    {RecordType::form, "QuestionnaireResponse", "QuestionnaireResponse", Take::value, form_takes,
     statuses::form_statuses, false},
}};

}  // namespace

const TypeRow& row_of(RecordType type) {
    return type_table[static_cast<std::size_t>(type)];
}

std::span<const TypeRow> type_rows() {
    return type_table;
}

std::string_view name_of(Take take) {
    switch (take) {
        case Take::presence:
            return "presence";
        case Take::birth_date:
            return "birth date";
        case Take::age:
            return "age";
        case Take::gender:
            return "gender";
        case Take::deceased:
            return "deceased";
        case Take::onset:
            return "onset";
        case Take::abatement:
            return "abatement";
        case Take::days_since_onset:
            return "days since onset";
        case Take::weeks_since_onset:
            return "weeks since onset";
        case Take::value:
            return "value";
        case Take::date:
            return "date";
        case Take::count:
            return "count";
        case Take::code:
            return "code";
        case Take::service:
            return "service";
        case Take::reason:
            return "reason";
        case Take::start:
            return "start";
        case Take::extension:
            return "extension";
    }
    return {};
}

std::span<const StatusRow> clinical_statuses(RecordType type) {
    if (type == RecordType::condition) return statuses::condition_clinical;
    if (type == RecordType::allergy) return statuses::allergy_clinical;
    return {};
}

std::span<const StatusRow> verification_statuses(RecordType type) {
    if (type == RecordType::condition) return statuses::condition_verification;
    if (type == RecordType::allergy) return statuses::allergy_verification;
    return {};
}

std::vector<std::string> open_statuses(RecordType type) {
    std::vector<std::string> names;
    const auto add = [&](std::span<const StatusRow> statuses) {
        for (const StatusRow& each : statuses) {
            if (each.reading == Reading::may) names.emplace_back(each.status);
        }
    };
    add(verification_statuses(type));
    add(row_of(type).statuses);
    return names;
}

}  // namespace caveat::mapping
