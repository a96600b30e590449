// What the sources of one fact read in a record. Entrance: collect_evidence.

#include "adapters/fhir/answering.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace caveat::fhir {

namespace {

Value date_value(const std::optional<Moment>& moment) {
    Value value;
    if (!moment) return value;
    value.kind = Value::Kind::date;
    value.date = moment->date;
    return value;
}

class Collector {
  public:
    Collector(Record& record, FactId fact)
        : record_(record), fact_(fact), info_(record.tables.rules.fact(fact)) {}

    std::vector<RecordEvidence> collect_all() {
        for (const FactSource& source : record_.tables.facts[fact_.index].sources) collect(source);
        return std::move(evidence_);
    }

  private:
    [[nodiscard]] bool reads(const FactSource& source, const Resource& resource) const {
        if (resource.is_left_out) return false;
        if (mapping::row_of(source.from).is_from_context) return is_in_context(source, resource);
        if (resource.origination == Origination::appointments ||
            resource.origination == Origination::drafts) {
            return false;
        }
        return !source.query || resource.origination == Origination::file ||
               std::find(resource.queries.begin(), resource.queries.end(), *source.query) !=
                   resource.queries.end();
    }

    [[nodiscard]] bool is_in_context(const FactSource& source, const Resource& resource) const {
        if (source.from == RecordType::proposed_appointment) {
            return resource.origination == Origination::appointments;
        }
        const auto& selections = record_.options.selections;
        return resource.origination == Origination::drafts &&
               (selections.empty() ||
                std::find(selections.begin(), selections.end(), resource.name) != selections.end());
    }

    void collect(const FactSource& source) {
        if (source.from == RecordType::patient) return collect_patient(source);
        for (const Resource& resource : record_.of_type(mapping::row_of(source.from).resource)) {
            if (!reads(source, resource)) continue;
            add(source.from == RecordType::form
                    ? read_foreign_form(record_, fact_, source, resource)
                    : read_resource(source, resource));
        }
        if (source.from == RecordType::form || source.none_by.empty()) return;
        for (const Resource& list : record_.of_type("List")) {
            if (!list.is_left_out) add(read_empty_list(record_, source, list));
        }
    }

    void add(std::optional<RecordEvidence> evidence) {
        if (evidence) evidence_.push_back(std::move(*evidence));
    }

    std::optional<RecordEvidence> read_resource(const FactSource& source,
                                                const Resource& resource) {
        auto evidence = read_presence(record_, source, resource);
        if (evidence && evidence->reading == Reading::yes && info_.kind != FactKind::records) {
            take_value(source, resource, *evidence);
        }
        return evidence;
    }

    void collect_patient(const FactSource& source) {
        if (record_.patient_resource == nullptr) return;
        RecordEvidence evidence;
        evidence.resource = record_.patient_resource;
        evidence.source = &source;
        evidence.reading = Reading::unread;
        evidence.row = "not to be read on";
        if (record_.patient_resource->is_readable) take_from_patient(source, evidence);
        evidence_.push_back(std::move(evidence));
    }

    void take_from_patient(const FactSource& source, RecordEvidence& evidence) {
        evidence.row = mapping::name_of(source.take);
        if (source.take == Take::deceased) {
            const auto [says, is_dead] = death_of(record_);
            if (!says.is_usable()) return leave_open(says, evidence);
            if (is_dead != Truth::unknown) evidence.value = yes_value(is_dead == Truth::yes);
        } else if (source.take == Take::gender) {
            const PatientSays says = gender_of(record_);
            if (!says.is_usable()) return leave_open(says, evidence);
            evidence.value = gender(source, says.value.text());
        } else if (source.take == Take::extension) {
            evidence.value = extension(source, *record_.patient_resource);
        } else {
            const auto [says, date] = born(record_);
            if (!says.is_usable()) return leave_open(says, evidence);
            evidence.value = source.take == Take::age
                                 ? time_since(date, date, values::CalendarUnit::years)
                                 : date_value(date);
        }
        evidence.reading =
            evidence.value.kind == Value::Kind::none ? Reading::nothing : Reading::yes;
        if (evidence.value.kind == Value::Kind::yes_no && !evidence.value.yes) {
            evidence.reading = Reading::no;
        }
    }

    void leave_open(const PatientSays& says, RecordEvidence& evidence) {
        report(record_, says);
        evidence.reading = Reading::may;
        evidence.add(record_, ", without a value that can be used");
    }

    Value gender(const FactSource& source, std::string_view code) const {
        constexpr std::string_view system = "http://hl7.org/fhir/administrative-gender";
        if (code.empty() || code == "unknown") return {};
        if (info_.kind == FactKind::yes_no) {
            const bool is_yes = source.answers.yes.contains(system, code);
            const bool is_no = source.answers.no.contains(system, code);
            return is_yes == is_no ? Value() : yes_value(is_yes);
        }
        Value value;
        for (std::uint32_t i = 0; i < source.answers.codes.size(); ++i) {
            if (source.answers.codes[i].contains(system, code)) value.codes.push_back(i);
        }
        if (value.codes.size() == 1) value.kind = Value::Kind::codes;
        return value;
    }

    /// Of what was on a day between these two.
    [[nodiscard]] Value time_since(const std::optional<Moment>& first,
                                   const std::optional<Moment>& last,
                                   values::CalendarUnit unit) const {
        Value value;
        if (!first || !last || !record_.options.as_of) return value;
        const values::DateRange since{values::range_of(first->date).low,
                                      values::range_of(last->date).high};
        if (since.high < since.low) return value;
        const auto elapsed = mapping::elapsed({record_.tables, fact_.index, {}}, since,
                                              *record_.options.as_of, unit);
        if (!elapsed) return value;
        value.kind = Value::Kind::number;
        value.number = *elapsed;
        return value;
    }

    [[nodiscard]] Value time_since_onset(const Resource& resource,
                                         values::CalendarUnit unit) const {
        const auto first = onset_of(resource);
        const Element last = resource.element["onsetPeriod"]["end"];
        return time_since(first, last ? moment_of(last.text()) : first, unit);
    }

    /// A period says within which time something was: on which day, where it begins and ends on
    /// one.
    static Value date_within(Element period, const std::optional<Moment>& moment) {
        const Element start = period["start"];
        const Element end = period["end"];
        const bool is_one_day =
            !start || !end || start.text().substr(0, 10) == end.text().substr(0, 10);
        return is_one_day ? date_value(moment) : Value();
    }

    /// The value of a yes. Where there is none that can be used, it is a may.
    void take_value(const FactSource& source, const Resource& resource, RecordEvidence& evidence) {
        switch (source.take) {
            case Take::value:
                return take_observed(source, resource, evidence);
            case Take::extension:
                return use(evidence, extension(source, resource));
            case Take::onset:
                evidence.value = date_within(resource.element["onsetPeriod"], onset_of(resource));
                break;
            case Take::abatement:
                evidence.value =
                    date_within(resource.element["abatementPeriod"], abatement_of(resource));
                break;
            case Take::days_since_onset:
                evidence.value = time_since_onset(resource, values::CalendarUnit::days);
                break;
            case Take::weeks_since_onset:
                evidence.value = time_since_onset(resource, values::CalendarUnit::weeks);
                break;
            case Take::date:
            case Take::start:
                evidence.value = date_value(evidence.when);
                break;
            case Take::count:
                return;
            case Take::service:
                return take_codes(source, resource.element["serviceType"], evidence);
            case Take::reason:
                return take_codes(source, resource.element["reasonCode"], evidence);
            default:
                return take_presence(source, resource, evidence);
        }
        if (evidence.value.kind == Value::Kind::none) {
            evidence.reading = Reading::may;
            evidence.add(record_, ", without what is taken from it");
        }
    }

    static std::optional<Moment> abatement_of(const Resource& resource) {
        const Element at = resource.element["abatementDateTime"];
        return moment_of((at ? at : resource.element["abatementPeriod"]["end"]).text());
    }

    void take_presence(const FactSource& source, const Resource& resource,
                       RecordEvidence& evidence) {
        if (info_.kind == FactKind::yes_no) {
            evidence.value = yes_value(true);
            return;
        }
        set_codes(evidence, codes_of(source.answers, resource.codings));
    }

    /// Of an order or appointment, what is coded otherwise is about something else.
    void take_codes(const FactSource& source, Element list, RecordEvidence& evidence) {
        std::vector<CodingView> codings;
        list.each([&](Element each) {
            each_coding(each, [&](CodingView coding) { codings.push_back(coding); });
        });
        const bool is_understood =
            std::any_of(codings.begin(), codings.end(),
                        [&](CodingView coding) { return source.understands(coding.system); });
        if (!is_understood) {
            evidence.reading = Reading::unread;
            evidence.row = codings.empty() ? "without a code" : "coded in other systems alone";
            return;
        }
        if (info_.kind != FactKind::yes_no) {
            return set_codes(evidence, codes_of(source.answers, codings));
        };
        const bool is_meant = std::any_of(codings.begin(), codings.end(), [&](CodingView coding) {
            return source.exact.contains(coding.system, coding.code) ||
                   source.kinds.contains(coding.system, coding.code);
        });
        evidence.reading = is_meant ? Reading::yes : Reading::nothing;
        if (is_meant) evidence.value = yes_value(true);
    }

    void set_codes(RecordEvidence& evidence, std::vector<std::uint32_t> codes) const {
        evidence.value.codes = std::move(codes);
        if (evidence.value.codes.empty()) {
            evidence.reading = Reading::nothing;
            evidence.row = "coded as none of the answers";
        } else if (info_.kind == FactKind::choice && evidence.value.codes.size() > 1) {
            evidence.reading = Reading::may;
            evidence.row = "coded as several answers";
        } else {
            evidence.value.kind = Value::Kind::codes;
        }
    }

    void take_observed(const FactSource& source, const Resource& resource,
                       RecordEvidence& evidence) {
        Element holder = resource.element;
        if (!source.component.empty()) {
            std::vector<Element> parts;
            resource.element["component"].each([&](Element component) {
                bool is_meant = false;
                each_coding(component["code"], [&](CodingView coding) {
                    is_meant = is_meant || source.component.contains(coding.system, coding.code);
                });
                if (is_meant) parts.push_back(component);
            });
            if (parts.size() != 1) {
                evidence.reading = Reading::may;
                evidence.add(record_, parts.empty() ? ", without the component"
                                                    : ", with the component more than once");
                return;
            }
            holder = parts.front();
        }
        use(evidence, read_value(record_, holder, place(source, resource)));
    }

    [[nodiscard]] ValuePlace place(const FactSource& source, const Resource& resource) const {
        return {{record_.tables, fact_.index, {}},
                source.answers,
                source.units,
                info_.kind,
                std::string(resource.name)};
    }

    /// None where the resource has none of this URL, or several.
    Value extension(const FactSource& source, const Resource& resource) {
        std::vector<Element> found;
        resource.element["extension"].each([&](Element each) {
            if (each["url"].text() == source.extension) found.push_back(each);
        });
        if (found.empty()) return {};
        if (found.size() == 1) return read_value(record_, found.front(), place(source, resource));
        record_.problems.error("unusable-value", std::string(resource.name) + ".extension",
                               "it has more than one extension `" + source.extension + "`",
                               "it counts as not answered");
        return {};
    }

    /// A value of a yes; one that is a no makes it a no.
    void use(RecordEvidence& evidence, Value value) {
        evidence.value = std::move(value);
        if (evidence.value.kind == Value::Kind::none) {
            evidence.reading = Reading::may;
            evidence.add(record_, ", without a value that can be used");
        } else if (evidence.value.kind == Value::Kind::yes_no && !evidence.value.yes) {
            evidence.reading = Reading::no;
        }
    }

    Record& record_;
    FactId fact_;
    FactInfo info_;
    std::vector<RecordEvidence> evidence_;
};

}  // namespace

Value yes_value(bool yes) {
    Value value;
    value.kind = Value::Kind::yes_no;
    value.yes = yes;
    return value;
}

std::vector<std::uint32_t> codes_of(const mapping::Answers& answers,
                                    std::span<const CodingView> codings) {
    std::set<std::uint32_t> found;
    for (const CodingView& coding : codings) {
        for (std::uint32_t i = 0; i < answers.codes.size(); ++i) {
            if (answers.codes[i].contains(coding.system, coding.code)) found.insert(i);
        }
    }
    return {found.begin(), found.end()};
}

std::vector<RecordEvidence> collect_evidence(Record& record, FactId fact) {
    return Collector(record, fact).collect_all();
}

}  // namespace caveat::fhir
