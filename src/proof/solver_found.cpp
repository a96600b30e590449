// What the solver has found for the variables of a patient becomes a patient. Entrance:
// AskedPatient::read.

#include "proof/solver_patient.hpp"
#include "values/rational.hpp"

#include <optional>
#include <utility>

namespace caveat::proof {

using values::Rational;

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
        if (holds(fact.null)) return Answer(NotKnown());
        if (!holds(fact.known)) return std::nullopt;
        switch (fact.kind) {
            case FactKind::yes_no:
                return Answer(holds(fact.yes));
            case FactKind::number:
                return number_of(fact);
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
    Answer number_of(const AskedFact& fact) {
        const Decimal digits = number(fact.number);
        for (const auto& [unit, is_named] : fact.named_units) {
            if (holds(is_named)) return Quantity{digits, unit.symbol};
        }
        return digits;
    }

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
