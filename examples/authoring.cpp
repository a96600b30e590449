// What an editor of rules asks: is this text sound, do its cases hold, which patients does no case
// show yet, and what would have to be otherwise for a patient to be treated otherwise. Texts go in
// and values come out; what only a solver can tell is in <caveat/proof.hpp>.

#include <caveat/authoring.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <iostream>
#include <string>
#include <string_view>

namespace {

namespace authoring = caveat::authoring;

constexpr caveat::Date today{2026, 11, 20};

constexpr std::string_view rule_text = R"(caveat: 1
id: shoulder
version: 1.0.0
review by: 2027-11-20
facts:
  pain nrs: {type: number, whole: true, from: 0, to: 10, ask: "How strong is the pain?"}
  fall: {type: yes/no, ask: "Did you fall on it?"}
  x ray done: {type: yes/no, ask: "Was an X-ray taken?"}
outcomes:
  refer to doctor: {say: "Please see a doctor first."}
rules:
  - id: severe
    when: pain nrs >= 7
    then: refer to doctor
    because: severe pain has a cause that somebody must look for
  - id: fallen
    when: fall
    unless: x ray done
    then: refer to doctor
)";

constexpr std::string_view case_text = R"(cases:
  - name: a fall, and no picture yet
    as of: 2026-11-20
    facts: {pain nrs: 3, fall: yes, x ray done: no}
    expect: {fires: fallen, verdict: refer first}
  - name: strong pain
    as of: 2026-11-20
    facts: {pain nrs: 6, fall: no, x ray done: no}
    expect: {fires: severe}
)";

/// What loads and is probably not meant.
void check(const caveat::Loaded& loaded) {
    for (const auto& finding : authoring::check_as_written(*loaded.rules, today).findings) {
        std::cout << caveat::render(finding.diagnostic, loaded.source);
    }
}

/// The cases, and a patient whom none of them shows.
void test(const caveat::RuleSet& rules) {
    const authoring::TestRun run =
        authoring::run_cases(rules, "shoulder.yaml",
                             {authoring::read_case_file(rules, case_text, "shoulder.cases.yaml")});
    std::cout << '\n' << authoring::write_text(run);
    const std::string yaml = authoring::propose(run, {today}).yaml;
    const std::size_t first = yaml.find("  - name");
    std::cout << "\none of the cases that are missing:\n"
              << yaml.substr(first, yaml.find("  - name", first + 1) - first);
}

/// The fewest answers that would stop a rule.
void nearest(const caveat::RuleSet& rules) {
    caveat::Screening screening;
    caveat::screen(caveat::ProfileBuilder(rules)
                       .as_of(today)
                       .set("pain nrs", 8)
                       .set("fall", true)
                       .set("x ray done", false)
                       .build(),
                   screening);
    std::cout << "\na patient with pain 8 after a fall:\n";
    for (const caveat::RuleId rule : screening.fired()) {
        constexpr auto target = authoring::Target::does_not_fire;
        const auto change = authoring::smallest_change(screening, rule, target);
        for (const auto& sentence : authoring::sentences_of(change, target, rules)) {
            std::cout << "  " << rules.rule(rule).id << ": " << sentence.words << '\n';
        }
    }
}

}  // namespace

int main() {
    const caveat::Loaded loaded = caveat::load_text(rule_text, "shoulder.yaml");
    std::cout << caveat::render(loaded);
    if (!loaded.rules) return 2;
    check(loaded);
    test(*loaded.rules);
    nearest(*loaded.rules);
}
