#pragma once

// What is counted, as Prometheus reads it. Names of services, hooks and outcomes come from files of
// ours alone: nothing that a request says becomes a label.

#include "adapters/service/message.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <tuple>

namespace caveat::service {

class Metrics {
  public:
    /// seconds  that it took
    void add(const Done& done, unsigned status, double seconds);
    /// Feedback, by what it is about.
    void add_feedback(std::uint64_t accepted, std::uint64_t overridden, std::uint64_t unknown);
    /// How many requests wait for their answer just now.
    void set_waiting(int count) { waiting_ = count; }
    void set_reloaded(std::int64_t now, bool is_good);

    [[nodiscard]] std::string text(std::int64_t now) const;

  private:
    static constexpr std::array limits{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                       0.1,   0.25,   0.5,   1.0,  2.5};

    mutable std::mutex mutex_;
    std::map<std::tuple<std::string, std::string, std::string, unsigned>, std::uint64_t> requests_;
    std::map<std::string, std::uint64_t> refusals_;
    std::map<std::pair<std::string, std::string>, std::uint64_t> cards_;
    std::array<std::uint64_t, limits.size() + 1> durations_{};
    double seconds_ = 0;
    std::array<std::uint64_t, 3> feedback_{};
    std::int64_t reloaded_ = 0;
    bool is_stale_ = false;
    std::atomic<int> waiting_{0};
};

}  // namespace caveat::service
