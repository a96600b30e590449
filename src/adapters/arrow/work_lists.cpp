// Lists of codes and lists of records into columns of a batch; what no column holds into cells.
// Entrances: Work::add_lists, Work::add_open_lists, Work::add_records.

#include "adapters/arrow/work.hpp"

#include <algorithm>
#include <array>

namespace caveat::arrow {

namespace {

/// One more than a list may have: then it is too long, however long it is.
constexpr std::int64_t most_items = 10'001;
constexpr std::string_view no_item = "null";

bool has_bit(const std::uint64_t* bits, std::size_t at) {
    return (bits[at / 64] >> (at % 64) & 1U) != 0;
}

/// Offsets of 32 bits, from 0 on. False where a list is longer than it may be.
template <class Offset>
bool copy_offsets(const void* offsets, std::int64_t first, std::vector<std::int32_t>& begins,
                  std::size_t count) {
    const Offset origin = read_at<Offset>(offsets, first);
    unsigned too_long = 0;
    for (std::size_t at = 0; at < count; ++at) {
        const std::int64_t place = first + static_cast<std::int64_t>(at);
        const auto begin = read_at<Offset>(offsets, place);
        const auto end = read_at<Offset>(offsets, place + 1);
        too_long |= static_cast<unsigned>(end - begin >= static_cast<Offset>(most_items));
        begins[at + 1] = static_cast<std::int32_t>(end - origin);
    }
    return too_long == 0;
}

}  // namespace

/// Views may all look at the same items: their records take memory for each row.
void Work::cut_rows() {
    constexpr std::int64_t most_together = std::int64_t{1} << 20U;  // items of all rows
    const auto cut = [&](const Slice& slice) {
        if (slice.view.field->kind != Kind::list_view) return;
        std::int64_t together = 0;
        for (std::size_t at = 0; at < rows_; ++at) {
            if (slice.is_null(at)) continue;
            together += std::min(slice.view.items(slice.place(at)).count, most_items);
            if (together > most_together) rows_ = std::max<std::size_t>(at, 1);
        }
    };
    for (const BoundColumn& column : plan_.columns) {
        Slice slice = top_slice(column);
        if (!column.is_open) {
            cut(slice);
            continue;
        }
        slice.above.push_back({slice.view, slice.first});
        slice.first = slice.view.physical(slice.first);
        const ArrayView both = slice.view;
        for (const auto& list : {column.present, column.absent}) {
            if (!list) continue;
            slice.view = both.child(*list);
            cut(slice);
        }
    }
}

std::vector<std::string> Work::texts_of(const BoundColumn& column, const ArrayView& list,
                                        std::int64_t at) const {
    std::vector<std::string> texts;
    if (list.is_null(at)) return texts;
    const ArrayView::Items items = list.items(at);
    const ArrayView codes = list.child(0);
    for (std::int64_t i = 0; i < std::min(items.count, most_items); ++i) {
        if (codes.has_text(items.first + i)) {
            texts.emplace_back(codes.text(items.first + i));
        } else {
            // It must not be taken for a code of that name.
            const bool is_code = batch_.find_code(column.place, no_item) != no_code;
            texts.emplace_back(is_code ? "null, no code" : no_item);
        }
    }
    return texts;
}

/// Offsets are counted from where the first list begins.
Work::Lists Work::lists_of(const Slice& slice) {
    Lists lists;
    lists.there = there(slice);
    const ArrayView& view = slice.view;
    lists.items.view = view.child(0);
    lists.column.size = slice.count;
    const bool is_direct = slice.places == nullptr && view.field->kind == Kind::list;
    if (is_direct && slice.count != 0 && lists.there == nullptr) {
        const auto at = static_cast<std::size_t>(view.physical(slice.first));
        lists.items.first = view.items(slice.first).first;
        const auto last = slice.first + static_cast<std::int64_t>(slice.count) - 1;
        const ArrayView::Items ends = view.items(last);
        lists.items.count = static_cast<std::size_t>(ends.first + ends.count - lists.items.first);
        if (lists.items.first == 0) {
            lists.column.offsets =
                static_cast<const char*>(view.array->buffers[1]) +
                at * (view.field->is_large ? sizeof(std::int64_t) : sizeof(std::int32_t));
            lists.column.is_64 = view.field->is_large;
            return lists;
        }
    }
    std::vector<std::int64_t>& begins = integers_.take(slice.count + 1, 0);
    std::vector<std::int64_t>& sizes = integers_.take(slice.count + 1, 0);
    std::int64_t first = 0;
    std::int64_t end = 0;
    for (std::size_t at = 0; at < slice.count; ++at) {
        if (lists.there != nullptr && !has_bit(lists.there, at)) continue;
        const ArrayView::Items items = view.items(slice.place(at));
        if (items.count == 0) continue;
        begins[at] = items.first;
        sizes[at] = items.count;
        first = end == 0 ? items.first : std::min(first, items.first);
        end = std::max(end, items.first + items.count);
    }
    for (std::size_t at = 0; at < slice.count; ++at) {
        if (sizes[at] != 0) begins[at] -= first;
    }
    lists.items.first = first;
    lists.items.count = static_cast<std::size_t>(end - first);
    lists.column.offsets = begins.data();
    lists.column.sizes = sizes.data();
    lists.column.is_64 = true;
    return lists;
}

/// Lists of nothing but codes; others as they were given.
void Work::add_lists(const BoundColumn& column, const Slice& slice) {
    static constexpr std::array<std::uint16_t, 256> themselves = [] {
        std::array<std::uint16_t, 256> places{};
        for (std::size_t i = 0; i < places.size(); ++i) places[i] = static_cast<std::uint16_t>(i);
        return places;
    }();
    Lists lists = lists_of(slice);
    Column items = read_codes(column, lists.items);
    if (items.codes.empty()) {
        items.codes = std::span(themselves).first(std::max<std::size_t>(column.code_count, 1));
    }
    lists.column.present = as_bytes(lists.there, slice.count);
    if (items.present != nullptr) {
        std::vector<std::uint64_t>& plain = words(slice.count, false);
        for (std::size_t at = 0; at < slice.count; ++at) {
            if (lists.there != nullptr && !has_bit(lists.there, at)) continue;
            const std::int64_t place = slice.place(at);
            const ArrayView::Items own = slice.view.items(place);
            bool is_plain = own.count < most_items;
            const std::int64_t begin = own.first - lists.items.first;
            for (std::int64_t i = 0; is_plain && i < own.count; ++i) {
                is_plain = bit_at(items.present, begin + i);
            }
            if (is_plain) {
                plain[at / 64] |= std::uint64_t{1} << (at % 64);
            } else {
                cell(column, slice, at,
                     Answer(Codes{texts_of(column, slice.view, place), {}, true}));
            }
        }
        lists.column.present = as_bytes(plain.data(), slice.count);
        items.present = nullptr;
    }
    batch_.set_codes(column.place, lists.column, items);
}

void Work::add_open_lists(const BoundColumn& column, const Slice& slice) {
    // Nobody has a complete list; the column says where the answers stand among those of others.
    static constexpr std::uint16_t no_codes[] = {no_code};
    Column items{ColumnType::uint8, no_codes, nullptr, 0};
    items.codes = no_codes;
    ListColumn none = lists(numbers_.take(slice.count + 1, 0));
    none.size = slice.count;
    none.present = as_bytes(words(slice.count, false).data(), slice.count);
    batch_.set_codes(column.place, none, items);
    for (std::size_t at = 0; at < slice.count; ++at) {
        if (slice.is_null(at)) continue;
        const std::int64_t place = slice.view.physical(slice.place(at));
        Codes said;
        said.is_complete = false;
        said.present = texts_of(column, slice.view.child(*column.present), place);
        if (column.absent) {
            said.absent = texts_of(column, slice.view.child(*column.absent), place);
        }
        cell(column, slice, at, Answer(std::move(said)));
    }
}

/// Where lists do not stand side by side, so do the places of their records.
Work::Lists Work::records_of(const Slice& slice) {
    Lists lists;
    lists.there = there(slice);
    const ArrayView& view = slice.view;
    std::vector<std::int32_t>& begins = numbers_.take(slice.count + 1, 0);
    lists.items.view = view.child(0);
    lists.items.begins = std::span(begins).first(slice.count + 1);
    lists.column = caveat::lists(lists.items.begins);
    const auto note = [&](std::int64_t first, std::int32_t count) {
        lists.items.first = first;
        lists.items.count = static_cast<std::size_t>(count);
        return lists;
    };
    const bool is_direct = slice.places == nullptr && view.field->kind == Kind::list;
    if (is_direct && slice.count != 0 && lists.there == nullptr) {
        const void* const offsets = view.array->buffers[1];
        const std::int64_t at = view.physical(slice.first);
        const bool is_plain = view.field->is_large
                                  ? copy_offsets<std::int64_t>(offsets, at, begins, slice.count)
                                  : copy_offsets<std::int32_t>(offsets, at, begins, slice.count);
        if (is_plain) return note(view.items(slice.first).first, begins[slice.count]);
    }
    std::int64_t next = -1;  // where the next list begins if all stand side by side
    std::int64_t first = 0;
    std::int32_t total = 0;
    bool is_side_by_side = true;
    for (std::size_t at = 0; at < slice.count; ++at) {
        if (lists.there == nullptr || has_bit(lists.there, at)) {
            const ArrayView::Items items = view.items(slice.place(at));
            if (items.count > most_items) is_side_by_side = false;
            if (items.count != 0) {
                if (next < 0) first = items.first;
                if (next >= 0 && items.first != next) is_side_by_side = false;
                next = items.first + items.count;
            }
            total += static_cast<std::int32_t>(std::min(items.count, most_items));
        }
        begins[at + 1] = total;
    }
    if (is_side_by_side) return note(first, total);
    std::vector<std::int64_t>& places = integers_.take(static_cast<std::size_t>(total) + 1, 0);
    for (std::size_t at = 0; at < slice.count; ++at) {
        if (begins[at] == begins[at + 1]) continue;
        std::int64_t from = view.items(slice.place(at)).first;
        for (std::int32_t record = begins[at]; record < begins[at + 1]; ++record) {
            places[static_cast<std::size_t>(record)] = from++;
        }
    }
    lists.items.places = places.data();
    return note(0, total);
}

void Work::add_records(const BoundColumn& column, const Slice& slice) {
    Slice given = slice;
    if (column.is_open) {
        given.above.push_back({slice.view, slice.first, slice.places});
        given.view = slice.view.child(*column.present);
        given.first = slice.view.physical(slice.first);
    }
    Lists lists = records_of(given);
    lists.column.present = as_bytes(lists.there, slice.count);
    if (column.is_open) {
        lists.column.complete = as_bytes(words(slice.count, false).data(), slice.count);
    }
    batch_.set_list(column.place.fact, lists.column);

    const Slice& records = lists.items;
    Slice inner = records;
    if (const Bits present = there(records)) {
        inner.above.push_back({records.view, records.first, records.places});
        for (std::size_t record = 0; record < records.count; ++record) {
            if (has_bit(present, record)) continue;
            cell(column, records, record, Answer(Unreadable{std::string(no_item)}));
        }
    }
    inner.first = records.view.physical(records.first);
    if (records.places != nullptr) {
        std::vector<std::int64_t>& shifted = integers_.take(records.count + 1, 0);
        for (std::size_t record = 0; record < records.count; ++record) {
            shifted[record] = records.view.physical(records.places[record]);
        }
        inner.places = shifted.data();
    }
    for (const BoundColumn& field : column.fields) {
        inner.view = records.view.child(field.child);
        add_column(field, inner);
    }
}

}  // namespace caveat::arrow
