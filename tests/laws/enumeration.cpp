// Facts to digits, and digits to profiles.

#include "enumeration.hpp"

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "values/rational.hpp"

#include <string_view>

namespace caveat::testing {

namespace {

constexpr std::size_t states_of_a_code = 3;  // present, absent, not known

std::size_t power(std::size_t base, std::size_t exponent) {
    std::size_t result = 1;
    for (std::size_t i = 0; i < exponent; ++i) result *= base;
    return result;
}

/// The whole numbers of a range in its own unit; nothing when they cannot be counted off.
std::optional<std::pair<std::int64_t, std::int64_t>> wholes(const facts::ValueType& type) {
    if (!type.whole || type.unit || !type.range.low.is_finite() || !type.range.high.is_finite()) {
        return std::nullopt;
    }
    const auto low = values::to_int64(values::ceil(type.range.low.value));
    const auto high = values::to_int64(values::floor(type.range.high.value));
    if (!low || !high) return std::nullopt;
    return std::pair(*low, *high);
}

}  // namespace

Enumeration::Enumeration(const RuleSet& rules, bool is_partly)
    : rules_(rules), is_partly_(is_partly) {
    for (std::uint32_t index = 0; index < rules.fact_count(); ++index) {
        const FactInfo info = rules.fact({index});
        const facts::ValueType& type = api::loaded_of(rules).model.catalogue[index].type;
        Digit digit{{index}, info.kind, 0, 0, info.codes};
        switch (info.kind) {
            case FactKind::yes_no:
                digit.values = 2;
                break;
            case FactKind::number:
                if (const auto range = wholes(type)) {
                    digit.first = range->first;
                    digit.values = static_cast<std::size_t>(range->second - range->first + 1);
                }
                break;
            case FactKind::choice:
                digit.values = info.codes.size();
                break;
            case FactKind::choices:
                digit.values = power(is_partly ? states_of_a_code : 2, info.codes.size());
                break;
            case FactKind::date:
            case FactKind::records:
                break;
        }
        // Of a list, not knowing anything is not knowing every code.
        if (is_partly && digit.values > 0 && info.kind != FactKind::choices) ++digit.values;
        digits_.push_back(std::move(digit));
    }
}

std::optional<std::size_t> Enumeration::size() const {
    constexpr std::size_t too_many = 10'000'000;
    std::size_t size = 1;
    for (const Digit& digit : digits_) {
        if (digit.values == 0) return std::nullopt;
        if (size < too_many) size *= digit.values;
    }
    return size;
}

void Enumeration::set(ProfileAdapter& adapter, const Digit& digit, std::size_t value) const {
    switch (digit.kind) {
        case FactKind::yes_no:
            if (value < 2) adapter.yes_no(digit.fact, value == 1);
            return;
        case FactKind::number: {
            const bool is_known = !is_partly_ || value + 1 < digit.values;
            if (is_known)
                adapter.number(digit.fact, digit.first + static_cast<std::int64_t>(value));
            return;
        }
        case FactKind::choice:
            if (value < digit.codes.size()) adapter.text(digit.fact, digit.codes[value]);
            return;
        case FactKind::choices: {
            const std::size_t states = is_partly_ ? states_of_a_code : 2;
            std::vector<std::string_view> present;
            std::vector<std::string_view> absent;
            for (const std::string_view code : digit.codes) {
                if (value % states == 0) absent.push_back(code);
                if (value % states == 1) present.push_back(code);
                value /= states;
            }
            if (is_partly_) {
                adapter.open_codes(digit.fact, present, absent);
            } else {
                adapter.codes(digit.fact, present);
            }
            return;
        }
        case FactKind::date:
        case FactKind::records:
            return;
    }
}

void Enumeration::for_each(const std::function<void(const Profile&)>& look) const {
    ProfileAdapter adapter(rules_);
    std::vector<std::size_t> at(digits_.size());
    Profile profile = adapter.build();
    for (;;) {
        for (std::size_t i = 0; i < digits_.size(); ++i) set(adapter, digits_[i], at[i]);
        adapter.build_into(profile);
        look(profile);
        std::size_t i = 0;
        while (i < at.size() && ++at[i] == digits_[i].values) at[i++] = 0;
        if (i == at.size()) return;
    }
}

}  // namespace caveat::testing
