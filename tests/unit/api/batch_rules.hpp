#pragma once

// A rule set with every kind of fact, and patients for it as columns.

#include <caveat/batch.hpp>
#include <caveat/rules.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace caveat::batch_tests {

inline constexpr const char* rule_text = R"(caveat: 1
id: batch
version: 1.0.0
facts:
  pregnant: {type: yes/no}
  pain: {type: number, whole: true, from: 0, to: 10}
  weight: {type: number, from: 0, to: 650, unit: kg}
  pulse: {type: number, whole: true, from: 0, to: 100000}
  sex: {type: choice, of: [female, male, other]}
  regions: {type: choices, of: [neck, shoulder, back, arm, leg, foot, hand, hip, knee]}
  seen: {type: date, from: 2000-01-01}
  born: {type: date, to: as of}
  sessions:
    type: records
    each: session
    dated by: held
    of:
      held: {type: date}
      eased: {type: yes/no}
      strength: {type: number, whole: true, from: 0, to: 10}
outcomes:
  avoid massage: {say: No massage.}
  refer to a doctor: {say: See a doctor.}
  require a break: {say: Rest.}
  suggest a walk: {say: Walk.}
  inform about rest: {say: Rest helps.}
rules:
  - {id: pregnancy, rule: pregnant → refer to a doctor}
  - {id: pain, rule: pain >= 7 → avoid massage}
  - {id: weight, rule: weight > 80.5 kg → require a break}
  - {id: pulse, rule: pulse is between 100 and 70000 → suggest a walk}
  - {id: sex, rule: 'sex is one of female, other → inform about rest'}
  - {id: regions, rule: 'regions include any of neck, knee → suggest a walk'}
  - {id: seen, rule: seen is after 2020-06-01 → inform about rest}
  - {id: age, rule: years since born >= 18 → inform about rest}
  - {id: sessions, rule: at least 2 sessions where (eased and strength >= 5) → suggest a walk}
  - {id: lifted, rule: pain >= 3 → suggest a walk, unless: pregnant}
)";

inline RuleSet loaded(std::string_view text = rule_text) {
    Loaded result = load_text(text, "batch.yaml");
    BOOST_REQUIRE_MESSAGE(result.rules, render(result));
    return *std::move(result.rules);
}

inline RuleId rule(const RuleSet& rules, const char* id) {
    return *rules.find_rule(id);
}
inline FactId fact(const RuleSet& rules, const char* name) {
    return *rules.find_fact(name);
}

inline Place field(const RuleSet& rules, const char* records, std::string_view name) {
    const FactId list = fact(rules, records);
    const auto& fields = rules.fact(list).fields;
    std::uint32_t index = 0;
    while (index < fields.size() && fields[index].key != name) ++index;
    return {list, {}, index};
}

inline const std::uint8_t* bytes_of(std::span<const std::uint64_t> words) {
    return reinterpret_cast<const std::uint8_t*>(words.data());
}
/// A column with gaps.
inline Column gaps(const auto& values, std::span<const std::uint64_t> present, int scale = 0) {
    Column made = column(values, present.empty() ? nullptr : bytes_of(present));
    made.scale = scale;
    return made;
}
inline Column bits(std::span<const std::uint64_t> values, std::span<const std::uint64_t> present,
                   std::size_t rows) {
    return {ColumnType::bits, values.data(), bytes_of(present), rows};
}

/// `f` fired, `u` undecided, `p` presumed, `o` overridden, `.` not fired, row after row.
inline std::string statuses(const Batch& batch, const char* id) {
    BatchScreening screening;
    screen(batch, 0, batch.rows(), screening);
    std::string text;
    for (std::size_t row = 0; row < screening.rows(); ++row) {
        text += ".oupf"[static_cast<std::size_t>(screening.status(rule(batch.rules(), id), row))];
    }
    return text;
}

inline constexpr std::array<std::uint64_t, 1> without_second{0b1101};

inline std::string problem_of(const Batch& batch) {
    return batch.problems().size() == 1 ? batch.problems().front().code : "";
}

}  // namespace caveat::batch_tests
