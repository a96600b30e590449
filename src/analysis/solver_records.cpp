// Counts and measures over records as terms, one record after the other: the counterpart of
// model/measures.cpp.

#include "analysis/solver_encoder.hpp"

#include <algorithm>
#include <utility>

namespace caveat::analysis {

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

void Encoder::set(const Expr& expr, const model::RecordsAtLeast& node) {
    const Counted counted = count(node.records, node.where);
    const Term reachable = f_.at_least(may_be(f_, counted.counts), node.count);
    put(expr, Kleene{f_.at_least(yes_of(counted.counts), node.count),
                     f_.both(f_.negated(counted.is_open), f_.negated(reachable))});
}

void Encoder::set(const Expr& expr, const model::RecordsAtMost& node) {
    const Counted listed = count(node.records, {});
    Counted excluded = count(node.records, node.where_not);
    Terms may_count;
    Terms certainly;
    for (std::size_t i = 0; i < listed.counts.size(); ++i) {
        const bool all_count = node.where_not.body == model::none;
        const Kleene is_excluded = all_count ? f_.known(false) : excluded.counts[i];
        may_count.push_back(f_.both(listed.counts[i].yes, f_.negated(is_excluded.yes)));
        certainly.push_back(f_.both(listed.counts[i].yes, is_excluded.no));
    }
    put(expr, Kleene{f_.both(f_.negated(listed.is_open),
                             f_.negated(f_.at_least(may_count, node.count + 1))),
                     f_.at_least(certainly, node.count + 1)});
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
    put(expr, NumberTerm{{low, f_.no()}, {high, counted.is_open}, f_.yes(), f_.known(true)});
}

void Encoder::set(const Expr& expr, const model::Measure& node) {
    const Counted counted = count(node.records, node.where);
    if (node.kind == MeasureKind::latest || node.kind == MeasureKind::earliest) {
        measure_last(expr, node, counted);
    } else {
        measure_number(expr, node, counted);
    }
}

Kleene Encoder::has_value(const Counted& counted) {
    const Term certain = f_.any(yes_of(counted.counts));
    const Term possible = f_.either(counted.is_open, f_.any(may_be(f_, counted.counts)));
    return {certain, f_.negated(possible)};
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
    Least(Formulas& formulas, Numbers& numbers, const std::vector<Item>& items, const Term& is_open,
          const End& declared)
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
        Term is_empty = f_.yes();
        for (const Item& item : items_) {
            const Term added =
                f_.either(item.certain, f_.both(item.possible, is_below_zero(item.low)));
            sum = f_.sum(sum, f_.choose(added, item.low.value, zero));
            infinite = f_.either(infinite, f_.both(added, item.low.infinite));
            is_empty = f_.both(is_empty, f_.negated(added));
        }
        const End all{sum, infinite};
        return numbers_.choose(f_.both(is_empty, f_.negated(infinite)), single(), all);
    }

    [[nodiscard]] End highest() const {
        End greatest{f_.number(0), f_.no()};
        Term any_certain = f_.no();
        for (const Item& item : items_) {
            const End better = numbers_.greater_low(greatest, item.low);
            greatest = numbers_.choose(item.certain, numbers_.choose(any_certain, better, item.low),
                                       greatest);
            any_certain = f_.either(any_certain, item.certain);
        }
        return numbers_.choose(any_certain, greatest, single());
    }

  private:
    Formulas& f_;
    Numbers& numbers_;
    const std::vector<Item>& items_;
    const Term& is_open_;
    const End& declared_;
};

}  // namespace

void Encoder::measure_number(const Expr& expr, const model::Measure& node, const Counted& counted) {
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
    const Kleene exists = has_value(counted);
    const auto put_ends = [&](const End& least, const End& mirrored) {
        put(expr, NumberTerm{least, numbers_of_.negated(mirrored), whole, exists});
    };
    switch (node.kind) {
        case MeasureKind::total:
            put_ends(low.total(), high.total());
            return;
        case MeasureKind::highest:
            put_ends(low.highest(), high.single());
            return;
        case MeasureKind::lowest:
            put_ends(low.single(), high.highest());
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
    average.has_value = exists;
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
    NumberTerm exact = numbers_of_.single(value, whole);
    exact.has_value = exists;
    put(expr, numbers_of_.choose(f_.both(is_exact, exists.yes), exact, average));
}

void Encoder::measure_last(const Expr& expr, const model::Measure& node, const Counted& counted) {
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
        candidates.push_back(f_.all({f_.negated(counted.is_open), f_.negated(counted.counts[i].no),
                                     f_.negated(f_.any(outdated))}));
    }
    const Term any_candidate = f_.any(candidates);
    const Kleene exists = has_value(counted);
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
            std::vector<YesNoTerm> values;
            for (std::size_t i = 0; i < size; ++i) {
                values.push_back(known_yes_no(value_of(i), field.type));
            }
            put(expr, YesNoTerm{{all_say([&](std::size_t i) { return values[i].truth.yes; }),
                                 all_say([&](std::size_t i) { return values[i].truth.no; })},
                                exists});
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
            hull.has_value = exists;
            put(expr, std::move(hull));
            return;
        }
        case model::ValueKind::choice: {
            CodesTerm codes{{}, {}, exists};
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
            CodesTerm codes{{}, {}, exists};
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
            DayRangeTerm hull = declared_dates(field.type);
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
            hull.has_value = exists;
            put(expr, std::move(hull));
            return;
        }
    }
}

}  // namespace caveat::analysis
