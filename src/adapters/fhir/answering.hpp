#pragma once

// All that a record says of one fact, weighed into an answer.

#include "adapters/fhir/evidence.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::fhir {

/// What is said of a fact. An answer of `Value::Kind::none` and no list is no answer.
struct FactAnswer {
    Value value{};  ///< of choices and records: only that it was asked and is not known
    std::vector<std::uint32_t> present{};  ///< of choices
    std::vector<std::uint32_t> absent{};
    std::vector<Row> rows{};  ///< of records
    bool is_list_complete = false;
    std::vector<RecordEvidence> evidence{};
};

/// What the sources of the fact read, but for what is about something else.
std::vector<RecordEvidence> collect_evidence(Record& record, FactId fact);
/// What forms that came back say of the fact.
void collect_form_answers(Record& record, FactId fact, std::vector<RecordEvidence>& evidence);
/// What the answer to a question of a form of others says of the fact; nothing where the resource
/// answers another form, or has no answer to this.
std::optional<RecordEvidence> read_foreign_form(Record& record, FactId fact,
                                                const FactSource& source, const Resource& resource);
/// How a form that came back reads by its status, and why.
std::pair<Reading, std::string_view> reading_of_form(Record& record, const Resource& resource,
                                                     const std::vector<std::string>& also_counts);
/// Why a form that names no questionnaire is not sure to be the one that is meant.
inline constexpr std::string_view which_form_is_not_said = "without saying which form it answers";
/// The reading that an answer to a form has by its value.
void settle_form(Record& record, RecordEvidence& evidence);
/// Whether somebody was asked and does not know.
bool is_not_known(const Element& answer);
/// A yes or a no as a value.
Value yes_value(bool yes);

/// Weighs everything that the sources of the fact read.
FactAnswer answer_of(Record& record, FactId fact);

/// The newest of dated evidence: its value, and whether something that may be newer leaves it open.
struct Newest {
    Value value{};
    bool is_open = false;
};
Newest newest_of(Record& record, std::vector<RecordEvidence*>& dated, const std::string& path);

/// One event, as each source reads it that it is one of.
using Event = std::vector<RecordEvidence*>;

/// The events that are no part of another one. Of parts of each other nobody can tell how many
/// they are: none of them is one.
struct Wholes {
    std::vector<Event> events{};
    bool is_circular = false;  ///< some are parts of each other
};
/// Of the evidence that is a yes.
Wholes wholes_of(const Record& record, const std::vector<RecordEvidence*>& evidence);

/// The fields of each event. Those that its sources read differently are open.
std::vector<Row> read_rows(Record& record, FactId fact, const std::vector<Event>& events);

}  // namespace caveat::fhir
