// The fields of one event of a list. Entrance: read_row.

#include "adapters/fhir/answering.hpp"

#include <algorithm>

namespace caveat::fhir {

namespace {

class RowReader {
  public:
    RowReader(Record& record, FactId fact, const Resource& event)
        : record_(record), fact_(fact), info_(record.tables.rules.fact(fact)), event_(event) {}

    Value field(const FactSource& source, std::uint32_t index) {
        const mapping::FieldSource& field = source.fields[index];
        switch (field.kind) {
            case mapping::FieldSource::Kind::none:
                break;
            case mapping::FieldSource::Kind::date:
                return date(source.from);
            case mapping::FieldSource::Kind::code:
                return code(field, info_.fields[index].kind);
            case mapping::FieldSource::Kind::observation:
                return observed(field, index);
        }
        return {};
    }

  private:
    [[nodiscard]] Value date(RecordType from) const {
        Value value;
        if (const auto when = date_of_evidence(from, event_)) {
            value.kind = Value::Kind::date;
            value.date = when->date;
        }
        return value;
    }

    [[nodiscard]] Value code(const mapping::FieldSource& field, FactKind kind) const {
        Value value;
        for (std::uint32_t i = 0; i < field.answers.codes.size(); ++i) {
            const bool is_meant =
                std::any_of(event_.codings.begin(), event_.codings.end(), [&](CodingView coding) {
                    return field.answers.codes[i].contains(coding.system, coding.code);
                });
            if (is_meant) value.codes.push_back(i);
        }
        const bool is_one = value.codes.size() == 1;
        if (is_one || (kind == FactKind::choices && !value.codes.empty())) {
            value.kind = Value::Kind::codes;
        } else {
            value.codes.clear();
        }
        return value;
    }

    /// What was observed in the course of the event, if all that was agrees.
    Value observed(const mapping::FieldSource& field, std::uint32_t index) {
        std::optional<Value> found;
        bool is_open = false;
        for (const Resource* const one : record_.observed_during(event_)) {
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
                is_open = true;
                continue;
            }
            Value value = read_value(record_, each.element,
                                     {{record_.tables, fact_.index, index},
                                      field.answers,
                                      field.units,
                                      info_.fields[index].kind,
                                      std::string(each.name)});
            if (found && !(*found == value)) is_open = true;
            found = std::move(value);
        }
        return is_open || !found ? Value() : *found;
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
    const Resource& event_;
};

}  // namespace

Row read_row(Record& record, FactId fact, const FactSource& source, const Resource& event) {
    RowReader reader(record, fact, event);
    Row row;
    for (std::uint32_t field = 0; field < source.fields.size(); ++field) {
        row.push_back(reader.field(source, field));
    }
    return row;
}

}  // namespace caveat::fhir
