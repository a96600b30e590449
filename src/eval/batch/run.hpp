#pragma once

// A batch screened: chunk after chunk of rows, each from columns to bits of literals to bits of
// rules. Everything is kept from call to call, so that a warm one allocates nothing.
//
//   RowProblems    what was refused        RowProfiles    a row, answer by answer
//   FactColumns    facts        ┐          TreeRows       what columns cannot say
//   RecordLists    where lists stand  ┐
//   RecordFields   tests on records   ├─▶ LiteralBits ─▶ RuleDecider ─▶ RulePlanes, VerdictRows
//   RecordCounts   how many pass      ┘

#include <caveat/screen.hpp>

#include "eval/batch/fact_columns.hpp"
#include "eval/batch/literal_bits.hpp"
#include "eval/batch/record_counts.hpp"
#include "eval/batch/record_fields.hpp"
#include "eval/batch/record_lists.hpp"
#include "eval/batch/row_problems.hpp"
#include "eval/batch/row_profiles.hpp"
#include "eval/batch/rule_decider.hpp"
#include "eval/batch/rule_planes.hpp"
#include "eval/batch/table.hpp"
#include "eval/batch/tree_rows.hpp"
#include "eval/batch/verdict_rows.hpp"

#include <cstddef>
#include <memory>

namespace caveat::eval {

struct Result;

class BatchRun {
  public:
    BatchRun();
    ~BatchRun();
    BatchRun(const BatchRun&) = delete;
    BatchRun& operator=(const BatchRun&) = delete;

    void screen(const Table& table, std::size_t first, std::size_t last, Respondents respondents);
    /// Puts what the screening of one row alone gave in the place of what was found here. The row
    /// is said to have a problem.
    void put(std::size_t row, const Result& alone);

    // Results. Rows count from the first one screened.
    [[nodiscard]] std::size_t first_row() const { return first_; }
    [[nodiscard]] std::size_t rows() const { return rows_; }
    /// Of the rule set that screened; 0 before that.
    [[nodiscard]] std::size_t rule_count() const {
        return table_ == nullptr ? 0 : table_->rules->rules.size();
    }
    [[nodiscard]] RulePlanes& rules() { return rules_; }
    [[nodiscard]] const RulePlanes& rules() const { return rules_; }
    [[nodiscard]] VerdictRows& verdicts() { return verdicts_; }
    [[nodiscard]] const VerdictRows& verdicts() const { return verdicts_; }
    [[nodiscard]] const RowProblems& problems() const { return problems_; }

  private:
    void screen(const Chunk& chunk);
    void hide_contradictions(const Chunk& chunk);
    void count_records(const Chunk& chunk);
    void screen_open_rows(Respondents respondents);

    const Table* table_ = nullptr;
    std::size_t first_ = 0;
    std::size_t rows_ = 0;

    LiteralBits bits_;
    FactColumns facts_;
    RecordLists lists_;
    RecordFields fields_;
    RecordCounts counts_;
    RowProfiles profiles_;
    TreeRows trees_;
    RuleDecider decider_;
    RulePlanes rules_;
    VerdictRows verdicts_;
    RowProblems problems_;

    Buffer<std::uint64_t> open_rows_;
    std::unique_ptr<Result> alone_;  ///< of one row
};

}  // namespace caveat::eval
