#pragma once

// What the grammar's rules call: looking up names, building nodes, reporting mistakes. The rules
// say in which order things stand; here is what they mean, and what is said when they do not fit.

#include "language/grammar/token.hpp"
#include "language/name_trie.hpp"
#include "language/syntax.hpp"

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::language {

/// What begins at a token, decided by looking ahead and never taken back.
enum class Form : std::uint8_t {
    name,
    literal,
    date,
    open,
    quantified,
    count_of,
    measure,
    since,
    function,
    unknown,
};

/// A measure up to its records: `average pain of sessions`.
struct MeasureHead {
    MeasureKind kind = MeasureKind::total;
    Name field;
    Name records;
};

/// One sentence while it is read.
///
/// A step begins at token `at`, which becomes the token after it. A step that returns false has
/// touched nothing; one that must succeed reports what is wrong and stands in for it.
class Builder {
  public:
    /// `text`, `context` and `syntax` must outlive the builder.
    Builder(const Scalar& text, const ParseContext& context, Syntax& syntax);

    /// Reports signs that the language does not have, and nesting beyond the limit, before any
    /// rule runs. returns whether the rest is worth reading.
    bool prepare(bool is_sentence);

    // Looking
    const Token& token(std::size_t at) const { return tokens_[at < end() ? at : end()]; }
    std::size_t end() const { return tokens_.size() - 1; }
    bool is_word(std::size_t at, Keyword word) const {
        const Token& here = token(at);
        return here.keyword == word && here.kind == TokenKind::word && !here.is_joined;
    }
    bool is_is(std::size_t at) const { return is_word(at, "is") || is_word(at, "are"); }
    bool is_include(std::size_t at) const {
        return is_word(at, "include") || is_word(at, "includes");
    }
    bool is_arrow(std::size_t at) const {
        return token(at).kind == TokenKind::arrow || is_word(at, "then");
    }
    /// Whether the part of a sentence before it ends here, whatever it is.
    bool is_separator(std::size_t at) const;
    Form form_at(std::size_t at) const;
    bool is_group_ahead(std::size_t at) const;  ///< `at least 2 of (`, `any 2 of (`
    /// `at least 2 of fever, chills`: the grammar reads on as if it stood there.
    bool lacks_parenthesis(std::size_t at) const;
    bool is_or_more_of(std::size_t at) const;  ///< `2 or more of (`
    /// The next separator, parentheses passed over.
    std::size_t skip_to_separator(std::size_t at) const;

    // Nodes; tokens [first, last) are where they stand
    NodeId add(std::size_t first, std::size_t last, NodeContent content);
    NodeId broken(std::size_t first, std::size_t last) { return add(first, last, Broken{}); }
    bool is_broken(NodeId id) const;
    const Node& node(NodeId id) const { return syntax_.nodes[id]; }
    Span span(std::size_t first, std::size_t last) const;
    std::string words(std::size_t first, std::size_t last) const;
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

    Diagnostic& error(text::Code code, std::size_t first, std::size_t last,
                      const std::string& message);
    /// The help and the fixes of a problem: each of `meant` in place of what it marks.
    void write(Diagnostic& problem, const std::vector<std::string>& meant,
               std::string_view remark = {}) const;
    /// Words in place of tokens [first, last), and when they are meant.
    text::Proposal proposal(std::size_t first, std::size_t last, const std::string& meant,
                            std::string aside = {}) const;
    std::size_t end_of_points() const;
    /// A misspelt `then`: reports it and puts it right.
    bool repair_then(std::size_t at);
    /// Reports what is left before the end.
    void expect_end(std::size_t at);

    /// Passed over when names are looked up: a name must not explain itself.
    const Entry* without = nullptr;

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
    };
    struct Found {
        NameMatch match;
        bool is_field = false;
    };
    /// What was found at a token, among these fields too.
    struct Lookup {
        const NameTable* fields = nullptr;
        bool is_done = false;
        const Found* found = nullptr;
        std::optional<Form> form = std::nullopt;
    };
    struct Guess {
        std::size_t end = 0;
        std::vector<std::string> names;
        std::size_t distance = 0;
    };
    enum class Wanted : std::uint8_t { operand, records, parameter, code, field, outcome };
    struct Kind {
        Wanted wanted = Wanted::operand;
        const NameTable* table = nullptr;  ///< of codes, fields or outcomes
        std::string owner;                 ///< whose codes or fields
    };

    const Range& range(NodeId id) const { return ranges_[id - base_]; }
    bool report_not_before_or(const std::vector<NodeId>& parts);
    NodeId report_ago(std::size_t last, Comparison comparison, std::optional<Comparison> beyond);
    bool report_date_against_time(NodeId left, Comparison comparison, NodeId right);
    bool may_report() const;
    bool is_muted() const { return muted_ != 0; }
    // builder_order.cpp
    void report_chain(std::size_t at);
    void report_comma(std::size_t at);
    std::size_t end_of_commas(std::size_t at) const;
    // builder_prepare.cpp
    std::size_t unit_end_behind(std::size_t at) const;
    void join_quotes();
    bool is_declared_name(std::string_view name) const;
    void remove_quotes_of_names();
    bool is_behind_code_word(std::size_t at) const;
    void replace_foreign_signs();
    // builder_digits.cpp
    void join_digit_groups();
    std::size_t end_of_groups(std::size_t at) const;
    void ask_about_commas(std::size_t at, std::size_t last);
    void join(std::size_t at, std::size_t last, const std::string& meant, Diagnostic& problem);
    bool join_power_word(std::size_t at);
    // builder_limits.cpp
    bool is_than(std::size_t at) const;
    bool is_lately(std::size_t at) const;
    std::size_t limit_words(std::size_t at) const;
    bool is_or_beyond(std::size_t at) const;
    bool is_range_ahead(std::size_t at) const;
    bool is_bare_test(std::size_t at) const;
    bool is_date(NodeId id) const;
    std::size_t end_of_bound(std::size_t at) const;
    std::size_t end_of_count(std::size_t at) const;
    void mend_within(std::size_t at);
    // builder_comparisons.cpp
    bool replace_signs(std::size_t at);
    bool replace_range(std::size_t at, bool is_behind_name);
    bool replace_limit(std::size_t at, bool is_behind_name);
    bool replace_out_of(std::size_t at, bool is_behind_name);
    // builder_counts.cpp
    std::vector<std::string> parts_between(std::size_t first, std::size_t last,
                                           bool is_loose) const;
    void set_semicolon(std::size_t at);
    bool replace_group(std::size_t at);
    bool replace_count(std::size_t at);
    bool replace_open_group(std::size_t at);
    bool replace_open_list(std::size_t at);
    bool is_list_at(std::size_t at) const;
    // builder_wordings.cpp
    void replace(std::size_t first, std::size_t last, std::string_view text);
    void reword(std::size_t first, std::size_t last, const std::string& meant);
    void leave_out(std::size_t first, std::size_t last, const std::string& reason);
    std::size_t behind_close(std::size_t open) const;
    void replace_wordings();
    bool replace_no(std::size_t at);
    bool replace_age(std::size_t at);
    bool replace_sum(std::size_t at);
    bool replace_join(std::size_t at);
    bool replace_xor(std::size_t at);
    std::size_t begin_of_name_before(std::size_t at) const;
    const NameTable* codes_before(std::size_t verb) const;
    bool is_in_code(std::size_t at) const;
    bool report_conditional_number();
    bool report_points_in_text();
    bool report_known(std::size_t at);
    bool report_wording(std::size_t at, std::size_t end);
    std::vector<std::string> band_limits_meant(std::size_t at) const;
    bool check_depth();
    // builder_names.cpp
    /// The name that begins at a token; null when none does. It stays good as long as the builder.
    const Found* find_name(std::size_t at) const;
    Lookup& lookup(std::size_t at) const;
    Form find_form(std::size_t at) const;
    std::optional<Found> look_up(std::size_t at, const NameTable* fields) const;
    std::optional<std::uint32_t> slot_at(std::size_t at) const;
    NodeId use_name(const Found& found, std::size_t first);
    Name name_at(std::size_t first, std::size_t last, const Entry* entry) const;
    Count count_of_slot(const SlotMatch& match);
    bool repair_keyword(std::size_t at);
    bool repair_word(std::size_t at, std::span<const std::string_view> keywords);
    bool is_sound_behind(std::size_t first, std::size_t end);
    bool is_nested(std::size_t first, std::size_t last);
    NodeId read_unknown_operand(std::size_t& at);
    // builder_guesses.cpp
    std::vector<std::string> arguments_for(const Spelling& spelling, std::size_t at,
                                           std::vector<std::string>& nearest) const;
    std::string nearest_parameter(std::size_t at) const;
    std::vector<std::string> candidates(const Kind& kind, std::size_t at) const;
    Guess best_guess(std::size_t at, const Kind& kind) const;
    std::size_t report_unknown(std::size_t at, const Kind& kind);
    std::size_t end_of_rejected(std::size_t at, const NameTable& table) const;
    bool names_what_was_cut() const;
    bool split_minus(std::size_t at);
    bool mend_word_behind(std::size_t first, std::size_t end);
    bool report_age_of(std::size_t at, std::size_t end);
    bool report_code_as_name(std::size_t at, std::size_t end);
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
    bool is_code_text(std::size_t at) const;
    bool is_broken_list(const std::vector<Name>& codes) const;

    const Scalar& text_;
    const ParseContext& context_;
    Syntax& syntax_;
    Tokens tokens_;
    std::size_t base_;           ///< the first node of this sentence
    std::vector<Range> ranges_;  ///< by node, from `base_`
    std::vector<Test> tests_;
    std::vector<Where> where_;
    std::vector<std::size_t> lists_;  ///< where the sentence names records, as far as it is read
    Name records_;                    ///< read last; a `where` speaks of it
    std::vector<std::size_t> opens_;  ///< where the parentheses around this place begin
    std::size_t muted_ = 0;
    bool is_sentence_ = false;    ///< a whole rule: `unless` and an arrow may stand in it
    bool where_is_lost_ = false;  ///< a counted `where` without parentheses
    std::optional<std::size_t> last_error_;  ///< byte at which the last message begins
    /// The token behind a name like nothing known: where it ends is a guess as well.
    std::optional<std::size_t> lost_;
    std::optional<std::size_t> assumed_is_;  ///< a token before which `is` was missed
    Diagnostic spare_;
    mutable std::vector<Lookup> lookups_;  ///< by token
    mutable std::size_t lookups_of_ = 0;   ///< the version of the tokens
    mutable std::forward_list<Found> found_;
};

/// A unit behind the second of two literals belongs to both: `5 to 10 %`. False where it stands
/// behind the first alone.
bool share_unit(Count& low, Count& high);

/// Texts in a row, with `between` between them.
std::string joined(const std::vector<std::string>& parts, std::string_view between);

/// `two` is 2; 0 for any other word.
std::size_t number_word(const Token& token);

/// A number followed by zeros; empty where it has too many digits.
std::string times_power_of_ten(std::string_view digits, int zeros);

/// `day`, `days`, `week` …
std::optional<TimeUnit> time_unit_of(std::string_view word);

/// The same also of its sign: `wk`.
std::optional<TimeUnit> time_unit_meant(std::string_view unit);

}  // namespace caveat::language
