// From a rule and a patient to the fewest answers that would change what becomes of it. Entrance:
// `smallest_change`.

#include <caveat/authoring/nearest.hpp>

#include "analysis/what_if.hpp"
#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "eval/result.hpp"
#include "eval/second_look.hpp"
#include "eval/statuses.hpp"
#include "patients/nearest_number.hpp"
#include "patients/rule_uses.hpp"
#include "patients/trials.hpp"
#include "patients/written.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

namespace caveat::authoring {

namespace {

using analysis::WhatIf;
using facts::Value;
using patients::answer_words;
using patients::nearest_that_works;
using patients::RuleUses;
using patients::run_words;
using patients::Trial;
using patients::TrialMaker;
using patients::Trials;

class Search {
  public:
    Search(const Screening& screening, RuleId rule, Target target, const SearchLimits& limits)
        : rule_set_(screening.profile().rules()),
          rules_(api::loaded_of(rule_set_).model),
          target_(target),
          limits_(limits),
          profile_(*api::result_of(screening).facts),
          what_if_(rules_, profile_, rule),
          second_look_(rules_, api::loaded_of(rule_set_).compiled),
          uses_(rules_, what_if_.dependencies()),
          maker_(rules_, uses_, profile_),
          facts_(open_ones_first()),
          trials_(facts_.size()),
          most_evaluations_(most_evaluations()) {}

    SmallestChange run() {
        if (reaches(what_if_.status())) return {SearchEnd::already_there, {}, 0};
        for (const std::uint32_t fact : facts_) what_if_.hide(fact);
        const bool is_possible = !rules_out(what_if_.status());
        for (const std::uint32_t fact : facts_) what_if_.restore(fact);
        if (!is_possible) return {SearchEnd::impossible, {}, facts_.size()};
        for (std::size_t size = 1; size <= facts_.size(); ++size) {
            is_sure_ = true;
            chosen_.clear();
            choose(0, size);
            if (!found_.ways.empty()) break;
            if (is_spent_) break;
            if (is_sure_ && found_.excluded + 1 == size) found_.excluded = size;
        }
        found_.end = end();
        return std::move(found_);
    }

  private:
    /// To answer what is open comes before taking back what was answered.
    [[nodiscard]] std::vector<std::uint32_t> open_ones_first() const {
        std::vector<std::uint32_t> facts = what_if_.facts();
        std::stable_partition(facts.begin(), facts.end(), [&](std::uint32_t fact) {
            return profile_.given(fact) != facts::Given::answered;
        });
        return facts;
    }

    /// The limit, and fewer of a large rule set or with long lists: each evaluation may look at all
    /// of it.
    [[nodiscard]] std::size_t most_evaluations() const {
        constexpr std::size_t most_nodes = 20'000'000;
        std::size_t nodes = rules_.tree.size() + 1;
        for (std::uint32_t fact = 0; fact < rules_.catalogue.size(); ++fact) {
            nodes += profile_.record_count(fact) * rules_.catalogue[fact].fields.size();
        }
        return std::min(limits_.evaluations, most_nodes / nodes + 1);
    }

    [[nodiscard]] SearchEnd end() const {
        if (!found_.ways.empty()) return SearchEnd::found;
        if (is_spent_) return SearchEnd::out_of_budget;
        return found_.excluded == facts_.size() ? SearchEnd::impossible
                                                : SearchEnd::not_among_tried;
    }

    [[nodiscard]] bool reaches(Status status) const {
        if (target_ == Target::fires) return status == Status::fired;
        return status == Status::not_fired || status == Status::overridden;
    }
    /// Decided, and not as wanted.
    [[nodiscard]] bool rules_out(Status status) const {
        return !eval::is_open(status) && !reaches(status);
    }

    /// Adds facts from the one at `next` on, until there are `size`, and tries them.
    void choose(std::size_t next, std::size_t size) {
        if (chosen_.size() == size) return try_chosen();
        for (; next + (size - chosen_.size()) <= facts_.size(); ++next) {
            if (is_over()) return;
            chosen_.push_back(next);
            choose(next + 1, size);
            chosen_.pop_back();
        }
    }

    [[nodiscard]] bool is_over() const { return is_spent_ || found_.ways.size() >= limits_.ways; }

    void try_chosen() {
        if (what_if_.evaluations() >= most_evaluations_) is_spent_ = true;
        if (is_spent_) return;
        for (const std::size_t at : chosen_) what_if_.hide(facts_[at]);
        picked_.assign(chosen_.size(), 0);
        if (!rules_out(what_if_.status())) {
            const std::size_t ways = found_.ways.size();
            bool is_complete = true;
            for (const std::size_t at : chosen_) is_complete &= trials_of(at).is_complete;
            has_contradiction_ = false;
            refined_.clear();
            if (!try_answers(0) && !is_spent_) {
                // What an answer that contradicts the records makes unknown, a fitting one decides.
                if (!is_complete || has_contradiction_) is_sure_ = false;
            }
            if (found_.ways.size() > ways) describe(found_.ways.back());
        }
        for (const std::size_t at : chosen_) what_if_.restore(facts_[at]);
        what_if_.free_room();
    }

    const Trials& trials_of(std::size_t at) {
        std::optional<Trials>& trials = trials_[at];
        if (!trials) trials = maker_.trials(facts_[at]);
        return *trials;
    }

    [[nodiscard]] bool is_same(std::size_t at, const Trial& trial) const {
        const std::uint32_t fact = facts_[at];
        const Value now = profile_.value(fact);
        if (now.given != facts::Given::answered) return false;
        switch (rules_.catalogue[fact].type.kind) {
            case FactKind::yes_no:
                return now.truth == trial.value.truth;
            case FactKind::number:
                return now.is_complete && now.number == trial.value.number;
            case FactKind::choice:
                return now.code == trial.value.code;
            case FactKind::choices:
                return now.is_complete && now.present == trial.value.present;
            case FactKind::date:
                return now.dates == trial.value.dates;
            case FactKind::records:
                break;
        }
        return false;
    }

    /// The facts before `position` have answers, those from it on are unknown. True when some
    /// answers to them reach the target; `picked_` then has them.
    bool try_answers(std::size_t position) {
        const std::size_t at = chosen_[position];
        const std::vector<Trial>& answers = trials_of(at).answers;
        const WhatIf::Room room = what_if_.room();
        for (std::size_t i = 0; i < answers.size(); ++i) {
            if (what_if_.evaluations() >= most_evaluations_) is_spent_ = true;
            if (is_spent_) break;
            if (is_same(at, answers[i])) continue;
            what_if_.put(facts_[at], answers[i]);
            picked_[position] = i;
            const Status found = what_if_.status();
            const bool is_last = position + 1 == chosen_.size();
            const bool is_good = is_last ? reaches(found) && !contradicts()
                                         : !rules_out(found) && try_answers(position + 1);
            if (is_good) return is_last ? keep() : true;
            what_if_.free_room(room);
        }
        what_if_.hide(facts_[at]);
        return false;
    }

    /// Whether the answers to the chosen facts fit the others.
    bool contradicts() {
        std::vector<std::uint32_t> changed;
        for (const std::size_t at : chosen_) changed.push_back(facts_[at]);
        const bool found = what_if_.contradicts(changed) ||
                           !second_look_.contradictions(what_if_.profile()).empty();
        has_contradiction_ = has_contradiction_ || found;
        return found;
    }

    /// Makes a way of the answers that are put.
    bool keep() {
        for (std::size_t i = 0; i < chosen_.size(); ++i) refine(i);
        auto facts = std::make_shared<facts::Profile>(what_if_.profile());
        std::erase_if(facts->problems, [&](const Diagnostic& problem) {
            return std::any_of(chosen_.begin(), chosen_.end(), [&](std::size_t at) {
                const std::string path = "facts." + rules_.catalogue[facts_[at]].key;
                const bool begins = problem.path.starts_with(path);
                return begins &&
                       (problem.path.size() == path.size() || problem.path[path.size()] == '.' ||
                        problem.path[path.size()] == '[');
            });
        });
        found_.ways.push_back({{}, api::Access::profile(rule_set_, std::move(facts))});
        return true;
    }

    /// Moves a number that is computed with towards what it is now, as far as the target stays
    /// reached: the number tried may lie far behind the turn.
    void refine(std::size_t position) {
        const std::size_t at = chosen_[position];
        const std::uint32_t fact = facts_[at];
        const facts::Fact& about = rules_.catalogue[fact];
        const Value now = profile_.value(fact);
        if (now.given != facts::Given::answered) return;
        if (about.type.kind == FactKind::number && now.is_complete && !trials_of(at).is_complete) {
            Trial trial;
            trial.value = what_if_.profile().value(fact);
            trial.value = nearest_that_works(about.type, now, trial.value, [&](const Value& other) {
                trial.value = other;
                return works(fact, trial);
            });
            what_if_.put(fact, trial);
            refined_[fact] = trial.value;
        } else if (const Trial& picked = trials_of(at).answers[picked_[position]]; picked.edit) {
            refine_field(fact, picked);
        }
    }

    /// The same of a field of one of the patient's records.
    void refine_field(std::uint32_t fact, Trial trial) {
        const std::vector<facts::Field>& fields = rules_.catalogue[fact].fields;
        const Trial::Edit& edit = *trial.edit;
        const facts::ValueType& type = fields[edit.field].type;
        const Value now = profile_.value(fact, edit.record, edit.field);
        const bool can_move =
            type.kind == FactKind::number && now.given == facts::Given::answered && now.is_complete;
        if (!can_move) return;
        if (maker_.field_trials(fact)[edit.field].is_complete) return;
        const WhatIf::Room room = what_if_.room();
        Value& field = trial.fields.front();
        field = nearest_that_works(type, now, field, [&](const Value& other) {
            what_if_.free_room(room);
            field = other;
            return works(fact, trial);
        });
        what_if_.free_room(room);
        what_if_.put(fact, trial);
        refined_[fact] = what_if_.profile().value(fact);
        refined_field_ = field;
    }

    bool works(std::uint32_t fact, const Trial& trial) {
        what_if_.put(fact, trial);
        return reaches(what_if_.status()) && !contradicts();
    }

    /// The answer that was picked for a fact, or what it was refined to.
    [[nodiscard]] Trial answer_at(std::size_t at, std::size_t pick) {
        Trial answer = trials_of(at).answers[pick];
        const auto refined = refined_.find(facts_[at]);
        if (refined != refined_.end() && !answer.edit) answer.value = refined->second;
        return answer;
    }

    /// Says what was changed, each number as far as it may be moved.
    void describe(Way& way) {
        const std::vector<std::size_t> picked = picked_;
        std::vector<std::pair<std::size_t, std::size_t>> runs;
        for (const std::size_t pick : picked) runs.emplace_back(pick, pick);
        for (std::size_t i = 0; i < chosen_.size(); ++i) {
            const auto [low, high] = run_around(chosen_[i], picked[i]);
            while (runs[i].second + 1 < high) {
                ++runs[i].second;
                if (holds_within(runs, i, runs[i].second)) continue;
                --runs[i].second;
                break;
            }
            while (runs[i].first > low) {
                --runs[i].first;
                if (holds_within(runs, i, runs[i].first)) continue;
                ++runs[i].first;
                break;
            }
        }
        for (std::size_t i = 0; i < chosen_.size(); ++i) {
            const std::uint32_t fact = facts_[chosen_[i]];
            const facts::ValueType& type = rules_.catalogue[fact].type;
            const Trials& trials = trials_of(chosen_[i]);
            const Trial trial = answer_at(chosen_[i], picked[i]);
            ChangedAnswer changed;
            changed.fact = FactId{fact};
            changed.now = answer_words(type, profile_.value(fact));
            const bool is_run = trials.is_ordered && trials.is_complete;
            changed.wanted = trial.edit                       ? words_of_edit(fact, trials, runs[i])
                             : type.kind == FactKind::records ? trial.words
                             : is_run ? run_words(type, trials, runs[i].first, runs[i].second)
                                      : answer_words(type, trial.value);
            const auto answer = patients::answer_of(type, trial.value);
            if (answer) changed.answer = patients::json_of(*answer);
            way.changes.push_back(std::move(changed));
        }
        std::sort(way.changes.begin(), way.changes.end(),
                  [](const ChangedAnswer& a, const ChangedAnswer& b) {
                      return a.fact.index < b.fact.index;
                  });
    }

    /// Trials [first, second) around a pick that rise step by step and leave nothing out: of a
    /// number or day all of them, of a list those with another answer to the same field.
    std::pair<std::size_t, std::size_t> run_around(std::size_t at, std::size_t pick) {
        const Trials& trials = trials_of(at);
        const auto& edit = trials.answers[pick].edit;
        if (edit && !refined_.contains(facts_[at])) {
            const Trials field = maker_.field_trials(facts_[at])[edit->field];
            if (!field.is_ordered || !field.is_complete) return {pick, pick + 1};
            const std::size_t first = pick - edit->answer;
            return {first, std::min(first + field.answers.size(), trials.answers.size())};
        }
        if (!trials.is_ordered || !trials.is_complete) return {pick, pick + 1};
        return {0, trials.answers.size()};
    }

    /// What a list with one field changed is said to be.
    std::string words_of_edit(std::uint32_t fact, const Trials& trials,
                              const std::pair<std::size_t, std::size_t>& run) {
        const Trial::Edit& first = *trials.answers[run.first].edit;
        const Trial::Edit& last = *trials.answers[run.second].edit;
        const facts::ValueType& type = rules_.catalogue[fact].fields[first.field].type;
        const auto refined = refined_.find(fact);
        if (refined != refined_.end()) {
            return maker_.edit_words(fact, first, answer_words(type, refined_field_));
        }
        const Trials field = maker_.field_trials(fact)[first.field];
        const std::string words = first.answer == last.answer
                                      ? answer_words(type, field.answers[first.answer].value)
                                      : run_words(type, field, first.answer, last.answer);
        return maker_.edit_words(fact, first, words);
    }

    /// Whether the target is reached with the answer `only` to fact `fixed` and every answer to
    /// the others within its run.
    bool holds_within(const std::vector<std::pair<std::size_t, std::size_t>>& runs,
                      std::size_t fixed, std::size_t only) {
        constexpr std::size_t most = 2000;
        std::size_t product = 1;
        for (std::size_t i = 0; i < runs.size(); ++i) {
            if (i != fixed) product *= runs[i].second - runs[i].first + 1;
            if (product > most) return false;
        }
        for (std::size_t n = 0; n < product; ++n) {
            std::size_t rest = n;
            what_if_.free_room();
            for (std::size_t i = 0; i < runs.size(); ++i) {
                std::size_t pick = only;
                if (i != fixed) {
                    const std::size_t count = runs[i].second - runs[i].first + 1;
                    pick = runs[i].first + rest % count;
                    rest /= count;
                }
                what_if_.put(facts_[chosen_[i]], answer_at(chosen_[i], pick));
            }
            if (!reaches(what_if_.status()) || contradicts()) return false;
        }
        return true;
    }

    const RuleSet rule_set_;
    const model::RuleSet& rules_;
    const Target target_;
    const SearchLimits limits_;
    const facts::Profile& profile_;
    WhatIf what_if_;
    eval::SecondLook second_look_;
    const RuleUses uses_;
    const TrialMaker maker_;
    /// That the rule rests on: first those without an answer, each in order of the file.
    const std::vector<std::uint32_t> facts_;
    std::vector<std::optional<Trials>> trials_;  ///< beside `facts_`, made when needed
    std::vector<std::size_t> chosen_;            ///< positions in `facts_`
    std::vector<std::size_t> picked_;            ///< beside `chosen_`: positions among their trials
    std::map<std::uint32_t, Value> refined_;     ///< by fact, of the way found last
    Value refined_field_;                        ///< of a list: the field that was moved
    SmallestChange found_;
    const std::size_t most_evaluations_;
    bool is_spent_ = false;
    bool is_sure_ = true;  ///< of this number of changes, none was left untried
    bool has_contradiction_ = false;
};

}  // namespace

SmallestChange smallest_change(const Screening& screening, RuleId rule, Target target,
                               const SearchLimits& limits) {
    if (rule.index >= screening.profile().rules().rule_count()) return {};
    return Search(screening, rule, target, limits).run();
}

}  // namespace caveat::authoring
