// What an embedder's first program does, against the installed headers and libraries.

#include <caveat/arrow.hpp>
#include <caveat/caveat.hpp>
#include <caveat/json.hpp>

#include <cstdio>
#include <string>

namespace {

constexpr const char* rule_file = R"(caveat: 1
id: consumer
version: 1.0.0
title: One rule
facts:
  fever: {type: yes/no}
outcomes:
  refer to doctor: {say: See a doctor first.}
rules:
  - fever → refer to doctor
)";

}  // namespace

int main() {
    const auto loaded = caveat::load_text(rule_file);
    if (!loaded.rules) {
        std::fputs(caveat::render(loaded).c_str(), stderr);
        return 1;
    }
    const auto profile =
        caveat::ProfileBuilder(*loaded.rules).as_of("2026-11-20").set("fever", true).build();
    caveat::Screening screening;
    caveat::screen(profile, screening);
    if (screening.at_least() != caveat::Verdict::refer_first) return 2;

    caveat::screen(caveat::read_profile(*loaded.rules, R"({"facts": {}})"), screening);
    if (screening.at_least() != caveat::Verdict::proceed) return 3;
    if (caveat::write_report(screening).empty()) return 4;

    ArrowArrayStream facts{};
    ArrowArray batch{};
    caveat::arrow_table(*loaded.rules, caveat::ArrowTable::facts, &facts);
    if (facts.get_next(&facts, &batch) != 0 || batch.length != 1) return 5;
    batch.release(&batch);
    facts.release(&facts);
    std::printf("caveat %s refers a patient with fever\n", CAVEAT_VERSION_STRING);
    return 0;
}
