// The public view of what a batch's screening found. Entrances: screen, BatchScreening.

#include <caveat/batch.hpp>

#include "eval/batch/run.hpp"
#include "eval/batch/table.hpp"

namespace caveat {

BatchScreening::BatchScreening() : run_(std::make_unique<eval::BatchRun>()) {}
BatchScreening::~BatchScreening() = default;
BatchScreening::BatchScreening(BatchScreening&&) noexcept = default;
BatchScreening& BatchScreening::operator=(BatchScreening&&) noexcept = default;

std::size_t BatchScreening::first_row() const {
    return run_->first_row();
}
std::size_t BatchScreening::rows() const {
    return run_->rows();
}
Bitmap BatchScreening::rows_with(RuleId rule, Status status) {
    return run_->rows_with(rule.index, status);
}
Status BatchScreening::status(RuleId rule, std::size_t row) const {
    return run_->status(rule.index, row);
}
Bitmap BatchScreening::rows_deferred(RuleId rule) const {
    return run_->rows_deferred(rule.index);
}

Truth BatchScreening::applicable(std::size_t row) const {
    return run_->applicable(row);
}
Verdict BatchScreening::at_least(std::size_t row) const {
    return run_->bound(eval::Bound::at_least, row);
}
Verdict BatchScreening::verdict(std::size_t row) const {
    return run_->bound(eval::Bound::verdict, row);
}
Verdict BatchScreening::at_most(std::size_t row) const {
    return run_->bound(eval::Bound::at_most, row);
}
bool BatchScreening::complete(std::size_t row) const {
    return run_->is_complete(row);
}
std::span<const Verdict> BatchScreening::at_least() {
    return run_->bounds(eval::Bound::at_least);
}
std::span<const Verdict> BatchScreening::verdicts() {
    return run_->bounds(eval::Bound::verdict);
}
std::span<const Verdict> BatchScreening::at_most() {
    return run_->bounds(eval::Bound::at_most);
}
Bitmap BatchScreening::complete_rows() const {
    return run_->complete();
}
Bitmap BatchScreening::rows_applicable() const {
    return run_->applicable();
}
Bitmap BatchScreening::rows_perhaps_applicable() const {
    return run_->perhaps_applicable();
}
FiredRules BatchScreening::fired(std::size_t first, std::size_t last) {
    const eval::BatchRun::Fired found = run_->fired(first, last);
    return {found.offsets, found.rules};
}
std::vector<RefusedValues> BatchScreening::refused() const {
    std::vector<RefusedValues> found;
    for (const eval::Refused& each : run_->refused()) {
        found.push_back({FactId{each.fact}, each.field, each.first_row, each.count});
    }
    return found;
}

void screen(const Batch& batch, std::size_t first_row, std::size_t last_row,
            BatchScreening& screening, Respondents respondents) {
    screening.run().screen(batch.table(), first_row, last_row, respondents);
}

}  // namespace caveat
