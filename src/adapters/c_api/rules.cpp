// What a rule set declares, and where things are. Entrances: caveat_rules_get, caveat_rules_fact …
// caveat_rules_source, caveat_rules_find, caveat_place_find, caveat_place_path.

#include "adapters/c_api/rules.hpp"

#include "adapters/c_api/values.hpp"
#include "adapters/c_api/wall.hpp"

#include <cstdint>
#include <optional>

namespace caveat::c_api {

namespace {

template <typename Item>
const Item* at(const std::vector<Item>* items, std::uint32_t index) {
    return items != nullptr && index < items->size() ? &(*items)[index] : nullptr;
}

template <typename Item>
const Item* at(const std::vector<Item>& items, std::uint32_t index) {
    return at(&items, index);
}

/// Fills a struct: `find` gives the address of ours, or null where there is none.
template <typename Struct, typename Find>
caveat_status give_info(const caveat_rules* rules, Struct* out, const Find& find) {
    if (!is_ready(out) || rules == nullptr) return CAVEAT_BAD_ARGUMENT;
    const Struct* const found = find();
    if (found == nullptr) return CAVEAT_NOT_FOUND;
    give(*found, out);
    return CAVEAT_OK;
}

template <typename Id>
std::optional<std::uint32_t> index_of(const std::optional<Id>& found) {
    if (!found) return std::nullopt;
    return found->index;
}

std::optional<std::uint32_t> find(const RuleSet& rules, caveat_thing kind, std::string_view name) {
    switch (kind) {
        case CAVEAT_THING_FACT:
            return index_of(rules.find_fact(name));
        case CAVEAT_THING_RULE:
            return index_of(rules.find_rule(name));
        case CAVEAT_THING_OUTCOME:
            return index_of(rules.find_outcome(name));
        case CAVEAT_THING_SCORE:
            return index_of(rules.find_score(name));
        case CAVEAT_THING_SOURCE:
            return index_of(rules.find_source(name));
        default:
            throw Refusal{CAVEAT_BAD_ARGUMENT};
    }
}

}  // namespace

}  // namespace caveat::c_api

using namespace caveat::c_api;

caveat_status caveat_rules_get(const caveat_rules* rules, caveat_rules_info* info) noexcept {
    return give_info(rules, info, [&] { return &rules->info; });
}

caveat_status caveat_rules_fact(const caveat_rules* rules, uint32_t fact,
                                caveat_fact_info* info) noexcept {
    return give_info(rules, info, [&] {
        const auto* const found = at(rules->facts, fact);
        return found == nullptr ? nullptr : &found->info;
    });
}

caveat_status caveat_rules_field(const caveat_rules* rules, uint32_t fact, uint32_t field,
                                 caveat_field_info* info) noexcept {
    return give_info(rules, info, [&] {
        const auto* const whole = at(rules->facts, fact);
        const auto* const found = at(whole == nullptr ? nullptr : &whole->fields, field);
        return found == nullptr ? nullptr : &found->info;
    });
}

caveat_status caveat_rules_code(const caveat_rules* rules, uint32_t fact, uint32_t field,
                                uint32_t code, caveat_code_info* info) noexcept {
    return give_info(rules, info, [&]() -> const caveat_code_info* {
        const auto* const whole = at(rules->facts, fact);
        if (whole == nullptr) return nullptr;
        if (field == CAVEAT_NONE) return at(whole->codes, code);
        const auto* const part = at(whole->fields, field);
        return at(part == nullptr ? nullptr : &part->codes, code);
    });
}

caveat_status caveat_rules_rule(const caveat_rules* rules, uint32_t rule,
                                caveat_rule_info* info) noexcept {
    return give_info(rules, info, [&] { return at(rules->entries, rule); });
}

caveat_status caveat_rules_outcome(const caveat_rules* rules, uint32_t outcome,
                                   caveat_outcome_info* info) noexcept {
    return give_info(rules, info, [&] {
        const auto* const found = at(rules->outcomes, outcome);
        return found == nullptr ? nullptr : &found->info;
    });
}

caveat_status caveat_rules_argument(const caveat_rules* rules, uint32_t outcome, uint32_t argument,
                                    caveat_argument_info* info) noexcept {
    return give_info(rules, info, [&] {
        const auto* const found = at(rules->outcomes, outcome);
        return at(found == nullptr ? nullptr : &found->arguments, argument);
    });
}

caveat_status caveat_rules_score(const caveat_rules* rules, uint32_t score,
                                 caveat_score_info* info) noexcept {
    return give_info(rules, info, [&] { return at(rules->scores, score); });
}

caveat_status caveat_rules_source(const caveat_rules* rules, uint32_t source,
                                  caveat_source_info* info) noexcept {
    return give_info(rules, info, [&] { return at(rules->sources, source); });
}

caveat_status caveat_rules_find(const caveat_rules* rules, caveat_thing kind, const char* name,
                                size_t length, uint32_t* index) noexcept {
    empty(index);
    if (rules == nullptr || !is_text(name, length) || index == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        const auto found = find(rules->rules, kind, view(name, length));
        if (!found) return CAVEAT_NOT_FOUND;
        *index = *found;
        return CAVEAT_OK;
    });
}

caveat_status caveat_place_find(const caveat_rules* rules, const char* path, size_t length,
                                caveat_place* place) noexcept {
    empty(place);
    if (rules == nullptr || !is_text(path, length) || place == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        const auto found = rules->rules.find_place(view(path, length));
        if (!found) return CAVEAT_NOT_FOUND;
        *place = in_c(*found);
        return CAVEAT_OK;
    });
}

caveat_status caveat_place_path(const caveat_rules* rules, caveat_place place, char** path,
                                size_t* length) noexcept {
    empty(path);
    empty(length);
    if (rules == nullptr || path == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&]() -> caveat_status {
        const std::string found = rules->rules.path(in_cpp(place));
        if (found.empty()) return CAVEAT_NOT_FOUND;
        return hand_out(found, path, length);
    });
}
