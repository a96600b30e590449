// Two versions of a rule set become the differences between them, each with its patient. Entrance:
// diff.

#include <caveat/proof.hpp>

#include "analysis/rule_outcomes.hpp"
#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "api/report_words.hpp"
#include "explain/dependencies.hpp"
#include "explain/words.hpp"
#include "patients/shrinking.hpp"
#include "patients/written.hpp"
#include "proof/asked_otherwise.hpp"
#include "proof/reasoner.hpp"
#include "text/diagnostics.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace caveat::proof {

using text::quoted;

namespace {

/// A version, with what the comparison asks of it.
class Version {
  public:
    explicit Version(const RuleSet& rules)
        : rules_(rules),
          model_(api::loaded_of(rules).model),
          source_(api::loaded_of(rules).source) {}

    [[nodiscard]] const RuleSet& rules() const { return rules_; }
    [[nodiscard]] const model::RuleSet& model() const { return model_; }
    [[nodiscard]] const model::Rule& rule(RuleId id) const { return model_.rules[id.index]; }
    /// The words of a condition, blanks and breaks alike.
    [[nodiscard]] std::string words(model::ExprId id) const {
        if (id == model::none) return {};
        const Span span = model_.tree[id].span;
        return text::one_line(std::string_view(source_).substr(span.begin, span.end - span.begin));
    }
    [[nodiscard]] std::vector<std::string> outcomes(RuleId id) const {
        return analysis::outcomes_of(rules_, id);
    }
    [[nodiscard]] Verdict verdict(RuleId id) const { return verdict_of(rules_.rule(id).strictest); }
    [[nodiscard]] std::vector<std::string> overrides(RuleId id) const {
        std::vector<std::string> ids;
        for (const RuleId lifted : rule(id).overrides) ids.push_back(rule(lifted).id);
        std::sort(ids.begin(), ids.end());
        return ids;
    }

  private:
    const RuleSet& rules_;
    const model::RuleSet& model_;
    const std::string& source_;
};

class Comparison {
  public:
    Comparison(const RuleSet& before, const RuleSet& after, const ProofOptions& options)
        : before_(before),
          after_(after),
          versions_{before, after},
          options_(options),
          reasoner_(versions_, options_of(options, true)) {}

    Difference run() {
        match();
        for (std::uint32_t index = 0; index < after_.rules().rule_count(); ++index) {
            const RuleId id{index};
            if (const auto former = former_[index]) {
                compare(*former, id);
            } else {
                look_at_single(id, Presence::added);
            }
        }
        for (std::uint32_t index = 0; index < before_.rules().rule_count(); ++index) {
            if (!is_kept_[index]) look_at_single({index}, Presence::removed);
        }
        compare_guards();
        compare_questions();
        compare_audience();
        return std::move(result_);
    }

  private:
    /// Rules belong together by id; of the others, those that say the same in other words.
    void match() {
        former_.resize(after_.rules().rule_count());
        is_kept_.resize(before_.rules().rule_count());
        for (std::uint32_t index = 0; index < former_.size(); ++index) {
            former_[index] = before_.rules().find_rule(after_.rule({index}).id);
            if (former_[index]) is_kept_[former_[index]->index] = true;
        }
        std::map<Content, std::vector<std::uint32_t>> others;  // the first of them last
        for (auto old = static_cast<std::uint32_t>(is_kept_.size()); old-- > 0;) {
            if (!is_kept_[old]) others[content_of(0, {old})].push_back(old);
        }
        for (std::uint32_t index = 0; index < former_.size() && !others.empty(); ++index) {
            if (former_[index]) continue;
            const auto same = others.find(content_of(1, {index}));
            if (same == others.end() || same->second.empty()) continue;
            former_[index] = RuleId{same->second.back()};
            is_kept_[same->second.back()] = true;
            same->second.pop_back();
        }
    }

    /// A rule without its name: whom it is about, and what it leads to.
    using Content = std::pair<Meaning, std::vector<std::string>>;
    [[nodiscard]] Content content_of(std::size_t version, RuleId rule) const {
        const Version& its = version == 0 ? before_ : after_;
        return {reasoner_.meaning_of(version, rule), its.outcomes(rule)};
    }

    void compare(RuleId old, RuleId id) {
        RuleDifference rule;
        rule.id = after_.rule(id).id;
        rule.former_id = before_.rule(old).id;
        if (rule.id != rule.former_id) rule.presence = Presence::renamed;
        rule.reworded = reworded(old, id);
        const Question moved{{}, std::pair(old, id), false};
        ask(rule, moved, old, id);
        // The same patients, told something else.
        const bool says_otherwise = before_.outcomes(old) != after_.outcomes(id);
        if (rule.treats_differently == Possible::no && says_otherwise) {
            ask_who_is_told(rule, old, id);
        }
        // What is not known is asked for, or passed over.
        const bool asks_otherwise = before_.rule(old).if_unknown != after_.rule(id).if_unknown;
        if (rule.treats_differently == Possible::no && asks_otherwise) {
            ask(rule, {{{Aspect::open, id, 1, true}}, std::nullopt, false}, old, id);
        }
        keep(std::move(rule));
    }

    /// Whoever is told what the rule leads to, or whose verdict may become what it leads to.
    void ask_who_is_told(RuleDifference& rule, RuleId old, RuleId id) {
        for (const Aspect aspect : {Aspect::fired, Aspect::presumed}) {
            ask(rule, {{{aspect, id, 1, true}}, std::nullopt, false}, old, id);
            if (rule.treats_differently != Possible::no) return;
        }
        const Verdict stricter = std::max(before_.verdict(old), after_.verdict(id));
        if (before_.verdict(old) == after_.verdict(id)) return;
        Question shows{{{Aspect::open, id, 1, true}}, std::nullopt, false};
        for (const std::size_t version : {0U, 1U}) {
            const Version& its = version == 0 ? before_ : after_;
            for (const RuleId other : its.rules().rules()) {
                const bool hides =
                    other != (version == 0 ? old : id) && its.verdict(other) >= stricter;
                if (hides) shows.claims.push_back({Aspect::not_fired, other, version, true});
            }
        }
        ask(rule, shows, old, id);
    }

    void look_at_single(RuleId id, Presence presence) {
        const bool is_new = presence == Presence::added;
        RuleDifference rule;
        rule.presence = presence;
        rule.id = (is_new ? after_ : before_).rule(id).id;
        const Claim matters{Aspect::not_fired, id, is_new ? 1U : 0U, false};
        ask(rule, {{matters}, std::nullopt, false}, is_new ? std::nullopt : std::optional(id),
            is_new ? std::optional(id) : std::nullopt);
        keep(std::move(rule));
    }

    /// Somebody of whom everything is known comes first: what is decided of them stays, and nobody
    /// can say that the difference lies in what was not asked. The question then says so too.
    Answered answer(Question& question, std::optional<RuleId> old, std::optional<RuleId> id) {
        const bool is_about_open =
            std::any_of(question.claims.begin(), question.claims.end(),
                        [](const Claim& claim) { return claim.aspect == Aspect::open; });
        if (!is_about_open) {
            if (!fully_answered_) fully_answered_.emplace(versions_, options_of(options_, false));
            Answered found = fully_answered_->ask(question);
            Question decided = question;
            if (old) decided.claims.push_back({Aspect::open, *old, 0, false});
            if (id) decided.claims.push_back({Aspect::open, *id, 1, false});
            if (found.possible == Possible::yes && reasoner_.holds(decided, *found.patient)) {
                question = std::move(decided);
                return found;
            }
        }
        return reasoner_.ask(question);
    }

    void ask(RuleDifference& rule, Question question, std::optional<RuleId> old,
             std::optional<RuleId> id) {
        const Answered answered = answer(question, old, id);
        rule.treats_differently = answered.possible;
        rule.why = answered.why;
        note(answered);
        if (!answered.patient) return;
        const Patient fewest = reasoner_.fewest_answers(question, *answered.patient);
        rule.patient = authoring::Witness{json_of(fewest), told(fewest, old, id)};
    }

    /// What the two versions say of this patient.
    std::string told(const Patient& patient, std::optional<RuleId> old, std::optional<RuleId> id) {
        const auto of = [&](std::size_t version, std::optional<RuleId> rule) {
            const Screening& screening = reasoner_.screened(version, patient);
            std::string words =
                rule ? std::string(explain::status_words(screening.status(*rule))) : "no such rule";
            words += ", verdict " + std::string(api::short_form(screening.verdict()));
            if (screening.at_most() != screening.verdict()) {
                words += " (at most " + std::string(api::short_form(screening.at_most())) + ")";
            }
            return words;
        };
        const std::string before = of(0, old);
        return "before: " + before + "; after: " + of(1, id);
    }

    void note(const Answered& answered) {
        if (answered.possible == Possible::yes) result_.treats_differently = Possible::yes;
        if (answered.possible == Possible::not_decided &&
            result_.treats_differently == Possible::no) {
            result_.treats_differently = Possible::not_decided;
            result_.why = answered.why;
        }
    }

    void keep(RuleDifference rule) {
        const bool is_same = rule.presence == Presence::kept && rule.reworded.empty() &&
                             rule.treats_differently == Possible::no;
        if (!is_same) result_.rules.push_back(std::move(rule));
    }

    std::vector<std::string> reworded(RuleId old, RuleId id) const {
        const model::Rule& a = before_.rule(old);
        const model::Rule& b = after_.rule(id);
        const std::array<std::pair<std::string_view, bool>, 7> keys{{
            {"condition", before_.words(a.when) == after_.words(b.when)},
            {"exemption", before_.words(a.unless) == after_.words(b.unless)},
            {"outcomes", before_.outcomes(old) == after_.outcomes(id)},
            {"if unknown", a.if_unknown == b.if_unknown},
            {"overrides", before_.overrides(old) == after_.overrides(id)},
            {"because", a.because == b.because},
            {"source", a.sources == b.sources},
        }};
        std::vector<std::string> names;
        for (const auto& [key, is_same] : keys) {
            if (!is_same) names.emplace_back(key);
        }
        return names;
    }

    void compare_guards() {
        const Question question{{}, std::nullopt, true};
        const Answered answered = reasoner_.ask(question);
        note(answered);
        if (answered.possible == Possible::no) return;
        RuleDifference guard;
        guard.id = "applies to";
        guard.treats_differently = answered.possible;
        guard.why = answered.why;
        if (answered.patient) {
            const Patient fewest = reasoner_.fewest_answers(question, *answered.patient);
            guard.patient = authoring::Witness{json_of(fewest), told_of_guard(fewest)};
        }
        result_.rules.insert(result_.rules.begin(), std::move(guard));
    }

    std::string told_of_guard(const Patient& patient) {
        const auto of = [&](std::size_t version) {
            const Truth applies = reasoner_.screened(version, patient).applicable();
            return applies == Truth::yes ? "yes" : applies == Truth::no ? "no" : "not known";
        };
        const std::string before = of(0);
        return "the rules apply: before " + before + ", after " + of(1);
    }

    /// Another answer is for others to give.
    void compare_questions() {
        result_.facts = asked_otherwise(before_.rules(), after_.rules());
        for (FactDifference& fact : result_.facts) {
            const auto& keys = fact.reworded;
            if (std::find(keys.begin(), keys.end(), "ask whom") == keys.end()) continue;
            const std::string key(after_.rules().fact(*after_.rules().find_fact(fact.fact)).key);
            const Answered answered = deferred(patients_without(key), one_of_them());
            fact.treats_differently = answered.possible;
            if (answered.possible == Possible::not_decided) {
                fact.why = "others are asked for " + quoted(fact.fact) +
                           ", and nobody was found for whom that matters";
            }
            if (answered.patient) {
                fact.patient = authoring::Witness{json_of(*answered.patient), answered.why};
            }
            note({fact.treats_differently, std::nullopt, fact.why});
        }
    }

    /// Other readers can answer other questions.
    void compare_audience() {
        result_.reworded = told_otherwise(before_.rules(), after_.rules());
        if (before_.rules().audience() == after_.rules().audience()) return;
        std::vector<Patient> patients{{options_.as_of, {}}};
        for (const RuleSet& rules : versions_) {
            for (const FactId fact : rules.facts()) {
                if (rules.fact(fact).whom == Respondent::patient) continue;
                for (Patient& each : patients_without(std::string(rules.fact(fact).key))) {
                    patients.push_back(std::move(each));
                }
            }
        }
        if (patients.size() == 1) {  // nothing is asked of a clinician
            result_.reworded.emplace_back("audience");
            return;
        }
        const Answered answered = deferred(patients, its_readers(before_.rules(), after_.rules()));
        RuleDifference audience;
        audience.id = "audience";
        audience.treats_differently = answered.possible;
        if (answered.possible == Possible::not_decided) {
            audience.why = "the rules are written for others, who can answer other questions";
        }
        if (answered.patient) {
            audience.patient = authoring::Witness{json_of(*answered.patient), answered.why};
        }
        note({audience.treats_differently, std::nullopt, audience.why});
        result_.rules.insert(result_.rules.begin(), std::move(audience));
    }

    /// The rules that belong together.
    [[nodiscard]] std::vector<std::pair<RuleId, RuleId>> pairs() const {
        std::vector<std::pair<RuleId, RuleId>> all;
        for (std::uint32_t index = 0; index < former_.size(); ++index) {
            if (former_[index]) all.emplace_back(*former_[index], RuleId{index});
        }
        return all;
    }

    /// Somebody of whom nothing is known, and for each rule that looks at the fact somebody of whom
    /// only that is not known. None where no rule looks at it.
    std::vector<Patient> patients_without(const std::string& key) {
        std::vector<Patient> patients;
        if (!fully_answered_) fully_answered_.emplace(versions_, options_of(options_, false));
        for (std::size_t version = 0; version < versions_.size(); ++version) {
            const model::RuleSet& model = (version == 0 ? before_ : after_).model();
            const auto fact = model.catalogue.find(key);
            if (!fact) continue;
            explain::Dependencies rests_on(model);
            for (std::uint32_t index = 0; index < model.rules.size(); ++index) {
                rests_on.find({index});
                const auto facts = rests_on.facts();
                if (std::find(facts.begin(), facts.end(), *fact) == facts.end()) continue;
                if (patients.empty()) patients.push_back({options_.as_of, {}});
                const Claim fires{Aspect::fired, {index}, version, true};
                Answered found = fully_answered_->ask({{fires}, std::nullopt, false});
                if (!found.patient) continue;
                std::erase_if(found.patient->facts,
                              [&](const auto& answer) { return answer.first == key; });
                patients.push_back(std::move(*found.patient));
            }
        }
        return patients;
    }

    /// Who of them is deferred otherwise, and as `why` in which way. No where there are none.
    Answered deferred(const std::vector<Patient>& patients,
                      const std::vector<Answering>& answering) {
        const auto told_of = [&](const Patient& patient) {
            return deferred_otherwise(before_.rules(), after_.rules(), pairs(), patient, answering);
        };
        for (const Patient& patient : patients) {
            if (told_of(patient).empty()) continue;
            const Patient fewest = patients::shortest(
                patient, [&](const Patient& shorter) { return !told_of(shorter).empty(); });
            return {Possible::yes, fewest, told_of(fewest)};
        }
        return {patients.empty() ? Possible::no : Possible::not_decided, std::nullopt, {}};
    }

    Version before_;
    Version after_;
    const std::vector<RuleSet> versions_;
    const ProofOptions options_;
    Reasoner reasoner_;
    std::optional<Reasoner> fully_answered_;
    std::vector<std::optional<RuleId>> former_;  ///< by rule of the new version
    std::vector<bool> is_kept_;                  ///< by rule of the old one
    Difference result_;
};

}  // namespace

Difference diff(const RuleSet& before, const RuleSet& after, const ProofOptions& options) {
    return Comparison(before, after, options).run();
}

}  // namespace caveat::proof
