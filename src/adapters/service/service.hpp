#pragma once

// The service without its sockets: requests in, answers out.

#include "adapters/service/message.hpp"
#include "adapters/service/metrics.hpp"
#include "adapters/service/served.hpp"
#include "adapters/service/store.hpp"
#include "adapters/service/tokens.hpp"
#include "mapping/serve_file.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace caveat::service {

/// What time it is; told by whoever has a clock.
struct Clock {
    std::function<Date()> today;        ///< in the time zone of the service
    std::function<std::int64_t()> now;  ///< seconds since 1970
};

/// Every call may come from any thread.
class Service {
  public:
    /// tokens  null: everybody may call
    Service(mapping::ServeConfig config, std::shared_ptr<const Served> served, Clock clock,
            std::unique_ptr<Tokens> tokens, std::unique_ptr<Store> store);

    /// The answer to a request of a record system, and what is to be said of it.
    Response answer(const Request& request, Done& done);
    /// The answer to a request on the address for those who run the service.
    Response answer_admin(const Request& request);

    /// What is served just now.
    [[nodiscard]] std::shared_ptr<const Served> served() const;
    /// Serves other rules from the next request on. Requests that are answered just now keep
    /// theirs.
    void swap(std::shared_ptr<const Served> served);
    /// New files could not be loaded: the old rules stay.
    void keep_stale();
    /// No more requests are wanted.
    void set_ready(bool is_ready) { is_ready_ = is_ready; }

    Metrics& metrics() { return metrics_; }
    Store& store() { return *store_; }
    /// Null where everybody may call.
    Tokens* tokens() { return tokens_.get(); }
    [[nodiscard]] std::int64_t now() const { return clock_.now(); }
    [[nodiscard]] const mapping::ServeConfig& config() const { return config_; }

  private:
    Response route(const Request& request, Done& done);
    /// The answer to somebody who may not see what is served; nothing where everybody may.
    std::optional<Response> guard(const Request& request, Done& done);
    Response post(const Request& request, const ServedRules& rules, bool is_feedback, Done& done);
    Response show_cards(const Request& request, const ServedRules& rules, Done& done);
    Response take_feedback(const Request& request, Done& done);

    mapping::ServeConfig config_;
    Clock clock_;
    std::unique_ptr<Tokens> tokens_;
    std::unique_ptr<Store> store_;
    Metrics metrics_;
    mutable std::mutex mutex_;
    std::shared_ptr<const Served> served_;
    std::atomic<bool> is_ready_{true};
    std::atomic<bool> is_stale_{false};
};

}  // namespace caveat::service
