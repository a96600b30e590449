// From the model to what the public headers show of it. Entrance: infos_of.

#include "api/infos.hpp"

#include "text/line_table.hpp"
#include "text/names.hpp"

namespace caveat::api {

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

DateLimits dates_of(const facts::ValueType& type) {
    DateLimits limits;
    if (type.kind != FactKind::date) return limits;
    if (type.dates.low != values::first_day) limits.from = values::date_of(type.dates.low);
    if (type.dates.high != values::last_day) limits.to = values::date_of(type.dates.high);
    limits.to_as_of = type.to_as_of;
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
    for (std::uint32_t code = 0; code < type.codes.size(); ++code) {
        if (type.exclusive.contains(code)) info.exclusive.push_back(type.codes[code].key);
    }
    info.limits = limits_of(type);
    info.dates = dates_of(type);
}

FieldInfo info_of(const facts::Field& field) {
    FieldInfo info;
    info.name = field.name;
    info.key = field.key;
    describe_type(field.type, info);
    return info;
}

FactInfo info_of(const facts::Fact& fact) {
    FactInfo info;
    info.name = fact.name;
    info.key = fact.key;
    describe_type(fact.type, info);
    info.ask = fact.ask;
    info.only_if = fact.only_if;
    info.whom = fact.whom;
    info.each = fact.each;
    for (const facts::Field& field : fact.fields) info.fields.push_back(info_of(field));
    return info;
}

RuleInfo info_of(const model::Rule& rule, const text::LineTable& lines) {
    const text::Position place = lines.position(rule.span.begin);
    RuleInfo info;
    info.id = rule.id;
    info.strictest = rule.strictest;
    info.if_unknown = rule.if_unknown;
    info.because = rule.because;
    info.sources = rule.sources;
    info.outcomes = rule.outcomes;
    info.overrides = rule.overrides;
    info.overridden_by = rule.overridden_by;
    info.span = rule.span;
    info.sentence = rule.sentence;
    info.line = place.line;
    info.column = place.column;
    return info;
}

}  // namespace

Infos infos_of(const model::RuleSet& rules, std::string_view text) {
    Infos infos;
    infos.facts.reserve(rules.catalogue.size());
    for (const facts::Fact& fact : rules.catalogue.facts()) infos.facts.push_back(info_of(fact));
    const text::LineTable lines(text);
    infos.rules.reserve(rules.rules.size());
    for (const model::Rule& rule : rules.rules) infos.rules.push_back(info_of(rule, lines));
    for (const model::Outcome& outcome : rules.outcomes) {
        const OutcomeId id{static_cast<std::uint32_t>(infos.outcomes.size())};
        infos.outcomes.push_back(
            {outcome.id, outcome.verb, outcome.name, outcome.say, outcome.arguments});
        infos.outcome_named.emplace(text::canonical_name(outcome.id), id);
    }
    infos.bands.reserve(rules.scores.size());
    for (const model::Score& score : rules.scores) {
        const ScoreId id{static_cast<std::uint32_t>(infos.scores.size())};
        std::vector<std::string_view>& bands = infos.bands.emplace_back();
        for (const model::Band& band : score.bands) bands.push_back(band.key);
        infos.scores.push_back({score.name, score.key, bands});
        infos.score_named.emplace(text::canonical_name(score.name), id);
        infos.score_named.emplace(text::canonical_name(score.key), id);
    }
    const model::Publication& published = rules.published;
    infos.published = {published.developer, published.funding,      published.released,
                       published.revised,   published.intended_use, published.licence};
    infos.authors.assign(rules.authors.begin(), rules.authors.end());
    for (const model::Citation& source : rules.sources) {
        const SourceId id{static_cast<std::uint32_t>(infos.sources.size())};
        infos.sources.push_back({source.id, source.title, source.author, source.says});
        infos.source_named.emplace(text::canonical_name(source.id), id);
    }
    return infos;
}

}  // namespace caveat::api
