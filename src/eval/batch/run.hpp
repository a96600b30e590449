#pragma once

// A batch screened: chunk after chunk of rows, each from columns to bits of literals to bits of
// rules. Everything is kept from call to call, so that a warm one allocates nothing.

#include <caveat/screen.hpp>

#include "eval/batch/buffer.hpp"
#include "eval/batch/reader.hpp"
#include "eval/batch/table.hpp"
#include "model/evaluation.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace caveat::eval {

/// Values that a fact or field may not have.
struct Refused {
    std::uint32_t fact = 0;
    std::optional<std::uint32_t> field;
    std::uint64_t first_row = 0;  ///< of the batch
    std::uint64_t count = 0;
};

/// The three bounds on the verdict, and the three verdicts that are stricter than `proceed`.
enum class VerdictBound : std::uint8_t { at_least, verdict, at_most };
inline constexpr std::size_t bound_count = 3;
inline constexpr std::size_t strict_verdicts = 3;

/// Which of the strict verdicts this is, counted from 1; 0 for those that are not.
constexpr std::size_t level_of(Verdict verdict) {
    return verdict <= Verdict::proceed
               ? 0
               : static_cast<std::size_t>(verdict) - static_cast<std::size_t>(Verdict::proceed);
}

struct Result;

class BatchRun {
  public:
    BatchRun();
    ~BatchRun();
    BatchRun(const BatchRun&) = delete;
    BatchRun& operator=(const BatchRun&) = delete;

    void screen(const Table& table, std::size_t first, std::size_t last, Respondents respondents);
    /// Puts what the screening of one row alone gave in the place of what was found here.
    void put(std::size_t row, const Result& alone);

    // Results. Rows count from the first one screened.
    [[nodiscard]] std::size_t first_row() const { return first_; }
    [[nodiscard]] std::size_t rows() const { return rows_; }
    /// Of the rule set that screened; 0 before that.
    [[nodiscard]] std::size_t rule_count() const {
        return table_ == nullptr ? 0 : table_->rules->rules.size();
    }
    [[nodiscard]] std::span<const std::uint64_t> rows_with(std::uint32_t rule, Status status);
    [[nodiscard]] Status status(std::uint32_t rule, std::size_t row) const;
    [[nodiscard]] std::span<const std::uint64_t> rows_deferred(std::uint32_t rule) const;
    [[nodiscard]] Verdict bound(VerdictBound which, std::size_t row) const;
    [[nodiscard]] Truth applicable(std::size_t row) const;
    [[nodiscard]] bool is_complete(std::size_t row) const;
    [[nodiscard]] std::span<const Verdict> bounds(VerdictBound which);
    [[nodiscard]] std::span<const std::uint64_t> complete() const { return bits(complete_); }
    [[nodiscard]] std::span<const std::uint64_t> applicable() const { return bits(applicable_); }
    [[nodiscard]] std::span<const std::uint64_t> perhaps_applicable() const {
        return bits(perhaps_applicable_);
    }
    [[nodiscard]] std::span<const Refused> refused() const { return refused_; }
    /// Rows that have, or may have, a problem.
    [[nodiscard]] std::span<const std::uint64_t> problems() const { return bits(problems_); }

    struct Fired {
        std::span<const std::uint64_t> offsets;
        std::span<const RuleId> rules;
    };
    [[nodiscard]] Fired fired(std::size_t first, std::size_t last);

  private:
    using Bits = Buffer<std::uint64_t>;

    /// The rows looked at together.
    struct Chunk {
        std::size_t first = 0;  ///< of the batch
        std::size_t rows = 0;
        std::size_t words = 0;
        std::size_t strips = 0;
        [[nodiscard]] Stretch stretch() const { return {first, rows}; }
    };

    [[nodiscard]] std::span<const std::uint64_t> bits(const Bits& bits) const {
        return {bits.data(), words_for(rows_)};
    }
    [[nodiscard]] std::uint64_t* yes_of(std::uint32_t literal) const {
        return yes_.data() + literal * strip_words;
    }
    [[nodiscard]] std::uint64_t* may_of(std::uint32_t literal) const {
        return may_.data() + literal * strip_words;
    }
    [[nodiscard]] std::size_t strip_stride() const {
        return table_->plan.literal_count * strip_words;
    }
    /// Where a literal's bits of a row are.
    [[nodiscard]] std::uint64_t& word_of(std::uint64_t* bitmaps, std::size_t row) const {
        const std::size_t word = row / word_bits;
        return bitmaps[word / strip_words * strip_stride() + word % strip_words];
    }

    void prepare_results();
    void screen_chunk();
    void refuse(std::uint32_t fact, std::optional<std::uint32_t> field, std::size_t first_row,
                std::uint64_t count);

    void refuse_row(std::uint32_t fact, std::optional<std::uint32_t> field, std::size_t row);

    // facts (facts.cpp)
    void load_facts();
    void gather_profiles();
    void gather_group(std::size_t group, std::size_t rows);
    void refuse_later_dates(std::uint32_t fact);
    // contradictions.cpp
    void drop_contradictions();
    void hide(std::uint32_t fact, std::size_t row);
    [[nodiscard]] bool is_hidden(std::uint32_t fact, std::size_t row) const;
    void test_facts();
    void test_source(std::uint32_t source, const Encoding& encoding, const ColumnValues& loaded);
    void know_nothing(std::uint32_t literal);

    // lists of records (lists.cpp, list_fields.cpp, list_counts.cpp)
    void count_lists();
    void open_lists(std::uint32_t fact);
    void find_lists(std::uint32_t fact);
    bool take_offsets(const std::uint32_t* offsets, std::uint64_t limit);
    void copy_offsets(std::uint32_t fact);
    void read_untested(std::uint32_t fact);
    void gather_lists(std::uint32_t fact);
    void drop_later_records(std::uint32_t fact);
    void test_records(const program::RecordTests& tests);
    void note_records(std::uint32_t field, const ColumnValues& loaded);
    void count_passes(std::uint32_t record_tests);
    void find_passes(std::size_t place);
    void pass_lanes(const program::Count& count, bool may, std::uint64_t* passes);
    [[nodiscard]] std::size_t find_same(std::size_t place) const;
    void count_in_lanes();
    [[nodiscard]] bool fits_bytes(std::uint32_t source) const;
    void test_counts(std::size_t place);
    void test_count(std::size_t place, std::uint32_t literal);
    void test_long_counts(std::size_t place);
    void finish_literal(std::uint32_t literal, std::uint64_t flip);

    // conditions over literals (derived.cpp)
    void derive(std::uint32_t source);

    // the typed tree (exact.cpp)
    void evaluate_trees();
    void find_wanted(std::size_t place, std::uint64_t* rows);
    void settle_partly(std::uint32_t source, const std::uint64_t* rows);
    void set_truth(std::uint32_t literal, std::size_t row, Truth truth);
    const facts::Profile& profile_at(std::size_t row, std::span<const std::uint32_t> facts);
    void open_literal(std::uint32_t literal);
    void copy_to_may(std::uint32_t literal);

    // rules (rules.cpp)
    void complete_may();
    void decide_strip(std::size_t strip);
    void find_condition(std::size_t strip, std::uint32_t condition, std::uint64_t* yes,
                        std::uint64_t* may) const;
    void decide_exempted(std::size_t strip, std::uint32_t rule);
    void keep_strip(std::size_t strip);

    // alone.cpp
    void screen_open_rows();
    void clear_deferred();
    void flag_rows();

    /// Of an exempted rule, by its place among them.
    std::uint64_t* plane(const Bits& planes, std::uint32_t place) const {
        return planes.data() + place * stride_;
    }
    [[nodiscard]] std::uint64_t* fired_of(std::uint32_t rule) const {
        return plane(fired_, table_->plan.places[rule]);
    }
    [[nodiscard]] std::uint64_t* open_of(std::uint32_t rule) const {
        return plane(open_, table_->plan.places[rule]);
    }
    [[nodiscard]] std::uint8_t& has_open(std::uint32_t rule) {
        return has_open_[table_->plan.places[rule]];
    }
    [[nodiscard]] bool has_open(std::uint32_t rule) const {
        return has_open_[table_->plan.places[rule]] != 0;
    }

    const Table* table_ = nullptr;
    Respondents respondents_;
    Chunk chunk_;

    // Bits of literals in the chunk, strip after strip.
    Bits yes_;
    Bits may_;
    static constexpr std::uint8_t unsettled = 2;
    std::vector<std::uint8_t> is_open_;  ///< by literal: 1 = `may` differs; 2 = neither is written
    bool some_open_ = false;

    // Facts of the chunk, by fact.
    std::vector<ColumnValues> loaded_;
    std::vector<ColumnBuffer> buffers_;

    /// By fact: rows of the chunk in which it counts as unanswered; empty where there is none.
    std::vector<std::vector<std::uint64_t>> hidden_;

    // Records of the chunk, of the list looked at.
    struct Lists;
    std::unique_ptr<Lists> lists_;

    // Rows that the typed tree decides.
    model::Values values_;
    model::Scratch scratch_;
    facts::Profile scratch_profile_;
    std::vector<std::uint32_t> every_fact_;
    Bits wanted_;
    std::unique_ptr<Result> alone_;  ///< of one row, screened alone

    // Results: planes of `stride_` words a rule, by its place in the plan.
    std::size_t first_ = 0;
    std::size_t rows_ = 0;
    std::size_t stride_ = 0;
    Bits fired_;
    Bits open_;        ///< of a rule in a group: undecided or presumed; of others undecided
    Bits presumed_;    ///< of exempted rules
    Bits overridden_;  ///< of exempted rules
    Bits deferred_;
    bool has_deferred_ = false;
    std::vector<std::uint8_t> has_open_;  ///< by place: the plane in `open_` is meant
    Bits reached_[bound_count][strict_verdicts];
    Bits complete_;
    Bits applicable_;
    Bits perhaps_applicable_;
    Bits problems_;
    Bits nothing_;
    Bits put_together_;
    std::vector<Refused> refused_;
    std::array<std::vector<Verdict>, bound_count> bounds_;
    std::vector<std::uint64_t> fired_offsets_;
    std::vector<RuleId> fired_rules_;
    Bits transposed_;

    // Of one strip, by how strict the verdict is; the first is `proceed`.
    struct Reached {
        std::uint64_t fired[strict_verdicts + 1][strip_words];
        std::uint64_t presumed[strict_verdicts + 1][strip_words];
        std::uint64_t undecided[strict_verdicts + 1][strip_words];
        std::uint64_t open[strip_words];
    };
    Reached reached_strip_{};
    bool was_open_ = false;  ///< some plane in `open_` has been begun
};

}  // namespace caveat::eval
