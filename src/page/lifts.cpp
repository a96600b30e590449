// What lifts what, and which rules speak against each other. Entrance: write_lifts.

#include <caveat/keys.hpp>

#include "analysis/accepted.hpp"
#include "analysis/written.hpp"
#include "api/report_words.hpp"
#include "page/context.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace caveat::page {

namespace {

/// A rule that forbids what another one asks for, where neither lifts the other.
struct Clash {
    RuleId no;
    RuleId yes;
    OutcomeId avoided;
    OutcomeId wanted;
};

/// What follows the verb of an outcome, however it is spelled.
std::string advice_of(const OutcomeInfo& outcome) {
    return api::key_words_of(outcome).substr(key(outcome.verb).size());
}

bool lifts(const RuleInfo& lifter, RuleId lifted) {
    return std::find(lifter.overrides.begin(), lifter.overrides.end(), lifted) !=
           lifter.overrides.end();
}

std::vector<Clash> clashes_of(const RuleSet& rules) {
    std::map<std::string, std::vector<std::pair<RuleId, OutcomeId>>> avoided;
    for (std::uint32_t i = 0; i < rules.rule_count(); ++i) {
        for (const OutcomeId outcome : rules.rule(RuleId{i}).outcomes) {
            const OutcomeInfo info = rules.outcome(outcome);
            if (info.verb == Verb::avoid) avoided[advice_of(info)].emplace_back(RuleId{i}, outcome);
        }
    }
    std::vector<Clash> clashes;
    for (std::uint32_t i = 0; i < rules.rule_count(); ++i) {
        for (const OutcomeId outcome : rules.rule(RuleId{i}).outcomes) {
            const OutcomeInfo info = rules.outcome(outcome);
            if (info.verb != Verb::suggest && info.verb != Verb::require) continue;
            const auto found = avoided.find(advice_of(info));
            if (found == avoided.end()) continue;
            for (const auto& [no, forbidden] : found->second) {
                const RuleId yes{i};
                if (lifts(rules.rule(no), yes) || lifts(rules.rule(yes), no)) continue;
                clashes.push_back({no, yes, forbidden, outcome});
            }
        }
    }
    return clashes;
}

/// The case whose patient shows that both rules can hold at once.
const authoring::Case* shown_by(const Clash& clash, const authoring::TestRun* run) {
    if (run == nullptr) return nullptr;
    Screening screening;
    for (const authoring::CaseFile& file : run->files) {
        if (!file.is_usable) continue;
        for (const authoring::Case& one : file.cases) {
            screen(one.profile, screening, one.respondents);
            const bool do_both = screening.status(clash.no) == Status::fired &&
                                 screening.status(clash.yes) == Status::fired;
            if (do_both) return &one;
        }
    }
    return nullptr;
}

void write_clashes(const Context& context, Markup& page) {
    const std::vector<Clash> clashes = clashes_of(context.rules());
    if (clashes.empty()) return;
    page.raw("<h3>Rules that speak against each other</h3>\n<ul>");
    for (const Clash& clash : clashes) {
        page.raw("<li>");
        context.link(clash.no, page);
        page.raw(" says ");
        context.link(clash.avoided, page);
        page.raw(", and ");
        context.link(clash.yes, page);
        page.raw(" says ");
        context.link(clash.wanted, page);
        page.raw(". ");
        const authoring::Case* const one = shown_by(clash, context.options().run);
        if (one != nullptr) {
            page.raw(
                "<strong class=\"bad\">contradiction</strong>: both hold for the patient of "
                "the case ");
            page.text(one->name).raw(".");
        } else {
            page.raw(
                "No case shows both at once; <code>caveat check</code> looks for every "
                "patient.");
        }
        page.raw("</li>\n");
    }
    page.raw("</ul>\n");
}

void write_findings(const Context& context, Markup& page) {
    const auto findings = analysis::settle(
        analysis::written(api::loaded_of(context.rules()), context.options().as_of),
        api::loaded_of(context.rules()));
    Markup items;
    for (const analysis::Finding& finding : findings) {
        if (finding.diagnostic.code != "hides-stricter") continue;
        items.raw("<li><strong class=\"bad\">hides-stricter</strong> ");
        items.text(finding.diagnostic.message).raw(" ");
        context.link_to_line(finding.diagnostic.span, items);
        items.raw("</li>\n");
    }
    if (!items.is_empty()) page.raw("<ul>").add(items).raw("</ul>\n");
}

/// As its author named them: by id, or many by their verb.
void write_row(const Context& context, RuleId id, Markup& rows) {
    const RuleInfo rule = context.rules().rule(id);
    const language::RuleEntry& entry = context.document().rules[id.index];
    rows.raw("<tr><th scope=\"row\">");
    context.link(id, rows);
    rows.raw("</th><td>");
    write_list(entry.overrides, rows, [&](const language::Scalar& name) {
        const auto lifted = context.rules().find_rule(name.text);
        if (!lifted) {
            rows.text(name.text);
            return;
        }
        context.link(*lifted, rows);
        if (context.rules().rule(*lifted).strictest > rule.strictest) {
            rows.raw(" <strong class=\"bad\">stricter</strong>");
        }
    });
    rows.raw("</td><td>").text(rule.because);
    for (const language::Acceptance& accepted : entry.accepted) {
        const std::string& code = accepted.finding.text;
        if (code != "hides-stricter" && code != "contradiction") continue;
        rows.raw(" <code>").text(code).raw("</code> is answered: ").text(accepted.because.text);
    }
    rows.raw("</td></tr>\n");
}

}  // namespace

void write_lifts(Context& context, Markup& page) {
    Markup rows;
    for (const RuleId id : context.model().display_order) {
        if (!context.document().rules[id.index].overrides.empty()) write_row(context, id, rows);
    }
    Markup conflicts;
    write_findings(context, conflicts);
    write_clashes(context, conflicts);
    if (rows.is_empty() && conflicts.is_empty()) return;
    page.section("lifts", "What lifts what, and conflicts");
    if (!rows.is_empty()) {
        page.raw(
            "<table class=\"lifts\"><thead><tr><th scope=\"col\">rule</th><th scope=\"col\">"
            "lifts</th><th scope=\"col\">because</th></tr></thead>\n<tbody>\n");
        page.add(rows).raw("</tbody></table>\n");
    }
    if (conflicts.is_empty()) {
        page.raw(
            "<p>No rule forbids what another one asks for, and no rule hides a stricter one "
            "unanswered. What only the solver can prove, <code>caveat check</code> tells.</p>\n");
    }
    page.add(conflicts).end_section();
}

}  // namespace caveat::page
