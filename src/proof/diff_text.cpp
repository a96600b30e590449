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

std::string effect(const RuleDifference& rule) {
    switch (rule.treats_differently) {
        case Possible::yes:
            return "  patients are treated differently; the shortest example:\n    " +
                   rule.patient->profile + "\n    " + rule.patient->shows + '\n';
        case Possible::not_decided:
            return "  whether patients are treated differently was not decided: " + rule.why + '\n';
        case Possible::no:
            break;
    }
    return "  no patient is treated differently by this rule\n";
}

}  // namespace

std::string text_of(const Difference& difference, const std::string& before,
                    const std::string& after) {
    std::string text = visible_text(before) + " -> " + visible_text(after) + "\n\n";
    for (const RuleDifference& rule : difference.rules) {
        text += heading(rule) + '\n';
        if (!rule.reworded.empty()) {
            text += "  reworded: " + api::joined(rule.reworded, ", ") + '\n';
        }
        text += effect(rule) + '\n';
    }
    switch (difference.treats_differently) {
        case Possible::no:
            return text +
                   "no patient is treated differently: proven for every profile, fully or "
                   "partly answered, in which no number is known in part only\n";
        case Possible::yes:
            return text + "some patients are treated differently\n";
        case Possible::not_decided:
            break;
    }
    return text + "whether patients are treated differently was not decided: " + difference.why +
           '\n';
}

}  // namespace caveat::proof
