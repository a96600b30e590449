#pragma once

#include <caveat/diagnostic.hpp>
#include <caveat/export.hpp>
#include <caveat/rules.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A rule set that is replaced while programs screen with it.
namespace caveat {

/// How a store takes on another version.
struct StoreOptions {
    Limits limits{};  ///< on what each version may cost
    /// How many versions `RuleStore::find` and `RuleStore::roll_back` remember, the current one
    /// included; at least 1.
    std::size_t keep = 8;
    /// Asked before a version is adopted: false refuses it, and `now` stays. It may not call the
    /// store. A file that is half written may load with fewer rules, so a good question is whether
    /// all that is known is still there. Where it throws, so does the call, nothing has changed,
    /// and the next look asks again. Empty: every version that loads is adopted.
    std::function<bool(const RuleSet& now, const RuleSet& next)> accept{};
};

/// What became of a version that was offered or read.
enum class ReloadOutcome : std::uint8_t {
    unchanged,   ///< it is the current one
    swapped,     ///< it is current now
    refused,     ///< it has errors, or was not accepted: the current one stays
    unsettled,   ///< the file differs from the last look; adopted once two looks agree
    unreadable,  ///< the file is not there, cannot be read, or changed while it was read
};

/// What a reload or an offer gave.
struct Reloaded {
    ReloadOutcome outcome = ReloadOutcome::unchanged;  ///< what became of it
    std::vector<Diagnostic> diagnostics{};  ///< of the file, warnings of an adopted one too
    Source source{};                        ///< the text that they point into
};

struct OpenedStore;

/// Holds the current version of a rule set. Any number of threads may call anything at once: a
/// reload happens beside screenings, and whoever holds a copy of a version keeps that whole
/// version. The store starts no thread and reads no clock: the program decides when to look at the
/// file.
///
/// Whoever writes the file should write another beside it and rename that: then no reader ever sees
/// half of it. Where that is not sure, use `reload_if_changed` and `StoreOptions::accept`.
class CAVEAT_EXPORT RuleStore {
  public:
    /// A store without a file: versions come by `offer`, and a reload is `unreadable`.
    explicit RuleStore(const RuleSet& first, StoreOptions options = {});
    /// A store of the rule file at a path, UTF-8. No store where that does not load.
    static OpenedStore open(std::string path, StoreOptions options = {});
    ~RuleStore();
    RuleStore(const RuleStore&) = delete;
    RuleStore& operator=(const RuleStore&) = delete;

    /// The current version: a copy, whole while it is held. Costs a lock for as long as it takes to
    /// count one more holder.
    [[nodiscard]] RuleSet current() const;
    /// How many versions have become current so far: 1 at first. One atomic load: keep a `RuleSet`
    /// for each thread, and take the current one anew when this has changed.
    [[nodiscard]] std::uint64_t generation() const noexcept;

    /// Reads the file now and adopts what it holds. The file is loaded outside any lock that
    /// `current` waits for; two reloads come after one another.
    Reloaded reload();
    /// The same, but what differs from the last look is adopted only when size, time of change and
    /// bytes agree at two looks that follow each other: the first of them gives `unsettled`. What
    /// was looked at before, adopted or refused, is `unchanged`. For a look every second or so: it
    /// reads the file each time, and loads it only when it has settled.
    Reloaded reload_if_changed();
    /// Adopts a version that was loaded elsewhere.
    Reloaded offer(const RuleSet& next);
    /// Makes the version before the current one current again. False where there is none any more.
    bool roll_back();

    /// One of the last `StoreOptions::keep` versions by its digest, for reports that name it.
    [[nodiscard]] std::optional<RuleSet> find(std::string_view sha256) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// What opening a store gives: nothing to hold where there was an error, and every diagnostic
/// either way.
struct CAVEAT_EXPORT OpenedStore {
    std::unique_ptr<RuleStore> store;     ///< null where the file does not load
    std::vector<Diagnostic> diagnostics;  ///< of the file
    Source source;                        ///< the text that they point into
};

}  // namespace caveat
