// Rule files as programs: what is looked at, which tests are shared, and what decides each rule.

#include "program/program.hpp"

#include <caveat/rules.hpp>

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "support/golden.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace caveat;
using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(program)

namespace {

std::string dumped(const Loaded& loaded) {
    const api::LoadedRules& rules = api::loaded_of(*loaded.rules);
    return caveat::program::dump(rules.compiled.program, rules.model);
}

constexpr const char* every_kind_of_source = R"(caveat: 1
id: sources
version: 1.0.0
facts:
  age: {type: number, whole: true, from: 0, to: 120, unit: years}
  fever: {type: number, from: 30, to: 45, unit: Cel}
  smoker: {type: yes/no}
  sex: {type: choice, of: [female, male, other]}
  regions: {type: choices, of: [neck, upper back, lower back]}
  surgery: {type: date}
  visits:
    type: records
    each: visit
    dated by: day
    of:
      day: {type: date}
      pain: {type: number, whole: true, from: 0, to: 10}
      eased: {type: yes/no}
terms:
  old: age >= 65 years
  feverish: fever > 38.5 Cel
outcomes:
  suggest rest: {say: Rest.}
  avoid massage: {say: Do not massage.}
  inform about visits: {say: Visits count.}
rules:
  - {id: shared, rule: old and not smoker → suggest rest}
  - {id: or, rule: old or feverish → suggest rest}
  - {id: lifted, rule: smoker unless regions include neck → avoid massage}
  - {id: counted, rule: at least 2 visits where (pain >= 7 and not eased) → inform about visits}
  - {id: rest, rule: at most 1 visits where (eased) → inform about visits}
  - {id: dated, rule: "surgery is after 2020-01-01 and sex is one of female, other → suggest rest"}
  - {id: days, rule: days since surgery < 40 days → avoid massage, overrides: [shared]}
  - id: many
    when:
      at least 3 of: [old, feverish, smoker, sex is male, regions include lower back, regions include neck, age = 40 years]
    then: suggest rest
)";

}  // namespace

BOOST_AUTO_TEST_CASE(every_kind_of_source_has_its_tests_once) {
    const Loaded loaded = load_text(every_kind_of_source);
    BOOST_TEST_REQUIRE(loaded.rules.has_value(), render(loaded));
    check_golden("program/sources.txt", dumped(loaded));
}

BOOST_AUTO_TEST_CASE(the_rule_set_for_back_pain_is_a_page_of_tests) {
    const Loaded loaded = load_file(CAVEAT_SOURCE_DIR "/rules/back-pain-massage.yaml");
    BOOST_TEST_REQUIRE(loaded.rules.has_value(), render(loaded));
    check_golden("program/back-pain-massage.txt", dumped(loaded));
}

BOOST_AUTO_TEST_SUITE_END()
