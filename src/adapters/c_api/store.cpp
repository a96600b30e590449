// Rule sets that are replaced while programs screen with them. Entrances: caveat_store_*.

#include <caveat/store.hpp>

#include "adapters/c_api/diagnostics.hpp"
#include "adapters/c_api/rules.hpp"
#include "adapters/c_api/values.hpp"
#include "adapters/c_api/wall.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace caveat::c_api {

namespace {

/// Whether both are copies of one loaded rule set.
bool is_one(const RuleSet& a, const RuleSet& b) {
    return a.text().data() == b.text().data();
}

}  // namespace

}  // namespace caveat::c_api

/// The handle of the current version is kept, so that asking for it lays nothing out anew.
struct caveat_store {
    explicit caveat_store(std::unique_ptr<caveat::RuleStore> opened) : store(std::move(opened)) {}

    const std::unique_ptr<caveat::RuleStore> store;

    /// A handle of this version, with one holder more.
    caveat_rules* handle_of(const caveat::RuleSet& rules) {
        {
            const std::lock_guard lock(showing_);
            if (is_shown(rules)) return caveat_rules_retain(shown_.get());
        }
        caveat::c_api::HeldRules made(new caveat_rules(rules));
        const std::lock_guard lock(showing_);
        if (is_shown(rules)) return caveat_rules_retain(shown_.get());
        if (caveat::c_api::is_one(rules, store->current())) {
            shown_ = caveat::c_api::HeldRules(caveat_rules_retain(made.get()));
        }
        return made.release();
    }

  private:
    [[nodiscard]] bool is_shown(const caveat::RuleSet& rules) const {
        return shown_.get() != nullptr && caveat::c_api::is_one(shown_.get()->rules, rules);
    }

    std::mutex showing_;
    caveat::c_api::HeldRules shown_;
};

namespace caveat::c_api {

namespace {

StoreOptions store_options(const caveat_store_options* given) {
    const caveat_store_options chosen = options_of(given);
    StoreOptions options;
    options.limits = limits_in_cpp(chosen.limits);
    if (chosen.keep != 0) options.keep = chosen.keep;
    if (chosen.accept != nullptr) {
        options.accept = [accept = chosen.accept, user = chosen.user](const RuleSet& now,
                                                                      const RuleSet& next) {
            const HeldRules before(new caveat_rules(now));
            const HeldRules after(new caveat_rules(next));
            return accept(user, before.get(), after.get()) != 0;
        };
    }
    return options;
}

/// Diagnostics as a handle. `out` may be null.
void hand_out_found(std::vector<Diagnostic> found, Source source, caveat_diagnostics** out) {
    if (out == nullptr) return;
    *out = std::make_unique<caveat_diagnostics>(std::move(found), std::move(source)).release();
}

/// Runs `adopt`, which gives what became of a version.
template <typename Adopt>
caveat_status adopted(caveat_store* store, caveat_reload_outcome* outcome,
                      caveat_diagnostics** diagnostics, const Adopt& adopt) {
    empty(outcome);
    empty(diagnostics);
    if (store == nullptr || outcome == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        Reloaded reloaded = adopt(*store->store);
        hand_out_found(std::move(reloaded.diagnostics), std::move(reloaded.source), diagnostics);
        *outcome = number_of(reloaded.outcome);
        return CAVEAT_OK;
    });
}

}  // namespace

}  // namespace caveat::c_api

using namespace caveat::c_api;

caveat_status caveat_store_new(const caveat_rules* first, const caveat_store_options* options,
                               caveat_store** store) noexcept {
    empty(store);
    if (first == nullptr || store == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        auto made = std::make_unique<caveat::RuleStore>(first->rules, store_options(options));
        *store = std::make_unique<caveat_store>(std::move(made)).release();
        return CAVEAT_OK;
    });
}

caveat_status caveat_store_open(const char* path, const caveat_store_options* options,
                                caveat_store** store, caveat_diagnostics** diagnostics) noexcept {
    empty(store);
    empty(diagnostics);
    if (path == nullptr || store == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        caveat::OpenedStore opened = caveat::RuleStore::open(path, store_options(options));
        std::unique_ptr<caveat_store> made;
        if (opened.store != nullptr) made = std::make_unique<caveat_store>(std::move(opened.store));
        hand_out_found(std::move(opened.diagnostics), std::move(opened.source), diagnostics);
        *store = made.release();
        return *store == nullptr ? CAVEAT_BAD_RULES : CAVEAT_OK;
    });
}

void caveat_store_free(caveat_store* store) noexcept {
    delete store;
}

caveat_status caveat_store_current(caveat_store* store, caveat_rules** rules) noexcept {
    empty(rules);
    if (store == nullptr || rules == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        *rules = store->handle_of(store->store->current());
        return CAVEAT_OK;
    });
}

uint64_t caveat_store_generation(const caveat_store* store) noexcept {
    return store == nullptr ? 0 : store->store->generation();
}

caveat_status caveat_store_reload(caveat_store* store, caveat_reload_outcome* outcome,
                                  caveat_diagnostics** diagnostics) noexcept {
    return adopted(store, outcome, diagnostics,
                   [](caveat::RuleStore& held) { return held.reload(); });
}

caveat_status caveat_store_reload_if_changed(caveat_store* store, caveat_reload_outcome* outcome,
                                             caveat_diagnostics** diagnostics) noexcept {
    return adopted(store, outcome, diagnostics,
                   [](caveat::RuleStore& held) { return held.reload_if_changed(); });
}

caveat_status caveat_store_offer(caveat_store* store, const caveat_rules* next,
                                 caveat_reload_outcome* outcome,
                                 caveat_diagnostics** diagnostics) noexcept {
    return adopted(store, outcome, diagnostics, [&](caveat::RuleStore& held) {
        if (next == nullptr) throw Refusal{CAVEAT_BAD_ARGUMENT};
        return held.offer(next->rules);
    });
}

caveat_status caveat_store_roll_back(caveat_store* store) noexcept {
    if (store == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] { return store->store->roll_back() ? CAVEAT_OK : CAVEAT_NOT_FOUND; });
}

caveat_status caveat_store_find(caveat_store* store, const char* sha256, size_t length,
                                caveat_rules** rules) noexcept {
    empty(rules);
    if (store == nullptr || !is_text(sha256, length) || rules == nullptr) {
        return CAVEAT_BAD_ARGUMENT;
    }
    return guarded([&] {
        const auto found = store->store->find(view(sha256, length));
        if (!found) return CAVEAT_NOT_FOUND;
        *rules = store->handle_of(*found);
        return CAVEAT_OK;
    });
}
