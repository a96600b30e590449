// Profiles for C. Entrances: caveat_profile_*.

#include <caveat/json.hpp>

#include "adapters/c_api/answers.hpp"
#include "adapters/c_api/diagnostics.hpp"
#include "adapters/c_api/options.hpp"
#include "adapters/c_api/profile.hpp"
#include "adapters/c_api/rules.hpp"
#include "adapters/c_api/values.hpp"
#include "adapters/c_api/wall.hpp"

#include <memory>
#include <utility>
#include <vector>

namespace caveat::c_api {

namespace {

/// A record goes as a whole, and is given no answer as a whole.
void set(caveat_profile& profile, const Place& place, const Answer& answer) {
    const bool is_taken_back = std::holds_alternative<std::monostate>(answer.value);
    if (place.record && !place.field && !is_taken_back) throw Refusal{CAVEAT_BAD_ARGUMENT};
    profile.change([&](ProfileBuilder& builder) {
        builder.set(place, answer);
        if (!place.record) {
            const bool is_list = std::holds_alternative<Records>(answer.value);
            is_list ? void(profile.record_counts[place.fact.index] = 0)
                    : void(profile.record_counts.erase(place.fact.index));
        } else if (!place.field) {
            --profile.record_counts[place.fact.index];
        }
    });
}

std::uint32_t add_record(caveat_profile& profile, FactId fact) {
    std::uint32_t record = 0;
    profile.change([&](ProfileBuilder& builder) {
        record = builder.add_record(fact);
        profile.record_counts[fact.index] = record + 1;
    });
    return record;
}

const caveat_answer& shown_at(caveat_profile& profile, const Place& place) {
    const auto found = profile.shown.find(place);
    if (found != profile.shown.end()) return found->second;
    const Profile& built = profile.built();
    caveat_answer answer = answer_in_c(built.answer(place), profile.keep);
    answer.state = number_of(built.state(place));
    return profile.shown.emplace(place, answer).first->second;
}

}  // namespace

}  // namespace caveat::c_api

using namespace caveat::c_api;

caveat_status caveat_profile_new(const caveat_rules* rules, caveat_profile** profile) noexcept {
    empty(profile);
    if (rules == nullptr || profile == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        *profile = std::make_unique<caveat_profile>(rules->rules).release();
        return CAVEAT_OK;
    });
}

caveat_status caveat_profile_from_json(const caveat_rules* rules, const char* json, size_t length,
                                       const caveat_screen_options* options,
                                       caveat_profile** profile) noexcept {
    empty(profile);
    if (rules == nullptr || !is_text(json, length) || profile == nullptr) {
        return CAVEAT_BAD_ARGUMENT;
    }
    return guarded([&] {
        const caveat::ReadOptions reading = read_options(chosen(options));
        *profile = std::make_unique<caveat_profile>(
                       caveat::read_profile(rules->rules, view(json, length), reading),
                       reading.extra_facts)
                       .release();
        return CAVEAT_OK;
    });
}

caveat_status caveat_profile_copy(caveat_profile* profile, const caveat_rules* rules,
                                  caveat_profile** copy) noexcept {
    empty(copy);
    if (profile == nullptr || copy == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        const caveat::Profile& from = profile->built();
        const caveat::ExtraFacts extra = profile->extra_facts;
        auto made = rules == nullptr ? std::make_unique<caveat_profile>(from, extra)
                                     : std::make_unique<caveat_profile>(rules->rules, from, extra);
        *copy = made.release();
        return CAVEAT_OK;
    });
}

caveat_status caveat_profile_clear(caveat_profile* profile) noexcept {
    if (profile == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        profile->clear();
        return CAVEAT_OK;
    });
}

void caveat_profile_free(caveat_profile* profile) noexcept {
    delete profile;
}

caveat_status caveat_profile_patient(caveat_profile* profile, const char* id,
                                     size_t length) noexcept {
    if (profile == nullptr || !is_text(id, length)) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        profile->change(
            [&](caveat::ProfileBuilder& builder) { builder.patient(view(id, length)); });
        return CAVEAT_OK;
    });
}

caveat_status caveat_profile_as_of(caveat_profile* profile, const char* iso_date,
                                   size_t length) noexcept {
    if (profile == nullptr || !is_text(iso_date, length)) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        profile->change(
            [&](caveat::ProfileBuilder& builder) { builder.as_of(view(iso_date, length)); });
        return CAVEAT_OK;
    });
}

caveat_status caveat_profile_set(caveat_profile* profile, caveat_place place,
                                 const caveat_answer* answer) noexcept {
    if (profile == nullptr || !has_good_size(answer)) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        const caveat::Answer given = answer_in_cpp(taken(answer));
        if (!profile->has(in_cpp(place))) return CAVEAT_NOT_FOUND;
        set(*profile, in_cpp(place), given);
        return CAVEAT_OK;
    });
}

caveat_status caveat_profile_unset(caveat_profile* profile, caveat_place place) noexcept {
    if (profile == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        if (!profile->has(in_cpp(place))) return CAVEAT_NOT_FOUND;
        set(*profile, in_cpp(place), caveat::Answer());
        return CAVEAT_OK;
    });
}

caveat_status caveat_profile_add_record(caveat_profile* profile, uint32_t fact,
                                        uint32_t* record) noexcept {
    empty(record);
    if (profile == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        const caveat::FactId id{fact};
        if (fact >= profile->rules.fact_count() ||
            profile->rules.fact(id).kind != caveat::FactKind::records) {
            return CAVEAT_NOT_FOUND;
        }
        const std::uint32_t added = add_record(*profile, id);
        if (record != nullptr) *record = added;
        return CAVEAT_OK;
    });
}

caveat_status caveat_profile_get(caveat_profile* profile, caveat_place place,
                                 caveat_answer* answer) noexcept {
    if (!is_ready(answer) || profile == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        if (!profile->has(in_cpp(place))) return CAVEAT_NOT_FOUND;
        give(shown_at(*profile, in_cpp(place)), answer);
        return CAVEAT_OK;
    });
}

caveat_status caveat_profile_given(caveat_profile* profile, const uint32_t** facts,
                                   size_t* count) noexcept {
    empty(facts);
    empty(count);
    if (profile == nullptr || facts == nullptr || count == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        if (!profile->given) {
            std::vector<caveat::FactId> said;
            for (const caveat::Place& place : profile->built().given()) said.push_back(place.fact);
            profile->given = profile->keep.indices(said);
        }
        *facts = profile->given->data;
        *count = profile->given->count;
        return CAVEAT_OK;
    });
}

caveat_status caveat_profile_to_json(caveat_profile* profile, char** json,
                                     size_t* length) noexcept {
    empty(json);
    empty(length);
    if (profile == nullptr || json == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] { return hand_out(caveat::write_profile(profile->built()), json, length); });
}

caveat_status caveat_profile_problems(caveat_profile* profile,
                                      caveat_diagnostics** problems) noexcept {
    empty(problems);
    if (profile == nullptr || problems == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        const auto found = profile->built().problems();
        *problems =
            std::make_unique<caveat_diagnostics>(
                std::vector<caveat::Diagnostic>(found.begin(), found.end()), caveat::Source{})
                .release();
        return CAVEAT_OK;
    });
}
