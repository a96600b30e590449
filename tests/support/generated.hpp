#pragma once

// The generated tree: rule sets and profiles as plain structs. The naive
// evaluator reads the tree itself; the engine is given its printed text. The
// constructs and their order are those of the language page, sections 3 to 6.

#include "calendar.hpp"
#include "rational.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace caveat::testing {

// --- Expressions -----------------------------------------------------------

struct Condition;

/// A fact of the rule set, or a field of the record that a `where` looks at.
struct Place {
    bool is_field = false;
    std::size_t index = 0;
};

enum class MeasureKind { total, average, highest, lowest, latest, earliest };

/// `highest pain of sessions where (…)`.
struct Measure {
    MeasureKind kind = MeasureKind::highest;
    std::size_t field = 0;         ///< index into the fields of `records`
    std::size_t records = 0;       ///< index of the records fact
    std::vector<Condition> where;  ///< none or one
};

/// What a test on a yes/no, choice, choices or date looks at.
struct Subject {
    enum class Kind { place, measure, date_literal };
    Kind kind = Kind::place;
    Place place;
    std::vector<Measure> measure;  ///< one, when kind is measure
    Day date = 0;                  ///< when kind is date_literal
};

enum class NumberKind {
    literal,
    place,
    parameter,
    slot,
    term,
    score,
    add,
    subtract,
    multiply,
    divide,
    minimum,
    maximum,
    round,
    count_records,
    count_choices,
    measure,
    since
};

struct Number {
    NumberKind kind = NumberKind::literal;
    Rational literal;
    std::string unit;              ///< of the literal; empty: none
    bool bare = false;             ///< the literal may be written without its unit
    Place place;                   ///< of place and count_choices
    std::size_t index = 0;         ///< of a parameter, slot, term or score; the records of a count
    std::vector<Number> parts;     ///< operands, or the arguments of a phrase
    int places = 0;                ///< of round
    std::vector<Measure> measure;  ///< one, when kind is measure
    std::vector<Condition> where;  ///< of count_records: none or one
    TimeUnit time = TimeUnit::days;
    Subject date;  ///< of since
};

/// The `n` of a quantifier or of `within the last n`: a literal, a parameter or a slot.
struct Count {
    enum class Kind { literal, parameter, slot };
    Kind kind = Kind::literal;
    std::int64_t literal = 1;
    std::size_t index = 0;
};

enum class ConditionKind {
    all,       ///< `and`, `all of`
    any,       ///< `or`, `any of`
    none,      ///< `none of`
    negation,  ///< `not`
    of_list,   ///< `at least n of (…; …)`
    yes_no,
    term,
    compare,
    between,
    choice_is,
    include,
    empty,
    date_order,
    within_last,
    more_than_ago,
    quantified,
    band
};

enum class Comparison { equal, unequal, less, at_most, more, at_least };
enum class Include { any_of, all_of, none_of };
enum class DateOrder { before, after, on };
enum class Quantity { any, no, at_least, at_most, exactly };

enum class BandReach { alone, this_and_above, this_and_below };

struct Condition {
    ConditionKind kind = ConditionKind::yes_no;
    std::vector<Condition> parts;  ///< of all, any, none, negation, of_list
    bool is_not = false;           ///< written `is not`, `not include`, `are not empty`
    Subject subject;               ///< what the test looks at
    std::vector<Number> numbers;   ///< compare: two; between: three; term: its arguments
    Comparison comparison = Comparison::equal;
    std::vector<std::size_t> codes;  ///< of choice_is and include
    Include include = Include::any_of;
    DateOrder order = DateOrder::before;
    Subject other_date;  ///< of date_order
    Quantity quantity = Quantity::any;
    Count count;
    TimeUnit time = TimeUnit::days;
    std::size_t index = 0;  ///< the records, term or score
    std::size_t band = 0;
    BandReach reach = BandReach::alone;  ///< of band: this one, or all on one side of it
    std::vector<Condition> where;        ///< of quantified: none or one
};

// --- Rule sets ---------------------------------------------------------------

enum class FactType { yes_no, number, choice, choices, date, records };

/// `otherwise:` a number, a yes/no test, or the latest or earliest field.
struct Fallback {
    std::vector<Number> number;        ///< one for a number fact
    std::vector<Condition> condition;  ///< one for a yes/no fact
    std::vector<Measure> measure;      ///< one for a choice or date fact
};

/// A fact, or a field of a record.
struct Fact {
    std::string name;  ///< lower case, words joined by a blank
    FactType type = FactType::yes_no;
    bool whole = false;
    std::optional<Rational> from;
    std::optional<Rational> to;
    std::string unit;
    std::vector<std::string> codes;
    std::optional<std::size_t> exclusive;  ///< of choices: a code that stands alone
    std::optional<Day> from_date;
    std::optional<Day> to_date;
    bool to_as_of = false;
    std::string each;  ///< of records: the singular
    std::vector<Fact> fields;
    std::optional<std::size_t> dated_by;
    bool asks_clinician = false;
    std::vector<Condition> gate;  ///< `only if`: none or one
    std::optional<Fallback> fallback;
};

struct Parameter {
    std::string name;
    Rational value;
    std::string unit;
};

/// A named condition or number; a phrase when its name contains `{slot}`s.
struct Term {
    std::string name;  ///< as in an expression, slots as `{n}`
    std::vector<std::string> slots;
    std::vector<Condition> condition;  ///< one, or
    std::vector<Number> number;        ///< one
    bool uses_records = false;         ///< so it may not stand in a `where`
};

struct Band {
    enum class Kind { exactly, between, to_below, over_to, below, up_to, over, and_over };
    std::string name;
    Kind kind = Kind::below;
    Rational low;   ///< of all but below and up_to
    Rational high;  ///< of between, to_below, over_to, below, up_to
};

/// One row of a table of points: how it is written, and what it means.
struct TableRow {
    std::string code;  ///< `yes`, `no` or a code; empty: `range`
    Band range;
    Condition condition;
    Rational points;
};

struct ScoreEntry {
    std::vector<Condition> condition;  ///< one, with a weight, or
    Rational weight;
    std::vector<Number> number{};  ///< one; what the rows are about, where they are of a number
    std::optional<Rational> not_asked{};
    std::string subject{};  ///< of rows about anything else: the fact's name
    std::vector<TableRow> rows{};
};

struct Score {
    std::string name;
    std::vector<ScoreEntry> entries;
    std::vector<Band> bands;
    bool strict = false;
    /// Items that have to be answered for the total to be scaled up; 0: it never is. No rule set of
    /// the generator has one, and the naive evaluator knows none.
    std::size_t prorate_at_least = 0;
};

/// Strictest first.
enum class Verb { avoid, refer, require, caution, suggest, inform };

struct Outcome {
    Verb verb = Verb::avoid;
    std::string name;  ///< what stands after the verb, slots as `{n}`
    std::vector<std::string> slots;
};

struct OutcomeUse {
    std::size_t outcome = 0;
    std::vector<Number> arguments;
};

enum class IfUnknown { ask, presume, ignore };

struct Rule {
    std::string id;
    Condition when;
    std::vector<Condition> unless;  ///< none or one
    std::vector<OutcomeUse> outcomes;
    IfUnknown if_unknown = IfUnknown::ask;
    std::vector<std::size_t> overrides;
    bool overrides_all_suggest = false;
    bool overrides_all_inform = false;
};

struct GeneratedRuleSet {
    std::vector<Fact> facts;
    std::vector<Parameter> parameters;
    std::vector<Term> terms;
    std::vector<Score> scores;
    std::vector<Outcome> outcomes;
    std::vector<Rule> rules;
    std::vector<Condition> applies_to;  ///< none or one
    std::vector<Condition> impossible;
    std::vector<std::size_t> always_ask;  ///< facts
};

// --- Profiles ------------------------------------------------------------------

struct Record;

enum class AnswerState { absent, null, given };

/// A date as far as it is known: month and day may be 0.
struct PartialDate {
    std::int64_t year = 0;
    int month = 0;
    int day = 0;
};

struct Answer {
    AnswerState state = AnswerState::absent;
    /// JSON text of the wrong shape, printed in the place of the value; it counts as unknown.
    std::optional<std::string> unusable;
    bool truth = false;
    Rational number;
    std::string unit;  ///< of the number as written; empty: the fact's own
    /// A number known in part, in the fact's own unit: its ends, included or (of whole numbers)
    /// not.
    std::optional<Rational> least;
    std::optional<Rational> most;
    bool least_is_left_out = false;
    bool most_is_left_out = false;
    std::size_t code = 0;
    bool is_open = false;           ///< choices and records: the rest is not known
    bool has_unknown_code = false;  ///< choices: a code that is not in the list
    std::vector<std::size_t> present;
    std::vector<std::size_t> absent;  ///< only when open
    PartialDate date;
    std::vector<Record> records;
};

struct Record {
    std::vector<Answer> fields;
    bool is_unreadable = false;  ///< printed as something that is no mapping
};

struct GeneratedProfile {
    std::optional<Day> as_of;
    std::vector<Answer> facts;  ///< one for each fact of the rule set
};

}  // namespace caveat::testing
