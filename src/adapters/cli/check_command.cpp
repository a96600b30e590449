// `caveat check`: what is wrong with rule files, and what is probably not meant. Entrance:
// `check_rules`.

#include "adapters/cli/commands.hpp"
#include "analysis/accepted.hpp"
#include "analysis/findings_text.hpp"
#include "analysis/whole_check.hpp"

#include <algorithm>
#include <ostream>
#include <string_view>
#include <tuple>

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
std::string drawn(const Loaded& loaded) {
    std::string text;
    for (const Diagnostic& each : loaded.diagnostics) {
        const bool returns = loaded.rules && analysis::is_finding_code(each.code);
        if (!returns) text += render(each, loaded.source);
    }
    return text;
}

/// One rule file that loads.
int check_loaded(const std::string& file, const Loaded& loaded, const CheckOptions& options,
                 const Streams& streams) {
    const analysis::Checked checked =
        analysis::check(*loaded.rules, {options.as_of, options.solver_milliseconds});
    for (const analysis::Finding& finding : checked.findings) {
        streams.err << analysis::text_of(finding, loaded.source);
    }
    for (const analysis::Undecided& undecided : checked.undecided) {
        streams.err << analysis::text_of(undecided, loaded.source);
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

void warn_of_review(const RuleSet& rules, const std::string& file, Date day, std::ostream& err) {
    const std::optional<Date> review = rules.review_by();
    if (!review) return;
    const auto order = [](Date date) { return std::tuple(date.year, date.month, date.day); };
    if (order(day) <= order(*review)) return;
    err << file << ": warning: these rules were to be reviewed by " << review->to_text()
        << " [review-overdue]\n";
}

int check_rules(const CheckOptions& options, const Streams& streams) {
    int status = done;
    for (const std::string& file : options.rules) {
        const Loaded loaded = load_file(file);
        streams.err << drawn(loaded);
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
