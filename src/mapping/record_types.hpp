#pragma once

// What §3 of the contract with record systems says of each type of resource, as tables: its
// statuses, what can be taken from it, and who may declare what.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::mapping {

/// What a source reads. A proposed appointment and drafts of orders come with a question, and are
/// read from nowhere else.
enum class RecordType : std::uint8_t {
    patient,
    condition,
    observation,
    procedure,
    encounter,
    medication_request,
    medication_statement,
    allergy,
    proposed_appointment,
    draft_service_request,
    draft_medication_request,
    form,  ///< a QuestionnaireResponse; read where it is an answer to the form of the rules
};
inline constexpr std::size_t record_type_count = 12;

/// How a resource reads for a source, before its values are looked at.
enum class Reading : std::uint8_t {
    yes,
    no,
    may,      ///< about this, but not sure
    unread,   ///< it might be anything
    nothing,  ///< it says nothing of this
};

/// What is taken from a resource.
enum class Take : std::uint8_t {
    presence,
    birth_date,
    age,
    gender,
    deceased,
    onset,
    abatement,
    days_since_onset,
    weeks_since_onset,
    value,
    date,
    count,
    code,
    service,
    reason,
    start,
    extension,  ///< the value of one, by its URL
};

/// One status of a type, and how it reads.
struct StatusRow {
    std::string_view status;
    Reading reading;
    bool is_past = false;  ///< it counts as a yes under `ever: yes`
};

/// One type of resource.
struct TypeRow {
    RecordType type;
    std::string_view from;      ///< as `from` names it: `draft ServiceRequest`
    std::string_view resource;  ///< its `resourceType`
    Take usual;                 ///< where `take` is not written; of a patient none is usual
    std::span<const Take> takes;
    std::span<const StatusRow> statuses;  ///< of its `status`; a condition has clinical ones
    bool is_from_context;                 ///< it comes with a question, not out of the record
};

const TypeRow& row_of(RecordType type);
std::span<const TypeRow> type_rows();
/// As `take` names it: `weeks since onset`.
std::string_view name_of(Take take);
/// How R4's `clinicalStatus` of a condition or an allergy reads; none for an unknown one.
std::span<const StatusRow> clinical_statuses(RecordType type);
/// The same of `verificationStatus`. `confirmed` reads as yes, `refuted` as no.
std::span<const StatusRow> verification_statuses(RecordType type);
/// Which statuses `also counts` may name: those that leave it open.
std::vector<std::string> open_statuses(RecordType type);

}  // namespace caveat::mapping
