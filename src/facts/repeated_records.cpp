// Records that were sent twice, as by a double click: two of a list that say exactly the same.
// Entrance: ProfileWriter::note_repeated_records.

#include <caveat/codes.hpp>

#include "facts/profile_writer.hpp"
#include "text/diagnostics.hpp"

#include <algorithm>
#include <compare>
#include <cstring>

namespace caveat::facts {

namespace {

std::strong_ordering order_of(const CodeSet& a, const CodeSet& b) {
    constexpr std::size_t words = CodeSet::capacity / 64;
    for (std::size_t i = 0; i < words; ++i) {
        if (a.word(i) != b.word(i)) return a.word(i) <=> b.word(i);
    }
    return std::strong_ordering::equal;
}

/// An order of answers to one field whose words in the packed profile are equal: what is the same
/// says the same.
std::strong_ordering order_of(const Value& a, const Value& b, FactKind kind) {
    if (a.given != b.given) return a.given <=> b.given;
    if (a.given != Given::answered || (a.is_full(kind) && b.is_full(kind))) {
        return std::strong_ordering::equal;
    }
    const auto first = [](std::strong_ordering low, std::strong_ordering high) {
        return low != 0 ? low : high;
    };
    switch (kind) {
        case FactKind::number:
            return first(a.numbers().low <=> b.numbers().low,
                         a.numbers().high <=> b.numbers().high);
        case FactKind::choices:
            return first(order_of(a.present, b.present), order_of(a.absent, b.absent));
        case FactKind::date:
            return first(a.dates.low <=> b.dates.low, a.dates.high <=> b.dates.high);
        default:
            return std::strong_ordering::equal;
    }
}

}  // namespace

/// Each was counted, since two sessions on one day may well have gone alike; somebody should look.
/// Costs a sort of the list's records, nearly always by their packed words alone.
void ProfileWriter::note_repeated_records() {
    for (const std::uint32_t fact : profile_.named) {
        const Value& list = profile_.values[fact];
        const std::size_t fields = packing_.field_count(fact);
        if (fields == 0 || list.given != Given::answered || list.record_count < 2) continue;
        const std::size_t size = packing_.record_size(fact);
        const std::uint64_t* const first =
            profile_.packed.data() + (profile_.packed[packing_.words() + fact] >> 32U);
        const Value* const values = profile_.record_values.data() + list.first_value;
        const auto kind_of = [&](std::size_t field) {
            return catalogue_[fact].fields[field].type.kind;
        };
        const auto order = [&](std::uint32_t a, std::uint32_t b) -> std::strong_ordering {
            const int words =
                std::memcmp(first + a * size, first + b * size, size * sizeof(std::uint64_t));
            if (words != 0) return words <=> 0;
            for (std::size_t field = 0; field < fields; ++field) {
                const auto found = order_of(values[a * fields + field], values[b * fields + field],
                                            kind_of(field));
                if (found != 0) return found;
            }
            return std::strong_ordering::equal;
        };
        const auto says_something = [&](std::uint32_t record) {
            const Value* const begin = values + record * fields;
            return std::any_of(begin, begin + fields,
                               [](const Value& value) { return value.given == Given::answered; });
        };
        record_order_.resize(list.record_count);
        for (std::uint32_t i = 0; i < list.record_count; ++i) record_order_[i] = i;
        std::sort(record_order_.begin(), record_order_.end(),
                  [&](std::uint32_t a, std::uint32_t b) {
                      const auto found = order(a, b);
                      return found != 0 ? found < 0 : a < b;
                  });
        for (std::size_t i = 1; i < record_order_.size(); ++i) {
            const std::uint32_t again = record_order_[i];
            if (order(record_order_[i - 1], again) != 0 || !says_something(again)) continue;
            Diagnostic note;
            note.severity = Severity::note;
            note.code = codes::same_record;
            note.path = record_path(fact, again);
            note.message = "one of " + text::quoted(catalogue_[fact].name) +
                           " says exactly the same as another";
            note.help = "each of them was counted; take one out if it was sent twice";
            note.arguments = {{"fact", catalogue_[fact].name}};
            problems_.add(std::move(note));
        }
    }
}

}  // namespace caveat::facts
