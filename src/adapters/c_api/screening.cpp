// Fills a screening, and keeps what is asked about it. Entrance: the members of `caveat_screening`.

#include "adapters/c_api/screening.hpp"

#include "adapters/c_api/values.hpp"

#include <utility>

using caveat::c_api::in_c;
using caveat::c_api::Lent;
using caveat::c_api::number_of;

void caveat_screening::forget() {
    is_looking_ = false;
    screening = caveat::Screening();
    if (!is_asked_) return;
    asked_ = Asked();
    keep_.clear();
    is_asked_ = false;
}

void caveat_screening::fill(const caveat::Profile& profile, caveat::Respondents respondents) {
    is_looking_ = false;
    if (is_asked_) {
        asked_ = Asked();
        keep_.clear();
        is_asked_ = false;
    }
    caveat::screen(profile, screening, respondents);
}

std::string caveat_screening::report(const caveat::ReportOptions& options, bool is_pretty) {
    // What a writer knows after it failed nobody can tell, so it goes meanwhile.
    std::optional<Writing> writing = std::exchange(writing_, std::nullopt);
    if (!writing || writing->options != options || writing->is_pretty != is_pretty) {
        writing = Writing{options, is_pretty, caveat::ReportWriter(options, is_pretty)};
    }
    std::string text;
    writing->writer.append(screening, text);
    writing_ = std::move(writing);
    return text;
}

caveat::Explainer& caveat_screening::explainer() {
    if (!is_looking_) explainer_.look_at(screening);
    is_looking_ = true;
    return explainer_;
}

caveat_reason caveat_screening::lent(const caveat::Reason& reason) {
    caveat_reason out{};
    out.truth = number_of(reason.truth);
    out.is_negated = reason.is_negated ? 1 : 0;
    out.op = number_of(reason.op);
    std::vector<caveat_place> places;
    places.reserve(reason.facts.size());
    for (const caveat::Place& place : reason.facts) places.push_back(in_c(place));
    const Lent<caveat_place> looked_at = keep_.list(places);
    out.places = looked_at.data;
    out.place_count = looked_at.count;
    out.subject = keep_.text(reason.subject);
    out.value = keep_.text(reason.value);
    out.threshold = keep_.text(reason.threshold);
    out.text = keep_.text(reason.text);
    out.text_without_value = keep_.text(reason.text_without_value);
    return out;
}

const caveat_why_result& caveat_screening::why(caveat::RuleId rule) {
    is_asked_ = true;
    OfRule& asked = asked_.of_rule[rule.index];
    if (!asked.why) {
        const caveat::Why found = explainer().why(rule);
        std::vector<caveat_reason> reasons;
        reasons.reserve(found.reasons.size());
        for (const caveat::Reason& reason : found.reasons) reasons.push_back(lent(reason));
        const Lent<std::uint32_t> facts = keep_.indices(found.facts);
        asked.reasons = std::move(reasons);
        asked.why = caveat_why_result{0, asked.reasons.size(), facts.data, facts.count};
    }
    return *asked.why;
}

const std::vector<caveat_reason>& caveat_screening::reasons(caveat::RuleId rule) {
    (void)why(rule);
    return asked_.of_rule[rule.index].reasons;
}

const caveat_reason* caveat_screening::near_miss(caveat::RuleId rule) {
    is_asked_ = true;
    OfRule& asked = asked_.of_rule[rule.index];
    if (!asked.near_miss) {
        const auto found = explainer().near_miss(rule);
        asked.near_miss = found ? Made<caveat_reason>(lent(*found)) : std::nullopt;
    }
    return asked.near_miss->has_value() ? &**asked.near_miss : nullptr;
}

const Lent<caveat_open_place>& caveat_screening::open_places(caveat::RuleId rule) {
    is_asked_ = true;
    OfRule& asked = asked_.of_rule[rule.index];
    if (!asked.open_places) {
        std::vector<caveat_open_place> places;
        for (const caveat::OpenPlace& open : explainer().open_places(rule)) {
            places.push_back({in_c(open.place), open.is_null ? 1 : 0});
        }
        asked.open_places = keep_.list(places);
    }
    return *asked.open_places;
}

const Lent<std::uint32_t>& caveat_screening::lifting(caveat::RuleId rule) {
    is_asked_ = true;
    OfRule& asked = asked_.of_rule[rule.index];
    if (!asked.lifting) {
        const bool is_lifted = screening.status(rule) == caveat::Status::overridden;
        asked.lifting =
            keep_.indices(is_lifted ? screening.lifted_by(rule) : screening.may_be_lifted_by(rule));
    }
    return *asked.lifting;
}

const Lent<std::uint32_t>& caveat_screening::rules_with(caveat::Status status) {
    is_asked_ = true;
    auto& asked = asked_.rules_with[static_cast<std::size_t>(status)];
    if (!asked) {
        std::vector<std::uint32_t> rules;
        for (const caveat::RuleId rule : screening.rules().rules()) {
            if (screening.status(rule) == status) rules.push_back(rule.index);
        }
        asked = keep_.list(rules);
    }
    return *asked;
}

const std::vector<caveat_outcome_found>& caveat_screening::outcomes() {
    is_asked_ = true;
    if (!asked_.outcomes) {
        std::vector<caveat_outcome_found> all;
        for (const caveat::OutcomeFound& found : screening.outcomes()) {
            const Lent<std::uint32_t> rules = keep_.indices(screening.rules_behind(found.outcome));
            all.push_back(
                {0, found.outcome.index, number_of(found.certainty), rules.data, rules.count});
        }
        asked_.outcomes = std::move(all);
    }
    return *asked_.outcomes;
}

const std::vector<caveat_score_found>& caveat_screening::scores() {
    is_asked_ = true;
    if (!asked_.scores) {
        std::vector<caveat_score_found> all;
        for (const caveat::ScoreFound& found : screening.scores()) {
            caveat_score_found out{};
            out.score = found.score.index;
            out.low = in_c(found.low);
            out.high = in_c(found.high);
            out.band = keep_.text(found.band);
            if (found.prorated) {
                out.is_prorated = 1;
                out.total = in_c(found.prorated->total);
                out.answered = found.prorated->answered;
                out.items = found.prorated->items;
            }
            all.push_back(out);
        }
        asked_.scores = std::move(all);
    }
    return *asked_.scores;
}

std::vector<caveat_question> caveat_screening::lent(
    const std::vector<caveat::Question>& questions) {
    std::vector<caveat_question> all;
    all.reserve(questions.size());
    for (const caveat::Question& question : questions) {
        const Lent<std::uint32_t> rules = keep_.indices(question.rules);
        const Lent<caveat_text> paths = keep_.texts(question.paths);
        caveat_question out{};
        out.fact = question.fact.index;
        out.whom = number_of(question.whom);
        out.strictest = number_of(question.strictest);
        out.decides = question.decides ? 1 : 0;
        out.ask = keep_.text(question.ask);
        out.rules = rules.data;
        out.rule_count = rules.count;
        out.paths = paths.data;
        out.path_count = paths.count;
        all.push_back(out);
    }
    return all;
}

const std::vector<caveat_question>& caveat_screening::questions() {
    is_asked_ = true;
    if (!asked_.questions) asked_.questions = lent(explainer().questions());
    return *asked_.questions;
}

const std::vector<caveat_question>& caveat_screening::deferred() {
    is_asked_ = true;
    if (!asked_.deferred) asked_.deferred = lent(explainer().deferred_questions());
    return *asked_.deferred;
}
