// What became of one rule for the patient, why, and what would change it. Entrances: write_status,
// write_nearest.

#include <caveat/authoring/nearest.hpp>

#include "page/context.hpp"

namespace caveat::page {

namespace {

std::string_view words_of(Status status) {
    switch (status) {
        case Status::fired:
            return "It holds.";
        case Status::presumed:
            return "Presumed: it holds until an answer lifts it.";
        case Status::undecided:
            return "Open: an answer is missing.";
        case Status::overridden:
            return "Lifted by another rule.";
        case Status::not_fired:
            break;
    }
    return "It does not hold.";
}

}  // namespace

void write_status(Context& context, RuleId rule, Markup& page) {
    const Screening* const patient = context.patient();
    if (patient == nullptr) return;
    const Status status = patient->status(rule);
    const bool holds = status == Status::fired || status == Status::presumed;
    page.raw(holds ? "<p class=\"status holds\"><strong>" : "<p class=\"status\"><strong>");
    page.say(words_of(status)).raw("</strong>");
    for (const Reason& reason : context.explainer().why(rule).reasons) {
        page.raw(" ");
        if (reason.facts.empty()) {
            page.text(reason.text);
        } else {
            page.link(context.place_of(reason.facts.front().fact), reason.text);
        }
        page.raw(".");
    }
    for (const RuleId lifter : patient->lifted_by(rule)) {
        page.raw(" Lifted by ");
        context.link(lifter, page);
        page.raw(".");
    }
    page.raw("</p>\n");
}

/// Of the rules that a verdict may rest on; a search for each of all would take too long.
void write_nearest(const Context& context, RuleId rule, Markup& page) {
    constexpr std::size_t most_evaluations = 2'000;
    if (context.patient() == nullptr) return;
    const Status status = context.patient()->status(rule);
    if (verdict_of(context.rules().rule(rule).strictest) == Verdict::proceed) return;
    const bool holds = status == Status::fired || status == Status::presumed;
    const auto target = holds ? authoring::Target::does_not_fire : authoring::Target::fires;
    const auto found = authoring::smallest_change(*context.patient(), rule, target,
                                                  {.evaluations = most_evaluations});
    const auto sentences = authoring::sentences_of(found, target, context.rules());
    if (sentences.empty()) return;
    page.raw("<details><summary>What would change it</summary><ul>");
    for (const authoring::ChangeSentence& sentence : sentences) {
        page.raw("<li>").text(sentence.words).raw("</li>");
    }
    page.raw("</ul></details>\n");
}

}  // namespace caveat::page
