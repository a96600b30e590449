// From a seed to a small rule set. Entrance: SmallRules.

#include "small_rules.hpp"

#include <caveat/profile.hpp>

#include "support/chance.hpp"

#include <array>

namespace caveat::testing {

namespace {

constexpr std::size_t most_facts = 9;
constexpr std::array<const char*, 6> verbs{"avoid",   "refer",   "require",
                                           "caution", "suggest", "inform"};

class Writer {
  public:
    explicit Writer(std::uint64_t seed) : chance_(seed) {}

    std::string write() {
        const std::size_t rule_count = 2 + chance_.below(4);
        std::string rules;
        for (std::size_t i = 0; i < rule_count; ++i) rules += rule(i);
        std::string text = "caveat: 1\nid: small\nversion: 1.0.0\nscreens: massage\n";
        if (chance_.percent(30) && facts_ < most_facts) text += "applies to: " + fact() + "\n";
        text += "facts:\n";
        for (std::size_t i = 0; i < facts_; ++i) {
            text += "  f" + std::to_string(i) + ": {type: yes/no, ask: \"Is it f" +
                    std::to_string(i) + "?\"" +
                    (chance_.percent(25) ? ", ask whom: clinician}\n" : "}\n");
        }
        text += "outcomes:\n" + outcomes_ + "rules:\n" + rules;
        return text;
    }

  private:
    std::string fact() { return "f" + std::to_string(facts_++); }

    /// A condition on facts that no other one looks at.
    std::string condition() {
        const std::size_t parts = 1 + chance_.below(3);
        std::string text;
        const bool is_all = chance_.percent(50);
        for (std::size_t i = 0; i < parts && facts_ < most_facts; ++i) {
            if (!text.empty()) text += is_all ? " and " : " or ";
            // `not a or b` is refused: people read it in two ways.
            if (is_all && chance_.percent(30)) text += "not ";
            text += fact();
        }
        return text;
    }

    std::string rule(std::size_t index) {
        const std::string when = condition();
        if (when.empty()) return {};
        const std::string verb = verbs[chance_.below(verbs.size())];
        const std::string name = verb + " thing " + std::to_string(index);
        outcomes_ += "  " + name + ": " + SmallRules::say_of(index) + "\n";
        std::string text = "  - id: rule-" + std::to_string(index) + "\n    rule: " + when;
        if (chance_.percent(40)) {
            const std::string unless = condition();
            if (!unless.empty()) text += " unless " + unless;
        }
        text += " → " + name + "\n";
        // Only rules that come before are lifted: no cycle.
        if (index > 0 && chance_.percent(50)) {
            text += "    overrides: [rule-" + std::to_string(chance_.below(index)) + "]\n";
        }
        if (chance_.percent(20)) text += "    if unknown: presume\n";
        return text;
    }

    Chance chance_;
    std::size_t facts_ = 0;
    std::string outcomes_;
};

}  // namespace

std::string SmallRules::say_of(std::size_t outcome) {
    return "say " + std::to_string(outcome) + " here";
}

SmallRules::SmallRules(std::uint64_t seed)
    : text_(Writer(seed).write()), loaded_(load_text(text_)) {}

SmallRules::Answers SmallRules::answers(std::uint64_t seed) const {
    Chance chance(seed);
    Answers answers(rules().fact_count());
    const std::size_t likely = 20 + chance.below(80);
    for (std::optional<bool>& answer : answers) {
        if (chance.percent(likely)) answer = chance.percent(50);
    }
    return answers;
}

void SmallRules::screen(const Answers& answers, Screening& screening,
                        Respondents respondents) const {
    ProfileBuilder builder(rules());
    for (std::uint32_t i = 0; i < answers.size(); ++i) {
        if (answers[i]) builder.set(FactId{i}, *answers[i]);
    }
    caveat::screen(builder.build(), screening, respondents);
}

void SmallRules::for_each_completion(const Answers& answers,
                                     const std::function<void(const Answers&)>& look) const {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (!answers[i]) open.push_back(i);
    }
    for (std::uint64_t way = 0; way < std::uint64_t{1} << open.size(); ++way) {
        Answers full = answers;
        for (std::size_t i = 0; i < open.size(); ++i) full[open[i]] = (way >> i & 1U) != 0;
        look(full);
    }
}

}  // namespace caveat::testing
