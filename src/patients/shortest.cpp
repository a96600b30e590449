// A patient who proves something becomes one who is no longer than it takes. Entrance: shortest.

#include "patients/shrinking.hpp"
#include "values/rational.hpp"

#include <cstddef>
#include <iterator>
#include <utility>
#include <variant>

namespace caveat::patients {

namespace {

class Shortening {
  public:
    Shortening(Patient patient, const std::function<bool(const Patient&)>& proves)
        : patient_(std::move(patient)), proves_(proves) {}

    Patient run() {
        bool has_changed = true;
        while (has_changed) {
            has_changed = drop_members(patient_.facts);
            for (auto& [key, answer] : patient_.facts) {
                has_changed = shorten(answer) || has_changed;
            }
        }
        return patient_;
    }

  private:
    template <class List>
    bool drop_members(List& list) {
        return drop_runs(0, list.size(), [&](std::size_t begin, std::size_t end) {
            return does_without(list, begin, end);
        });
    }

    template <class List>
    bool does_without(List& list, std::size_t begin, std::size_t end) {
        const auto first = list.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto last = list.begin() + static_cast<std::ptrdiff_t>(end);
        List run(std::make_move_iterator(first), std::make_move_iterator(last));
        list.erase(first, last);
        if (proves_(patient_)) return true;
        list.insert(list.begin() + static_cast<std::ptrdiff_t>(begin),
                    std::make_move_iterator(run.begin()), std::make_move_iterator(run.end()));
        return false;
    }

    /// By kind of answer; others are as short as can be.
    bool shorten(Answer& answer) {
        if (auto* const number = std::get_if<Decimal>(&answer.value)) return round(*number);
        if (auto* const quantity = std::get_if<Quantity>(&answer.value)) {
            return round(quantity->value);
        }
        if (auto* const date = std::get_if<Date>(&answer.value)) return move_to_today(*date);
        if (auto* const codes = std::get_if<Codes>(&answer.value)) {
            const bool fewer = drop_members(codes->present);
            return drop_members(codes->absent) || fewer;
        }
        auto* const records = std::get_if<Records>(&answer.value);
        if (records == nullptr) return false;
        bool has_changed = drop_members(records->list);
        for (Record& record : records->list) {
            has_changed = drop_members(record.fields) || has_changed;
            for (auto& [key, value] : record.fields) has_changed = shorten(value) || has_changed;
        }
        return has_changed;
    }

    /// The day of the screening, where that proves as much: nobody wonders why it is another.
    bool move_to_today(Date& date) {
        if (!patient_.as_of || date == *patient_.as_of) return false;
        const Date before = std::exchange(date, *patient_.as_of);
        if (proves_(patient_)) return true;
        date = before;
        return false;
    }

    /// A number that is easier to read and proves as much.
    bool round(Decimal& number) {
        const Decimal before = number;
        const auto exact = values::Rational::from(before);
        if (!exact) return false;
        for (int places = 0; places < before.scale; ++places) {
            const auto rounded = values::round_half_away(*exact, places);
            const auto shorter = rounded ? values::to_decimal(*rounded) : std::nullopt;
            if (!shorter) continue;
            number = *shorter;
            if (proves_(patient_)) return true;
        }
        number = before;
        return false;
    }

    Patient patient_;
    const std::function<bool(const Patient&)>& proves_;
};

}  // namespace

Patient shortest(const Patient& patient, const std::function<bool(const Patient&)>& proves) {
    return Shortening(patient, proves).run();
}

}  // namespace caveat::patients
