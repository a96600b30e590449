// Any bytes as a profile for a fixed rule set with every kind of fact: reading, screening and
// reporting end, the same bytes give the same report, and a reader of many reads them as a reader
// of one.

#include <caveat/json.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

constexpr std::string_view rule_file = R"(caveat: 1
id: fuzzed
version: 1.0.0
title: Every kind of fact
facts:
  fever: {type: yes/no}
  pain nrs: {type: number, from: 0, to: 10, whole: true}
  weight: {type: number, unit: kg, from: 1, to: 650}
  job: {type: choice, of: [sitting, standing]}
  conditions: {type: choices, of: [arthritis, sciatica]}
  onset: {type: date, to: as of}
  sessions:
    type: records
    each: session
    of:
      technique: {type: choice, of: [gentle, deep]}
      eased: {type: yes/no}
outcomes:
  refer to doctor: {say: See a doctor first.}
  suggest rest: {say: Rest.}
rules:
  - {id: fever, rule: fever and pain nrs >= 7 → refer to doctor}
  - {id: weight, rule: weight > 100 kg or job is sitting → suggest rest}
  - id: recent
    rule: conditions include arthritis and onset is within the last 4 weeks → refer to doctor
  - id: sessions
    rule: at least 2 sessions where (technique is deep and not eased) → suggest rest
)";

std::string report_of(const caveat::Profile& profile) {
    return caveat::write_report(caveat::screen(profile));
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer chose the name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const auto loaded = caveat::load_text(rule_file);
    if (!loaded.rules) std::abort();
    const std::string_view json(reinterpret_cast<const char*>(bytes), size);
    const caveat::RuleSet& rules = *loaded.rules;
    static caveat::ProfileReader reader(rules);
    const std::string report = report_of(caveat::read_profile(rules, json));
    if (report_of(caveat::read_profile(rules, json)) != report) std::abort();
    // Kept from input to input, so that what one leaves behind shows in the next.
    if (report_of(reader.read(json)) != report) std::abort();
    return 0;
}
