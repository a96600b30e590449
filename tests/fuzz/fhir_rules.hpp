#pragma once

// A rule set with every kind of fact, and where its facts come from, for the targets that read
// records.

#include <caveat/fhir.hpp>
#include <caveat/rules.hpp>

#include <cstdlib>
#include <string_view>

namespace fuzz {

inline constexpr std::string_view rule_text = R"(caveat: 1
id: fuzzed
version: 1.0.0
facts:
  back pain: {type: yes/no, ask: "Does it hurt?"}
  pain: {type: number, whole: true, from: 0, to: 10, ask: "How much?"}
  weight: {type: number, unit: kg, from: 0, ask: "What do you weigh?"}
  technique: {type: choice, of: [gentle, deep tissue]}
  therapies: {type: choices, of: [physiotherapy, diet]}
  born: {type: date}
  sessions:
    type: records
    each: session
    dated by: date
    of:
      date: {type: date}
      technique: {type: choice, of: [gentle, deep tissue]}
      eased: {type: yes/no}
outcomes:
  refer to doctor: {say: See a doctor first.}
  suggest rest: {say: Rest.}
rules:
  - {id: strong, rule: back pain and pain >= 7 → refer to doctor}
  - {id: heavy, rule: weight > 100 kg or technique is gentle → suggest rest}
  - {id: diet, rule: therapies include diet and born is before 1960-01-01 → suggest rest}
  - {id: often, rule: at least 2 sessions where (technique is deep tissue and not eased) → refer to doctor}
)";

inline constexpr std::string_view mapping_text = R"(fhir: 1
for: fuzzed
canonical: https://clinic.example/fhir
systems: {clinic: "https://clinic.example/codes"}
queries:
  patient: {read: "Patient/{{context.patientId}}"}
  problems: {search: "Condition?patient={{context.patientId}}", closed: Lists are kept.}
  procedures: {search: "Procedure?patient={{context.patientId}}", closed: All are entered.}
  observations: {search: "Observation?patient={{context.patientId}}"}
  forms: {search: "QuestionnaireResponse?patient={{context.patientId}}&_sort=-authored"}
facts:
  back pain: {from: Condition, coded as: {snomed: BACK}, kinds: {icd10cm: "M54.5*"}, none by: {snomed: NONE}}
  pain:
    - {from: Observation, coded as: {loinc: PAIN}, within: 2 d}
    - {from: QuestionnaireResponse, questionnaire: "https://ehr.example/form", item: q7, within: 2 d}
  weight: {from: Observation, coded as: {loinc: WEIGHT}, within: 1 a, local units: {kilos: kg}}
  technique: {from: draft ServiceRequest, answers: {gentle: {clinic: G}, deep tissue: {clinic: D}}}
  therapies: {from: Procedure, answers: {physiotherapy: {snomed: PHYSIO}, diet: {snomed: DIET}}, within: 12 wk}
  born: {from: Patient, take: birth date}
  sessions:
    from: Procedure
    kinds: {clinic: [G, D]}
    fields:
      date: performed
      technique: {take: code, answers: {gentle: {clinic: G}, deep tissue: {clinic: D}}}
      eased: {observation: {clinic: EASED}}
)";

inline const caveat::RuleSet& rules() {
    static const caveat::Loaded loaded = caveat::load_text(rule_text);
    if (!loaded.rules) std::abort();
    return *loaded.rules;
}

inline const caveat::FhirMapping& mapping() {
    static const caveat::LoadedMapping loaded =
        caveat::load_fhir_mapping_text(rules(), mapping_text);
    if (!loaded.mapping) std::abort();
    return *loaded.mapping;
}

}  // namespace fuzz
