// Entrance: carried_over.

#include "api/carried_answer.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace caveat::api {

namespace {

bool is_among(std::string_view code, const std::vector<std::string_view>& codes) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

/// In the unit of the fact that it was given to, whose numbers are plain where it has none.
void name_unit(Answer& answer, std::string_view unit) {
    const std::string named(unit.empty() ? "1" : unit);
    if (const auto* const number = std::get_if<Decimal>(&answer.value)) {
        answer = Quantity{*number, named};
    } else if (auto* const text = std::get_if<NumberText>(&answer.value)) {
        if (text->unit.empty()) text->unit = named;
    } else if (auto* const limits = std::get_if<NumberWithin>(&answer.value)) {
        if (limits->unit.empty()) limits->unit = named;
    }
}

template <class Info>
void open_list(Codes& codes, const Info& from, const Info& to) {
    const auto is_new = [&](std::string_view code) { return !is_among(code, from.codes); };
    if (!codes.is_complete || std::none_of(to.codes.begin(), to.codes.end(), is_new)) return;
    codes.is_complete = false;
    // What was wrong in a part has denied nothing.
    const bool was_wrong = std::any_of(codes.present.begin(), codes.present.end(), is_new);
    if (was_wrong || !codes.absent.empty()) return;
    for (const std::string_view code : from.codes) {
        const bool is_present =
            std::find(codes.present.begin(), codes.present.end(), code) != codes.present.end();
        if (!is_present && is_among(code, to.codes)) codes.absent.emplace_back(code);
    }
    // A code that stands alone would deny the new ones.
    std::erase_if(codes.present,
                  [&](const std::string& code) { return is_among(code, to.exclusive); });
}

template <class Info>
void carry(Answer& answer, AnswerState state, const Info& from, const Info& to) {
    if (to.kind == FactKind::number && from.unit != to.unit) name_unit(answer, from.unit);
    auto* const codes = std::get_if<Codes>(&answer.value);
    if (codes != nullptr && state == AnswerState::answered) open_list(*codes, from, to);
}

std::optional<std::uint32_t> field_in(const FactInfo& fact, std::string_view key) {
    for (std::uint32_t at = 0; at < fact.fields.size(); ++at) {
        if (fact.fields[at].key == key) return at;
    }
    return std::nullopt;
}

}  // namespace

Answer carried_over(const Profile& profile, FactId fact, const FactInfo& to) {
    const FactInfo& from = profile.rules().fact(fact);
    Answer answer = profile.answer(fact);
    auto* const records = std::get_if<Records>(&answer.value);
    if (records == nullptr) {
        carry(answer, profile.state(fact), from, to);
        return answer;
    }
    std::uint32_t at = 0;
    for (Record& record : records->list) {
        for (auto& [key, said] : record.fields) {
            const auto before = field_in(from, key);
            const auto after = field_in(to, key);
            if (!before || !after) continue;
            carry(said, profile.state(Place(fact, at, *before)), from.fields[*before],
                  to.fields[*after]);
        }
        ++at;
    }
    return answer;
}

}  // namespace caveat::api
