// Looks for patients who show what no case shows, and makes each as small as it can be. Entrances:
// propose, and Proposing for the same in slices.

#include <caveat/authoring/propose.hpp>

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "cases/aiming.hpp"
#include "cases/coverage.hpp"
#include "cases/goals.hpp"
#include "cases/proposal_writer.hpp"
#include "cases/rule_tests.hpp"
#include "cases/running.hpp"
#include "eval/result.hpp"
#include "patients/candidates.hpp"
#include "patients/draft.hpp"
#include "patients/shrinking.hpp"
#include "patients/written.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <utility>

namespace caveat::authoring {

namespace {

using cases::Aiming;
using cases::Conditions;
using cases::ExprId;
using cases::Goal;
using cases::Proposed;
using cases::RuleTests;
using cases::Shown;
using cases::Task;
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

}  // namespace

/// One search, task by task; what it found so far can be had at any time.
class ProposalSearch {
  public:
    ProposalSearch(const TestRun& run, const ProposeOptions& options)
        : run_(run),
          model_(api::loaded_of(run.rules).model),
          as_of_(day_of_cases(run, options.as_of)),
          tries_(options.most_tries == 0 ? usual_tries : options.most_tries),
          most_profiles_(options.most_work / patients::work_of(model_)),
          dice_(options.seed),
          conditions_(model_, api::loaded_of(run.rules).source),
          candidates_(model_, day_of(as_of_)),
          reader_(run.rules, as_of_),
          aiming_(conditions_.rules(), candidates_, reader_, dice_),
          tests_(model_),
          tasks_(cases::plan(conditions_, candidates_)) {
        for (const CaseResult& result : run.results) names_.insert(run.case_of(result).name);
        shown_.statuses.assign(model_.rules.size(), 0);
        shown_.truths.assign(conditions_.all().size(), 0);
        note_cases();
    }
    ProposalSearch(const ProposalSearch&) = delete;
    ProposalSearch& operator=(const ProposalSearch&) = delete;

    /// Does one task after the other until so much work is done; false once none is left.
    bool go_on(std::uint64_t work) {
        const std::uint64_t enough = reader_.made() + work / patients::work_of(model_);
        while (done_ < tasks_.size()) {
            const Task& task = tasks_[done_++];
            if (task.boundary != nullptr) {
                reach_boundary(*task.boundary);
            } else {
                reach(task.goal);
            }
            if (reader_.made() >= enough) break;
        }
        return done_ < tasks_.size();
    }
    [[nodiscard]] std::size_t done() const { return done_; }
    [[nodiscard]] std::size_t all() const { return tasks_.size(); }
    [[nodiscard]] std::size_t count() const { return proposed_.size(); }

    [[nodiscard]] Proposals found() const {
        Proposals proposals;
        std::vector<Goal> open = not_looked_for_;
        for (std::size_t i = done_; i < tasks_.size(); ++i) {
            if (tasks_[i].boundary == nullptr) open.push_back(tasks_[i].goal);
        }
        std::erase_if(open, [&](const Goal& goal) { return is_shown(goal, shown_); });
        proposals.yaml = write_proposals(run_.rules, proposed_);
        proposals.count = proposed_.size();
        // What was not found when it was looked for may have come with something else.
        for (const Goal& goal : not_found_) {
            if (!is_shown(goal, shown_)) {
                proposals.not_found.push_back("no patient was found for: " +
                                              name_of(goal, conditions_));
            }
        }
        const auto left =
            static_cast<std::size_t>(std::count_if(open.begin(), open.end(), [&](const Goal& goal) {
                return !mark_of(goal).is_answered;
            }));
        proposals.left = proposals.not_found.size() + left;
        if (!open.empty()) {
            proposals.not_found.push_back(
                "no patient was looked for who shows " + std::to_string(open.size()) +
                " other things: the " +
                (is_spent() ? "rule set is too large" : "search ended before"));
        }
        proposals.disproved = disproved_;
        return proposals;
    }

  private:
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

    void reach(const Goal& goal) {
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
                disproved_.push_back(name_of(goal, conditions_) + " for the patient " +
                                     patients::yaml_of(named_answers(model_.catalogue, draft)));
                return;
            }
            commit(draft, i == 0 ? "nothing has been answered yet" : name_of(goal, conditions_),
                   i == 0 ? std::vector<RuleId>{} : rules_about(goal));
            return;
        }
        if (!is_answered) not_found_.push_back(goal);
    }

    /// A patient on each side of a limit and one at it, for whom a rule ends differently.
    void reach_boundary(const Boundary& boundary) {
        std::size_t tried = 0;
        for (std::uint32_t rule = 0; rule < model_.rules.size(); ++rule) {
            if (!tests_.uses(rule, model_.tree[boundary.test].span)) continue;
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

    /// The rule that a goal is about, or some of those that use its test.
    std::vector<RuleId> rules_about(const Goal& goal) {
        if (goal.rule) return {*goal.rule};
        std::vector<RuleId> about;
        const auto use = std::find_if(
            conditions_.uses().begin(), conditions_.uses().end(),
            [&](const Conditions::Use& each) { return each.condition == goal.condition; });
        const Span place = conditions_.rules().tree[use->node].span;
        for (std::uint32_t rule = 0; rule < model_.rules.size(); ++rule) {
            if (about.size() < most_rules_named && tests_.uses(rule, place)) {
                about.push_back(RuleId{rule});
            }
        }
        return about;
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
    RuleTests tests_;
    Screening screening_;
    Shown shown_;
    std::vector<std::pair<std::uint32_t, facts::Value>> seen_;
    std::set<std::string> names_;
    std::vector<Proposed> proposed_;
    std::vector<Goal> not_found_;
    std::vector<Goal> not_looked_for_;
    std::vector<std::string> disproved_;
    std::vector<Task> tasks_;
    std::size_t done_ = 0;
};

}  // namespace caveat::authoring

namespace caveat::cases {

/// A search with the run that it looks at.
struct RunningSearch {
    RunningSearch(authoring::TestRun given, const authoring::ProposeOptions& options)
        : run(std::move(given)), search(run, options) {}

    authoring::TestRun run;
    authoring::ProposalSearch search;
};

}  // namespace caveat::cases

namespace caveat::authoring {

Proposals propose(const TestRun& run, const ProposeOptions& options) {
    ProposalSearch search(run, options);
    search.go_on(std::numeric_limits<std::uint64_t>::max());
    return search.found();
}

Proposing::Proposing(TestRun run, const ProposeOptions& options)
    : running_(std::make_unique<cases::RunningSearch>(std::move(run), options)) {}

Proposing::~Proposing() = default;

bool Proposing::go_on(std::uint64_t work) {
    return running_->search.go_on(work);
}

std::size_t Proposing::done() const {
    return running_->search.done();
}

std::size_t Proposing::all() const {
    return running_->search.all();
}

std::size_t Proposing::count() const {
    return running_->search.count();
}

Proposals Proposing::found() const {
    return running_->search.found();
}

}  // namespace caveat::authoring
