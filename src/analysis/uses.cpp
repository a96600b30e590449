// Looks up in every sentence of a rule file which declarations it names. Entrance: Uses.

#include "analysis/uses.hpp"

#include "language/uses.hpp"

#include <cstdint>
#include <limits>
#include <set>
#include <utility>

namespace caveat::analysis {

using language::Entry;
using language::NameKind;

namespace {

/// The file passed the limits under which it was loaded, whatever they were.
Limits boundless() {
    constexpr std::size_t most = std::numeric_limits<std::int32_t>::max();
    Limits limits;
    limits.expression_depth = limits.rules = limits.facts = limits.codes = most;
    limits.phrase_slots = limits.text_bytes = limits.nesting = limits.list_length = most;
    return limits;
}

}  // namespace

Uses::Uses(const language::Document& document, std::string_view source)
    : document_(document),
      limits_(boundless()),
      context_{document, source, limits_, known_},
      first_term_(document.facts.size()),
      first_parameter_(first_term_ + document.terms.size()),
      first_score_(first_parameter_ + document.parameters.size()),
      rules_(first_score_ + document.scores.size()),
      used_by_(rules_ + 1),
      uses_(rules_ + 1),
      outcome_is_used_(document.outcomes.size()) {
    check::declare(context_);
    read_facts();
    read_terms();
    read_scores();
    read_rules();
    find_what_rules_need();
}

std::optional<DeclaredId> Uses::declared(const Entry& entry) const {
    switch (entry.kind) {
        case NameKind::yes_no:
        case NameKind::number:
        case NameKind::choice:
        case NameKind::choices:
        case NameKind::date:
        case NameKind::records:
        case NameKind::each_record:
            return fact(entry.index);
        case NameKind::term:
            return term(entry.index);
        case NameKind::parameter:
            return parameter(entry.index);
        case NameKind::score:
            return first_score_ + entry.index;
        case NameKind::code:
        case NameKind::band:
        case NameKind::outcome:
            break;
    }
    return std::nullopt;
}

void Uses::use(DeclaredId user, const std::vector<const Entry*>& names) {
    for (const Entry* name : names) {
        const auto used = declared(*name);
        if (!used || *used == user) continue;
        uses_[user].push_back(*used);
        used_by_[*used].push_back(user);
    }
}

void Uses::use(DeclaredId user, const language::Condition& condition,
               std::vector<std::string> slots) {
    language::Syntax syntax;
    const auto root = language::parse_condition(condition, true,
                                                context_.parse_context(std::move(slots)), syntax);
    use(user, language::uses_of(syntax, root));
}

void Uses::use(DeclaredId user, const std::optional<language::Scalar>& sentence) {
    if (sentence) use(user, language::Condition{sentence->span, *sentence});
}

void Uses::use(const std::vector<language::OutcomeUse>& outcomes) {
    for (const language::OutcomeUse& outcome : outcomes) {
        use(rules_, language::uses_of(outcome.arguments));
        if (outcome.outcome.entry != nullptr) {
            outcome_is_used_[outcome.outcome.entry->index] = true;
        }
    }
}

void Uses::read_facts() {
    for (std::size_t i = 0; i < document_.facts.size(); ++i) {
        use(fact(i), document_.facts[i].only_if);
        use(fact(i), document_.facts[i].otherwise);
    }
}

void Uses::read_terms() {
    for (std::size_t i = 0; i < document_.terms.size(); ++i) {
        use(term(i), document_.terms[i].condition, context_.term_slots[i]);
    }
}

void Uses::read_scores() {
    for (std::size_t i = 0; i < document_.scores.size(); ++i) {
        const DeclaredId score = first_score_ + i;
        uses_[rules_].push_back(score);
        for (const language::PointsEntry& points : document_.scores[i].points) {
            use(score, points.expression);
            for (const language::TableRow& row : points.rows) use_interval(score, row.when);
        }
        for (const language::BandEntry& band : document_.scores[i].bands) {
            use_interval(score, band.interval);
        }
    }
}

/// A row of a table that is no interval is a code.
void Uses::use_interval(DeclaredId user, const language::Scalar& written) {
    const auto interval = language::parse_interval(written, context_.parse_context());
    if (!interval) return;
    for (const auto& end : {interval->low, interval->high}) {
        if (end) use(user, language::uses_of(std::vector<language::SlotArgument>{{"", *end}}));
    }
}

void Uses::read_rules() {
    use(rules_, document_.applies_to);
    for (const language::ImpossibleEntry& each : document_.impossible) use(rules_, each.when);
    for (const language::Scalar& name : document_.always_ask) {
        const auto asked = context_.rules.catalogue.find(name.text);
        if (!asked) continue;
        uses_[rules_].push_back(fact(*asked));
        used_by_[fact(*asked)].push_back(rules_);
    }
    for (const language::RuleEntry& rule : document_.rules) {
        if (rule.rule) {
            language::Syntax syntax;
            const auto sentence =
                language::parse_sentence(*rule.rule, context_.parse_context(), syntax);
            if (sentence) {
                use(rules_, language::uses_of(syntax, sentence->condition));
                if (sentence->exemption) {
                    use(rules_, language::uses_of(syntax, *sentence->exemption));
                }
                use(sentence->outcomes);
            }
        }
        use(rules_, rule.when);
        use(rules_, rule.unless);
        for (const language::Scalar& outcome : rule.then) {
            use(language::parse_outcomes(outcome, context_.parse_context()));
        }
    }
}

void Uses::find_what_rules_need() {
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

std::optional<std::size_t> Uses::asked_in_vain_for(DeclaredId fact) const {
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
