#pragma once

// A rule set with facts of every kind, and record batches screened by it.

#include <caveat/arrow.hpp>
#include <caveat/rules.hpp>

#include "support/arrow_arrays.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>
#include <vector>

namespace caveat::testing {

inline constexpr const char* arrow_rules = R"(caveat: 1
id: arrow
version: 1.0.0
facts:
  fever: {type: yes/no}
  pain: {type: number, whole: true, from: 0, to: 10}
  weight: {type: number, from: 0, to: 650, unit: kg}
  job: {type: choice, of: [sitting, standing, heavy lifting]}
  regions: {type: choices, of: [neck, shoulder, lower back, none of these], exclusive: [none of these]}
  seen: {type: date}
  sessions:
    type: records
    each: session
    of:
      eased: {type: yes/no}
      strength: {type: number, whole: true, from: 0, to: 10}
      kind: {type: choice, of: [gentle, deep]}
outcomes:
  avoid massage: {say: No massage.}
  refer to a doctor: {say: See a doctor.}
  suggest a walk: {say: Walk.}
  suggest {n} walks: {say: "Walk {n} times."}
rules:
  - {id: fever, rule: fever → refer to a doctor}
  - {id: pain, rule: pain >= 7 → avoid massage}
  - {id: weight, rule: weight > 80.5 kg → suggest a walk}
  - {id: job, rule: job is heavy lifting → suggest 3 walks}
  - {id: regions, rule: regions include lower back → suggest a walk}
  - {id: seen, rule: seen is after 2020-06-01 → suggest a walk}
  - {id: sessions, rule: at least 2 sessions where (eased and strength >= 5) → suggest a walk}
  - {id: deep, rule: any session where kind is deep → suggest a walk}
)";

inline RuleSet arrow_rule_set() {
    Loaded result = load_text(arrow_rules, "arrow.yaml");
    BOOST_REQUIRE_MESSAGE(result.rules, render(result));
    return *std::move(result.rules);
}

inline ArrowBound bound_to(const ArrowColumn& batch, ArrowOptions options = {}) {
    const ReadSchema schema(batch);
    return ArrowBinding::bind(arrow_rule_set(), schema.schema, std::move(options));
}

inline ArrowBinding binding_to(const ArrowColumn& batch, ArrowOptions options = {}) {
    ArrowBound bound = bound_to(batch, std::move(options));
    std::string text;
    for (const Diagnostic& each : bound.diagnostics) text += each.path + ": " + each.message + "\n";
    BOOST_REQUIRE_MESSAGE(bound.binding, text);
    return *std::move(bound.binding);
}

/// One letter a row of how a rule ended: `f` fired, `u` undecided, `.` not fired.
inline std::string statuses(const ArrowColumn& batch, const std::string& rule) {
    ArrowOptions options;
    options.rules = ArrowRules::columns;
    const ArrowBinding binding = binding_to(batch, options);
    const ReadArray in(batch);
    ReadArray out;
    const auto failure = binding.screen(in.array, 0, in.array.length, out.array);
    BOOST_REQUIRE_MESSAGE(!failure, (failure ? failure->message : std::string()));
    ReadSchema schema;
    binding.schema(schema.schema);
    std::string text;
    for (std::int64_t row = 0; row < out.array.length; ++row) {
        const std::string all = arrow_value(schema.schema, out.array, "rules", row);
        const std::size_t at = all.find('"' + rule + "\":\"") + rule.size() + 4;
        text += all.substr(at).starts_with("fired")       ? 'f'
                : all.substr(at).starts_with("undecided") ? 'u'
                                                          : '.';
    }
    return text;
}

inline std::string counts(const ArrowColumn& batch) {
    const ArrowBinding binding = binding_to(batch);
    const ReadArray in(batch);
    ReadArray out;
    BOOST_REQUIRE(!binding.screen(in.array, 0, in.array.length, out.array));
    ReadSchema schema;
    binding.schema(schema.schema);
    std::string text;
    for (std::int64_t row = 0; row < out.array.length; ++row) {
        text += (row == 0 ? "" : " ") + arrow_value(schema.schema, out.array, "problems", row);
    }
    return text;
}

inline ArrowColumn one(ArrowColumn column) {
    const std::int64_t length = column.length;
    std::vector<ArrowColumn> columns;
    columns.push_back(std::move(column));
    return record_batch(std::move(columns), length);
}

}  // namespace caveat::testing
