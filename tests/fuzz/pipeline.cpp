// Any bytes as a rule file, a profile and a file of cases, divided by lines of dashes: whatever
// loads is screened, explained, laid out and reported in every form, and the same bytes give the
// same reports.

#include <caveat/authoring/show.hpp>
#include <caveat/explain.hpp>
#include <caveat/format.hpp>
#include <caveat/json.hpp>
#include <caveat/report_text.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include "fuzz/pieces.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

std::string reports_of(const caveat::Screening& screening) {
    std::string all;
    for (const bool no_values : {false, true}) {
        caveat::ReportOptions options;
        options.no_values = no_values;
        all += caveat::write_report(screening, options, true);
        all += caveat::write_report(screening, options, false);
        for (const caveat::Reader reader :
             {caveat::Reader::clinician, caveat::Reader::desk, caveat::Reader::patient}) {
            options.reader = reader;
            all += caveat::write_text(screening, options);
            options.why = caveat::WhyOf::fired;
            all += caveat::write_text(screening, options);
            options.why = caveat::WhyOf::all;
        }
    }
    caveat::write_verdict(screening, all);
    return all;
}

void explain(const caveat::RuleSet& rules, const caveat::Screening& screening) {
    caveat::Explainer explainer(screening);
    caveat::Explanation explanation;
    explainer.explain_all(explanation);
    for (std::uint32_t index = 0; index < rules.rule_count(); ++index) {
        const caveat::RuleId rule{index};
        must(explainer.why(rule).reasons == caveat::why(screening, rule).reasons);
        (void)explainer.near_miss(rule);
        (void)explainer.sentences(rule);
        must(!explainer.trace(rule).empty());
    }
    must(explainer.questions().size() == caveat::questions(screening).size());
}

void run_cases(const caveat::RuleSet& rules, const caveat::Screening& screening,
               std::string_view text) {
    std::vector<caveat::authoring::CaseFile> files;
    if (auto own = caveat::authoring::read_own_cases(rules, "fuzzed.yaml")) {
        files.push_back(*std::move(own));
    }
    files.push_back(caveat::authoring::read_case_file(rules, text, "fuzzed.cases.yaml", files));
    const auto run = caveat::authoring::run_cases(rules, "fuzzed.yaml", std::move(files));
    if (!run.is_usable()) return;
    must(!caveat::authoring::write_text(run).empty() &&
         !caveat::authoring::write_json(run).empty());
    must(!caveat::authoring::write_junit(run).empty());
    caveat::authoring::PageOptions shown;
    shown.patient = &screening;
    shown.run = &run;
    must(caveat::authoring::write_page(rules, shown).ends_with("</html>\n"));
    for (std::uint32_t rule = 0; rule < rules.rule_count(); ++rule) {
        must(caveat::authoring::draw_rule(rules, caveat::RuleId{rule}).ends_with("</svg>\n"));
    }
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer chose the name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char*>(bytes), size);
    const std::string_view file = fuzz::next_piece(rest);
    const std::string_view json = fuzz::next_piece(rest);
    const auto loaded = caveat::load_text(file);
    if (!loaded.rules) return 0;
    // What loads can be laid out, and means the same then; but not everybody ends a line at a lone
    // CR.
    const auto formatted = caveat::format_rules(file);
    must(formatted.text.has_value() || formatted.diagnostics.front().code == "lone-return");
    if (formatted.text) must(caveat::load_text(*formatted.text).rules.has_value());
    const auto profile = caveat::read_profile(*loaded.rules, json);
    caveat::Screening screening;
    caveat::screen(profile, screening);
    const std::string reports = reports_of(screening);
    explain(*loaded.rules, screening);
    caveat::Screening again;
    caveat::screen(profile, again);
    must(reports_of(again) == reports);
    run_cases(*loaded.rules, screening, rest);
    return 0;
}
