#pragma once

// The sockets of a service.

#include "adapters/service/service.hpp"

#include <functional>
#include <iosfwd>
#include <string>

namespace caveat::service {

/// What the sockets need of the rest.
struct Serving {
    Service& service;
    /// Rules, mappings, value sets and the key files of clients anew; false where they stay as they
    /// were.
    std::function<bool()> reload;
    /// What tells one state of those files from another; empty where nobody looks at them.
    std::function<std::string()> stamp;
    /// Forgets what was kept for long enough; asked at start and once a minute.
    std::function<void()> forget;
    std::function<std::string()> new_id;  ///< for one request
    std::ostream& log;
    std::function<void(const std::string&)> say;  ///< to those who run it; from any thread
};

/// Listens, answers, and comes back once the service was told to stop. False, with a message, where
/// it cannot listen.
bool run(const Serving& serving);

}  // namespace caveat::service
