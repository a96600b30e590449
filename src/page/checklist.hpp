#pragma once

// A rule's condition as an indented list in the author's words: groups, terms with what stands
// behind them, tests.

#include "page/context.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace caveat::page {

struct CheckItem {
    enum class Kind : std::uint8_t {
        group,  ///< `All of`, with its parts below
        term,   ///< a name of the author's, with its definition below
        test,
        note,  ///< of one record, or of an item of a score
    };
    Kind kind = Kind::group;
    std::uint32_t depth = 0;
    std::optional<Truth> truth;  ///< of what the rule asks for
    bool is_denied = false;      ///< the rule asks for the opposite of the words
    std::string words;
    std::string known{};               ///< what the answers make of it
    model::ExprId node = model::none;  ///< of a test
};

/// Parents before children.
std::vector<CheckItem> checklist_of(Context& context, RuleId rule);

/// Numbers that a test names, and what they are: `severe from is 7`.
struct NamedNumber {
    std::string words;
    const language::ParameterEntry* parameter = nullptr;  ///< null: a number given to a term
};
std::vector<NamedNumber> named_numbers(const Context& context, model::ExprId test);

}  // namespace caveat::page
