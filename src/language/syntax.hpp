#pragma once

// The syntax tree of one sentence: names looked up, kinds not yet checked. It lives until `check/`
// has turned it into the typed tree. Every span is bytes of the rule file.

// What this floor reports, by code; tests hold the words.
//
//   bytes       not-utf8 forbidden-character empty-file not-a-rule-file
//   YAML        yaml-syntax unclosed-quote unclosed-bracket unmatched-bracket text-needs-quotes
//               words-behind-quote bad-escape bad-indentation tab-indentation missing-colon
//               missing-blank missing-key complex-key duplicate-key merge-key anchor alias tag
//               directive second-document dropped-content
//   limits      nesting list-length text-length expression-depth number-digits phrase-slots
//   form        unknown-key missing-key missing-value wrong-form empty-group unknown-group
//               several-groups split-list rule-twice unknown-version unknown-finding
//               missing-reason; the warning comment-after-expression
//   names       bad-name bad-phrase reserved-word duplicate-name ambiguous-phrase slot-is-a-name
//               name-is-expression names-look-alike
//   looking up  unknown-name unknown-field unknown-code unknown-outcome unknown-unit code-as-name
//               field-outside-where not-records not-a-parameter no-codes nested-records
//   rules       missing-arrow second-arrow second-unless unless-after-arrow
//               comma-between-outcomes
//   sentences   misspelt-keyword foreign-wording missing-word missing-operator missing-operand
//               missing-code missing-number unexpected-word unknown-sign quotation-mark
//               mixed-and-or double-not no-for-not yes-no-test no-such-test chained-comparison
//               code-after-and short-code-list include-for-choice is-for-choices where-scope
//               where-parentheses unmatched-parenthesis missing-parenthesis not-a-condition
//               not-a-value
//   literals    bad-number decimal-comma missing-blanks bad-date partial-date bad-places
//               bad-interval too-many-values

#include <caveat/diagnostic.hpp>
#include <caveat/values.hpp>

#include "language/vocabulary.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace caveat::language {

/// A node's position in `Syntax::nodes`. Children come before their parents.
using NodeId = std::uint32_t;

/// A name as written. `entry` is null when nothing of that name is declared: that mistake has been
/// reported, and whatever uses the name must stay silent.
struct Name {
    Span span;
    std::string written;
    const Entry* entry = nullptr;
    bool is_field = false;  ///< found among the record's fields, inside `where` or before `of`
    /// The slot of the phrase whose condition this is: position in `ParseContext::slots`.
    std::optional<std::uint32_t> slot;
};

/// A literal number or a parameter, where the grammar takes nothing else.
struct Count {
    Span span;
    std::variant<Decimal, Name> value;
    std::string unit;  ///< after a literal; empty when there is none
    Span unit_span;
};

struct SlotArgument {
    std::string slot;
    Count value;
};

enum class Quantifier : std::uint8_t { any, none, at_least, at_most, exactly };
enum class Comparison : std::uint8_t {
    equal,
    unequal,
    less,
    less_or_equal,
    greater,
    greater_or_equal
};
enum class ArithmeticOperator : std::uint8_t { add, subtract, multiply, divide };
enum class Function : std::uint8_t { minimum, maximum, round };
enum class MeasureKind : std::uint8_t { total, average, highest, lowest, latest, earliest };
enum class TimeUnit : std::uint8_t { days, weeks, months, years };
enum class Inclusion : std::uint8_t { one, any_of, all_of, none_of };
enum class Reach : std::uint8_t { alone, this_and_above, this_and_below };
enum class DateRelation : std::uint8_t { before, after, on };

// Conditions
struct And {
    std::vector<NodeId> parts;
};
struct Or {
    std::vector<NodeId> parts;
};
struct Not {
    NodeId part;
};
/// `at least 2 of (a; b; c)`; quantifier is at_least, at_most or exactly.
struct CountOf {
    Quantifier quantifier;
    Count count;
    std::vector<NodeId> parts;
};
/// A name alone: a yes/no fact or field, a term, or (as an operand) a number, date, choice, score.
struct NameUse {
    Name name;
};
/// A term's phrase with its arguments.
struct PhraseUse {
    Name phrase;
    std::vector<SlotArgument> arguments;
};
/// `any session where …`, `at least 2 sessions where …`. `count` for the three counting ones.
struct Quantified {
    Quantifier quantifier;
    std::optional<Count> count;
    Name records;
    std::optional<NodeId> where;
};
struct Compare {
    Comparison comparison;
    NodeId left;
    NodeId right;
    bool is_negated;
};
/// `is at least n` and its kin are Compare; `is between a and b` is this. Ends are Count leaves.
struct Between {
    NodeId value;
    Count low;
    Count high;
    bool is_negated;
};
/// `technique is gentle`, `technique is one of gentle, other`, `score is band`, `score is at least
/// band` (one band, in the order of their numbers). `left` is a name or a latest/earliest measure;
/// the names are looked up among its codes or bands.
struct IsCode {
    NodeId left;
    std::vector<Name> codes;
    bool is_negated;
    Reach reach;
};
struct Include {
    NodeId left;
    Inclusion inclusion;
    std::vector<Name> codes;
    bool is_negated;
};
struct IsEmpty {
    NodeId left;
    bool is_negated;
};
struct DateTest {
    DateRelation relation;
    NodeId left;
    NodeId right;
    bool is_negated;
};
/// `date is within the last n unit` / `is more than n unit ago`.
struct WithinLast {
    NodeId date;
    Count count;
    TimeUnit unit;
    bool is_negated;
};
struct MoreThanAgo {
    NodeId date;
    Count count;
    TimeUnit unit;
    bool is_negated;
};

// Operands
/// `unit` is as written, empty when there is none; it is one of the closed list.
struct NumberLiteral {
    Decimal value;
    std::string unit;
    Span unit_span;
};
struct DateLiteral {
    Date date;
};
struct Arithmetic {
    ArithmeticOperator op;
    NodeId left;
    NodeId right;
};
/// `min(a, b)`, `max(a, b)`, `round(a, places)`; `places` only for round, 0 to 18.
struct FunctionCall {
    Function function;
    std::vector<NodeId> arguments;
    int places;
};
/// `count of sessions where (…)`, `count of pain regions`.
struct CountOfThings {
    NodeId thing;
    std::optional<NodeId> where;
};
/// `average pain of sessions where (…)`, `latest technique of sessions`.
struct Measure {
    MeasureKind kind;
    Name field;
    Name records;
    std::optional<NodeId> where;
};
struct TimeSince {
    TimeUnit unit;
    NodeId date;
};

/// What could not be read; reported already.
struct Broken {};

using NodeContent =
    std::variant<And, Or, Not, CountOf, NameUse, PhraseUse, Quantified, Compare, Between, IsCode,
                 Include, IsEmpty, DateTest, WithinLast, MoreThanAgo, NumberLiteral, DateLiteral,
                 Arithmetic, FunctionCall, CountOfThings, Measure, TimeSince, Broken>;

struct Node {
    Span span;
    NodeContent content;
};

struct Syntax {
    std::vector<Node> nodes;
    NodeId add(Span span, NodeContent content);
    /// Lets go of every node from `first` on.
    void cut_at(std::size_t first) {
        nodes.erase(nodes.begin() + static_cast<std::ptrdiff_t>(first), nodes.end());
    }
};

/// An outcome as a rule names it, with its arguments. `outcome.entry` indexes the outcomes.
struct OutcomeUse {
    Name outcome;
    std::vector<SlotArgument> arguments;
};

/// `condition unless exemption → outcome and outcome`.
struct Sentence {
    NodeId condition = 0;
    std::optional<NodeId> exemption;
    std::vector<OutcomeUse> outcomes;
};

struct Interval {                    ///< of a band: `below 2`, `0 to 4`
    std::optional<Count> low, high;  ///< missing = unbounded
    bool low_is_included = true;
    bool high_is_included = true;
};

struct ParseContext {
    const Vocabulary* vocabulary = nullptr;
    std::vector<std::string> slots;     ///< of the phrase whose condition is read; else empty
    std::size_t expression_depth = 64;  ///< limit
    text::Diagnostics* diagnostics = nullptr;
    bool is_entry_of_points = false;  ///< where a condition has its points behind a colon
};

/// Reports names that also read as an expression, such as `years since birth` beside a date
/// `birth`. Call it once, when everything is declared.
void check_names(const Vocabulary& vocabulary, std::size_t expression_depth,
                 text::Diagnostics& diagnostics);

/// Reads a condition (or, with `may_be_number`, a number, date or other operand alone) out of one
/// scalar. Reports every mistake it can, one message each, and gives Broken nodes in their place.
NodeId parse_condition(const Scalar& text, bool may_be_number, const ParseContext& context,
                       Syntax& syntax);
/// Reads a condition written as a sentence or as YAML groups.
NodeId parse_condition(const Condition& condition, bool may_be_number, const ParseContext& context,
                       Syntax& syntax);
/// Reads a whole rule sentence with its arrow. returns nothing when there is no arrow to be found
/// (reported).
std::optional<Sentence> parse_sentence(const Scalar& text, const ParseContext& context,
                                       Syntax& syntax);
/// Reads one entry of `then`: outcomes joined by `and`.
std::vector<OutcomeUse> parse_outcomes(const Scalar& text, const ParseContext& context);
/// Reads a literal with an optional unit: a parameter's value, `from`, `to`, a weight.
std::optional<Count> parse_literal(const Scalar& text, text::Diagnostics& diagnostics);
std::optional<Interval> parse_interval(const Scalar& text, const ParseContext& context);

/// A sentence's condition back as text, in one canonical spelling; parsing it gives the same tree.
/// A condition that needs YAML groups to be written is printed with parentheses.
std::string print(const Syntax& syntax, NodeId root);

/// Same shape, names, literals and units; spans do not count.
bool same_tree(const Syntax& a, NodeId a_root, const Syntax& b, NodeId b_root);

}  // namespace caveat::language
