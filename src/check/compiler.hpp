#pragma once

// From the syntax of conditions to the typed tree: kinds, units, negation moved inward, gates.

#include "check/context.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::check {

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
    std::uint32_t unit = 0;         ///< position in `Tree::units`; 0 = a plain number
    bool unit_is_computed = false;  ///< by `*` or `/`: a bare number beside it has no unit to take
    const facts::ValueType* type = nullptr;  ///< of choice and choices: its codes
    std::optional<std::uint32_t> score;

    [[nodiscard]] bool is_broken() const { return id == model::none && !bare; }
};

class Compiler {
  public:
    explicit Compiler(Context& context);

    /// The condition at `root`, or its negation. `none` when it is broken (reported).
    model::ExprId condition(const Parsed& parsed, bool positive);
    Operand operand(const Parsed& parsed);

    /// Terms, gates, fall-backs and scores, used or not, so that every mistake in them is found.
    void compile_all();
    /// The node of a score.
    model::ExprId score(std::uint32_t index);

  private:
    struct Scope {
        std::uint32_t records = model::patient_scope;
        const std::vector<SlotValue>* slots = nullptr;
        const language::Syntax* syntax = nullptr;
    };
    /// Puts another scope in place for a while.
    class Enter;
    class Deeper;

    // conditions.cpp
    model::ExprId truth(language::NodeId id, bool positive);
    model::ExprId new_truth(language::NodeId id, bool positive);
    model::ExprId group(std::span<const language::NodeId> parts, bool all, bool positive,
                        Span span);
    model::ExprId count_of(const language::CountOf& node, bool positive, Span span);
    model::ExprId at_least_of(std::int64_t count, const std::vector<language::NodeId>& parts,
                              bool positive, Span span);
    model::ExprId name_test(const language::NameUse& node, bool positive, Span span);
    model::ExprId phrase_test(const language::PhraseUse& node, bool positive);
    model::ExprId term(std::uint32_t index, bool positive);
    model::ExprId quantified(const language::Quantified& node, bool positive, Span span);
    model::ExprId records_at_least(std::uint32_t records, std::int64_t count,
                                   const std::optional<language::NodeId>& where, bool positive,
                                   Span span);
    model::ExprId yes_no_test(const Operand& operand, bool positive);
    model::ExprId all_or_any(std::vector<model::ExprId> parts, bool all, Span span);

    // tests.cpp
    model::ExprId test(const language::Node& node, bool positive);
    model::ExprId compare(const language::Compare& node, bool positive, Span span);
    model::ExprId between(const language::Between& node, bool positive, Span span);
    model::ExprId is_code(const language::IsCode& node, bool positive, Span span);
    model::ExprId include(const language::Include& node, bool positive, Span span);
    model::ExprId is_empty(const language::IsEmpty& node, bool positive, Span span);
    model::ExprId date_test(const language::DateTest& node, bool positive, Span span);
    model::ExprId within_last(const language::WithinLast& node, bool positive, Span span);
    model::ExprId more_than_ago(const language::MoreThanAgo& node, bool positive, Span span);
    facts::CodeSet codes(const std::vector<language::Name>& names) const;
    std::optional<std::int64_t> whole_count(const language::Count& count, std::int64_t least,
                                            std::string_view what);
    std::optional<Constant> constant(const language::Count& count);

    // operands.cpp
    Operand value(language::NodeId id);
    Operand name_value(const language::NameUse& node, Span span);
    Operand fact_value(std::uint32_t fact, Span span);
    Operand field_value(std::uint32_t field, Span span);
    Operand constant_value(const std::optional<Constant>& constant, Span span);
    Operand arithmetic(const language::Arithmetic& node, Span span);
    Operand function(const language::FunctionCall& node, Span span);
    Operand count_of_things(const language::CountOfThings& node, Span span);
    Operand measure(const language::Measure& node, Span span);
    Operand time_since(const language::TimeSince& node, Span span);
    Operand term_value(std::uint32_t index, Span span);
    /// Whether a sentence stands for a value rather than for a condition.
    [[nodiscard]] bool is_value(const language::Node& node, std::size_t depth) const;
    [[nodiscard]] bool is_value(std::uint32_t term) const;
    void refuse_condition(Span span);
    Operand phrase_value(const language::PhraseUse& node, Span span);
    model::Where where(std::uint32_t records, const std::optional<language::NodeId>& body,
                       bool positive, bool& is_broken);
    /// Gives both the same unit; bare numbers take the other's. Reports what cannot be compared.
    bool unify(Operand& left, Operand& right, Span span);
    bool materialize(Operand& operand, std::uint32_t unit);
    bool require_kind(const Operand& operand, model::ValueKind kind, std::string_view wanted);
    void require_as_of() { context_.rules.catalogue.needs_as_of = true; }

    // scores.cpp
    bool weighted_entry(const language::PointsEntry& written, model::ScoreEntry& made);
    bool number_entry(const language::PointsEntry& written, model::ScoreEntry& made);

    // names.cpp
    model::ExprId gate(std::uint32_t fact);
    model::ExprId fallback(std::uint32_t fact);
    model::ExprId fallback_value(const Parsed& parsed, std::uint32_t fact, Span span);
    static model::ValueKind value_kind_of(FactKind kind);
    bool begin(std::string_view what, std::uint32_t index, Span span);
    void end() { stack_.pop_back(); }
    std::vector<SlotValue> slot_values(const std::vector<language::SlotArgument>& arguments,
                                       const std::vector<std::string>& slots, bool& is_broken);

    model::ExprId add(model::Node node, Span span, model::ValueKind kind,
                      std::initializer_list<model::ExprId> reads, std::uint32_t unit = 0);
    /// A test with the gates that its operands asked for.
    /// positive  false: it was compiled as the opposite of its words
    model::ExprId gated(model::ExprId test, const std::vector<model::ExprId>& gates, bool positive);
    void note_gate(std::uint32_t fact);
    [[nodiscard]] std::string words(Span span) const;
    [[nodiscard]] const facts::Fact& fact(std::uint32_t index) const {
        return context_.rules.catalogue[index];
    }
    model::Tree& tree() { return context_.rules.tree; }

    Context& context_;
    Scope scope_;
    /// Conditions of the sentence and scope at hand, each compiled once as written and once denied:
    /// counting conditions (`exactly 2 of`) needs both, and such counts may stand inside each
    /// other.
    std::map<std::pair<language::NodeId, bool>, model::ExprId> compiled_;
    std::size_t depth_ = 0;
    bool too_deep_reported_ = false;
    std::vector<std::vector<model::ExprId>*> open_gates_;  ///< of the tests being compiled

    struct Frame {
        std::string_view what;
        std::uint32_t index;
        Span span;
    };
    std::vector<Frame> stack_;  ///< names being compiled, to find cycles

    struct TermMemo {
        std::optional<model::ExprId> truth[2];
        std::optional<Operand> value;
        std::vector<model::ExprId> gates;
    };
    std::vector<TermMemo> terms_;
    struct PhraseMemo {
        model::ExprId id = model::none;
        std::vector<model::ExprId> gates;
    };
    std::map<std::string, PhraseMemo> phrases_;
    std::vector<std::optional<model::ExprId>> scores_;
    std::vector<std::optional<model::ExprId>> gates_;
    std::vector<std::optional<model::ExprId>> fact_values_;
};

/// Reports every test that the declared ranges alone decide and every divisor that may be 0, and
/// fills in the declared ranges of scores.
void check_declared_ranges(Context& context);

/// Names and options of the scores; their entries are compiled when they are first used.
void declare_score_shells(Context& context);

/// Reads the bands of every score. returns whether all bands of a score could be read.
std::vector<bool> read_bands(Context& context);

/// Checks that the bands of each score cover its declared range, which `check_declared_ranges` has
/// filled in.
void check_bands(Context& context, const std::vector<bool>& are_read);

/// Compiles the rules: ids, sentences, overrides and the orders in which they are evaluated and
/// shown.
void compile_rules(Context& context, Compiler& compiler);

}  // namespace caveat::check
