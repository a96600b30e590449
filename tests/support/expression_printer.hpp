#pragma once

// Conditions and numbers as sentences.

#include "chance.hpp"
#include "generated.hpp"
#include "yaml_text.hpp"

#include <optional>
#include <string>
#include <vector>

namespace caveat::testing {

/// By the number of a `TimeUnit`.
inline const std::vector<std::string> time_names{"days", "weeks", "months", "years"};

class ExpressionPrinter {
  public:
    /// With `plain`, names are spelled as declared and the first spelling of
    /// everything is used: for messages and exact tests.
    ExpressionPrinter(const GeneratedRuleSet& rules, Chance& chance, bool plain)
        : rules_(rules), chance_(chance), plain_(plain) {}

    /// What an expression stands in.
    struct Site {
        std::optional<std::size_t> records;
        const std::vector<std::string>* slots = nullptr;
    };

    std::string condition(const Condition& condition, const Site& site);
    std::string number(const Number& number, const Site& site);
    std::string measure(const Measure& measure, const Site& site);
    std::string outcome(const OutcomeUse& use);
    /// A condition as a sentence or as `all of:` and its kin.
    Yaml condition_yaml(const Condition& condition, const Site& site);
    /// A name in any spelling that means the same.
    std::string name(const std::string& declared);

  private:
    std::string operand(const Condition& condition, ConditionKind inside, const Site& site);
    std::string one(const Condition& condition, const Site& site);
    std::string joined(const Condition& condition, const std::string& word, const Site& site);
    std::string test(const Condition& condition, const Site& site);
    std::string compare(const Condition& condition, const Site& site);
    std::string compare_in_words(const Condition& condition, const std::string& left,
                                 const std::string& right);
    std::string between(const Condition& condition, const Site& site);
    std::string choice_is(const Condition& condition, const Site& site);
    std::string include(const Condition& condition, const Site& site);
    std::string date_order(const Condition& condition, const Site& site);
    std::string quantified(const Condition& condition, const Site& site);
    std::string of_list(const Condition& condition, const Site& site);
    std::string number(const Number& number, int strength, const Site& site);
    std::string literal(const Number& number);
    std::string joined(const std::vector<Number>& parts, const std::string& separator,
                       const Site& site);
    std::string where_part(const std::vector<Condition>& where, std::size_t records,
                           const Site& site, bool needs_parentheses);
    std::string subject(const Subject& subject, const Site& site);
    std::string place(const Place& place, const Site& site);
    std::string count(const Count& count, const Site& site);
    std::string phrase(const std::string& declared, const std::vector<std::string>& slots,
                       const std::vector<Number>& arguments, const Site& site);
    std::string codes(const Fact& fact, const std::vector<std::size_t>& codes);
    std::string code_name(const std::string& code);
    const Fact& fact_of(const Subject& subject, const Site& site) const;
    std::string is(const Condition& condition);
    std::string one_of(const std::vector<std::string>& spellings);

    const GeneratedRuleSet& rules_;
    Chance& chance_;
    bool plain_;
};

}  // namespace caveat::testing
