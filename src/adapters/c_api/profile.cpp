// Keeps a profile while it is built, looked at and changed. Entrance: the members of
// `caveat_profile`.

#include "adapters/c_api/profile.hpp"

#include <utility>
#include <variant>

using caveat::c_api::Refusal;

caveat_profile::caveat_profile(const caveat::RuleSet& rule_set) : rules(rule_set) {
    builder_.emplace(rules);
}

caveat_profile::caveat_profile(const caveat::Profile& from, caveat::ExtraFacts extra)
    : rules(from.rules()), extra_facts(extra), built_(from) {
    count_records(from);
}

caveat_profile::caveat_profile(const caveat::RuleSet& rule_set, const caveat::Profile& from,
                               caveat::ExtraFacts extra)
    : rules(rule_set), extra_facts(extra) {
    builder_.emplace(rules, from);
    count_records(built());
}

void caveat_profile::count_records(const caveat::Profile& from) {
    for (const caveat::Place& place : from.given()) {
        if (rules.fact(place.fact).kind != caveat::FactKind::records) continue;
        const caveat::Answer answer = from.answer(place);
        if (const auto* const list = std::get_if<caveat::Records>(&answer.value)) {
            record_counts[place.fact.index] = static_cast<std::uint32_t>(list->list.size());
        }
    }
}

const caveat::Profile& caveat_profile::built() {
    if (is_lost) throw Refusal{CAVEAT_OUT_OF_MEMORY};
    if (!built_) {
        is_lost = true;
        builder_->extra_facts(extra_facts);
        built_ = builder_->build();
        is_lost = false;
        builder_.reset();
    }
    return *built_;
}

void caveat_profile::begin_change() {
    if (is_lost) throw Refusal{CAVEAT_OUT_OF_MEMORY};
    shown.clear();
    given.reset();
    keep.clear();
    if (builder_) return;
    // Whatever fails here leaves the profile as it is.
    builder_.emplace(*built_);
    built_.reset();
}

void caveat_profile::clear() {
    shown.clear();
    given.reset();
    keep.clear();
    record_counts.clear();
    built_.reset();
    builder_.emplace(rules);
    is_lost = false;
}

bool caveat_profile::has(const caveat::Place& place) const {
    if (place.fact.index >= rules.fact_count()) return false;
    if (!place.record) return !place.field;
    const auto count = record_counts.find(place.fact.index);
    if (count == record_counts.end() || *place.record >= count->second) return false;
    return !place.field || *place.field < rules.fact(place.fact).fields.size();
}
