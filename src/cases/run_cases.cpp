// Screens all cases of a rule file. Entrance: run_cases.

#include <caveat/authoring/cases.hpp>

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "cases/coverage.hpp"

#include <algorithm>
#include <utility>

namespace caveat::authoring {

bool TestRun::is_usable() const {
    return std::all_of(files.begin(), files.end(),
                       [](const CaseFile& file) { return file.is_usable; });
}

std::size_t TestRun::failed() const {
    return static_cast<std::size_t>(std::count_if(
        results.begin(), results.end(),
        [&](const CaseResult& each) { return each.has_failed() && case_of(each).is_approved; }));
}

std::size_t TestRun::unapproved() const {
    return static_cast<std::size_t>(
        std::count_if(results.begin(), results.end(),
                      [&](const CaseResult& each) { return !case_of(each).is_approved; }));
}

std::size_t TestRun::unapproved_failed() const {
    return static_cast<std::size_t>(std::count_if(
        results.begin(), results.end(),
        [&](const CaseResult& each) { return each.has_failed() && !case_of(each).is_approved; }));
}

TestRun run_cases(const RuleSet& rules, std::string rules_name, std::vector<CaseFile> files) {
    cases::Conditions conditions(api::loaded_of(rules).model, api::loaded_of(rules).source);
    TestRun run{rules, std::move(rules_name), std::move(files), {}, {}};
    run.coverage = cases::nothing_shown(rules, conditions);
    std::vector<std::string> names;
    Screening screening;
    cases::Shown shown;
    for (std::size_t file = 0; file < run.files.size(); ++file) {
        if (!run.files[file].is_usable) continue;
        for (std::size_t i = 0; i < run.files[file].cases.size(); ++i) {
            const Case& one = run.files[file].cases[i];
            screen(one.profile, screening, one.respondents);
            conditions.look(screening, shown);
            cases::add(run.coverage, shown, static_cast<std::uint32_t>(names.size()),
                       one.is_approved);
            run.results.push_back({file, i, failures_of(one, screening)});
            names.push_back(one.name);
        }
    }
    for (CaseFile& file : run.files) {
        if (file.is_usable) cases::answer(run.coverage, file, names);
    }
    return run;
}

}  // namespace caveat::authoring
