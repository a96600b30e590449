// Generated trees to screenings by the engine, and its answers beside the naive ones.

#include "engine.hpp"

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "support/printer.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace caveat::testing {

namespace {

/// The same rules for a machine with other instructions: answers must not depend on those.
RuleSet compiled_for(const RuleSet& rules, program::Instructions widest) {
    const api::LoadedRules& loaded = api::loaded_of(rules);
    return api::Access::rule_set(std::make_shared<const api::LoadedRules>(
        loaded.model, eval::compile(loaded.model, widest), loaded.source, loaded.sha256));
}

}  // namespace

Engine::Engine(const GeneratedRuleSet& rules, std::uint64_t print_seed)
    : generated_(rules),
      print_seed_(print_seed),
      text_(print_rules(rules, print_seed)),
      loaded_(load_text(text_, "generated.yaml")) {
    if (!loaded_.rules) return;
    constexpr std::array widths{program::Instructions::baseline, program::Instructions::avx2,
                                program::Instructions::avx512};
    loaded_.rules = compiled_for(*loaded_.rules, widths[print_seed % widths.size()]);
}

std::string Engine::json(const GeneratedProfile& profile) const {
    return print_profile(generated_, profile, print_seed_);
}

void Engine::screen(const GeneratedProfile& profile, Screening& screening,
                    Respondents respondents) const {
    caveat::screen(read_profile(rules(), json(profile)), screening, respondents);
}

bool is_final(Status status) {
    return status != Status::presumed && status != Status::undecided;
}

bool same_decision(Status a, Status b) {
    const auto is_out = [](Status status) {
        return status == Status::not_fired || status == Status::overridden;
    };
    return a == b || (is_out(a) && is_out(b));
}

std::string name_of(Status status) {
    constexpr std::array names{"not fired", "overridden", "undecided", "presumed", "fired"};
    return names[static_cast<std::size_t>(status)];
}

bool has_problems(const Screening& screening) {
    for (const Diagnostic& problem : screening.problems()) {
        if (problem.code != "missing-as-of" && problem.severity == Severity::error) return true;
    }
    return false;
}

namespace {

std::string name_of(Verdict verdict) {
    constexpr std::array names{"not applicable", "proceed", "proceed with conditions",
                               "refer first", "do not proceed"};
    return names[static_cast<std::size_t>(verdict)];
}

std::string truth_name(std::size_t truth) {
    constexpr std::array names{"no", "unknown", "yes"};
    return names[truth];
}

std::string differ(const std::string& what, const std::string& engine, const std::string& naive) {
    if (engine == naive) return "";
    return what + ": engine " + engine + ", naive " + naive + "\n";
}

/// The end of a score's range; nothing when it has no exact decimal.
std::optional<std::string> end_text(const Extended& end) {
    if (!end.is_finite()) return "unbounded";
    std::int64_t bottom = end.value.bottom();
    while (bottom % 2 == 0) bottom /= 2;
    while (bottom % 5 == 0) bottom /= 5;
    if (bottom != 1) return std::nullopt;
    return decimal_text(end.value);
}

std::string score_difference(const Score& score, const ScoreFound& engine,
                             const NaiveScore& naive) {
    std::string found;
    const auto compare = [&](const char* end, const std::optional<Decimal>& ours,
                             const Extended& theirs) {
        const std::optional<std::string> expected = end_text(theirs);
        if (!expected) return;
        found += differ("score " + score.name + " " + end,
                        ours ? ours->to_text() : std::string("unbounded"), *expected);
    };
    compare("low", engine.low, naive.low);
    compare("high", engine.high, naive.high);
    found += differ("score " + score.name + " band", std::string(engine.band),
                    naive.band ? key_of(score.bands[*naive.band].name) : std::string());
    return found;
}

}  // namespace

std::string difference(const GeneratedRuleSet& rules, const Screening& engine,
                       const NaiveResult& naive, bool has_day) {
    std::string found;
    for (std::size_t i = 0; i < naive.statuses.size(); ++i) {
        found += differ(rules.rules[i].id, name_of(engine.statuses()[i]),
                        name_of(static_cast<Status>(naive.statuses[i])));
    }
    const auto verdict = [&](const char* what, Verdict ours, NaiveVerdict theirs) {
        found += differ(what, name_of(ours), name_of(static_cast<Verdict>(theirs)));
    };
    found += differ("applicable", truth_name(static_cast<std::size_t>(engine.applicable())),
                    truth_name(static_cast<std::size_t>(naive.applicable)));
    verdict("at least", engine.at_least(), naive.at_least);
    verdict("verdict", engine.verdict(), naive.verdict);
    verdict("at most", engine.at_most(), naive.at_most);
    found += differ("complete", engine.complete() ? "yes" : "no", naive.complete ? "yes" : "no");
    const std::vector<ScoreFound> scores = engine.scores();
    // Of somebody the rules are not for, no score is shown.
    const std::size_t shown = naive.applicable == Kleene::no ? 0 : naive.scores.size();
    found += differ("scores shown", std::to_string(scores.size()), std::to_string(shown));
    for (std::size_t i = 0; i < std::min(shown, scores.size()); ++i) {
        found += score_difference(rules.scores[i], scores[i], naive.scores[i]);
    }
    if (has_day) {
        found += differ("problems", has_problems(engine) ? "some" : "none",
                        naive.has_problems ? "some" : "none");
    }
    return found;
}

std::string describe(const Pair& pair, std::uint64_t print_seed, const std::string& what) {
    const Engine engine(pair.rules, print_seed);
    return what + "\n" + engine.text() + "\n" + engine.json(pair.profile) + "\n" +
           (engine.is_loaded() ? "" : engine.diagnostics());
}

}  // namespace caveat::testing
