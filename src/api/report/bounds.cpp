// How far a verdict may still move, in words. Entrance: bounds_words.

#include "api/report/bounds.hpp"

#include "api/report/phrases.hpp"
#include "api/report_words.hpp"

#include <algorithm>
#include <vector>

namespace caveat::api::report {

namespace {

std::string in_brackets(const std::string& words) {
    return words.empty() ? words : " (" + words + ')';
}

/// The questions that may lead to a verdict; where there is none, why nobody can be asked.
std::string what_reaches(Verdict verdict, const Content& content, const Asking& asking) {
    std::string asked = asking.reaching(verdict);
    if (!asked.empty()) return asked;
    std::vector<Unhelpful> unknown;
    for (const Undecidable& each : content.undecidable()) {
        if (verdict_of(content.rules().rule(each.rule).strictest) != verdict) continue;
        for (const Unhelpful& answer : each.unknown) {
            const auto said =
                std::find_if(unknown.begin(), unknown.end(), [&](const Unhelpful& other) {
                    return other.fact == answer.fact && other.field == answer.field;
                });
            if (said == unknown.end()) {
                unknown.push_back(answer);
            } else if (said->others < answer.others) {
                *said = answer;
            }
        }
    }
    return unhelpful_words(content, unknown);
}

}  // namespace

std::string bounds_words(const Content& content, const Asking& asking) {
    const Screening& screening = content.screening();
    const Verdict verdict = screening.verdict();
    if (verdict == Verdict::not_applicable) return {};
    std::vector<std::string> said;
    if (screening.applicable() == Truth::unknown) {
        said.push_back("Whether these rules apply to this patient is still open" +
                       in_brackets(asking.about_applying()) + '.');
    } else if (screening.at_least() != verdict) {
        said.push_back("Certain so far: " + std::string(short_form(screening.at_least())) + '.');
    }
    if (screening.at_most() != verdict) {
        said.push_back("Could still become: " + std::string(short_form(screening.at_most())) +
                       in_brackets(what_reaches(screening.at_most(), content, asking)) + '.');
    }
    if (const auto worst = asking.worst_of_others(); worst && *worst > verdict) {
        said.push_back("What others check could make it: " + std::string(short_form(*worst)) +
                       in_brackets(asking.others_reaching(*worst)) + '.');
    }
    if (said.empty()) {
        said.emplace_back(screening.complete() ? "Every rule is decided."
                                               : "No open answer can change this verdict.");
    }
    return joined(said, " ");
}

}  // namespace caveat::api::report
