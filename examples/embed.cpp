// Caveat inside a program that has its own data: facts are looked up once, answers are given by
// calls, and the result is read as numbers instead of text.
//
//   embed_example rules/back-pain-massage.yaml

#include <caveat/explain.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <array>
#include <iostream>
#include <optional>

namespace {

/// A row of some booking system.
struct Booking {
    const char* patient;
    int pain;
    bool has_lower_back_pain;
    std::optional<bool> was_checked;  ///< nothing: nobody asked
};

/// The facts that this program knows how to fill.
struct Facts {
    caveat::FactId pain;
    caveat::FactId regions;
    caveat::FactId medical_check;
};

std::optional<Facts> find_facts(const caveat::RuleSet& rules) {
    const auto pain = rules.find_fact("pain nrs");
    const auto regions = rules.find_fact("pain regions");
    const auto medical_check = rules.find_fact("medical check done");
    if (!pain || !regions || !medical_check) return std::nullopt;
    return Facts{*pain, *regions, *medical_check};
}

caveat::Profile profile_of(const Booking& booking, const caveat::RuleSet& rules,
                           const Facts& facts) {
    caveat::ProfileBuilder builder(rules);
    builder.patient(booking.patient).as_of("2026-11-20").set(facts.pain, booking.pain);
    if (booking.has_lower_back_pain) builder.set(facts.regions, caveat::Codes{{"lower back"}});
    if (booking.was_checked) builder.set(facts.medical_check, *booking.was_checked);
    return builder.build();
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) {
        std::cerr << "usage: embed_example RULES\n";
        return 2;
    }
    const caveat::Loaded loaded = caveat::load_file(arguments[1]);
    std::cerr << caveat::render(loaded);
    if (!loaded.rules) return 2;
    const caveat::RuleSet& rules = *loaded.rules;
    const std::optional<Facts> facts = find_facts(rules);
    if (!facts) {
        std::cerr << "the rule file has not the facts that this program fills\n";
        return 2;
    }

    constexpr std::array bookings{Booking{"p1", 8, true, std::nullopt},
                                  Booking{"p2", 8, true, true}, Booking{"p3", 2, false, false}};
    caveat::Screening screening;  // reused: once warm, screening allocates nothing
    for (const Booking& booking : bookings) {
        const caveat::Profile profile = profile_of(booking, rules, *facts);
        caveat::screen(profile, screening);
        std::cout << booking.patient << ": " << screening.outcomes().size() << " outcomes, "
                  << caveat::questions(screening).size() << " questions\n";
        for (const caveat::OutcomeFound& found : screening.outcomes()) {
            const caveat::OutcomeInfo outcome = rules.outcome(found.outcome);
            if (outcome.verb < caveat::Verb::refer) continue;
            std::cout << "  " << outcome.id
                      << (found.certainty == caveat::Certainty::presumed ? " (presumed)" : "")
                      << '\n';
        }
        for (const caveat::Diagnostic& problem : screening.problems()) {
            std::cout << "  " << problem.path << ": " << problem.message << '\n';
        }
    }
    return 0;
}
