// A run of cases as JSON, for programs. Entrance: write_json.

#include <caveat/authoring/cases.hpp>
#include <caveat/keys.hpp>

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "text/escapes.hpp"
#include "text/line_table.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace caveat::authoring {

using text::in_json;

namespace {

/// One member a line; what is inside a member stands on its line.
class JsonReport {
  public:
    explicit JsonReport(const TestRun& run)
        : run_(run), rule_lines_(api::loaded_of(run.rules).source) {}

    std::string write() {
        out_ = "{\n  \"schema\": \"caveat/test/1\",\n  \"rule_set\": {\"file\": " +
               in_json(run_.rules_name) + member("id", run_.rules.id()) +
               member("version", run_.rules.version()) +
               ", \"sha256\": " + in_json(run_.rules.sha256()) + "},\n";
        out_ += "  \"failed\": " + std::to_string(run_.failed()) +
                ", \"unapproved\": " + std::to_string(run_.unapproved()) +
                ", \"unapproved_failed\": " + std::to_string(run_.unapproved_failed()) + ",\n";
        out_ += "  \"cases\": [";
        std::vector<text::LineTable> lines;
        for (const CaseFile& file : run_.files) lines.emplace_back(file.source.text);
        for (const CaseResult& result : run_.results) {
            separate(&result == run_.results.data());
            one_case(result, lines[result.file]);
        }
        out_ += "\n  ],\n  \"coverage\": {";
        shares();
        out_ += ",\n  \"rules\": [";
        for (const RuleCoverage& rule : run_.coverage.rules) {
            separate(&rule == run_.coverage.rules.data());
            out_ += "{\"id\": " + in_json(run_.rules.rule(rule.rule).id) +
                    place(rule_lines_, rule.span);
            marks<Status>(rule.by_status);
        }
        out_ += "\n  ],\n  \"tests\": [";
        for (const ConditionCoverage& each : run_.coverage.conditions) {
            separate(&each == run_.coverage.conditions.data());
            out_ += "{\"words\": " + in_json(each.condition.words) +
                    place(rule_lines_, each.condition.span);
            marks<Truth>(each.by_truth);
        }
        return std::move(out_) + "\n  ]}\n}\n";
    }

  private:
    /// Nothing where the rule file does not say.
    static std::string member(std::string_view key, std::string_view value) {
        if (value.empty()) return {};
        return ", \"" + std::string(key) + "\": " + in_json(value);
    }

    void separate(bool is_first) { out_ += is_first ? "\n    " : ",\n    "; }

    static std::string place(const text::LineTable& lines, Span span) {
        const text::Position position = lines.position(span.begin);
        return ", \"line\": " + std::to_string(position.line) +
               ", \"column\": " + std::to_string(position.column);
    }

    void one_case(const CaseResult& result, const text::LineTable& lines) {
        const Case& one = run_.case_of(result);
        out_ += "{\"name\": " + in_json(one.name) +
                ", \"file\": " + in_json(run_.files[result.file].source.name) +
                place(lines, one.span) + ", \"approved\": " + (one.is_approved ? "true" : "false") +
                ", \"passed\": " + (result.has_failed() ? "false" : "true") + ", \"failures\": [";
        for (const Failure& failure : result.failures) {
            out_ += &failure == result.failures.data() ? "" : ", ";
            out_ += "{\"subject\": " + in_json(failure.subject) +
                    ", \"expected\": " + in_json(failure.expected) +
                    ", \"actual\": " + in_json(failure.actual) + ", \"why\": [";
            for (const std::string& reason : failure.why) {
                out_ += (&reason == failure.why.data() ? "" : ", ") + in_json(reason);
            }
            out_ += "]" + place(lines, failure.span) + "}";
        }
        out_ += "]}";
    }

    void shares() {
        const Coverage& covered = run_.coverage;
        const auto share = [&](std::string_view key, const CoverageShare& part) {
            out_ += '"' + std::string(key) + "\": {\"shown\": " + std::to_string(part.shown) +
                    ", \"wanted\": " + std::to_string(part.wanted) +
                    ", \"percent\": " + std::to_string(part.percent()) + "}";
        };
        share("all", covered.of_all());
        out_ += ", ";
        share("with_unapproved", covered.with_unapproved());
    }

    /// How many cases show each; a mark that its author answered says why instead.
    template <class Value, std::size_t count>
    void marks(const std::array<CoverageItem, count>& marks) {
        for (std::size_t i = 0; i < marks.size(); ++i) {
            const CoverageItem& mark = marks[i];
            out_ += ", \"" + std::string(key(static_cast<Value>(i))) +
                    "\": {\"cases\": " + std::to_string(mark.approved) +
                    ", \"unapproved\": " + std::to_string(mark.unapproved) +
                    ", \"wanted\": " + (mark.is_wanted ? "true" : "false");
            if (mark.is_answered) out_ += ", \"unreachable\": " + in_json(mark.because);
            out_ += "}";
        }
        out_ += "}";
    }

    const TestRun& run_;
    text::LineTable rule_lines_;
    std::string out_;
};

}  // namespace

std::string write_json(const TestRun& run) {
    return JsonReport(run).write();
}

}  // namespace caveat::authoring
