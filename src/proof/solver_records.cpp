// Counts and measures over records as terms, one record after the other: the counterpart of
// model/measures.cpp.

#include "proof/solver_encoder.hpp"

#include <algorithm>
#include <utility>

namespace caveat::proof {

using model::Expr;
using model::ExprId;
using model::MeasureKind;

Term Encoder::list_is_usable(std::uint32_t records) {
    const facts::Fact& list = rules_.catalogue[records];
    const AskedFact& fact = asked(records);
    if (!list.dated_by) return fact.known;
    // A record of a day yet to come makes its whole list unusable.
    const facts::Field& dated_by = list.fields[*list.dated_by];
    Terms late;
    for (const AskedRecord& record : fact.records) {
        const AskedFact& date = asked_field(record, dated_by);
        const DayRangeTerm bounds = answered_dates(date, dated_by.type, false);
        const Term usable = f_.both(date.known, days_.at_most(bounds.low, bounds.high));
        late.push_back(f_.all({record.listed, usable, days_.less(patient_.as_of(), bounds.low)}));
    }
    return f_.both(fact.known, f_.negated(f_.any(late)));
}

Encoder::Counted Encoder::count(std::uint32_t records, const model::Where& where) {
    const AskedFact& fact = asked(records);
    const Term usable = list_is_usable(records);
    Counted counted{{}, f_.negated(f_.both(usable, fact.complete))};
    for (const AskedRecord& record : fact.records) {
        const Term listed = f_.both(usable, record.listed);
        Kleene meets = f_.known(true);
        if (where.body != model::none) {
            record_ = &record;
            for (ExprId id = where.first; id <= where.body; ++id) {
                if (rules_.tree[id].scope == records) node(id);
            }
            meets = truth(where.body);
        }
        counted.counts.push_back(f_.both(Kleene{listed, f_.negated(listed)}, meets));
    }
    return counted;
}

namespace {

Terms yes_of(const std::vector<Kleene>& truths) {
    Terms terms;
    for (const Kleene& truth : truths) terms.push_back(truth.yes);
    return terms;
}
Terms may_be(Formulas& formulas, const std::vector<Kleene>& truths) {
    Terms terms;
    for (const Kleene& truth : truths) terms.push_back(formulas.negated(truth.no));
    return terms;
}

}  // namespace

Kleene Encoder::reaches(const Counted& counted, std::int64_t least) {
    const Term reachable = f_.at_least(may_be(f_, counted.counts), least);
    return {f_.at_least(yes_of(counted.counts), least),
            f_.both(f_.negated(counted.is_open), f_.negated(reachable))};
}

void Encoder::set(const Expr& expr, const model::RecordsAtLeast& node) {
    put(expr, reaches(count(node.records, node.where), node.count));
}

void Encoder::set(const Expr& expr, const model::RecordsAtMost& node) {
    put(expr, Formulas::negated(reaches(count(node.records, node.where), node.count + 1)));
}

void Encoder::set(const Expr& expr, const model::RecordCount& node) {
    const Counted counted = count(node.records, node.where);
    const auto sum_of = [&](const Terms& terms) {
        Term sum = f_.whole(0);
        for (const Term& term : terms) {
            sum = f_.sum(sum, f_.choose(term, f_.whole(1), f_.whole(0)));
        }
        return f_.as_number(sum);
    };
    const Term low = sum_of(yes_of(counted.counts));
    const Term high = sum_of(may_be(f_, counted.counts));
    put(expr, NumberTerm{{low, f_.no()}, {high, counted.is_open}, f_.yes()});
}

void Encoder::set(const Expr& expr, const model::Measure& node) {
    const ExprId id = current_;
    const Counted counted = count(node.records, node.where);
    const Term has_record = f_.any(yes_of(counted.counts));
    has_record_.insert_or_assign(id, has_record);
    if (node.kind == MeasureKind::latest || node.kind == MeasureKind::earliest) {
        measure_last(expr, node, counted, has_record);
    } else {
        measure_number(expr, node, counted, has_record);
    }
}

Term Encoder::says_something(ExprId fallback) {
    const auto* measure = std::get_if<model::Measure>(&rules_.tree[fallback].node);
    if (measure == nullptr || measure->kind == MeasureKind::total) return f_.yes();
    return has_record_.at(fallback);
}

namespace {

/// One end of a measure, the low one; the high one is that of the negated values, negated.
struct Item {
    End low;
    Term certain;
    Term possible;  ///< counts for certain or perhaps
};

class Least {
  public:
    Least(Formulas& formulas, NumberFormulas& numbers, const std::vector<Item>& items,
          const Term& is_open, const End& declared)
        : f_(formulas), numbers_(numbers), items_(items), is_open_(is_open), declared_(declared) {}

    /// Of the single records: the least one that may count.
    [[nodiscard]] End single() const {
        End least{f_.number(0), f_.no()};
        Term found = f_.no();
        const auto offer = [&](const Term& there, const End& end) {
            const End better = numbers_.lesser_low(least, end);
            least = numbers_.choose(there, numbers_.choose(found, better, end), least);
            found = f_.either(found, there);
        };
        offer(is_open_, declared_);
        for (const Item& item : items_) offer(item.possible, item.low);
        return least;
    }

    [[nodiscard]] End total() const {
        const Term zero = f_.number(0);
        const auto is_below_zero = [&](const End& end) {
            return f_.either(end.infinite, f_.less(end.value, zero));
        };
        Term sum = zero;
        Term infinite = f_.both(is_open_, is_below_zero(declared_));
        for (const Item& item : items_) {
            const Term added =
                f_.either(item.certain, f_.both(item.possible, is_below_zero(item.low)));
            sum = f_.sum(sum, f_.choose(added, item.low.value, zero));
            infinite = f_.either(infinite, f_.both(added, item.low.infinite));
        }
        return {sum, infinite};
    }

    /// Where some record certainly counts.
    [[nodiscard]] End highest() const {
        End greatest{f_.number(0), f_.no()};
        Term any_certain = f_.no();
        for (const Item& item : items_) {
            const End better = numbers_.greater_low(greatest, item.low);
            greatest = numbers_.choose(item.certain, numbers_.choose(any_certain, better, item.low),
                                       greatest);
            any_certain = f_.either(any_certain, item.certain);
        }
        return greatest;
    }

  private:
    Formulas& f_;
    NumberFormulas& numbers_;
    const std::vector<Item>& items_;
    const Term& is_open_;
    const End& declared_;
};

}  // namespace

void Encoder::measure_number(const Expr& expr, const model::Measure& node, const Counted& counted,
                             const Term& has_record) {
    const facts::Field& field = rules_.catalogue[node.records].fields[node.field];
    const AskedFact& list = asked(node.records);
    std::vector<Item> lows;
    std::vector<Item> highs;
    Term is_exact = f_.negated(counted.is_open);  // every record and value of it is known
    for (std::size_t i = 0; i < counted.counts.size(); ++i) {
        const NumberTerm value = known_number(asked_field(list.records[i], field), field.type);
        const Kleene& counts = counted.counts[i];
        const Term possible = f_.negated(counts.no);
        lows.push_back({value.low, counts.yes, possible});
        highs.push_back({numbers_of_.negated(value.high), counts.yes, possible});
        is_exact = f_.all({is_exact, f_.either(counts.yes, counts.no),
                           f_.either(counts.no, numbers_of_.is_single(value))});
    }
    const End declared_low = numbers_of_.end(field.type.range.low);
    const End declared_high = numbers_of_.negated(numbers_of_.end(field.type.range.high));
    const Least low(f_, numbers_of_, lows, counted.is_open, declared_low);
    const Least high(f_, numbers_of_, highs, counted.is_open, declared_high);
    const Term whole = f_.truth(field.type.whole && node.kind != MeasureKind::average);
    const NumberTerm declared{declared_low, numbers_of_.negated(declared_high), whole};
    const auto put_measure = [&](const NumberTerm& measured) {
        put(expr, numbers_of_.choose(has_record, measured, declared));
    };
    switch (node.kind) {
        case MeasureKind::total:
            put(expr, NumberTerm{low.total(), numbers_of_.negated(high.total()), whole});
            return;
        case MeasureKind::highest:
            put_measure({low.highest(), numbers_of_.negated(high.single()), whole});
            return;
        case MeasureKind::lowest:
            put_measure({low.single(), numbers_of_.negated(high.highest()), whole});
            return;
        case MeasureKind::average:
        case MeasureKind::latest:
        case MeasureKind::earliest:
            break;
    }
    // The average of what is known exactly; of anything else no more than its bounds.
    Terms made_of{counted.is_open};
    for (std::size_t i = 0; i < lows.size(); ++i) {
        made_of.insert(made_of.end(),
                       {lows[i].low.value, lows[i].low.infinite, lows[i].certain, lows[i].possible,
                        highs[i].low.value, highs[i].low.infinite});
    }
    NumberTerm average = numbers_of_.anything("average", made_of);
    f_.require(f_.negated(numbers_of_.low_less(average.low, declared_low)));
    f_.require(f_.negated(numbers_of_.low_less(numbers_of_.negated(average.high), declared_high)));
    average.whole = whole;
    Term sum = f_.number(0);
    Term value = sum;
    for (const Item& item : lows) {
        sum = f_.sum(sum, f_.choose(item.certain, item.low.value, f_.number(0)));
    }
    const Terms certain = yes_of(counted.counts);
    for (std::size_t size = 1; size <= lows.size(); ++size) {
        const Term share = f_.quotient(sum, f_.number(static_cast<std::int64_t>(size)));
        value = f_.choose(f_.at_least(certain, static_cast<std::int64_t>(size)), share, value);
    }
    put_measure(numbers_of_.choose(is_exact, numbers_of_.single(value, whole), average));
}

void Encoder::measure_last(const Expr& expr, const model::Measure& node, const Counted& counted,
                           const Term& has_record) {
    const facts::Fact& fact = rules_.catalogue[node.records];
    const facts::Field& field = fact.fields[node.field];
    const facts::Field& dated_by = fact.fields[*fact.dated_by];
    const AskedFact& list = asked(node.records);
    const bool latest = node.kind == MeasureKind::latest;
    const std::size_t size = counted.counts.size();
    std::vector<DayRangeTerm> dates;
    for (std::size_t i = 0; i < size; ++i) {
        dates.push_back(known_date(asked_field(list.records[i], dated_by), dated_by.type, true));
    }
    // A candidate: it may count, and no record that certainly counts is certainly later.
    Terms candidates;
    for (std::size_t i = 0; i < size; ++i) {
        Terms outdated;
        for (std::size_t j = 0; j < size; ++j) {
            if (i == j) continue;
            outdated.push_back(
                f_.both(counted.counts[j].yes, latest ? days_.less(dates[i].high, dates[j].low)
                                                      : days_.less(dates[j].high, dates[i].low)));
        }
        candidates.push_back(
            f_.all({has_record, f_.negated(counted.is_open), f_.negated(counted.counts[i].no),
                    f_.negated(f_.any(outdated))}));
    }
    const Term any_candidate = f_.any(candidates);
    const auto value_of = [&](std::size_t i) -> const AskedFact& {
        return asked_field(list.records[i], field);
    };
    // Every candidate says so, and there is one.
    const auto all_say = [&](const auto& says) {
        Terms parts{any_candidate};
        for (std::size_t i = 0; i < size; ++i) {
            parts.push_back(f_.either(f_.negated(candidates[i]), says(i)));
        }
        return f_.all(parts);
    };
    switch (expr.kind) {
        case model::ValueKind::truth:
        case model::ValueKind::yes_no: {
            std::vector<Kleene> values;
            for (std::size_t i = 0; i < size; ++i) {
                values.push_back(known_yes_no(value_of(i), field.type));
            }
            put(expr, Kleene{all_say([&](std::size_t i) { return values[i].yes; }),
                             all_say([&](std::size_t i) { return values[i].no; })});
            return;
        }
        case model::ValueKind::number: {
            NumberTerm hull = numbers_of_.constant(field.type.range);
            Term found = f_.no();
            for (std::size_t i = 0; i < size; ++i) {
                const NumberTerm next = known_number(value_of(i), field.type);
                hull = numbers_of_.choose(
                    candidates[i], numbers_of_.choose(found, numbers_of_.hull(hull, next), next),
                    hull);
                found = f_.either(found, candidates[i]);
            }
            put(expr, std::move(hull));
            return;
        }
        case model::ValueKind::choice: {
            CodesTerm codes;
            for (std::size_t code = 0; code < field.type.codes.size(); ++code) {
                Terms may{f_.negated(any_candidate)};
                for (std::size_t i = 0; i < size; ++i) {
                    may.push_back(
                        f_.both(candidates[i], known_codes(value_of(i), field.type).present[code]));
                }
                codes.present.push_back(f_.any(may));
            }
            put(expr, std::move(codes));
            return;
        }
        case model::ValueKind::choices: {
            std::vector<CodesTerm> values;
            for (std::size_t i = 0; i < size; ++i) {
                values.push_back(known_codes(value_of(i), field.type));
            }
            CodesTerm codes;
            for (std::size_t code = 0; code < field.type.codes.size(); ++code) {
                codes.present.push_back(
                    all_say([&](std::size_t i) { return values[i].present[code]; }));
                codes.absent.push_back(
                    all_say([&](std::size_t i) { return values[i].absent[code]; }));
            }
            put(expr, std::move(codes));
            return;
        }
        case model::ValueKind::date: {
            // Where there may be no record, none is known to lie in the past.
            DayRangeTerm hull = declared_dates(field.type);
            hull.high = days_.choose(has_record, hull.high, days_.constant(field.type.dates.high));
            Term found = f_.no();
            for (std::size_t i = 0; i < size; ++i) {
                const DayRangeTerm next =
                    known_date(value_of(i), field.type, fact.dated_by == node.field);
                const DayTerm low =
                    days_.choose(found, days_.earlier(hull.low, next.low), next.low);
                const DayTerm high =
                    days_.choose(found, days_.later(hull.high, next.high), next.high);
                hull.low = days_.choose(candidates[i], low, hull.low);
                hull.high = days_.choose(candidates[i], high, hull.high);
                found = f_.either(found, candidates[i]);
            }
            put(expr, std::move(hull));
            return;
        }
    }
}

}  // namespace caveat::proof
