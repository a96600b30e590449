// Puts the parts together: files, clock, store, sockets. Entrance: serve.

#include <caveat/service.hpp>

#include "adapters/service/server.hpp"

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <mutex>
#include <ostream>
#include <random>
#include <utility>
#include <vector>

namespace caveat {

namespace service {

namespace {

std::int64_t seconds_now() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

/// Whose today: a name that the machine does not know would be taken for UTC in silence.
bool set_timezone(const std::string& name, std::ostream& messages) {
    if (name.empty()) return true;
    const std::string file = "/usr/share/zoneinfo/" + name;
    std::error_code problem;
    if (!std::filesystem::is_regular_file(file, problem)) {
        messages << "error: this machine knows no time zone `" << name << "`\n";
        return false;
    }
    setenv("TZ", (":" + name).c_str(), 1);
    tzset();
    return true;
}

/// Ids of requests: by chance, and without a meaning.
class Ids {
  public:
    std::string next() {
        const std::lock_guard guard(mutex_);
        constexpr std::string_view digits = "0123456789abcdef";
        std::string id;
        for (int i = 0; i < 2; ++i) {
            std::uint64_t bits = engine_();
            for (int j = 0; j < 8; ++j, bits >>= 4U) id += digits[bits & 15U];
        }
        return id;
    }

  private:
    std::mutex mutex_;
    std::mt19937_64 engine_{std::random_device{}()};
};

std::int64_t days_of(const mapping::Window& window) {
    switch (window.unit) {
        case values::CalendarUnit::days:
            return window.count;
        case values::CalendarUnit::weeks:
            return 7 * window.count;
        case values::CalendarUnit::months:
            return 31 * window.count;
        case values::CalendarUnit::years:
            return 366 * window.count;
    }
    return window.count;
}

/// Messages of several threads, each whole.
class Messages {
  public:
    explicit Messages(std::ostream& out) : out_(out) {}

    void say(const std::string& text) {
        const std::lock_guard guard(mutex_);
        out_ << text << (text.ends_with('\n') ? "" : "\n") << std::flush;
    }

  private:
    std::mutex mutex_;
    std::ostream& out_;
};

class Runner {
  public:
    Runner(const ServeOptions& options, const mapping::ServeConfig& config, std::ostream& log,
           std::ostream& out)
        : options_(options), config_(config), log_(log), messages_(out) {}

    int run(LoadedServed loaded) {
        constexpr int unusable = 2;
        std::string problem;
        std::unique_ptr<Tokens> tokens;
        if (!config_.clients.empty()) {
            tokens = Tokens::load(config_, problem);
            if (!tokens) return fail(problem);
        }
        auto store = Store::open(config_.store, problem);
        if (!store) {
            return fail("the store `" + config_.store + "` cannot be opened: " + problem);
        }
        files_ = std::move(loaded.files);
        Service service(config_, std::move(loaded.served), {options_.today, seconds_now},
                        std::move(tokens), std::move(store));
        Serving serving{service,
                        [&] { return reload(service); },
                        {},
                        [&] { forget(service.store()); },
                        [&] { return ids_.next(); },
                        log_,
                        [&](const std::string& text) { messages_.say(text); }};
        if (options_.watch) {
            serving.stamp = [&] {
                const std::lock_guard guard(files_mutex_);
                return stamp_of(files_);
            };
        }
        return service::run(serving) ? 0 : unusable;
    }

  private:
    int fail(const std::string& problem) {
        constexpr int unusable = 2;
        messages_.say("error: " + problem);
        return unusable;
    }

    void forget(Store& store) const {
        constexpr std::int64_t seconds_of_day = 86'400;
        store.forget(seconds_now() - days_of(config_.keep_cards) * seconds_of_day);
    }

    /// All of it, or nothing.
    bool reload(Service& service) {
        LoadedServed loaded = load_served(config_, options_.check_cases);
        {
            // Those that were looked for in vain are watched too.
            const std::lock_guard guard(files_mutex_);
            files_ = std::move(loaded.files);
        }
        if (!loaded.messages.empty()) messages_.say(loaded.messages);
        std::string problem;
        std::function<void()> use_keys = [] {};
        if (service.tokens() != nullptr) use_keys = service.tokens()->reload(problem);
        if (!problem.empty()) messages_.say("error: " + problem);
        if (!loaded.served || !use_keys) {
            service.keep_stale();
            return false;
        }
        use_keys();
        service.swap(loaded.served);
        return true;
    }

    const ServeOptions& options_;
    const mapping::ServeConfig& config_;
    std::ostream& log_;
    Messages messages_;
    Ids ids_;
    std::mutex files_mutex_;
    std::vector<std::string> files_;  ///< that the last load looked for
};

}  // namespace

}  // namespace service

int serve(const ServeOptions& options, std::ostream& log, std::ostream& messages) {
    constexpr int unusable = 2;
    const mapping::ReadServe read = mapping::read_serve_file(options.file);
    for (const Diagnostic& each : read.diagnostics) messages << render(each, read.source);
    if (!read.config) return unusable;
    service::LoadedServed loaded = service::load_served(*read.config, options.check_cases);
    messages << loaded.messages << std::flush;
    if (!loaded.served) return unusable;
    if (options.only_check) {
        messages << options.file << ": " << loaded.served->rules.size()
                 << (loaded.served->rules.size() == 1 ? " rule set" : " rule sets")
                 << ", no errors\n";
        return loaded.messages.empty() ? 0 : 1;
    }
    if (!service::set_timezone(read.config->timezone, messages)) return unusable;
    return service::Runner(options, *read.config, log, messages).run(std::move(loaded));
}

}  // namespace caveat
