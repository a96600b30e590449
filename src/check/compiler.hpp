#pragma once

// From the syntax of conditions to the typed tree: kinds, units, gates.

#include "check/context.hpp"
#include "model/totals.hpp"
#include "model/values.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::check {

/// Levels of conditions, terms, scores and gates inside one another, all sentences taken together,
/// and of rules that override rules. Whatever walks them later needs no more of the stack than this
/// allows, so it is what 256 KB hold.
inline constexpr std::size_t most_levels = 80;

/// The value of one slot where a phrase is used.
struct SlotValue {
    Constant constant;
    Span span;
};

/// What an operand of a test turned out to be. Broken (reported already) when `id` is none and it
/// is no constant.
struct Operand {
    model::ExprId id = model::none;
    model::ValueKind kind = model::ValueKind::number;
    Span span;
    /// A number written without a unit (or made of such): it takes the unit of what it meets.
    std::optional<values::Rational> bare;
    const values::Unit* said = nullptr;  ///< of `bare`: the unit that its words say; null: none
    std::uint32_t unit = 0;              ///< position in `Tree::units`; 0 = a plain number
    bool unit_is_computed = false;  ///< by `*` or `/`: a bare number beside it has no unit to take
    bool is_literal = false;        ///< made of numbers with units alone, and of no fact
    bool is_ratio = false;          ///< of two quantities of one dimension: may be beside `%`
    bool is_scaled = false;         ///< by 100 and its like: a quotient of it is no ratio
    bool is_rounded = false;        ///< in its unit, and in no other
    bool is_end = false;            ///< of a range: a number or a name, nothing that is calculated
    bool is_named = false;          ///< by a term or phrase: `span` is what the author calls it
    const facts::ValueType* type = nullptr;  ///< of choice and choices: its codes
    std::optional<std::uint32_t> score;

    [[nodiscard]] bool is_broken() const { return id == model::none && !bare; }
};

class Compiler {
  public:
    explicit Compiler(Context& context);

    /// The condition of a sentence. `none` when it is broken (reported).
    model::ExprId condition(language::NodeId root);
    Operand operand(language::NodeId root);

    /// Terms, gates, fall-backs and scores, used or not, so that every mistake in them is found.
    void compile_all();
    /// The node of a score.
    model::ExprId score(std::uint32_t index);

  private:
    struct Scope {
        std::uint32_t records = model::patient_scope;
        const std::vector<SlotValue>* slots = nullptr;
    };
    /// Puts another scope in place for a while.
    class Enter;
    class Deeper;

    // conditions.cpp
    model::ExprId truth(language::NodeId id);
    model::ExprId new_truth(language::NodeId id);
    model::ExprId group(std::span<const language::NodeId> parts, bool all, Span span);
    model::ExprId count_of(const language::CountOf& node, Span span);
    model::ExprId at_least_of(std::int64_t count, std::span<const language::NodeId> parts,
                              Span span);
    model::ExprId name_test(const language::NameUse& node, Span span);
    model::ExprId phrase_test(const language::PhraseUse& node);
    model::ExprId term(std::uint32_t index);
    model::ExprId quantified(const language::Quantified& node, Span span);
    model::ExprId yes_no_test(const Operand& operand);
    model::ExprId all_or_any(std::vector<model::ExprId> parts, bool all, Span span);
    /// The opposite of a condition, or nothing of nothing.
    model::ExprId denied(model::ExprId condition, Span span);
    /// A test, or its opposite where its own words deny it: `is not`, `!=`.
    model::ExprId said(model::ExprId test, bool is_denied, Span span);

    // tests.cpp
    model::ExprId test(const language::Node& node);
    model::ExprId compare(const language::Compare& node, Span span);
    model::ExprId between(const language::Between& node, Span span);
    model::ExprId is_code(const language::IsCode& node, Span span);
    model::ExprId include(const language::Include& node, Span span);
    model::ExprId is_empty(const language::IsEmpty& node, Span span);
    model::ExprId date_test(const language::DateTest& node, Span span);
    model::ExprId within_last(const language::WithinLast& node, Span span);
    model::ExprId more_than_ago(const language::MoreThanAgo& node, Span span);
    facts::CodeSet codes(const std::vector<language::Name>& names) const;
    std::optional<std::int64_t> whole_count(const language::Count& count, std::int64_t least,
                                            std::string_view what);
    std::optional<Constant> constant(const language::Count& count);

    // band_limits.cpp
    model::ExprId band_limit(const language::IsCode& node, Operand score, Span span);
    bool report_reversed_bands(const language::IsCode& node, std::uint32_t score, Span span);

    // operands.cpp
    Operand value(language::NodeId id);
    Operand name_value(const language::NameUse& node, Span span);
    Operand fact_value(std::uint32_t fact, Span span);
    Operand field_value(std::uint32_t field, Span span);
    Operand constant_value(const std::optional<Constant>& constant, Span span);
    Operand arithmetic(const language::Arithmetic& node, Span span);
    /// The unit of a product or a quotient into `made`; false when it was reported.
    bool set_unit_of_product(Operand& made, const Operand& left, const Operand& right,
                             bool divides);
    Operand function(const language::FunctionCall& node, Span span);
    // quotients.cpp
    /// `7/10`: a number divided by a number.
    [[nodiscard]] const language::Arithmetic* literal_quotient(language::NodeId id) const;
    /// Asks what a quotient of literals means, beside what it is compared with.
    void refuse_quotient(const language::Arithmetic& node, Span span, const Operand& beside);
    Operand count_of_things(const language::CountOfThings& node, Span span);
    Operand measure(const language::Measure& node, Span span);
    Operand time_since(const language::TimeSince& node, Span span);
    Operand term_value(std::uint32_t index, Span span);
    /// Whether a sentence stands for a value rather than for a condition.
    [[nodiscard]] bool is_value(const language::Node& node);
    [[nodiscard]] bool is_value(std::uint32_t term);
    void refuse_condition(Span span);
    Operand phrase_value(const language::PhraseUse& node, Span span);
    model::Where where(std::uint32_t records, const std::optional<language::NodeId>& body,
                       bool& is_broken);
    /// Gives both the same unit; bare numbers take the other's. Reports what cannot be compared.
    bool unify(Operand& left, Operand& right, Span span);
    void report_missing_unit(const Operand& bare, const Operand& other);
    void report_different_units(const Operand& left, const Operand& right, Span span);
    bool is_said_otherwise(const Operand& bare, const Operand& other);
    bool materialize(Operand& operand, std::uint32_t unit);
    bool require_kind(const Operand& operand, model::ValueKind kind, std::string_view wanted);
    void require_as_of() { context_.rules.catalogue.needs_as_of = true; }

    // scores.cpp
    bool weighted_entry(const language::PointsEntry& written, language::NodeId root,
                        model::ScoreEntry& made);
    bool number_entry(const language::PointsEntry& written, language::NodeId root,
                      model::ScoreEntry& made);
    bool read_not_asked(const language::PointsEntry& written, model::ScoreEntry& made);
    std::optional<values::Rational> points(const language::Scalar& written);

    // tables.cpp
    using Entries = std::vector<model::ScoreEntry>;
    bool table_entries(const language::PointsEntry& written, language::NodeId root, Entries& made);
    model::ExprId row_condition(const Operand& tested, const language::Scalar& row);
    model::ExprId number_row(Operand tested, const language::Scalar& row);
    model::ExprId code_row(const Operand& tested, const language::Scalar& row);
    void check_rows_are_complete(const Operand& tested, const language::PointsEntry& written);

    // gates.cpp
    model::ExprId gate(std::uint32_t fact);
    model::ExprId fallback(std::uint32_t fact);
    model::ExprId fallback_value(language::NodeId root, std::uint32_t fact, Span span);
    static model::ValueKind value_kind_of(FactKind kind);
    /// A test, which is not met where one of the facts in it is not asked, whatever it says.
    model::ExprId gated(model::ExprId test);
    /// The gates of the facts that a value is made of, each once, in the order of the sentence.
    /// Conditions inside it (of a `where`, of a score) have seen to their own.
    std::vector<model::ExprId> gates_of(model::ExprId value);
    void gather_gates(model::ExprId value, std::vector<model::ExprId>& gates);

    // names.cpp
    bool begin(std::string_view what, std::uint32_t index, Span span);
    void end();
    /// Something named that was compiled before is used: it is as high as it was then.
    void use_again(std::string_view what, std::uint32_t index);
    std::vector<SlotValue> slot_values(const std::vector<language::SlotArgument>& arguments,
                                       std::uint32_t term, bool& is_broken);

    model::ExprId add(model::Node node, Span span, model::ValueKind kind,
                      std::initializer_list<model::ExprId> reads, std::uint32_t unit = 0);
    [[nodiscard]] std::string words(Span span) const;
    /// What the author calls it, if it is the value of a term.
    [[nodiscard]] model::NameIndex name_of(const Operand& operand);
    [[nodiscard]] const facts::Fact& fact(std::uint32_t index) const {
        return context_.rules.catalogue[index];
    }
    model::Tree& tree() { return context_.rules.tree; }
    [[nodiscard]] const language::Syntax& syntax() const { return context_.sentences.syntax; }

    Context& context_;
    Scope scope_;
    /// Conditions of the scope at hand, each compiled once.
    std::map<language::NodeId, model::ExprId> compiled_;
    std::size_t depth_ = 0;   ///< levels above what is being compiled
    std::size_t height_ = 0;  ///< levels below it, as far as they are compiled
    bool too_deep_reported_ = false;

    struct Frame {
        std::string_view what;
        std::uint32_t index;
        Span span;
        std::size_t outer_height;
    };
    std::vector<Frame> stack_;  ///< names being compiled, to find cycles
    std::map<std::pair<std::string_view, std::uint32_t>, std::size_t> heights_;

    struct TermMemo {
        std::optional<model::ExprId> truth;
        std::optional<Operand> value;
        std::optional<bool> is_value;
    };
    std::vector<TermMemo> terms_;
    std::map<std::string, model::ExprId> phrases_;
    std::map<std::string, Operand> phrase_values_;
    std::vector<std::optional<model::ExprId>> scores_;
    std::vector<std::optional<model::ExprId>> gates_;
    std::vector<std::optional<model::ExprId>> fact_values_;
    bool has_gates_ = false;
    struct GatesOfValue {
        std::vector<model::ExprId> gates;
        std::size_t height;
    };
    std::map<model::ExprId, GatesOfValue> gates_of_values_;
};

/// Reports every test that the declared ranges alone decide and every divisor that may be 0, and
/// fills in the groups and declared ranges of scores.
///
/// bands_are_read  by score: of one whose bands are broken nothing is said
/// returns the totals that each score may come to
std::vector<model::Totals> check_declared_ranges(Context& context,
                                                 const std::vector<bool>& bands_are_read);

/// Names and options of the scores; their entries are compiled when they are first used.
void declare_score_shells(Context& context);

/// Reads the bands of every score. returns whether all bands of a score could be read.
std::vector<bool> read_bands(Context& context);

/// Checks that the rows of each table cover every value of its number, once. False where they do
/// not.
bool check_number_tables(Context& context, const model::Values& nothing_known);

/// Checks that the bands of each score cover every total that it may come to, once.
void check_bands(Context& context, const std::vector<bool>& are_read,
                 const std::vector<model::Totals>& totals);

/// Compiles the rules: ids, sentences, overrides and the orders in which they are evaluated and
/// shown.
void compile_rules(Context& context, Compiler& compiler);

}  // namespace caveat::check
