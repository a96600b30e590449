// Lists of codes and lists of records into columns of a batch; what no column holds into cells.
// Entrances: Work::add_lists, Work::add_open_lists, Work::add_records.

#include "adapters/arrow/work.hpp"

#include <algorithm>

namespace caveat::arrow {

namespace {

/// One more than a list may have: then it is too long, however long it is.
constexpr std::int64_t most_items = 10'001;
constexpr std::size_t word_bits = 64;
constexpr std::string_view no_item = "null";

/// What the entries of a dictionary are worth in a mask of 64 codes.
struct EntryBits {
    std::vector<std::uint64_t> bits;  ///< 0: no code
    std::uint64_t exclusive = 0;      ///< codes that stand alone
};

/// Masks of lists whose items are indices without nulls; `one` reads those that are not as plain.
template <class Offset, class Index, class One>
void read_masks(const View& lists, std::int64_t first, std::size_t count, const EntryBits& entries,
                std::vector<std::uint64_t>& masks, std::vector<std::uint8_t>& present,
                const One& one) {
    const View codes = lists.child(0);
    const void* const offsets = lists.array->buffers[1];
    const void* const indices = codes.array->buffers[1];
    const bool has_nulls = lists.validity() != nullptr;
    for (std::size_t at = 0; at < count; ++at) {
        const std::int64_t place = first + static_cast<std::int64_t>(at);
        if (has_nulls && lists.is_null(place)) continue;
        const std::int64_t begin = read_at<Offset>(offsets, lists.physical(place));
        const std::int64_t end = read_at<Offset>(offsets, lists.physical(place) + 1);
        std::uint64_t mask = 0;
        bool is_plain = end - begin < most_items;
        for (std::int64_t i = begin; is_plain && i < end; ++i) {
            const auto index = read_at<Index>(indices, codes.physical(i));
            const std::uint64_t bit = entries.bits[static_cast<std::size_t>(index)];
            is_plain = bit != 0;
            mask |= bit;
        }
        if (is_plain && ((mask & entries.exclusive) == 0 || end - begin <= 1)) {
            masks[at] = mask;
            put_bit(present, at);
        } else {
            one(at);
        }
    }
}

}  // namespace

std::vector<std::string> Work::texts_of(const BoundColumn& column, const View& list,
                                        std::int64_t at) const {
    std::vector<std::string> texts;
    if (list.is_null(at)) return texts;
    const View::Items items = list.items(at);
    const View codes = list.child(0);
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

/// Whether a list of codes is a piece of a column of indices, none of them null, into a dictionary
/// that is worth to be looked up whole, of a fact with so many words of codes.
bool Work::has_plain_items(const Slice& slice, std::size_t words) {
    const bool is_list = slice.view.field->kind == Kind::list && slice.is_direct();
    if (!is_list || words != 1 || slice.count == 0) return false;
    const View codes = slice.view.child(0);
    const auto count = static_cast<std::int64_t>(slice.count);
    if (!codes.field->dictionary || codes.dictionary().length() > count) return false;
    const std::int64_t first = slice.view.items(slice.first).first;
    const View::Items last = slice.view.items(slice.first + count - 1);
    return codes.are_all_there(first, last.first + last.count - first);
}

/// Masks where every item is a code; other lists as they were given.
void Work::add_lists(const BoundColumn& column, const Slice& slice) {
    forget_codes();
    const View codes = slice.view.child(0);
    const View entries = codes.field->dictionary ? codes.dictionary() : View{};
    if (codes.field->dictionary) {
        entries_ = &shorts_.take(static_cast<std::size_t>(entries.length()) + 1, no_code - 1);
    }
    const std::size_t words =
        std::max<std::size_t>((column.code_count + word_bits - 1) / word_bits, 1);
    std::vector<std::uint64_t>& masks = masks_.take(slice.count * words + 1, 0);
    std::vector<std::uint8_t>& present = bits(slice.count, false);
    std::vector<bool> is_exclusive(column.code_count + 1, false);
    for (const std::uint16_t code : column.exclusive) is_exclusive[code] = true;
    const auto one = [&](std::size_t at) {
        if (slice.is_null(at)) return;
        const std::int64_t place = slice.place(at);
        const View::Items items = slice.view.items(place);
        bool is_plain = items.count < most_items;
        std::uint64_t* const mask = &masks[at * words];
        for (std::int64_t i = 0; is_plain && i < items.count; ++i) {
            const std::int64_t item = items.first + i;
            is_plain = codes.has_text(item);
            if (!is_plain) break;
            const std::uint16_t found = codes.field->dictionary
                                            ? code_in(column, entries, codes.integer(item))
                                            : code(column, codes.text(item));
            is_plain = found < column.code_count && (!is_exclusive[found] || items.count <= 1);
            if (is_plain) mask[found / word_bits] |= std::uint64_t{1} << (found % word_bits);
        }
        if (is_plain) {
            put_bit(present, at);
        } else {
            cell(column, slice, at, Answer(Codes{texts_of(column, slice.view, place), {}, true}));
        }
    };
    if (has_plain_items(slice, words)) {
        EntryBits known;
        for (std::int64_t at = 0; at < entries.length(); ++at) {
            const std::uint16_t found =
                entries.is_null(at) ? no_code : code_in(column, entries, at);
            known.bits.push_back(found < column.code_count ? std::uint64_t{1} << found : 0);
        }
        for (const std::uint16_t code : column.exclusive) {
            known.exclusive |= std::uint64_t{1} << code;
        }
        with_integers(*codes.field, [&](auto type) {
            using Index = decltype(type);
            if (slice.view.field->is_large) {
                read_masks<std::int64_t, Index>(slice.view, slice.first, slice.count, known, masks,
                                                present, one);
            } else {
                read_masks<std::int32_t, Index>(slice.view, slice.first, slice.count, known, masks,
                                                present, one);
            }
        });
    } else {
        for (std::size_t at = 0; at < slice.count; ++at) one(at);
    }
    Column made = caveat::column(masks, present.data());
    made.size = slice.count * words;
    set(column, made);
}

void Work::add_open_lists(const BoundColumn& column, const Slice& slice) {
    // Nobody has a complete list; the column says where the answers stand among those of others.
    const std::size_t words =
        std::max<std::size_t>((column.code_count + word_bits - 1) / word_bits, 1);
    std::vector<std::uint64_t>& masks = masks_.take(slice.count * words + 1, 0);
    Column none = caveat::column(masks, bits(slice.count, false).data());
    none.size = slice.count * words;
    set(column, none);
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

void Work::add_records(const BoundColumn& column, const Slice& slice) {
    Slice lists = slice;
    std::vector<std::int64_t>* places = nullptr;
    if (column.is_open) {
        lists.above.push_back({slice.view, slice.first, slice.places});
        lists.view = slice.view.child(*column.present);
        lists.first = slice.view.physical(slice.first);
    }
    // Records of all rows, one after the other, and whose they are.
    const View records = lists.view.child(0);
    std::vector<std::int64_t>& begins = integers_.take(slice.count + 1, 0);
    std::vector<std::uint8_t>& present = bits(slice.count, false);
    std::int64_t next = -1;  // where the next list begins if all stand side by side
    std::int64_t total = 0;
    bool is_side_by_side = true;
    std::int64_t first = 0;
    for (std::size_t at = 0; at < slice.count; ++at) {
        if (!lists.is_null(at)) {
            put_bit(present, at);
            const View::Items items = lists.view.items(lists.place(at));
            if (items.count > most_items) is_side_by_side = false;
            if (items.count != 0) {
                if (next < 0) first = items.first;
                if (next >= 0 && items.first != next) is_side_by_side = false;
                next = items.first + items.count;
            }
            total += std::min(items.count, most_items);
        }
        begins[at + 1] = total;
    }
    std::vector<std::uint32_t>& rows = numbers_.take(static_cast<std::size_t>(total) + 1, 0);
    std::vector<std::uint32_t>& numbers = numbers_.take(static_cast<std::size_t>(total) + 1, 0);
    if (!is_side_by_side) places = &integers_.take(static_cast<std::size_t>(total) + 1, 0);
    for (std::size_t at = 0; at < slice.count; ++at) {
        const auto begin = static_cast<std::size_t>(begins[at]);
        const auto end = static_cast<std::size_t>(begins[at + 1]);
        if (begin == end) continue;
        const std::int64_t from = lists.view.items(lists.place(at)).first;
        for (std::size_t record = begin; record < end; ++record) {
            rows[record] = static_cast<std::uint32_t>(at);
            numbers[record] = static_cast<std::uint32_t>(record - begin);
            if (places != nullptr) {
                (*places)[record] = from + static_cast<std::int64_t>(record - begin);
            }
        }
    }
    ListColumn given = caveat::lists(begins);
    given.size = slice.count;
    given.present = present.data();
    if (column.is_open) given.complete = bits(slice.count, false).data();
    batch_.set_list(column.place.fact, given);

    Slice inner;
    inner.count = static_cast<std::size_t>(total);
    inner.rows = &rows;
    inner.records = &numbers;
    if (records.validity() != nullptr) {
        inner.above.push_back({records, first, places != nullptr ? places->data() : nullptr});
        for (std::size_t record = 0; record < inner.count; ++record) {
            const std::int64_t place =
                places != nullptr ? (*places)[record] : first + static_cast<std::int64_t>(record);
            if (records.is_null(place)) {
                cell(column, inner, record, Answer(Unreadable{std::string(no_item)}));
            }
        }
    }
    inner.first = records.physical(first);
    if (places != nullptr) {
        std::vector<std::int64_t>& shifted = integers_.take(inner.count + 1, 0);
        for (std::size_t record = 0; record < inner.count; ++record) {
            shifted[record] = records.physical((*places)[record]);
        }
        inner.places = shifted.data();
    }
    for (const BoundColumn& field : column.fields) {
        inner.view = records.child(field.child);
        add_column(field, inner);
    }
}

}  // namespace caveat::arrow
