// Counts and measures over records: what they may still come to when some records, some fields or
// the end of the list are unknown. Entrances: Evaluation::count and the setters of RecordCount and
// Measure.

#include "model/evaluation.hpp"

#include <algorithm>

namespace caveat::model {

using values::Bound;
using values::mirrored;
using values::Range;
using values::Rational;

Truth Evaluation::membership(std::uint32_t records, const Where& where, std::uint32_t record) {
    if (list_of_ != records) {
        list_ = patient_.records(records);
        list_of_ = records;
    }
    record_ = record;
    if (where.body == none) return Truth::yes;
    const ExprId outer = current_;
    for (ExprId id = where.first; id <= where.body; ++id) {
        if (rules_.tree[id].scope == records) one(id);
    }
    current_ = outer;
    return truth(where.body);
}

Evaluation::Counted Evaluation::count(std::uint32_t records, const Where& where) {
    scratch_.members.clear();
    if (list_of_ != records) {
        list_ = patient_.records(records);
        list_of_ = records;
    }
    Counted counted;
    counted.is_open = !patient_.is_closed(records);
    const std::uint32_t count = list_.count();
    for (std::uint32_t record = 0; record < count; ++record) {
        const Truth counts = membership(records, where, record);
        counted.certain += counts == Truth::yes ? 1 : 0;
        counted.possible += counts == Truth::unknown ? 1 : 0;
        if (counts != Truth::no) scratch_.members.push_back({record, counts == Truth::yes});
    }
    return counted;
}

void Evaluation::set(const Expr& expr, const RecordCount& node) {
    const Counted counted = count(node.records, node.where);
    const Bound high =
        counted.is_open ? Bound::plus_infinity() : Bound(counted.certain + counted.possible);
    set_number(expr, {counted.certain, high, true}, false);
}

void Evaluation::set(const Expr& expr, const Measure& node) {
    const Counted counted = count(node.records, node.where);
    values_.has_record[current_] = counted.certain > 0 ? 1 : 0;
    const bool is_last = node.kind == MeasureKind::latest || node.kind == MeasureKind::earliest;
    if (is_last) {
        measure_last(expr, node, counted);
    } else {
        measure_number(expr, node, counted);
    }
}

Range Evaluation::range_of_field(const Measure& node, const Scratch::Member& member) {
    const facts::ValueType& type = rules_.catalogue[node.records].fields[node.field].type;
    return known_number(list_.value(member.record, node.field, scratch_.answer), type);
}

namespace {

using Item = Scratch::Item;

Bound sum(const Bound& a, const Bound& b, bool& overflow) {
    if (!a.is_finite() || !b.is_finite()) return Bound::minus_infinity();
    const auto exact = values::add(a.value, b.value);
    if (exact) return a.step + b.step == 0 ? Bound(*exact) : Bound::just_above(*exact);
    overflow = true;
    return Bound::minus_infinity();
}

/// The least total over every set of records that may be the ones that count.
Bound least_total(const std::vector<Item>& items, bool is_open, const Bound& declared,
                  bool& overflow) {
    if (is_open && declared < Bound(0)) return Bound::minus_infinity();
    Bound total = 0;
    for (const Item& item : items) {
        if (item.is_certain || item.low < Bound(0)) total = sum(total, item.low, overflow);
    }
    return total;
}

// The following need a record that certainly counts.

Bound least_highest(const std::vector<Item>& items) {
    Bound greatest = Bound::minus_infinity();
    for (const Item& item : items) {
        if (item.is_certain) greatest = std::max(greatest, item.low);
    }
    return greatest;
}

Bound least_lowest(const std::vector<Item>& items, bool is_open, const Bound& declared) {
    Bound least = is_open ? declared : Bound::plus_infinity();
    for (const Item& item : items) least = std::min(least, item.low);
    return least;
}

/// The certain ones, and of the others, from the least up, as many as lower the average.
Bound least_average(const std::vector<Item>& items, bool is_open, const Bound& declared,
                    std::vector<Bound>& sorted, bool& overflow) {
    Bound total = 0;
    std::int64_t count = 0;
    sorted.clear();
    for (const Item& item : items) {
        if (!item.low.is_finite()) return Bound::minus_infinity();
        if (item.is_certain) {
            total = sum(total, item.low, overflow);
            ++count;
        } else {
            sorted.push_back(item.low);
        }
    }
    std::sort(sorted.begin(), sorted.end());
    const auto average = [&]() -> Bound {
        if (!total.is_finite()) return Bound::minus_infinity();
        const auto exact = values::divide(total.value, Rational(count));
        overflow |= !exact;
        if (!exact) return Bound::minus_infinity();
        return total.step == 0 ? Bound(*exact) : Bound::just_above(*exact);
    };
    Bound least = average();
    for (const Bound& next : sorted) {
        if (next >= least) break;
        total = sum(total, next, overflow);
        ++count;
        least = average();
    }
    return is_open ? std::min(least, declared) : least;
}

}  // namespace

void Evaluation::measure_number(const Expr& expr, const Measure& node, const Counted& counted) {
    const Range& declared = rules_.catalogue[node.records].fields[node.field].type.range;
    std::vector<Item>& lows = scratch_.lows;
    std::vector<Item>& highs = scratch_.highs;
    lows.clear();
    highs.clear();
    for (const Scratch::Member& member : scratch_.members) {
        const Range range = range_of_field(node, member);
        lows.push_back({range.low, member.is_certain});
        highs.push_back({mirrored(range.high), member.is_certain});
    }
    const bool is_open = counted.is_open;
    const Bound declared_high = mirrored(declared.high);
    bool overflow = false;
    const auto ends = [&](const auto& least, const auto& mirror) -> Range {
        const bool is_whole = declared.whole && node.kind != MeasureKind::average;
        return {least(lows, declared.low), mirrored(mirror(highs, declared_high)), is_whole};
    };
    const auto total = [&](const auto& items, const Bound& end) {
        return least_total(items, is_open, end, overflow);
    };
    const auto average = [&](const auto& items, const Bound& end) {
        return least_average(items, is_open, end, scratch_.sorted, overflow);
    };
    const auto highest = [&](const auto& items, const Bound&) { return least_highest(items); };
    const auto lowest = [&](const auto& items, const Bound& end) {
        return least_lowest(items, is_open, end);
    };
    Range range{declared.low, declared.high, declared.whole && node.kind != MeasureKind::average};
    if (node.kind == MeasureKind::total) {
        range = ends(total, total);
    } else if (counted.certain > 0) {
        switch (node.kind) {
            case MeasureKind::average:
                range = ends(average, average);
                break;
            // The mirror image of the highest is the lowest of the negated values.
            case MeasureKind::highest:
                range = ends(highest, lowest);
                break;
            case MeasureKind::lowest:
                range = ends(lowest, highest);
                break;
            case MeasureKind::total:
            case MeasureKind::latest:
            case MeasureKind::earliest:
                break;
        }
    }
    if (overflow) range = {};
    set_number(expr, range, overflow);
}

namespace {

/// Whether a record certainly comes after (`latest`) or before (`earliest`) another.
bool outdates(const values::DateRange& winner, const values::DateRange& loser, bool latest) {
    return latest ? winner.low > loser.high : winner.high < loser.low;
}

}  // namespace

void Evaluation::measure_last(const Expr& expr, const Measure& node, const Counted& counted) {
    const facts::Fact& list = rules_.catalogue[node.records];
    const facts::ValueType& type = list.fields[node.field].type;
    const facts::ValueType& date_type = list.fields[*list.dated_by].type;
    const bool latest = node.kind == MeasureKind::latest;
    const auto dates_of = [&](const Scratch::Member& member) {
        return known_date(list_.value(member.record, *list.dated_by, scratch_.answer), date_type);
    };
    // The certain record whose date is the hardest to beat decides who is still a candidate.
    std::optional<values::DateRange> best;
    for (const Scratch::Member& member : scratch_.members) {
        if (!member.is_certain) continue;
        const values::DateRange dates = dates_of(member);
        if (!best || (latest ? dates.low > best->low : dates.high < best->high)) best = dates;
    }

    bool is_first = true;
    Truth truth = Truth::unknown;
    Range number = type.range;
    CodesValue codes{{}, {}, type.all_codes()};
    if (expr.kind == ValueKind::choice) codes.present = codes.all;
    // That a record lies in the past is known of a record, and of none where there may be none.
    values::DateRange date = best ? declared_dates(type) : type.dates;
    for (const Scratch::Member& member : scratch_.members) {
        // Some record not listed may be the one, or there may be none.
        if (counted.is_open || !best) break;
        if (outdates(*best, dates_of(member), latest)) continue;
        const facts::Value& value = list_.value(member.record, node.field, scratch_.answer);
        switch (expr.kind) {
            case ValueKind::truth:
            case ValueKind::yes_no: {
                const Truth next = known_yes_no(value);
                truth = is_first || truth == next ? next : Truth::unknown;
                break;
            }
            case ValueKind::number: {
                const Range next = known_number(value, type);
                number = is_first ? next : hull(number, next);
                break;
            }
            case ValueKind::choice: {
                const facts::CodeSet next = known_choice(value, type).present;
                codes.present = is_first ? next : codes.present | next;
                break;
            }
            case ValueKind::choices: {
                const CodesValue next = known_choices(value, type);
                codes.present = is_first ? next.present : codes.present & next.present;
                codes.absent = is_first ? next.absent : codes.absent & next.absent;
                break;
            }
            case ValueKind::date: {
                const values::DateRange next = known_date(value, type);
                date = is_first ? next : hull(date, next);
                break;
            }
        }
        is_first = false;
    }
    switch (expr.kind) {
        case ValueKind::truth:
        case ValueKind::yes_no:
            values_.yes_no[expr.slot] = truth;
            return;
        case ValueKind::number:
            values_.numbers[expr.slot] = number;
            return;
        case ValueKind::choice:
            values_.choices_one[expr.slot] = codes;
            return;
        case ValueKind::choices:
            values_.choices[expr.slot] = codes;
            return;
        case ValueKind::date:
            values_.dates[expr.slot] = date;
            return;
    }
}

}  // namespace caveat::model
