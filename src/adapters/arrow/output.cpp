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

constexpr std::size_t word_bits = 64;

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
        outcomes_.place = plan_.options.outcomes ? outcome_words_of(plan_.rules).place
                                                 : std::vector<std::uint32_t>{};
        if (plan_.options.rules == ArrowRules::columns) {
            status_stride_ = (rows_ + word_bits - 1) / word_bits * word_bits;
            statuses_ = shared_memory(plan_.rules.rule_count() * status_stride_);
        }
        while (done_ < rows_) {
            const std::size_t first = done_;
            done_ = std::min(rows_, first + rows_together);
            work_.screen(first, done_);
            find_counts(first);
            keep_verdicts(first);
            if (plan_.options.rules == ArrowRules::lists) keep_rule_lists();
            if (plan_.options.rules == ArrowRules::columns) keep_rule_columns(first);
        }
        for (const Step& step : plan_.passthrough) {
            columns_.push_back(passed_through(read, step.child, holder));
        }
        add_who();
        for (Bytes& verdicts : verdicts_) {
            columns_.push_back(words(std::move(verdicts), verdict_keys()));
        }
        columns_.push_back(words(std::move(applicable_), truth_keys()));
        columns_.push_back(bits_array(rows_, std::move(complete_)));
        columns_.push_back(counts(errors_));
        columns_.push_back(counts(warnings_));
        if (plan_.options.rules == ArrowRules::lists) add_rule_lists();
        if (plan_.options.rules == ArrowRules::columns) add_rule_columns();
        if (plan_.options.outcomes) add_outcomes();
        if (plan_.options.questions) add_questions();
        if (plan_.options.report != ArrowReport::none) columns_.push_back(reports_.finish(true));
        return struct_array(rows_, std::move(columns_));
    }

  private:
    /// So many that what is found of them stays in the nearest caches.
    static constexpr std::size_t rows_together = 4096;

    // --- what has to be asked row by row -------------------------------------

    /// Rows [first, done_), or fewer where their texts are long.
    void find_counts(std::size_t first) {
        const ArrowOptions& options = plan_.options;
        const bool asks_each = options.outcomes || options.questions;
        if (!asks_each && options.report == ArrowReport::none) {
            visit(work_.rows_with_problems(),
                  [&](std::size_t row) { count(first + row, work_.screened(first + row)); });
            return;
        }
        const Bitmap problems = work_.rows_with_problems();
        for (std::size_t row = first; row < done_; ++row) {
            const bool wants_report = options.report == ArrowReport::all ||
                                      (options.report == ArrowReport::not_proceed &&
                                       work_.screening().at_most(row - first) > Verdict::proceed);
            if (asks_each || wants_report || has_bit(problems, row - first)) {
                const Screening& alone = work_.screened(row);
                const bool has_problem = count(row, alone);
                if (options.outcomes) note_outcomes(alone);
                if (options.questions) note_questions(alone);
                const bool is_reported =
                    wants_report || (options.report == ArrowReport::problems && has_problem);
                note_report(is_reported ? &alone : nullptr);
            } else {
                note_report(nullptr);
            }
            if (reports_.bytes() + paths_.bytes() > most_text_bytes) rows_ = done_ = row + 1;
        }
    }

    /// Notes how many errors and warnings there are; whether there are any.
    bool count(std::size_t row, const Screening& alone) {
        std::int32_t errors = 0;
        std::int32_t warnings = 0;
        for (const Diagnostic& each : alone.problems()) {
            if (each.severity == Severity::error) ++errors;
            if (each.severity == Severity::warning) ++warnings;
        }
        const auto put = [&](std::vector<std::int32_t>& counts, std::int32_t number) {
            if (number == 0) return;
            counts.resize(work_.rows(), 0);
            counts[row] = number;
        };
        put(errors_, errors);
        put(warnings_, warnings);
        return errors + warnings != 0;
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
                put_bit(present->data(), at);
            }
        }
        return shared_array(array, offset, length, holder, std::move(present));
    }

    /// Nulls, unions and run-end encoded values have none of their own.
    static bool has_validity(const Field& field) {
        return field.kind != Kind::null && !field.format.starts_with("+u") && field.format != "+r";
    }

    /// Where there are none, zeros.
    OwnedArray counts(std::vector<std::int32_t>& numbers) {
        if (numbers.empty()) return work_.zeros().numbers(rows_, true);
        numbers.resize(rows_);
        return numbers_array(numbers);
    }

    void add_who() {
        if (work_.has_patients()) {
            TextColumn patients;
            for (std::size_t row = 0; row < rows_; ++row) {
                if (work_.has_patient(row))
                    patients.add(work_.patient(row));
                else
                    patients.add_null();
            }
            columns_.push_back(patients.finish());
        } else {
            columns_.push_back(work_.zeros().texts(rows_));
        }
        const auto day = rows_ == 0 ? std::nullopt : work_.day(0);
        if (!work_.has_own_days()) {
            columns_.push_back(day ? numbers_array(std::vector<std::int32_t>(rows_, *day))
                                   : work_.zeros().numbers(rows_, false));
            return;
        }
        std::vector<std::int32_t> days;
        BitColumn has_day;
        for (std::size_t row = 0; row < rows_; ++row) {
            const auto own = work_.day(row);
            days.push_back(own.value_or(0));
            has_day.add(own.has_value());
        }
        columns_.push_back(numbers_array(days, &has_day));
    }

    [[nodiscard]] OwnedArray words(const std::vector<std::uint32_t>& numbers, const Words& of,
                                   bool is_wide) const {
        return words_array(numbers, of, plan_.options.plain_strings, is_wide);
    }
    /// The same of numbers that are bytes already.
    [[nodiscard]] OwnedArray words(Bytes numbers, const Words& of) const {
        if (plan_.options.plain_strings) {
            return words(std::vector<std::uint32_t>(numbers.begin(), numbers.end()), of, false);
        }
        return words_array(std::move(numbers), of);
    }

    void keep_verdicts(std::size_t first) {
        BatchScreening& screening = work_.screening();
        const std::size_t count = done_ - first;
        std::size_t which = 0;
        for (const auto& found :
             {screening.verdicts(), screening.at_least(), screening.at_most()}) {
            keep(found, count, verdicts_[which++]);
        }
        keep(screening.applicable(), count, applicable_);
        const Bitmap complete = screening.complete_rows();
        complete_.resize(first / 8 + complete.size() * sizeof(std::uint64_t));
        std::uint8_t* to = complete_.data() + first / 8;
        for (const std::uint64_t word : complete) {
            for (std::size_t i = 0; i < sizeof word; ++i) {
                *to++ = static_cast<std::uint8_t>(word >> (8 * i));
            }
        }
    }

    /// Words of one byte each, by their numbers.
    template <class Word>
    void keep(std::span<const Word> found, std::size_t count, Bytes& to) const {
        static_assert(sizeof(Word) == 1);
        const auto* const bytes = reinterpret_cast<const std::uint8_t*>(found.data());
        to.reserve(rows_);
        to.insert(to.end(), bytes, bytes + count);
    }

    /// Rule after rule its rows are counted, then written: so each row has its rules in the order
    /// of the file.
    template <class RowsOf>
    void keep_rule_list(NumberLists& lists, const RowsOf& rows_of) {
        const std::size_t rows = work_.screening().rows();
        next_.assign(rows, 0);
        for (const RuleId rule : plan_.rules.rules()) {
            visit(rows_of(rule), [&](std::size_t row) { ++next_[row]; });
        }
        for (std::int32_t& count : next_) {
            const std::int32_t first = lists.offsets.back();
            lists.offsets.push_back(first + count);
            count = first;
        }
        lists.numbers.resize(static_cast<std::size_t>(lists.offsets.back()));
        for (const RuleId rule : plan_.rules.rules()) {
            visit(rows_of(rule), [&](std::size_t row) {
                lists.numbers[static_cast<std::size_t>(next_[row]++)] = rule.index;
            });
        }
    }

    /// Calls `each(row)` for the rows of the part screened last that are given out.
    template <class Visit>
    void visit(Bitmap bits, const Visit& each) const {
        for (std::size_t word = 0; word < bits.size(); ++word) {
            for (std::uint64_t rest = bits[word]; rest != 0; rest &= rest - 1) {
                each(word * word_bits + static_cast<std::size_t>(std::countr_zero(rest)));
            }
        }
    }

    static constexpr std::array listed_statuses{Status::fired, Status::presumed, Status::undecided,
                                                Status::overridden};

    void keep_rule_lists() {
        BatchScreening& screening = work_.screening();
        std::size_t which = 0;
        for (const Status status : listed_statuses) {
            keep_rule_list(rule_lists_[which++],
                           [&](RuleId rule) { return screening.rows_with(rule, status); });
        }
        keep_rule_list(rule_lists_[which],
                       [&](RuleId rule) { return screening.rows_deferred(rule); });
    }

    void add_rule_lists() {
        const Words ids = rule_ids(plan_.rules);
        for (NumberLists& lists : rule_lists_) {
            // Fewer rows may be given out than were screened.
            lists.offsets.resize(rows_ + 1);
            lists.numbers.resize(static_cast<std::size_t>(lists.offsets.back()));
            columns_.push_back(list_array(lists.offsets, words(lists.numbers, ids, true)));
        }
    }

    void keep_rule_columns(std::size_t first) {
        BatchScreening& screening = work_.screening();
        for (const RuleId rule : plan_.rules.rules()) {
            screening.statuses(rule, {statuses_of(rule) + first, screening.rows()});
        }
    }

    [[nodiscard]] Status* statuses_of(RuleId rule) const {
        return static_cast<Status*>(statuses_.get()) + rule.index * status_stride_;
    }

    /// All of them stand on one piece of memory, and have their words in common.
    void add_rule_columns() {
        const Words of = status_keys();
        const auto entries = std::make_shared<const OwnedArray>(entries_of(of));
        std::vector<OwnedArray> rules;
        for (const RuleId rule : plan_.rules.rules()) {
            const Status* const statuses = statuses_of(rule);
            if (plan_.options.plain_strings) {
                const auto* const numbers = reinterpret_cast<const std::uint8_t*>(statuses);
                rules.push_back(
                    words(std::vector<std::uint32_t>(numbers, numbers + rows_), of, false));
                continue;
            }
            const ArrowArray& shared = entries->get();
            rules.push_back(held_array(rows_, 0, {nullptr, statuses}, statuses_,
                                       shared_array(shared, 0, shared.length, entries)));
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
    std::size_t rows_;      ///< to be given out
    std::size_t done_ = 0;  ///< rows screened so far
    std::vector<OwnedArray> columns_;
    std::array<Bytes, 3> verdicts_;  ///< verdict, at least, at most
    Bytes applicable_;
    Bytes complete_;  ///< a bit a row
    std::array<NumberLists, listed_statuses.size() + 1> rule_lists_;
    std::shared_ptr<void> statuses_;  ///< of each rule in all rows, one rule after the other
    std::size_t status_stride_ = 0;
    std::vector<std::int32_t> next_;      ///< by row: where its next rule goes
    std::vector<std::int32_t> errors_;    ///< by row, where there are any
    std::vector<std::int32_t> warnings_;  ///< the same
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
