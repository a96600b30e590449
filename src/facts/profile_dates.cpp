// What an answer may be only once the day of the screening is known: nothing lies after it where
// the catalogue says so. Entrance: `ProfileWriter::finish_dates`.

#include "facts/profile_writer.hpp"
#include "text/diagnostics.hpp"
#include "values/dates.hpp"

#include <algorithm>

namespace caveat::facts {

/// No answer is later than the day of the screening where the catalogue says so.
void ProfileWriter::finish_dates() {
    for (std::uint32_t index = 0; index < catalogue_.size(); ++index) {
        Value& value = profile_.values[index];
        if (value.given != Given::answered) continue;
        const Fact& fact = catalogue_[index];
        if (fact.type.kind == FactKind::records) finish_records(index);
        if (fact.type.kind == FactKind::date && fact.type.to_as_of) {
            finish_date(value, fact.name, "facts." + fact.key);
        }
    }
}

void ProfileWriter::finish_date(Value& value, std::string_view subject, const std::string& path) {
    if (value.given != Given::answered) return;
    const values::Day as_of = *profile_.as_of;
    if (value.dates.low <= as_of) {
        value.dates.high = std::min(value.dates.high, as_of);
        return;
    }
    const std::string shown = values::to_text(value.dates);
    const std::string day = values::date_of(as_of).to_text();
    problems_.report_value(
        "after-as-of", path, shown,
        text::quoted(subject) + " is " + shown + ", after the day of the screening, " + day,
        text::quoted(subject) + " lies after the day of the screening", std::string(left_out));
    value = Value{};
    value.given = Given::wrong;
}

/// A record dated after the day of the screening makes its whole list unusable: what else may be
/// wrong with it cannot be known.
void ProfileWriter::finish_records(std::uint32_t index) {
    const Fact& fact = catalogue_[index];
    Value& list = profile_.values[index];
    const values::Day as_of = *profile_.as_of;
    bool is_usable = true;
    for (std::uint32_t record = 0; record < list.record_count; ++record) {
        for (std::uint32_t f = 0; f < fact.fields.size(); ++f) {
            const Field& field = fact.fields[f];
            if (field.type.kind != FactKind::date) continue;
            Value& value =
                profile_.record_values[list.first_value + record * fact.fields.size() + f];
            const std::string path = record_path(index, record) + '.' + field.key;
            const bool dates_record = fact.dated_by == f;
            if (!dates_record) {
                if (field.type.to_as_of) finish_date(value, field.name, path);
                continue;
            }
            if (value.given != Given::answered) continue;
            if (value.dates.low <= as_of) {
                value.dates.high = std::min(value.dates.high, as_of);
                continue;
            }
            is_usable = false;
            const std::string shown = values::to_text(value.dates);
            problems_.report_value(
                "record-after-as-of", path, shown,
                "one of " + text::quoted(fact.name) + " is dated " + shown +
                    ", after the day of the screening, " + values::date_of(as_of).to_text(),
                "one of " + text::quoted(fact.name) + " is dated after the day of the screening",
                std::string(list_left_out));
        }
    }
    if (is_usable) return;
    list = Value{};
    list.given = Given::wrong;
}

}  // namespace caveat::facts
