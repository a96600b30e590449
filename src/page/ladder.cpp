// What the rules may lead to, strictest first: six rungs, a card an outcome. Entrance:
// write_ladder.

#include "page/context.hpp"
#include "page/drawing.hpp"
#include "page/written_condition.hpp"

#include <algorithm>
#include <array>

namespace caveat::page {

namespace {

constexpr std::array all_rungs{Verb::avoid,   Verb::refer,   Verb::require,
                               Verb::caution, Verb::suggest, Verb::inform};

std::string_view meaning_of(Verb verb) {
    switch (verb) {
        case Verb::avoid:
            return "do not proceed";
        case Verb::refer:
            return "somebody must look first";
        case Verb::require:
            return "a condition on going ahead";
        case Verb::caution:
            return "go ahead, and tell them";
        case Verb::suggest:
            return "an alternative, an addition or a plan";
        case Verb::inform:
            break;
    }
    return "worth knowing";
}

const OutcomeFound* found_of(const Context& context, OutcomeId id) {
    if (context.patient() == nullptr) return nullptr;
    const auto found = context.patient()->outcomes();
    const auto own = std::find_if(found.begin(), found.end(),
                                  [id](const OutcomeFound& each) { return each.outcome == id; });
    return own == found.end() ? nullptr : &*own;
}

void write_card(const Context& context, OutcomeId id, const std::vector<RuleId>& rules,
                Markup& page) {
    const OutcomeInfo outcome = context.rules().outcome(id);
    page.raw("<li class=\"card\" id=\"" + context.place_of(id) + "\"><strong>");
    page.text(outcome.name).raw("</strong>");
    if (const OutcomeFound* const found = found_of(context, id)) {
        page.raw(found->certainty == Certainty::certain
                     ? " <span class=\"mark\">✓ holds</span>"
                     : " <span class=\"mark\">? presumed</span>");
    }
    if (!outcome.say.empty()) page.raw("<p>“").text(outcome.say).raw("”</p>");
    page.raw("<ul>");
    for (const RuleId rule : rules) {
        page.raw("<li>");
        context.link(rule, page);
        page.raw(": ").text(sentence_of(context.document().rules[rule.index])).raw("</li>");
    }
    page.raw("</ul></li>\n");
}

}  // namespace

void write_ladder(Context& context, Markup& page) {
    const model::RuleSet& model = context.model();
    std::vector<std::vector<RuleId>> rules_of(model.outcomes.size());
    for (const RuleId rule : model.display_order) {
        for (const OutcomeId outcome : model.rules[rule.index].outcomes) {
            rules_of[outcome.index].push_back(rule);
        }
    }
    std::vector<Rung> drawn;
    Markup list;
    for (const Verb verb : all_rungs) {
        Rung rung{verb};
        Markup cards;
        for (const OutcomeId id : model.outcome_order) {
            if (model.outcomes[id.index].verb != verb) continue;
            ++rung.outcomes;
            rung.rules += rules_of[id.index].size();
            if (found_of(context, id) != nullptr) ++rung.holding;
            write_card(context, id, rules_of[id.index], cards);
        }
        drawn.push_back(rung);
        const std::string word(verb_words(verb));
        list.raw("<li class=\"rung " + word + "\" id=\"rung-" + word + "\"><h3>");
        write_verb(verb, list);
        list.raw(" <small>").say(meaning_of(verb)).raw("</small></h3>\n");
        if (cards.is_empty()) {
            list.raw("<p class=\"dim\">No rule leads to this.</p>");
        } else {
            list.raw("<ul class=\"cards\">\n").add(cards).raw("</ul>");
        }
        list.raw("</li>\n");
    }
    page.section("ladder", "What may come of it, strictest first");
    page.raw(draw_ladder(drawn, context.patient() != nullptr));
    page.raw("<ol class=\"ladder\">\n").add(list).raw("</ol>\n").end_section();
}

}  // namespace caveat::page
