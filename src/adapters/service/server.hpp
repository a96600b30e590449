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
    std::function<void()> reload;         ///< rules, mappings and value sets anew
    std::function<std::string()> new_id;  ///< for one request
    std::ostream& log;
    std::ostream& messages;
};

/// Listens, answers, and comes back once the service was told to stop. False, with a message, where
/// it cannot listen.
bool run(const Serving& serving);

}  // namespace caveat::service
