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

namespace caveat {

namespace service {

namespace {

std::int64_t seconds_now() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

Date today() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    Date day;
    day.year = static_cast<std::int16_t>(local.tm_year + 1900);
    day.month = static_cast<std::uint8_t>(local.tm_mon + 1);
    day.day = static_cast<std::uint8_t>(local.tm_mday);
    return day;
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

int run_service(const mapping::ServeConfig& config, std::shared_ptr<const Served> served,
                std::ostream& log, std::ostream& messages) {
    constexpr int unusable = 2;
    if (!set_timezone(config.timezone, messages)) return unusable;
    std::string problem;
    std::unique_ptr<Tokens> tokens;
    if (!config.clients.empty()) {
        tokens = Tokens::load(config, problem);
        if (!tokens) {
            messages << "error: " << problem << '\n';
            return unusable;
        }
    }
    auto store = Store::open(config.store, problem);
    if (!store) {
        messages << "error: the store `" << config.store << "` cannot be opened: " << problem
                 << '\n';
        return unusable;
    }
    constexpr std::int64_t seconds_of_day = 86'400;
    store->forget(seconds_now() - days_of(config.keep_cards) * seconds_of_day);
    Service service(config, std::move(served), {today, seconds_now}, std::move(tokens),
                    std::move(store));
    Ids ids;
    const auto reload = [&] {
        const LoadedServed loaded = load_served(config);
        messages << loaded.messages;
        if (loaded.served) {
            service.swap(loaded.served);
            messages << "loaded anew\n" << std::flush;
        } else {
            service.keep_stale();
            messages << "error: the rules before these are served on\n" << std::flush;
        }
        service.store().forget(seconds_now() - days_of(config.keep_cards) * seconds_of_day);
    };
    return run({service, reload, [&] { return ids.next(); }, log, messages}) ? 0 : unusable;
}

}  // namespace

}  // namespace service

int serve(const ServeOptions& options, std::ostream& log, std::ostream& messages) {
    constexpr int unusable = 2;
    const mapping::ReadServe read = mapping::read_serve_file(options.file);
    for (const Diagnostic& each : read.diagnostics) messages << render(each, read.source);
    if (!read.config) return unusable;
    const service::LoadedServed loaded = service::load_served(*read.config);
    messages << loaded.messages << std::flush;
    if (!loaded.served) return unusable;
    if (options.only_check) {
        messages << options.file << ": " << loaded.served->rules.size()
                 << (loaded.served->rules.size() == 1 ? " rule set" : " rule sets")
                 << ", no errors\n";
        return loaded.messages.empty() ? 0 : 1;
    }
    return service::run_service(*read.config, loaded.served, log, messages);
}

}  // namespace caveat
