// A run of cases as JUnit XML, which build servers read. Entrance: write_junit.

#include <caveat/authoring/cases.hpp>

#include "text/escapes.hpp"
#include "text/line_table.hpp"

#include <utility>

namespace caveat::authoring {

using text::in_markup;

namespace {

class JunitReport {
  public:
    explicit JunitReport(const TestRun& run) : run_(run) {
        for (const CaseFile& file : run.files) lines_.emplace_back(file.source.text);
    }

    std::string write() {
        out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
        suite(true, in_markup(name()), run_.failed(), 0);
        if (run_.unapproved() != 0) {
            suite(false, in_markup(name()) + " (not approved)", 0, run_.unapproved_failed());
        }
        return std::move(out_) + "</testsuites>\n";
    }

  private:
    /// Of the rule set; of its file where it has no `id`.
    std::string name() const {
        return run_.rules.id().empty() ? run_.rules_name : std::string(run_.rules.id());
    }

    void suite(bool approved, const std::string& name, std::size_t failures, std::size_t skipped) {
        const std::size_t size =
            approved ? run_.results.size() - run_.unapproved() : run_.unapproved();
        out_ += "  <testsuite name=\"" + name + "\" tests=\"" + std::to_string(size) +
                "\" failures=\"" + std::to_string(failures) + "\" errors=\"0\" skipped=\"" +
                std::to_string(skipped) + "\">\n";
        for (const CaseResult& result : run_.results) {
            if (run_.case_of(result).is_approved == approved) one_case(result);
        }
        out_ += "  </testsuite>\n";
    }

    void one_case(const CaseResult& result) {
        const Case& one = run_.case_of(result);
        const text::LineTable& lines = lines_[result.file];
        out_ += "    <testcase classname=\"" + in_markup(name()) + "\" name=\"" +
                in_markup(one.name) + "\" file=\"" +
                in_markup(run_.files[result.file].source.name) + "\" line=\"" +
                std::to_string(lines.position(one.span.begin).line) + '"';
        if (!result.has_failed()) {
            out_ += "/>\n";
            return;
        }
        const Failure& first = result.failures.front();
        const std::string message =
            in_markup(first.subject + ": expected " + first.expected + ", but " + first.actual);
        out_ += ">\n      ";
        out_ += one.is_approved ? "<failure message=\"" + message + "\">"
                                : "<skipped message=\"" + message + "\">";
        for (const Failure& failure : result.failures) {
            out_ += in_markup(failure.subject) + "\nexpected: " + in_markup(failure.expected) +
                    "\nactual: " + in_markup(failure.actual) + '\n';
            for (const std::string& reason : failure.why) {
                out_ += "why: " + in_markup(reason) + '\n';
            }
        }
        out_ += one.is_approved ? "</failure>\n" : "</skipped>\n";
        out_ += "    </testcase>\n";
    }

    const TestRun& run_;
    std::vector<text::LineTable> lines_;
    std::string out_;
};

}  // namespace

std::string write_junit(const TestRun& run) {
    return JunitReport(run).write();
}

}  // namespace caveat::authoring
