#pragma once

// What one resource says of one fact.

#include <caveat/values.hpp>

#include "adapters/fhir/record.hpp"
#include "mapping/measures.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::fhir {

using mapping::FactSource;
using mapping::Reading;
using mapping::RecordType;
using mapping::Take;

/// An answer as one resource gives it.
struct Value {
    enum class Kind : std::uint8_t { none, not_known, yes_no, number, date, codes, rows };
    Kind kind = Kind::none;
    bool yes = false;
    mapping::Measured number{};
    Date date{};
    std::vector<std::uint32_t> codes{};      ///< of a choice or choices
    std::vector<std::vector<Value>> rows{};  ///< of records: the fields of each
    bool is_whole = false;                   ///< of choices and records: these are all there are

    friend bool operator==(const Value& a, const Value& b) {
        return a.kind == b.kind && a.yes == b.yes && a.number == b.number && a.date == b.date &&
               a.codes == b.codes && a.rows == b.rows && a.is_whole == b.is_whole;
    }
};

/// One record of a list: its fields, in the order of the rule file.
using Row = std::vector<Value>;

struct RecordEvidence {
    Reading reading = Reading::nothing;
    std::string_view row;  ///< of the table: why it reads so; a literal, or in the memory
    Value value;           ///< of a yes, where more than its presence is taken
    std::optional<Moment> when{};
    const Resource* resource = nullptr;
    const FactSource* source = nullptr;
    bool is_used = false;

    /// Says more of why.
    void add(Record& record, std::string_view more) { row = record.memory.joined({row, more}); }
};

/// Which of a source's codes a resource has. part  it is about something else, and names one of
/// them besides.
enum class Match : std::uint8_t { other, part, exact, kind, none_by, not_understood };
Match match_of(const FactSource& source, const Resource& resource);

/// How a resource reads for a source by its codes, its statuses and its date; `when` is set. The
/// value is not looked at. Nothing where it is about something else.
std::optional<RecordEvidence> read_presence(Record& record, const FactSource& source,
                                            const Resource& resource);

/// A `List` with a code of the source's `none by`, such as a problem list: a no where it is
/// current, empty, and says `nilknown`. Nothing for any other list.
std::optional<RecordEvidence> read_empty_list(Record& record, const FactSource& source,
                                              const Resource& resource);

/// What is surely too long ago says nothing; what is not dated well enough leaves it open.
void look_at_window(Record& record, RecordEvidence& evidence);

/// The value of an Observation, or of one of its components. What cannot be used is `none`, and is
/// reported at `path`.
struct ValuePlace {
    mapping::NumberPlace place;
    const mapping::Answers& answers;
    const mapping::Units& units;
    FactKind kind;
    std::string path;
};
Value read_value(Record& record, Element holder, const ValuePlace& place);
/// The codes of a choice that these codings stand for.
std::vector<std::uint32_t> codes_of(const mapping::Answers& answers,
                                    std::span<const CodingView> codings);

/// What an element of the patient's resource says.
struct PatientSays {
    std::string_view element;    ///< `birthDate`
    Element value{};             ///< none where the resource does not say
    std::string_view why_not{};  ///< why it cannot be used; empty where it can. A literal

    [[nodiscard]] bool is_usable() const { return why_not.empty(); }
};
// Of a record with a patient's resource that is to be read.
PatientSays gender_of(const Record& record);
/// With the date, where it is one that can be used.
std::pair<PatientSays, std::optional<Moment>> born(const Record& record);
/// With whether the patient has died. A date of death says so only where it is surely no day after
/// that of the screening.
std::pair<PatientSays, Truth> death_of(const Record& record);
/// Reports an element that cannot be used.
void report(Record& record, const PatientSays& says);
/// What speaks against the patient's being the one who is meant.
void warn_of_the_patient(Record& record);

/// When evidence is from; nothing where the resource does not say, or not well enough.
std::optional<Moment> date_of_evidence(RecordType type, const Resource& resource);
std::optional<Moment> onset_of(const Resource& resource);

}  // namespace caveat::fhir
