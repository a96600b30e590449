// The public view of a screening. Entrances: screen, the members of Screening.

#include <caveat/screen.hpp>

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

/// `back-pain` 1.0.0, of what the file says.
std::string name_of(const RuleSet& rules) {
    std::string name = rules.id().empty() ? "another rule set" : text::quoted(rules.id());
    if (!rules.version().empty()) name += " " + std::string(rules.version());
    return name;
}

}  // namespace

Screening::Screening() : result_(std::make_unique<eval::Result>()) {}
Screening::~Screening() = default;
Screening::Screening(Screening&&) noexcept = default;
Screening& Screening::operator=(Screening&&) noexcept = default;

Truth Screening::applicable() const {
    return result_->applicable;
}
Verdict Screening::at_least() const {
    return result_->at_least;
}
Verdict Screening::verdict() const {
    return result_->verdict;
}
Verdict Screening::at_most() const {
    return result_->at_most;
}
bool Screening::complete() const {
    return result_->is_complete;
}
std::span<const Status> Screening::statuses() const {
    return result_->statuses;
}
Status Screening::status(RuleId rule) const {
    return result_->statuses[rule.index];
}
bool Screening::is_deferred(RuleId rule) const {
    return result_->deferred[rule.index] != 0;
}
std::span<const OutcomeFound> Screening::outcomes() const {
    return result_->outcomes;
}
std::span<const Diagnostic> Screening::problems() const {
    // Most screenings add none of their own.
    if (!result_->is_merged && result_->profile) return result_->profile->problems();
    return result_->problems;
}
std::span<const RuleId> Screening::fired() const {
    return result_->with_status[static_cast<std::size_t>(Status::fired)].rules();
}
std::span<const RuleId> Screening::presumed() const {
    return result_->with_status[static_cast<std::size_t>(Status::presumed)].rules();
}
std::span<const RuleId> Screening::undecided() const {
    return result_->with_status[static_cast<std::size_t>(Status::undecided)].rules();
}
std::span<const RuleId> Screening::overridden() const {
    return result_->with_status[static_cast<std::size_t>(Status::overridden)].rules();
}
const Profile& Screening::profile() const {
    return *result_->profile;
}
const Respondents& Screening::respondents() const {
    return result_->respondents;
}

std::vector<RuleId> Screening::lifted_by(RuleId rule) const {
    std::vector<RuleId> lifting;
    if (status(rule) != Status::overridden) return lifting;
    for (const RuleId over : result_->rules->rules[rule.index].overridden_by) {
        if (status(over) == Status::fired) lifting.push_back(over);
    }
    return lifting;
}

std::vector<RuleId> Screening::may_be_lifted_by(RuleId rule) const {
    std::vector<RuleId> lifting;
    if (!eval::is_open(status(rule))) return lifting;
    for (const RuleId over : result_->rules->rules[rule.index].overridden_by) {
        if (eval::is_open(status(over))) lifting.push_back(over);
    }
    return lifting;
}

std::vector<RuleId> Screening::rules_behind(OutcomeId outcome) const {
    std::vector<RuleId> behind;
    for (const RuleId id : result_->rules->display_order) {
        const Status found = status(id);
        if (found != Status::fired && found != Status::presumed) continue;
        const auto& outcomes = result_->rules->rules[id.index].outcomes;
        if (std::find(outcomes.begin(), outcomes.end(), outcome) != outcomes.end()) {
            behind.push_back(id);
        }
    }
    return behind;
}

std::vector<ScoreFound> Screening::scores() const {
    std::vector<ScoreFound> found;
    if (applicable() == Truth::no) return found;
    const model::RuleSet& rules = *result_->rules;
    const model::Values& values = eval::values_of(*result_);
    const model::Evaluation evaluation(rules, {result_->facts, {}}, result_->values,
                                       result_->tree_scratch, nullptr);
    for (std::uint32_t i = 0; i < rules.scores.size(); ++i) {
        const model::Score& score = rules.scores[i];
        values::Range range = values.numbers[rules.tree[score.value].slot];
        ScoreFound one;
        one.score = ScoreId{i};
        if (range.low.is_finite()) one.low = values::to_decimal(range.low.value);
        if (range.high.is_finite()) one.high = values::to_decimal(range.high.value);
        if (const auto prorated = range.is_single() ? std::nullopt : evaluation.prorated(score)) {
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

Diagnostic& add_problem(eval::Result& result, std::string code, std::string path,
                        std::string message, std::string help) {
    Diagnostic& problem = result.problems.emplace_back();
    problem.severity = Severity::error;
    problem.code = std::move(code);
    problem.path = std::move(path);
    problem.message = std::move(message);
    problem.help = std::move(help);
    return problem;
}

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

void screen(const RuleSet& rules, const Profile& profile, Screening& screening,
            Respondents respondents) {
    fetch(profile.facts());
    eval::Result& result = screening.result();
    const api::LoadedRules& loaded = rules.loaded();
    const bool fits = profile.rules().same_as(rules);
    const bool is_same_set = result.rules == &loaded.model;
    if (!is_same_set) result.rule_set = rules;
    result.rules = &loaded.model;
    result.compiled = &loaded.compiled;
    eval::prepare(result);
    result.respondents = respondents;
    result.problems.clear();
    result.is_merged = false;
    if (fits) {
        result.profile = profile;
    } else {
        ProfileBuilder nobody(rules);
        nobody.patient(profile.patient());
        if (const auto day = profile.as_of()) nobody.as_of(*day);
        result.profile = nobody.build();
    }
    result.facts = &result.profile->facts();
    if (!fits) {
        add_problem(
            result, "wrong-rule-set", "",
            "the profile was built for " + name_of(profile.rules()) + ", not for this rule set",
            "build the profile anew with the rule set that screens it");
    }
    warn_of_review(result, loaded);
    eval::decide(result);
    for (const model::Incident& incident : result.incidents) {
        report_incident(result, loaded, incident);
    }
    if (result.problems.empty()) return;
    // What was wrong with the profile comes first, but for the one that is about all of it.
    const auto problems = result.profile->problems();
    result.problems.insert(result.problems.begin() + (fits ? 0 : 1), problems.begin(),
                           problems.end());
    result.is_merged = true;
}

}  // namespace caveat
