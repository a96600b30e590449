// The public view of a loaded rule set. Entrances: the members of RuleSet.

#include <caveat/rules.hpp>

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "facts/problems.hpp"
#include "text/names.hpp"
#include "text/suggest.hpp"

#include <charconv>
#include <utility>

namespace caveat {

namespace api {

LoadedRules::LoadedRules(model::RuleSet checked, eval::Compiled runs, std::string text,
                         std::string digest, std::shared_ptr<const language::Document> document)
    : model(std::move(checked)),
      compiled(std::move(runs)),
      source(std::move(text)),
      sha256(std::move(digest)),
      infos(infos_of(model, source)),
      written(std::move(document)) {}

const RuleSet& no_rules() {
    static const RuleSet none = [] {
        model::RuleSet empty;
        empty.packing = facts::Packing(empty.catalogue);
        eval::Compiled compiled = eval::compile(empty);
        return Access::rule_set(std::make_shared<const LoadedRules>(
            std::move(empty), std::move(compiled), std::string(), std::string()));
    }();
    return none;
}

}  // namespace api

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
bool RuleSet::needs_as_of() const {
    return loaded_->model.catalogue.needs_as_of;
}
std::optional<Date> RuleSet::review_by() const {
    return loaded_->model.review_by;
}
Respondent RuleSet::audience() const {
    return loaded_->model.audience;
}
std::span<const std::string_view> RuleSet::authors() const {
    return loaded_->infos.authors;
}
const PublicationInfo& RuleSet::published() const {
    return loaded_->infos.published;
}
std::string_view RuleSet::text() const {
    return loaded_->source;
}

namespace {

template <class Info>
std::uint32_t count_of(const std::vector<Info>& infos) {
    return static_cast<std::uint32_t>(infos.size());
}

/// One of a list; an empty one for an index beyond its end.
template <class Info>
const Info& at(const std::vector<Info>& infos, std::uint32_t index) {
    static const Info nothing{};
    return index < infos.size() ? infos[index] : nothing;
}

template <class Id>
std::optional<Id> named(const std::unordered_map<std::string, Id>& ids, std::string_view name) {
    const auto found = ids.find(text::canonical_name(name));
    return found == ids.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

IdRange<FactId> RuleSet::facts() const {
    return IdRange<FactId>(count_of(loaded_->infos.facts));
}
IdRange<RuleId> RuleSet::rules() const {
    return IdRange<RuleId>(count_of(loaded_->infos.rules));
}
IdRange<OutcomeId> RuleSet::outcomes() const {
    return IdRange<OutcomeId>(count_of(loaded_->infos.outcomes));
}
IdRange<ScoreId> RuleSet::scores() const {
    return IdRange<ScoreId>(count_of(loaded_->infos.scores));
}
IdRange<SourceId> RuleSet::sources() const {
    return IdRange<SourceId>(count_of(loaded_->infos.sources));
}

const FactInfo& RuleSet::fact(FactId id) const {
    return at(loaded_->infos.facts, id.index);
}
const RuleInfo& RuleSet::rule(RuleId id) const {
    return at(loaded_->infos.rules, id.index);
}
const OutcomeInfo& RuleSet::outcome(OutcomeId id) const {
    return at(loaded_->infos.outcomes, id.index);
}
const ScoreInfo& RuleSet::score(ScoreId id) const {
    return at(loaded_->infos.scores, id.index);
}
const SourceInfo& RuleSet::source(SourceId id) const {
    return at(loaded_->infos.sources, id.index);
}

std::optional<FactId> RuleSet::find_fact(std::string_view name) const {
    const auto found = loaded_->model.catalogue.find(name);
    if (!found) return std::nullopt;
    return FactId{*found};
}

std::optional<RuleId> RuleSet::find_rule(std::string_view id) const {
    const auto found = loaded_->model.rule_by_key.find(text::canonical_name(id));
    if (found == loaded_->model.rule_by_key.end()) return std::nullopt;
    return RuleId{found->second};
}

std::optional<OutcomeId> RuleSet::find_outcome(std::string_view id) const {
    return named(loaded_->infos.outcome_named, id);
}
std::optional<ScoreId> RuleSet::find_score(std::string_view name) const {
    return named(loaded_->infos.score_named, name);
}
std::optional<SourceId> RuleSet::find_source(std::string_view id) const {
    return named(loaded_->infos.source_named, id);
}

std::vector<std::string> RuleSet::rules_like(std::string_view id) const {
    std::vector<std::string> ids;
    for (const model::Rule& rule : loaded_->model.rules) ids.push_back(rule.id);
    return text::suggestions(id, ids);
}

std::optional<Place> RuleSet::find_place(std::string_view path) const {
    constexpr std::string_view root = "facts.";
    if (const auto fact = find_fact(path)) return Place(*fact);
    if (path.starts_with(root)) path.remove_prefix(root.size());
    const std::size_t open = path.rfind('[');
    const auto fact = find_fact(path.substr(0, open));
    if (!fact || open == std::string_view::npos) return fact;
    const facts::Fact& list = loaded_->model.catalogue[fact->index];
    if (list.type.kind != FactKind::records) return std::nullopt;
    Place place(*fact);
    const char* const end = path.data() + path.size();
    std::uint32_t record = 0;
    const auto read = std::from_chars(path.data() + open + 1, end, record);
    if (read.ec != std::errc{} || read.ptr == end || *read.ptr != ']' ||
        record >= facts::most_list_entries) {
        return std::nullopt;
    }
    place.record = record;
    const std::string_view rest(read.ptr + 1, static_cast<std::size_t>(end - read.ptr - 1));
    if (rest.empty()) return place;
    if (rest.front() != '.') return std::nullopt;
    place.field = list.find_field(rest.substr(1));
    return place.field ? std::optional(place) : std::nullopt;
}

std::string RuleSet::path(Place place) const {
    if (place.fact.index >= loaded_->model.catalogue.size()) return {};
    const facts::Fact& fact = loaded_->model.catalogue[place.fact.index];
    std::string path = "facts." + fact.key;
    if (!place.record) return place.field ? std::string() : path;
    if (fact.type.kind != FactKind::records) return {};
    path += '[' + std::to_string(*place.record) + ']';
    if (!place.field) return path;
    if (*place.field >= fact.fields.size()) return {};
    return path + '.' + fact.fields[*place.field].key;
}

bool RuleSet::same_as(const RuleSet& other) const {
    return loaded_ == other.loaded_ || loaded_->sha256 == other.loaded_->sha256;
}

}  // namespace caveat
