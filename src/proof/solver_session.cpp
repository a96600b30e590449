// Questions about patients become questions to the solver, and its answers are held against the
// engine. Entrance: Reasoner.
//
// A patient who is not yet known is a set of variables (`AskedPatient`): of each fact whether it is
// answered, and with what. An `Encoder` walks the typed tree of a version once and says of every
// node what `model::Evaluation` says of it, as formulas over those variables: a truth is two of
// them, that it is yes and that it is no; a number has two ends; a rule has a formula for each way
// to end. All versions look at the same patient, so "ends otherwise" is a formula like any other.
//
//   facts ──▸ AskedPatient ──▸ Encoder, one a version ──▸ formula of a question ──▸ solver
//                                                                                     │
//   engine ◂── Patient ◂── AskedPatient::read ◂── values for all variables ◂──────────┤
//      └ yes, or not decided                      there are none: no ◂────────────────┤
//                                                 it gives up: not decided ◂──────────┘
//
// A yes is a patient whom the engine itself has screened: a formula that says too little of the
// patient can cost an answer, never make one up. A no rests on the formulas: they must admit every
// patient that the question is about. So what cannot be said exactly becomes a variable that may be
// anything (`NumberFormulas::anything`), which admits more and never less; and where a longer list
// of records than the variables have room for might be as asked for, the answer is not decided
// (`is_beyond_reach`). Screenings of the years 1900 to 2199 are looked at. Two versions are not
// compared on answers that one of them calls contradictory; where they differ in those, there is no
// such no.
//
// A question is asked up to six times: first of patients whose records are of a few kinds, where
// records are added up, then of all; each time with the day that was asked for, then with any day,
// then with numbers short enough to be written. The first patient that the engine confirms ends it.
//
// Formulas are simplified and put in one order while they are built, so what is written alike is
// one formula with one number, and `meaning_of` compares rules without the solver. A question costs
// the nodes, facts and rules of its versions and the steps that the solver counts (`spend`): steps
// and not seconds, so that the same questions end at the same place on every machine, but for an
// attempt that is cut short by its own time.

#include <caveat/codes.hpp>

#include "analysis/records_needed.hpp"
#include "api/access.hpp"
#include "eval/result.hpp"
#include "patients/shrinking.hpp"
#include "proof/claims.hpp"
#include "proof/solver_questions.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace caveat::proof {

namespace {

/// What one question looks at.
std::uint64_t size_of(const model::RuleSet& model) {
    return model.tree.size() + model.catalogue.size() + model.rules.size();
}

/// A step of the solver takes about as long as so many nodes looked at.
constexpr std::uint64_t work_of_a_step = 10;

bool adds_up_records(const model::RuleSet& rules) {
    const model::Tree& tree = rules.tree;
    for (model::ExprId id = 0; id < tree.size(); ++id) {
        const auto* measure = std::get_if<model::Measure>(&tree[id].node);
        const bool adds = measure != nullptr && (measure->kind == model::MeasureKind::total ||
                                                 measure->kind == model::MeasureKind::average);
        if (adds) return true;
    }
    return false;
}

}  // namespace

class Reasoner::Session {
  public:
    Session(std::vector<RuleSet> versions, const ReasonerOptions& options)
        : versions_(std::move(versions)),
          options_(options),
          questions_(versions_, options_),
          formulas_(questions_.formulas()),
          solver_(formulas_.context()) {
        for (const RuleSet& rules : versions_) {
            list_lengths_.emplace_back(model_of(rules));
            adds_up_records_ = adds_up_records_ || adds_up_records(model_of(rules));
            work_of_one_ += size_of(model_of(rules));
        }
        screenings_.resize(versions_.size());
        z3::params parameters(formulas_.context());
        if (options_.milliseconds == 0 && options_.most_steps == 0) {
            options_.milliseconds = usual_milliseconds;
        }
        if (options_.milliseconds != 0) parameters.set("timeout", options_.milliseconds);
        if (options_.most_steps != 0) parameters.set("rlimit", options_.most_steps);
        times_ = std::max(options_.milliseconds / usual_milliseconds, 1U);
        parameters.set("random_seed", 7U);
        solver_.set(parameters);
        for (const Term& requirement : formulas_.requirements()) solver_.add(requirement);
    }

    Answered ask(const Question& question) {
        if (is_spent()) {
            return {Possible::not_decided, std::nullopt,
                    "the rule set is too large for so many questions"};
        }
        if (Session* const simpler = with_alike_records()) {
            const std::uint64_t before = simpler->work_;
            Answered answered = simpler->ask(question);
            spend(simpler->work_ - before);
            if (answered.possible == Possible::yes && holds(question, *answered.patient)) {
                return answered;
            }
        }
        const Term formula = questions_.formula_of(question);
        Answered answered = decide(formula, question);
        if (answered.possible == Possible::no && questions_.contradictions_differ()) {
            return {Possible::not_decided, std::nullopt,
                    "answers that one version alone calls contradictory were not looked at"};
        }
        if (answered.possible == Possible::no && is_beyond_reach(question, formula)) {
            answered = {Possible::not_decided, std::nullopt,
                        "lists of more than " + std::to_string(options_.most_records) +
                            " records were not looked at"};
        }
        return answered;
    }

    Patient fewest_answers(const Question& question, Patient patient) {
        const std::function<bool(const Patient&)> proves = [&](const Patient& shorter) {
            return !is_spent() && proven_by(shorter, question);
        };
        patient = shortest(patient, proves);
        const Term formula = questions_.formula_of(question);
        while (!patient.facts.empty() && !is_spent()) {
            const auto fewer = static_cast<std::int64_t>(patient.facts.size());
            const Term is_shorter = questions_.has_fewer_answers(fewer);
            const Answered found = decide(formulas_.both(formula, is_shorter), question);
            if (found.possible != Possible::yes) break;
            patient = shortest(*found.patient, proves);
        }
        return patient;
    }

    bool holds(const Question& question, const Patient& patient) {
        for (std::size_t version = 0; version < versions_.size(); ++version) {
            screened(version, patient);
        }
        const bool claims_hold =
            std::all_of(question.claims.begin(), question.claims.end(), [&](const Claim& claim) {
                return holds_of(claim, model_of(versions_[claim.version]),
                                screenings_[claim.version]);
            });
        if (!claims_hold) return false;
        const Screening& first = screenings_.front();
        const Screening& second = screenings_.back();
        if (question.guards_differ && first.applicable() == second.applicable()) return false;
        if (question.reached && !is_so(*question.reached)) return false;
        return !question.differing ||
               first.status(question.differing->first) != second.status(question.differing->second);
    }

    [[nodiscard]] const Questions& questions() const { return questions_; }
    [[nodiscard]] bool is_spent() const { return work_ / times_ >= options_.most_work; }
    void spend(std::uint64_t work) { work_ += work; }

    const Screening& screened(std::size_t version, const Patient& patient) {
        spend(size_of(model_of(versions_[version])));
        screen(profile_of(versions_[version], patient), screenings_[version]);
        return screenings_[version];
    }

    [[nodiscard]] const RuleSet& rules(std::size_t version) const { return versions_[version]; }

  private:
    /// Sums over records of any kind are slow to solve. Where they are of a few kinds they are less
    /// so, and mostly such a patient is proof enough. Null where nothing is added up.
    Session* with_alike_records() {
        if (adds_up_records_ && !options_.has_alike_records && !alike_) {
            ReasonerOptions simpler = options_;
            simpler.has_alike_records = true;
            constexpr std::size_t most_alike = 16;  // they add little to the formulas
            simpler.most_records = std::max(options_.most_records, most_alike);
            alike_ = std::make_unique<Session>(versions_, simpler);
        }
        return alike_.get();
    }

    /// Whether the engine says so too. A profile for one rule set has no problem; one for two may
    /// have answers that one of them does not know.
    bool proven_by(const Patient& patient, const Question& question) {
        if (!holds(question, patient)) return false;
        const auto problems = screenings_.front().problems();
        return versions_.size() > 1 ||
               std::none_of(problems.begin(), problems.end(), [](const Diagnostic& each) {
                   return each.severity == Severity::error;
               });
    }

    /// Asks the solver; a yes counts once the engine has confirmed the patient.
    Answered decide(const Term& formula, const Question& question) {
        if (formula.is_false()) return {Possible::no, std::nullopt, {}};
        if (options_.as_of && questions_.needs_as_of()) {
            // The day of the screening where it will do; any other day else.
            Answered today =
                attempt(formulas_.both(formula, questions_.is_day(*options_.as_of)), question);
            if (today.possible == Possible::yes) return today;
        }
        Answered any = attempt(formula, question);
        if (any.possible != Possible::not_decided) return any;
        // A patient with a third of a kilogram cannot be written down; look for a simpler one.
        Answered simple =
            attempt(formulas_.both(formula, questions_.patient().has_short_numbers()), question);
        return simple.possible == Possible::yes ? simple : any;
    }

    /// A longer list of records than was looked at might still be as asked for.
    bool is_beyond_reach(const Question& question, const Term& formula) {
        std::vector<std::vector<RuleId>> concerned(versions_.size());
        for (const Claim& claim : question.claims) {
            if (claim.aspect != Aspect::applies) concerned[claim.version].push_back(claim.rule);
        }
        if (question.differing) {
            concerned.front().push_back(question.differing->first);
            concerned.back().push_back(question.differing->second);
        }
        std::size_t to_prove = 0;
        std::size_t to_see = 0;
        bool is_bounded = true;
        for (std::size_t version = 0; version < versions_.size(); ++version) {
            const bool has_reached = version == 0 && question.reached;
            const analysis::RecordsNeeded its = list_lengths_[version].needed_by(
                concerned[version], has_reached ? question.reached->node : model::none);
            is_bounded = is_bounded && its.to_prove;
            to_prove += its.to_prove.value_or(0);
            to_see = std::max(to_see, its.to_see_each_limit);
        }
        // The same formula on both sides, with no limit cut off, is the same at every length.
        const bool is_identity = question.claims.empty() && formula.is_false();
        if (is_identity && to_see <= options_.most_records) return false;
        return !is_bounded || to_prove > options_.most_records;
    }

    Answered attempt(const Term& formula, const Question& question) {
        spend(work_of_one_);
        solver_.push();
        Answered answered = attempt_pushed(formula, question);
        solver_.pop();
        return answered;
    }

    Answered attempt_pushed(const Term& formula, const Question& question) {
        try {
            solver_.add(formula);
            const z3::check_result result = solver_.check();
            spend_on_solving();
            switch (result) {
                case z3::unsat:
                    return {Possible::no, std::nullopt, {}};
                case z3::unknown:
                    return {Possible::not_decided, std::nullopt,
                            "the solver gave up (" + solver_.reason_unknown() + ")"};
                case z3::sat:
                    break;
            }
            std::optional<Patient> patient =
                questions_.patient().read(solver_.get_model(), questions_.needs_as_of());
            if (!patient) {
                return {Possible::not_decided, std::nullopt,
                        "the patient that was found has a number that no decimal can write"};
            }
            if (proven_by(*patient, question)) return {Possible::yes, std::move(patient), {}};
            return {Possible::not_decided, std::nullopt,
                    !computes_all() ? "a number of the patient that was found is too large to be "
                                      "computed exactly"
                    : questions_.has_long_products()
                        ? "products of more than " + std::to_string(NumberFormulas::most_factors) +
                              " factors are not worked out"
                        : "the engine did not confirm the patient that was found"};
        } catch (const z3::exception& problem) {
            return {Possible::not_decided, std::nullopt,
                    std::string("the solver failed: ") + problem.msg()};
        }
    }

    /// What the solver has counted since it was last looked at: steps, not seconds, so that the
    /// same questions end at the same place everywhere.
    void spend_on_solving() {
        const z3::stats counts = solver_.statistics();
        for (unsigned i = 0; i < counts.size(); ++i) {
            if (counts.key(i) != "rlimit count" || !counts.is_uint(i)) continue;
            const std::uint32_t count = counts.uint_value(i);
            spend(work_of_a_step * (count - solved_));
            solved_ = count;
        }
    }

    /// Whether no number of the patients screened last went beyond what the engine can hold.
    [[nodiscard]] bool computes_all() const {
        return std::none_of(screenings_.begin(), screenings_.end(), [](const Screening& screening) {
            const auto problems = screening.problems();
            return std::any_of(problems.begin(), problems.end(),
                               [](const Diagnostic& each) { return each.code == codes::overflow; });
        });
    }

    bool is_so(const Reached& reached) {
        const model::Expr& expr = model_of(versions_.front()).tree[reached.node];
        const model::Values& values = eval::values_of(api::result_of(screenings_.front()));
        return expr.kind == model::ValueKind::number
                   ? lies_in(values.numbers[expr.slot], reached.interval) == Truth::yes
                   : values.truths[expr.slot] == Truth::yes;
    }

    std::vector<RuleSet> versions_;
    ReasonerOptions options_;
    Questions questions_;
    Formulas& formulas_;
    z3::solver solver_;
    std::vector<Screening> screenings_;
    std::vector<analysis::ListLengths> list_lengths_;
    bool adds_up_records_ = false;
    std::unique_ptr<Session> alike_;
    std::uint64_t times_ = 1;        ///< as much work as is usual
    std::uint64_t work_of_one_ = 0;  ///< of one question
    std::uint64_t work_ = 0;
    std::uint32_t solved_ = 0;  ///< steps that the solver had counted; they begin again at 2^32
};

ReasonerOptions options_of(const ProofOptions& options, bool is_partly_answered) {
    ReasonerOptions how;
    how.milliseconds = options.milliseconds;
    how.most_steps = options.most_steps;
    how.is_partly_answered = is_partly_answered;
    how.as_of = options.as_of;
    how.most_work = options.most_work;
    return how;
}

Reasoner::Reasoner(std::vector<RuleSet> versions, const ReasonerOptions& options)
    : session_(std::make_unique<Session>(std::move(versions), options)) {}
Reasoner::~Reasoner() = default;
Reasoner::Reasoner(Reasoner&&) noexcept = default;
Reasoner& Reasoner::operator=(Reasoner&&) noexcept = default;

Answered Reasoner::ask(const Question& question) {
    return session_->ask(question);
}
Patient Reasoner::fewest_answers(const Question& question, Patient patient) {
    return session_->fewest_answers(question, std::move(patient));
}
bool Reasoner::holds(const Question& question, const Patient& patient) {
    return session_->holds(question, patient);
}
Meaning Reasoner::meaning_of(std::size_t version, RuleId rule) const {
    return session_->questions().meaning_of(version, rule);
}
bool Reasoner::is_spent() const {
    return session_->is_spent();
}
void Reasoner::spend(std::uint64_t work) {
    session_->spend(work);
}
const Screening& Reasoner::screened(std::size_t version, const Patient& patient) {
    return session_->screened(version, patient);
}
const RuleSet& Reasoner::rules(std::size_t version) const {
    return session_->rules(version);
}
}  // namespace caveat::proof
