// `caveat check`: what is wrong with rule files. Entrance: `check_rules`.

#include "adapters/cli/commands.hpp"

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
        show(streams.err, streams.err_terminal, loaded.diagnostics, loaded.source);
        const auto errors = static_cast<std::size_t>(
            std::count_if(loaded.diagnostics.begin(), loaded.diagnostics.end(),
                          [](const Diagnostic& each) { return each.severity == Severity::error; }));
        if (!loaded.rules) {
            streams.out << file << ": " << counted(errors, "error") << '\n';
            status = unusable;
            continue;
        }
        warn_of_review(*loaded.rules, file, options.as_of, streams.err);
        streams.out << file << ": " << counted(loaded.rules->rule_count(), "rule") << ", "
                    << counted(loaded.rules->fact_count(), "fact") << ", no errors\n";
    }
    return status;
}

}  // namespace caveat::cli
