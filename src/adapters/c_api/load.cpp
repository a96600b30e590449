// Rule files in, handles out. Entrances: caveat_load_file, caveat_load_text, caveat_rules_retain,
// caveat_rules_free.

#include "adapters/c_api/diagnostics.hpp"
#include "adapters/c_api/rules.hpp"
#include "adapters/c_api/wall.hpp"

#include <memory>
#include <utility>

namespace caveat::c_api {

Limits limits_in_cpp(const caveat_limits* given) {
    const auto chosen = options_of(given);
    Limits limits;
    const auto set = [](std::size_t wanted, std::size_t& bound) {
        if (wanted != 0) bound = wanted;
    };
    set(chosen.file_bytes, limits.file_bytes);
    set(chosen.nesting, limits.nesting);
    set(chosen.expression_depth, limits.expression_depth);
    set(chosen.list_length, limits.list_length);
    set(chosen.rules, limits.rules);
    set(chosen.facts, limits.facts);
    set(chosen.codes, limits.codes);
    set(chosen.phrase_slots, limits.phrase_slots);
    set(chosen.text_bytes, limits.text_bytes);
    return limits;
}

namespace {

/// Both out-parameters are null already.
caveat_status hand_over(Loaded loaded, caveat_rules** rules, caveat_diagnostics** diagnostics) {
    HeldRules held;
    if (loaded.rules) held = HeldRules(new caveat_rules(*std::move(loaded.rules)));
    if (diagnostics != nullptr) {
        *diagnostics = std::make_unique<caveat_diagnostics>(std::move(loaded.diagnostics),
                                                            std::move(loaded.source))
                           .release();
    }
    *rules = held.release();
    return *rules == nullptr ? CAVEAT_BAD_RULES : CAVEAT_OK;
}

}  // namespace

}  // namespace caveat::c_api

using namespace caveat::c_api;

caveat_status caveat_load_file(const char* path, const caveat_limits* limits, caveat_rules** rules,
                               caveat_diagnostics** diagnostics) noexcept {
    empty(rules);
    empty(diagnostics);
    if (path == nullptr || rules == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        return hand_over(caveat::load_file(path, limits_in_cpp(limits)), rules, diagnostics);
    });
}

caveat_status caveat_load_text(const char* text, size_t length, const char* name,
                               const caveat_limits* limits, caveat_rules** rules,
                               caveat_diagnostics** diagnostics) noexcept {
    empty(rules);
    empty(diagnostics);
    if (!is_text(text, length) || rules == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        return hand_over(
            caveat::load_text(view(text, length), name != nullptr ? name : "rules.yaml",
                              limits_in_cpp(limits)),
            rules, diagnostics);
    });
}

caveat_rules* caveat_rules_retain(caveat_rules* rules) noexcept {
    if (rules != nullptr) rules->holders.fetch_add(1, std::memory_order_relaxed);
    return rules;
}

void caveat_rules_free(caveat_rules* rules) noexcept {
    if (rules == nullptr) return;
    if (rules->holders.fetch_sub(1, std::memory_order_acq_rel) == 1) delete rules;
}
