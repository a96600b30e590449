// All that a rule file says without a look at its patients. Entrances: check_as_written,
// as_written.

#include "analysis/as_written.hpp"

#include "analysis/accepted.hpp"
#include "analysis/fractions.hpp"
#include "analysis/holes.hpp"
#include "analysis/unused.hpp"
#include "analysis/written.hpp"
#include "api/access.hpp"
#include "language/finding_codes.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace caveat::analysis {

std::vector<Finding> as_written(const api::LoadedRules& loaded, Date as_of) {
    std::vector<Finding> all = written(loaded, as_of);
    const auto add = [&](std::vector<Finding> more) {
        std::move(more.begin(), more.end(), std::back_inserter(all));
    };
    add(unused(loaded));
    add(holes(loaded));
    add(fractions_of_percent(loaded));
    return all;
}

}  // namespace caveat::analysis

namespace caveat::authoring {

Checked check_as_written(const RuleSet& rules, Date as_of) {
    const api::LoadedRules& loaded = api::loaded_of(rules);
    return {
        analysis::settle(analysis::as_written(loaded, as_of), loaded, analysis::all_of_patients()),
        {}};
}

bool is_finding_code(std::string_view code) {
    const auto& codes = language::finding_codes;
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

CheckedFile checked_file(Loaded loaded, std::string name) {
    CheckedFile file{std::move(name), std::move(loaded.source), std::move(loaded.rules), {}, {}};
    for (Diagnostic& each : loaded.diagnostics) {
        const bool returns = file.rules && is_finding_code(each.code);
        if (!returns) file.diagnostics.push_back(std::move(each));
    }
    return file;
}

}  // namespace caveat::authoring
