#pragma once

// The profile that an interview gathers, always in the form in which it will be written.

#include <caveat/json_value.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>

#include <string>
#include <string_view>

namespace caveat::cli {

class Gathered {
  public:
    /// Nothing answered yet.
    Gathered(const RuleSet& rules, Date as_of);
    /// Begins with a profile as JSON; it gets the day of the screening where it has none. Returns
    /// what is wrong with it as a whole; empty if nothing.
    std::string begin_with(std::string_view json);

    /// The answer given so far; null where there is none.
    [[nodiscard]] JsonValue* answer(FactId fact);
    /// In place of whatever was said of the fact.
    void set(FactId fact, JsonValue answer);

    [[nodiscard]] std::string json() const { return write_json(whole_); }
    [[nodiscard]] Profile profile() const;

    /// What the rule file has against this answer, as one sentence; empty if nothing.
    [[nodiscard]] std::string problem_with(FactId fact, const JsonValue& answer) const;

  private:
    JsonValue& facts();

    RuleSet rules_;
    Date as_of_;
    JsonValue whole_;
};

}  // namespace caveat::cli
