// What the first tool for authors does, against the installed headers and libraries: rules that the
// one library has loaded are checked, tried and proven by the others.

#include <caveat/authoring.hpp>
#include <caveat/caveat.hpp>
#include <caveat/json.hpp>
#include <caveat/proof.hpp>

#include <cstdio>
#include <string>
#include <string_view>

namespace {

constexpr std::string_view rule_file = R"(caveat: 1
id: consumer
version: 1.0.0
title: Two rules
facts:
  fever: {type: yes/no}
  pain: {type: number, whole: true, from: 0, to: 10}
outcomes:
  refer to doctor: {say: See a doctor first.}
rules:
  - {id: severe, rule: pain >= 7 → refer to doctor}
  - id: never
    when: fever and not fever
    then: refer to doctor
)";

constexpr std::string_view case_file = R"(cases:
  - name: pain at its worst
    as of: 2026-11-20
    facts: {pain: 10, fever: no}
    expect: {verdict: refer first}
)";

constexpr caveat::Date day{2026, 11, 20};

bool finds(const caveat::authoring::Checked& checked, std::string_view code) {
    for (const caveat::authoring::Finding& each : checked.findings) {
        if (each.diagnostic.code == code) return true;
    }
    return false;
}

}  // namespace

int main() {
    namespace authoring = caveat::authoring;
    const auto loaded = caveat::load_text(rule_file);
    if (!loaded.rules) {
        std::fputs(caveat::render(loaded).c_str(), stderr);
        return 1;
    }
    const caveat::RuleSet& rules = *loaded.rules;
    if (!finds(authoring::check_as_written(rules, day), caveat::codes::no_because)) return 2;
    if (!finds(caveat::proof::check(rules, {day}), caveat::codes::never_fires)) return 3;
    if (caveat::proof::diff(rules, rules, {day}).treats_differently !=
        caveat::proof::Possible::no) {
        return 4;
    }

    const auto run = authoring::run_cases(
        rules, "rules.yaml", {authoring::read_case_file(rules, case_file, "rules.cases.yaml")});
    if (!run.is_usable() || run.results.size() != 1 || run.failed() != 0) return 5;
    if (authoring::propose(run, {day}).count == 0) return 6;

    caveat::Screening screening;
    caveat::screen(caveat::read_profile(rules, R"({"facts": {"pain": 3}})"), screening);
    const auto change =
        authoring::smallest_change(screening, caveat::RuleId{0}, authoring::Target::fires);
    if (change.ways.size() != 1) return 7;
    caveat::screen(change.ways.front().profile, screening);
    if (screening.at_least() != caveat::Verdict::refer_first) return 8;

    if (!authoring::draft("fever → refer to doctor\n", "mine").text) return 9;
    if (authoring::write_page(rules, {.as_of = day, .run = &run}).empty()) return 10;
    authoring::CohortCount count;
    count.add(screening.profile(), screening.profile());
    if (count.so_far().patients != 1 || count.so_far().changed != 0) return 11;
    std::printf("caveat %s helps to write rules\n", CAVEAT_VERSION_STRING);
    return 0;
}
