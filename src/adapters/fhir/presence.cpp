// The table: how a resource reads for a source. Entrance: read_presence.

#include "adapters/fhir/evidence.hpp"

#include <algorithm>
#include <array>

namespace caveat::fhir {

namespace {

constexpr std::string_view condition_clinical =
    "http://terminology.hl7.org/CodeSystem/condition-clinical";
constexpr std::string_view condition_verification =
    "http://terminology.hl7.org/CodeSystem/condition-ver-status";
constexpr std::string_view allergy_clinical =
    "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical";
constexpr std::string_view allergy_verification =
    "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification";

/// A status of one CodeableConcept; not understood where it is there and of no known system, or of
/// two that differ.
struct CodedStatus {
    bool is_there = false;
    std::string_view code{};
};

CodedStatus coded_status(Element concept_element, std::string_view system) {
    CodedStatus status;
    status.is_there = concept_element.exists();
    bool differs = false;
    each_coding(concept_element, [&](CodingView coding) {
        if (coding.system != system) return;
        differs = differs || (!status.code.empty() && status.code != coding.code);
        status.code = coding.code;
    });
    if (differs) status.code = {};
    return status;
}

CodedStatus verification_of(const Resource& resource) {
    return coded_status(resource.element["verificationStatus"], resource.type == "Condition"
                                                                    ? condition_verification
                                                                    : allergy_verification);
}

/// What codes of ICD-10-GM have beside them: `A` excluded, `V` suspected, `Z` of the past. Empty
/// where nothing is said, or `G`: it is sure.
std::string_view doubt_about(Element code) {
    constexpr std::string_view system =
        "https://fhir.kbv.de/CodeSystem/KBV_CS_SFHIR_ICD_DIAGNOSESICHERHEIT";
    std::string_view doubt;
    code["coding"].each([&](Element coding) {
        coding["extension"].each([&](Element extension) {
            const Element certainty = extension["valueCoding"];
            if (certainty["system"].text() == system && certainty["code"].text() != "G") {
                doubt = certainty["code"].text();
            }
        });
    });
    return doubt;
}

const mapping::StatusRow* find_row(std::span<const mapping::StatusRow> rows,
                                   std::string_view code) {
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const mapping::StatusRow& each) {
        return each.status == code;
    });
    return found == rows.end() ? nullptr : &*found;
}

/// Whether it is dated by its beginning alone, which does not tell how old it is.
bool is_dated_by_its_beginning(const Resource& resource) {
    constexpr std::array<std::string_view, 3> periods{"period", "performedPeriod",
                                                      "effectivePeriod"};
    const Element& element = resource.element;
    if (resource.type == "Observation") return false;
    if (resource.type == "Condition" || resource.type == "AllergyIntolerance") {
        return !element["recordedDate"];
    }
    return std::any_of(periods.begin(), periods.end(), [&](std::string_view name) {
        return element[name]["start"] && !element[name]["end"];
    });
}

Truth fits_window(const Record& record, const RecordEvidence& evidence) {
    const auto& as_of = record.options.as_of;
    if (!evidence.source->within || !evidence.when || !as_of) return Truth::unknown;
    // What begins within the window, or after the day, is no older.
    const Date first = values::date_of(values::range_of(evidence.when->date).low);
    if (mapping::is_before(*as_of, first) == Truth::yes ||
        mapping::is_within(*evidence.source->within, first, *as_of) == Truth::yes) {
        return Truth::yes;
    }
    const Truth fits = mapping::is_within(*evidence.source->within, evidence.when->date, *as_of);
    return fits == Truth::no && is_dated_by_its_beginning(*evidence.resource) ? Truth::unknown
                                                                              : fits;
}

class PresenceReader {
  public:
    PresenceReader(Record& record, const FactSource& source, const Resource& resource)
        : record_(record), source_(source), resource_(resource) {}

    std::optional<RecordEvidence> read() {
        match_ = match_of(source_, resource_);
        if (match_ == Match::other && resource_.is_readable && !resource_.is_void) {
            return std::nullopt;
        }
        evidence_.resource = &resource_;
        evidence_.source = &source_;
        evidence_.when = date_of_evidence(source_.from, resource_);
        if (resource_.is_void) return says(Reading::nothing, "entered in error");
        if (!resource_.is_readable) return says(Reading::unread, "not to be read on");
        if (match_ == Match::not_understood) {
            // What is surely too old would be nothing, whatever it is about.
            if (fits_window(record_, evidence_) == Truth::no) return std::nullopt;
            return says(Reading::unread, why_not_understood());
        }
        const bool has_clinical =
            source_.from == RecordType::condition || source_.from == RecordType::allergy;
        has_clinical ? read_clinical() : read_status();
        if (match_ == Match::part && evidence_.reading == Reading::yes) {
            set(Reading::may, joined(evidence_.row, ", of something else that names this"));
        }
        if (evidence_.reading == Reading::yes || evidence_.reading == Reading::no ||
            evidence_.reading == Reading::may) {
            look_at_window(record_, evidence_);
        }
        return std::move(evidence_);
    }

  private:
    RecordEvidence says(Reading reading, std::string_view row) {
        set(reading, row);
        return std::move(evidence_);
    }
    void set(Reading reading, std::string_view row) {
        evidence_.reading = reading;
        evidence_.row = row;
    }

    [[nodiscard]] std::string_view why_not_understood() const {
        if (resource_.codings.empty()) return "without a code";
        const bool is_known =
            std::any_of(resource_.codings.begin(), resource_.codings.end(),
                        [&](CodingView coding) { return source_.understands(coding.system); });
        return is_known ? "with a code that is not clear" : "coded in other systems alone";
    }

    std::string_view joined(std::string_view words, std::string_view more) {
        return record_.memory.joined({words, more});
    }

    [[nodiscard]] Element element(std::string_view name) const { return resource_.element[name]; }

    [[nodiscard]] bool also_counts(std::string_view status) const {
        return std::find(source_.also_counts.begin(), source_.also_counts.end(), status) !=
               source_.also_counts.end();
    }

    void unknown_status(std::string_view key, std::string_view status) {
        record_.problems.error(
            "unknown-status", std::string(resource_.name) + "." + std::string(key),
            status.empty() ? "it has a status that nobody here knows"
                           : "R4 has no status `" + std::string(status) + "` here",
            "it was not read on: what it may be about stays open");
        set(Reading::unread, "a status that is not known");
    }

    void read_clinical() {
        const bool is_condition = source_.from == RecordType::condition;
        const CodedStatus clinical = coded_status(
            element("clinicalStatus"), is_condition ? condition_clinical : allergy_clinical);
        const CodedStatus verified = verification_of(resource_);
        const auto* const clinical_row =
            find_row(mapping::clinical_statuses(source_.from), clinical.code);
        const auto* const verified_row =
            find_row(mapping::verification_statuses(source_.from), verified.code);
        if (clinical.is_there && clinical_row == nullptr) {
            return unknown_status("clinicalStatus", clinical.code);
        }
        if (verified.is_there && verified_row == nullptr) {
            return unknown_status("verificationStatus", verified.code);
        }
        if (verified.code == "refuted") {
            const bool denies = match_ == Match::exact;
            return set(denies ? Reading::no : Reading::nothing,
                       denies ? "refuted" : "refuted, but a kind of it alone");
        }
        if (clinical_row != nullptr && clinical_row->reading == Reading::nothing && !source_.ever) {
            return set(Reading::nothing, joined("clinical status ", clinical.code));
        }
        if (verified_row != nullptr && verified_row->reading == Reading::may &&
            !also_counts(verified.code)) {
            return set(Reading::may, joined("verification ", verified.code));
        }
        if (const auto doubt = doubt_about(element("code")); !doubt.empty()) {
            return set(Reading::may, joined("diagnostic certainty ", doubt));
        }
        if (!clinical.is_there) return set(Reading::may, "without a clinical status");
        if (contradicts_itself(clinical_row->reading == Reading::yes)) return;
        const bool denies = match_ == Match::none_by;
        if (denies && clinical_row->reading != Reading::yes) {
            return set(Reading::nothing, joined("clinical status ", clinical.code));
        }
        set(denies ? Reading::no : Reading::yes,
            joined(denies ? "says that there is none, clinical status " : "clinical status ",
                   clinical.code));
    }

    bool contradicts_itself(bool is_active) {
        const auto odd = [&](mapping::DiagnosticCode code, std::string message,
                             std::string_view row) {
            record_.problems.warning(code, resource_.name, std::move(message),
                                     "it leaves open what it is about");
            set(Reading::may, row);
            return true;
        };
        const bool has_abatement = element("abatementDateTime") || element("abatementAge") ||
                                   element("abatementPeriod") || element("abatementRange") ||
                                   element("abatementString");
        if (is_active && has_abatement) {
            return odd("contradicts-itself", "it is active, and says when it ended",
                       "active, yet ended");
        }
        const auto onset = onset_of(resource_);
        if (onset && record_.options.as_of &&
            mapping::is_before(*record_.options.as_of, onset->date) == Truth::yes) {
            return odd("in-the-future", "it begins after the day of the screening",
                       "begins in the future");
        }
        return false;
    }

    void read_status() {
        const std::string_view status = element("status").text();
        const auto* const row = find_row(mapping::row_of(source_.from).statuses, status);
        if (row == nullptr) return unknown_status("status", status);
        Reading reading = row->reading;
        if (row->is_past && source_.ever) reading = Reading::yes;
        if (reading == Reading::may && also_counts(status)) reading = Reading::yes;
        if (reading == Reading::no && match_ != Match::exact) reading = Reading::nothing;
        std::string_view words = joined("status ", status);
        const bool is_order = source_.from == RecordType::medication_request ||
                              source_.from == RecordType::draft_service_request ||
                              source_.from == RecordType::draft_medication_request;
        if (is_order && element("doNotPerform").is_true()) {
            reading = Reading::nothing;
            words = "not to be done";
        } else if (source_.from == RecordType::medication_request) {
            reading = with_intent(reading, words);
        } else if (source_.from == RecordType::procedure && status == "in-progress") {
            reading = once_begun(reading, words);
        }
        if (reading != Reading::unread || evidence_.row.empty()) set(reading, words);
    }

    Reading with_intent(Reading reading, std::string_view& words) {
        constexpr std::array orders{"order", "original-order", "reflex-order", "filler-order",
                                    "instance-order"};
        constexpr std::array wishes{"proposal", "plan", "option"};
        const auto is_one_of = [](const auto& words_known, std::string_view word) {
            return std::find(words_known.begin(), words_known.end(), word) != words_known.end();
        };
        const std::string_view intent = element("intent").text();
        if (is_one_of(orders, intent)) return reading;
        if (is_one_of(wishes, intent)) {
            words = joined(words, joined(", intent ", intent));
            return reading == Reading::yes ? Reading::may : reading;
        }
        unknown_status("intent", intent);
        return Reading::unread;
    }

    Reading once_begun(Reading reading, std::string_view& words) {
        const Element begun = element("performedDateTime");
        const auto start = moment_of((begun ? begun : element("performedPeriod")["start"]).text());
        const bool has_begun = start && record_.options.as_of &&
                               mapping::is_before(*record_.options.as_of, start->date) == Truth::no;
        if (has_begun || reading != Reading::yes) return reading;
        words = joined(words, ", but not begun for sure");
        return Reading::may;
    }

    Record& record_;
    const FactSource& source_;
    const Resource& resource_;
    Match match_ = Match::other;
    RecordEvidence evidence_;
};

}  // namespace

bool is_entered_in_error(const Resource& resource) {
    constexpr std::string_view code = "entered-in-error";
    const Element& element = resource.element;
    const bool is_clear = !element.has_twice("status") && !element.has_twice("verificationStatus");
    return is_clear && (element["status"].text() == code || verification_of(resource).code == code);
}

void look_at_window(Record& record, RecordEvidence& evidence) {
    const auto set = [&](Reading reading, std::string_view row) {
        evidence.reading = reading;
        evidence.row = row;
    };
    const auto& as_of = record.options.as_of;
    const auto& when = evidence.when;
    const std::string_view type = evidence.resource->type;
    const bool is_dated_once = type == "Procedure" || type == "Encounter" ||
                               type == "Observation" || type == "List" ||
                               type == "QuestionnaireResponse";
    if (when && as_of && is_dated_once && mapping::is_before(*as_of, when->date) == Truth::yes) {
        record.problems.warning("in-the-future", evidence.resource->name,
                                "it is dated after the day of the screening",
                                "it leaves open what it is about");
        return set(Reading::may, "dated in the future");
    }
    if (!evidence.source->within) return;
    const Truth fits = fits_window(record, evidence);
    if (fits == Truth::no) return set(Reading::nothing, "too long ago");
    if (fits == Truth::unknown) {
        set(Reading::may, when ? "perhaps too long ago" : "without a date that tells its age");
    }
}

namespace {

Match match_of(const FactSource& source, const CodingView& coding) {
    const auto has = [&](const mapping::CodeTable& table) {
        return table.contains(coding.system, coding.code);
    };
    if (has(source.none_by)) return Match::none_by;
    if (has(source.exact)) return Match::exact;
    const auto& answers = source.answers.codes;
    const bool is_kind = has(source.kinds) || (source.is_told_by_answers() &&
                                               std::any_of(answers.begin(), answers.end(), has));
    return is_kind ? Match::kind : Match::other;
}

}  // namespace

Match match_of(const FactSource& source, const Resource& resource) {
    const bool is_order = mapping::row_of(source.from).is_from_context;
    // The codes are those of what is taken from it.
    const bool is_of_part = source.take == Take::service || source.take == Take::reason;
    bool is_understood = is_order && (is_of_part || (source.exact.empty() && source.kinds.empty()));
    Match match = is_understood ? Match::kind : Match::other;
    for (const CodingView& each : resource.codings) {
        const Match found = match_of(source, each);
        const bool is_clear = source.understands(each.system) &&
                              mapping::is_written_well(each.system, each.code) &&
                              (found != Match::other || !source.is_below(each.system, each.code));
        is_understood = is_understood || is_clear || found == Match::none_by;
        if (found == Match::other) continue;
        // Codes of one thing that mean both: nobody can tell which is right.
        if ((found == Match::none_by) != (match == Match::none_by) && match != Match::other) {
            return Match::not_understood;
        }
        if (match != Match::exact) match = found;
    }
    if (!is_understood) return Match::not_understood;
    const bool is_named =
        match == Match::other &&
        std::any_of(resource.parts.begin(), resource.parts.end(), [&](const CodingView& each) {
            const Match found = match_of(source, each);
            return found == Match::exact || found == Match::kind;
        });
    return is_named ? Match::part : match;
}

std::optional<RecordEvidence> read_presence(Record& record, const FactSource& source,
                                            const Resource& resource) {
    return PresenceReader(record, source, resource).read();
}

}  // namespace caveat::fhir
