#pragma once

// Reasons, questions and traces of one screening, with the memory that they share.

#include <caveat/explain.hpp>

#include "eval/open_facts.hpp"
#include "explain/evidence.hpp"
#include "explain/questions.hpp"
#include "explain/reasons.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::explain {

/// What its members give is described where the public functions of their names are declared.
class Explainer {
  public:
    /// source  the rule file's text, into which the spans of the rule set look; it may be empty
    Explainer(const eval::Result& result, std::string_view source);
    Explainer(const Explainer&) = delete;
    Explainer& operator=(const Explainer&) = delete;

    Why why(RuleId rule);
    std::optional<Reason> near_miss(RuleId rule);
    std::vector<std::string> unknown_facts(RuleId rule);
    std::vector<FactId> asks(RuleId rule);
    std::vector<Question> questions(Asked asked);
    std::vector<TraceNode> trace(RuleId rule);

  private:
    Evidence& evidence();
    eval::OpenFacts& open_facts();

    const eval::Result& result_;
    model::Values values_;  ///< of the screening; what is inside a `where` is overwritten
    model::Scratch scratch_;
    View known_;
    Reasons reasons_;
    // Made when they are first needed.
    std::optional<Evidence> evidence_;
    std::optional<eval::OpenFacts> open_facts_;
};

}  // namespace caveat::explain
