// The fields of the events of a list. Entrance: read_rows.

#include "adapters/fhir/answering.hpp"

#include <algorithm>
#include <map>

namespace caveat::fhir {

namespace {

/// What was observed in the course of an event, if all that was agrees.
struct Observed {
    std::optional<Value> value{};
    bool is_open = false;

    void add(const std::optional<Value>& other) {
        if (!other) return;
        is_open = is_open || (value && !(*value == *other));
        value = other;
    }
};

class RowReader {
  public:
    RowReader(Record& record, FactId fact)
        : record_(record), fact_(fact), info_(record.tables.rules.fact(fact)) {}

    Row row(const Event& event) {
        Row row;
        for (std::uint32_t index = 0; index < info_.fields.size(); ++index) {
            Observed all;
            for (const RecordEvidence* each : event) {
                Value value = field(*each, index);
                if (value.kind != Value::Kind::none) all.add(std::move(value));
            }
            row.push_back(all.is_open || !all.value ? Value() : std::move(*all.value));
        }
        return row;
    }

  private:
    Value field(const RecordEvidence& evidence, std::uint32_t index) {
        const mapping::FieldSource& field = evidence.source->fields[index];
        switch (field.kind) {
            case mapping::FieldSource::Kind::none:
                break;
            case mapping::FieldSource::Kind::date:
                return date(evidence);
            case mapping::FieldSource::Kind::code:
                return code(field, *evidence.resource, info_.fields[index].kind);
            case mapping::FieldSource::Kind::observation:
                return observed(field, *evidence.resource, index);
        }
        return {};
    }

    [[nodiscard]] static Value date(const RecordEvidence& evidence) {
        Value value;
        if (const auto when = date_of_evidence(evidence.source->from, *evidence.resource)) {
            value.kind = Value::Kind::date;
            value.date = when->date;
        }
        return value;
    }

    [[nodiscard]] static Value code(const mapping::FieldSource& field, const Resource& event,
                                    FactKind kind) {
        Value value;
        value.codes = codes_of(field.answers, event.codings);
        const bool is_one = value.codes.size() == 1;
        if (is_one || (kind == FactKind::choices && !value.codes.empty())) {
            value.kind = Value::Kind::codes;
        } else {
            value.codes.clear();
        }
        return value;
    }

    Value observed(const mapping::FieldSource& field, const Resource& event, std::uint32_t index) {
        Observed all;
        for (Record::Target& course : record_.courses_of(event)) {
            // Many events may belong to one encounter.
            const auto [at, is_new] = observed_.try_emplace({&field, std::move(course)});
            if (is_new) at->second = observed_during(at->first.second, field, index);
            all.add(at->second.value);
            all.is_open = all.is_open || at->second.is_open;
        }
        return all.is_open || !all.value ? Value() : std::move(*all.value);
    }

    Observed observed_during(const Record::Target& course, const mapping::FieldSource& field,
                             std::uint32_t index) {
        Observed all;
        for (const Resource* const one : record_.observed_during(course)) {
            const Resource& each = *one;
            const bool is_meant =
                std::any_of(each.codings.begin(), each.codings.end(), [&](CodingView coding) {
                    return field.observation.contains(coding.system, coding.code);
                });
            const bool is_known = std::any_of(
                each.codings.begin(), each.codings.end(),
                [&](CodingView coding) { return field.observation.names_system(coding.system); });
            if (!is_meant && is_known && each.is_readable) continue;
            const Reading reading = reading_of(each);
            if (reading == Reading::nothing) continue;
            if (!is_meant || reading != Reading::yes) {
                all.is_open = true;
                continue;
            }
            all.add(read_value(record_, each.element,
                               {{record_.tables, fact_.index, index},
                                field.answers,
                                field.units,
                                info_.fields[index].kind,
                                std::string(each.name)}));
        }
        return all;
    }

    [[nodiscard]] static Reading reading_of(const Resource& observation) {
        if (observation.is_void) return Reading::nothing;
        const std::string_view status = observation.element["status"].text();
        for (const mapping::StatusRow& row : mapping::row_of(RecordType::observation).statuses) {
            if (row.status == status && observation.is_readable) return row.reading;
        }
        return Reading::unread;
    }

    Record& record_;
    FactId fact_;
    FactInfo info_;
    /// By field and course.
    std::map<std::pair<const mapping::FieldSource*, Record::Target>, Observed> observed_;
};

}  // namespace

std::vector<Row> read_rows(Record& record, FactId fact, const std::vector<Event>& events) {
    RowReader reader(record, fact);
    std::vector<Row> rows;
    for (const Event& event : events) rows.push_back(reader.row(event));
    return rows;
}

}  // namespace caveat::fhir
