// A record into a profile. Entrance: FhirReader::read.

#include <caveat/adapter.hpp>
#include <caveat/fhir.hpp>
#include <caveat/visible_text.hpp>

#include "adapters/fhir/answering.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace caveat {

namespace fhir {

namespace {

std::string_view name_of(Reading reading) {
    switch (reading) {
        case Reading::yes:
            return "yes";
        case Reading::no:
            return "no";
        case Reading::may:
            return "may";
        case Reading::unread:
            return "unread";
        case Reading::nothing:
            break;
    }
    return "nothing";
}

/// Ids and codes of a record stand in messages: without what a terminal would obey. Quotes of the
/// message stay what they are.
std::string visible_message(std::string_view message) {
    std::string visible;
    for (std::size_t at = 0; at <= message.size();) {
        const std::size_t quote = std::min(message.find('`', at), message.size());
        visible += visible_text(message.substr(at, quote - at));
        if (quote < message.size()) visible += '`';
        at = quote + 1;
    }
    return visible;
}

/// Hands answers over to the profile: to facts and to fields in the same words.
class ProfileFiller {
  public:
    ProfileFiller(ProfileAdapter& adapter, const RuleSet& rules)
        : adapter_(adapter), rules_(rules) {}

    void fill(FactId fact, const FactAnswer& answer) {
        const FactInfo& info = rules_.fact(fact);
        if (info.kind == FactKind::records) return records(fact, info, answer);
        if (info.kind == FactKind::choices) return choices(fact, info, answer);
        give(fact, answer.value, info.codes, info.kind);
    }

  private:
    template <class Place>
    void give(Place place, const Value& value, const std::vector<std::string_view>& codes,
              FactKind kind) {
        switch (value.kind) {
            case Value::Kind::none:
                break;
            case Value::Kind::not_known:
                adapter_.not_known(place);
                break;
            case Value::Kind::yes_no:
                adapter_.yes_no(place, value.yes);
                break;
            case Value::Kind::number:
                if (value.number.digits.empty()) {
                    adapter_.within(place, value.number.limits);
                } else {
                    adapter_.number(place, value.number.digits, value.number.unit);
                }
                break;
            case Value::Kind::date:
                adapter_.text(place, value.date.to_text());
                break;
            case Value::Kind::codes:
                if (kind == FactKind::choices && value.is_whole) {
                    adapter_.codes(place, keys(value.codes, codes));
                } else if (kind == FactKind::choices) {
                    adapter_.open_codes(place, keys(value.codes, codes), {});
                } else {
                    adapter_.text(place, codes[value.codes.front()]);
                }
                break;
            case Value::Kind::rows:
                break;
        }
    }

    static std::vector<std::string_view> keys(const std::vector<std::uint32_t>& codes,
                                              const std::vector<std::string_view>& names) {
        std::vector<std::string_view> found;
        for (const std::uint32_t code : codes) found.push_back(names[code]);
        return found;
    }

    void choices(FactId fact, const FactInfo& info, const FactAnswer& answer) {
        if (answer.present.empty() && answer.absent.empty()) {
            if (answer.value.kind == Value::Kind::not_known) adapter_.not_known(fact);
            return;
        }
        const auto present = keys(answer.present, info.codes);
        if (answer.present.size() + answer.absent.size() == info.codes.size()) {
            return adapter_.codes(fact, present);
        }
        const auto absent = keys(answer.absent, info.codes);
        adapter_.open_codes(fact, present, absent);
    }

    void records(FactId fact, const FactInfo& info, const FactAnswer& answer) {
        if (answer.rows.empty() && !answer.is_list_complete) return;
        adapter_.records(fact, answer.is_list_complete);
        for (const Row& row : answer.rows) {
            adapter_.record();
            for (std::size_t field = 0; field < row.size(); ++field) {
                give(info.fields[field].key, row[field], info.fields[field].codes,
                     info.fields[field].kind);
            }
        }
    }

    ProfileAdapter& adapter_;
    const RuleSet& rules_;
};

}  // namespace

class ReaderState {
  public:
    explicit ReaderState(const FhirMapping& mapping)
        : mapping_(mapping), adapter_(mapping.rules()), profile_(adapter_.build()) {}

    const Profile& read(std::span<const Delivery> deliveries, const FhirReadOptions& options) {
        origins_.clear();
        memory_.forget();
        resources_.clear();
        Record record(mapping_.tables(), options, memory_);
        gather(record, resources_, deliveries);
        identify(record);
        if (options.patient == "Patient/") refuse_nobody(record);
        refuse_nothing(record, deliveries);
        if (record.refusal) return refuse(record);
        look_through(record);
        find_forms(record);
        warn_of_the_patient(record);
        if (!record.patient.empty()) adapter_.patient(record.patient);
        if (options.as_of) adapter_.as_of(*options.as_of);
        ProfileFiller filler(adapter_, mapping_.rules());
        for (std::uint32_t fact = 0; fact < mapping_.tables().facts.size(); ++fact) {
            const FactAnswer answer = answer_of(record, FactId{fact});
            filler.fill(FactId{fact}, answer);
            note_origins(FactId{fact}, answer.evidence);
        }
        for (Diagnostic& each : record.problems.take()) {
            each.path = visible_text(each.path);
            each.message = visible_message(each.message);
            adapter_.problem(std::move(each));
        }
        adapter_.build_into(profile_);
        return profile_;
    }

    [[nodiscard]] std::span<const Origin> origins() const { return origins_; }

  private:
    /// An address without an id would be that of anybody.
    static void refuse_nobody(Record& record) {
        record.refusal =
            Problems::made(Severity::error, "other-patient", "patient", "`Patient/` names nobody",
                           "say which patient; nothing of the record was used");
    }

    /// Files of which nothing can be read are not the record of somebody of whom nothing is known.
    void refuse_nothing(Record& record, std::span<const Delivery> deliveries) const {
        const bool is_of_files =
            std::all_of(deliveries.begin(), deliveries.end(),
                        [](const Delivery& each) { return each.query.empty(); });
        if (!is_of_files || !resources_.empty() || record.refusal) return;
        for (Diagnostic& each : record.problems.take()) {
            if (each.severity == Severity::error && !record.refusal) record.refusal = each;
            record.problems.add(std::move(each));
        }
    }

    const Profile& refuse(Record& record) {
        adapter_.unreadable(std::move(*record.refusal));
        adapter_.build_into(profile_);
        return profile_;
    }

    void note_origins(FactId fact, const std::vector<RecordEvidence>& found) {
        for (const RecordEvidence& each : found) {
            origins_.push_back({fact, each.resource->name,
                                each.when ? each.when->text : std::string_view(),
                                name_of(each.reading), each.row, each.is_used});
        }
    }

    FhirMapping mapping_;
    ProfileAdapter adapter_;
    Profile profile_;
    RecordMemory memory_;              ///< what origins look into
    std::vector<Resource> resources_;  ///< in the order of arrival
    std::vector<Origin> origins_;
};

}  // namespace fhir

FhirReader::FhirReader(const FhirMapping& mapping)
    : state_(std::make_unique<fhir::ReaderState>(mapping)) {}
FhirReader::~FhirReader() = default;
FhirReader::FhirReader(FhirReader&&) noexcept = default;
FhirReader& FhirReader::operator=(FhirReader&&) noexcept = default;

const Profile& FhirReader::read(std::span<const Delivery> deliveries,
                                const FhirReadOptions& options) {
    return state_->read(deliveries, options);
}

std::span<const Origin> FhirReader::origins() const {
    return state_->origins();
}

}  // namespace caveat
