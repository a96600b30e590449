// From the values of a profile back to answers. Entrances: answer_at, given_at, answer_of.

#include "facts/answer_back.hpp"

#include "values/dates.hpp"
#include "values/units.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace caveat::facts {

namespace {

/// Whether the catalogue has the place at all; which records there are is another question.
bool is_place(const Catalogue& catalogue, const caveat::Place& place) {
    if (place.fact.index >= catalogue.size()) return false;
    if (!place.field) return true;
    return place.record && *place.field < catalogue[place.fact.index].fields.size();
}

const caveat::Answer* as_given(const Profile& profile, const caveat::Place& place) {
    const auto found = std::lower_bound(profile.as_given.begin(), profile.as_given.end(), place,
                                        [](const GivenAnswer& each, const caveat::Place& wanted) {
                                            return comes_before(each.place, wanted);
                                        });
    return found == profile.as_given.end() || found->place != place ? nullptr : &found->answer;
}

}  // namespace

namespace {

/// In the fact's own unit.
std::optional<Decimal> own_number(const Value& value, const ValueType& type) {
    const auto own = type.unit ? values::from_base(value.number, *type.unit) : value.number;
    return own ? values::to_decimal(*own) : std::nullopt;
}

}  // namespace

bool comes_before(const caveat::Place& a, const caveat::Place& b) {
    return std::tie(a.fact.index, a.record, a.field) < std::tie(b.fact.index, b.record, b.field);
}

bool says_all(const Value& value, const ValueType& type) {
    if (value.given == Given::wrong) return false;
    if (value.given != Given::answered) return true;
    return value.is_full(type.kind) && (type.kind != FactKind::number || own_number(value, type));
}

std::optional<caveat::Answer> answer_of(const Value& value, const ValueType& type) {
    if (!says_all(value, type)) return std::nullopt;
    if (value.given == Given::absent) return caveat::Answer();
    if (value.given == Given::null) return caveat::Answer(NotKnown{});
    switch (type.kind) {
        case FactKind::yes_no:
            return caveat::Answer(value.truth == Truth::yes);
        case FactKind::number:
            return caveat::Answer(*own_number(value, type));
        case FactKind::choice:
            return caveat::Answer(type.codes[value.code].key);
        case FactKind::choices: {
            Codes codes;
            for (std::size_t code = 0; code < type.codes.size(); ++code) {
                if (value.present.contains(code)) codes.present.push_back(type.codes[code].key);
            }
            return caveat::Answer(std::move(codes));
        }
        case FactKind::date:
            return caveat::Answer(values::date_of(value.dates.low));
        case FactKind::records:
            break;
    }
    return std::nullopt;
}

namespace {

caveat::Answer number(Decimal value, std::string_view unit) {
    if (unit.empty()) return value;
    return Quantity{value, std::string(unit)};
}

struct Owned {
    caveat::Answer operator()(const YesNo& given) const { return given.value; }
    caveat::Answer operator()(const NumberText& given) const {
        // In other digits a problem would be said in other words.
        const auto decimal = Decimal::from_text(given.digits);
        if (decimal && decimal->to_text() == given.digits) return number(*decimal, given.unit);
        return caveat::NumberText{std::string(given.digits), std::string(given.unit)};
    }
    caveat::Answer operator()(const NumberValue& given) const {
        return number(given.value, given.unit);
    }
    caveat::Answer operator()(const NumberInteger& given) const { return given.value; }
    caveat::Answer operator()(const NumberPart& given) const { return given.limits; }
    caveat::Answer operator()(const DateValue& given) const { return given.value; }
    caveat::Answer operator()(const Text& given) const { return given.value; }
    caveat::Answer operator()(const CodeList& given) const {
        return Codes{{given.present.begin(), given.present.end()},
                     {given.absent.begin(), given.absent.end()},
                     given.is_complete};
    }
    caveat::Answer operator()(const Null&) const { return NotKnown{}; }
    caveat::Answer operator()(const Unreadable& given) const {
        return caveat::Unreadable{std::string(given.what)};
    }
};

}  // namespace

caveat::Answer owned(const AnswerView& given) {
    return std::visit(Owned{}, given);
}

AnswerView viewed(const caveat::Answer& answer, std::vector<std::string_view>& codes) {
    struct Viewed {
        std::vector<std::string_view>& codes;
        AnswerView operator()(std::monostate) const { return Null{}; }
        AnswerView operator()(const NotKnown&) const { return Null{}; }
        AnswerView operator()(bool yes) const { return YesNo{yes}; }
        AnswerView operator()(const Decimal& number) const { return NumberValue{number, {}}; }
        AnswerView operator()(const Quantity& quantity) const {
            return NumberValue{quantity.value, quantity.unit};
        }
        AnswerView operator()(const NumberWithin& limits) const { return NumberPart{limits}; }
        AnswerView operator()(const caveat::NumberText& number) const {
            return NumberText{number.digits, number.unit};
        }
        AnswerView operator()(const Date& date) const { return DateValue{date}; }
        AnswerView operator()(const std::string& text) const { return Text{text}; }
        AnswerView operator()(const Codes& list) const {
            codes.assign(list.present.begin(), list.present.end());
            codes.insert(codes.end(), list.absent.begin(), list.absent.end());
            const std::span<const std::string_view> all(codes);
            return CodeList{all.first(list.present.size()), all.subspan(list.present.size()),
                            list.is_complete};
        }
        AnswerView operator()(const Records&) const { return Unreadable{"a list of records"}; }
        AnswerView operator()(const caveat::Unreadable& unreadable) const {
            return Unreadable{unreadable.what};
        }
    };
    return std::visit(Viewed{codes}, answer.value);
}

caveat::Answer answer_at(const Catalogue& catalogue, const Profile& profile,
                         const caveat::Place& place) {
    if (!is_place(catalogue, place)) return {};
    if (const caveat::Answer* const given = as_given(profile, place)) return *given;
    const Fact& fact = catalogue[place.fact.index];
    if (place.field) {
        return answer_of(profile.value(place.fact.index, *place.record, *place.field),
                         fact.fields[*place.field].type)
            .value_or(caveat::Answer());
    }
    const Value value = profile.value(place.fact.index);
    if (fact.type.kind != FactKind::records) {
        return place.record ? caveat::Answer()
                            : answer_of(value, fact.type).value_or(caveat::Answer());
    }
    if (value.given == Given::null) return place.record ? caveat::Answer() : NotKnown{};
    if (value.given != Given::answered) return {};
    const auto record_at = [&](std::uint32_t record) {
        Record found;
        for (std::uint32_t field = 0; field < fact.fields.size(); ++field) {
            caveat::Answer answer = answer_at(catalogue, profile, {place.fact, record, field});
            if (std::holds_alternative<std::monostate>(answer.value)) continue;
            found.fields.emplace_back(fact.fields[field].key, std::move(answer));
        }
        return found;
    };
    Records records;
    if (place.record) {
        if (*place.record >= value.record_count) return {};
        records.list.push_back(record_at(*place.record));
        return records;
    }
    records.is_complete = value.is_complete;
    for (std::uint32_t record = 0; record < value.record_count; ++record) {
        records.list.push_back(record_at(record));
    }
    return records;
}

Given given_at(const Catalogue& catalogue, const Profile& profile, const caveat::Place& place) {
    if (!is_place(catalogue, place)) return Given::absent;
    const std::uint32_t fact = place.fact.index;
    if (!place.record) return profile.given(fact);
    if (place.field) return profile.given(fact, *place.record, *place.field);
    return *place.record < profile.record_count(fact) ? Given::answered : Given::absent;
}

void keep_as_given(Profile& profile, const caveat::Place& place, caveat::Answer answer) {
    profile.as_given.push_back({place, std::move(answer)});
}

}  // namespace caveat::facts
