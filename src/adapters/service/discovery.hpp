#pragma once

// What is served, for whoever asks, and answers that every endpoint shares.

#include "adapters/service/message.hpp"
#include "adapters/service/served.hpp"
#include "adapters/service/tokens.hpp"

namespace caveat::service {

/// Discovery of CDS Hooks: an entry for each rule set and hook, with what is to be prefetched.
Response discovery(const Served& served, const mapping::ServeConfig& config);

/// A page about the rules behind cards: who wrote them, and what they rest on. No patient's data.
Response about_page(const ServedRules& rules);

/// Nobody known called; why, only the metric says.
Response unauthorized(const Caller& caller, Done& done);

}  // namespace caveat::service
