// Two versions become the questions that they put otherwise, and what it does to a patient that
// others are asked. Entrances: asked_otherwise, deferred_otherwise.

#include "proof/asked_otherwise.hpp"

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "api/report_words.hpp"
#include "text/diagnostics.hpp"

#include <algorithm>
#include <cstdint>
#include <set>

namespace caveat::proof {

namespace {

const facts::Catalogue& catalogue_of(const RuleSet& rules) {
    return api::loaded_of(rules).model.catalogue;
}

std::set<std::string> always_asked(const RuleSet& rules) {
    std::set<std::string> keys;
    for (const std::uint32_t fact : api::loaded_of(rules).model.always_ask) {
        keys.insert(catalogue_of(rules)[fact].key);
    }
    return keys;
}

/// Of codes that both have. Those of one alone matter to rules, or to nobody.
bool has_same_labels(const facts::ValueType& a, const facts::ValueType& b) {
    return std::all_of(a.codes.begin(), a.codes.end(), [&](const facts::Code& code) {
        const auto same = b.find_code(code.key);
        return !same || b.codes[*same].label == code.label;
    });
}

bool has_same_labels(const facts::Fact& a, const facts::Fact& b) {
    return has_same_labels(a.type, b.type) &&
           std::all_of(a.fields.begin(), a.fields.end(), [&](const facts::Field& field) {
               const auto same = b.find_field(field.key);
               return !same || has_same_labels(field.type, b.fields[*same].type);
           });
}

}  // namespace

std::vector<FactDifference> asked_otherwise(const RuleSet& before, const RuleSet& after) {
    const std::set<std::string> always_before = always_asked(before);
    const std::set<std::string> always_after = always_asked(after);
    std::vector<FactDifference> found;
    for (const facts::Fact& fact : catalogue_of(after).facts()) {
        const auto at = catalogue_of(before).find(fact.key);
        const bool is_always_asked = always_after.contains(fact.key);
        FactDifference difference;
        difference.fact = fact.name;
        if (always_before.contains(fact.key) != is_always_asked) {
            difference.reworded.emplace_back("always ask");
        }
        if (at) {
            const facts::Fact& former = catalogue_of(before)[*at];
            if (former.ask != fact.ask) difference.reworded.emplace_back("ask");
            if (former.whom != fact.whom) difference.reworded.emplace_back("ask whom");
            if (!has_same_labels(former, fact)) difference.reworded.emplace_back("of");
        }
        if (!difference.reworded.empty()) found.push_back(std::move(difference));
    }
    return found;
}

std::vector<std::string> told_otherwise(const RuleSet& before, const RuleSet& after) {
    std::vector<std::string> keys;
    if (before.title() != after.title()) keys.emplace_back("title");
    if (before.screens() != after.screens()) keys.emplace_back("screens");
    return keys;
}

std::vector<Answering> one_of_them() {
    const Respondents patient{.patient = true, .clinician = false};
    const Respondents clinician{.patient = false, .clinician = true};
    return {{{patient, patient}, "where only the patient can answer"},
            {{clinician, clinician}, "where only a clinician can answer"}};
}

std::vector<Answering> its_readers(const RuleSet& before, const RuleSet& after) {
    const auto readers = [](const RuleSet& rules) {
        return Respondents{.patient = true, .clinician = rules.audience() == Respondent::clinician};
    };
    return {{{readers(before), readers(after)}, "where its readers answer"}};
}

std::string deferred_otherwise(const RuleSet& before, const RuleSet& after,
                               const std::vector<std::pair<RuleId, RuleId>>& rules,
                               const patients::Patient& patient,
                               const std::vector<Answering>& answering) {
    const Profile old_profile = profile_of(before, patient);
    const Profile new_profile = profile_of(after, patient);
    for (const Answering& each : answering) {
        const Screening a = screen(old_profile, each.respondents.front());
        const Screening b = screen(new_profile, each.respondents.back());
        if (a.at_most() != b.at_most()) {
            return "before: at most " + std::string(api::short_form(a.at_most())) +
                   "; after: at most " + std::string(api::short_form(b.at_most())) + ", " +
                   each.words;
        }
        for (const auto& [old, id] : rules) {
            const auto words = [](bool is_deferred) {
                return std::string(is_deferred ? "deferred" : "not deferred");
            };
            const bool was = a.is_deferred(old);
            const bool is = b.is_deferred(id);
            if (was == is) continue;
            return text::quoted(after.rule(id).id) + " before: " + words(was) +
                   "; after: " + words(is) + ", " + each.words;
        }
    }
    return {};
}

}  // namespace caveat::proof
