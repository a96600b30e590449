// Keeps the current version of a rule set and adopts others. Entrance: `RuleStore`.
//
// Two locks: `adopting` makes those who load come after one another, and is held while a file is
// read and loaded; `showing` guards what readers copy, and is held for a few pointers only. (An
// atomic shared_ptr would need no second lock, but is not everywhere, and not sound everywhere.)

#include <caveat/store.hpp>

#include "api/file_text.hpp"
#include "text/sha256.hpp"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <mutex>
#include <system_error>
#include <utility>

namespace caveat {

namespace api {

namespace files = std::filesystem;

/// A rule file as it was found at one look.
struct FileLook {
    std::uintmax_t size = 0;
    files::file_time_type changed{};
    std::string sha256;
    friend bool operator==(const FileLook&, const FileLook&) = default;
};

struct FoundFile {
    std::string text;
    FileLook look;
    std::optional<Diagnostic> problem;
};

}  // namespace api

namespace {

using api::FileLook;
using api::FoundFile;

/// Size and time of change; nothing where the file cannot be asked.
std::optional<FileLook> look_at(const std::string& path) {
    std::error_code problem;
    const std::filesystem::path place(std::u8string(path.begin(), path.end()));
    FileLook look;
    look.size = std::filesystem::file_size(place, problem);
    if (problem) return std::nullopt;
    look.changed = std::filesystem::last_write_time(place, problem);
    if (problem) return std::nullopt;
    return look;
}

/// The file, if it stays the same while it is read.
FoundFile read_whole(const std::string& path, const Limits& limits) {
    const std::optional<FileLook> before = look_at(path);
    api::FileText file = api::read_file(path, limits);
    FoundFile found;
    found.text = std::move(file.text);
    found.problem = std::move(file.problem);
    if (found.problem) return found;
    std::optional<FileLook> after = look_at(path);
    const bool is_whole = before && after && *before == *after && after->size == found.text.size();
    if (!is_whole) {
        found.problem = api::file_problem("file-unreadable", "the file changed while it was read",
                                          "look again, and replace rule files by renaming");
        return found;
    }
    found.look = *std::move(after);
    found.look.sha256 = text::sha256_hex(found.text);
    return found;
}

Diagnostic not_accepted(const RuleSet& next) {
    return api::file_problem("not-accepted",
                             "version `" + std::string(next.version()) + "` was not accepted",
                             "the version before it stays in use");
}

}  // namespace

struct RuleStore::State {
    State(const RuleSet& first, StoreOptions how, std::string file)
        : options(std::move(how)), path(std::move(file)), current(first) {
        kept.push_back(current);
    }

    StoreOptions options;
    std::string path;  ///< empty: there is no file

    std::mutex adopting;
    std::optional<FileLook> looked_at;  ///< what was adopted or refused last
    std::optional<FileLook> unsettled;  ///< what the last look found, to be confirmed

    mutable std::mutex showing;
    RuleSet current;
    std::vector<RuleSet> kept;    ///< every version that `find` knows, the one adopted last behind
    std::vector<RuleSet> before;  ///< those that were current, for `roll_back`
    std::atomic<std::uint64_t> generation{1};

    [[nodiscard]] RuleSet shown() const {
        const std::lock_guard lock(showing);
        return current;
    }

    /// What goes is freed when no lock is held.
    void show(const RuleSet& next, bool is_remembered) {
        std::vector<RuleSet> gone;
        const std::lock_guard lock(showing);
        const std::size_t most = std::max<std::size_t>(options.keep, 1);
        if (is_remembered && most > 1) {
            before.push_back(current);
            if (before.size() >= most) {
                gone.push_back(before.front());
                before.erase(before.begin());
            }
        }
        const auto known = std::find_if(kept.begin(), kept.end(), [&](const RuleSet& each) {
            return each.sha256() == next.sha256();
        });
        if (known != kept.end()) kept.erase(known);
        kept.push_back(next);
        if (kept.size() > most) {
            gone.push_back(kept.front());
            kept.erase(kept.begin());
        }
        gone.push_back(current);
        current = next;
        generation.fetch_add(1, std::memory_order_release);
    }

    /// `adopting` is held.
    Reloaded adopt(const RuleSet& next, Reloaded reloaded) {
        const RuleSet now = shown();
        if (now.sha256() == next.sha256()) {
            reloaded.outcome = ReloadOutcome::unchanged;
        } else if (options.accept && !options.accept(now, next)) {
            reloaded.outcome = ReloadOutcome::refused;
            reloaded.diagnostics.push_back(not_accepted(next));
        } else {
            reloaded.outcome = ReloadOutcome::swapped;
            show(next, true);
        }
        return reloaded;
    }

    /// `adopting` is held.
    Reloaded adopt(const FoundFile& found) {
        Reloaded reloaded = decided(found);
        // Where that was not to be had, the next look asks again.
        looked_at = found.look;
        unsettled.reset();
        return reloaded;
    }
    Reloaded decided(const FoundFile& found) {
        if (found.look.sha256 == shown().sha256()) return {};
        Loaded loaded = load_text(found.text, path, options.limits);
        Reloaded reloaded;
        reloaded.outcome = ReloadOutcome::refused;
        reloaded.diagnostics = std::move(loaded.diagnostics);
        reloaded.source = std::move(loaded.source);
        if (!loaded.rules) return reloaded;
        return adopt(*std::move(loaded.rules), std::move(reloaded));
    }

    [[nodiscard]] Reloaded unreadable(Diagnostic problem) const {
        Reloaded reloaded;
        reloaded.outcome = ReloadOutcome::unreadable;
        reloaded.diagnostics.push_back(std::move(problem));
        reloaded.source.name = path;
        return reloaded;
    }

    [[nodiscard]] std::optional<Reloaded> without_file() const {
        if (!path.empty()) return std::nullopt;
        return unreadable(api::file_problem("file-not-found", "this store has no file",
                                            "offer it another version"));
    }
};

RuleStore::RuleStore(const RuleSet& first, StoreOptions options)
    : state_(std::make_unique<State>(first, std::move(options), std::string())) {}

RuleStore::~RuleStore() = default;

OpenedStore RuleStore::open(std::string path, StoreOptions options) {
    OpenedStore opened;
    opened.source.name = path;
    FoundFile found = read_whole(path, options.limits);
    if (found.problem) {
        opened.diagnostics.push_back(*std::move(found.problem));
        return opened;
    }
    Loaded loaded = load_text(found.text, path, options.limits);
    opened.diagnostics = std::move(loaded.diagnostics);
    opened.source = std::move(loaded.source);
    if (!loaded.rules) return opened;
    opened.store = std::make_unique<RuleStore>(*loaded.rules, std::move(options));
    opened.store->state_->path = std::move(path);
    opened.store->state_->looked_at = std::move(found.look);
    return opened;
}

RuleSet RuleStore::current() const {
    return state_->shown();
}

std::uint64_t RuleStore::generation() const noexcept {
    return state_->generation.load(std::memory_order_acquire);
}

Reloaded RuleStore::reload() {
    if (auto none = state_->without_file()) return *std::move(none);
    const std::lock_guard lock(state_->adopting);
    FoundFile found = read_whole(state_->path, state_->options.limits);
    if (found.problem) {
        state_->unsettled.reset();
        return state_->unreadable(*std::move(found.problem));
    }
    return state_->adopt(found);
}

Reloaded RuleStore::reload_if_changed() {
    if (auto none = state_->without_file()) return *std::move(none);
    const std::lock_guard lock(state_->adopting);
    FoundFile found = read_whole(state_->path, state_->options.limits);
    if (found.problem) {
        state_->unsettled.reset();
        return state_->unreadable(*std::move(found.problem));
    }
    if (state_->looked_at && state_->looked_at->sha256 == found.look.sha256) {
        state_->unsettled.reset();
        return {};
    }
    if (state_->unsettled != found.look) {
        state_->unsettled = std::move(found.look);
        Reloaded reloaded;
        reloaded.outcome = ReloadOutcome::unsettled;
        return reloaded;
    }
    return state_->adopt(found);
}

Reloaded RuleStore::offer(const RuleSet& next) {
    const std::lock_guard lock(state_->adopting);
    return state_->adopt(next, {});
}

bool RuleStore::roll_back() {
    const std::lock_guard lock(state_->adopting);
    std::optional<RuleSet> previous;
    {
        const std::lock_guard shown(state_->showing);
        if (state_->before.empty()) return false;
        previous = state_->before.back();
        state_->before.pop_back();
    }
    state_->show(*previous, false);
    return true;
}

std::optional<RuleSet> RuleStore::find(std::string_view sha256) const {
    const std::lock_guard lock(state_->showing);
    for (const RuleSet& each : state_->kept) {
        if (each.sha256() == sha256) return each;
    }
    return std::nullopt;
}

}  // namespace caveat
