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
  age: {type: number, unit: mo, from: 0, to: 1560}
  female: {type: yes/no}
  aching days: {type: number, unit: d, from: 0}
  worst: {type: number, from: 0, to: 10}
  thinner: {type: yes/no}
  latex: {type: yes/no}
  visits: {type: number, whole: true, from: 0}
  last visit: {type: date}
outcomes:
  refer to doctor: {say: See a doctor first.}
  suggest rest: {say: Rest.}
rules:
  - {id: strong, rule: back pain and pain >= 7 → refer to doctor}
  - {id: heavy, rule: weight > 100 kg or technique is gentle → suggest rest}
  - {id: diet, rule: therapies include diet and born is before 1960-01-01 → suggest rest}
  - {id: blood, rule: thinner or latex or (female and age > 600 mo) → refer to doctor}
  - {id: long, rule: aching days > 42 d or worst > 7 → suggest rest}
  - {id: seen, rule: visits > 2 or last visit is before 2026-01-01 → suggest rest}
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
  technique:
    - {from: draft ServiceRequest, answers: {gentle: {clinic: G}, deep tissue: {clinic: D}}}
    - {from: proposed Appointment, take: service, answers: {gentle: {clinic: G}, deep tissue: {clinic: D}}}
  therapies: {from: Procedure, answers: {physiotherapy: {snomed: PHYSIO}, diet: {snomed: DIET}}, within: 12 wk}
  born: {from: Patient, take: birth date}
  sessions:
    from: Procedure
    kinds: {clinic: [G, D]}
    fields:
      date: performed
      technique: {take: code, answers: {gentle: {clinic: G}, deep tissue: {clinic: D}}}
      eased: {observation: {clinic: EASED}}
  age: {from: Patient, take: age}
  female:
    from: Patient
    take: gender
    yes when: {"http://hl7.org/fhir/administrative-gender": female}
    no when: {"http://hl7.org/fhir/administrative-gender": [male, other]}
  aching days: {from: Condition, coded as: {snomed: BACK}, take: weeks since onset}
  worst: {from: Observation, coded as: {loinc: SCORES}, component: {loinc: WORST}, within: always}
  thinner:
    - {from: MedicationRequest, kinds: {atc: "B01A*"}, ever: yes}
    - {from: MedicationStatement, coded as: {atc: B01AF01}, also counts: intended}
  latex: {from: AllergyIntolerance, coded as: {snomed: LATEX}, none by: {snomed: NO-ALLERGY}}
  visits:
    - {from: Encounter, kinds: {clinic: V}, take: count}
    - {from: Procedure, kinds: {clinic: [V, G]}, take: count}
  last visit: {from: Encounter, kinds: {clinic: V}, take: date, within: 12 mo}
service:
  hooks:
    patient-view: {show from: suggest}
    appointment-book: {show from: suggest, when booked: {clinic: [G, D]}}
    order-select: {show from: suggest, when ordered: {clinic: [G, D]}}
    order-sign: {show from: suggest}
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
