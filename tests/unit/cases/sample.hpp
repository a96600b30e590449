#pragma once

// A small rule file with one of everything that cases look at, and ways to run cases on it.

#include <caveat/authoring/cases.hpp>
#include <caveat/rules.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

namespace caveat::authoring::testing {

inline constexpr std::string_view sample_rules = R"(caveat: 1
id: sample
version: 1.0.0
facts:
  muscle spasm: {type: yes/no, ask: "Spasms?"}
  medical check done: {type: yes/no, ask: "Check-up?"}
  pain nrs: {type: number, whole: true, from: 0, to: 10, ask: "How strong?"}
  weight: {type: number, unit: kg, from: 0, only if: muscle spasm}
  regions: {type: choices, of: [neck, upper back, lower back]}
  technique: {type: choice, of: [gentle, deep tissue], ask whom: clinician}
  surgery date: {type: date, to: as of}
  sessions done: {type: number, whole: true, from: 0, otherwise: count of sessions}
  sessions:
    type: records
    each: session
    dated by: date
    of:
      date: {type: date}
      strength: {type: number, from: 0, to: 10}
      eased: {type: yes/no}
terms:
  severe pain: pain nrs >= 7
  no response after {n} session(s): at least n sessions where not eased
outcomes:
  suggest {n} sessions: {say: "{n} sessions"}
  refer for check-up: {say: See a doctor.}
  avoid massage: {say: No massage.}
rules:
  - {id: plan, rule: muscle spasm → suggest 4 sessions}
  - {id: severe, rule: severe pain and regions include lower back unless medical check done → refer for check-up}
  - {id: stop, rule: no response after 2 sessions → avoid massage, overrides: [plan]}
)";

inline RuleSet load(std::string_view text = sample_rules) {
    const Loaded loaded = load_text(text);
    BOOST_REQUIRE_MESSAGE(loaded.rules.has_value(), render(loaded));
    return *loaded.rules;
}

/// What reading a file of cases says, drawn.
inline std::string said_of(const CaseFile& file) {
    std::string said;
    for (const Diagnostic& each : file.diagnostics) said += render(each, file.source);
    return said;
}

inline TestRun run(const RuleSet& rules, std::string_view cases) {
    CaseFile file = read_case_file(rules, cases, "sample.cases.yaml");
    BOOST_REQUIRE_MESSAGE(file.is_usable, said_of(file));
    return run_cases(rules, "sample.yaml", {std::move(file)});
}

/// The failures of a file with one case of these facts and expectations, a line each.
inline std::string failures(std::string_view facts, std::string_view expect) {
    const std::string text =
        "cases:\n  - name: one\n    as of: 2026-11-20\n    facts: " + std::string(facts) +
        "\n    expect: " + std::string(expect) + "\n";
    std::string all;
    for (const CaseResult& result : run(load(), text).results) {
        for (const Failure& failure : result.failures) {
            all += failure.subject + " | " + failure.expected + " | " + failure.actual + '\n';
        }
    }
    return all;
}

}  // namespace caveat::authoring::testing
