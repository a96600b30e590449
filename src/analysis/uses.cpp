// Looks up in every sentence of a rule file which declarations it names. Entrance: DeclaredUses.

#include "analysis/uses.hpp"

#include "language/uses.hpp"

#include <set>
#include <utility>

namespace caveat::analysis {

using language::Declared;
using language::Entry;

DeclaredUses::DeclaredUses(const language::RuleFile& file, const facts::Catalogue& catalogue)
    : document_(*file.document),
      sentences_(file.sentences),
      first_term_(document_.facts.size()),
      first_parameter_(first_term_ + document_.terms.size()),
      first_score_(first_parameter_ + document_.parameters.size()),
      rules_(first_score_ + document_.scores.size()),
      used_by_(rules_ + 1),
      uses_(rules_ + 1),
      outcome_is_used_(document_.outcomes.size()) {
    read_facts();
    read_terms();
    read_scores();
    read_rules(catalogue);
    find_what_rules_need();
}

std::optional<DeclaredId> DeclaredUses::declared(const Entry& entry) const {
    switch (language::declared_as(entry.kind)) {
        case Declared::fact:
        case Declared::each_record:
            return fact(entry.index);
        case Declared::term:
            return term(entry.index);
        case Declared::parameter:
            return parameter(entry.index);
        case Declared::score:
            return first_score_ + entry.index;
        case Declared::code:
        case Declared::band:
        case Declared::outcome:
            break;
    }
    return std::nullopt;
}

void DeclaredUses::use(DeclaredId user, const std::vector<const Entry*>& names) {
    for (const Entry* name : names) {
        const auto used = declared(*name);
        if (!used || *used == user) continue;
        uses_[user].push_back(*used);
        used_by_[*used].push_back(user);
    }
}

void DeclaredUses::use(DeclaredId user, language::NodeId sentence) {
    use(user, language::uses_of(sentences_.syntax, sentence));
}

void DeclaredUses::use(DeclaredId user, const std::optional<language::NodeId>& sentence) {
    if (sentence) use(user, *sentence);
}

void DeclaredUses::use(DeclaredId user, const std::optional<language::Interval>& interval) {
    if (!interval) return;
    for (const auto& end : {interval->low, interval->high}) {
        if (end) use(user, language::uses_of(std::vector<language::SlotArgument>{{"", *end}}));
    }
}

void DeclaredUses::use(const std::vector<language::OutcomeUse>& outcomes) {
    for (const language::OutcomeUse& outcome : outcomes) {
        use(rules_, language::uses_of(outcome.arguments));
        if (outcome.outcome.entry != nullptr) {
            outcome_is_used_[outcome.outcome.entry->index] = true;
        }
    }
}

void DeclaredUses::read_facts() {
    for (std::size_t i = 0; i < sentences_.facts.size(); ++i) {
        use(fact(i), sentences_.facts[i].only_if);
        use(fact(i), sentences_.facts[i].otherwise);
    }
}

void DeclaredUses::read_terms() {
    for (std::size_t i = 0; i < sentences_.terms.size(); ++i) use(term(i), sentences_.terms[i]);
}

void DeclaredUses::read_scores() {
    for (std::size_t i = 0; i < document_.scores.size(); ++i) {
        const DeclaredId score = first_score_ + i;
        uses_[rules_].push_back(score);
        for (const language::PointsSentences& points : sentences_.points[i]) {
            use(score, points.expression);
            for (const auto& row : points.rows) use(score, row);
        }
        for (const auto& band : sentences_.bands[i]) use(score, band);
    }
}

void DeclaredUses::read_rules(const facts::Catalogue& catalogue) {
    use(rules_, sentences_.applies_to);
    for (const auto& each : sentences_.impossible) use(rules_, each);
    for (const language::Scalar& name : document_.always_ask) {
        const auto asked = catalogue.find(name.text);
        if (!asked) continue;
        uses_[rules_].push_back(fact(*asked));
        used_by_[fact(*asked)].push_back(rules_);
    }
    for (const language::RuleSentences& rule : sentences_.rules) {
        use(rules_, rule.condition);
        use(rules_, rule.exemption);
        use(rules_, rule.unless);
        use(rule.outcomes);
    }
}

void DeclaredUses::find_what_rules_need() {
    is_needed_.resize(uses_.size());
    std::vector<DeclaredId> waiting{rules_};
    is_needed_[rules_] = true;
    while (!waiting.empty()) {
        const DeclaredId next = waiting.back();
        waiting.pop_back();
        for (const DeclaredId used : uses_[next]) {
            if (is_needed_[used]) continue;
            is_needed_[used] = true;
            waiting.push_back(used);
        }
    }
}

std::optional<std::size_t> DeclaredUses::asked_in_vain_for(DeclaredId fact) const {
    if (is_needed_[fact]) return std::nullopt;
    std::set<DeclaredId> seen{fact};
    std::vector<DeclaredId> waiting{fact};
    while (!waiting.empty()) {
        const DeclaredId next = waiting.back();
        waiting.pop_back();
        if (next != fact && next < first_term_ && !is_used(next)) return next;
        for (const DeclaredId user : used_by_[next]) {
            if (seen.insert(user).second) waiting.push_back(user);
        }
    }
    return std::nullopt;
}

}  // namespace caveat::analysis
