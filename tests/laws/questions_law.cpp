// Answering what is asked decides everything, whatever the order; and what is
// not asked does not matter.

#include <caveat/explain.hpp>

#include "engine.hpp"
#include "law.hpp"
#include "support/chance.hpp"
#include "support/generator.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace caveat;
using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(asking)

namespace {

constexpr int rule_sets = 250;
constexpr std::uint64_t profiles_each = 4;

void forget_nulls(caveat::testing::Answer& answer) {
    if (answer.state == caveat::testing::AnswerState::null)
        answer.state = caveat::testing::AnswerState::absent;
    for (caveat::testing::Record& record : answer.records) {
        for (caveat::testing::Answer& field : record.fields) forget_nulls(field);
    }
}

/// The profile with a full answer to the fact, one that contradicts no other.
std::optional<GeneratedProfile> answered(const GeneratedRuleSet& rules,
                                         const GeneratedProfile& profile, std::size_t fact,
                                         Chance& chance) {
    constexpr int tries = 30;
    for (int i = 0; i < tries; ++i) {
        GeneratedProfile next = profile;
        const std::uint64_t seed = chance.below(1'000'000'000);
        next.facts[fact] = generate_full_answer(rules, fact, profile.as_of, seed);
        if (!naive_screen(rules, next).has_problems) return next;
    }
    return std::nullopt;
}

/// One conversation with the engine, question after question in random order.
class Interview {
  public:
    Interview(const GeneratedRuleSet& rules, const Engine& engine, GeneratedProfile profile,
              Chance& chance, bool has_nulls)
        : rules_(rules),
          engine_(engine),
          profile_(std::move(profile)),
          chance_(chance),
          has_nulls_(has_nulls) {}

    /// What broke the law; empty if nothing.
    std::string run() {
        for (;;) {
            engine_.screen(profile_, screening_);
            const std::vector<Question> open = questions(screening_);
            std::string broken = unasked_matters(open);
            if (!broken.empty()) return told(broken);
            if (open.empty()) return told(left_open());
            const std::size_t fact = chance_.pick(open).fact.index;
            if (!asked_.insert(fact).second) {
                return told("`" + rules_.facts[fact].name + "` is asked again after a full answer");
            }
            std::optional<GeneratedProfile> next = answered(rules_, profile_, fact, chance_);
            if (!next) return "";
            profile_ = *next;
        }
    }

    static std::size_t compared;

  private:
    std::string told(const std::string& broken) const {
        return broken.empty() ? "" : describe({rules_, profile_}, 0, broken);
    }

    /// A fact that is neither asked for nor null may get any answer.
    std::string unasked_matters(const std::vector<Question>& open) {
        std::set<std::size_t> asked;
        for (const Question& question : open) asked.insert(question.fact.index);
        for (std::size_t fact = 0; fact < rules_.facts.size(); ++fact) {
            if (profile_.facts[fact].state != caveat::testing::AnswerState::absent ||
                asked.contains(fact))
                continue;
            const auto next = answered(rules_, profile_, fact, chance_);
            if (!next) continue;
            ++compared;
            engine_.screen(*next, other_);
            for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
                if (rules_.rules[i].if_unknown == testing::IfUnknown::ignore) continue;
                const Status before = screening_.statuses()[i];
                const Status after = other_.statuses()[i];
                if (same_decision(before, after)) continue;
                return "`" + rules_.facts[fact].name + "` was not asked, but turned " +
                       rules_.rules[i].id + " from " + name_of(before) + " to " + name_of(after) +
                       "\n" + engine_.json(*next);
            }
        }
        return "";
    }

    /// With no question left, only ignored rules, null answers, measures of no record and days to
    /// come leave anything open.
    std::string left_open() {
        if (has_nulls_) return "";
        for (std::uint32_t i = 0; i < rules_.rules.size(); ++i) {
            const Status status = screening_.statuses()[i];
            const bool is_ignored = rules_.rules[i].if_unknown == testing::IfUnknown::ignore;
            if (is_final(status) || is_ignored || lacks_record_or_past(RuleId{i})) continue;
            return rules_.rules[i].id + " is " + name_of(status) + " and nothing is asked";
        }
        return "";
    }

    /// Whether the engine says that a list without the record needed, or a day to come, holds the
    /// rule open.
    bool lacks_record_or_past(RuleId rule) {
        Explainer explainer(screening_);
        for (const OpenPlace& open : explainer.open_places(rule)) {
            const Fact& fact = rules_.facts[open.place.fact.index];
            const bool is_given =
                profile_.facts[open.place.fact.index].state == caveat::testing::AnswerState::given;
            const bool may_lack = fact.type == FactType::records || fact.type == FactType::date;
            if (open.is_null && is_given && may_lack) return true;
        }
        return false;
    }

    const GeneratedRuleSet& rules_;
    const Engine& engine_;
    GeneratedProfile profile_;
    Chance& chance_;
    bool has_nulls_;
    std::set<std::size_t> asked_;
    Screening screening_;
    Screening other_;
};

std::size_t Interview::compared = 0;

}  // namespace

BOOST_AUTO_TEST_CASE(answers_to_all_questions_decide_everything_in_any_order) {
    hold(rule_sets, [&](std::uint64_t seed) -> std::string {
        const GeneratedRuleSet rules = generate_rules(seed);
        const Engine engine(rules, seed);
        if (!engine.is_loaded()) return "does not load\n" + engine.diagnostics();
        Chance chance(seed);
        for (std::uint64_t i = 0; i < profiles_each; ++i) {
            ProfileOptions options;
            options.percent_without_day = 0;
            GeneratedProfile profile = generate_profile(rules, seed * profiles_each + i, options);
            const bool has_nulls = i == 0;
            if (!has_nulls) {
                for (caveat::testing::Answer& answer : profile.facts) forget_nulls(answer);
            }
            if (naive_screen(rules, profile).has_problems) continue;
            const std::string broken = Interview(rules, engine, profile, chance, has_nulls).run();
            if (!broken.empty()) return broken;
        }
        return "";
    });
    BOOST_TEST_MESSAGE(Interview::compared << " answers to what was not asked");
}

BOOST_AUTO_TEST_CASE(who_can_answer_now_changes_who_is_asked_and_nothing_else) {
    hold(rule_sets, [&](std::uint64_t seed) -> std::string {
        const GeneratedRuleSet rules = generate_rules(seed);
        const Engine engine(rules, seed);
        if (!engine.is_loaded()) return "does not load\n" + engine.diagnostics();
        Screening everybody;
        Screening patient;
        for (std::uint64_t i = 0; i < profiles_each; ++i) {
            const GeneratedProfile profile = generate_profile(rules, seed * profiles_each + i);
            engine.screen(profile, everybody);
            engine.screen(profile, patient, Respondents{true, false});
            std::string broken;
            for (std::size_t r = 0; r < rules.rules.size(); ++r) {
                if (everybody.statuses()[r] != patient.statuses()[r]) broken = "a status differs";
                const RuleId rule{static_cast<std::uint32_t>(r)};
                if (everybody.is_deferred(rule)) broken = "deferred though everybody answers";
                const bool is_undecided = patient.statuses()[r] == Status::undecided;
                if (patient.is_deferred(rule) && !is_undecided) broken = "deferred but decided";
            }
            for (const Question& question : questions(patient)) {
                if (question.whom != Respondent::patient) broken = "asks somebody who is away";
            }
            for (const Question& question : deferred_questions(patient)) {
                if (question.whom != Respondent::clinician) broken = "defers what can be asked now";
            }
            if (patient.at_least() != everybody.at_least()) broken = "`at least` differs";
            if (patient.at_most() > everybody.at_most()) broken = "`at most` is raised";
            if (!broken.empty()) return describe({rules, profile}, seed, broken);
        }
        return "";
    });
}

BOOST_AUTO_TEST_SUITE_END()
