// From a screening to what a report tells of it. Entrance: Content.

#include "api/report/content.hpp"

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "eval/result.hpp"
#include "facts/profile.hpp"
#include "model/walk.hpp"

#include <algorithm>
#include <utility>

namespace caveat::api::report {

namespace {

void add_once(std::vector<FactId>& facts, FactId fact) {
    if (std::find(facts.begin(), facts.end(), fact) == facts.end()) facts.push_back(fact);
}

/// Fields of records are counted, for there may be thousands.
void add_once(std::vector<Unhelpful>& unknown, const Place& place) {
    const auto same = std::find_if(unknown.begin(), unknown.end(), [&](const Unhelpful& each) {
        return each.fact == place.fact && each.field == place.field;
    });
    if (same == unknown.end()) {
        unknown.push_back({place.fact, place.field, place.record.value_or(0), 0});
    } else if (place.field) {
        ++same->others;
    }
}

}  // namespace

Content::Content(const Screening& screening)
    : screening_(screening),
      rules_(screening.profile().rules()),
      explainer_(screening),
      now_(explainer_.questions()),
      later_(explainer_.deferred_questions()) {
    find_held();
    count();
}

void Content::await(RuleId rule, Awaited& awaited) {
    for (const OpenPlace& place : explainer_.open_places(rule)) {
        if (place.is_null) {
            add_once(awaited.unknown, place.place);
        } else {
            add_once(awaited.open, place.place.fact);
        }
    }
    // A field may be missing in a record of a list whose other records do not help.
    std::erase_if(awaited.unknown, [&](const Unhelpful& each) {
        return std::find(awaited.open.begin(), awaited.open.end(), each.fact) != awaited.open.end();
    });
}

void Content::find_held() {
    for (const OutcomeFound& found : screening_.outcomes()) {
        Held held;
        held.outcome = rules_.outcome(found.outcome);
        held.is_presumed = found.certainty == Certainty::presumed;
        for (const RuleId rule : screening_.rules_behind(found.outcome)) {
            const bool is_fired = screening_.status(rule) == Status::fired;
            if (is_fired == held.is_presumed) continue;
            held.rules.push_back(rule);
            if (held.is_presumed) await(rule, held.until);
        }
        held_.push_back(std::move(held));
    }
}

void Content::find_undecidable(RuleId rule) {
    if (rules_.rule(rule).if_unknown == IfUnknown::ignore || screening_.is_deferred(rule)) return;
    Awaited awaited;
    await(rule, awaited);
    if (awaited.open.empty() && !awaited.unknown.empty()) {
        undecidable_.push_back({rule, std::move(awaited.unknown)});
    }
}

void Content::count() {
    for (std::uint32_t index = 0; index < rules_.rule_count(); ++index) {
        const RuleId rule{index};
        switch (screening_.status(rule)) {
            case Status::fired:
                ++tally_.hold;
                break;
            case Status::presumed:
                ++tally_.presumed;
                break;
            case Status::undecided:
                ++tally_.open;
                find_undecidable(rule);
                break;
            case Status::overridden:
                // What would not have held anyway was not lifted from anybody.
                if (would_hold(rule)) {
                    ++tally_.lifted;
                    lifted_.push_back({rule, screening_.lifted_by(rule)});
                    break;
                }
                [[fallthrough]];
            case Status::not_fired:
                ++tally_.do_not_hold;
                break;
        }
    }
}

bool Content::would_hold(RuleId rule) {
    if (explainer_.condition(rule) != Truth::yes) return false;
    const model::RuleSet& model = api::loaded_of(rules_).model;
    const model::ExprId unless = model.rules[rule.index].unless;
    if (unless == model::none) return true;
    return eval::values_of(api::result_of(screening_)).truths[model.tree[unless].slot] !=
           Truth::yes;
}

std::vector<bool> Content::nodes_below(std::vector<model::ExprId> roots) const {
    const model::RuleSet& model = api::loaded_of(rules_).model;
    std::vector<bool> seen(model.tree.size(), false);
    while (!roots.empty()) {
        const model::ExprId id = roots.back();
        roots.pop_back();
        if (id == model::none || seen[id]) continue;
        seen[id] = true;
        model::for_each_child(model, id, [&](model::ExprId child) { roots.push_back(child); });
    }
    return seen;
}

std::vector<Reason> Content::own_reasons(RuleId rule) {
    std::vector<Reason> reasons = explainer_.why(rule).reasons;
    const model::Rule& about = api::loaded_of(rules_).model.rules[rule.index];
    if (about.overridden_by.empty()) return reasons;
    if (!explanation_) explainer_.explain_all(explanation_.emplace());
    const std::span<const TestFound> findings = explanation_->of(rule);
    // Two tests in the same words make one reason of two findings: then all of them stay.
    if (findings.size() != reasons.size()) return reasons;
    const std::vector<bool> own = nodes_below({about.when, about.unless});
    std::vector<Reason> kept;
    for (std::size_t i = 0; i < reasons.size(); ++i) {
        if (own[findings[i].test.index]) kept.push_back(std::move(reasons[i]));
    }
    return kept;
}

bool Content::decides_whether_rules_apply(FactId fact) const {
    const model::RuleSet& model = api::loaded_of(rules_).model;
    if (model.applies_to == model::none) return false;
    const std::vector<bool> nodes = nodes_below({model.applies_to});
    for (std::uint32_t id = 0; id < nodes.size(); ++id) {
        if (nodes[id] && model::fact_of(model.tree[id].node) == fact.index) return true;
    }
    return false;
}

const Diagnostic* Content::unusable() const {
    const bool is_readable = screening_.profile().is_readable();
    for (const Diagnostic& problem : screening_.problems()) {
        if (problem.severity != Severity::error) continue;
        const bool is_of_all_facts = problem.path == "facts" && (problem.code == "wrong-type" ||
                                                                 problem.code == "given-twice");
        const bool is_whole = problem.code == "wrong-rule-set" || is_of_all_facts;
        if (!is_readable || is_whole) return &problem;
    }
    return nullptr;
}

std::string Content::why_unhelpful(const Unhelpful& answer) const {
    const FactInfo info = rules_.fact(answer.fact);
    if (answer.field) {
        std::string words = "nobody knows " + std::string(info.fields[*answer.field].name) +
                            " of " + std::string(info.each) + ' ' +
                            std::to_string(answer.record + 1);
        if (answer.others != 0) words += " and " + std::to_string(answer.others) + " more";
        return words;
    }
    if (api::result_of(screening_).facts->given(answer.fact.index) != facts::Given::answered) {
        return "nobody knows " + std::string(info.name);
    }
    return std::string(info.name) +
           (info.kind == FactKind::date ? " is still to come" : " has no entry that counts");
}

}  // namespace caveat::api::report
