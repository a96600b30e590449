// From the tests of a rule set to answers worth trying. Entrance: Candidates.

#include "patients/candidates.hpp"

#include "model/walk.hpp"

#include <algorithm>
#include <initializer_list>
#include <unordered_set>
#include <utility>

namespace caveat::patients {

namespace {

constexpr std::size_t most_codes = 24;     ///< of one choices fact that are tried one by one
constexpr std::size_t most_answers = 400;  ///< of one fact
constexpr std::int64_t small_range = 12;   ///< numbers of a scale that are all tried
constexpr std::size_t most_records_tried = 12;

void add_once(std::vector<DraftAnswer>& answers, const DraftAnswer& answer) {
    if (answers.size() >= most_answers) return;
    if (std::find(answers.begin(), answers.end(), answer) == answers.end()) {
        answers.push_back(answer);
    }
}

std::optional<DraftAnswer> number_answer(const values::Rational& base,
                                         const facts::ValueType& type) {
    if (!values::contains(type.range, base)) return std::nullopt;
    const auto own = type.unit ? values::from_base(base, *type.unit) : base;
    if (!own || (type.whole && !own->is_whole())) return std::nullopt;
    const std::optional<Decimal> digits = values::to_decimal(*own);
    if (!digits) return std::nullopt;
    DraftAnswer answer;
    answer.is_given = true;
    answer.number = *digits;
    return answer;
}

DraftAnswer day_answer(values::Day day) {
    DraftAnswer answer;
    answer.is_given = true;
    answer.day = std::clamp(day, values::first_day, values::last_day);
    return answer;
}

DraftAnswer codes_answer(const facts::CodeSet& present, bool is_complete,
                         const facts::CodeSet& absent = {}) {
    DraftAnswer answer;
    answer.is_given = true;
    answer.present = present;
    answer.is_complete = is_complete;
    if (!is_complete) answer.absent = absent;
    return answer;
}

/// Without codes that stand alone, where there are others.
facts::CodeSet together(const facts::ValueType& type, const facts::CodeSet& codes) {
    return codes.size() > 1 ? codes - type.exclusive : codes;
}

facts::CodeSet only(std::size_t code) {
    facts::CodeSet set;
    set.insert(code);
    return set;
}

/// The least step that a clinician would write: 1 for whole numbers, else a tenth, or one in the
/// last place of the limit. In the unit of the fact.
values::Rational step_of(const facts::ValueType& type, const Decimal& limit) {
    if (type.whole) return 1;
    std::int64_t parts = 10;
    for (std::int32_t i = 1; i < limit.scale && i < 9; ++i) parts *= 10;
    return values::divide(values::Rational(1), values::Rational(parts))
        .value_or(values::Rational(1));
}

/// The ends of the range, all of a short scale, and, where nothing else is known, a few others.
void add_usual_numbers(const facts::ValueType& type, std::vector<DraftAnswer>& answers) {
    constexpr std::size_t enough = 4;
    const auto try_base = [&](const values::Rational& base) {
        if (const auto made = number_answer(base, type)) add_once(answers, *made);
    };
    const auto try_own = [&](std::int64_t number) {
        const auto base = type.unit ? values::to_base(number, *type.unit)
                                    : std::optional<values::Rational>(number);
        if (base) try_base(*base);
    };
    const values::Range& range = type.range;
    if (range.low.is_finite()) try_base(range.low.value);
    if (range.high.is_finite()) try_base(range.high.value);
    const bool is_scale = type.whole && range.high.is_finite();
    for (std::int64_t number = 0; number <= small_range; ++number) {
        if (is_scale || answers.size() < enough) try_own(number);
    }
    for (const std::int64_t number : {20, 37, 50, 75, 100, 150, 1000}) {
        if (answers.size() < enough) try_own(number);
    }
}

}  // namespace

/// What the two sides of a comparison are made of.
struct Candidates::Leaves {
    std::vector<values::Rational> limits;  ///< in base units
    std::vector<std::pair<std::uint32_t, std::optional<std::uint32_t>>> numbers;
    std::vector<ExprId> since;
    std::vector<ExprId> dates;
    std::vector<std::uint32_t> counted;  ///< records
    std::vector<values::DateRange> days;
    std::size_t size = 0;  ///< nodes that are no constants
    /// Terms may use terms twice, and those others twice: each is looked at once.
    std::unordered_set<ExprId> seen;
};

Candidates::Candidates(const model::RuleSet& rules, values::Day as_of)
    : rules_(rules), as_of_(as_of) {
    const auto& facts = rules.catalogue.facts();
    of_fact_.resize(facts.size());
    of_field_.resize(facts.size());
    most_records_.assign(facts.size(), 2);
    for (std::size_t i = 0; i < facts.size(); ++i) of_field_[i].resize(facts[i].fields.size());
    for (ExprId id = 0; id < rules.tree.size(); ++id) look_at(id);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        add_declared(facts[i].type, of_fact_[i]);
        for (std::size_t field = 0; field < facts[i].fields.size(); ++field) {
            add_declared(facts[i].fields[field].type, of_field_[i][field]);
        }
    }
}

std::vector<DraftAnswer>& Candidates::room(std::uint32_t fact, std::optional<std::uint32_t> field) {
    return field ? of_field_[fact][*field] : of_fact_[fact];
}

void Candidates::look_at(ExprId id) {
    const model::Expr& expr = rules_.tree[id];
    const auto ago = [&](ExprId date, std::int64_t count, values::CalendarUnit unit) {
        add_days(date, values::add(as_of_, -count, unit), id, true);
    };
    const auto counted = [&](std::uint32_t records, std::int64_t count) {
        const auto wanted = static_cast<std::size_t>(
            std::clamp<std::int64_t>(count + 1, 0, static_cast<std::int64_t>(most_records_tried)));
        most_records_[records] = std::max(most_records_[records], wanted);
    };
    model::visit(
        model::Overloaded{
            [&](const model::Compare& n) { compare(id, {n.left, n.right}); },
            [&](const model::Between& n) { compare(id, {n.value, n.low, n.high}); },
            [&](const model::DateTest& n) { compare(id, {n.left, n.right}); },
            [&](const model::WithinLast& n) { ago(n.date, n.count, n.unit); },
            [&](const model::MoreThanAgo& n) { ago(n.date, n.count, n.unit); },
            [&](const model::Includes& n) { add_codes(n.value, n.codes); },
            [&](const model::RecordsAtLeast& n) { counted(n.records, n.count); },
            [&](const model::RecordsAtMost& n) { counted(n.records, n.count + 1); },
            // Nothing is tried for them beside what their facts declare.
            []<model::OneOf<model::YesNo, model::InBand, model::IsOneOf, model::IsEmpty> Test>(
                const Test&) {},
            [](const model::JoinedNode auto&) {},  // made of tests
            [](const model::ValueNode auto&) {},   // looked at by the tests above them
        },
        expr.node);
}

void Candidates::gather(ExprId id, Leaves& leaves) const {
    if (!leaves.seen.insert(id).second) return;
    const model::Expr& expr = rules_.tree[id];
    const auto go_on = [&] {
        model::for_each_child(rules_, id, [&](ExprId child) { gather(child, leaves); });
    };
    if (!std::holds_alternative<model::NumberConstant>(expr.node) &&
        !std::holds_alternative<model::DateConstant>(expr.node)) {
        ++leaves.size;
    }
    const auto value = [&](std::uint32_t fact, std::optional<std::uint32_t> field) {
        if (expr.kind == model::ValueKind::number) leaves.numbers.emplace_back(fact, field);
        if (expr.kind == model::ValueKind::date) leaves.dates.push_back(id);
    };
    model::visit(
        model::Overloaded{
            [&](const model::NumberConstant& n) {
                if (n.value.is_single()) leaves.limits.push_back(n.value.low.value);
            },
            [&](const model::DateConstant& n) { leaves.days.push_back(n.value); },
            [&](const model::FactValue& n) {
                value(n.fact, std::nullopt);
                if (n.fallback != model::none) gather(n.fallback, leaves);
            },
            [&](const model::FieldValue& n) { value(n.records, n.field); },
            [&](const model::Measure& n) { value(n.records, n.field); },
            [&](const model::RecordCount& n) { leaves.counted.push_back(n.records); },
            [&](const model::TimeSince&) { leaves.since.push_back(id); },
            [](const model::ScoreValue&) {},
            [&]<model::OneOf<model::Arithmetic, model::Extreme, model::Rounded, model::CodeCount>
                    Value>(const Value&) { go_on(); },
            [](const model::ConditionNode auto&) {},  // tests of their own
        },
        expr.node);
}

void Candidates::compare(ExprId test, std::initializer_list<ExprId> sides) {
    Leaves leaves;
    for (const ExprId side : sides) gather(side, leaves);
    const bool is_alone = leaves.size == 1;
    for (const values::Rational& limit : leaves.limits) {
        for (const auto& [fact, field] : leaves.numbers) {
            const bool is_fact = leaves.numbers.size() == 1 && !field;
            add_number(fact, field, limit, test, is_fact && leaves.since.empty());
        }
        for (const ExprId since : leaves.since) add_since(since, limit, test, is_alone);
        for (const std::uint32_t records : leaves.counted) {
            const std::int64_t count = values::to_int64(values::ceil(limit)).value_or(0);
            const auto most = static_cast<std::int64_t>(most_records_tried);
            const auto wanted =
                static_cast<std::size_t>(std::clamp<std::int64_t>(count + 1, 0, most));
            most_records_[records] = std::max(most_records_[records], wanted);
        }
    }
    for (const values::DateRange& day : leaves.days) {
        for (const ExprId date : leaves.dates) add_days(date, day.low, test, is_alone);
    }
}

void Candidates::add_number(std::uint32_t fact, std::optional<std::uint32_t> field,
                            const values::Rational& base, ExprId test, bool is_alone) {
    const facts::Fact& owner = rules_.catalogue[fact];
    const facts::ValueType& type = field ? owner.fields[*field].type : owner.type;
    const auto own = type.unit ? values::from_base(base, *type.unit) : base;
    if (!own) return;
    const Decimal shown = values::to_decimal(*own).value_or(Decimal{});
    const values::Rational step = step_of(type, shown);
    // A limit between two whole numbers lies above the one and below the other.
    const values::Rational low = type.whole ? values::ceil(*own) : *own;
    const values::Rational high = type.whole ? values::floor(*own) : *own;
    const auto at = [&](const std::optional<values::Rational>& number) {
        if (!number) return DraftAnswer{};
        const auto in_base = type.unit ? values::to_base(*number, *type.unit) : number;
        return in_base ? number_answer(*in_base, type).value_or(DraftAnswer{}) : DraftAnswer{};
    };
    const DraftAnswer below = at(values::subtract(low, step));
    const DraftAnswer limit = at(*own);
    const DraftAnswer above = at(values::add(high, step));
    for (const DraftAnswer& each : {below, limit, above}) {
        if (each.is_given) add_once(room(fact, field), each);
    }
    DraftAnswer named = limit;
    named.number = shown;
    if (is_alone) note_boundary(fact, test, below, named, above);
}

void Candidates::add_since(ExprId since, const values::Rational& base, ExprId test, bool is_alone) {
    const auto& node = std::get<model::TimeSince>(rules_.tree[since].node);
    const auto units = values::divide(base, rules_.tree.unit(rules_.tree[since].unit).factor);
    if (!units) return;
    const std::int64_t count = values::to_int64(values::floor(*units)).value_or(-1);
    constexpr std::int64_t longest = 5'000'000;
    if (count < 0 || count > longest) return;
    add_days(node.date, values::add(as_of_, -count, node.unit), test, is_alone);
    add_days(node.date, values::add(as_of_, -count - 1, node.unit), test, false);
}

void Candidates::add_days(ExprId date, values::Day limit, ExprId test, bool is_alone) {
    const auto place = model::measured_place(rules_.tree[date].node);
    if (!place) return;
    const auto [fact, field] = *place;
    const std::array<DraftAnswer, 3> around{day_answer(limit - 1), day_answer(limit),
                                            day_answer(limit + 1)};
    for (const DraftAnswer& each : around) add_once(room(fact, field), each);
    if (is_alone && !field) note_boundary(fact, test, around[0], around[1], around[2]);
}

void Candidates::note_boundary(std::uint32_t fact, ExprId test, const DraftAnswer& below,
                               const DraftAnswer& limit, const DraftAnswer& above) {
    for (const Boundary& each : boundaries_) {
        const bool is_same_place = rules_.tree[each.test].span == rules_.tree[test].span;
        if (is_same_place && each.fact == fact && each.limit == limit) return;
    }
    boundaries_.push_back({test, fact, {below, limit, above}, limit});
}

void Candidates::add_codes(ExprId value, const facts::CodeSet& codes) {
    const auto place = model::place_of(rules_.tree[value].node);
    if (!place) return;
    std::vector<DraftAnswer>* answers = &room(place->fact, place->field);
    const facts::ValueType* type = &rules_.catalogue.type_at(*place);
    add_once(*answers, codes_answer(together(*type, codes), true));
    add_once(*answers, codes_answer(together(*type, type->all_codes() - codes), true));
    add_once(*answers, codes_answer({}, false, codes));
    for (std::size_t code = 0; code < type->codes.size(); ++code) {
        if (!codes.contains(code)) continue;
        add_once(*answers, codes_answer(only(code), true));
        add_once(*answers, codes_answer(together(*type, codes - only(code)), true));
        add_once(*answers, codes_answer(only(code), false));
        add_once(*answers, codes_answer({}, false, only(code)));
    }
}

void Candidates::add_declared(const facts::ValueType& type,
                              std::vector<DraftAnswer>& answers) const {
    DraftAnswer answer;
    answer.is_given = true;
    switch (type.kind) {
        case FactKind::yes_no:
            answers.push_back(answer);
            answer.is_yes = true;
            answers.push_back(answer);
            return;
        case FactKind::choice:
            for (std::uint32_t code = 0; code < type.codes.size(); ++code) {
                answer.code = code;
                answers.push_back(answer);
            }
            return;
        case FactKind::choices:
            add_once(answers, codes_answer({}, true));
            for (std::size_t code = 0; code < std::min(type.codes.size(), most_codes); ++code) {
                add_once(answers, codes_answer(only(code), true));
            }
            add_once(answers, codes_answer(together(type, type.all_codes()), true));
            return;
        case FactKind::date:
            for (const values::Day day : {as_of_, as_of_ - 1, as_of_ - 40, as_of_ - 400,
                                          as_of_ - 8000, type.dates.low, type.dates.high}) {
                const bool fits = day >= type.dates.low && day <= type.dates.high &&
                                  (!type.to_as_of || day <= as_of_);
                if (fits) add_once(answers, day_answer(day));
            }
            return;
        case FactKind::number:
            return add_usual_numbers(type, answers);
        case FactKind::records:
            return;
    }
}

DraftAnswer Candidates::pick(std::uint32_t fact, Dice& dice) const {
    const facts::Fact& owner = rules_.catalogue[fact];
    if (owner.type.kind != FactKind::records) {
        const auto& answers = of_fact_[fact];
        return answers.empty() ? DraftAnswer{} : answers[dice.below(answers.size())];
    }
    constexpr std::size_t percent_open = 15;
    constexpr std::size_t percent_missing = 12;
    DraftAnswer answer;
    answer.is_given = true;
    answer.is_complete = !dice.percent(percent_open);
    const std::size_t count = dice.below(most_records_[fact] + 1);
    // Records that count are often alike: now and then one is a copy of the one before.
    for (std::size_t i = 0; i < count; ++i) {
        if (i != 0 && dice.percent(40)) {
            answer.records.push_back(answer.records.back());
            continue;
        }
        std::vector<DraftAnswer> record(owner.fields.size());
        for (std::size_t field = 0; field < record.size(); ++field) {
            const auto& answers = of_field_[fact][field];
            if (answers.empty() || dice.percent(percent_missing)) continue;
            const DraftAnswer& chosen = answers[dice.below(answers.size())];
            const bool is_to_come =
                owner.dated_by && *owner.dated_by == field && chosen.day > as_of_;
            if (!is_to_come) record[field] = chosen;
        }
        answer.records.push_back(std::move(record));
    }
    return answer;
}

}  // namespace caveat::patients
