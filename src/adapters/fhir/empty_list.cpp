// A `List` that somebody has looked through and found empty. Entrance: read_empty_list.

#include "adapters/fhir/evidence.hpp"

namespace caveat::fhir {

namespace {

constexpr std::string_view empty_reasons =
    "http://terminology.hl7.org/CodeSystem/list-empty-reason";

/// Of two reasons that differ, nobody can tell which is meant.
bool is_nil_known(Element list) {
    bool is_known = false;
    bool is_other = false;
    each_coding(list["emptyReason"], [&](CodingView coding) {
        if (coding.system == empty_reasons) {
            (coding.code == "nilknown" ? is_known : is_other) = true;
        }
    });
    return is_known && !is_other;
}

bool has_entry(Element list) {
    bool has = false;
    list["entry"].each([&](Element entry) { has = has || !entry["deleted"].is_true(); });
    return has;
}

}  // namespace

std::optional<RecordEvidence> read_empty_list(Record& record, const FactSource& source,
                                              const Resource& resource) {
    bool is_about = false;
    for (const CodingView& each : resource.codings) {
        is_about = is_about || source.none_by.contains(each.system, each.code);
    }
    // What is not to be read on may be about anything.
    if (!is_about && (resource.is_readable || resource.is_void)) return std::nullopt;
    const Element& list = resource.element;
    RecordEvidence evidence;
    evidence.resource = &resource;
    evidence.source = &source;
    evidence.when = moment_of(list["date"].text());
    const auto says = [&](Reading reading, std::string_view row) {
        evidence.reading = reading;
        evidence.row = row;
        return evidence;
    };
    if (resource.is_void) return says(Reading::nothing, "entered in error");
    if (!resource.is_readable) return says(Reading::unread, "not to be read on");
    const std::string_view status = list["status"].text();
    const auto unknown = [&](const std::string& what, std::string_view given) {
        record.problems.error("unknown-status", std::string(resource.name) + "." + what,
                              given.empty()
                                  ? "it has a " + what + " that nobody here knows"
                                  : "R4 has no " + what + " `" + std::string(given) + "` here",
                              "it was not read on: what it may be about stays open");
        return says(Reading::unread, record.memory.joined({"a ", what, " that is not known"}));
    };
    if (status == "retired") return says(Reading::nothing, "a list of the past");
    if (status != "current") return unknown("status", status);
    const std::string_view mode = list["mode"].text();
    if (mode == "changes") return says(Reading::nothing, "a list of changes");
    if (mode != "working" && mode != "snapshot") return unknown("mode", mode);
    if (!is_nil_known(list)) return says(Reading::nothing, "a list that does not say `nilknown`");
    if (has_entry(list)) {
        record.problems.warning("contradicts-itself", resource.name,
                                "it says that nothing is known, and has entries",
                                "it leaves open what it is about");
        return says(Reading::may, "none known, yet not empty");
    }
    evidence = says(Reading::no, "an empty list: none known");
    look_at_window(record, evidence);
    return evidence;
}

}  // namespace caveat::fhir
