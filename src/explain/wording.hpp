#pragma once

// What one kind of test says of its value; used by `state` alone.

#include "explain/statement.hpp"
#include "explain/words.hpp"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::explain {

/// Pieces put together.
std::string put(std::initializer_list<std::string_view> parts);

struct Wording {
    const model::RuleSet& rules;
    const TreeView* view;
    bool holds;
    bool is_need;  ///< also say what would be needed
    Statement said;
    bool takes_plural = false;
    std::string other_value;  ///< of the fact that it is compared with: `pain before (5)`

    // number_wording.cpp
    void number(const model::Compare& test);
    /// What the author calls a computed value: the name of a term, where the test has one.
    [[nodiscard]] std::string value_or_name(model::ExprId value, model::NameIndex name) const;
    void between(const model::Between& node);
    void band(const model::InBand& node);
    /// beside  what it is compared with: enough digits keep the two apart
    void value_of_number(model::ExprId id, const values::Unit& unit, bool names_unit = true,
                         std::span<const values::Rational> beside = {});
    /// The number that a value is, as far as it is one.
    [[nodiscard]] std::vector<values::Rational> numbers_of(model::ExprId id) const;

    // code_wording.cpp
    void one_of(const model::IsOneOf& node);
    void includes(const model::Includes& node);
    void empty(const model::IsEmpty& node);

    // count_wording.cpp
    void records(std::uint32_t records, const model::Where& where, std::int64_t limit,
                 bool is_at_most);

    // statement.cpp
    void yes_no(const model::YesNo& node);
    void date_test(const model::DateTest& node);
    void date(model::ExprId value, Operator op, bool positive, std::string_view word,
              std::string threshold);
    /// Fills the sentences that a kind of test has not filled itself.
    void finish();

    [[nodiscard]] const values::Unit& unit_of(model::ExprId id) const {
        return rules.tree.unit(rules.tree[id].unit);
    }
    /// Only lists take `are` and `include`: `pain nrs is 8`, `pain regions are empty`.
    [[nodiscard]] std::string_view be() const { return takes_plural ? " are " : " is "; }
    [[nodiscard]] std::string_view include() const {
        return takes_plural ? " include " : " includes ";
    }
    [[nodiscard]] std::string_view do_not_include() const {
        return takes_plural ? " do not include " : " does not include ";
    }
    [[nodiscard]] std::string_view needs() const { return takes_plural ? " need " : " needs "; }
    /// `needs at least 7`, `must be likely`, `must not be gentle`.
    [[nodiscard]] std::string requirement(std::string_view predicate) const;
};

}  // namespace caveat::explain
