// A schema bound to rules, and batches screened by it. Entrances: the members of ArrowBinding.

#include "adapters/arrow/binding.hpp"

#include <caveat/arrow_codes.hpp>

#include "adapters/arrow/output.hpp"

#include <cerrno>
#include <new>

namespace caveat {

namespace arrow {

namespace {

/// What is given out is held by `holder`, where there is one.
std::optional<ArrowFailure> screen_rows(const Plan& plan, const ArrowArray& batch,
                                        std::int64_t first, std::int64_t rows, ArrowArray& out,
                                        const std::shared_ptr<const void>& holder) {
    out = {};
    ArrowFailure failure;
    const std::int64_t count = std::min(rows, rows_at_once(plan));
    if (!is_sound(plan.schema, batch, first, count, failure.message)) {
        failure.error = EINVAL;
        return failure;
    }
    const BorrowedWork work(plan);
    failure.message = work->load(batch, first, count);
    if (!failure.message.empty()) {
        failure.error = EINVAL;
        return failure;
    }
    out = give_out(plan, *work, batch, holder).hand_over();
    return std::nullopt;
}

}  // namespace

}  // namespace arrow

ArrowCancel::ArrowCancel() : is_set_(std::make_shared<std::atomic<bool>>(false)) {}

void ArrowCancel::set() const noexcept {
    is_set_->store(true, std::memory_order_relaxed);
}

bool ArrowCancel::is_set() const noexcept {
    return is_set_->load(std::memory_order_relaxed);
}

ArrowBinding::ArrowBinding(std::shared_ptr<const arrow::Plan> plan) : plan_(std::move(plan)) {}

ArrowBound ArrowBinding::bind(const RuleSet& rules, const ArrowSchema& schema,
                              ArrowOptions options) {
    auto plan = std::make_shared<arrow::Plan>(rules);
    plan->options = std::move(options);
    ArrowBound bound;
    std::string wrong;
    auto read = arrow::read_schema(schema, wrong);
    if (!read) {
        Diagnostic& found = bound.diagnostics.emplace_back();
        found.code = arrow_codes::bad_schema;
        found.path = "schema";
        found.message = std::move(wrong);
        found.help = "this is a mistake in the program that made the schema";
        return bound;
    }
    plan->schema = *std::move(read);
    arrow::bind_columns(*plan, bound.diagnostics);
    if (!bound.diagnostics.empty()) return bound;
    bound.binding = ArrowBinding(std::move(plan));
    return bound;
}

const RuleSet& ArrowBinding::rules() const {
    return plan_->rules;
}

std::span<const FactId> ArrowBinding::missing() const {
    return plan_->missing;
}

void ArrowBinding::schema(ArrowSchema& out) const {
    arrow::write_schema(plan_->out, out);
}

std::optional<ArrowFailure> ArrowBinding::check(const ArrowArray& borrowed) const {
    ArrowFailure failure;
    if (arrow::is_sound(plan_->schema, borrowed, 0, borrowed.length, failure.message)) {
        return std::nullopt;
    }
    failure.error = EINVAL;
    return failure;
}

std::optional<ArrowFailure> ArrowBinding::screen(const ArrowArray& borrowed, std::int64_t first,
                                                 std::int64_t rows, ArrowArray& out) const {
    return arrow::screen_rows(*plan_, borrowed, first, rows, out, nullptr);
}

std::optional<ArrowFailure> ArrowBinding::screen(const std::shared_ptr<const ArrowArray>& batch,
                                                 std::int64_t first, std::int64_t rows,
                                                 ArrowArray& out) const {
    return arrow::screen_rows(*plan_, *batch, first, rows, out, batch);
}

std::optional<Profile> ArrowBinding::profile(const ArrowArray& borrowed, std::int64_t row,
                                             ArrowFailure& failure) const {
    failure = {};
    if (!arrow::is_sound(plan_->schema, borrowed, row, 1, failure.message)) {
        failure.error = EINVAL;
        return std::nullopt;
    }
    const arrow::BorrowedWork work(*plan_);
    failure.message = work->load(borrowed, row, 1);
    if (!failure.message.empty()) {
        failure.error = EINVAL;
        return std::nullopt;
    }
    return work->profile(0);
}

namespace arrow {

BorrowedWork::BorrowedWork(const Plan& plan) : plan_(plan) {
    {
        const std::lock_guard lock(plan.keeping);
        if (!plan.kept.empty()) {
            work_ = std::move(plan.kept.back());
            plan.kept.pop_back();
        }
    }
    if (!work_) work_ = std::make_unique<Work>(plan);
}

/// Kept for the next one; where that takes memory that is not there, it goes.
BorrowedWork::~BorrowedWork() {
    constexpr std::size_t most_kept = 64;
    const std::lock_guard lock(plan_.keeping);
    if (plan_.kept.size() >= most_kept) return;
    try {
        plan_.kept.push_back(std::move(work_));
    } catch (const std::bad_alloc&) {
        work_.reset();
    }
}

}  // namespace arrow

}  // namespace caveat
