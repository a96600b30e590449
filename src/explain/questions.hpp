#pragma once

// What to ask: the facts that hold rules open, each once, in the order of their weight.

#include <caveat/explain.hpp>

#include "eval/open_facts.hpp"

#include <string>
#include <vector>

namespace caveat::explain {

/// `facts.sessions[2].spasm_eased`.
std::string path_of(const model::RuleSet& rules, const eval::OpenFact& open);

/// Which questions: those that somebody can answer now, or what others must check.
enum class Asked : std::uint8_t { now, later };

std::vector<Question> questions(const eval::Result& result, eval::OpenFacts& open, Asked asked);

}  // namespace caveat::explain
