#pragma once

// A small rule file with a fact of each kind, and tests of them.

#include <caveat/rules.hpp>

#include "api/access.hpp"
#include "api/loaded_rules.hpp"

#include <boost/test/unit_test.hpp>

#include <string_view>

namespace caveat::patients::testing {

inline constexpr std::string_view sample_rules = R"(caveat: 1
id: sample
version: 1.0.0
facts:
  fever: {type: yes/no}
  pain nrs: {type: number, whole: true, from: 0, to: 10}
  systolic pressure: {type: number, unit: "mm[Hg]", from: 40, to: 300}
  weight: {type: number, unit: kg, from: 0, to: 400}
  technique: {type: choice, of: [gentle, deep tissue]}
  regions: {type: choices, of: [neck, upper back, "M54.5"]}
  surgery date: {type: date, to: as of}
  sessions:
    type: records
    each: session
    of:
      strength: {type: number, from: 0, to: 10}
      eased: {type: yes/no}
outcomes:
  refer for check-up: {say: See a doctor.}
rules:
  - {id: severe, rule: pain nrs >= 7 and weight > 62.5 kg → refer for check-up}
  - {id: recent, rule: surgery date within the last 6 weeks → refer for check-up}
  - {id: others, rule: "fever or systolic pressure > 180 or technique is deep tissue or regions include neck or at least 2 sessions where (not eased and strength >= 3) → refer for check-up"}
)";

inline RuleSet load(std::string_view text = sample_rules) {
    const Loaded loaded = load_text(text);
    BOOST_REQUIRE_MESSAGE(loaded.rules.has_value(), render(loaded));
    return *loaded.rules;
}

inline Date today() {
    return *Date::from_text("2026-11-20");
}

inline const model::RuleSet& model_of(const RuleSet& rules) {
    return api::loaded_of(rules).model;
}

}  // namespace caveat::patients::testing
