#pragma once

// The commonest rules, without a look at the tree: one plain test or its denial, or `all of` or
// `any of` several, with no exemption. One test that is enough, or all of them, settle such a rule,
// and no answer can be left out, whether or not the tests share facts.

#include "explain/choice.hpp"
#include "explain/plain_forms.hpp"

#include <cstdint>
#include <vector>

namespace caveat::explain {

class PlainRules {
  public:
    PlainRules(const model::RuleSet& rules, PlainForms& forms)
        : rules_(rules), forms_(forms), plans_(rules.rules.size()) {}

    /// Finds the tests and facts that settle a rule. False when it is not of this kind.
    bool find(RuleId rule, Status status, const facts::Profile& profile,
              std::vector<DecidingTest>& tests, std::vector<std::uint32_t>& facts);

  private:
    struct Plan {
        bool is_read = false;
        bool is_any = false;
        std::uint32_t first = 0;
        std::uint32_t count = 0;  ///< 0: not of this kind
    };
    struct Test {
        ExprId id = model::none;
        PlainForm form;
        bool is_denied = false;
    };
    Plan read(const model::Rule& rule);
    bool add(ExprId condition);

    const model::RuleSet& rules_;
    PlainForms& forms_;
    std::vector<Plan> plans_;  ///< by RuleId
    std::vector<Test> tests_;
};

}  // namespace caveat::explain
