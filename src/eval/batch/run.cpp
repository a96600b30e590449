// The loop over all chunks, and what becomes of rows that are screened alone. Entrances:
// BatchRun::screen, BatchRun::put.

#include "eval/batch/run.hpp"

#include "eval/screening.hpp"

#include <algorithm>

namespace caveat::eval {

namespace {

/// Bitmaps of literals in one chunk that stay in the nearest caches.
constexpr std::size_t most_bitmap_words = 32U * 1024U;
constexpr std::size_t most_strips = 8;
constexpr std::size_t most_records = 32U * 1024U;  ///< of one chunk, if it can be

/// How many of the rows from `first` on are looked at together.
std::size_t rows_together(const Table& table, std::size_t first, std::size_t most) {
    while (most > strip_rows && table.records_in(first, most) > most_records) {
        most = (most / strip_rows + 1) / 2 * strip_rows;
    }
    return most;
}

}  // namespace

BatchRun::BatchRun() : alone_(std::make_unique<Result>()) {}
BatchRun::~BatchRun() = default;

void BatchRun::screen(const Table& table, std::size_t first, std::size_t last,
                      Respondents respondents) {
    table_ = &table;
    last = std::min(last, table.rows);
    first_ = std::min(first, last);
    rows_ = last - first_;
    rules_.begin(table, rows_);
    verdicts_.begin(*table.kernels, rows_);
    problems_.begin(table, first_, rows_);
    profiles_.begin(table, first_, rows_);
    facts_.begin(table);
    decider_.begin();
    const std::size_t literals = table.plan.literal_count;
    const std::size_t strips = std::clamp<std::size_t>(
        most_bitmap_words / (std::max<std::size_t>(literals, 1) * strip_words), 1, most_strips);
    bits_.fit(literals, strips);
    for (std::size_t done = 0; done < rows_;) {
        const std::size_t most = std::min(strips * strip_rows, rows_ - done);
        const Chunk chunk(table, first_ + done, rows_together(table, first_ + done, most), done);
        screen(chunk);
        done += chunk.rows;
    }
    const bool all_answer = respondents.patient && respondents.clinician;
    // A column does not tell null from absent, so only profiles have totals to be scaled up.
    const bool prorates = table.rules->may_prorate && table.is_of_profiles;
    if (!all_answer || prorates) screen_open_rows(respondents);
}

void BatchRun::screen(const Chunk& chunk) {
    const BatchPlan& plan = chunk.table.plan;
    bits_.begin();
    facts_.load(chunk, problems_);
    if (!chunk.table.is_of_profiles) hide_contradictions(chunk);
    facts_.test(chunk, trees_, profiles_, bits_);
    count_records(chunk);
    for (const std::uint32_t source : plan.derived_early) derive(chunk, source, bits_);
    trees_.evaluate(chunk, profiles_, bits_);
    for (const std::uint32_t source : plan.derived_late) derive(chunk, source, bits_);
    if (bits_.some_open()) bits_.complete(chunk);
    decider_.decide(chunk, bits_, rules_, verdicts_);
}

/// Answers of a row that contradict each other count as unanswered, as in a profile of their own.
void BatchRun::hide_contradictions(const Chunk& chunk) {
    const Table& table = chunk.table;
    for (const auto& [fact, row] : trees_.find_contradictions(chunk, profiles_)) {
        if (!profiles_.hidden().hide(fact, row)) continue;
        const bool is_given =
            table.columns[fact].type != ColumnType::none || table.lists[fact].is_given();
        if (is_given) problems_.refuse_row(fact, {}, row);
        if (table.encodings[fact].reading == ColumnReading::none) continue;
        facts_.forget(fact, row - chunk.first);
    }
}

void BatchRun::count_records(const Chunk& chunk) {
    const Table& table = chunk.table;
    const auto open = [&](std::uint32_t fact) {
        lists_.open(chunk, fact, profiles_.hidden(), problems_);
        fields_.open(chunk, lists_);
    };
    const auto& record_tests = table.program->record_tests;
    for (std::uint32_t tests = 0; tests < record_tests.size(); ++tests) {
        open(record_tests[tests].records);
        lists_.measure(chunk);
        fields_.test(chunk, record_tests[tests], lists_, problems_);
        counts_.count(chunk, tests, lists_, fields_);
        counts_.test(chunk, lists_, trees_, profiles_, bits_);
        fields_.read_untested(chunk, lists_, problems_);
    }
    if (table.is_of_profiles) return;
    // No test counts these: they are read to find what has to be refused.
    for (std::uint32_t fact = 0; fact < table.lists.size(); ++fact) {
        if (!table.lists[fact].is_given()) continue;
        if (table.plan.tests_of_fact[fact] != program::none) continue;
        open(fact);
        fields_.read_untested(chunk, lists_, problems_);
    }
}

/// With somebody away, and where totals are prorated, each row with an undecided rule is screened
/// alone: what could still decide the rule is a matter of its own facts.
void BatchRun::screen_open_rows(Respondents respondents) {
    const std::size_t words = words_for(rows_);
    std::uint64_t* const rows = open_rows_.need(words);
    std::fill_n(rows, words, 0U);
    for (std::uint32_t rule = 0; rule < rule_count(); ++rule) {
        const auto undecided = rules_.rows_with(rule, Status::undecided);
        for (std::size_t word = 0; word < words; ++word) rows[word] |= undecided[word];
    }
    Result& alone = *alone_;
    alone.rules = table_->rules;
    alone.compiled = table_->compiled;
    alone.respondents = respondents;
    for_each_bit(rows, words, [&](std::size_t row) {
        alone.facts = &profiles_.whole(first_ + row);
        eval::screen(alone);
        rules_.put(row, alone);
        verdicts_.put(row, alone);
    });
}

void BatchRun::put(std::size_t row, const Result& alone) {
    rules_.put(row, alone);
    verdicts_.put(row, alone);
    problems_.flag(first_ + row);
}

}  // namespace caveat::eval
