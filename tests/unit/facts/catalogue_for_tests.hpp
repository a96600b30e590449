#pragma once

#include "facts/catalogue.hpp"
#include "text/names.hpp"
#include "values/units.hpp"

#include <string>
#include <vector>

namespace caveat::facts {

inline std::string key_of(const std::string& name) {
    return text::json_key(text::canonical_name(name));
}

inline ValueType yes_no() {
    return {};
}

inline ValueType number(values::Bound low, values::Bound high, bool whole,
                        const std::string& unit = {}) {
    ValueType type;
    type.kind = FactKind::number;
    type.whole = whole;
    if (!unit.empty()) type.unit = values::find_unit(unit);
    const values::Unit own = type.unit.value_or(values::Unit{});
    if (low.is_finite()) low = values::to_base(low.value, own).value();
    if (high.is_finite()) high = values::to_base(high.value, own).value();
    type.range = {low, high, false};
    return type;
}

inline ValueType codes(FactKind kind, const std::vector<std::string>& names) {
    ValueType type;
    type.kind = kind;
    for (const std::string& name : names) type.codes.push_back({name, key_of(name), name, {}});
    return type;
}

inline ValueType date(bool to_as_of) {
    ValueType type;
    type.kind = FactKind::date;
    type.to_as_of = to_as_of;
    return type;
}

inline Fact fact(const std::string& name, ValueType type) {
    Fact made;
    made.name = name;
    made.key = key_of(name);
    made.type = std::move(type);
    return made;
}

/// A fact of every kind: 0 back pain, 1 pain nrs, 2 body weight, 3 technique, 4 pain regions,
/// 5 surgery date, 6 sessions (date, spasm eased, pain after).
inline Catalogue catalogue() {
    Catalogue made;
    made.needs_as_of = true;
    made.add(fact("back pain", yes_no()));
    made.add(fact("pain nrs", number(0, 10, true)));
    made.add(fact("body weight", number(1, 650, false, "kg")));
    made.add(fact("technique", codes(FactKind::choice, {"gentle", "deep tissue"})));
    made.add(fact("pain regions", codes(FactKind::choices, {"neck", "mid back", "lower back"})));
    made.add(fact("surgery date", date(true)));
    Fact sessions = fact("sessions", {});
    sessions.type.kind = FactKind::records;
    sessions.each = "session";
    sessions.dated_by = 0;
    sessions.fields = {{"date", "date", date(false)},
                       {"spasm eased", "spasm_eased", yes_no()},
                       {"pain after", "pain_after", number(0, 10, true)}};
    made.add(std::move(sessions));
    return made;
}

}  // namespace caveat::facts
