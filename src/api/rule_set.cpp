// The public view of a loaded rule set. Entrances: the members of RuleSet.

#include <caveat/rules.hpp>

#include "api/loaded_rules.hpp"
#include "text/names.hpp"
#include "text/suggest.hpp"

#include <utility>

namespace caveat {

RuleSet::RuleSet(std::shared_ptr<const api::LoadedRules> loaded) : loaded_(std::move(loaded)) {}

std::string_view RuleSet::id() const {
    return loaded_->model.id;
}
std::string_view RuleSet::version() const {
    return loaded_->model.version;
}
std::string_view RuleSet::title() const {
    return loaded_->model.title;
}
std::string_view RuleSet::screens() const {
    return loaded_->model.screens;
}
std::string_view RuleSet::sha256() const {
    return loaded_->sha256;
}
std::optional<Date> RuleSet::review_by() const {
    return loaded_->model.review_by;
}
Respondent RuleSet::audience() const {
    return loaded_->model.audience;
}

namespace {

NumberLimits limits_of(const facts::ValueType& type) {
    NumberLimits limits;
    if (type.kind != FactKind::number) return limits;
    const auto own = [&](const values::Bound& end) -> std::optional<Decimal> {
        if (!end.is_finite()) return std::nullopt;
        const auto number = type.unit ? values::from_base(end.value, *type.unit) : end.value;
        return number ? values::to_decimal(*number) : std::nullopt;
    };
    limits.is_whole = type.whole;
    limits.from = own(type.range.low);
    limits.to = own(type.range.high);
    return limits;
}

/// What facts and fields have in common.
template <class Info>
void describe_type(const facts::ValueType& type, Info& info) {
    info.kind = type.kind;
    if (type.unit) info.unit = type.unit->symbol;
    for (const facts::Code& code : type.codes) {
        info.codes.push_back(code.key);
        info.labels.push_back(code.label);
    }
    info.limits = limits_of(type);
}

FieldInfo field_info(const facts::Field& field) {
    FieldInfo info;
    info.name = field.name;
    info.key = field.key;
    describe_type(field.type, info);
    return info;
}

}  // namespace

std::size_t RuleSet::fact_count() const {
    return loaded_->model.catalogue.size();
}

FactInfo RuleSet::fact(FactId id) const {
    const facts::Fact& fact = loaded_->model.catalogue[id.index];
    FactInfo info;
    info.name = fact.name;
    info.key = fact.key;
    describe_type(fact.type, info);
    info.ask = fact.ask;
    info.whom = fact.whom;
    info.each = fact.each;
    for (const facts::Field& field : fact.fields) info.fields.push_back(field_info(field));
    return info;
}

std::optional<FactId> RuleSet::find_fact(std::string_view name) const {
    const auto found = loaded_->model.catalogue.find(name);
    if (!found) return std::nullopt;
    return FactId{*found};
}

std::size_t RuleSet::rule_count() const {
    return loaded_->model.rules.size();
}

RuleInfo RuleSet::rule(RuleId id) const {
    const model::Rule& rule = loaded_->model.rules[id.index];
    return {rule.id,       rule.strictest, rule.if_unknown,    rule.because, rule.sources,
            rule.outcomes, rule.overrides, rule.overridden_by, rule.span};
}

std::optional<RuleId> RuleSet::find_rule(std::string_view id) const {
    const auto found = loaded_->model.rule_by_key.find(text::canonical_name(id));
    if (found == loaded_->model.rule_by_key.end()) return std::nullopt;
    return RuleId{found->second};
}

std::vector<std::string> RuleSet::rules_like(std::string_view id) const {
    std::vector<std::string> ids;
    for (const model::Rule& rule : loaded_->model.rules) ids.push_back(rule.id);
    return text::suggestions(id, ids);
}

std::size_t RuleSet::outcome_count() const {
    return loaded_->model.outcomes.size();
}

OutcomeInfo RuleSet::outcome(OutcomeId id) const {
    const model::Outcome& outcome = loaded_->model.outcomes[id.index];
    return {outcome.id, outcome.verb, outcome.name, outcome.say, outcome.arguments};
}

std::size_t RuleSet::score_count() const {
    return loaded_->model.scores.size();
}
std::string_view RuleSet::score_key(ScoreId id) const {
    return loaded_->model.scores[id.index].key;
}

std::size_t RuleSet::source_count() const {
    return loaded_->model.sources.size();
}

SourceInfo RuleSet::source(std::size_t index) const {
    const model::Citation& source = loaded_->model.sources[index];
    return {source.id, source.title, source.author, source.says};
}

bool RuleSet::same_as(const RuleSet& other) const {
    return loaded_ == other.loaded_ || loaded_->sha256 == other.loaded_->sha256;
}

}  // namespace caveat
