// Writes proposed cases as YAML. Entrance: write_proposals.

#include "cases/proposal_writer.hpp"

#include "api/report_words.hpp"
#include "text/escapes.hpp"

#include <array>
#include <string_view>

namespace caveat::cases {

using text::in_yaml;

namespace {

constexpr std::array<std::pair<Status, std::string_view>, 5> keys{
    {{Status::fired, "fires"},
     {Status::presumed, "presumes"},
     {Status::undecided, "undecided"},
     {Status::overridden, "overridden"},
     {Status::not_fired, "silent"}}};

constexpr std::size_t widest = 100;

/// A list in brackets, broken where it would be too wide.
std::string id_list(const RuleSet& rules, const Proposed& one, Status status) {
    std::string list;
    std::size_t width = 0;
    for (const auto& [rule, ended] : one.rules) {
        if (ended != status) continue;
        const std::string id = in_yaml(rules.rule(rule).id);
        if (!list.empty()) {
            list += ',';
            const bool is_wide = width + id.size() > widest;
            list += is_wide ? "\n          " : " ";
            if (is_wide) width = 0;
        }
        list += id;
        width += id.size() + 2;
    }
    return list;
}

/// ` for back-pain 1.0.0`, of what the rule file says.
std::string for_what(const RuleSet& rules) {
    std::string name;
    for (const std::string_view part : {rules.id(), rules.version()}) {
        if (!part.empty()) name += ' ' + std::string(part);
    }
    return name.empty() ? name : " for" + name;
}

}  // namespace

std::string write_entry(const RuleSet& rules, const Proposed& one) {
    std::string out = "  - name: " + in_yaml(one.name) + "\n    approved: no\n";
    if (!one.as_of.empty()) out += "    as of: " + one.as_of + '\n';
    if (one.respondents != Respondents{}) {
        const bool can_patient = one.respondents.patient;
        const bool can_clinician = one.respondents.clinician;
        out += std::string("    respondents: [") + (can_patient ? "patient" : "") +
               (can_clinician ? "clinician" : "") + "]\n";
    }
    out += "    facts: " + one.facts + "\n    expect:\n";
    for (const auto& [status, key] : keys) {
        const std::string list = id_list(rules, one, status);
        if (!list.empty()) out += "      " + std::string(key) + ": [" + list + "]\n";
    }
    return out + "      verdict: " + std::string(api::short_form(one.verdict)) +
           "\n      at least: " + std::string(api::short_form(one.at_least)) +
           "\n      at most: " + std::string(api::short_form(one.at_most)) + '\n';
}

std::string write_proposals(const RuleSet& rules, const std::vector<Proposed>& all) {
    std::string out = "# Proposed" + for_what(rules) +
                      ": what is expected is what the rules say today.\n"
                      "# Look at each case. If the answer is right, give it a name that says why, "
                      "and take out\n"
                      "# `approved: no`. If it is wrong, so are the rules. To add these to a file, "
                      "leave out `cases:`.\n"
                      "cases:";
    if (all.empty()) out += " []";
    out += '\n';
    for (const Proposed& one : all) out += write_entry(rules, one);
    return out;
}

}  // namespace caveat::cases
