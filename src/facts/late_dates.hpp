#pragma once

// Nothing lies after the day of the screening where the catalogue says so: what profiles and
// columns do alike with answers that are read.

#include "facts/catalogue.hpp"
#include "facts/profile.hpp"
#include "values/dates.hpp"

#include <cstdint>
#include <optional>

namespace caveat::facts {

/// A date that lies after the day of the screening.
struct LateDate {
    const Value& value;
    std::optional<std::uint32_t> record;  ///< of a list, and
    std::uint32_t field = 0;              ///< its field
    bool dates_record = false;            ///< it says when the record was
};

/// Ends an answer of the fact at the day of the screening. A field that lies after it becomes
/// wrong.
///
/// report  called for each date after it
/// returns whether the answer can be used at all: a date after that day cannot, nor can a list with
///         a record dated after it, since what else may be wrong with it cannot be known
template <class Report>
bool end_at(values::Day as_of, const Fact& fact, Profile& profile, Value& value,
            const Report& report) {
    if (value.given != Given::answered) return true;
    const auto end = [&](Value& date, std::optional<std::uint32_t> record, std::uint32_t field,
                         bool dates_record) {
        if (date.given != Given::answered) return true;
        const auto dates = values::until(date.dates, as_of);
        if (dates) {
            date.dates = *dates;
        } else {
            report(LateDate{date, record, field, dates_record});
        }
        return dates.has_value();
    };
    if (fact.type.kind == FactKind::date && fact.type.to_as_of) return end(value, {}, 0, false);
    if (fact.type.kind != FactKind::records) return true;
    bool is_usable = true;
    const auto fields = static_cast<std::uint32_t>(fact.fields.size());
    for (std::uint32_t record = 0; record < value.record_count; ++record) {
        for (std::uint32_t field = 0; field < fields; ++field) {
            const bool dates_record = fact.dated_by == field;
            const ValueType& type = fact.fields[field].type;
            if (type.kind != FactKind::date || !(type.to_as_of || dates_record)) continue;
            Value& date = profile.record_values[value.first_value + record * fields + field];
            if (end(date, record, field, dates_record)) continue;
            if (dates_record) {
                is_usable = false;
            } else {
                date = Value{};
                date.given = Given::wrong;
            }
        }
    }
    return is_usable;
}

}  // namespace caveat::facts
