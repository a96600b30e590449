// From a screened window to a record batch. Entrance: give_out.

#include "adapters/arrow/output.hpp"

#include <caveat/explain.hpp>

#include "adapters/arrow/words.hpp"

#include <algorithm>
#include <array>

namespace caveat::arrow {

namespace {

constexpr std::size_t most_text_bytes = 64U * 1024U * 1024U;
constexpr std::int64_t rows_with_reports = 8192;

bool has_bit(Bitmap bits, std::size_t row) {
    return !bits.empty() && (bits[row / 64] >> (row % 64) & 1U) != 0;
}

/// Lists of numbers of words.
struct NumberLists {
    std::vector<std::int32_t> offsets{0};
    std::vector<std::uint32_t> numbers;
    void end() { offsets.push_back(static_cast<std::int32_t>(numbers.size())); }
};

class Output {
  public:
    Output(const Plan& plan, Work& work) : plan_(plan), work_(work), rows_(work.rows()) {}

    OwnedArray run(const ArrowArray& read, const std::shared_ptr<const void>& holder) {
        find_counts();
        for (const Step& step : plan_.passthrough) {
            columns_.push_back(passed_through(read, step.child, holder));
        }
        add_who();
        add_verdicts();
        columns_.push_back(numbers_array(errors_));
        columns_.push_back(numbers_array(warnings_));
        if (plan_.options.rules == ArrowRules::lists) add_rule_lists();
        if (plan_.options.rules == ArrowRules::columns) add_rule_columns();
        if (plan_.options.outcomes) add_outcomes();
        if (plan_.options.questions) add_questions();
        if (plan_.options.report != ArrowReport::none) columns_.push_back(reports_.finish(true));
        return struct_array(rows_, std::move(columns_));
    }

  private:
    // --- what has to be asked row by row -------------------------------------

    void find_counts() {
        const ArrowOptions& options = plan_.options;
        outcomes_.place =
            options.outcomes ? outcome_words_of(plan_.rules).place : std::vector<std::uint32_t>{};
        const bool asks_each =
            options.outcomes || options.questions || options.report == ArrowReport::all;
        for (std::size_t row = 0; row < rows_; ++row) {
            std::int32_t errors = 0;
            std::int32_t warnings = 0;
            const bool wants_report = options.report == ArrowReport::not_proceed &&
                                      work_.screening().at_most(row) > Verdict::proceed;
            if (asks_each || wants_report || work_.has_problem(row)) {
                const Screening& alone = work_.screened(row);
                for (const Diagnostic& each : alone.problems()) {
                    if (each.severity == Severity::error) ++errors;
                    if (each.severity == Severity::warning) ++warnings;
                }
                if (options.outcomes) note_outcomes(alone);
                if (options.questions) note_questions(alone);
                const bool is_reported =
                    options.report == ArrowReport::all || wants_report ||
                    (options.report == ArrowReport::problems && errors + warnings != 0);
                note_report(is_reported ? &alone : nullptr);
            } else {
                note_report(nullptr);
            }
            errors_.push_back(errors);
            warnings_.push_back(warnings);
            if (reports_.bytes() + paths_.bytes() > most_text_bytes) rows_ = row + 1;
        }
    }

    /// Of nobody: there is none.
    void note_report(const Screening* alone) {
        if (plan_.options.report == ArrowReport::none) return;
        if (alone == nullptr) return reports_.add_null();
        report_.clear();
        work_.reports().append(*alone, report_);
        if (!report_.empty() && report_.back() == '\n') report_.pop_back();
        reports_.add(report_);
    }

    struct Outcomes : NumberLists {
        std::vector<std::uint32_t> place;  ///< by OutcomeId: its number
        std::vector<std::uint32_t> verbs;
        std::vector<std::uint32_t> certainties;
    };

    void note_outcomes(const Screening& alone) {
        for (const OutcomeFound& found : alone.outcomes()) {
            outcomes_.numbers.push_back(outcomes_.place[found.outcome.index]);
            const Verb verb = plan_.rules.outcome(found.outcome).verb;
            outcomes_.verbs.push_back(static_cast<std::uint32_t>(verb));
            outcomes_.certainties.push_back(static_cast<std::uint32_t>(found.certainty));
        }
        outcomes_.end();
    }

    void note_questions(const Screening& alone) {
        explainer_.look_at(alone);
        for (const Question& question : explainer_.questions()) {
            const auto add = [&](std::string_view path) {
                question_facts_.numbers.push_back(question.fact.index);
                paths_.add(path);
                strictest_.push_back(static_cast<std::uint32_t>(question.strictest));
                whom_.push_back(static_cast<std::uint32_t>(question.whom));
            };
            for (const std::string& path : question.paths) add(path);
            if (question.paths.empty()) add(plan_.rules.path(question.fact));
        }
        question_facts_.end();
    }

    // --- columns ---------------------------------------------------------------

    OwnedArray passed_through(const ArrowArray& read, std::size_t child,
                              const std::shared_ptr<const void>& holder) {
        const ArrowArray& array = *read.children[child];
        const auto length = static_cast<std::int64_t>(rows_);
        const std::int64_t offset = array.offset + work_.physical(0);
        std::optional<Bytes> present;
        const Field& field = plan_.schema.children[child];
        if (work_.has_null_rows() && has_validity(field)) {
            present.emplace(static_cast<std::size_t>(offset + length) / 8 + 1, std::uint8_t{0});
            for (std::size_t row = 0; row < rows_; ++row) {
                const auto at = static_cast<std::size_t>(offset) + row;
                const void* const bits = array.buffers[0];
                const bool is_there =
                    bits == nullptr || bit_at(bits, static_cast<std::int64_t>(at));
                if (work_.is_null(row) || !is_there) continue;
                put_bit(*present, at);
            }
        }
        return shared_array(array, offset, length, holder, std::move(present));
    }

    /// Nulls, unions and run-end encoded values have none of their own.
    static bool has_validity(const Field& field) {
        return field.kind != Kind::null && !field.format.starts_with("+u") && field.format != "+r";
    }

    void add_who() {
        TextColumn patients;
        std::vector<std::int32_t> days;
        BitColumn has_day;
        for (std::size_t row = 0; row < rows_; ++row) {
            if (work_.has_patient(row))
                patients.add(work_.patient(row));
            else
                patients.add_null();
            const auto day = work_.day(row);
            days.push_back(day.value_or(0));
            has_day.add(day.has_value());
        }
        columns_.push_back(patients.finish());
        columns_.push_back(numbers_array(days, &has_day));
    }

    [[nodiscard]] OwnedArray words(const std::vector<std::uint32_t>& numbers, const Words& of,
                                   bool is_wide) const {
        return words_array(numbers, of, plan_.options.plain_strings, is_wide);
    }

    void add_verdicts() {
        BatchScreening& screening = work_.screening();
        for (const auto& verdicts :
             {screening.verdicts(), screening.at_least(), screening.at_most()}) {
            std::vector<std::uint32_t> numbers;
            for (std::size_t row = 0; row < rows_; ++row) {
                numbers.push_back(static_cast<std::uint32_t>(verdicts[row]));
            }
            columns_.push_back(words(numbers, verdict_keys(), false));
        }
        std::vector<std::uint32_t> applicable;
        BitColumn complete;
        const Bitmap complete_rows = screening.complete_rows();
        for (std::size_t row = 0; row < rows_; ++row) {
            applicable.push_back(static_cast<std::uint32_t>(screening.applicable(row)));
            complete.add(has_bit(complete_rows, row));
        }
        columns_.push_back(words(applicable, truth_keys(), false));
        columns_.push_back(bits_array(std::move(complete)));
    }

    /// Rule after rule its rows are counted, then written: so each row has its rules in the order
    /// of the file.
    template <class RowsOf>
    void add_rule_list(const Words& ids, const RowsOf& rows_of) {
        std::vector<std::int32_t> ends(rows_ + 1, 0);
        for (const RuleId rule : plan_.rules.rules()) {
            visit(rows_of(rule), [&](std::size_t row) { ++ends[row + 1]; });
        }
        for (std::size_t row = 0; row < rows_; ++row) ends[row + 1] += ends[row];
        std::vector<std::uint32_t> numbers(static_cast<std::size_t>(ends.back()));
        std::vector<std::int32_t> next(ends.begin(), ends.end() - 1);
        for (const RuleId rule : plan_.rules.rules()) {
            visit(rows_of(rule), [&](std::size_t row) {
                numbers[static_cast<std::size_t>(next[row]++)] = rule.index;
            });
        }
        columns_.push_back(list_array(ends, words(numbers, ids, true)));
    }

    template <class Visit>
    void visit(Bitmap bits, const Visit& each) const {
        for (std::size_t word = 0; word < bits.size(); ++word) {
            for (std::uint64_t rest = bits[word]; rest != 0; rest &= rest - 1) {
                const std::size_t row =
                    word * 64 + static_cast<std::size_t>(std::countr_zero(rest));
                if (row < rows_) each(row);
            }
        }
    }

    void add_rule_lists() {
        const Words ids = rule_ids(plan_.rules);
        BatchScreening& screening = work_.screening();
        for (const Status status :
             {Status::fired, Status::presumed, Status::undecided, Status::overridden}) {
            add_rule_list(ids, [&](RuleId rule) { return screening.rows_with(rule, status); });
        }
        add_rule_list(ids, [&](RuleId rule) { return screening.rows_deferred(rule); });
    }

    void add_rule_columns() {
        const Words of = status_keys();
        BatchScreening& screening = work_.screening();
        std::vector<OwnedArray> rules;
        for (const RuleId rule : plan_.rules.rules()) {
            std::vector<std::uint32_t> numbers(rows_, 0);
            for (const Status status :
                 {Status::fired, Status::presumed, Status::undecided, Status::overridden}) {
                visit(screening.rows_with(rule, status),
                      [&](std::size_t row) { numbers[row] = static_cast<std::uint32_t>(status); });
            }
            rules.push_back(words(numbers, of, false));
        }
        columns_.push_back(struct_array(rows_, std::move(rules)));
    }

    void add_outcomes() {
        std::vector<OwnedArray> parts;
        const std::size_t count = outcomes_.numbers.size();
        parts.push_back(words(outcomes_.numbers, outcome_words_of(plan_.rules).words, true));
        parts.push_back(words(outcomes_.verbs, verb_keys(), false));
        parts.push_back(words(outcomes_.certainties, certainty_keys(), false));
        columns_.push_back(list_array(outcomes_.offsets, struct_array(count, std::move(parts))));
    }

    void add_questions() {
        std::vector<OwnedArray> parts;
        const std::size_t count = question_facts_.numbers.size();
        parts.push_back(words(question_facts_.numbers, fact_keys(plan_.rules), true));
        parts.push_back(paths_.finish());
        parts.push_back(words(strictest_, verb_keys(), false));
        parts.push_back(words(whom_, respondent_keys(), false));
        columns_.push_back(
            list_array(question_facts_.offsets, struct_array(count, std::move(parts))));
    }

    const Plan& plan_;
    Work& work_;
    std::size_t rows_;
    std::vector<OwnedArray> columns_;
    std::vector<std::int32_t> errors_;
    std::vector<std::int32_t> warnings_;
    Outcomes outcomes_;
    NumberLists question_facts_;
    TextColumn paths_;
    std::vector<std::uint32_t> strictest_;
    std::vector<std::uint32_t> whom_;
    TextColumn reports_;
    std::string report_;
    Explainer explainer_;
};

}  // namespace

/// By what a row takes at most, but for what is measured while it is written: reports and paths.
std::int64_t rows_at_once(const Plan& plan) {
    const ArrowOptions& options = plan.options;
    const bool is_plain = options.plain_strings;
    std::size_t row_bytes = 64;
    constexpr std::size_t number = 4;
    if (options.rules == ArrowRules::lists) {
        // A rule is in one list, and may be deferred.
        for (const std::string& id : rule_ids(plan.rules)) {
            row_bytes += 2 * (number + (is_plain ? id.size() + number : 0));
        }
    }
    if (options.rules == ArrowRules::columns) {
        row_bytes += plan.rules.rule_count() * (is_plain ? 16 : 4);
    }
    if (options.outcomes) {
        for (const std::string& id : outcome_words_of(plan.rules).words) {
            row_bytes += 2 * number + (is_plain ? id.size() + 32 : 0);
        }
    }
    const bool is_written = options.report != ArrowReport::none || options.questions;
    const auto fit = static_cast<std::int64_t>(most_text_bytes / row_bytes);
    return std::clamp<std::int64_t>(fit, 1, is_written ? rows_with_reports : most_rows);
}

OwnedArray give_out(const Plan& plan, Work& work, const ArrowArray& read,
                    const std::shared_ptr<const void>& holder) {
    return Output(plan, work).run(read, holder);
}

}  // namespace caveat::arrow
