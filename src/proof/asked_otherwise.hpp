#pragma once

// What two versions ask, and of whom, beside what they make of the answers: no solver.

#include <caveat/proof.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include "patients/patient.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace caveat::proof {

/// The facts of both versions that are asked for otherwise, in the order of the new file. What that
/// does to patients is not filled in.
std::vector<FactDifference> asked_otherwise(const RuleSet& before, const RuleSet& after);

/// What of the rule set itself reads otherwise: "title", "screens".
std::vector<std::string> told_otherwise(const RuleSet& before, const RuleSet& after);

/// Who can answer while a version is at work, before and after, and that in words.
struct Answering {
    std::array<Respondents, 2> respondents;
    std::string words;
};

/// Only the patient, and only a clinician, for both versions.
std::vector<Answering> one_of_them();
/// Those for whom each version is written: whoever reads a report for patients can answer what
/// patients are asked.
std::vector<Answering> its_readers(const RuleSet& before, const RuleSet& after);

/// What becomes of the patient otherwise where only these can answer; empty where it is the same.
///
/// rules  those that belong together
std::string deferred_otherwise(const RuleSet& before, const RuleSet& after,
                               const std::vector<std::pair<RuleId, RuleId>>& rules,
                               const patients::Patient& patient,
                               const std::vector<Answering>& answering);

}  // namespace caveat::proof
