#pragma once

// The rules of the grammar that one file needs from another.

#include "language/grammar/steps.hpp"

namespace caveat::language::grammar {

using ConditionRule = x3::rule<struct ConditionTag, NodeId>;
using OneRule = x3::rule<struct OneTag, NodeId>;
using SumRule = x3::rule<struct SumTag, NodeId>;
using WhereRule = x3::rule<struct WhereTag, NodeId>;
using EnclosedWhereRule = x3::rule<struct EnclosedWhereTag, NodeId>;
using QuantifiedRule = x3::rule<struct QuantifiedTag, NodeId>;
using TailRule = x3::rule<struct TailTag, NodeId>;

/// Tests joined by `or` and `and`; also a lone operand, which the caller judges.
const ConditionRule condition = "condition";
/// One test, with or without `not`, or a parenthesised condition.
const OneRule one = "test";
/// Numbers joined by `+` and `-`; also a name, a date or a parenthesis of any kind.
const SumRule sum = "number";
/// `where` and what follows it.
const WhereRule where_clause = "where";
/// The same behind a number, where a parenthesis must hold all of it.
const EnclosedWhereRule enclosed_where = "where";
/// `any session where …`, `at least 2 of (…)`.
const QuantifiedRule quantified = "quantified";
/// What follows the left side of a test: `is …`, `>= …`, `include …`, or nothing.
const TailRule tail = "comparison";

BOOST_SPIRIT_DECLARE(ConditionRule, OneRule, SumRule, WhereRule, EnclosedWhereRule, QuantifiedRule,
                     TailRule)

}  // namespace caveat::language::grammar
