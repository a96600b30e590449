#pragma once

// Patients written down: as JSON for profiles, as YAML for cases, and single answers in words.

#include "facts/catalogue.hpp"
#include "facts/profile.hpp"
#include "patients/draft.hpp"
#include "patients/patient.hpp"

#include <optional>
#include <string>
#include <vector>

namespace caveat::patients {

/// The profile as JSON on one line, as `caveat screen` reads it.
std::string json_of(const Patient& patient);

/// `true`, `{"present": ["gout"], "absent": []}`
std::string json_of(const Answer& answer);

/// Answers as YAML on one line, as cases have them: `{pain nrs: 8, regions: [neck]}`.
std::string yaml_of(const std::vector<KeyedAnswer>& answers);

/// What a draft says, as the author of the rule file calls it: by names, numbers with units.
std::vector<KeyedAnswer> named_answers(const facts::Catalogue& catalogue, const Draft& draft);

/// A value by keys, a list of codes known in part with it. Otherwise as `facts::answer_of`.
std::optional<Answer> answer_of(const facts::ValueType& type, const facts::Value& value);

/// An answer in words: `6 wk`, `neck and lower back`, `not answered`.
std::string answer_words(const facts::ValueType& type, const facts::Value& value);

}  // namespace caveat::patients
