// A law of forms: of somebody whose answers are all known, a form shows a question just where the
// rules ask it.

#include <caveat/fhir.hpp>
#include <caveat/json.hpp>

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "mapping/tables.hpp"
#include "model/evaluation.hpp"
#include "support/generator.hpp"
#include "support/printer.hpp"
#include "values/rational.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <variant>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(fhir_form_laws)

namespace {

/// The truth of nodes for one patient, as the rules have it.
class Engine {
  public:
    explicit Engine(const Profile& profile)
        : rules_(api::loaded_of(profile.rules()).model),
          patient_{&api::facts_of(profile), {}},
          evaluation_(rules_, patient_, values_, scratch_, &incidents_) {
        values_.fit(rules_.tree);
        evaluation_.all();
    }
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    [[nodiscard]] Truth asks(std::uint32_t fact) {
        const model::ExprId gate = rules_.gate[fact];
        return gate == model::none ? Truth::yes : evaluation_.truth(gate);
    }

  private:
    const model::RuleSet& rules_;
    model::VisibleAnswers patient_;
    model::Values values_;
    model::Scratch scratch_;
    std::vector<model::Incident> incidents_;
    model::Evaluation evaluation_;
};

/// What a renderer shows, from the tests of the form and the answers alone.
class Renderer {
  public:
    Renderer(const FhirMapping& mapping, const Profile& profile)
        : form_(mapping.tables().form), profile_(profile) {}

    [[nodiscard]] bool shows(std::uint32_t fact) const {
        const auto& clauses = form_.gates[fact].clauses;
        return std::all_of(clauses.begin(), clauses.end(), [&](const mapping::FormClause& clause) {
            return std::any_of(clause.begin(), clause.end(),
                               [&](const mapping::FormTest& test) { return holds(test); });
        });
    }

    /// Whether the form says of everything behind it when it is asked.
    [[nodiscard]] bool is_exact(std::uint32_t fact) const {
        const mapping::FormGate& gate = form_.gates[fact];
        return gate.is_written &&
               std::all_of(gate.clauses.begin(), gate.clauses.end(), [&](const auto& clause) {
                   return std::all_of(clause.begin(), clause.end(),
                                      [&](const auto& test) { return is_exact(test.fact); });
               });
    }

  private:
    [[nodiscard]] bool holds(const mapping::FormTest& test) const {
        const FactId fact{test.fact};
        if (!shows(test.fact) || !profile_.is_answered(fact)) return false;
        const auto answer = profile_.answer(fact);
        if (test.yes) return answer == caveat::Answer(*test.yes);
        if (test.number) return compare(test, answer);
        const std::string key(profile_.rules().fact(fact).codes[*test.code]);
        if (const auto* codes = std::get_if<Codes>(&answer.value)) {
            return std::find(codes->present.begin(), codes->present.end(), key) !=
                   codes->present.end();
        }
        const auto* code = std::get_if<std::string>(&answer.value);
        return code != nullptr && *code == key;
    }

    static bool compare(const mapping::FormTest& test, const caveat::Answer& answer) {
        std::optional<Decimal> number;
        if (const auto* decimal = std::get_if<Decimal>(&answer.value)) number = *decimal;
        if (!number) return false;
        const auto left = values::Rational::from(*number);
        const auto right = values::Rational::from(*test.number);
        switch (test.comparison) {
            case model::Comparison::equal:
                return *left == *right;
            case model::Comparison::less:
                return *left < *right;
            case model::Comparison::less_or_equal:
                return !(*right < *left);
            case model::Comparison::greater:
                return *right < *left;
            case model::Comparison::greater_or_equal:
                return !(*left < *right);
        }
        return false;
    }

    const mapping::Form& form_;
    const Profile& profile_;
};

/// Whether an answer is one that a form can hold.
bool is_plain(const caveat::Answer& answer) {
    if (const auto* codes = std::get_if<Codes>(&answer.value)) return codes->is_complete;
    return std::holds_alternative<bool>(answer.value) ||
           std::holds_alternative<Decimal>(answer.value) ||
           std::holds_alternative<std::string>(answer.value) ||
           std::holds_alternative<Date>(answer.value) ||
           std::holds_alternative<Records>(answer.value);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_form_shows_a_question_just_where_the_rules_ask_it) {
    std::size_t shown = 0;
    std::size_t hidden = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        const GeneratedRuleSet generated = generate_rules(seed);
        const Loaded loaded = load_text(print_rules(generated, seed));
        BOOST_REQUIRE_MESSAGE(loaded.rules.has_value(), render(loaded));
        const FhirMapping mapping(*loaded.rules);
        const mapping::Form& form = mapping.tables().form;
        for (std::uint64_t at = 0; at < 5; ++at) {
            ProfileOptions options;
            options.percent_answered = 100;
            options.percent_without_day = 0;
            const std::string text = print_profile(
                generated, generate_profile(generated, seed + at, options), seed + at);
            const Profile profile = read_profile(*loaded.rules, text);
            Engine engine(profile);
            const Renderer renderer(mapping, profile);
            for (const std::uint32_t fact : form.facts) {
                if (!form.gates[fact].is_written || form.gates[fact].clauses.empty()) continue;
                bool is_known = true;
                for (const mapping::FormClause& clause : form.gates[fact].clauses) {
                    for (const mapping::FormTest& test : clause) {
                        is_known = is_known && is_plain(profile.answer(FactId{test.fact}));
                    }
                }
                const Truth asks = engine.asks(fact);
                if (!is_known || asks == Truth::unknown) continue;
                ++(asks == Truth::yes ? shown : hidden);
                BOOST_TEST_CONTEXT("seed " << seed << ", " << loaded.rules->fact(FactId{fact}).name
                                           << " only if "
                                           << loaded.rules->fact(FactId{fact}).only_if << "\n"
                                           << text) {
                    // What is asked is shown, always; what is not asked is hidden, where the form
                    // can say so of all that it depends on.
                    if (asks == Truth::yes) BOOST_TEST(renderer.shows(fact));
                    if (asks == Truth::no && renderer.is_exact(fact)) {
                        BOOST_TEST(!renderer.shows(fact));
                    }
                }
            }
        }
    }
    BOOST_TEST(shown > 100U);
    BOOST_TEST(hidden > 100U);
}

BOOST_AUTO_TEST_CASE(what_refers_always_has_a_card) {
    std::size_t strict = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const GeneratedRuleSet generated = generate_rules(seed);
        const Loaded loaded = load_text(print_rules(generated, seed));
        BOOST_REQUIRE_MESSAGE(loaded.rules.has_value(), render(loaded));
        const FhirMapping mapping(*loaded.rules);
        for (std::uint64_t at = 0; at < 5; ++at) {
            const Profile profile = read_profile(
                *loaded.rules,
                print_profile(generated, generate_profile(generated, seed + at), seed + at));
            const Screening screening = screen(profile);
            const std::vector<CardSubject> subjects{{&screening, {}, {}}};
            const Cards cards = write_cards(mapping, subjects);
            std::size_t mild = 0;
            for (const ShownCard& each : cards.shown) {
                mild +=
                    each.outcome && loaded.rules->outcome(*each.outcome).verb < caveat::Verb::refer;
            }
            BOOST_TEST(mild <= 5U);
            if (!profile.is_readable() || screening.applicable() == Truth::no) continue;
            for (const OutcomeFound& each : screening.outcomes()) {
                if (loaded.rules->outcome(each.outcome).verb < caveat::Verb::refer) continue;
                ++strict;
                const bool is_shown = std::any_of(
                    cards.shown.begin(), cards.shown.end(),
                    [&](const ShownCard& card) { return card.outcome == each.outcome; });
                BOOST_TEST_CONTEXT("seed " << seed) {
                    BOOST_TEST(is_shown);
                }
            }
        }
    }
    BOOST_TEST(strict > 100U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
