#pragma once

#include <array>
#include <string_view>

/// The codes of what is said of mappings and of patients' records, beside those of
/// <caveat/codes.hpp> that are said of them too. Stable, as those are.
namespace caveat::fhir_codes {

// Of mappings, when they are loaded.

/// Nothing can be reached at this address; of a service.
inline constexpr std::string_view bad_address = "bad-address";
/// A code is no code, or `*` stands where no code begins with another.
inline constexpr std::string_view bad_coding = "bad-coding";
/// A value set cannot be used.
inline constexpr std::string_view bad_value_set = "bad-value-set";
/// `within` is no time that can be counted back.
inline constexpr std::string_view bad_window = "bad-window";
/// A closed query leaves something out of its list.
inline constexpr std::string_view closed_filtered = "closed-filtered";
/// `closed` gives no reason.
inline constexpr std::string_view closed_without_reason = "closed-without-reason";
/// One code means two things.
inline constexpr std::string_view coded_twice = "coded-twice";
/// Nothing says where a fact comes from.
inline constexpr std::string_view fact_not_mapped = "fact-not-mapped";
/// The file is no mapping.
inline constexpr std::string_view not_a_mapping = "not-a-mapping";
/// Not every record system answers a search by this parameter (a warning).
inline constexpr std::string_view search_parameter = "search-parameter";
/// Strangers could ask, or read what is asked; of a service.
inline constexpr std::string_view unguarded = "unguarded";
/// No hook has this name.
inline constexpr std::string_view unknown_hook = "unknown-hook";
/// Cards that have to be seen would not be shown.
inline constexpr std::string_view hides_warning = "hides-warning";
/// No query has this key.
inline constexpr std::string_view unknown_query = "unknown-query";
/// A status that nobody knows; of a mapping or a record.
inline constexpr std::string_view unknown_status = "unknown-status";
/// No code system has this name.
inline constexpr std::string_view unknown_system = "unknown-system";
/// A prefetch token is no field of the context.
inline constexpr std::string_view unknown_token = "unknown-token";
/// Nothing is read from this type of resource.
inline constexpr std::string_view unknown_type = "unknown-type";
/// No value set has this name.
inline constexpr std::string_view unknown_value_set = "unknown-value-set";
/// A value set is a draft, or retired (a warning).
inline constexpr std::string_view value_set_status = "value-set-status";

// Of records, when they are read.

/// A resource says that it is over, and that it is not (a warning).
inline constexpr std::string_view contradicts_itself = "contradicts-itself";
/// The patient has died (a warning).
inline constexpr std::string_view deceased = "deceased";
/// A fact is denied in one place, and held possible in another.
inline constexpr std::string_view in_doubt = "in-doubt";
/// A form always shows a question that is not always asked (a warning).
inline constexpr std::string_view gate_shown = "gate-shown";
/// Something is dated after the day of the screening (a warning).
inline constexpr std::string_view in_the_future = "in-the-future";
/// The record of the patient is not in use (a warning).
inline constexpr std::string_view inactive_patient = "inactive-patient";
/// Not all of a list was delivered (a warning).
inline constexpr std::string_view incomplete_delivery = "incomplete-delivery";
/// An answer that may be the newest cannot be used (a warning).
inline constexpr std::string_view later_not_final = "later-not-final";
/// A number has no unit that is known.
inline constexpr std::string_view no_ucum = "no-ucum";
/// A text is no FHIR, or none that tells what is so.
inline constexpr std::string_view not_fhir = "not-fhir";
/// Two resources share a business identifier, and count once (a warning).
inline constexpr std::string_view one_identifier = "one-identifier";
/// A resource is about somebody else, or does not say about whom.
inline constexpr std::string_view other_patient = "other-patient";
/// A query that the mapping cannot do without was not delivered.
inline constexpr std::string_view query_missing = "query-missing";
/// The patient was replaced by another one; nothing is read.
inline constexpr std::string_view replaced_patient = "replaced-patient";
/// The record is of several patients; nothing is read.
inline constexpr std::string_view several_patients = "several-patients";
/// Several resources give a fact different values.
inline constexpr std::string_view several_values = "several-values";
/// One resource says yes, another one no.
inline constexpr std::string_view sources_disagree = "sources-disagree";
/// Two versions of one resource differ, and nothing tells which is later.
inline constexpr std::string_view two_versions = "two-versions";
/// A form came back with an answer to what it does not ask.
inline constexpr std::string_view unknown_item = "unknown-item";
/// A coded value is none that the mapping knows.
inline constexpr std::string_view unmapped_code = "unmapped-code";
/// A resource is not to be read on.
inline constexpr std::string_view unreadable_resource = "unreadable-resource";
/// A value cannot be an answer.
inline constexpr std::string_view unusable_value = "unusable-value";

/// All of them, in alphabetical order.
inline constexpr std::array all{
    bad_address,      bad_coding,
    bad_value_set,    bad_window,
    closed_filtered,  closed_without_reason,
    coded_twice,      contradicts_itself,
    deceased,         fact_not_mapped,
    gate_shown,       hides_warning,
    in_doubt,         in_the_future,
    inactive_patient, incomplete_delivery,
    later_not_final,  no_ucum,
    not_a_mapping,    not_fhir,
    one_identifier,   other_patient,
    query_missing,    replaced_patient,
    search_parameter, several_patients,
    several_values,   sources_disagree,
    two_versions,     unguarded,
    unknown_hook,     unknown_item,
    unknown_query,    unknown_status,
    unknown_system,   unknown_token,
    unknown_type,     unknown_value_set,
    unmapped_code,    unreadable_resource,
    unusable_value,   value_set_status,
};

/// Whether a text is one of the codes.
constexpr bool is_known(std::string_view code) {
    for (const std::string_view each : all) {
        if (each == code) return true;
    }
    return false;
}

}  // namespace caveat::fhir_codes
