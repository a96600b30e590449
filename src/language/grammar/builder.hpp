#pragma once

// What the grammar's rules call: steps that make nodes and report mistakes. The rules say in which
// order things stand; here is what they mean, and what is said when they do not fit.

#include "language/grammar/guesses.hpp"
#include "language/grammar/looking.hpp"
#include "language/grammar/repairs.hpp"
#include "language/syntax.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::language {

/// A measure up to its records: `average pain of sessions`.
struct MeasureHead {
    MeasureKind kind = MeasureKind::total;
    Name field;
    Name records;
};

/// Thrown by a step when the tokens were mended: they are read again from the beginning.
struct ReadAgain {};

/// One reading of a sentence.
///
/// A step begins at token `at`, which becomes the token after it. A step that returns false has
/// touched nothing; one that must succeed reports what is wrong and stands in for it. No token
/// changes under a reading: a step that has them mended ends it, see `read_line`.
class Builder : public Looking {
  public:
    /// `line` and `syntax` must outlive the builder.
    Builder(Line& line, Syntax& syntax)
        : Looking(line), syntax_(syntax), base_(syntax.nodes.size()) {}

    // Nodes; tokens [first, last) are where they stand
    NodeId add(std::size_t first, std::size_t last, NodeContent content);
    NodeId broken(std::size_t first, std::size_t last) { return add(first, last, Broken{}); }
    bool is_broken(NodeId id) const;
    const Node& node(NodeId id) const { return syntax_.nodes[id]; }
    std::string words_of(NodeId id) const { return words(range(id).first, range(id).last); }
    std::size_t first_of(NodeId id) const { return range(id).first; }

    NodeId join_or(std::vector<NodeId> parts);
    NodeId join_and(std::vector<NodeId> parts);
    NodeId negate(std::size_t first, NodeId part);
    NodeId enclose(std::size_t first, std::size_t last, NodeId part);
    NodeId arithmetic(ArithmeticOperator op, NodeId left, NodeId right);
    /// Puts Broken in place of what can be no condition (or no operand), and reports it.
    NodeId require_condition(NodeId id);
    NodeId require_operand(NodeId id);

    // The test in hand: what stands left of `is`, `>=` or `include`
    void begin_test(NodeId left);
    void deny_test() { tests_.back().is_negated = true; }
    NodeId end_test(NodeId made);
    NodeId left() const { return tests_.back().left; }
    bool is_denied() const { return tests_.back().is_negated; }
    NodeId compare(std::size_t last, Comparison comparison, NodeId right);
    NodeId compare_codes(std::size_t last, std::vector<Name> codes, bool is_list);
    NodeId include_codes(std::size_t last, Inclusion inclusion, std::vector<Name> codes);

    NodeId time_ago(std::size_t last, Comparison comparison, Count length, TimeUnit unit,
                    std::optional<Comparison> beyond);
    NodeId between(std::size_t last, Count low, Count high);
    NodeId limit_bands(std::size_t last, Comparison limit, Name band);

    // Steps that make something
    bool read_operand(std::size_t& at, NodeId& made);
    bool read_count(std::size_t& at, Count& made);  ///< a number without unit
    bool read_bound(std::size_t& at, Count& made);  ///< a number, maybe with a unit
    bool read_record_name(std::size_t& at, Name& made);
    bool read_counted_name(std::size_t& at, Name& made);
    bool read_measure_head(std::size_t& at, MeasureHead& made);
    bool read_places(std::size_t& at, int& made);
    bool read_time_unit(std::size_t& at, TimeUnit& made);
    bool read_code(std::size_t& at, Name& made);
    bool read_limit(std::size_t& at, Comparison& made);      ///< `at least`, `over` …
    bool read_or_beyond(std::size_t& at, Comparison& made);  ///< `or more` behind a number
    bool read_ago_limit(std::size_t& at, Comparison& made);  ///< `more than`, before `6 weeks ago`
    bool read_lost_test(std::size_t& at, NodeId& made);      ///< of a name that nobody declared
    bool read_missing_where(std::size_t& at, NodeId& made);
    bool read_missing_subject(std::size_t& at, NodeId& made);  ///< `>= 65 and < 75`
    bool read_misused_is(std::size_t& at, NodeId& made);       ///< `fever is yes`
    bool read_outcome(std::size_t& at, OutcomeUse& made);

    // Steps that only look or pass on
    bool check_follower(std::size_t& at);  ///< what may stand behind a test
    bool check_codes_ahead(std::size_t& at);
    bool check_bare_test(std::size_t& at);   ///< `over 65` where `is` was left out
    bool check_range(std::size_t& at);       ///< `65 to 74`
    bool check_ago(std::size_t& at);         ///< `more than 6 weeks ago`
    bool check_band_limit(std::size_t& at);  ///< `at least moderate`
    bool mend_test_words(std::size_t& at);
    bool check_list_ahead(std::size_t& at);  ///< `any of`, and no code that is called so
    bool check_code_list(std::size_t& at);   ///< behind the codes
    bool check_not_twice(std::size_t& at);
    bool check_where_is_enclosed(std::size_t& at);
    /// Whether the last counted `where` had no parentheses: what was read with it makes no sense.
    bool take_lost_where() { return std::exchange(where_is_lost_, false); }
    bool take_is(std::size_t& at);
    bool take_include(std::size_t& at);
    bool take_open(std::size_t& at);
    bool take_close(std::size_t& at);
    bool take_between_and(std::size_t& at);
    bool take_ago(std::size_t& at);
    bool take_where(std::size_t& at);
    bool enter_where(std::size_t& at);
    bool leave_where(std::size_t& at);
    bool take_arrow(std::size_t& at);

    /// Reports what is left before the end.
    void expect_end(std::size_t at);

  private:
    struct Range {
        std::size_t first;
        std::size_t last;
        bool is_enclosed = false;  ///< stands in parentheses of its own
    };
    struct Test {
        NodeId left;
        bool is_negated = false;
        std::optional<std::size_t> codes = std::nullopt;  ///< where its codes begin
        bool has_broken_codes = false;
    };
    struct Where {
        const NameTable* fields = nullptr;  ///< null when the records are unknown
        std::size_t first = 0;
        std::size_t last = 0;   ///< the `and` or `or` before which it ended
        std::size_t meant = 0;  ///< where it may be meant to end, once that was said
    };

    const Range& range(NodeId id) const { return ranges_[id - base_]; }
    bool report_not_before_or(const std::vector<NodeId>& parts);
    NodeId report_ago(std::size_t last, Comparison comparison, std::optional<Comparison> beyond);
    bool report_date_against_time(NodeId left, Comparison comparison, NodeId right);
    /// Has the tokens mended, and the line read again. Returns where there was nothing to mend, or
    /// where that was done too often.
    template <typename Mend>
    void mend(const Mend& mend) {
        if (line_.readings == most_readings) return;
        const std::size_t version = line_.tokens.version();
        Repairs repairs(line_);
        mend(repairs);
        if (line_.tokens.version() != version) throw ReadAgain{};
    }
    void repair_keyword(std::size_t at) {
        mend([&](Repairs& repairs) { repairs.repair_keyword(at); });
    }
    // builder_order.cpp
    void report_misfit(std::size_t at);
    void report_chain(std::size_t at);
    void report_comma(std::size_t at);
    // builder_where.cpp
    bool may_stand_in_where(std::size_t first, std::size_t last) const;
    bool report_beyond_where(std::size_t& at);
    // builder_limits.cpp
    bool is_date(NodeId id) const;
    // builder_names.cpp
    NodeId use_name(const Found& found, std::size_t first);
    Count count_of_slot(const SlotMatch& match);
    bool is_sound_behind(std::size_t first, std::size_t end);
    bool is_nested(std::size_t first, std::size_t last);
    NodeId read_unknown_operand(std::size_t& at);
    // builder_numbers.cpp
    bool read_literal(std::size_t& at, bool may_have_unit, Count& made);
    bool read_number(std::size_t& at, bool may_have_unit, Count& made);
    std::optional<Decimal> decimal(std::size_t at, std::string_view digits);
    void read_unit(std::size_t& at, Count& made);
    // builder_codes.cpp
    const NameTable* codes_of(NodeId id, std::string& owner) const;
    bool is_choices(NodeId id) const;
    std::size_t end_without_quotes(const NameTable& codes, std::size_t at) const;
    bool report_sign_before_code(std::size_t& at);
    bool report_band_or_beyond(std::size_t& at);
    std::vector<std::string> band_limits_meant(std::size_t at) const;
    bool is_broken_list(const std::vector<Name>& codes) const;

    /// A sentence with more mistakes of this kind is read as it stands.
    static constexpr std::size_t most_readings = 16;

    Syntax& syntax_;
    std::size_t base_;           ///< the first node of this sentence
    std::vector<Range> ranges_;  ///< by node, from `base_`
    std::vector<Test> tests_;
    std::vector<Where> where_;
    std::vector<Where> left_;                ///< those that ended without parentheses of their own
    Name records_;                           ///< read last; a `where` speaks of it
    std::vector<std::size_t> opens_;         ///< where the parentheses around this place begin
    bool where_is_lost_ = false;             ///< a counted `where` without parentheses
    std::optional<std::size_t> assumed_is_;  ///< a token before which `is` was missed
};

/// Reads a line with `read`, and again after each repair that this leads to. What a reading said
/// before it ended is not said again.
template <typename Read>
auto read_line(Line& line, Syntax& syntax, const Read& read) {
    const std::size_t first_node = syntax.nodes.size();
    const auto last_error = line.last_error;
    line.saying.clear();
    while (true) {
        try {
            Builder builder(line, syntax);
            return read(builder);
        } catch (const ReadAgain&) {
            syntax.cut_at(first_node);
            line.begin_again(last_error);
        }
    }
}

/// A unit behind the second of two literals belongs to both: `5 to 10 %`. False where it stands
/// behind the first alone.
bool share_unit(Count& low, Count& high);

}  // namespace caveat::language
