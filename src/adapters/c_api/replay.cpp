// Records against the screenings of today. Entrances: caveat_replay, caveat_replayed_get,
// caveat_replayed_free.

#include <caveat/json.hpp>

#include "adapters/c_api/rules.hpp"
#include "adapters/c_api/values.hpp"
#include "adapters/c_api/wall.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>

struct caveat_replayed {
    explicit caveat_replayed(caveat::Replayed result) : found(std::move(result)) {}
    const caveat::Replayed found;
};

namespace caveat::c_api {

namespace {

caveat_text borrowed(const std::string& text) {
    return {text.c_str(), text.size()};
}

/// The rule set that a function of the caller's finds.
std::optional<RuleSet> found_by(caveat_rules_finder finder, void* user, std::string_view sha256) {
    if (finder == nullptr) return std::nullopt;
    caveat_rules* given = nullptr;
    const caveat_status status = finder(user, std::string(sha256).c_str(), &given);
    const HeldRules held(given);
    if (status == CAVEAT_NOT_FOUND) return std::nullopt;
    if (status != CAVEAT_OK) throw Refusal{status};
    if (given == nullptr) return std::nullopt;
    return given->rules;
}

}  // namespace

}  // namespace caveat::c_api

using namespace caveat::c_api;

caveat_status caveat_replay(const char* record, size_t record_length, caveat_rules_finder finder,
                            void* user, const char* profile, size_t profile_length,
                            caveat_replayed** replayed) noexcept {
    empty(replayed);
    if (!is_text(record, record_length) || !is_text(profile, profile_length) ||
        replayed == nullptr) {
        return CAVEAT_BAD_ARGUMENT;
    }
    return guarded([&] {
        std::optional<std::string_view> given;
        if (profile != nullptr) given = view(profile, profile_length);
        auto found = std::make_unique<caveat_replayed>(caveat::replay(
            view(record, record_length),
            [&](std::string_view sha256) { return found_by(finder, user, sha256); }, given));
        *replayed = found.release();
        return CAVEAT_OK;
    });
}

caveat_status caveat_replayed_get(const caveat_replayed* replayed,
                                  caveat_replayed_info* info) noexcept {
    if (!is_ready(info) || replayed == nullptr) return CAVEAT_BAD_ARGUMENT;
    caveat_replayed_info ours{};
    ours.id = borrowed(replayed->found.id);
    ours.path = borrowed(replayed->found.path);
    ours.recorded = borrowed(replayed->found.recorded);
    ours.now = borrowed(replayed->found.now);
    ours.outcome = number_of(replayed->found.outcome);
    give(ours, info);
    return CAVEAT_OK;
}

void caveat_replayed_free(caveat_replayed* replayed) noexcept {
    delete replayed;
}
