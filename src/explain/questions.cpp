// From the open facts of every rule to questions in order. Entrance: questions.

#include "explain/questions.hpp"

#include "eval/statuses.hpp"
#include "model/walk.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace caveat::explain {

using model::ExprId;

std::string path_of(const model::RuleSet& rules, const eval::OpenFact& open) {
    const facts::Fact& fact = rules.catalogue[open.fact];
    std::string path = "facts." + fact.key;
    if (!open.record) return path;
    path += '[' + std::to_string(*open.record) + ']';
    path += '.' + fact.fields[open.field].key;
    return path;
}

namespace {

/// A question, and what its place in the order depends on.
struct Draft {
    Question question;
    bool may_lift = false;  ///< an outcome that is presumed and leads to more than proceed
    bool is_gate = false;
    bool opens = false;          ///< a gate of another question
    std::uint32_t weight = 0;    ///< rules that it bears on, but for what it opens
    Verb own = Verb::inform;     ///< the strictest verb of these
    std::optional<RuleId> last;  ///< of these
    std::vector<std::pair<std::uint32_t, std::uint32_t>> fields;  ///< record and field
};

class Drafts {
  public:
    explicit Drafts(const model::RuleSet& rules)
        : rules_(rules), position_(rules.catalogue.size(), nowhere) {}

    /// is_todo  the rule holds an outcome up that is presumed and leads to more than proceed
    void add(RuleId rule, bool is_todo, const eval::OpenFact& open) {
        std::uint32_t& position = position_[open.fact];
        if (position == nowhere) {
            position = static_cast<std::uint32_t>(drafts_.size());
            drafts_.emplace_back();
            const facts::Fact& fact = rules_.catalogue[open.fact];
            Question& question = drafts_.back().question;
            question.fact = FactId{open.fact};
            question.ask = fact.ask;
            question.whom = fact.whom;
        }
        Draft& draft = drafts_[position];
        draft.is_gate = draft.is_gate || open.is_gate;
        if (open.record) draft.fields.emplace_back(*open.record, open.field);
        Question& question = draft.question;
        const Verb strictest = rules_.rules[rule.index].strictest;
        draft.may_lift = draft.may_lift || is_todo;
        if (open.is_own && draft.last != rule) {
            draft.last = rule;
            ++draft.weight;
            draft.own = std::max(draft.own, strictest);
        }
        // Rules come one after the other, so a repeated one is the last.
        if (!question.rules.empty() && question.rules.back() == rule) return;
        question.rules.push_back(rule);
        question.strictest = std::max(question.strictest, strictest);
    }

    /// A question that is asked whatever hangs on it.
    void add(std::uint32_t asked) {
        if (position_[asked] != nowhere) return;
        position_[asked] = done;
        const facts::Fact& fact = rules_.catalogue[asked];
        Question& question = questions_.emplace_back();
        question.fact = FactId{asked};
        question.ask = fact.ask;
        question.whom = fact.whom;
    }

    /// Notes which questions decide. What leads to no more than what has fired does not change the
    /// verdict, whichever way it ends; while it is unknown whether the rules apply, that may change
    /// it too.
    void find_deciding(const eval::Result& result) {
        const Verdict sure = std::max(result.at_least, Verdict::proceed);
        for (Draft& draft : drafts_) {
            draft.question.decides = draft.may_lift || verdict_of(draft.question.strictest) > sure;
        }
        if (result.applicable != Truth::unknown || rules_.applies_to == model::none) return;
        for (const std::uint32_t fact : facts_of(rules_.applies_to)) {
            if (position_[fact] < done) drafts_[position_[fact]].question.decides = true;
        }
    }

    /// Puts what the rules ask in order.
    void put_in_order() {
        std::vector<std::uint32_t> order(drafts_.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
        for (const std::uint32_t draft : order) mark_gates(draft);
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return weighs_more(drafts_[a], drafts_[b]);
        });
        for (const std::uint32_t draft : order) {
            // What is only asked because of another question comes with that one.
            const bool waits = drafts_[draft].opens && drafts_[draft].weight == 0;
            if (!waits) emit(draft);
        }
    }
    std::vector<Question> take() { return std::move(questions_); }

    /// The facts that a condition looks at, gates and what stands in for facts included.
    std::vector<std::uint32_t> facts_of(ExprId root) {
        node_seen_.resize(rules_.tree.size(), 0);
        ++round_;
        std::vector<std::uint32_t> facts;
        std::vector<ExprId> pending{root};
        while (!pending.empty()) {
            const ExprId id = pending.back();
            pending.pop_back();
            if (node_seen_[id] == round_) continue;
            node_seen_[id] = round_;
            if (const auto fact = model::fact_of(rules_.tree[id].node)) facts.push_back(*fact);
            model::for_each_child(rules_, id, [&](ExprId child) { pending.push_back(child); });
        }
        return facts;
    }

  private:
    static constexpr std::uint32_t nowhere = 0xFFFF'FFFFU;
    static constexpr std::uint32_t done = nowhere - 1;

    static bool weighs_more(const Draft& a, const Draft& b) {
        const auto weight = [](const Draft& draft) {
            const bool is_own = draft.weight > 0;
            return std::pair(is_own ? draft.own : draft.question.strictest,
                             is_own ? draft.weight : draft.question.rules.size());
        };
        const auto left = weight(a);
        const auto right = weight(b);
        return left != right ? left > right : a.question.fact.index < b.question.fact.index;
    }

    /// Finds the questions that this one waits for.
    void mark_gates(std::uint32_t draft) {
        const ExprId gate = rules_.gate[drafts_[draft].question.fact.index];
        if (gate == model::none) return;
        for (const std::uint32_t before : facts_of(gate)) {
            const std::uint32_t other = position_[before];
            if (other < done && other != draft && drafts_[other].is_gate)
                drafts_[other].opens = true;
        }
    }

    /// Puts a question into the list, the questions about its own gate in order before it. Gates
    /// have no cycles, and are nested no deeper than a rule file may nest names.
    void emit(std::uint32_t draft) {
        const std::uint32_t fact = drafts_[draft].question.fact.index;
        if (position_[fact] == done) return;
        position_[fact] = done;
        const ExprId gate = rules_.gate[fact];
        if (gate != model::none) {
            std::vector<std::uint32_t> others;
            for (const std::uint32_t before : facts_of(gate)) {
                const std::uint32_t other = position_[before];
                if (other < done && drafts_[other].is_gate) others.push_back(other);
            }
            std::sort(others.begin(), others.end(), [&](std::uint32_t a, std::uint32_t b) {
                return weighs_more(drafts_[a], drafts_[b]);
            });
            for (const std::uint32_t other : others) emit(other);
        }
        finish(drafts_[draft]);
        questions_.push_back(std::move(drafts_[draft].question));
    }

    void finish(Draft& draft) {
        Question& question = draft.question;
        std::stable_sort(question.rules.begin(), question.rules.end(), [&](RuleId a, RuleId b) {
            return rules_.rules[a.index].strictest > rules_.rules[b.index].strictest;
        });
        auto& fields = draft.fields;
        std::sort(fields.begin(), fields.end());
        fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
        for (const auto& [record, field] : fields) {
            question.paths.push_back(
                path_of(rules_, {question.fact.index, record, field, false, false}));
        }
    }

    const model::RuleSet& rules_;
    std::vector<Draft> drafts_;
    std::vector<std::uint32_t> position_;  ///< by fact
    std::vector<Question> questions_;
    std::vector<std::uint32_t> node_seen_;
    std::uint32_t round_ = 0;
};

}  // namespace

namespace {

/// Whether only somebody who cannot answer now could still settle a rule that is presumed: what it
/// waits for is then to be checked, though the rule itself is not deferred.
bool waits_for_others(const eval::Result& result, const std::vector<eval::OpenFact>& open) {
    bool others = false;
    for (const eval::OpenFact& fact : open) {
        if (fact.is_null) continue;
        if (result.respondents.include(result.rules->catalogue[fact.fact].whom)) return false;
        others = true;
    }
    return others;
}

/// Whether the rule is presumed, and with it an outcome that leads to more than proceed.
bool holds_up_presumed(const eval::Result& result, RuleId rule) {
    if (result.statuses[rule.index] != Status::presumed) return false;
    return std::any_of(result.outcomes.begin(), result.outcomes.end(),
                       [&](const OutcomeFound& found) {
                           const auto& own = result.rules->rules[rule.index].outcomes;
                           return found.certainty == Certainty::presumed &&
                                  verdict_of(result.rules->outcomes[found.outcome.index].verb) >
                                      Verdict::proceed &&
                                  std::find(own.begin(), own.end(), found.outcome) != own.end();
                       });
}

/// What is asked of everybody comes last, what it is asked because of before it. Nothing is asked
/// whose gate is closed, or of which it is known that it is not known.
void add_always_asked(const eval::Result& result, Asked asked, Drafts& drafts) {
    const model::RuleSet& rules = *result.rules;
    if (rules.always_ask.empty()) return;
    const model::Values& values = eval::values_of(result);
    const auto is_unanswered = [&](std::uint32_t fact) {
        const facts::Given given = result.facts->given(fact);
        return given == facts::Given::absent || given == facts::Given::wrong;
    };
    std::vector<std::uint32_t> pending;
    for (const std::uint32_t wanted : rules.always_ask) {
        if (!is_unanswered(wanted)) continue;
        // A fact waits below the facts of its own gate; gates have no cycles.
        pending.assign(1, wanted);
        std::vector<bool> has_waited(rules.catalogue.size(), false);
        while (!pending.empty()) {
            const std::uint32_t fact = pending.back();
            const ExprId gate = rules.gate[fact];
            const Truth open =
                gate == model::none ? Truth::yes : values.truths[rules.tree[gate].slot];
            if (open == Truth::unknown && !has_waited[fact]) {
                has_waited[fact] = true;
                for (const std::uint32_t before : drafts.facts_of(gate)) pending.push_back(before);
                continue;
            }
            pending.pop_back();
            const bool is_ours = result.respondents.include(rules.catalogue[fact].whom);
            const bool may_ask = is_unanswered(fact) && open != Truth::no;
            if (may_ask && is_ours == (asked == Asked::now)) drafts.add(fact);
        }
    }
}

}  // namespace

std::vector<Question> questions(const eval::Result& result, eval::OpenFacts& open, Asked asked) {
    // Where everybody can answer, nobody else is left to.
    if (asked == Asked::later && result.respondents == Respondents{}) return {};
    const model::RuleSet& rules = *result.rules;
    Drafts drafts(rules);
    for (std::uint32_t index = 0; index < rules.rules.size(); ++index) {
        const RuleId rule{index};
        if (!eval::is_open(result.statuses[index])) continue;
        if (rules.rules[index].if_unknown == IfUnknown::ignore) continue;
        const bool is_todo = holds_up_presumed(result, rule);
        const bool is_later =
            result.deferred[index] != 0 ||
            (result.statuses[index] == Status::presumed && waits_for_others(result, open.of(rule)));
        if (is_later != (asked == Asked::later)) continue;
        for (const eval::OpenFact& fact : open.of(rule)) {
            if (fact.is_null) continue;
            const bool is_ours = result.respondents.include(rules.catalogue[fact.fact].whom);
            if (is_ours == (asked == Asked::now)) drafts.add(rule, is_todo, fact);
        }
    }
    drafts.find_deciding(result);
    drafts.put_in_order();
    add_always_asked(result, asked, drafts);
    return drafts.take();
}

}  // namespace caveat::explain
