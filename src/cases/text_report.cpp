// A run of cases as text for a terminal. Entrances: write_text, missing_lines.

#include <caveat/authoring/cases.hpp>
#include <caveat/visible_text.hpp>

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "cases/running.hpp"
#include "text/diagnostics.hpp"
#include "text/line_table.hpp"

#include <string_view>

namespace caveat::authoring {

namespace {

using cases::words_of;

constexpr std::size_t most_missing_shown = 60;

std::string counted(std::size_t count, std::string_view noun) {
    return std::to_string(count) + ' ' + std::string(noun) + (count == 1 ? "" : "s");
}

std::string place_in(const std::string& name, const text::LineTable& lines, Span span) {
    const text::Position position = lines.position(span.begin);
    return visible_text(name) + ':' + std::to_string(position.line) + ':' +
           std::to_string(position.column) + ": ";
}

/// `fired or undecided`.
std::string either_of(const std::vector<std::string_view>& words) {
    std::string all;
    for (std::size_t i = 0; i < words.size(); ++i) {
        all += i == 0 ? "" : i + 1 == words.size() ? " or " : ", ";
        all += words[i];
    }
    return all;
}

class TextReport {
  public:
    explicit TextReport(const TestRun& run) : run_(run) {}

    std::string write() {
        failed(true);
        failed(false);
        coverage();
        summary();
        return std::move(out_);
    }

  private:
    void failed(bool approved) {
        for (std::size_t file = 0; file < run_.files.size(); ++file) {
            const text::LineTable lines(run_.files[file].source.text);
            for (const CaseResult& result : run_.results) {
                const Case& one = run_.case_of(result);
                if (result.file != file || !result.has_failed() || one.is_approved != approved) {
                    continue;
                }
                out_ += place_in(run_.files[file].source.name, lines, one.span) +
                        (approved ? "failed: " : "not approved, and failed: ") +
                        text::quoted(one.name) + '\n';
                for (const Failure& failure : result.failures) {
                    describe(failure, lines.position(failure.span.begin).line);
                }
                out_ += '\n';
            }
        }
    }

    void describe(const Failure& failure, std::uint32_t line) {
        out_ += "  " + failure.subject + "   (line " + std::to_string(line) + ")\n";
        out_ += "    expected: " + failure.expected + '\n';
        out_ += "    actual:   " + failure.actual + '\n';
        for (const std::string& reason : failure.why) {
            out_ += (&reason == failure.why.data() ? "    why:      " : "              ") + reason +
                    '\n';
        }
    }

    void coverage() {
        const std::vector<std::string> missing = missing_lines(run_);
        if (!missing.empty()) out_ += "no approved case shows:\n";
        for (std::size_t i = 0; i < missing.size() && i < most_missing_shown; ++i) {
            out_ += "  " + missing[i] + '\n';
        }
        if (missing.size() > most_missing_shown) {
            out_ += "  and " + std::to_string(missing.size() - most_missing_shown) + " more\n";
        }
        if (!missing.empty()) out_ += '\n';
        const auto share = [](const CoverageShare& part) {
            return std::to_string(part.shown) + " of " + std::to_string(part.wanted);
        };
        const Coverage& covered = run_.coverage;
        out_ += "covered: " + std::to_string(covered.of_all().percent()) + " % (rules " +
                share(covered.of_rules()) + ", tests " + share(covered.of_conditions());
        if (covered.answered() != 0) {
            out_ += ", " + std::to_string(covered.answered()) + " answered as unreachable";
        }
        out_ += ")";
        if (covered.with_unapproved() != covered.of_all()) {
            out_ += "; with the cases not approved " +
                    std::to_string(covered.with_unapproved().percent()) + " %";
        }
        out_ += '\n';
    }

    void summary() {
        const std::size_t unapproved = run_.unapproved();
        out_ += visible_text(run_.rules_name) + ": " + counted(run_.results.size(), "case") + ", " +
                std::to_string(run_.failed()) + " failed";
        if (unapproved != 0) {
            out_ += ", " + std::to_string(unapproved) + " not approved";
            if (run_.unapproved_failed() != 0) {
                out_ += " (" + std::to_string(run_.unapproved_failed()) +
                        " of them no longer as proposed)";
            }
        }
        out_ += '\n';
    }

    const TestRun& run_;
    std::string out_;
};

}  // namespace

std::vector<std::string> missing_lines(const TestRun& run) {
    const text::LineTable lines(api::loaded_of(run.rules).source);
    std::vector<std::string> missing;
    for (const RuleCoverage& rule : run.coverage.rules) {
        std::vector<std::string_view> never;
        for (const Status status : {Status::fired, Status::not_fired, Status::presumed,
                                    Status::undecided, Status::overridden}) {
            if (rule.by_status[static_cast<std::size_t>(status)].is_missing()) {
                never.push_back(words_of(status));
            }
        }
        if (never.empty()) continue;
        missing.push_back(place_in(run.rules_name, lines, rule.span) + "the rule " +
                          text::quoted(run.rules.rule(rule.rule).id) + ' ' + either_of(never));
    }
    for (const ConditionCoverage& each : run.coverage.conditions) {
        std::vector<std::string_view> never;
        for (const Truth truth : {Truth::yes, Truth::no, Truth::unknown}) {
            if (each.by_truth[static_cast<std::size_t>(truth)].is_missing()) {
                never.push_back(words_of(truth));
            }
        }
        if (never.empty()) continue;
        missing.push_back(place_in(run.rules_name, lines, each.condition.span) +
                          text::quoted(each.condition.words) + ' ' + either_of(never));
    }
    return missing;
}

std::string write_text(const TestRun& run) {
    return TextReport(run).write();
}

}  // namespace caveat::authoring
