// A made-up patient becomes a profile. Entrance: profile_of.

#include "patients/patient.hpp"

#include <string_view>

namespace caveat::patients {

bool operator==(const Answer&, const Answer&) = default;
bool operator==(const KeyedAnswer&, const KeyedAnswer&) = default;
bool operator==(const Record&, const Record&) = default;

namespace {

caveat::Answer given(const Answer& answer) {
    switch (answer.kind) {
        case FactKind::yes_no:
            return answer.yes;
        case FactKind::number:
            return Quantity{answer.number, answer.unit};
        case FactKind::choice:
            return answer.code;
        case FactKind::choices:
            if (answer.is_complete) return Codes{answer.present};
            return Codes{answer.present, answer.absent, false};
        case FactKind::date:
            return answer.date;
        case FactKind::records:
            break;
    }
    Records records;
    records.is_complete = answer.is_complete;
    for (const Record& record : answer.records) {
        caveat::Record& each = records.list.emplace_back();
        for (const auto& [field, value] : record.fields) {
            each.fields.emplace_back(field, given(value));
        }
    }
    return records;
}

}  // namespace

Profile profile_of(const RuleSet& rules, const Patient& patient) {
    ProfileBuilder builder(rules);
    if (patient.as_of) builder.as_of(*patient.as_of);
    for (const auto& [key, answer] : patient.facts) builder.set(key, given(answer));
    return builder.build();
}

}  // namespace caveat::patients
