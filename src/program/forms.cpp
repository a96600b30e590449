// "And" and "or" of forms. Entrances: product, sum, at_least.

#include "program/forms.hpp"

#include <algorithm>
#include <iterator>

namespace caveat::program {

namespace {

/// Adds a lane that is not there yet; the greatest of two equal values is that value.
bool add_lane(Form& form, LiteralSet lane) {
    if (std::find(form.begin(), form.end(), lane) != form.end()) return true;
    if (form.size() == most_lanes || lane.size() > most_lane_literals) return false;
    form.push_back(std::move(lane));
    return true;
}

}  // namespace

std::optional<Form> product(const Form& a, const Form& b) {
    Form result;
    for (const LiteralSet& left : a) {
        for (const LiteralSet& right : b) {
            LiteralSet lane;
            std::set_union(left.begin(), left.end(), right.begin(), right.end(),
                           std::back_inserter(lane));
            if (!add_lane(result, std::move(lane))) return std::nullopt;
        }
    }
    return result;
}

std::optional<Form> sum(const Form& a, const Form& b) {
    Form result = a;
    for (const LiteralSet& lane : b) {
        if (!add_lane(result, lane)) return std::nullopt;
    }
    return result;
}

std::optional<Form> at_least(std::uint32_t count, std::span<const Form* const> parts) {
    if (count == 0 || count > parts.size() || parts.size() > most_lanes + 1) return std::nullopt;
    // met[k]: how to meet k of the parts seen so far, 0 being no condition at all.
    std::vector<Form> met(count + 1);
    met[0] = {{}};
    for (const Form* part : parts) {
        for (std::uint32_t k = count; k > 0; --k) {
            if (met[k - 1].empty()) continue;
            const auto more = product(met[k - 1], *part);
            if (!more) return std::nullopt;
            auto both = sum(met[k], *more);
            if (!both) return std::nullopt;
            met[k] = *std::move(both);
        }
    }
    return met[count];
}

}  // namespace caveat::program
