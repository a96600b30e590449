// What facts and fields are worth: the answer as far as it can be used, the declared range where
// there is none, and the records that stand in for a fact. The counterpart of model/answers.cpp.

#include "proof/solver_encoder.hpp"

#include <algorithm>

namespace caveat::proof {

using model::Expr;

const AskedFact& Encoder::asked(std::uint32_t fact) const {
    const facts::Fact& declared = rules_.catalogue[fact];
    return *patient_.find(declared.key, declared.type.kind);
}

const AskedFact& Encoder::asked_field(const AskedRecord& record, const facts::Field& field) const {
    const auto found =
        std::find_if(record.fields.begin(), record.fields.end(), [&](const AskedFact& each) {
            return each.key == field.key && each.kind == field.type.kind;
        });
    return *found;
}

std::size_t Encoder::code_in(const AskedFact& fact, const facts::Code& code) const {
    const auto found = std::find(fact.codes.begin(), fact.codes.end(), code.key);
    return static_cast<std::size_t>(found - fact.codes.begin());
}

Term Encoder::names_foreign(const AskedFact& fact, const facts::ValueType& type) {
    Terms foreign;
    for (std::size_t code = 0; code < fact.codes.size(); ++code) {
        if (type.find_code(fact.codes[code])) continue;
        foreign.push_back(fact.present[code]);
        if (fact.kind == FactKind::choices) {
            foreign.push_back(f_.both(f_.negated(fact.complete), fact.absent[code]));
        }
    }
    return f_.any(foreign);
}

Encoder::Use Encoder::use_of(const AskedFact& fact, const facts::ValueType& type) {
    const Term missing = f_.negated(fact.known);
    Term fits = f_.yes();
    // The variable has no other values than all versions allow.
    if (fact.is_agreed && fact.kind != FactKind::date) return {fact.known, missing};
    switch (fact.kind) {
        case FactKind::number: {
            const Kleene lies =
                numbers_of_.lies_in(numbers_of_.single(in_base_unit(f_, fact, type), f_.yes()),
                                    type.range.low, true, type.range.high, true);
            const bool must_be_whole = type.whole && !fact.is_whole;
            fits = f_.all({lies.yes, has_usable_unit(f_, fact, type),
                           must_be_whole ? f_.is_whole(in_own_unit(f_, fact, type)) : f_.yes()});
            break;
        }
        case FactKind::choice:
            fits = f_.negated(names_foreign(fact, type));
            break;
        case FactKind::date: {
            const DayRangeTerm days = answered_dates(fact, type, type.to_as_of);
            fits = days_.at_most(days.low, days.high);
            break;
        }
        case FactKind::choices:
        case FactKind::yes_no:
        case FactKind::records:
            break;
    }
    return {f_.both(fact.known, fits), missing};
}

/// Of a list with codes that this rule set does not have, those that it has count.
Term Encoder::is_answered(const AskedFact& fact, const facts::ValueType& type) {
    if (fact.kind == FactKind::choices || fact.kind == FactKind::records) return fact.known;
    if (fact.kind != FactKind::date) return use_of(fact, type).usable;
    const DayRangeTerm said = answered_dates(fact, type, type.to_as_of);
    return f_.both(fact.known, days_.at_most(said.low, said.high));
}

Kleene Encoder::known_yes_no(const AskedFact& fact, const facts::ValueType& type) {
    const Use use = use_of(fact, type);
    return {f_.both(use.usable, fact.yes), f_.both(use.usable, f_.negated(fact.yes))};
}

NumberTerm Encoder::known_number(const AskedFact& fact, const facts::ValueType& type) {
    const Use use = use_of(fact, type);
    const Term value = in_base_unit(f_, fact, type);
    // Whether a known number is whole is asked in the base unit.
    const bool is_plain =
        !type.unit || (type.unit->factor == values::Rational(1) && type.unit->offset.is_zero());
    const Term whole = fact.is_whole && is_plain ? f_.yes() : f_.is_whole(value);
    const NumberTerm known = numbers_of_.single(value, whole);
    if (use.usable.is_true()) return known;
    return numbers_of_.choose(use.usable, known, numbers_of_.constant(type.range));
}

CodesTerm Encoder::known_codes(const AskedFact& fact, const facts::ValueType& type) {
    CodesTerm codes;
    if (fact.kind == FactKind::choice) {
        const Use use = use_of(fact, type);
        for (const facts::Code& code : type.codes) {
            codes.present.push_back(
                f_.either(f_.negated(use.usable), fact.present[code_in(fact, code)]));
        }
        return codes;
    }
    // A code that is not known here leaves those that are; the rest may be anything.
    const Term foreign = names_foreign(fact, type);
    for (const facts::Code& code : type.codes) {
        const std::size_t at = code_in(fact, code);
        codes.present.push_back(fact.present[at]);
        const Term named = f_.both(f_.negated(fact.complete), fact.absent[at]);
        codes.absent.push_back(f_.choose(foreign, named, fact.absent[at]));
    }
    return codes;
}

DayRangeTerm Encoder::declared_dates(const facts::ValueType& type) {
    DayRangeTerm range{days_.constant(type.dates.low), days_.constant(type.dates.high)};
    if (!type.to_as_of) return range;
    const DayTerm& as_of = patient_.as_of();
    const Term bounds = f_.both(days_.at_most(range.low, as_of), days_.less(as_of, range.high));
    range.high = days_.choose(bounds, as_of, range.high);
    return range;
}

DayRangeTerm Encoder::answered_dates(const AskedFact& fact, const facts::ValueType& type,
                                     bool until_as_of) {
    DayTerm low = fact.day;
    DayTerm high = fact.day;
    if (!fact.has_day.is_true()) {
        const DayTerm month_low = days_.first_of_month(fact.day);
        const DayTerm month_high = days_.last_of_month(fact.day);
        low = days_.choose(fact.has_day, fact.day,
                           days_.choose(fact.has_month, month_low, days_.first_of_year(fact.day)));
        high = days_.choose(fact.has_day, fact.day,
                            days_.choose(fact.has_month, month_high, days_.last_of_year(fact.day)));
        low = days_.later(low, days_.constant(type.dates.low));
        high = days_.earlier(high, days_.constant(type.dates.high));
        if (until_as_of) high = days_.earlier(high, patient_.as_of());
        return {low, high};
    }
    // A day outside the bounds leaves none.
    Terms allowed{days_.at_most(days_.constant(type.dates.low), low),
                  days_.at_most(high, days_.constant(type.dates.high))};
    if (until_as_of) allowed.push_back(days_.at_most(high, patient_.as_of()));
    const Term is_allowed = f_.all(allowed);
    if (is_allowed.is_true()) return {low, high};
    return {low, days_.choose(is_allowed, high, days_.constant(values::first_day))};
}

DayRangeTerm Encoder::known_date(const AskedFact& fact, const facts::ValueType& type,
                                 bool dates_record) {
    const bool until_as_of = type.to_as_of || dates_record;
    const DayRangeTerm said = answered_dates(fact, type, until_as_of);
    const Term usable = f_.both(fact.known, days_.at_most(said.low, said.high));
    const DayRangeTerm declared = declared_dates(type);
    const bool is_exact = fact.has_day.is_true();
    return {days_.choose(usable, is_exact ? fact.day : said.low, declared.low),
            days_.choose(usable, is_exact ? fact.day : said.high, declared.high)};
}

void Encoder::set(const Expr& expr, const model::FactValue& node) {
    switch (expr.kind) {
        case model::ValueKind::truth:
        case model::ValueKind::yes_no:
            return fact_yes_no(expr, node);
        case model::ValueKind::number:
            return fact_number(expr, node);
        case model::ValueKind::choice:
            return fact_choice(expr, node);
        case model::ValueKind::choices:
            return fact_choices(expr, node);
        case model::ValueKind::date:
            return fact_date(expr, node);
    }
}

void Encoder::set(const Expr& expr, const model::FieldValue& node) {
    const facts::Field& field = rules_.catalogue[node.records].fields[node.field];
    const AskedFact& fact = asked_field(*record_, field);
    switch (expr.kind) {
        case model::ValueKind::truth:
        case model::ValueKind::yes_no:
            return put(expr, known_yes_no(fact, field.type));
        case model::ValueKind::number:
            return put(expr, known_number(fact, field.type));
        case model::ValueKind::choice:
        case model::ValueKind::choices:
            return put(expr, known_codes(fact, field.type));
        case model::ValueKind::date:
            return put(expr, known_date(fact, field.type,
                                        rules_.catalogue[node.records].dated_by == node.field));
    }
}

void Encoder::fact_yes_no(const Expr& expr, const model::FactValue& node) {
    const facts::ValueType& type = rules_.catalogue[node.fact].type;
    const AskedFact& fact = asked(node.fact);
    Kleene known = known_yes_no(fact, type);
    if (node.fallback != model::none) {
        const Use use = use_of(fact, type);
        const Kleene& says = yes_no(node.fallback);
        conflicts_.push_back(f_.either(f_.both(known.yes, says.no), f_.both(known.no, says.yes)));
        // Either alone decides; together they may not say different things.
        known = {f_.either(f_.both(known.yes, f_.negated(says.no)), f_.both(use.missing, says.yes)),
                 f_.either(f_.both(known.no, f_.negated(says.yes)), f_.both(use.missing, says.no))};
    }
    put(expr, std::move(known));
}

void Encoder::fact_number(const Expr& expr, const model::FactValue& node) {
    const facts::ValueType& type = rules_.catalogue[node.fact].type;
    const AskedFact& fact = asked(node.fact);
    NumberTerm known = known_number(fact, type);
    if (node.fallback != model::none) {
        const Use use = use_of(fact, type);
        const NumberTerm& records = number(node.fallback);
        const NumberFormulas::Common common = numbers_of_.intersect(known, records);
        const Term heard =
            f_.both(says_something(node.fallback), f_.either(use.usable, use.missing));
        conflicts_.push_back(f_.both(heard, f_.negated(common.exists)));
        const NumberTerm declared = numbers_of_.constant(type.range);
        known = numbers_of_.choose(
            f_.both(heard, f_.negated(common.exists)), declared,
            numbers_of_.choose(f_.both(heard, use.missing), common.range, known));
    }
    put(expr, std::move(known));
}

void Encoder::fact_choice(const Expr& expr, const model::FactValue& node) {
    const facts::ValueType& type = rules_.catalogue[node.fact].type;
    const AskedFact& fact = asked(node.fact);
    CodesTerm known = known_codes(fact, type);
    if (node.fallback != model::none) {
        const Use use = use_of(fact, type);
        const CodesTerm& records = codes(node.fallback);
        Terms common;
        for (std::size_t code = 0; code < known.present.size(); ++code) {
            common.push_back(f_.both(known.present[code], records.present[code]));
        }
        const Term conflict =
            f_.all({says_something(node.fallback), use.usable, f_.negated(f_.any(common))});
        conflicts_.push_back(conflict);
        const Term stands_in = f_.both(says_something(node.fallback), use.missing);
        for (std::size_t code = 0; code < known.present.size(); ++code) {
            known.present[code] =
                f_.either(conflict, f_.choose(stands_in, common[code], known.present[code]));
        }
    }
    put(expr, std::move(known));
}

void Encoder::fact_choices(const Expr& expr, const model::FactValue& node) {
    const facts::ValueType& type = rules_.catalogue[node.fact].type;
    const AskedFact& fact = asked(node.fact);
    CodesTerm known = known_codes(fact, type);
    if (node.fallback != model::none) {
        const Use use = use_of(fact, type);
        const CodesTerm& records = codes(node.fallback);
        Terms clashes;
        for (std::size_t code = 0; code < known.present.size(); ++code) {
            clashes.push_back(f_.both(known.present[code], records.absent[code]));
            clashes.push_back(f_.both(known.absent[code], records.present[code]));
        }
        const Term stands_in = f_.both(says_something(node.fallback), use.missing);
        const Term conflict =
            f_.all({says_something(node.fallback), f_.negated(use.missing), f_.any(clashes)});
        conflicts_.push_back(conflict);
        for (std::size_t code = 0; code < known.present.size(); ++code) {
            const auto settle = [&](const Term& answer, const Term& record) {
                return f_.both(f_.negated(conflict), f_.choose(stands_in, record, answer));
            };
            known.present[code] = settle(known.present[code], records.present[code]);
            known.absent[code] = settle(known.absent[code], records.absent[code]);
        }
    }
    put(expr, std::move(known));
}

void Encoder::fact_date(const Expr& expr, const model::FactValue& node) {
    const facts::ValueType& type = rules_.catalogue[node.fact].type;
    const AskedFact& fact = asked(node.fact);
    DayRangeTerm known = known_date(fact, type);
    if (node.fallback != model::none) {
        const Use use = use_of(fact, type);
        const DayRangeTerm& records = date(node.fallback);
        const DayTerm low = days_.later(known.low, records.low);
        const DayTerm high = days_.earlier(known.high, records.high);
        const Term exists = days_.at_most(low, high);
        const Term heard =
            f_.both(says_something(node.fallback), f_.either(use.usable, use.missing));
        const DayRangeTerm declared = declared_dates(type);
        const Term none_left = f_.both(heard, f_.negated(exists));
        const Term stands_in = f_.both(heard, use.missing);
        conflicts_.push_back(none_left);
        known.low = days_.choose(none_left, declared.low, days_.choose(stands_in, low, known.low));
        known.high =
            days_.choose(none_left, declared.high, days_.choose(stands_in, high, known.high));
    }
    put(expr, std::move(known));
}

/// Visits what is asked of the patient, facts and the fields of their records: with its type, when
/// it is there, and whether it dates its record.
template <class Visit>
void Encoder::for_each_asked(const Visit& visit) const {
    for (std::uint32_t index = 0; index < rules_.catalogue.size(); ++index) {
        const facts::Fact& declared = rules_.catalogue[index];
        const AskedFact& fact = asked(index);
        visit(fact, declared.type, f_.yes(), false);
        for (const AskedRecord& record : fact.records) {
            for (std::uint32_t field = 0; field < declared.fields.size(); ++field) {
                visit(asked_field(record, declared.fields[field]), declared.fields[field].type,
                      record.listed, declared.dated_by == field);
            }
        }
    }
}

Terms Encoder::contradictions() const {
    Terms found;
    for (const model::Impossible& each : rules_.impossible) found.push_back(truth(each.when).yes);
    const auto check = [&](const AskedFact& fact, const facts::ValueType& type, const Term& there,
                           bool) {
        if (type.exclusive.empty() || fact.kind != FactKind::choices) return;
        for (std::size_t code = 0; code < type.codes.size(); ++code) {
            if (!type.exclusive.contains(code)) continue;
            for (std::size_t i = 0; i < fact.codes.size(); ++i) {
                if (fact.codes[i] == type.codes[code].key) {
                    found.push_back(
                        f_.all({there, fact.known, fact.present[i], f_.at_least(fact.present, 2)}));
                }
            }
        }
    };
    for_each_asked(check);
    return found;
}

Term Encoder::has_problems() {
    Terms problems = conflicts_;
    for (Term& each : contradictions()) problems.push_back(std::move(each));
    const auto check = [&](const AskedFact& fact, const facts::ValueType& type, const Term& there,
                           bool dates_record) {
        Term usable = use_of(fact, type).usable;
        if (fact.kind == FactKind::choices) usable = f_.negated(names_foreign(fact, type));
        if (fact.kind == FactKind::date) {
            const DayRangeTerm said = answered_dates(fact, type, type.to_as_of || dates_record);
            usable = days_.at_most(said.low, said.high);
        }
        problems.push_back(f_.all({there, fact.known, f_.negated(usable)}));
    };
    for_each_asked(check);
    return f_.any(problems);
}

}  // namespace caveat::proof
