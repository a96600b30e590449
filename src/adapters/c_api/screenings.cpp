// Screening, and what it gave. Entrances: caveat_screening_new, caveat_screening_free,
// caveat_screen, caveat_screening_get … caveat_screening_problems.

#include "adapters/c_api/diagnostics.hpp"
#include "adapters/c_api/options.hpp"
#include "adapters/c_api/profile.hpp"
#include "adapters/c_api/screening.hpp"
#include "adapters/c_api/values.hpp"
#include "adapters/c_api/wall.hpp"

#include <memory>
#include <vector>

namespace caveat::c_api {

namespace {

/// Fills a struct about one rule: `find` gives the address of ours, or null where there is none.
template <typename Struct, typename Find>
caveat_status give_of_rule(caveat_screening* screening, std::uint32_t rule, Struct* out,
                           const Find& find) {
    if (!is_ready(out) || screening == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        if (!screening->has(RuleId{rule})) return CAVEAT_NOT_FOUND;
        const Struct* const found = find(RuleId{rule});
        if (found == nullptr) return CAVEAT_NOT_FOUND;
        give(*found, out);
        return CAVEAT_OK;
    });
}

/// Fills a struct from a list that `all` gives.
template <typename Struct, typename All>
caveat_status give_nth(caveat_screening* screening, std::size_t index, Struct* out,
                       const All& all) {
    if (!is_ready(out) || screening == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        const std::vector<Struct>& items = all();
        if (index >= items.size()) return CAVEAT_NOT_FOUND;
        give(items[index], out);
        return CAVEAT_OK;
    });
}

/// Lends the list that `all` gives about one rule.
template <typename Item, typename All>
caveat_status lend_of_rule(caveat_screening* screening, std::uint32_t rule, const Item** items,
                           std::size_t* count, const All& all) {
    empty(items);
    empty(count);
    if (screening == nullptr || items == nullptr || count == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        if (!screening->has(RuleId{rule})) return CAVEAT_NOT_FOUND;
        const Lent<Item>& found = all(RuleId{rule});
        *items = found.data;
        *count = found.count;
        return CAVEAT_OK;
    });
}

}  // namespace

}  // namespace caveat::c_api

using namespace caveat::c_api;

caveat_status caveat_screening_new(caveat_screening** screening) noexcept {
    empty(screening);
    if (screening == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        *screening = std::make_unique<caveat_screening>().release();
        return CAVEAT_OK;
    });
}

void caveat_screening_free(caveat_screening* screening) noexcept {
    delete screening;
}

caveat_status caveat_screen(caveat_profile* profile, const caveat_screen_options* options,
                            caveat_screening* screening) noexcept {
    const caveat_status status = guarded([&] {
        if (profile == nullptr || screening == nullptr) return CAVEAT_BAD_ARGUMENT;
        screening->fill(profile->built(), respondents(chosen(options)));
        return CAVEAT_OK;
    });
    if (status != CAVEAT_OK && screening != nullptr) screening->forget();
    return status;
}

caveat_status caveat_screening_get(caveat_screening* screening,
                                   caveat_screening_info* info) noexcept {
    if (!is_ready(info) || screening == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        const caveat::Screening& from = screening->screening;
        const auto count = [](std::size_t all) { return static_cast<std::uint32_t>(all); };
        caveat_screening_info to{};
        to.is_filled = from.is_filled() ? 1 : 0;
        to.applicable = number_of(from.applicable());
        to.at_least = number_of(from.at_least());
        to.verdict = number_of(from.verdict());
        to.at_most = number_of(from.at_most());
        to.complete = from.complete() ? 1 : 0;
        to.rule_count = count(from.rules().rule_count());
        to.outcome_count = count(from.outcomes().size());
        to.score_count = count(screening->scores().size());
        to.problem_count = count(from.problems().size());
        to.is_readable = from.is_filled() && from.profile().is_readable() ? 1 : 0;
        give(to, info);
        return CAVEAT_OK;
    });
}

caveat_status caveat_screening_rule(caveat_screening* screening, uint32_t rule,
                                    caveat_rule_result* result) noexcept {
    caveat_rule_result ours{};
    return give_of_rule(screening, rule, result, [&](caveat::RuleId id) {
        ours.status = number_of(screening->screening.status(id));
        ours.is_deferred = screening->screening.is_deferred(id) ? 1 : 0;
        ours.condition = number_of(screening->condition(id));
        return &ours;
    });
}

caveat_status caveat_screening_rules_with(caveat_screening* screening, caveat_rule_status status,
                                          const uint32_t** rules, size_t* count) noexcept {
    empty(rules);
    empty(count);
    if (screening == nullptr || rules == nullptr || count == nullptr ||
        status < CAVEAT_RULE_NOT_FIRED || status > CAVEAT_RULE_FIRED) {
        return CAVEAT_BAD_ARGUMENT;
    }
    return guarded([&] {
        const Lent<std::uint32_t>& found =
            screening->rules_with(static_cast<caveat::Status>(status));
        *rules = found.data;
        *count = found.count;
        return CAVEAT_OK;
    });
}

caveat_status caveat_screening_lifting(caveat_screening* screening, uint32_t rule,
                                       const uint32_t** rules, size_t* count) noexcept {
    return lend_of_rule(screening, rule, rules, count,
                        [&](caveat::RuleId id) -> const auto& { return screening->lifting(id); });
}

caveat_status caveat_screening_why(caveat_screening* screening, uint32_t rule,
                                   caveat_why_result* why) noexcept {
    return give_of_rule(screening, rule, why,
                        [&](caveat::RuleId id) { return &screening->why(id); });
}

caveat_status caveat_screening_reason(caveat_screening* screening, uint32_t rule, size_t index,
                                      caveat_reason* reason) noexcept {
    return give_of_rule(screening, rule, reason, [&](caveat::RuleId id) {
        const auto& reasons = screening->reasons(id);
        return index < reasons.size() ? &reasons[index] : nullptr;
    });
}

caveat_status caveat_screening_near_miss(caveat_screening* screening, uint32_t rule,
                                         caveat_reason* reason) noexcept {
    return give_of_rule(screening, rule, reason,
                        [&](caveat::RuleId id) { return screening->near_miss(id); });
}

caveat_status caveat_screening_open_places(caveat_screening* screening, uint32_t rule,
                                           const caveat_open_place** places,
                                           size_t* count) noexcept {
    return lend_of_rule(screening, rule, places, count, [&](caveat::RuleId id) -> const auto& {
        return screening->open_places(id);
    });
}

caveat_status caveat_screening_outcome(caveat_screening* screening, uint32_t index,
                                       caveat_outcome_found* outcome) noexcept {
    return give_nth(screening, index, outcome,
                    [&]() -> const auto& { return screening->outcomes(); });
}

caveat_status caveat_screening_score(caveat_screening* screening, uint32_t index,
                                     caveat_score_found* score) noexcept {
    return give_nth(screening, index, score, [&]() -> const auto& { return screening->scores(); });
}

caveat_status caveat_screening_question_count(caveat_screening* screening, uint32_t* questions,
                                              uint32_t* deferred) noexcept {
    empty(questions);
    empty(deferred);
    if (screening == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        const std::size_t now = questions == nullptr ? 0 : screening->questions().size();
        const std::size_t later = deferred == nullptr ? 0 : screening->deferred().size();
        if (questions != nullptr) *questions = static_cast<std::uint32_t>(now);
        if (deferred != nullptr) *deferred = static_cast<std::uint32_t>(later);
        return CAVEAT_OK;
    });
}

caveat_status caveat_screening_question(caveat_screening* screening, uint32_t index,
                                        caveat_question* question) noexcept {
    return give_nth(screening, index, question,
                    [&]() -> const auto& { return screening->questions(); });
}

caveat_status caveat_screening_deferred(caveat_screening* screening, uint32_t index,
                                        caveat_question* question) noexcept {
    return give_nth(screening, index, question,
                    [&]() -> const auto& { return screening->deferred(); });
}

caveat_status caveat_screening_problems(caveat_screening* screening,
                                        caveat_diagnostics** problems) noexcept {
    empty(problems);
    if (screening == nullptr || problems == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        const auto found = screening->screening.problems();
        *problems =
            std::make_unique<caveat_diagnostics>(
                std::vector<caveat::Diagnostic>(found.begin(), found.end()), caveat::Source{})
                .release();
        return CAVEAT_OK;
    });
}
