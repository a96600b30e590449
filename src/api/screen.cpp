// The public view of a screening. Entrances: screen, the members of Screening.

#include <caveat/screen.hpp>

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "eval/result.hpp"
#include "eval/screening.hpp"
#include "eval/statuses.hpp"
#include "facts/profile.hpp"
#include "model/evaluation.hpp"
#include "text/diagnostics.hpp"
#include "values/dates.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace caveat {

namespace {

Diagnostic& add_problem(eval::Result& result, text::DiagnosticCode code, std::string path,
                        std::string message, std::string help) {
    Diagnostic& problem = result.problems.emplace_back();
    problem.severity = Severity::error;
    problem.code = code.text();
    problem.path = std::move(path);
    problem.message = std::move(message);
    problem.help = std::move(help);
    return problem;
}

/// Whether the id is one of the rule set that screened.
bool has(const eval::Result& result, RuleId rule) {
    return rule.index < result.statuses.size();
}

}  // namespace

Screening::Screening() = default;
Screening::~Screening() = default;
Screening::Screening(Screening&&) noexcept = default;
Screening& Screening::operator=(Screening&&) noexcept = default;

/// A screening of nobody by no rules.
const eval::Result& Screening::nobody() {
    static const std::unique_ptr<const eval::Result> none = [] {
        auto result = std::make_unique<eval::Result>();
        const api::LoadedRules& rules = api::loaded_of(api::no_rules());
        result->rule_set = api::no_rules();
        result->rules = &rules.model;
        result->compiled = &rules.compiled;
        result->profile = ProfileBuilder(api::no_rules()).build();
        result->facts = &api::facts_of(*result->profile);
        eval::prepare(*result);
        result->applicable = Truth::unknown;
        result->at_least = Verdict::not_applicable;
        result->verdict = result->at_most = Verdict::do_not_proceed;
        result->is_complete = false;
        add_problem(*result, "not-screened", "", "nobody has been screened",
                    "screen a profile first");
        result->is_merged = true;
        return result;
    }();
    return *none;
}

Truth Screening::applicable() const {
    return result().applicable;
}
Verdict Screening::at_least() const {
    return result().at_least;
}
Verdict Screening::verdict() const {
    return result().verdict;
}
Verdict Screening::at_most() const {
    return result().at_most;
}
bool Screening::complete() const {
    return result().is_complete;
}
std::span<const Status> Screening::statuses() const {
    return result().statuses;
}
Status Screening::status(RuleId rule) const {
    return has(result(), rule) ? result().statuses[rule.index] : Status::undecided;
}
bool Screening::is_deferred(RuleId rule) const {
    return has(result(), rule) && result().deferred[rule.index] != 0;
}
std::span<const OutcomeFound> Screening::outcomes() const {
    return result().outcomes;
}
std::span<const Diagnostic> Screening::problems() const {
    // Most screenings add none of their own.
    if (!result().is_merged) return result().profile->problems();
    return result().problems;
}
std::span<const RuleId> Screening::fired() const {
    return result().with_status[static_cast<std::size_t>(Status::fired)].rules();
}
std::span<const RuleId> Screening::presumed() const {
    return result().with_status[static_cast<std::size_t>(Status::presumed)].rules();
}
std::span<const RuleId> Screening::undecided() const {
    return result().with_status[static_cast<std::size_t>(Status::undecided)].rules();
}
std::span<const RuleId> Screening::overridden() const {
    return result().with_status[static_cast<std::size_t>(Status::overridden)].rules();
}
const Profile& Screening::profile() const {
    return *result().profile;
}
const Respondents& Screening::respondents() const {
    return result().respondents;
}

std::vector<RuleId> Screening::lifted_by(RuleId rule) const {
    std::vector<RuleId> lifting;
    if (status(rule) != Status::overridden) return lifting;
    for (const RuleId over : result().rules->rules[rule.index].overridden_by) {
        if (status(over) == Status::fired) lifting.push_back(over);
    }
    return lifting;
}

std::vector<RuleId> Screening::may_be_lifted_by(RuleId rule) const {
    std::vector<RuleId> lifting;
    if (!has(result(), rule) || !eval::is_open(status(rule))) return lifting;
    for (const RuleId over : result().rules->rules[rule.index].overridden_by) {
        if (eval::is_open(status(over))) lifting.push_back(over);
    }
    return lifting;
}

std::vector<RuleId> Screening::rules_behind(OutcomeId outcome) const {
    std::vector<RuleId> behind;
    for (const RuleId id : result().rules->display_order) {
        const Status found = status(id);
        if (found != Status::fired && found != Status::presumed) continue;
        const auto& outcomes = result().rules->rules[id.index].outcomes;
        if (std::find(outcomes.begin(), outcomes.end(), outcome) != outcomes.end()) {
            behind.push_back(id);
        }
    }
    return behind;
}

std::vector<ScoreFound> Screening::scores() const {
    std::vector<ScoreFound> found;
    if (!is_filled() || applicable() == Truth::no) return found;
    const model::RuleSet& rules = *result().rules;
    const model::Values& values = eval::values_of(result());
    for (std::uint32_t i = 0; i < rules.scores.size(); ++i) {
        const model::Score& score = rules.scores[i];
        values::Range range = values.numbers[rules.tree[score.value].slot];
        ScoreFound one;
        one.score = ScoreId{i};
        if (range.low.is_finite()) one.low = values::to_decimal(range.low.value);
        if (range.high.is_finite()) one.high = values::to_decimal(range.high.value);
        if (const auto prorated =
                range.is_single() ? std::nullopt : eval::prorated(result(), score)) {
            one.prorated = {values::to_decimal(prorated->total), prorated->answered,
                            prorated->items};
            range = values::single(prorated->total);
        }
        for (const model::Band& band : score.bands) {
            if (model::lies_in(range, band.interval) == Truth::yes) one.band = band.key;
        }
        found.push_back(one);
    }
    return found;
}

namespace {

void report_incident(eval::Result& result, const api::LoadedRules& loaded,
                     const model::Incident& incident) {
    using Kind = model::Incident::Kind;
    if (incident.kind == Kind::overflow) {
        const Span span = loaded.model.tree[incident.expr].span;
        const std::string words = loaded.source.substr(span.begin, span.end - span.begin);
        add_problem(result, "overflow", "",
                    text::quoted(words) + " is too large to be computed exactly",
                    "it counts as unknown");
        return;
    }
    const facts::Fact& fact = loaded.model.catalogue[incident.fact];
    const std::string name = text::quoted(fact.name);
    if (incident.kind == Kind::conflict) {
        add_problem(result, "conflict", "facts." + fact.key,
                    "the answer for " + name + " and the records say different things",
                    "it counts as unanswered until one of them is corrected");
    } else {
        add_problem(result, "out-of-range", "facts." + fact.key,
                    "what the records give for " + name + " is not a value that it may have",
                    "it counts as unanswered");
    }
}

/// Rules grow old: a screening later than the day of their review says so.
void warn_of_review(eval::Result& result, const api::LoadedRules& loaded) {
    const std::optional<Date>& review = loaded.model.review_by;
    if (!review || !result.facts->as_of) return;
    if (*result.facts->as_of <= values::range_of(*review).high) return;
    add_problem(result, "review-overdue", "",
                "these rules were to be reviewed by " + review->to_text(),
                "ask whoever keeps them for a newer version")
        .severity = Severity::warning;
}

/// Asks for the answers of a patient, so that they have arrived when the one before is cleared
/// away.
void fetch(const facts::Profile& profile) {
#if defined(__GNUC__) || defined(__clang__)
    constexpr std::size_t cache_line = 64;
    constexpr std::size_t looked_at = 640;
    const auto* const first = reinterpret_cast<const char*>(&profile);
    for (std::size_t at = 0; at < looked_at; at += cache_line) __builtin_prefetch(first + at);
#else
    static_cast<void>(profile);
#endif
}

}  // namespace

void screen(const Profile& profile, Screening& screening, Respondents respondents) {
    fetch(api::facts_of(profile));
    if (!screening.result_) screening.result_ = std::make_unique<eval::Result>();
    screening.is_whole_ = false;
    eval::Result& result = *screening.result_;
    const RuleSet& rules = profile.rules();
    const api::LoadedRules& loaded = api::loaded_of(rules);
    result.rule_set = rules;
    result.rules = &loaded.model;
    result.compiled = &loaded.compiled;
    eval::prepare(result);
    result.respondents = respondents;
    result.problems.clear();
    result.is_merged = false;
    result.profile = profile;
    result.facts = &api::facts_of(*result.profile);
    warn_of_review(result, loaded);
    eval::decide(result);
    for (const model::Incident& incident : result.incidents) {
        report_incident(result, loaded, incident);
    }
    if (!result.problems.empty()) {
        // What was wrong with the profile comes first.
        const auto problems = result.profile->problems();
        result.problems.insert(result.problems.begin(), problems.begin(), problems.end());
        result.is_merged = true;
    }
    screening.is_whole_ = true;
}

Screening screen(const Profile& profile, Respondents respondents) {
    Screening screening;
    screen(profile, screening, respondents);
    return screening;
}

}  // namespace caveat
