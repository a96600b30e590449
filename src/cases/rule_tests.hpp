#pragma once

// Which tests are part of which rule, by where they stand in the file.

#include <caveat/diagnostic.hpp>

#include "model/rule_set.hpp"

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

namespace caveat::cases {

class RuleTests {
  public:
    /// The rules must outlive it.
    explicit RuleTests(const model::RuleSet& rules) : rules_(rules) {}

    /// Whether a test at this place is part of the rule, also by way of a term.
    bool uses(std::uint32_t rule, Span place);

  private:
    void find();

    const model::RuleSet& rules_;
    std::vector<std::set<std::pair<std::uint32_t, std::uint32_t>>> of_rule_;  ///< once asked
};

}  // namespace caveat::cases
