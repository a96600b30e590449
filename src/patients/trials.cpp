// From what a rule tells apart to answers that differ for it. Entrance: `TrialMaker::trials`.

#include "patients/trials.hpp"

#include <algorithm>

namespace caveat::patients {

namespace {

using facts::Value;
using values::Bound;
using values::Rational;

/// Whole numbers are tried one by one where there are no more than this.
constexpr std::int64_t most_whole_numbers = 64;
/// Lists of codes that are tried for one fact.
constexpr std::size_t most_code_lists = 512;
/// Codes of which every list is tried.
constexpr std::size_t few_codes = 6;

Value answered() {
    Value value;
    value.given = facts::Given::answered;
    return value;
}

/// Numbers to try within a range; what overflows is left out.
class NumberSet {
  public:
    explicit NumberSet(const values::Range& range) : range_(range) {}
    /// is_between  it stands for all numbers from one turn of a test to the next
    void add(const std::optional<Rational>& number, bool is_between = false) {
        if (number && Bound(*number) >= range_.low && Bound(*number) <= range_.high) {
            numbers_.emplace_back(*number, is_between);
        }
    }
    [[nodiscard]] std::vector<Trial> trials() {
        std::sort(numbers_.begin(), numbers_.end());
        std::vector<Trial> trials;
        for (const auto& [number, is_between] : numbers_) {
            if (!trials.empty() && trials.back().value.number == number) continue;
            Trial& trial = trials.emplace_back();
            trial.value = answered();
            trial.value.number = number;
            trial.is_between = is_between;
        }
        return trials;
    }

  private:
    const values::Range& range_;
    std::vector<std::pair<Rational, bool>> numbers_;
};

/// Steps from one end of a range to the other, or some steps from its end.
void add_grid(const values::Range& range, const Rational& step, NumberSet& set) {
    constexpr std::int64_t pieces = 16;
    const bool has_low = range.low.is_finite();
    const bool has_high = range.high.is_finite();
    const Rational low = has_low ? range.low.value : Rational(0);
    std::optional<Rational> piece = step;
    if (has_low && has_high) {
        piece = values::subtract(range.high.value, low);
        if (piece) piece = values::divide(*piece, pieces);
    }
    for (std::int64_t i = -pieces; i <= pieces && piece; ++i) {
        const auto offset = values::multiply(*piece, i);
        if (offset) set.add(values::add(has_low || !has_high ? low : range.high.value, *offset));
    }
}

std::optional<Rational> middle(const Rational& a, const Rational& b) {
    const auto sum = values::add(a, b);
    return sum ? values::divide(*sum, 2) : std::nullopt;
}

/// All of a few whole numbers, or those at the turns of the tests. True if all.
bool add_whole_numbers(const facts::ValueType& type, const std::vector<Rational>& turns,
                       NumberSet& set) {
    // Whole in the unit of the fact, which need not be whole in the base unit.
    const values::Unit unit = type.unit.value_or(values::Unit{});
    const auto own = [&](const Bound& base) {
        return base.is_finite() ? values::from_base(base.value, unit) : std::nullopt;
    };
    const auto low = own(type.range.low);
    const auto high = own(type.range.high);
    const auto span = low && high ? values::subtract(*high, *low) : std::nullopt;
    const bool all = span && *span < Rational(most_whole_numbers);
    for (std::int64_t i = 0; all && i <= most_whole_numbers; ++i) {
        const auto each = values::add(values::ceil(*low), i);
        if (each && *each <= *high) set.add(values::to_base(*each, unit));
    }
    for (const Rational& turn : turns) {
        const auto at = values::from_base(turn, unit);
        for (std::int64_t by = -1; at && by <= 1; ++by) {
            for (const Rational& whole : {values::floor(*at), values::ceil(*at)}) {
                const auto each = values::add(whole, by);
                if (each) set.add(values::to_base(*each, unit));
            }
        }
    }
    return all;
}

/// The turns of the tests, and a number between each two of them.
void add_fractions(const std::vector<Rational>& turns, const Rational& step, NumberSet& set) {
    for (std::size_t i = 0; i < turns.size(); ++i) {
        set.add(turns[i]);
        if (i + 1 < turns.size()) set.add(middle(turns[i], turns[i + 1]), true);
    }
    set.add(values::subtract(turns.front(), step), true);
    set.add(values::add(turns.back(), step), true);
}

/// The codes that every test treats alike.
std::vector<std::vector<std::uint32_t>> alike(const facts::ValueType& type,
                                              const AnswerUses& uses) {
    std::vector<std::vector<std::uint32_t>> classes;
    std::vector<std::vector<bool>> signatures;
    for (std::uint32_t code = 0; code < type.codes.size(); ++code) {
        std::vector<bool> signature{type.exclusive.contains(code)};
        for (const facts::CodeSet& set : uses.codes) signature.push_back(set.contains(code));
        const auto known = std::find(signatures.begin(), signatures.end(), signature);
        if (known == signatures.end()) {
            signatures.push_back(signature);
            classes.push_back({code});
        } else {
            classes[static_cast<std::size_t>(known - signatures.begin())].push_back(code);
        }
    }
    return classes;
}

Value code_list(const facts::CodeSet& present, const facts::CodeSet& all) {
    Value value = answered();
    value.present = present;
    value.absent = all - present;
    return value;
}

/// Of every class none, one or all of its codes, or any number where they are counted; the codes
/// that the patient has come first.
std::vector<facts::CodeSet> lists_of(const facts::ValueType& type, const AnswerUses& uses,
                                     const facts::CodeSet& now, bool& is_complete) {
    std::vector<facts::CodeSet> lists{facts::CodeSet{}};
    std::vector<std::vector<std::uint32_t>> classes = alike(type, uses);
    if (type.codes.size() <= few_codes) {
        classes.clear();
        for (std::uint32_t code = 0; code < type.codes.size(); ++code) classes.push_back({code});
    }
    for (std::vector<std::uint32_t>& codes : classes) {
        std::sort(codes.begin(), codes.end(), [&](std::uint32_t a, std::uint32_t b) {
            return now.contains(a) == now.contains(b) ? a < b : now.contains(a);
        });
        const std::vector<facts::CodeSet> before = lists;
        facts::CodeSet chosen;
        for (std::size_t count = 1; count <= codes.size(); ++count) {
            chosen.insert(codes[count - 1]);
            if (!uses.is_counted && count != 1 && count != codes.size()) continue;
            if (lists.size() + before.size() > most_code_lists) {
                is_complete = false;
                break;
            }
            for (const facts::CodeSet& list : before) lists.push_back(list | chosen);
        }
    }
    std::erase_if(lists, [&](const facts::CodeSet& list) {
        return list.meets(type.exclusive) && list.size() > 1;
    });
    return lists;
}

Trials code_lists(const facts::ValueType& type, const AnswerUses& uses, const Value& now) {
    Trials trials;
    const facts::CodeSet had = now.given == facts::Given::answered ? now.present : facts::CodeSet{};
    const std::vector<facts::CodeSet> lists = lists_of(type, uses, had, trials.is_complete);
    // The least different first, then in the order of the file.
    std::vector<std::pair<std::size_t, std::size_t>> order;
    for (std::size_t i = 0; i < lists.size(); ++i) {
        order.emplace_back(((lists[i] - had) | (had - lists[i])).size(), i);
    }
    std::sort(order.begin(), order.end());
    for (const auto& [difference, i] : order) {
        trials.answers.push_back({code_list(lists[i], type.all_codes()), {}, {}, false});
    }
    return trials;
}

Trials codes(const facts::ValueType& type, const AnswerUses& uses) {
    Trials trials;
    for (const std::vector<std::uint32_t>& alike_codes : alike(type, uses)) {
        Value value = answered();
        value.code = alike_codes.front();
        trials.answers.push_back({value, {}, {}, false});
    }
    return trials;
}

}  // namespace

Trials TrialMaker::numbers(const facts::ValueType& type, const AnswerUses& uses) const {
    Trials trials;
    trials.is_ordered = true;
    const values::Unit unit = type.unit.value_or(values::Unit{});
    NumberSet set(type.range);
    std::vector<Rational> turns = uses.thresholds;
    if (type.range.low.is_finite()) turns.push_back(type.range.low.value);
    if (type.range.high.is_finite()) turns.push_back(type.range.high.value);
    if (turns.empty()) turns.emplace_back(0);
    std::sort(turns.begin(), turns.end());
    turns.erase(std::unique(turns.begin(), turns.end()), turns.end());
    trials.is_complete = !uses.is_entangled;
    if (type.whole) {
        trials.is_complete = add_whole_numbers(type, turns, set) || trials.is_complete;
        if (!trials.is_complete) {
            for (std::int64_t each = 0; each <= most_whole_numbers / 2; ++each) {
                set.add(values::to_base(each, unit));
            }
        }
    } else {
        add_fractions(turns, unit.factor, set);
        if (uses.is_entangled) add_grid(type.range, unit.factor, set);
    }
    trials.answers = set.trials();
    return trials;
}

Trials TrialMaker::days(const facts::ValueType& type, const AnswerUses& uses,
                        bool ends_today) const {
    Trials trials;
    trials.is_ordered = true;
    trials.is_complete = !uses.is_entangled;
    values::DateRange range = type.dates;
    const auto today = profile_.as_of;
    if (ends_today && today) range.high = std::min(range.high, *today);
    std::vector<values::Day> turns = uses.days;
    turns.push_back(range.low);
    turns.push_back(range.high);
    if (today) {
        turns.push_back(*today);
        for (const auto& [unit, count] : uses.times) {
            turns.push_back(values::add(*today, -count, unit));
        }
    }
    if (uses.is_entangled) {
        for (std::uint32_t fact = 0; fact < rules_.catalogue.size(); ++fact) {
            const Value other = profile_.value(fact);
            if (other.given != facts::Given::answered) continue;
            turns.push_back(other.dates.low);
            turns.push_back(other.dates.high);
        }
    }
    // Months end on different days: the turn lies within three days of the one computed.
    constexpr values::Day slack = 4;
    std::vector<values::Day> days;
    for (const values::Day turn : turns) {
        for (values::Day by = -slack; by <= slack; ++by) {
            const auto day = static_cast<std::int64_t>(turn) + by;
            if (day < range.low || day > range.high) continue;
            days.push_back(static_cast<values::Day>(day));
        }
    }
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    for (const values::Day day : days) {
        Value value = answered();
        value.dates = {day, day};
        trials.answers.push_back({value, {}, {}, false});
    }
    return trials;
}

Trials TrialMaker::plain_trials(const facts::ValueType& type, const AnswerUses& uses,
                                const Value& now, bool ends_today) const {
    switch (type.kind) {
        case FactKind::yes_no: {
            Trials trials;
            for (const Truth truth : {Truth::yes, Truth::no}) {
                Value value = answered();
                value.truth = truth;
                trials.answers.push_back({value, {}, {}, false});
            }
            return trials;
        }
        case FactKind::number:
            return numbers(type, uses);
        case FactKind::choice:
            return codes(type, uses);
        case FactKind::choices:
            return code_lists(type, uses, now);
        case FactKind::date:
            return days(type, uses, ends_today);
        case FactKind::records:
            break;
    }
    return {};
}

Trials TrialMaker::trials(std::uint32_t fact) const {
    const facts::ValueType& type = rules_.catalogue[fact].type;
    if (type.kind == FactKind::records) return lists(fact);
    return plain_trials(type, uses_.of({fact, {}}), profile_.value(fact), type.to_as_of);
}

}  // namespace caveat::patients
