// Screens profile after profile, a line each. Entrance: `LineScreener::screen`.

#include "adapters/cli/line_screener.hpp"

#include "adapters/cli/input.hpp"
#include "adapters/cli/running_digest.hpp"

#include <algorithm>

namespace caveat::cli {

ReadOptions reading_of(const ScreenOptions& options) {
    ReadOptions reading;
    reading.default_as_of = options.as_of;
    reading.extra_facts = options.extra_facts;
    reading.most_bytes = most_profile_bytes;
    return reading;
}

ReportOptions writing_of(const ScreenOptions& options, WhyOf otherwise) {
    ReportOptions writing;
    writing.why = options.why.value_or(otherwise);
    writing.no_values = options.no_values;
    return writing;
}

LineScreener::LineScreener(const ScreenOptions& options, const RuleSet& rules)
    : options_(options), reader_(rules, reading_of(options)), writer_(writing_of(options), false) {}

void LineScreener::screen(const Block& block, Screened& screened) {
    screened.answers.clear();
    screened.profiles.clear();
    screened.has_problems = false;
    const char* const end = block.memory.data() + block.memory.size();
    std::string_view lines = block.lines();
    while (!lines.empty()) {
        const std::string_view line = take_line(lines);
        screen(line, static_cast<std::size_t>(end - (line.data() + line.size())), screened);
    }
}

void LineScreener::screen(std::string_view profile, std::size_t readable_after,
                          Screened& screened) {
    caveat::screen(reader_.read(profile, readable_after), screening_,
                   options_.respondents.value_or(Respondents{}));
    screened.profiles.push_back(digest_of(profile));
    if (has_errors(screening_)) screened.has_problems = true;
    if (options_.only_verdict) {
        write_verdict(screening_, screened.answers);
    } else if (options_.only_record) {
        screened.answers +=
            write_record(screening_, {writing_of(options_), reading_of(options_), profile});
    } else {
        writer_.append(screening_, screened.answers);
    }
}

bool has_errors(const Screening& screening) {
    const auto problems = screening.problems();
    return std::any_of(problems.begin(), problems.end(),
                       [](const Diagnostic& each) { return each.severity == Severity::error; });
}

}  // namespace caveat::cli
