#pragma once

// What somebody types in an interview, as an answer or a request.

#include <caveat/json_value.hpp>
#include <caveat/rules.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::cli {

/// What a fact or a field takes. Views live as long as the rule set.
struct AnswerType {
    std::string_view name;
    FactKind kind = FactKind::yes_no;
    std::vector<std::string_view> codes;
    std::vector<std::string_view> labels;
    std::string_view unit;
    NumberLimits limits;
};
AnswerType type_of(const FactInfo& fact);
AnswerType type_of(const FieldInfo& field);

/// What is wanted instead of answering.
enum class Request { none, not_known, back, why, help, stop };

/// One line as it was meant.
struct Typed {
    Request request = Request::none;
    std::optional<JsonValue> answer;  ///< not yet held against what the rule file allows
    std::string problem;              ///< where it is neither
};

/// Codes win over requests of the same name, which can still be typed with a `/` in front.
Typed understand(const AnswerType& type, std::string_view line);

/// How to answer: `a whole number from 0 to 10`.
std::string how_to_answer(const AnswerType& type);
/// The choices, one a line: `1. neck`.
std::vector<std::string> choices_of(const AnswerType& type);

}  // namespace caveat::cli
