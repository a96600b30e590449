#pragma once

// Whether two profiles hold the same, down to what the library's own stages see.

#include <caveat/profile.hpp>

#include "facts/catalogue.hpp"
#include "facts/profile.hpp"

#include <string>

namespace caveat::testing {

/// Whether two values of this kind say the same. Members that have no meaning may differ.
inline bool same_value(const facts::Value& a, const facts::Value& b, FactKind kind) {
    if (a.given != b.given) return false;
    if (a.given != facts::Given::answered) return true;
    switch (kind) {
        case FactKind::yes_no:
            return a.truth == b.truth;
        case FactKind::number:
            return a.is_complete == b.is_complete && a.numbers() == b.numbers();
        case FactKind::choice:
            return a.code == b.code;
        case FactKind::choices:
            return a.is_complete == b.is_complete && a.present == b.present && a.absent == b.absent;
        case FactKind::date:
            return a.dates == b.dates;
        case FactKind::records:
            return a.is_complete == b.is_complete && a.record_count == b.record_count;
    }
    return false;
}

/// Where two profiles of one catalogue differ; empty when they do not.
inline std::string profile_difference(const facts::Catalogue& catalogue, const facts::Profile& a,
                                      const facts::Profile& b) {
    if (a.patient != b.patient) return "patient";
    if (a.as_of != b.as_of) return "as_of";
    if (a.problems != b.problems) return "problems";
    if (a.packed != b.packed) return "packed answers";
    for (std::uint32_t i = 0; i < catalogue.size(); ++i) {
        const facts::Fact& fact = catalogue[i];
        if (!same_value(a.value(i), b.value(i), fact.type.kind)) return fact.key;
        for (std::uint32_t record = 0; record < a.record_count(i); ++record) {
            for (std::uint32_t field = 0; field < fact.fields.size(); ++field) {
                const FactKind kind = fact.fields[field].type.kind;
                if (!same_value(a.value(i, record, field), b.value(i, record, field), kind)) {
                    return fact.key + " record";
                }
            }
        }
    }
    return {};
}

}  // namespace caveat::testing
