// A window of a record batch into a batch of rows, and one row into a profile. Entrances:
// Work::load, Work::screen, Work::profile. Columns are read in work_columns.cpp, lists in
// work_lists.cpp.

#include "adapters/arrow/work.hpp"

#include <caveat/codes.hpp>

#include "adapters/arrow/digits.hpp"

#include <algorithm>

namespace caveat::arrow {

namespace {

ReportOptions report_options(const ArrowOptions& options) {
    ReportOptions report;
    report.why = options.why;
    report.no_values = options.no_values;
    return report;
}

}  // namespace

Plan::Plan(const RuleSet& bound) : rules(bound) {}
Plan::~Plan() = default;

Work::Work(const Plan& plan)
    : plan_(plan),
      batch_(plan.rules),
      adapter_(plan.rules),
      profile_(adapter_.build()),
      reports_(report_options(plan.options), false) {
    for (const Place place : plan.books) books_.emplace_back(batch_, place);
}

bool Work::Slice::is_null(std::size_t at) const {
    for (const Above& each : above) {
        const std::int64_t place =
            each.places != nullptr ? each.places[at] : each.first + static_cast<std::int64_t>(at);
        if (each.view.is_null(place)) return true;
    }
    return view.is_null(place(at));
}

std::vector<std::uint64_t>& Work::words(std::size_t count, bool value) {
    return words_.take(count / 64 + 1, value ? ~std::uint64_t{0} : 0);
}

Work::Bits Work::there(const Slice& slice) {
    if (slice.above.empty() && slice.view.field->kind != Kind::null &&
        slice.view.validity() == nullptr) {
        return nullptr;
    }
    const bool is_plain = slice.above.empty() && slice.places == nullptr;
    if (is_plain && slice.view.are_all_there(slice.first, static_cast<std::int64_t>(slice.count))) {
        return nullptr;
    }
    std::vector<std::uint64_t>& there = words(slice.count, false);
    bool are_all = true;
    for (std::size_t first = 0; first < slice.count; first += 64) {
        const std::size_t here = std::min<std::size_t>(slice.count - first, 64);
        std::uint64_t bits = ones(here);
        const auto leave_out = [&](const ArrayView& view, std::int64_t begin,
                                   const std::int64_t* places) {
            const auto at = static_cast<std::int64_t>(first);
            if (places == nullptr) {
                bits &= view.there(begin + at, here);
                return;
            }
            for (std::size_t i = 0; i < here; ++i) {
                if (view.is_null(places[first + i])) bits &= ~(std::uint64_t{1} << i);
            }
        };
        leave_out(slice.view, slice.first, slice.places);
        for (const Slice::Above& each : slice.above) {
            leave_out(each.view, each.first, each.places);
        }
        are_all = are_all && bits == ones(here);
        there[first / 64] = bits;
    }
    return are_all ? nullptr : there.data();
}

const std::uint8_t* Work::as_bytes(Bits bits, std::size_t count) {
    if (bits == nullptr) return nullptr;
    if constexpr (std::endian::native == std::endian::little) {
        return reinterpret_cast<const std::uint8_t*>(bits);
    }
    std::vector<std::uint8_t>& bytes = bytes_.take(count / 8 + 1, 0);
    for (std::size_t at = 0; at < count; ++at) {
        if ((bits[at / 64] >> (at % 64) & 1U) != 0) put_bit(bytes.data(), at);
    }
    return bytes.data();
}

std::string Work::load(const ArrowArray& array, std::int64_t first, std::int64_t count) {
    root_ = {&plan_.schema, &array};
    first_ = first;
    rows_ = static_cast<std::size_t>(count);
    cut_rows();
    batch_.clear(rows_);
    bytes_.used = shorts_.used = numbers_.used = integers_.used = words_.used = 0;
    cells_.clear();
    extras_.clear();
    has_extra_.clear();
    load_patients();
    load_days();
    for (const BoundColumn& column : plan_.columns) add_column(column, top_slice(column));
    load_not_known();
    std::stable_sort(cells_.begin(), cells_.end(),
                     [](const Cell& a, const Cell& b) { return a.row < b.row; });
    for (Cell& each : cells_) batch_.set_cell(each.place, each.row, std::move(each.answer));
    std::stable_sort(extras_.begin(), extras_.end(),
                     [](const Extra& a, const Extra& b) { return a.row < b.row; });
    if (!extras_.empty()) has_extra_.assign(rows_ / 64 + 1, 0);
    for (const Extra& extra : extras_) {
        has_extra_[extra.row / 64] |= std::uint64_t{1} << (extra.row % 64);
    }
    for (const Diagnostic& each : batch_.problems()) {
        // What is too long is a problem of its row, and said there.
        if (each.code != codes::too_long) return each.message;
    }
    return {};
}

/// A column of the record batch, or of its struct `facts`.
Work::Slice Work::top_slice(const BoundColumn& column) const {
    Slice slice;
    slice.count = rows_;
    if (root_.validity() != nullptr) slice.above.push_back({root_, first_});
    ArrayView parent = root_;
    slice.first = root_.physical(first_);
    if (column.is_in_facts) {
        parent = root_.child(plan_.facts->child);
        if (parent.validity() != nullptr) slice.above.push_back({parent, slice.first});
        slice.first = parent.physical(slice.first);
    }
    slice.view = parent.child(column.child);
    return slice;
}

/// Ids that the library does not take: of those, a text with bytes beyond ASCII may be one.
void Work::load_patients() {
    if (!plan_.patient || !plan_.patient->field->is_code()) return;
    const auto is_ascii = [](char byte) { return static_cast<unsigned char>(byte) < 0x80; };
    for (std::size_t row = 0; row < rows_; ++row) {
        const std::string_view id = patient(row);
        if (std::all_of(id.begin(), id.end(), is_ascii)) continue;
        adapter_.patient(id);
        if (adapter_.has_problems()) {
            extras_.push_back({row, Extra::Kind::bad_patient, std::string(id)});
        }
        adapter_.clear();
    }
}

/// The day of each row: its own, or that of the options.
void Work::load_days() {
    days_.clear();
    has_day_.clear();
    same_day_.reset();
    const auto& usual = plan_.options.as_of;
    const std::int32_t usual_day = usual ? full_day(usual->to_text()).value_or(0) : 0;
    if (!plan_.as_of || plan_.as_of->field->kind == Kind::null) {
        if (!usual) return;
        batch_.as_of(*usual);
        same_day_ = usual_day;
        return;
    }
    const ArrayView view = root_.child(plan_.as_of->child);
    days_.assign(rows_, 0);
    has_day_.assign(rows_ / 64 + 1, 0);
    for (std::size_t row = 0; row < rows_; ++row) {
        const std::int64_t at = physical(row);
        if (is_null(row) || view.is_null(at)) {
            if (!usual) continue;
            days_[row] = usual_day;
        } else if (view.field->kind == Kind::date_days) {
            const std::int64_t day = view.integer(at);
            if (!is_calendar_day(day)) {
                extras_.push_back({row, Extra::Kind::bad_day, std::to_string(day)});
                continue;
            }
            days_[row] = static_cast<std::int32_t>(day);
        } else {
            const std::string_view text = view.text(at);
            const auto day = full_day(text);
            if (!day) {
                extras_.push_back({row, Extra::Kind::bad_day, std::string(text)});
                continue;
            }
            days_[row] = *day;
        }
        has_day_[row / 64] |= std::uint64_t{1} << (row % 64);
    }
    Column days = column(days_, as_bytes(has_day_.data(), rows_));
    batch_.as_of(days);
}

/// Facts that were asked and are not known; a name that is none of theirs is a problem.
void Work::load_not_known() {
    if (!plan_.not_known || plan_.not_known->field->kind == Kind::null) return;
    const ArrayView view = root_.child(plan_.not_known->child);
    const ArrayView items = view.child(0);
    for (std::size_t row = 0; row < rows_; ++row) {
        const std::int64_t at = physical(row);
        if (is_null(row) || view.is_null(at)) continue;
        const ArrayView::Items list = view.items(at);
        for (std::int64_t i = list.first; i < list.first + list.count; ++i) {
            if (!items.has_text(i)) {
                extras_.push_back({row, Extra::Kind::unknown_fact, "null"});
                continue;
            }
            const std::string_view name = items.text(i);
            if (const auto fact = plan_.rules.find_fact(name)) {
                cells_.push_back({*fact, row, NotKnown{}});
            } else {
                extras_.push_back({row, Extra::Kind::unknown_fact, std::string(name)});
            }
        }
    }
}

void Work::screen(std::size_t first, std::size_t last) {
    caveat::screen(batch_, first, last, screening_, plan_.options.respondents);
    const Bitmap found = screening_.rows_with_problems();
    problems_.assign(found.begin(), found.end());
    for (std::size_t word = 0; !has_extra_.empty() && word < problems_.size(); ++word) {
        problems_[word] |= has_extra_[first / 64 + word];
    }
    // Rows of the next part may stand behind them.
    if (!problems_.empty()) problems_.back() &= ones(last - first - 64 * (problems_.size() - 1));
}

const Profile& Work::profile(std::size_t row) {
    if (has_patient(row)) adapter_.patient(patient(row));
    for (const Extra& extra : extras_of(row)) {
        if (extra.kind == Extra::Kind::bad_patient) adapter_.patient(extra.text);
        if (extra.kind == Extra::Kind::bad_day) adapter_.as_of(extra.text);
    }
    batch_.write_profile(row, adapter_);
    for (const Extra& extra : extras_of(row)) {
        if (extra.kind == Extra::Kind::unknown_fact) adapter_.unknown_fact(extra.text);
    }
    adapter_.build_into(profile_);
    return profile_;
}

std::span<const Extra> Work::extras_of(std::size_t row) const {
    if (has_extra_.empty() || (has_extra_[row / 64] >> (row % 64) & 1U) == 0) return {};
    const auto [first, last] =
        std::equal_range(extras_.begin(), extras_.end(), Extra{row, {}, {}},
                         [](const Extra& a, const Extra& b) { return a.row < b.row; });
    return {first, last};
}

const Screening& Work::screened(std::size_t row) {
    caveat::screen(profile(row), alone_, plan_.options.respondents);
    return alone_;
}

bool Work::is_null(std::size_t row) const {
    return root_.is_null(first_ + static_cast<std::int64_t>(row));
}

bool Work::has_patient(std::size_t row) const {
    if (!plan_.patient || is_null(row)) return false;
    const ArrayView view = root_.child(plan_.patient->child);
    const std::int64_t at = physical(row);
    const bool is_there = view.field->is_code() ? view.has_text(at) : !view.is_null(at);
    const auto extras = extras_of(row);
    return is_there && (extras.empty() || extras.front().kind != Extra::Kind::bad_patient);
}

std::string_view Work::patient(std::size_t row) {
    if (!has_patient(row)) return {};
    const ArrayView view = root_.child(plan_.patient->child);
    const std::int64_t at = physical(row);
    if (view.field->is_code()) return view.text(at);
    const std::int64_t number = view.integer(at);
    const bool is_unsigned = view.field->width == 8 && !view.field->is_signed;
    number_ =
        is_unsigned ? std::to_string(static_cast<std::uint64_t>(number)) : std::to_string(number);
    return number_;
}

std::optional<std::int32_t> Work::day(std::size_t row) const {
    if (!has_own_days()) return same_day_;
    if ((has_day_[row / 64] >> (row % 64) & 1U) == 0) return std::nullopt;
    return days_[row];
}

void Work::set(const BoundColumn& column, Column made) {
    batch_.set(column.place, made);
}

void Work::cell(const BoundColumn& column, const Slice& slice, std::size_t at, Answer answer) {
    Place place = column.place;
    std::size_t row = at;
    if (!slice.begins.empty()) {
        const auto after = std::upper_bound(slice.begins.begin(), slice.begins.end(),
                                            static_cast<std::int32_t>(at));
        row = static_cast<std::size_t>(after - slice.begins.begin()) - 1;
        place.record =
            static_cast<std::uint32_t>(at) - static_cast<std::uint32_t>(slice.begins[row]);
    }
    cells_.push_back({place, row, std::move(answer)});
}

}  // namespace caveat::arrow
