// A patient who proves something becomes one who is no longer than it takes. Entrance: shortest.

#include "patients/shrinking.hpp"
#include "values/rational.hpp"

#include <cstddef>
#include <iterator>
#include <utility>

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

    bool shorten(Answer& answer) {
        switch (answer.kind) {
            case FactKind::number:
                return round(answer);
            case FactKind::choices: {
                const bool fewer = drop_members(answer.present);
                return drop_members(answer.absent) || fewer;
            }
            case FactKind::records: {
                bool has_changed = drop_members(answer.records);
                for (Record& record : answer.records) {
                    has_changed = drop_members(record.fields) || has_changed;
                    for (auto& [key, value] : record.fields) {
                        has_changed = shorten(value) || has_changed;
                    }
                }
                return has_changed;
            }
            case FactKind::date:
                return move_to_today(answer);
            case FactKind::yes_no:
            case FactKind::choice:
                break;
        }
        return false;
    }

    /// The day of the screening, where that proves as much: nobody wonders why it is another.
    bool move_to_today(Answer& answer) {
        if (!patient_.as_of || answer.date == *patient_.as_of) return false;
        const Date before = answer.date;
        answer.date = *patient_.as_of;
        if (proves_(patient_)) return true;
        answer.date = before;
        return false;
    }

    /// A number that is easier to read and proves as much.
    bool round(Answer& answer) {
        const Decimal before = answer.number;
        const auto exact = values::Rational::from(before);
        if (!exact) return false;
        for (int places = 0; places < before.scale; ++places) {
            const auto rounded = values::round_half_away(*exact, places);
            const auto shorter = rounded ? values::to_decimal(*rounded) : std::nullopt;
            if (!shorter) continue;
            answer.number = *shorter;
            if (proves_(patient_)) return true;
        }
        answer.number = before;
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
