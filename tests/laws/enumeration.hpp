#pragma once

// Every profile of a rule set small enough to have them counted.

#include <caveat/adapter.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace caveat::testing {

/// All profiles, one after the other: each fact is a digit.
class Enumeration {
  public:
    /// is_partly  also profiles in which something is not known
    Enumeration(const RuleSet& rules, bool is_partly);

    /// How many there are; nothing when a fact has more values than can be counted off (a number
    /// that is not whole, a date, records).
    [[nodiscard]] std::optional<std::size_t> size() const;
    void for_each(const std::function<void(const Profile&)>& look) const;

  private:
    struct Digit {
        FactId fact;
        FactKind kind = FactKind::yes_no;
        std::int64_t first = 0;  ///< of whole numbers
        std::size_t values = 0;  ///< 0 = cannot be counted off
        std::vector<std::string_view> codes;
    };

    void set(ProfileAdapter& adapter, const Digit& digit, std::size_t value) const;

    RuleSet rules_;
    bool is_partly_;
    std::vector<Digit> digits_;
};

}  // namespace caveat::testing
