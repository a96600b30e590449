// Questions about the patients of a rule set become findings. Entrance: check_patients.

#include "proof/check.hpp"

#include <caveat/keys.hpp>
#include <caveat/screen.hpp>

#include "analysis/seen_patients.hpp"
#include "analysis/written_file.hpp"
#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "api/report_words.hpp"
#include "patients/written.hpp"
#include "proof/claims.hpp"
#include "proof/reasoner.hpp"
#include "proof/unreached.hpp"
#include "text/diagnostics.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace caveat::proof {

using text::quoted;

namespace {

/// `deep pressure` of `avoid deep pressure`.
std::string words_after_verb(const OutcomeInfo& outcome) {
    return api::key_words_of(outcome).substr(key(outcome.verb).size());
}

class Check {
  public:
    Check(const RuleSet& rules, const ProofOptions& options)
        : rules_(rules),
          model_(api::loaded_of(rules).model),
          options_(options),
          reasoner_({rules}, options_of(options, false)),
          seen_(rules.rule_count()),
          exempt_(rules.rule_count()) {
        for (const language::RuleEntry& entry :
             analysis::document_of(api::loaded_of(rules)).rules) {
            places_.push_back(analysis::place_of(entry));
        }
        for (std::uint32_t outcome = 0; outcome < rules_.outcome_count(); ++outcome) {
            advice_.push_back(words_after_verb(rules_.outcome({outcome})));
        }
        for (const Profile& patient : options_.patients) see(patient);
    }

    Checked run() {
        check_rules();
        if (!is_spent()) check_scores();
        std::stable_sort(checked_.findings.begin(), checked_.findings.end(),
                         [](const Finding& a, const Finding& b) {
                             return a.diagnostic.span.begin < b.diagnostic.span.begin;
                         });
        return std::move(checked_);
    }

  private:
    void check_rules() {
        const auto count = static_cast<std::uint32_t>(rules_.rule_count());
        for (std::uint32_t rule = 0; rule < count; ++rule) {
            check_rule({rule});
            if (stops_at(rule)) return;
        }
        for (std::uint32_t rule = 0; rule < count; ++rule) {
            reasoner_.spend(count - rule);
            if (can_fire_[rule] == Possible::yes) check_pairs({rule});
            if (stops_at(rule)) return;
        }
    }

    void check_scores() {
        Checked more = unreached(rules_, options_of(options_, false), reasoner_);
        std::move(more.findings.begin(), more.findings.end(),
                  std::back_inserter(checked_.findings));
        std::move(more.undecided.begin(), more.undecided.end(),
                  std::back_inserter(checked_.undecided));
    }

    [[nodiscard]] bool is_spent() const {
        return reasoner_.is_spent() || (partly_answered_ && partly_answered_->is_spent());
    }

    /// Whether this rule is the last one. Of it, not everything may have been asked.
    bool stops_at(std::uint32_t index) {
        if (!is_spent()) return false;
        const std::size_t left = rules_.rule_count() - index;
        const std::string others =
            left == 1 ? "" : " and the " + std::to_string(left - 1) + " rules after it";
        checked_.undecided.push_back({"", rule({index}).span,
                                      "what patients would show of " + name(RuleId{index}) + others,
                                      "the rule set is too large for so many questions"});
        return true;
    }

    [[nodiscard]] const model::Rule& rule(RuleId id) const { return model_.rules[id.index]; }
    [[nodiscard]] Span place(RuleId id) const { return places_[id.index]; }
    [[nodiscard]] std::string name(RuleId id) const { return quoted(rule(id).id); }
    [[nodiscard]] std::string name(OutcomeId id) const {
        return quoted(api::name_of(rules_.outcome(id)));
    }

    Answered ask(std::initializer_list<Claim> claims) {
        Answered answered = reasoner_.ask({{claims}, std::nullopt, false});
        if (answered.patient) seen_.add(reasoner_.screened(0, *answered.patient));
        return answered;
    }

    /// A patient whose profile has a problem shows nothing.
    void see(const Profile& patient) {
        screen(patient, screening_);
        const auto problems = screening_.problems();
        if (std::any_of(problems.begin(), problems.end(),
                        [](const Diagnostic& each) { return each.severity == Severity::error; })) {
            return;
        }
        seen_.add(screening_);
        for (std::uint32_t index = 0; index < exempt_.size(); ++index) {
            const RuleId id{index};
            exempt_[index] =
                exempt_[index] || (holds_of({Aspect::condition_holds, id}, model_, screening_) &&
                                   holds_of({Aspect::exemption_holds, id}, model_, screening_));
        }
    }

    Finding& found(text::DiagnosticCode code, RuleId owner, std::string message, std::string help) {
        Finding finding;
        finding.diagnostic.severity = Severity::warning;
        finding.diagnostic.code = code.text();
        finding.diagnostic.message = std::move(message);
        finding.diagnostic.help = std::move(help);
        finding.diagnostic.span = place(owner);
        finding.owner = rule(owner).span;
        finding.rules.push_back(owner);
        return checked_.findings.emplace_back(std::move(finding));
    }

    void undecided(text::DiagnosticCode code, RuleId owner, std::string question,
                   const Answered& answer) {
        if (is_spent()) return;  // said once, for all that is left
        checked_.undecided.push_back(
            {code.text(), rule(owner).span, std::move(question), answer.why});
    }

    Reasoner& partly_answered() {
        if (!partly_answered_) {
            partly_answered_.emplace(std::vector{rules_}, options_of(options_, true));
        }
        return *partly_answered_;
    }

    /// The patient with the fewest answers of whom all of this is true.
    void show(Finding& finding, std::initializer_list<Claim> claims,
              const std::optional<Patient>& patient, std::string shows) {
        if (!patient) return;
        const Patient fewest =
            partly_answered().fewest_answers({{claims}, std::nullopt, false}, *patient);
        finding.patients.push_back({json_of(fewest), std::move(shows)});
    }

    void check_rule(RuleId id) {
        can_fire_.push_back(check_never(id));
        if (can_fire_.back() == Possible::yes) check_always(id);
        check_exemption(id);
        for (const RuleId over : rule(id).overridden_by) check_override(over, id);
    }

    Possible check_never(RuleId id) {
        if (seen_.some_fired(id)) return Possible::yes;
        const Answered fires = ask({{Aspect::fired, id}});
        if (fires.possible == Possible::not_decided) {
            undecided("never-fires", id, "whether " + name(id) + " can ever fire", fires);
        }
        if (fires.possible != Possible::no) return fires.possible;
        const Claim holds{Aspect::condition_holds, id};
        const Answered met = ask({holds});
        if (met.possible == Possible::yes) {
            Finding& finding =
                found("never-fires", id, name(id) + " can never fire: " + why_spared(id),
                      "make the exemption narrower, or take the rule out");
            show(finding, {holds}, met.patient, "meets the condition, and the rule does not fire");
        } else {
            found("never-fires", id, name(id) + " can never fire: nobody can meet its condition",
                  "look for parts of it that exclude each other");
        }
        return Possible::no;
    }

    [[nodiscard]] std::string why_spared(RuleId id) const {
        if (rule(id).overridden_by.empty()) return "whoever meets its condition is exempt";
        if (rule(id).unless == model::none) {
            return "whenever its condition holds, a rule that overrides it fires";
        }
        return "whoever meets its condition is exempt, or a rule that overrides it fires";
    }

    void check_always(RuleId id) {
        if (seen_.some_spared(id)) return;
        const Answered spared = ask({{Aspect::applies, {}}, {Aspect::fired, id, 0, false}});
        if (spared.possible == Possible::not_decided) {
            undecided("always-fires", id, "whether " + name(id) + " spares anybody", spared);
        }
        if (spared.possible != Possible::no) return;
        found("always-fires", id,
              name(id) + " fires for everybody " +
                  (model_.applies_to == model::none ? "" : "to whom these rules apply and ") +
                  "who has answered everything",
              "look for parts of its condition that always hold");
    }

    void check_exemption(RuleId id) {
        if (rule(id).unless == model::none || exempt_[id.index]) return;
        const Answered exempt = ask({{Aspect::condition_holds, id}, {Aspect::exemption_holds, id}});
        if (exempt.possible == Possible::not_decided) {
            undecided("never-exempt", id, "whether the exemption of " + name(id) + " can hold",
                      exempt);
        }
        if (exempt.possible != Possible::no) return;
        Finding& finding = found(
            "never-exempt", id,
            "the exemption of " + name(id) + " never holds for anybody who meets its condition",
            "take the `unless` out, or correct it");
        finding.diagnostic.labels.push_back(
            {model_.tree[rule(id).unless].span, "this never holds together with the condition"});
    }

    void check_override(RuleId over, RuleId id) {
        if (rule(over).strictest >= rule(id).strictest) return;
        const Claim lifted{Aspect::overridden, id};
        const Claim fired{Aspect::fired, over};
        const Claim met{Aspect::condition_holds, id};
        const Answered hidden = ask({lifted, fired, met});
        const std::string question = "whether " + name(over) + " can lift " + name(id);
        if (hidden.possible == Possible::not_decided) {
            undecided("hides-stricter", over, question, hidden);
        }
        if (hidden.possible != Possible::yes) return;
        Finding& finding =
            found("hides-stricter", over, name(over) + " lifts " + name(id) + ", which is stricter",
                  "let the stricter rule stand, or say in `accept` why this is meant");
        finding.rules.push_back(id);
        finding.diagnostic.labels.push_back({place(id), "this rule is lifted"});
        show(finding, {lifted, fired, met}, hidden.patient,
             "meets the condition of " + name(id) + ", which is lifted by " + name(over));
    }

    void check_pairs(RuleId id) {
        for (std::uint32_t index = id.index + 1; index < rules_.rule_count(); ++index) {
            const RuleId other{index};
            if (can_fire_[index] != Possible::yes) continue;
            const auto same = common_outcome(id, other);
            // Of what adds nothing beside one rule it is not said again for every other one.
            if (same && !is_covered(id, *same) && !is_covered(other, *same)) {
                check_containment(id, other, *same);
            }
            if (const auto clash = contradiction(id, other)) check_contradiction(id, other, *clash);
        }
    }

    [[nodiscard]] bool is_covered(RuleId id, OutcomeId outcome) const {
        return covered_.contains({id.index, outcome.index});
    }

    [[nodiscard]] std::optional<OutcomeId> common_outcome(RuleId a, RuleId b) const {
        for (const OutcomeId outcome : rule(a).outcomes) {
            const auto& others = rule(b).outcomes;
            if (std::find(others.begin(), others.end(), outcome) != others.end()) return outcome;
        }
        return std::nullopt;
    }

    /// An `avoid` of one and a `suggest` or `require` of the same words of the other.
    [[nodiscard]] std::optional<std::pair<OutcomeId, OutcomeId>> contradiction(RuleId a,
                                                                               RuleId b) const {
        const auto clash = [&](OutcomeId avoided, OutcomeId wanted) {
            const Verb no = rules_.outcome(avoided).verb;
            const Verb yes = rules_.outcome(wanted).verb;
            const bool are_verbs =
                no == Verb::avoid && (yes == Verb::suggest || yes == Verb::require);
            return are_verbs && advice_[avoided.index] == advice_[wanted.index];
        };
        for (const OutcomeId first : rule(a).outcomes) {
            for (const OutcomeId second : rule(b).outcomes) {
                if (clash(first, second) || clash(second, first)) return std::pair(first, second);
            }
        }
        return std::nullopt;
    }

    /// Whether the first never fires without the second.
    Possible fires_alone(RuleId a, RuleId b) {
        if (seen_.some_fired_without(a, b)) return Possible::yes;
        const Claim inner{Aspect::fired, a};
        const Claim outer{Aspect::fired, b, 0, false};
        Answered alone = ask({inner, outer});
        // The outer one may still be open where the inner one is certain already.
        if (alone.possible == Possible::no) {
            alone = partly_answered().ask({{inner, outer}, std::nullopt, false});
        }
        if (alone.possible == Possible::not_decided) {
            undecided("contained", a, "whether " + name(a) + " can fire without " + name(b), alone);
        }
        return alone.possible;
    }

    void check_containment(RuleId a, RuleId b, OutcomeId outcome) {
        const bool a_inside = fires_alone(a, b) == Possible::no;
        const bool b_inside = fires_alone(b, a) == Possible::no;
        if ((!a_inside && !b_inside) || is_spent()) return;
        const RuleId inner = a_inside ? a : b;
        const RuleId outer = a_inside ? b : a;
        const bool is_same = a_inside && b_inside;
        covered_.emplace(is_same ? b.index : inner.index, outcome.index);
        Finding& finding =
            is_same ? found("same-rule", b,
                            name(a) + " and " + name(b) +
                                " fire for the same patients, both with " + name(outcome),
                            "make them one rule with both reasons and sources")
                    : found("contained", inner,
                            name(inner) + " adds nothing: whenever it fires, " + name(outer) +
                                " fires too, with the same " + name(outcome),
                            "take it out, or say what is different about it");
        finding.rules.push_back(is_same ? a : outer);
        finding.diagnostic.labels.push_back(
            {place(is_same ? a : outer), is_same ? "the other one" : "this rule covers it"});
        const Claim both[] = {{Aspect::fired, inner}, {Aspect::fired, outer}};
        const Answered example = ask({both[0], both[1]});
        show(finding, {both[0], both[1]}, example.patient, "both rules fire");
    }

    void check_contradiction(RuleId a, RuleId b, const std::pair<OutcomeId, OutcomeId>& clash) {
        const Claim both[] = {{Aspect::fired, a}, {Aspect::fired, b}};
        const Answered example = ask({both[0], both[1]});
        if (example.possible == Possible::not_decided) {
            undecided("contradiction", a,
                      "whether " + name(a) + " and " + name(b) + " can fire together", example);
        }
        if (example.possible != Possible::yes) return;
        Finding& finding =
            found("contradiction", b,
                  name(a) + " and " + name(b) + " can fire together: " + name(clash.first) +
                      " beside " + name(clash.second),
                  "let one of them name the other under `overrides`");
        finding.rules.push_back(a);
        finding.diagnostic.labels.push_back({place(a), "the rule that it contradicts"});
        show(finding, {both[0], both[1]}, example.patient, "both rules fire");
    }

    const RuleSet& rules_;
    const model::RuleSet& model_;
    const ProofOptions& options_;
    Reasoner reasoner_;
    std::optional<Reasoner> partly_answered_;  ///< of whom not everything is known
    analysis::SeenPatients seen_;
    std::vector<bool> exempt_;  ///< by rule: one who is known is exempt from it
    Screening screening_;
    std::vector<Span> places_;         ///< by rule
    std::vector<std::string> advice_;  ///< by outcome: the words after its verb
    std::vector<Possible> can_fire_;
    /// Rules that add nothing beside another, each with the outcome that both have.
    std::set<std::pair<std::uint32_t, std::uint32_t>> covered_;
    Checked checked_;
};

}  // namespace

Checked check_patients(const RuleSet& rules, const ProofOptions& options) {
    return Check(rules, options).run();
}

}  // namespace caveat::proof
