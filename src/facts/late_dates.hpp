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

/// Ends the answer to a fact at the day of the screening. A field that lies after it becomes wrong.
///
/// report  called for each date after it
/// returns whether the answer can be used at all: a date after that day cannot, nor can a list with
///         a record dated after it, since what else may be wrong with it cannot be known
template <class Report>
bool end_at(values::Day as_of, const Fact& fact, std::uint32_t index, Profile& profile,
            const Report& report) {
    const auto is_late = [&](Value& date, std::optional<std::uint32_t> record, std::uint32_t field,
                             bool dates_record) {
        const auto dates = values::until(date.dates, as_of);
        if (!dates) {
            report(LateDate{date, record, field, dates_record});
            return true;
        }
        date.dates = *dates;
        return false;
    };
    if (fact.type.kind == FactKind::date && fact.type.to_as_of) {
        Value date = profile.value(index);
        if (date.given != Given::answered) return true;
        if (is_late(date, {}, 0, false)) return false;
        if (profile.facts().is_partly(index)) {
            if (date.dates.is_single()) {
                profile.put(index, date);
            } else {
                profile.parts[profile.facts().word(index)] = date;
            }
        }
        return true;
    }
    if (fact.type.kind != FactKind::records) return true;
    bool is_usable = true;
    const std::uint32_t count = profile.record_count(index);
    for (std::uint32_t record = 0; record < count; ++record) {
        for (std::uint32_t field = 0; field < fact.fields.size(); ++field) {
            const bool dates_record = fact.dated_by == field;
            const ValueType& type = fact.fields[field].type;
            if (type.kind != FactKind::date || !(type.to_as_of || dates_record)) continue;
            Value date = profile.value(index, record, field);
            if (date.given != Given::answered) continue;
            if (!is_late(date, record, field, dates_record)) {
                const AnswerRun run = profile.record(index, record);
                if (!run.is_partly(field)) continue;
                if (date.dates.is_single()) {
                    profile.put(index, record, field, date);
                } else {
                    profile.parts[run.word(field)] = date;
                }
            } else if (dates_record) {
                is_usable = false;
            } else {
                profile.record(index, record).set_unanswered(field, Given::wrong);
            }
        }
    }
    return is_usable;
}

}  // namespace caveat::facts
