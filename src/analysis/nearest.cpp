// From a rule and a patient to the fewest answers that would change what becomes of it. Entrance:
// `smallest_change`.

#include "analysis/nearest.hpp"

#include "analysis/nearest_answers.hpp"
#include "analysis/nearest_uses.hpp"
#include "api/loaded_rules.hpp"
#include "eval/result.hpp"
#include "eval/statuses.hpp"
#include "explain/cone.hpp"
#include "explain/knowledge.hpp"
#include "explain/outline.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace caveat::analysis {

namespace {

using facts::Value;

class Search {
  public:
    Search(const Screening& screening, RuleId rule, Target target, const SearchLimits& limits)
        : rule_set_(screening.profile().rules()),
          rules_(rule_set_.loaded().model),
          rule_(rule),
          target_(target),
          limits_(limits),
          profile_(eval::facts_of(screening.result())),
          trial_(profile_),
          cone_(cone_of(rules_, rule)),
          uses_(rules_, cone_),
          maker_(rules_, uses_, profile_),
          facts_(cone_.facts().begin(), cone_.facts().end()),
          visible_(rules_.catalogue.size(), 1),
          statuses_(rules_.rules.size(), Status::not_fired),
          outline_(rules_),
          known_(rules_, outline_) {
        std::sort(facts_.begin(), facts_.end());
        trials_.resize(facts_.size());
        known_.look_at(trial_, visible_, {});
    }

    SmallestChange run() {
        if (reaches(status())) return {SearchEnd::already_there, {}, 0};
        for (const std::uint32_t fact : facts_) visible_[fact] = 0;
        const bool is_possible = !rules_out(status());
        for (const std::uint32_t fact : facts_) visible_[fact] = 1;
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
    static explain::Cone cone_of(const model::RuleSet& rules, RuleId rule) {
        explain::Cone cone(rules);
        cone.find(rule);
        return cone;
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

    /// What becomes of the rule with the answers of `trial_` that are visible.
    Status status() {
        ++evaluations_;
        known_.forget();
        for (const RuleId id : cone_.rules()) {
            const model::Rule& rule = rules_.rules[id.index];
            const Truth unless = rule.unless == model::none ? Truth::no : known_.truth(rule.unless);
            const eval::Exemption exemption =
                eval::exemption_of(rule.overridden_by, unless, statuses_);
            statuses_[id.index] = eval::status_of(known_.truth(rule.when), exemption.truth,
                                                  exemption.by_rule, rule.if_unknown);
        }
        return statuses_[rule_.index];
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
        for (const std::size_t at : chosen_) visible_[facts_[at]] = 0;
        picked_.assign(chosen_.size(), 0);
        if (!rules_out(status())) {
            const std::size_t ways = found_.ways.size();
            bool is_complete = true;
            for (const std::size_t at : chosen_) is_complete &= trials_of(at).is_complete;
            has_contradiction_ = false;
            if (!try_answers(0) && !is_spent_) {
                // What an answer that contradicts the records makes unknown, a fitting one decides.
                if (!is_complete || has_contradiction_) is_sure_ = false;
            }
            if (found_.ways.size() > ways) describe(found_.ways.back());
        }
        for (const std::size_t at : chosen_) restore(at);
        trial_.record_values.resize(profile_.record_values.size());
    }

    const Trials& trials_of(std::size_t at) {
        std::optional<Trials>& trials = trials_[at];
        if (!trials) trials = maker_.trials(facts_[at]);
        return *trials;
    }

    void restore(std::size_t at) {
        const std::uint32_t fact = facts_[at];
        trial_.values[fact] = profile_.values[fact];
        visible_[fact] = 1;
    }

    void put(std::size_t at, const Trial& trial) {
        const std::uint32_t fact = facts_[at];
        trial_.values[fact] = trial.value;
        visible_[fact] = 1;
        if (rules_.catalogue[fact].type.kind != FactKind::records) return;
        // Behind all that is there: one list after the other is put and taken back.
        const std::size_t first = trial_.record_values.size();
        trial_.values[fact].first_value = static_cast<std::uint32_t>(first);
        trial_.record_values.insert(trial_.record_values.end(), trial.fields.begin(),
                                    trial.fields.end());
    }

    [[nodiscard]] bool is_same(std::size_t at, const Trial& trial) const {
        const std::uint32_t fact = facts_[at];
        const Value& now = profile_.values[fact];
        if (now.given != facts::Given::answered) return false;
        switch (rules_.catalogue[fact].type.kind) {
            case FactKind::yes_no:
                return now.truth == trial.value.truth;
            case FactKind::number:
                return now.number == trial.value.number;
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
        const std::size_t room = trial_.record_values.size();
        for (std::size_t i = 0; i < answers.size(); ++i) {
            if (evaluations_ >= limits_.evaluations) is_spent_ = true;
            if (is_spent_) break;
            if (is_same(at, answers[i])) continue;
            put(at, answers[i]);
            picked_[position] = i;
            const Status found = status();
            const bool is_last = position + 1 == chosen_.size();
            const bool is_good = is_last ? reaches(found) && !contradicts()
                                         : !rules_out(found) && try_answers(position + 1);
            if (is_good) return is_last ? keep() : true;
            trial_.record_values.resize(room);
        }
        visible_[facts_[at]] = 0;
        return false;
    }

    /// Whether answers and records say different things: such a change is no sensible one.
    bool contradicts() {
        const bool may_contradict =
            std::any_of(facts_.begin(), facts_.end(), [&](std::uint32_t fact) {
                const model::ExprId value = rules_.fact_value[fact];
                if (value == model::none) return false;
                const auto* node = std::get_if<model::FactValue>(&rules_.tree[value].node);
                return node != nullptr && node->fallback != model::none;
            });
        if (!may_contradict) return false;
        std::vector<model::Incident> incidents;
        model::Values values;
        values.fit(rules_.tree);
        model::Evaluation(rules_, {&trial_, {}}, values, scratch_, &incidents).all();
        const bool found =
            std::any_of(incidents.begin(), incidents.end(), [&](const model::Incident& incident) {
                return incident.kind != model::Incident::Kind::overflow &&
                       std::any_of(chosen_.begin(), chosen_.end(), [&](std::size_t at) {
                           return reads(incident.fact, facts_[at]);
                       });
            });
        has_contradiction_ = has_contradiction_ || found;
        return found;
    }

    /// Whether a fact is the other, or has it stand in for itself.
    [[nodiscard]] bool reads(std::uint32_t fact, std::uint32_t other) const {
        if (fact == other) return true;
        std::vector<model::ExprId> pending{rules_.fact_value[fact]};
        while (!pending.empty()) {
            const model::ExprId id = pending.back();
            pending.pop_back();
            if (explain::fact_of(rules_.tree[id].node) == other) return true;
            explain::for_each_child(rules_, id,
                                    [&](model::ExprId child) { pending.push_back(child); });
        }
        return false;
    }

    /// Makes a way of the answers in `trial_`.
    bool keep() {
        auto facts = std::make_shared<facts::Profile>(trial_);
        std::erase_if(facts->problems, [&](const Diagnostic& problem) {
            return std::any_of(chosen_.begin(), chosen_.end(), [&](std::size_t at) {
                const std::string path = "facts." + rules_.catalogue[facts_[at]].key;
                const bool begins = problem.path.starts_with(path);
                return begins &&
                       (problem.path.size() == path.size() || problem.path[path.size()] == '.' ||
                        problem.path[path.size()] == '[');
            });
        });
        rules_.packing.pack(rules_.catalogue, *facts);
        found_.ways.push_back({{}, Profile(rule_set_, std::move(facts))});
        return true;
    }

    /// Says what was changed, each number as far as it may be moved.
    void describe(Way& way) {
        const std::vector<std::size_t> picked = picked_;
        std::vector<std::pair<std::size_t, std::size_t>> runs;
        for (const std::size_t pick : picked) runs.emplace_back(pick, pick);
        for (std::size_t i = 0; i < chosen_.size(); ++i) {
            const Trials& trials = trials_of(chosen_[i]);
            if (!trials.is_ordered || !trials.is_complete) continue;
            while (runs[i].second + 1 < trials.answers.size()) {
                ++runs[i].second;
                if (holds_within(runs, i, runs[i].second)) continue;
                --runs[i].second;
                break;
            }
            while (runs[i].first > 0) {
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
            const Trial& trial = trials.answers[picked[i]];
            ChangedAnswer changed;
            changed.fact = FactId{fact};
            changed.now = answer_words(type, profile_.values[fact]);
            const bool is_run = trials.is_ordered && trials.is_complete;
            changed.wanted = type.kind == FactKind::records ? trial.words
                             : is_run ? run_words(type, trials, runs[i].first, runs[i].second)
                                      : answer_words(type, trial.value);
            changed.answer = answer_json(type, trial.value);
            way.changes.push_back(std::move(changed));
        }
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
            trial_.record_values.resize(profile_.record_values.size());
            for (std::size_t i = 0; i < runs.size(); ++i) {
                std::size_t pick = only;
                if (i != fixed) {
                    const std::size_t count = runs[i].second - runs[i].first + 1;
                    pick = runs[i].first + rest % count;
                    rest /= count;
                }
                put(chosen_[i], trials_of(chosen_[i]).answers[pick]);
            }
            if (!reaches(status()) || contradicts()) return false;
        }
        return true;
    }

    const RuleSet rule_set_;
    const model::RuleSet& rules_;
    const RuleId rule_;
    const Target target_;
    const SearchLimits limits_;
    const facts::Profile& profile_;
    facts::Profile trial_;
    const explain::Cone cone_;
    const RuleUses uses_;
    const TrialMaker maker_;
    std::vector<std::uint32_t> facts_;           ///< of the cone, in order of the file
    std::vector<std::optional<Trials>> trials_;  ///< beside `facts_`, made when needed
    std::vector<std::uint8_t> visible_;          ///< by fact
    std::vector<Status> statuses_;               ///< by rule
    explain::Outline outline_;
    explain::Knowledge known_;
    model::Scratch scratch_;
    std::vector<std::size_t> chosen_;  ///< positions in `facts_`
    std::vector<std::size_t> picked_;  ///< beside `chosen_`: positions among their trials
    SmallestChange found_;
    std::size_t evaluations_ = 0;
    bool is_spent_ = false;
    bool is_sure_ = true;  ///< of this number of changes, none was left untried
    bool has_contradiction_ = false;
};

}  // namespace

SmallestChange smallest_change(const Screening& screening, RuleId rule, Target target,
                               const SearchLimits& limits) {
    return Search(screening, rule, target, limits).run();
}

}  // namespace caveat::analysis
