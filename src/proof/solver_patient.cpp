// Declarations of facts become the variables of one patient, and what the solver finds for them
// becomes a patient again. Entrance: AskedPatient.

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

Term in_base_unit(Formulas& formulas, const Term& number, const facts::ValueType& type) {
    if (!type.unit) return number;
    Term base = number;
    if (!(type.unit->factor == Rational(1))) {
        base = formulas.product(base, formulas.number(type.unit->factor));
    }
    if (!type.unit->offset.is_zero()) {
        base = formulas.sum(base, formulas.number(type.unit->offset));
    }
    return base;
}

AskedFact::AskedFact(Formulas& formulas)
    : known(formulas.yes()),
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
    return facts_.back();
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
    fact.is_whole = std::all_of(types.begin(), types.end(),
                                [](const facts::ValueType* type) { return type->whole; });
    fact.number = fact.is_whole ? f_.as_number(f_.new_whole(fact.key)) : f_.new_number(fact.key);
    Terms allowed;
    for (const facts::ValueType* type : types) {
        allowed.push_back(between(f_, in_base_unit(f_, fact.number, *type), type->range));
    }
    f_.require(f_.any(allowed));
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

Terms AskedPatient::answered() const {
    Terms terms;
    for (const AskedFact& fact : facts_) terms.push_back(fact.known);
    return terms;
}

// What the solver found

namespace {

class ModelReader {
  public:
    explicit ModelReader(const z3::model& model) : model_(model) {}

    [[nodiscard]] bool failed() const { return failed_; }

    bool holds(const Term& term) { return model_.eval(term, true).is_true(); }

    std::int64_t whole(const Term& term) {
        std::int64_t value = 0;
        if (!model_.eval(term, true).simplify().is_numeral_i64(value)) failed_ = true;
        return value;
    }

    Decimal number(const Term& term) {
        const Term value = model_.eval(term, true).simplify();
        std::int64_t numerator = 0;
        std::int64_t denominator = 1;
        if (!value.is_numeral() || !value.numerator().is_numeral_i64(numerator) ||
            !value.denominator().is_numeral_i64(denominator)) {
            failed_ = true;
            return {};
        }
        const std::optional<Rational> exact = Rational::from(numerator, denominator);
        auto decimal = exact ? values::to_decimal(*exact) : std::nullopt;
        // A third is no decimal; whether its neighbour proves the same is for the engine to say.
        constexpr int enough_places = 6;
        if (!decimal && exact) {
            const auto near = values::round_half_away(*exact, enough_places);
            if (near) decimal = values::to_decimal(*near);
        }
        if (!decimal) failed_ = true;
        return decimal.value_or(Decimal{});
    }

    std::optional<Answer> answer(const AskedFact& fact) {
        if (!holds(fact.known)) return std::nullopt;
        switch (fact.kind) {
            case FactKind::yes_no:
                return Answer(holds(fact.yes));
            case FactKind::number:
                return Answer(number(fact.number));
            case FactKind::choice: {
                const Codes codes = codes_of(fact);
                return Answer(codes.present.empty() ? std::string() : codes.present.front());
            }
            case FactKind::choices:
                return Answer(codes_of(fact));
            case FactKind::date:
                return Answer(date_of(fact));
            case FactKind::records:
                break;
        }
        return Answer(records_of(fact));
    }

    Date date(const DayTerm& day) {
        const std::int64_t month = whole(day.month);
        Date date;
        date.year = static_cast<std::int16_t>(month / 12);
        date.month = static_cast<std::uint8_t>(month % 12 + 1);
        date.day = static_cast<std::uint8_t>(whole(day.day));
        return date;
    }

  private:
    Codes codes_of(const AskedFact& fact) {
        Codes codes;
        codes.is_complete = holds(fact.complete);
        for (std::size_t code = 0; code < fact.codes.size(); ++code) {
            if (holds(fact.present[code])) {
                codes.present.push_back(fact.codes[code]);
            } else if (!codes.is_complete && holds(fact.absent[code])) {
                codes.absent.push_back(fact.codes[code]);
            }
        }
        return codes;
    }

    Date date_of(const AskedFact& fact) {
        Date found = date(fact.day);
        if (!holds(fact.has_day)) found.day = 0;
        if (!holds(fact.has_month)) found.month = 0;
        return found;
    }

    Records records_of(const AskedFact& fact) {
        Records records;
        records.is_complete = holds(fact.complete);
        for (const AskedRecord& record : fact.records) {
            if (!holds(record.listed)) break;
            Record& found = records.list.emplace_back();
            for (const AskedFact& field : record.fields) {
                if (std::optional<Answer> value = this->answer(field)) {
                    found.fields.emplace_back(field.key, std::move(*value));
                }
            }
        }
        return records;
    }

    const z3::model& model_;
    bool failed_ = false;
};

}  // namespace

std::optional<Patient> AskedPatient::read(const z3::model& model, bool needs_as_of) const {
    ModelReader reader(model);
    Patient patient;
    if (needs_as_of) patient.as_of = reader.date(as_of_);
    for (const AskedFact& fact : facts_) {
        if (std::optional<Answer> answer = reader.answer(fact)) {
            patient.facts.emplace_back(fact.key, std::move(*answer));
        }
    }
    if (reader.failed()) return std::nullopt;
    return patient;
}

}  // namespace caveat::proof
