// A profile to all the profiles that say a little less.

#include "weaken.hpp"

#include <algorithm>

namespace caveat::testing {

namespace {

std::vector<Answer> weaker(const Fact& fact, const Answer& answer);

std::vector<Answer> weaker_choices(const Fact& fact, const Answer& answer) {
    std::vector<Answer> found;
    const auto without = [&](std::size_t index, std::vector<std::size_t> Answer::* list) {
        Answer less = answer;
        (less.*list).erase((less.*list).begin() + static_cast<std::ptrdiff_t>(index));
        found.push_back(less);
    };
    if (answer.is_open) {
        for (std::size_t i = 0; i < answer.present.size(); ++i) without(i, &Answer::present);
        for (std::size_t i = 0; i < answer.absent.size(); ++i) without(i, &Answer::absent);
        return found;
    }
    Answer open = answer;
    open.is_open = true;
    found.push_back(open);
    for (std::size_t code = 0; code < fact.codes.size(); ++code) {
        if (std::find(answer.present.begin(), answer.present.end(), code) == answer.present.end()) {
            open.absent.push_back(code);
        }
    }
    if (!open.absent.empty()) found.push_back(open);
    return found;
}

/// Limits around the number, and then without one of them.
std::vector<Answer> weaker_number(const Fact& fact, const Answer& answer) {
    std::vector<Answer> found;
    Answer less = answer;
    if (answer.least && answer.most) {
        less.least.reset();
        found.push_back(less);
        less = answer;
        less.most.reset();
        found.push_back(less);
    } else if (!answer.least && !answer.most && answer.unit.empty()) {
        less.least = fact.from ? std::max(*fact.from, answer.number - 1) : answer.number - 1;
        less.most = fact.to ? std::min(*fact.to, answer.number + 1) : answer.number + 1;
        found.push_back(less);
    }
    return found;
}

std::vector<Answer> weaker_date(const Answer& answer) {
    std::vector<Answer> found;
    Answer less = answer;
    if (less.date.day != 0) {
        less.date.day = 0;
        found.push_back(less);
    }
    if (less.date.month != 0) {
        less.date.month = 0;
        found.push_back(less);
    }
    return found;
}

std::vector<Answer> weaker_records(const Fact& fact, const Answer& answer) {
    std::vector<Answer> found;
    Answer less = answer;
    less.is_open = true;
    if (!answer.is_open) found.push_back(less);
    for (std::size_t i = 0; i < answer.records.size(); ++i) {
        if (answer.is_open) {
            less = answer;
            less.records.erase(less.records.begin() + static_cast<std::ptrdiff_t>(i));
            found.push_back(less);
        }
        if (answer.records[i].is_unreadable) continue;
        for (std::size_t field = 0; field < fact.fields.size(); ++field) {
            for (const Answer& vaguer :
                 weaker(fact.fields[field], answer.records[i].fields[field])) {
                less = answer;
                less.records[i].fields[field] = vaguer;
                found.push_back(less);
            }
        }
    }
    return found;
}

std::vector<Answer> weaker(const Fact& fact, const Answer& answer) {
    std::vector<Answer> found;
    if (answer.state != AnswerState::given) return found;
    Answer none;
    found.push_back(none);
    none.state = AnswerState::null;
    found.push_back(none);
    if (answer.unusable) return found;
    std::vector<Answer> vaguer;
    if (fact.type == FactType::choices) vaguer = weaker_choices(fact, answer);
    if (fact.type == FactType::number) vaguer = weaker_number(fact, answer);
    if (fact.type == FactType::date) vaguer = weaker_date(answer);
    if (fact.type == FactType::records) vaguer = weaker_records(fact, answer);
    found.insert(found.end(), vaguer.begin(), vaguer.end());
    return found;
}

}  // namespace

std::vector<GeneratedProfile> weaker_by_one(const GeneratedRuleSet& rules,
                                            const GeneratedProfile& profile) {
    std::vector<GeneratedProfile> found;
    for (std::size_t i = 0; i < rules.facts.size(); ++i) {
        for (const Answer& answer : weaker(rules.facts[i], profile.facts[i])) {
            found.push_back(profile);
            found.back().facts[i] = answer;
        }
    }
    return found;
}

GeneratedProfile weaker_by_many(const GeneratedRuleSet& rules, const GeneratedProfile& profile,
                                Chance& chance) {
    GeneratedProfile less = profile;
    const std::size_t steps = 2 + chance.below(6);
    for (std::size_t step = 0; step < steps; ++step) {
        const std::size_t fact = chance.below(rules.facts.size());
        const std::vector<Answer> answers = weaker(rules.facts[fact], less.facts[fact]);
        if (!answers.empty()) less.facts[fact] = chance.pick(answers);
    }
    return less;
}

}  // namespace caveat::testing
