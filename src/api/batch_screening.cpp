// The public view of what a batch's screening found. Entrances: screen, BatchScreening.

#include <caveat/adapter.hpp>
#include <caveat/batch.hpp>

#include "api/access.hpp"
#include "api/batch_binding.hpp"
#include "eval/batch/run.hpp"

#include <algorithm>

namespace caveat {

/// One row after the other, with memory that is used again.
struct BatchScreening::Alone {
    explicit Alone(const RuleSet& rules) : adapter(rules), profile(adapter.build()) {}
    ProfileAdapter adapter;
    Profile profile;
    Screening screening;
};

BatchScreening::BatchScreening() = default;
BatchScreening::~BatchScreening() = default;
BatchScreening::BatchScreening(BatchScreening&&) noexcept = default;
BatchScreening& BatchScreening::operator=(BatchScreening&&) noexcept = default;

eval::BatchRun& BatchScreening::run() {
    if (!run_) run_ = std::make_unique<eval::BatchRun>();
    return *run_;
}

bool BatchScreening::has(RuleId rule) const {
    return run_ && rule.index < run_->rule_count();
}
bool BatchScreening::has_row(std::size_t row) const {
    return row < rows();
}

std::size_t BatchScreening::first_row() const {
    return run_ ? run_->first_row() : 0;
}
std::size_t BatchScreening::rows() const {
    return run_ ? run_->rows() : 0;
}
Bitmap BatchScreening::rows_with(RuleId rule, Status status) {
    return has(rule) ? run_->rules().rows_with(rule.index, status) : Bitmap{};
}
Status BatchScreening::status(RuleId rule, std::size_t row) const {
    return has(rule) && has_row(row) ? run_->rules().status(rule.index, row) : Status::undecided;
}
void BatchScreening::statuses(RuleId rule, std::span<Status> to) {
    const std::size_t count = std::min(to.size(), rows());
    if (has(rule)) return run_->rules().put_statuses(rule.index, count, to.data());
    std::fill_n(to.begin(), count, Status::undecided);
}
Bitmap BatchScreening::rows_deferred(RuleId rule) const {
    return has(rule) ? run_->rules().rows_deferred(rule.index) : Bitmap{};
}

Truth BatchScreening::applicable(std::size_t row) const {
    return has_row(row) ? run_->verdicts().applicable(row) : Truth::unknown;
}
Verdict BatchScreening::at_least(std::size_t row) const {
    return has_row(row) ? run_->verdicts().bound(eval::VerdictBound::at_least, row)
                        : Verdict::not_applicable;
}
Verdict BatchScreening::verdict(std::size_t row) const {
    return has_row(row) ? run_->verdicts().bound(eval::VerdictBound::verdict, row)
                        : Verdict::do_not_proceed;
}
Verdict BatchScreening::at_most(std::size_t row) const {
    return has_row(row) ? run_->verdicts().bound(eval::VerdictBound::at_most, row)
                        : Verdict::do_not_proceed;
}
bool BatchScreening::complete(std::size_t row) const {
    return has_row(row) && run_->verdicts().is_complete(row);
}
std::span<const Verdict> BatchScreening::at_least() {
    return run().verdicts().bounds(eval::VerdictBound::at_least);
}
std::span<const Verdict> BatchScreening::verdicts() {
    return run().verdicts().bounds(eval::VerdictBound::verdict);
}
std::span<const Verdict> BatchScreening::at_most() {
    return run().verdicts().bounds(eval::VerdictBound::at_most);
}
std::span<const Truth> BatchScreening::applicable() {
    return run().verdicts().truths();
}
Bitmap BatchScreening::complete_rows() const {
    return run_ ? run_->verdicts().complete() : Bitmap{};
}
Bitmap BatchScreening::rows_applicable() const {
    return run_ ? run_->verdicts().applicable() : Bitmap{};
}
Bitmap BatchScreening::rows_perhaps_applicable() const {
    return run_ ? run_->verdicts().perhaps_applicable() : Bitmap{};
}
FiredRules BatchScreening::fired(std::size_t first, std::size_t last) {
    const std::size_t end = std::min(last, rows());
    if (first >= end) {
        static constexpr std::uint64_t none = 0;
        return {{&none, 1}, {}};
    }
    const eval::RulePlanes::Fired found = run_->rules().fired(first, end);
    return {found.offsets, found.rules};
}
Bitmap BatchScreening::rows_with_problems() const {
    return run_ ? run_->problems().rows_with() : Bitmap{};
}
std::vector<RefusedValues> BatchScreening::refused() const {
    std::vector<RefusedValues> found;
    if (!run_) return found;
    for (const eval::Refused& each : run_->problems().refused()) {
        found.push_back({FactId{each.fact}, each.field, each.first_row, each.count});
    }
    return found;
}

void screen(const Batch& batch, std::size_t first_row, std::size_t last_row,
            BatchScreening& screening, Respondents respondents) {
    const api::BatchBinding& binding = api::Access::binding(batch);
    eval::BatchRun& run = screening.run();
    run.screen(binding.table, first_row, last_row, respondents);
    binding.for_each_alone(run.first_row(), run.first_row() + run.rows(), [&](std::size_t row) {
        auto& alone = screening.alone_;
        if (!alone || !alone->adapter.rules().same_as(batch.rules())) {
            alone = std::make_unique<BatchScreening::Alone>(batch.rules());
        }
        batch.write_profile(row, alone->adapter);
        alone->adapter.build_into(alone->profile);
        screen(alone->profile, alone->screening, respondents);
        run.put(row - run.first_row(), api::result_of(alone->screening));
    });
}

}  // namespace caveat
