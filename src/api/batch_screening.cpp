// The public view of what a batch's screening found. Entrances: screen, BatchScreening.

#include <caveat/batch.hpp>

#include "api/access.hpp"
#include "eval/batch/run.hpp"
#include "eval/batch/table.hpp"

#include <algorithm>

namespace caveat {

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
    return has(rule) ? run_->rows_with(rule.index, status) : Bitmap{};
}
Status BatchScreening::status(RuleId rule, std::size_t row) const {
    return has(rule) && has_row(row) ? run_->status(rule.index, row) : Status::undecided;
}
Bitmap BatchScreening::rows_deferred(RuleId rule) const {
    return has(rule) ? run_->rows_deferred(rule.index) : Bitmap{};
}

Truth BatchScreening::applicable(std::size_t row) const {
    return has_row(row) ? run_->applicable(row) : Truth::unknown;
}
Verdict BatchScreening::at_least(std::size_t row) const {
    return has_row(row) ? run_->bound(eval::VerdictBound::at_least, row) : Verdict::not_applicable;
}
Verdict BatchScreening::verdict(std::size_t row) const {
    return has_row(row) ? run_->bound(eval::VerdictBound::verdict, row) : Verdict::do_not_proceed;
}
Verdict BatchScreening::at_most(std::size_t row) const {
    return has_row(row) ? run_->bound(eval::VerdictBound::at_most, row) : Verdict::do_not_proceed;
}
bool BatchScreening::complete(std::size_t row) const {
    return has_row(row) && run_->is_complete(row);
}
std::span<const Verdict> BatchScreening::at_least() {
    return run().bounds(eval::VerdictBound::at_least);
}
std::span<const Verdict> BatchScreening::verdicts() {
    return run().bounds(eval::VerdictBound::verdict);
}
std::span<const Verdict> BatchScreening::at_most() {
    return run().bounds(eval::VerdictBound::at_most);
}
Bitmap BatchScreening::complete_rows() const {
    return run_ ? run_->complete() : Bitmap{};
}
Bitmap BatchScreening::rows_applicable() const {
    return run_ ? run_->applicable() : Bitmap{};
}
Bitmap BatchScreening::rows_perhaps_applicable() const {
    return run_ ? run_->perhaps_applicable() : Bitmap{};
}
FiredRules BatchScreening::fired(std::size_t first, std::size_t last) {
    const std::size_t end = std::min(last, rows());
    if (first >= end) {
        static constexpr std::uint64_t none = 0;
        return {{&none, 1}, {}};
    }
    const eval::BatchRun::Fired found = run_->fired(first, end);
    return {found.offsets, found.rules};
}
std::vector<RefusedValues> BatchScreening::refused() const {
    std::vector<RefusedValues> found;
    if (!run_) return found;
    for (const eval::Refused& each : run_->refused()) {
        found.push_back({FactId{each.fact}, each.field, each.first_row, each.count});
    }
    return found;
}

void screen(const Batch& batch, std::size_t first_row, std::size_t last_row,
            BatchScreening& screening, Respondents respondents) {
    api::Access::run(screening).screen(api::Access::table(batch), first_row, last_row, respondents);
}

}  // namespace caveat
