// A difference as people read it. Entrance: text_of.

#include <caveat/proof.hpp>
#include <caveat/visible_text.hpp>

#include "api/report_words.hpp"

namespace caveat::proof {

namespace {

std::string heading(const RuleDifference& rule) {
    switch (rule.presence) {
        case Presence::added:
            return "added    " + rule.id;
        case Presence::removed:
            return "removed  " + rule.id;
        case Presence::renamed:
            return "renamed  " + rule.former_id + " is " + rule.id + " now";
        case Presence::kept:
            break;
    }
    return "changed  " + rule.id;
}

/// Of a rule or of a fact.
template <class OneDifference>
std::string effect(const OneDifference& one) {
    switch (one.treats_differently) {
        case Possible::yes:
            return "  patients are treated differently; the shortest example:\n    " +
                   one.patient->profile + "\n    " + one.patient->shows + '\n';
        case Possible::not_decided:
            return "  whether patients are treated differently was not decided: " + one.why + '\n';
        case Possible::no:
            break;
    }
    return {};
}

std::string reworded(const std::vector<std::string>& keys) {
    return keys.empty() ? std::string() : "  reworded: " + api::joined(keys, ", ") + '\n';
}

}  // namespace

std::string text_of(const Difference& difference, const std::string& before,
                    const std::string& after) {
    std::string text = visible_text(before) + " -> " + visible_text(after) + "\n\n";
    for (const RuleDifference& rule : difference.rules) {
        text += heading(rule) + '\n' + reworded(rule.reworded) + effect(rule);
        if (rule.treats_differently == Possible::no) {
            text += "  no patient is treated differently by this rule\n";
        }
        text += '\n';
    }
    for (const FactDifference& fact : difference.facts) {
        text += "asked    " + fact.fact + '\n' + reworded(fact.reworded) + effect(fact) + '\n';
    }
    if (!difference.reworded.empty()) {
        text += "changed  the rule set itself\n" + reworded(difference.reworded) + '\n';
    }
    switch (difference.treats_differently) {
        case Possible::no:
            return text +
                   "no patient is treated differently: proven for every profile, fully or "
                   "partly answered, in which no number is known in part only, where everybody "
                   "can answer\n";
        case Possible::yes:
            return text + "some patients are treated differently\n";
        case Possible::not_decided:
            break;
    }
    return text + "whether patients are treated differently was not decided: " + difference.why +
           '\n';
}

}  // namespace caveat::proof
