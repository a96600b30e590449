// Records that were sent twice, as by a double click: two of a list that say exactly the same.
// Entrance: ProfileWriter::note_repeated_records.

#include <caveat/codes.hpp>

#include "facts/profile_writer.hpp"
#include "text/diagnostics.hpp"

#include <algorithm>
#include <compare>
#include <cstring>
#include <utility>

namespace caveat::facts {

namespace {

std::strong_ordering order_of(const CodeSet& a, const CodeSet& b) {
    constexpr std::size_t words = CodeSet::capacity / 64;
    for (std::size_t i = 0; i < words; ++i) {
        if (a.word(i) != b.word(i)) return a.word(i) <=> b.word(i);
    }
    return std::strong_ordering::equal;
}

/// An order of answers to one field of which no word holds either: what is the same says the same.
std::strong_ordering order_of(const Value& a, const Value& b, FactKind kind) {
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
        case FactKind::yes_no:
        case FactKind::choice:
        case FactKind::records:
            break;  // one word holds each
    }
    return std::strong_ordering::equal;
}

}  // namespace

/// Each was counted, since two sessions on one day may well have gone alike; somebody should look.
/// Costs a sort of the list's records, nearly always by their packed words alone.
void ProfileWriter::note_repeated_records() {
    for (const std::uint32_t fact : profile_.named) {
        const std::uint32_t count = profile_.record_count(fact);
        const std::size_t fields = packing_.field_count(fact);
        if (count < 2) continue;
        const std::size_t size = packing_.record_size(fact);
        const std::size_t bit_words = 2 * Packing::words_for(fields);
        const std::uint64_t* const first =
            profile_.packed.data() + (profile_.packed[packing_.words() + fact] >> 32U);
        const auto in_part = [&](std::uint32_t record, std::size_t field) -> const Value& {
            return profile_.parts[profile_.record(fact, record).word(field)];
        };
        const auto order = [&](std::uint32_t a, std::uint32_t b) -> std::strong_ordering {
            const auto compare = [&](std::size_t begin, std::size_t end) {
                return std::memcmp(first + a * size + begin, first + b * size + begin,
                                   (end - begin) * sizeof(std::uint64_t)) <=> 0;
            };
            const auto bits = compare(0, bit_words);
            const ConstAnswerRun run = std::as_const(profile_).record(fact, a);
            if (bits != 0 || !run.is_partly_at_all()) return bits != 0 ? bits : compare(0, size);
            for (std::size_t field = 0; field < fields; ++field) {
                const auto found = run.is_partly(field)
                                       ? order_of(in_part(a, field), in_part(b, field),
                                                  catalogue_[fact].fields[field].type.kind)
                                       : compare(bit_words + field, bit_words + field + 1);
                if (found != 0) return found;
            }
            return std::strong_ordering::equal;
        };
        const auto says_something = [&](std::uint32_t record) {
            const ConstAnswerRun run = std::as_const(profile_).record(fact, record);
            for (std::size_t field = 0; field < fields; ++field) {
                if (run.given(field) == Given::answered) return true;
            }
            return false;
        };
        record_order_.resize(count);
        for (std::uint32_t i = 0; i < count; ++i) record_order_[i] = i;
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
