// `caveat check`: what is wrong with rule files, and what is probably not meant. Entrance:
// `check_rules`.

#include "adapters/cli/commands.hpp"
#include "adapters/cli/terminal.hpp"
#include "analysis/accepted.hpp"
#include "analysis/findings_text.hpp"
#include "analysis/whole_check.hpp"

#include <algorithm>
#include <ostream>
#include <string_view>
#include <vector>

namespace caveat::cli {

namespace {

std::string counted(std::size_t count, std::string_view noun) {
    std::string text = count == 0 ? "no" : std::to_string(count);
    text += ' ';
    text += noun;
    if (count != 1) text += 's';
    return text;
}

/// What loading says, but for what is looked at again as a finding.
std::vector<Diagnostic> not_findings(const Loaded& loaded) {
    std::vector<Diagnostic> left;
    for (const Diagnostic& each : loaded.diagnostics) {
        const bool returns = loaded.rules && analysis::is_finding_code(each.code);
        if (!returns) left.push_back(each);
    }
    return left;
}

/// One rule file that loads.
int check_loaded(const std::string& file, const Loaded& loaded, const CheckOptions& options,
                 const Streams& streams) {
    const analysis::Checked checked =
        analysis::check(*loaded.rules, {options.as_of, options.solver_milliseconds});
    const auto draw = [&](const Diagnostic& diagnostic) {
        show(streams.err, streams.err_terminal, {&diagnostic, 1}, loaded.source);
    };
    for (const analysis::Finding& finding : checked.findings) {
        draw(finding.diagnostic);
        streams.err << analysis::patients_of(finding);  // to paste, so never folded
    }
    for (const analysis::Undecided& undecided : checked.undecided) {
        draw(analysis::diagnostic_of(undecided));
    }
    streams.out << file << ": " << counted(loaded.rules->rule_count(), "rule") << ", "
                << counted(loaded.rules->fact_count(), "fact") << ", no errors, "
                << counted(checked.findings.size(), "finding");
    if (!checked.undecided.empty()) {
        streams.out << ", " << counted(checked.undecided.size(), "question") << " not decided";
    }
    streams.out << '\n';
    return checked.findings.empty() && checked.undecided.empty() ? done : found_problems;
}

}  // namespace

int check_rules(const CheckOptions& options, const Streams& streams) {
    int status = done;
    for (const std::string& file : options.rules) {
        looks_at(streams, file);
        const Loaded loaded = load_file(file);
        show(streams.err, streams.err_terminal, not_findings(loaded), loaded.source);
        if (loaded.rules) {
            status = std::max(status, check_loaded(file, loaded, options, streams));
            continue;
        }
        const auto errors =
            std::count_if(loaded.diagnostics.begin(), loaded.diagnostics.end(),
                          [](const Diagnostic& each) { return each.severity == Severity::error; });
        streams.out << file << ": " << counted(static_cast<std::size_t>(errors), "error") << '\n';
        status = unusable;
    }
    return status;
}

}  // namespace caveat::cli
