// Looks for patients who show what no case shows, and makes each as small as it can be. Entrance:
// propose.

#include <caveat/authoring/propose.hpp>

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "cases/aiming.hpp"
#include "cases/coverage.hpp"
#include "cases/proposal_writer.hpp"
#include "cases/running.hpp"
#include "eval/result.hpp"
#include "model/walk.hpp"
#include "patients/candidates.hpp"
#include "patients/draft.hpp"
#include "patients/shrinking.hpp"
#include "patients/written.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace caveat::authoring {

namespace {

using cases::Aiming;
using cases::bit_of;
using cases::Bits;
using cases::Conditions;
using cases::ExprId;
using cases::Proposed;
using cases::Shown;
using cases::words_of;
using cases::write_proposals;
using patients::Boundary;
using patients::Candidates;
using patients::Dice;
using patients::Draft;
using patients::DraftReader;

bool has_errors(std::span<const Diagnostic> problems) {
    return std::any_of(problems.begin(), problems.end(),
                       [](const Diagnostic& each) { return each.severity == Severity::error; });
}

constexpr std::size_t usual_tries = 60;
constexpr std::size_t most_rules_of_a_limit = 4;
constexpr std::size_t most_rules_named = 3;  ///< of those that use one test

/// One thing that a case should show.
struct Goal {
    std::optional<RuleId> rule;  ///< else a condition
    std::size_t condition = 0;
    Bits bit = 0;
    Status status = Status::fired;
    Truth truth = Truth::yes;
};

bool is_shown(const Goal& goal, const Shown& shown) {
    const Bits bits = goal.rule ? shown.statuses[goal.rule->index] : shown.truths[goal.condition];
    return (bits & goal.bit) != 0;
}

values::Day day_of(const Date& date) {
    return values::range_of(date).low;
}

/// The day of the first case that names one.
Date day_of_cases(const TestRun& run, const Date& otherwise) {
    for (const CaseResult& result : run.results) {
        if (const auto day = run.case_of(result).profile.as_of()) return *day;
    }
    return otherwise;
}

/// What one patient takes to look at.
std::uint64_t size_of(const model::RuleSet& model) {
    return 1 + model.tree.size() + model.catalogue.size() + model.rules.size();
}

class Search {
  public:
    Search(const TestRun& run, const ProposeOptions& options)
        : run_(run),
          model_(api::loaded_of(run.rules).model),
          as_of_(day_of_cases(run, options.as_of)),
          tries_(options.most_tries == 0 ? usual_tries : options.most_tries),
          most_profiles_(options.most_work / size_of(model_)),
          dice_(options.seed),
          conditions_(model_, api::loaded_of(run.rules).source),
          candidates_(model_, day_of(as_of_)),
          reader_(run.rules, as_of_),
          aiming_(conditions_.rules(), candidates_, reader_, dice_) {
        for (const CaseResult& result : run.results) names_.insert(run.case_of(result).name);
        shown_.statuses.assign(model_.rules.size(), 0);
        shown_.truths.assign(conditions_.all().size(), 0);
        note_cases();
    }

    Proposals run() {
        for (std::uint32_t i = 0; i < model_.rules.size(); ++i) reach_rule(i, open_status(i));
        for (const Boundary& each : candidates_.boundaries()) reach_boundary(each);
        for (const Status status : {Status::fired, Status::not_fired}) {
            for (std::uint32_t i = 0; i < model_.rules.size(); ++i) reach_rule(i, status);
        }
        for (std::size_t i = 0; i < conditions_.all().size(); ++i) {
            for (const Truth truth : {Truth::yes, Truth::no, Truth::unknown}) {
                Goal goal;
                goal.condition = i;
                goal.bit = bit_of(truth);
                goal.truth = truth;
                reach(goal, conditions_.all()[i].words + ": " + std::string(words_of(truth)));
            }
        }
        Proposals proposals;
        std::erase_if(not_looked_for_, [&](const Goal& goal) { return is_shown(goal, shown_); });
        proposals.yaml = write_proposals(run_.rules, proposed_);
        proposals.count = proposed_.size();
        // What was not found when it was looked for may have come with something else.
        for (const auto& [goal, name] : not_found_) {
            if (!is_shown(goal, shown_)) {
                proposals.not_found.push_back("no patient was found for: " + name);
            }
        }
        const auto left = static_cast<std::size_t>(
            std::count_if(not_looked_for_.begin(), not_looked_for_.end(),
                          [&](const Goal& goal) { return !mark_of(goal).is_answered; }));
        proposals.left = proposals.not_found.size() + left;
        if (!not_looked_for_.empty()) {
            proposals.not_found.push_back("no patient was looked for who shows " +
                                          std::to_string(not_looked_for_.size()) +
                                          " other things: the rule set is too large");
        }
        proposals.disproved = std::move(disproved_);
        return proposals;
    }

  private:
    [[nodiscard]] Status open_status(std::uint32_t rule) const {
        return model_.rules[rule].if_unknown == IfUnknown::presume ? Status::presumed
                                                                   : Status::undecided;
    }

    /// What the cases show, and which numbers and days their patients have.
    void note_cases() {
        Screening screening;
        Shown shown;
        for (const CaseResult& result : run_.results) {
            const Case& one = run_.case_of(result);
            screen(one.profile, screening, one.respondents);
            conditions_.look(screening, shown);
            take(shown);
            const facts::Profile& facts = *api::result_of(screening).facts;
            for (const Boundary& each : candidates_.boundaries()) {
                const facts::Value value = facts.value(each.fact);
                if (value.given == facts::Given::answered) seen_.emplace_back(each.fact, value);
            }
        }
    }

    [[nodiscard]] bool is_spent() const { return reader_.made() >= most_profiles_; }

    void take(const Shown& shown) {
        for (std::size_t i = 0; i < shown.statuses.size(); ++i) {
            shown_.statuses[i] |= shown.statuses[i];
        }
        for (std::size_t i = 0; i < shown.truths.size(); ++i) shown_.truths[i] |= shown.truths[i];
    }

    /// Screens the patient. False where the answers do not go together.
    bool look(const Draft& draft, Shown& shown) {
        const Profile profile = reader_.profile(draft);
        if (has_errors(profile.problems())) return false;
        screen(profile, screening_);
        if (has_errors(screening_.problems())) return false;
        conditions_.look(screening_, shown);
        return true;
    }

    void reach_rule(std::uint32_t rule, Status status) {
        Goal goal;
        goal.rule = RuleId{rule};
        goal.bit = bit_of(status);
        goal.status = status;
        reach(goal, model_.rules[rule].id + " is " + std::string(words_of(status)));
    }

    [[nodiscard]] const CoverageItem& mark_of(const Goal& goal) const {
        if (goal.rule) {
            const RuleCoverage& rule = run_.coverage.rules[goal.rule->index];
            return rule.by_status[static_cast<std::size_t>(goal.status)];
        }
        const ConditionCoverage& test = run_.coverage.conditions[goal.condition];
        return test.by_truth[static_cast<std::size_t>(goal.truth)];
    }

    void aim(const Goal& goal, Draft& draft) {
        if (goal.rule) return aiming_.make(draft, *goal.rule, goal.status);
        std::vector<const Conditions::Use*> uses;
        for (const Conditions::Use& use : conditions_.uses()) {
            if (use.condition == goal.condition) uses.push_back(&use);
        }
        const Conditions::Use& use = *uses[dice_.below(uses.size())];
        const model::Tree& tree = conditions_.rules().tree;
        if (use.list == Conditions::no_list) {
            aiming_.make(draft, use.node, use.is_denied ? negated(goal.truth) : goal.truth);
        } else {
            aiming_.shake(draft, use.node);
            // A field that is looked at names its list; a test without fields would not.
            const std::uint32_t records = conditions_.lists()[use.list].records;
            draft[records] = candidates_.pick(records, dice_);
            if (use.records_gate != model::none) aiming_.make(draft, use.records_gate, Truth::yes);
        }
        for (const ExprId gate : tree.children(use.gates)) aiming_.make(draft, gate, Truth::yes);
    }

    void reach(const Goal& goal, std::string name) {
        // What is said to be unreachable no case shows, but a new one may.
        const bool is_answered = mark_of(goal).is_answered;
        if (!is_answered && is_shown(goal, shown_)) return;
        if (is_spent()) {
            not_looked_for_.push_back(goal);
            return;
        }
        Shown shown;
        for (std::size_t i = 0; i < tries_; ++i) {
            Draft draft(model_.catalogue.size());
            if (i != 0) aim(goal, draft);  // first the patient of whom nothing is known
            if (!look(draft, shown) || !is_shown(goal, shown)) continue;
            shrink(draft, [&](const Draft& less) {
                Shown seen;
                return look(less, seen) && is_shown(goal, seen);
            });
            if (is_answered) {
                disproved_.push_back(name + " for the patient " +
                                     patients::yaml_of(named_answers(model_.catalogue, draft)));
                return;
            }
            commit(draft, i == 0 ? "nothing has been answered yet" : std::move(name),
                   i == 0 ? std::vector<RuleId>{} : rules_about(goal));
            return;
        }
        if (!is_answered) not_found_.emplace_back(goal, std::move(name));
    }

    /// A patient on each side of a limit and one at it, for whom a rule ends differently.
    void reach_boundary(const Boundary& boundary) {
        std::size_t tried = 0;
        for (std::uint32_t rule = 0; rule < model_.rules.size(); ++rule) {
            if (!uses(rule, model_.tree[boundary.test].span)) continue;
            if (tried++ == most_rules_of_a_limit || is_spent()) return;
            for (std::size_t i = 0; i < tries_ / 3; ++i) {
                Draft draft(model_.catalogue.size());
                aiming_.make(draft, RuleId{rule}, Status::fired);
                const auto ends = around(draft, boundary, rule);
                if (!has_difference(ends)) continue;
                shrink(draft,
                       [&](const Draft& less) { return around(less, boundary, rule) == ends; });
                return commit_boundary(draft, boundary, rule);
            }
        }
    }

    using Ends = std::array<std::optional<Status>, 3>;

    Ends around(Draft draft, const Boundary& boundary, std::uint32_t rule) {
        Ends ends;
        Shown shown;
        for (std::size_t i = 0; i < ends.size(); ++i) {
            if (!boundary.around[i].is_given) continue;
            draft[boundary.fact] = boundary.around[i];
            if (look(draft, shown)) ends[i] = screening_.status(RuleId{rule});
        }
        return ends;
    }

    static bool has_difference(const Ends& ends) {
        std::set<Status> different;
        for (const auto& end : ends) {
            if (end) different.insert(*end);
        }
        return different.size() > 1;
    }

    void commit_boundary(Draft draft, const Boundary& boundary, std::uint32_t rule) {
        static constexpr std::array<std::string_view, 3> sides{"just below ", "exactly ",
                                                               "just above "};
        static constexpr std::array<std::string_view, 3> days{"the day before ", "on ",
                                                              "the day after "};
        const facts::Fact& fact = model_.catalogue[boundary.fact];
        const auto& words = fact.type.kind == FactKind::date ? days : sides;
        Shown shown;
        for (std::size_t i = 0; i < sides.size(); ++i) {
            if (!boundary.around[i].is_given || is_seen(boundary, i)) continue;
            draft[boundary.fact] = boundary.around[i];
            if (!look(draft, shown)) continue;
            const std::string_view status = words_of(screening_.status(RuleId{rule}));
            std::string name = model_.rules[rule].id + " is " + std::string(status) + ", as " +
                               fact.name + " is " + std::string(words[i]) + limit_words(boundary);
            commit(draft, std::move(name), {RuleId{rule}});
        }
    }

    [[nodiscard]] std::string limit_words(const Boundary& boundary) const {
        const facts::Fact& fact = model_.catalogue[boundary.fact];
        if (fact.type.kind == FactKind::date) {
            return values::date_of(boundary.limit.day).to_text();
        }
        const bool has_unit = fact.type.unit && !fact.type.unit->symbol.empty();
        return boundary.limit.number.to_text() + (has_unit ? ' ' + fact.type.unit->symbol : "");
    }

    /// Whether some patient of a case has just this value.
    [[nodiscard]] bool is_seen(const Boundary& boundary, std::size_t side) {
        Draft draft(model_.catalogue.size());
        draft[boundary.fact] = boundary.around[side];
        const facts::Value wanted = api::facts_of(reader_.profile(draft)).value(boundary.fact);
        return std::any_of(seen_.begin(), seen_.end(), [&](const auto& each) {
            return each.first == boundary.fact && each.second.is_complete &&
                   each.second.number == wanted.number && each.second.dates == wanted.dates;
        });
    }

    /// Whether a test at this place is part of the rule.
    bool uses(std::uint32_t rule, Span place) {
        if (tests_of_.empty()) find_tests();
        return tests_of_[rule].contains({place.begin, place.end});
    }

    /// The rule that a goal is about, or some of those that use its test.
    std::vector<RuleId> rules_about(const Goal& goal) {
        if (goal.rule) return {*goal.rule};
        std::vector<RuleId> about;
        const auto use = std::find_if(
            conditions_.uses().begin(), conditions_.uses().end(),
            [&](const Conditions::Use& each) { return each.condition == goal.condition; });
        const Span place = conditions_.rules().tree[use->node].span;
        for (std::uint32_t rule = 0; rule < model_.rules.size(); ++rule) {
            if (about.size() < most_rules_named && uses(rule, place)) about.push_back(RuleId{rule});
        }
        return about;
    }

    void find_tests() {
        tests_of_.resize(model_.rules.size());
        for (std::size_t rule = 0; rule < model_.rules.size(); ++rule) {
            std::vector<ExprId> pending{model_.rules[rule].when};
            if (model_.rules[rule].unless != model::none) {
                pending.push_back(model_.rules[rule].unless);
            }
            std::set<ExprId> reached(pending.begin(), pending.end());
            while (!pending.empty()) {
                const ExprId id = pending.back();
                pending.pop_back();
                const Span span = model_.tree[id].span;
                tests_of_[rule].insert({span.begin, span.end});
                model::for_each_child(model_, id, [&](ExprId child) {
                    if (reached.insert(child).second) pending.push_back(child);
                });
            }
        }
    }

    /// about  rules to be named in what is expected, however they ended
    void commit(const Draft& draft, std::string name, const std::vector<RuleId>& about) {
        Shown shown;
        if (!look(draft, shown)) return;
        Proposed proposed;
        const std::string plain = name;
        for (int i = 2; !names_.insert(name).second; ++i) {
            name = plain + " (" + std::to_string(i) + ")";
        }
        proposed.name = std::move(name);
        proposed.as_of = as_of_.to_text();
        proposed.facts = patients::yaml_of(named_answers(model_.catalogue, draft));
        for (std::uint32_t i = 0; i < model_.rules.size(); ++i) {
            const Status status = screening_.status(RuleId{i});
            const bool holds = status == Status::fired || status == Status::presumed;
            const bool is_new = (shown.statuses[i] & ~unsigned{shown_.statuses[i]}) != 0;
            const bool is_named = std::find(about.begin(), about.end(), RuleId{i}) != about.end();
            if (holds || is_new || is_named) {
                proposed.rules.emplace_back(RuleId{i}, status);
            }
        }
        proposed.verdict = screening_.verdict();
        proposed.at_least = screening_.at_least();
        proposed.at_most = screening_.at_most();
        proposed_.push_back(std::move(proposed));
        take(shown);
    }

    const TestRun& run_;
    const model::RuleSet& model_;
    Date as_of_;
    std::size_t tries_;
    std::uint64_t most_profiles_;
    Dice dice_;
    Conditions conditions_;
    Candidates candidates_;
    DraftReader reader_;
    Aiming aiming_;
    Screening screening_;
    Shown shown_;
    std::vector<std::pair<std::uint32_t, facts::Value>> seen_;
    std::vector<std::set<std::pair<std::uint32_t, std::uint32_t>>> tests_of_;
    std::set<std::string> names_;
    std::vector<Proposed> proposed_;
    std::vector<std::pair<Goal, std::string>> not_found_;
    std::vector<Goal> not_looked_for_;
    std::vector<std::string> disproved_;
};

}  // namespace

Proposals propose(const TestRun& run, const ProposeOptions& options) {
    return Search(run, options).run();
}

}  // namespace caveat::authoring
