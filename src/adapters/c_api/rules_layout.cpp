// All that a rule set declares, laid out for C: texts with a zero byte behind them, lists as
// pointers. Entrance: the constructor of `caveat_rules`.

#include "adapters/c_api/rules.hpp"
#include "adapters/c_api/values.hpp"

#include <cstdint>
#include <string_view>
#include <utility>

using caveat::c_api::in_c;
using caveat::c_api::Lent;
using caveat::c_api::number_of;

caveat_rules::caveat_rules(const caveat::RuleSet& loaded) : rules(loaded) {
    const auto count = [](std::size_t all) { return static_cast<std::uint32_t>(all); };
    info.id = keep_.text(rules.id());
    info.version = keep_.text(rules.version());
    info.title = keep_.text(rules.title());
    info.screens = keep_.text(rules.screens());
    info.sha256 = keep_.text(rules.sha256());
    info.text = keep_.text(rules.text());
    info.review_by = in_c(rules.review_by());
    info.fact_count = count(rules.fact_count());
    info.rule_count = count(rules.rule_count());
    info.outcome_count = count(rules.outcome_count());
    info.score_count = count(rules.score_count());
    info.source_count = count(rules.source_count());
    info.audience = number_of(rules.audience());
    lay_out_facts();
    lay_out_rules();
    lay_out_the_rest();
}

caveat_rules::Codes caveat_rules::codes_of(const std::vector<std::string_view>& keys,
                                           const std::vector<std::string_view>& labels) {
    Codes codes(keys.size());
    for (std::size_t i = 0; i < codes.size(); ++i) {
        codes[i].key = keep_.text(keys[i]);
        codes[i].label = keep_.text(labels[i]);
    }
    return codes;
}

void caveat_rules::lay_out_facts() {
    // What a fact and a field have alike.
    const auto lay_out = [this](const auto& from, auto& to) {
        to.info.name = keep_.text(from.name);
        to.info.key = keep_.text(from.key);
        to.info.unit = keep_.text(from.unit);
        to.info.kind = number_of(from.kind);
        to.info.is_whole = from.limits.is_whole ? 1 : 0;
        to.info.from = in_c(from.limits.from);
        to.info.to = in_c(from.limits.to);
        to.codes = codes_of(from.codes, from.labels);
        to.info.code_count = static_cast<std::uint32_t>(to.codes.size());
    };
    for (const caveat::FactId id : rules.facts()) {
        const caveat::FactInfo& from = rules.fact(id);
        Fact& to = facts.emplace_back();
        lay_out(from, to);
        to.info.ask = keep_.text(from.ask);
        to.info.each = keep_.text(from.each);
        to.info.whom = number_of(from.whom);
        to.info.field_count = static_cast<std::uint32_t>(from.fields.size());
        for (const caveat::FieldInfo& field : from.fields) lay_out(field, to.fields.emplace_back());
    }
}

void caveat_rules::lay_out_rules() {
    for (const caveat::RuleId id : rules.rules()) {
        const caveat::RuleInfo& from = rules.rule(id);
        caveat_rule_info& to = entries.emplace_back();
        to.id = keep_.text(from.id);
        to.because = keep_.text(from.because);
        to.sentence = keep_.text(from.sentence);
        const Lent<caveat_text> cited = keep_.texts(from.sources);
        to.sources = cited.data;
        to.source_count = cited.count;
        const Lent<std::uint32_t> leads_to = keep_.indices(from.outcomes);
        to.outcomes = leads_to.data;
        to.outcome_count = leads_to.count;
        const Lent<std::uint32_t> lifts = keep_.indices(from.overrides);
        to.overrides = lifts.data;
        to.overrides_count = lifts.count;
        const Lent<std::uint32_t> lifted_by = keep_.indices(from.overridden_by);
        to.overridden_by = lifted_by.data;
        to.overridden_by_count = lifted_by.count;
        to.strictest = number_of(from.strictest);
        to.if_unknown = number_of(from.if_unknown);
        to.begin = from.span.begin;
        to.end = from.span.end;
        to.line = from.line;
        to.column = from.column;
    }
}

void caveat_rules::lay_out_the_rest() {
    for (const caveat::OutcomeId id : rules.outcomes()) {
        const caveat::OutcomeInfo& from = rules.outcome(id);
        Outcome& to = outcomes.emplace_back();
        to.info.id = keep_.text(from.id);
        to.info.name = keep_.text(from.name);
        to.info.say = keep_.text(from.say);
        to.info.verb = number_of(from.verb);
        for (const caveat::OutcomeArgument& argument : from.arguments) {
            caveat_argument_info& slot = to.arguments.emplace_back();
            slot.name = keep_.text(argument.name);
            slot.value = in_c(argument.value);
        }
        to.info.argument_count = static_cast<std::uint32_t>(to.arguments.size());
    }
    for (const caveat::ScoreId id : rules.scores()) {
        const caveat::ScoreInfo& from = rules.score(id);
        caveat_score_info& to = scores.emplace_back();
        to.name = keep_.text(from.name);
        to.key = keep_.text(from.key);
        const Lent<caveat_text> bands = keep_.texts(from.bands);
        to.bands = bands.data;
        to.band_count = bands.count;
    }
    for (const caveat::SourceId id : rules.sources()) {
        const caveat::SourceInfo& from = rules.source(id);
        caveat_source_info& to = sources.emplace_back();
        to.id = keep_.text(from.id);
        to.title = keep_.text(from.title);
        to.author = keep_.text(from.author);
        to.says = keep_.text(from.says);
    }
}
