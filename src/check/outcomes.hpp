#pragma once

#include "check/context.hpp"

#include <map>
#include <span>
#include <string>

namespace caveat::check {

/// The outcomes that rules name: one entry for each declaration and choice of arguments.
class Outcomes {
  public:
    explicit Outcomes(Context& context) : context_(context) {}

    /// Adds what the rule names to the rule, each once, and sets its strictest verb.
    void add(std::span<const language::OutcomeUse> uses, model::Rule& rule);
    /// Puts the outcomes into the order in which they are shown.
    void finish();

  private:
    std::optional<OutcomeId> find(const language::OutcomeUse& use);

    Context& context_;
    std::map<std::string, OutcomeId> known_;
};

}  // namespace caveat::check
