// Tries every single simplification again and again until none is left.

#include "minimise.hpp"

#include <algorithm>

namespace caveat::testing {

namespace {

class Minimiser {
  public:
    Minimiser(const Pair& failing, const std::function<bool(const Pair&)>& still_fails)
        : pair_(failing), still_fails_(still_fails) {}

    Pair run() {
        bool is_smaller = true;
        for (int round = 0; round < 20 && is_smaller; ++round) {
            is_smaller = drop_rules();
            is_smaller = simplify_rules() || is_smaller;
            is_smaller = simplify_declarations() || is_smaller;
            is_smaller = simplify_profile() || is_smaller;
        }
        return pair_;
    }

  private:
    /// Keeps the change if the pair still fails.
    template <typename Change>
    bool attempt(Change change) {
        const Pair before = pair_;
        change();
        if (still_fails_(pair_)) return true;
        pair_ = before;
        return false;
    }

    bool drop_rules() {
        bool done = false;
        for (std::size_t i = pair_.rules.rules.size(); i-- > 0;) {
            if (pair_.rules.rules.size() == 1) break;
            done = attempt([&] { drop_rule(i); }) || done;
        }
        return done;
    }

    void drop_rule(std::size_t index) {
        std::vector<Rule>& rules = pair_.rules.rules;
        rules.erase(rules.begin() + static_cast<std::ptrdiff_t>(index));
        for (Rule& rule : rules) {
            std::erase(rule.overrides, index);
            for (std::size_t& other : rule.overrides) {
                if (other > index) --other;
            }
        }
    }

    bool simplify_rules() {
        bool done = false;
        for (std::size_t i = 0; i < pair_.rules.rules.size(); ++i) {
            const auto rule = [this, i]() -> Rule& { return pair_.rules.rules[i]; };
            if (!rule().unless.empty()) done = attempt([&] { rule().unless.clear(); }) || done;
            if (!rule().overrides.empty()) {
                done = attempt([&] { rule().overrides.clear(); }) || done;
            }
            if (rule().outcomes.size() > 1) {
                done = attempt([&] { rule().outcomes.resize(1); }) || done;
            }
            done = simplify([rule]() -> Condition& { return rule().when; }) || done;
            if (!rule().unless.empty()) {
                done = simplify([rule]() -> Condition& { return rule().unless.front(); }) || done;
            }
        }
        if (!pair_.rules.applies_to.empty()) {
            done = attempt([&] { pair_.rules.applies_to.clear(); }) || done;
        }
        return done;
    }

    bool simplify_declarations() {
        bool done = false;
        for (std::size_t i = 0; i < pair_.rules.facts.size(); ++i) {
            const auto fact = [this, i]() -> Fact& { return pair_.rules.facts[i]; };
            if (!fact().gate.empty()) done = attempt([&] { fact().gate.clear(); }) || done;
            if (fact().fallback) done = attempt([&] { fact().fallback.reset(); }) || done;
        }
        for (std::size_t i = 0; i < pair_.rules.terms.size(); ++i) {
            if (pair_.rules.terms[i].condition.empty()) continue;
            done = simplify([this, i]() -> Condition& {
                       return pair_.rules.terms[i].condition.front();
                   }) ||
                   done;
        }
        for (std::size_t i = 0; i < pair_.rules.scores.size(); ++i) {
            const auto entries = [this, i]() -> std::vector<ScoreEntry>& {
                return pair_.rules.scores[i].entries;
            };
            for (std::size_t k = entries().size(); k-- > 0;) {
                if (entries().size() == 1) break;
                done = attempt([&] {
                           entries().erase(entries().begin() + static_cast<std::ptrdiff_t>(k));
                       }) ||
                       done;
            }
        }
        return done;
    }

    /// Puts a part in the place of a condition, and goes on inside what is left.
    bool simplify(const std::function<Condition&()>& find, int depth = 0) {
        bool done = false;
        if (depth > 6) return done;
        for (std::size_t i = 0; i < find().parts.size(); ++i) {
            const bool replaced = attempt([&] {
                const Condition part = find().parts[i];
                find() = part;
            });
            if (replaced) return true;
        }
        for (std::size_t i = find().parts.size(); i-- > 0;) {
            if (find().parts.size() < 2 || find().kind == ConditionKind::of_list) break;
            done = attempt([&] {
                       find().parts.erase(find().parts.begin() + static_cast<std::ptrdiff_t>(i));
                   }) ||
                   done;
        }
        for (std::size_t i = 0; i < find().parts.size(); ++i) {
            done =
                simplify([find, i]() -> Condition& { return find().parts[i]; }, depth + 1) || done;
        }
        if (!find().where.empty()) {
            done = simplify([find]() -> Condition& { return find().where.front(); }, depth + 1) ||
                   done;
        }
        if (find().is_not) done = attempt([&] { find().is_not = false; }) || done;
        for (std::size_t i = 0; i < find().numbers.size(); ++i) {
            done = simplify_number([find, i]() -> Number& { return find().numbers[i]; }) || done;
        }
        return done;
    }

    bool simplify_number(const std::function<Number&()>& find) {
        bool done = false;
        for (std::size_t i = 0; i < find().parts.size(); ++i) {
            const bool replaced = attempt([&] {
                const Number part = find().parts[i];
                find() = part;
            });
            if (replaced) return true;
        }
        if (!find().where.empty()) done = attempt([&] { find().where.clear(); }) || done;
        if (!find().measure.empty() && !find().measure.front().where.empty()) {
            done = attempt([&] { find().measure.front().where.clear(); }) || done;
        }
        return done;
    }

    bool simplify_profile() {
        bool done = false;
        for (std::size_t i = 0; i < pair_.profile.facts.size(); ++i) {
            const auto answer = [this, i]() -> Answer& { return pair_.profile.facts[i]; };
            if (answer().state == AnswerState::absent) continue;
            if (attempt([&] { answer() = Answer{}; })) {
                done = true;
                continue;
            }
            for (std::size_t k = answer().records.size(); k-- > 0;) {
                done = attempt([&] {
                           answer().records.erase(answer().records.begin() +
                                                  static_cast<std::ptrdiff_t>(k));
                       }) ||
                       done;
            }
            for (std::size_t k = 0; k < answer().records.size(); ++k) {
                for (std::size_t f = 0; f < answer().records[k].fields.size(); ++f) {
                    if (answer().records[k].fields[f].state == AnswerState::absent) continue;
                    done = attempt([&] { answer().records[k].fields[f] = Answer{}; }) || done;
                }
            }
        }
        return done;
    }

    Pair pair_;
    const std::function<bool(const Pair&)>& still_fails_;
};

}  // namespace

Pair minimise(const Pair& failing, const std::function<bool(const Pair&)>& still_fails) {
    return Minimiser(failing, still_fails).run();
}

}  // namespace caveat::testing
