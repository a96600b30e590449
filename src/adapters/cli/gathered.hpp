#pragma once

// The profile that an interview gathers, always in the form in which it will be written.

#include <caveat/json_value.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>

#include <cstdint>
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
    /// Whether something that was said of the fact can be used.
    [[nodiscard]] bool is_answered(FactId fact) const { return profile().is_answered(fact); }
    /// Whether something of this answer to a field of a record can be used.
    [[nodiscard]] bool can_use(FactId fact, std::uint32_t field, const JsonValue& answer) const;
    /// In place of whatever was said of the fact.
    void set(FactId fact, JsonValue answer);

    [[nodiscard]] std::string json() const { return write_json(whole_); }
    [[nodiscard]] Profile profile() const;

    /// What the rule file has against this answer, as one sentence; empty if nothing.
    [[nodiscard]] std::string problem_with(FactId fact, const JsonValue& answer) const;

  private:
    JsonValue& facts();
    /// A profile of this answer alone, on the day of this one.
    [[nodiscard]] Profile of_alone(FactId fact, const JsonValue& answer) const;

    RuleSet rules_;
    Date as_of_;
    JsonValue whole_;
};

}  // namespace caveat::cli
