#pragma once

#include "model/rule_set.hpp"
#include "program/program.hpp"

#include <optional>

namespace caveat::program {

/// What a plain test looks at: a fact without fall-back, a field of a record, or a count of
/// records.
struct Subject {
    enum class Kind : std::uint8_t { fact, field, count };
    Kind kind = Kind::fact;
    std::uint32_t fact = 0;             ///< or the list of records
    std::uint32_t field = 0;            ///< of field
    FactKind value = FactKind::yes_no;  ///< of fact and field; a count is a number
    model::Where where;                 ///< of count
};

/// A test on one subject, with constants: what the literal looks at is in steps of the subject's
/// grid. Its source has no meaning.
struct PlainTest {
    Subject subject;
    Literal literal;
};

/// Nothing for a test that has to be asked of the typed tree.
std::optional<PlainTest> plain_test(const model::RuleSet& rules, model::ExprId id);

/// Makes a literal say the opposite. An interval without one end becomes the other one, so that
/// `under 7` and `not … at least 7` are the same.
void deny(Literal& literal);

}  // namespace caveat::program
