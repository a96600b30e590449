#pragma once

// Rule sets in which every fact is yes or no and stands in one place only, so that all patients can
// be counted off, and what a fact may change is known for certain.

#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace caveat::testing {

class SmallRules {
  public:
    explicit SmallRules(std::uint64_t seed);

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] const RuleSet& rules() const { return *loaded_.rules; }
    [[nodiscard]] bool is_loaded() const { return loaded_.rules.has_value(); }

    /// By fact: yes, no, or nothing where it is not answered.
    using Answers = std::vector<std::optional<bool>>;
    /// Some answers, from a seed.
    [[nodiscard]] Answers answers(std::uint64_t seed) const;
    void screen(const Answers& answers, Screening& screening, Respondents respondents = {}) const;
    /// Every way to answer what is left open.
    void for_each_completion(const Answers& answers,
                             const std::function<void(const Answers&)>& look) const;

    /// What an outcome says to patients, and stands nowhere else: `say 7 here`.
    [[nodiscard]] static std::string say_of(std::size_t outcome);

  private:
    std::string text_;
    Loaded loaded_;
};

}  // namespace caveat::testing
