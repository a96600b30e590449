// Declarations of facts become the variables of one patient. Entrance: AskedPatient. What the
// solver finds for them is read in solver_found.cpp.

#include "proof/solver_patient.hpp"

#include "values/range.hpp"
#include "values/rational.hpp"

#include <algorithm>

namespace caveat::proof {

using values::Rational;

namespace {

// Screenings of these days are looked at.
constexpr values::Day first_as_of = values::day_number(1900, 1, 1);
constexpr values::Day last_as_of = values::day_number(2199, 12, 31);

Term between(Formulas& formulas, const Term& value, const values::Range& range) {
    Terms parts;
    if (range.low.is_finite()) {
        parts.push_back(formulas.at_most(formulas.number(range.low.value), value));
    }
    if (range.high.is_finite()) {
        parts.push_back(formulas.at_most(value, formulas.number(range.high.value)));
    }
    return formulas.all(parts);
}

bool allows_the_same(const facts::ValueType& a, const facts::ValueType& b) {
    return a.range == b.range && a.whole == b.whole && a.unit == b.unit &&
           std::equal(a.codes.begin(), a.codes.end(), b.codes.begin(), b.codes.end(),
                      [](const facts::Code& x, const facts::Code& y) { return x.key == y.key; });
}

}  // namespace

namespace {

Term to_base(Formulas& formulas, const Term& number, const std::optional<values::Unit>& unit) {
    if (!unit) return number;
    Term base = number;
    if (!(unit->factor == Rational(1))) {
        base = formulas.product(base, formulas.number(unit->factor));
    }
    if (!unit->offset.is_zero()) base = formulas.sum(base, formulas.number(unit->offset));
    return base;
}

bool can_be_in(const facts::ValueType& type, const values::Unit& unit) {
    return type.unit && values::is_same_kind(*type.unit, unit);
}

}  // namespace

Term in_base_unit(Formulas& formulas, const AskedFact& fact, const facts::ValueType& type) {
    Term base = to_base(formulas, fact.number, type.unit);
    for (const auto& [unit, is_named] : fact.named_units) {
        if (!can_be_in(type, unit)) continue;
        base = formulas.choose(is_named, to_base(formulas, fact.number, unit), base);
    }
    return base;
}

Term in_own_unit(Formulas& formulas, const AskedFact& fact, const facts::ValueType& type) {
    if (fact.named_units.empty() || !type.unit) return fact.number;
    const Term base = in_base_unit(formulas, fact, type);
    return formulas.quotient(formulas.sum(base, formulas.minus(formulas.number(type.unit->offset))),
                             formulas.number(type.unit->factor));
}

Term has_usable_unit(Formulas& formulas, const AskedFact& fact, const facts::ValueType& type) {
    Terms others;
    for (const auto& [unit, is_named] : fact.named_units) {
        if (!can_be_in(type, unit)) others.push_back(is_named);
    }
    return formulas.negated(formulas.any(others));
}

AskedFact::AskedFact(Formulas& formulas)
    : known(formulas.yes()),
      null(formulas.no()),
      yes(formulas.no()),
      number(formulas.number(0)),
      complete(formulas.yes()),
      day{formulas.whole(0), formulas.whole(1)},
      has_day(formulas.yes()),
      has_month(formulas.yes()) {}

AskedPatient::AskedPatient(Formulas& formulas, const Population& population)
    : f_(formulas),
      days_(formulas),
      population_(population),
      as_of_(days_.variable("as of", first_as_of, last_as_of)) {}

AskedFact& AskedPatient::add(const std::vector<const facts::Fact*>& versions) {
    const facts::Fact& first = *versions.front();
    by_key_.emplace(first.key, facts_.size());
    if (first.type.kind == FactKind::records) {
        AskedFact fact(f_);
        fact.key = first.key;
        fact.kind = FactKind::records;
        add_records(fact, versions);
        facts_.push_back(std::move(fact));
    } else {
        std::vector<const facts::ValueType*> types;
        for (const facts::Fact* version : versions) types.push_back(&version->type);
        facts_.push_back(variable(first.key, types));
    }
    AskedFact& added = facts_.back();
    if (population_.is_partly_answered && population_.has_nulls) {
        added.null = f_.new_truth(first.key + " null");
        f_.require(f_.negated(f_.both(added.null, added.known)));
    }
    return added;
}

const AskedFact* AskedPatient::find(const std::string& key, FactKind kind) const {
    const auto [begin, end] = by_key_.equal_range(key);
    for (auto each = begin; each != end; ++each) {
        if (facts_[each->second].kind == kind) return &facts_[each->second];
    }
    return nullptr;
}

AskedFact AskedPatient::variable(const std::string& key,
                                 const std::vector<const facts::ValueType*>& types) {
    AskedFact fact(f_);
    fact.key = key;
    fact.kind = types.front()->kind;
    fact.is_agreed = std::all_of(types.begin(), types.end(), [&](const facts::ValueType* type) {
        return allows_the_same(*type, *types.front());
    });
    if (population_.is_partly_answered) fact.known = f_.new_truth(key + " known");
    switch (fact.kind) {
        case FactKind::yes_no:
            fact.yes = f_.new_truth(key);
            break;
        case FactKind::number:
            add_number(fact, types);
            break;
        case FactKind::choice:
        case FactKind::choices:
            add_codes(fact, types);
            break;
        case FactKind::date:
            add_date(fact, types);
            break;
        case FactKind::records:
            break;
    }
    return fact;
}

void AskedPatient::add_number(AskedFact& fact, const std::vector<const facts::ValueType*>& types) {
    add_named_units(fact, types);
    fact.is_whole = fact.named_units.empty() &&
                    std::all_of(types.begin(), types.end(),
                                [](const facts::ValueType* type) { return type->whole; });
    fact.number = fact.is_whole ? f_.as_number(f_.new_whole(fact.key)) : f_.new_number(fact.key);
    Terms allowed;
    for (const facts::ValueType* type : types) {
        allowed.push_back(f_.both(has_usable_unit(f_, fact, *type),
                                  between(f_, in_base_unit(f_, fact, *type), type->range)));
    }
    f_.require(f_.any(allowed));
}

/// A number that names its unit is the same amount for every version, and one that does not may be
/// another for each. One unit of each kind stands for all of that kind.
void AskedPatient::add_named_units(AskedFact& fact,
                                   const std::vector<const facts::ValueType*>& types) {
    const auto has_unit_of_first = [&](const facts::ValueType* type) {
        return type->unit == types.front()->unit;
    };
    if (std::all_of(types.begin(), types.end(), has_unit_of_first)) return;
    Terms named;
    for (const facts::ValueType* type : types) {
        if (!type->unit) continue;
        const bool is_there = std::any_of(
            fact.named_units.begin(), fact.named_units.end(),
            [&](const auto& each) { return values::is_same_kind(each.first, *type->unit); });
        if (is_there) continue;
        named.push_back(f_.new_truth(fact.key + " in " + type->unit->symbol));
        fact.named_units.emplace_back(*type->unit, named.back());
    }
    f_.require(f_.negated(f_.at_least(named, 2)));
}

void AskedPatient::add_codes(AskedFact& fact, const std::vector<const facts::ValueType*>& types) {
    for (const facts::ValueType* type : types) {
        for (const facts::Code& code : type->codes) {
            const auto found = std::find(fact.codes.begin(), fact.codes.end(), code.key);
            if (found == fact.codes.end()) fact.codes.push_back(code.key);
        }
    }
    const bool is_list = fact.kind == FactKind::choices;
    if (is_list && population_.is_partly_answered) {
        fact.complete = f_.new_truth(fact.key + " complete");
        f_.require(f_.either(f_.negated(fact.complete), fact.known));
    }
    for (const std::string& code : fact.codes) {
        const Term present = f_.new_truth(fact.key + " " + code);
        fact.present.push_back(present);
        if (!is_list) continue;
        f_.require(f_.either(f_.negated(present), fact.known));
        if (!population_.is_partly_answered) {
            fact.absent.push_back(f_.negated(present));
            continue;
        }
        const Term absent = f_.new_truth(fact.key + " no " + code);
        f_.require(f_.either(f_.negated(absent), fact.known));
        f_.require(f_.negated(f_.both(present, absent)));
        f_.require(f_.any({f_.negated(fact.complete), present, absent}));
        fact.absent.push_back(absent);
    }
    if (is_list) return stand_alone(fact, types);
    f_.require(f_.any(fact.present));
    f_.require(f_.negated(f_.at_least(fact.present, 2)));
}

/// A code that stands alone leaves no other, said or not.
void AskedPatient::stand_alone(AskedFact& fact, const std::vector<const facts::ValueType*>& types) {
    for (const facts::ValueType* type : types) {
        if (type->exclusive.empty()) continue;
        const auto is_exclusive = [&](const std::string& key) {
            const auto code = type->find_code(key);
            return code && type->exclusive.contains(*code);
        };
        for (std::size_t i = 0; i < fact.codes.size(); ++i) {
            if (!is_exclusive(fact.codes[i])) continue;
            for (std::size_t other = 0; other < fact.codes.size(); ++other) {
                if (other == i) continue;
                f_.require(f_.either(f_.negated(fact.present[i]), fact.absent[other]));
                f_.require(f_.either(f_.negated(fact.present[other]), fact.absent[i]));
            }
        }
    }
}

void AskedPatient::add_date(AskedFact& fact, const std::vector<const facts::ValueType*>& types) {
    values::Day first = values::last_day;
    values::Day last = values::first_day;
    for (const facts::ValueType* type : types) {
        first = std::min(first, type->dates.low);
        last = std::max(last, type->dates.high);
    }
    // Of a month or year that is known, the day stands for those within the bounds.
    fact.day = days_.variable(fact.key, first, last);
    if (!population_.is_partly_answered) return;
    fact.has_day = f_.new_truth(fact.key + " has day");
    fact.has_month = f_.new_truth(fact.key + " has month");
    f_.require(f_.either(f_.negated(fact.has_day), fact.has_month));
}

void AskedPatient::add_records(AskedFact& fact, const std::vector<const facts::Fact*>& versions) {
    if (population_.is_partly_answered) {
        fact.known = f_.new_truth(fact.key + " known");
        fact.complete = f_.new_truth(fact.key + " complete");
        f_.require(f_.either(f_.negated(fact.complete), fact.known));
    }
    for (std::size_t index = 0; index < population_.most_records; ++index) {
        AskedRecord record{f_.new_truth(fact.key + " listed"), {}};
        const Term before = index == 0 ? fact.known : fact.records.back().listed;
        f_.require(f_.either(f_.negated(record.listed), before));
        constexpr std::size_t kinds = 4;  // such as readings of four days
        if (population_.has_alike_records && index >= kinds) {
            record.fields = fact.records[index % kinds].fields;
            fact.records.push_back(std::move(record));
            continue;
        }
        for (const facts::Fact* version : versions) {
            for (const facts::Field& field : version->fields) {
                const auto same = [&](const AskedFact& known) {
                    return known.key == field.key && known.kind == field.type.kind;
                };
                if (std::any_of(record.fields.begin(), record.fields.end(), same)) continue;
                std::vector<const facts::ValueType*> types;
                for (const facts::Fact* other : versions) {
                    for (const facts::Field& its : other->fields) {
                        if (its.key == field.key && its.type.kind == field.type.kind) {
                            types.push_back(&its.type);
                        }
                    }
                }
                record.fields.push_back(variable(field.key, types));
            }
        }
        fact.records.push_back(std::move(record));
    }
}

Term AskedPatient::has_short_numbers() const {
    constexpr std::int64_t hundredth = 100;
    Terms parts;
    const auto add = [&](const AskedFact& fact) {
        if (fact.kind != FactKind::number || fact.is_whole) return;
        parts.push_back(f_.is_whole(f_.product(fact.number, f_.number(hundredth))));
    };
    for (const AskedFact& fact : facts_) {
        add(fact);
        for (const AskedRecord& record : fact.records) {
            for (const AskedFact& field : record.fields) add(field);
        }
    }
    return f_.all(parts);
}

Terms AskedPatient::answered() {
    Terms terms;
    for (const AskedFact& fact : facts_) terms.push_back(f_.either(fact.known, fact.null));
    return terms;
}

}  // namespace caveat::proof
