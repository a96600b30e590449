#pragma once

// A rule set with every kind of fact, for profiles that are built by calls.

#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace caveat::builder_tests {

inline constexpr std::string_view rule_file = R"(caveat: 1
id: small
version: 1.2.3
title: Small
screens: massage
facts:
  back pain: {type: yes/no}
  pain nrs: {type: number, whole: true, from: 0, to: 10}
  body weight: {type: number, from: 1, to: 650, unit: kg}
  technique: {type: choice, of: [gentle, deep tissue]}
  pain regions: {type: choices, of: [neck, mid back, lower back]}
  surgery date: {type: date, to: as of}
  sessions:
    type: records
    each: session
    dated by: date
    of:
      date: {type: date}
      eased: {type: yes/no}
outcomes:
  avoid massage: {say: Do not massage.}
rules:
  - {id: pain, rule: back pain and pain nrs >= 7 → avoid massage}
  - {id: neck, rule: pain regions include neck → avoid massage}
  - {id: heavy, rule: body weight > 100 kg → avoid massage}
  - {id: firm, rule: technique is deep tissue → avoid massage}
  - {id: surgery, rule: surgery date is within the last 6 weeks → avoid massage}
  - {id: many, rule: at least 2 sessions where eased → avoid massage}
)";

inline RuleSet load(std::string_view text = rule_file) {
    const Loaded loaded = load_text(text);
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    return *loaded.rules;
}

inline std::string codes_of(std::span<const Diagnostic> problems) {
    std::string codes;
    for (const Diagnostic& problem : problems) codes += problem.code + ' ';
    return codes;
}

inline std::string fired(const RuleSet& rules, const Profile& profile) {
    Screening screening;
    screen(profile, screening);
    std::string ids;
    for (std::uint32_t i = 0; i < rules.rule_count(); ++i) {
        if (screening.status(RuleId{i}) == Status::fired) {
            ids += std::string(rules.rule(RuleId{i}).id) + ' ';
        }
    }
    return ids;
}

}  // namespace caveat::builder_tests
