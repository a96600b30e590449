#pragma once

// The engine as the laws see it: printed rules and profiles in, a screening out.

#include <caveat/json.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include "support/generated.hpp"
#include "support/minimise.hpp"
#include "support/naive.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace caveat::testing {

/// A generated rule set, printed and loaded.
class Engine {
  public:
    Engine(const GeneratedRuleSet& rules, std::uint64_t print_seed);

    bool is_loaded() const { return loaded_.rules.has_value(); }
    /// The rule file, and what the engine said about it.
    std::string text() const { return text_; }
    std::string diagnostics() const { return render(loaded_); }
    const RuleSet& rules() const { return *loaded_.rules; }

    /// Screens the profile as JSON. Precondition: is_loaded().
    void screen(const GeneratedProfile& profile, Screening& screening,
                Respondents respondents = {}) const;
    std::string json(const GeneratedProfile& profile) const;

  private:
    GeneratedRuleSet generated_;
    std::uint64_t print_seed_;
    std::string text_;
    Loaded loaded_;
};

/// How the engine's answer differs from the naive one; empty when it does not.
std::string difference(const GeneratedRuleSet& rules, const Screening& engine,
                       const NaiveResult& naive, bool has_day);

/// The status as the laws compare it: overridden is not fired.
bool is_final(Status status);
bool same_decision(Status a, Status b);
std::string name_of(Status status);
/// The problems of a screening that are not about a missing day.
bool has_problems(const Screening& screening);

/// The rule file and profile of a failing pair, and what differs.
std::string describe(const Pair& pair, std::uint64_t print_seed, const std::string& what);

}  // namespace caveat::testing
