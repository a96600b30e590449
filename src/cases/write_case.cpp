// A patient who was screened, as a case. Entrance: write_case.

#include <caveat/authoring/cases.hpp>

#include "cases/proposal_writer.hpp"
#include "patients/written.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace caveat::authoring {

namespace {

std::string facts_of(const Profile& profile) {
    std::vector<patients::KeyedAnswer> answers;
    for (const Place place : profile.given()) {
        answers.emplace_back(profile.rules().fact(place.fact).name, profile.answer(place));
    }
    return patients::yaml_of(answers);
}

}  // namespace

std::string write_case(const Screening& screening, std::string_view name) {
    const RuleSet& rules = screening.rules();
    cases::Proposed one;
    one.name = name;
    one.as_of = screening.profile().as_of_text();
    one.facts = facts_of(screening.profile());
    for (const RuleId rule : rules.rules()) {
        const Status status = screening.status(rule);
        if (status != Status::not_fired) one.rules.emplace_back(rule, status);
    }
    one.verdict = screening.verdict();
    one.at_least = screening.at_least();
    one.at_most = screening.at_most();
    one.respondents = screening.respondents();
    return cases::write_entry(rules, one);
}

}  // namespace caveat::authoring
