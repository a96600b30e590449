// What the cases show of the rules, and what none of them shows. Entrance: write_cases.

#include "page/cover_marks.hpp"

#include <algorithm>

namespace caveat::page {

namespace {

std::string counted(std::size_t count, const std::string& noun) {
    return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

class CasesWriter {
  public:
    CasesWriter(Context& context, const authoring::TestRun& run, Markup& page)
        : context_(context), run_(run), page_(page) {}

    void write() {
        write_summary();
        write_failures();
        write_missing();
        write_all();
    }

  private:
    void write_summary() {
        const authoring::Coverage& covered = run_.coverage;
        const auto share = [](const authoring::CoverageShare& part) {
            return std::to_string(part.shown) + " of " + std::to_string(part.wanted);
        };
        page_.raw("<p>").say(counted(run_.results.size(), "case") + ", ");
        page_.say(std::to_string(run_.failed()) + " failed, ");
        page_.say(std::to_string(run_.unapproved()) + " not approved. Covered: ");
        page_.raw("<b>").say(std::to_string(covered.of_all().percent()) + " %").raw("</b> (rules ");
        page_.say(share(covered.of_rules()) + ", tests " + share(covered.of_conditions()));
        page_.raw("). Cases that nobody has approved do not count.</p>\n");
    }

    void write_failures() {
        Markup items;
        for (const authoring::CaseResult& result : run_.results) {
            if (!result.has_failed()) continue;
            const authoring::Case& one = run_.case_of(result);
            items.raw("<li>").text(one.name).raw(one.is_approved ? "<ul>" : " (not approved)<ul>");
            for (const authoring::Failure& failure : result.failures) {
                items.raw("<li>").text(failure.subject).raw(": expected ").text(failure.expected);
                items.raw(", but ").text(failure.actual);
                for (const std::string& reason : failure.why) {
                    items.raw("<br><span class=\"dim\">").text(reason).raw("</span>");
                }
                items.raw("</li>");
            }
            items.raw("</ul></li>\n");
        }
        if (items.is_empty()) return;
        page_.raw("<h3 class=\"bad\">Failed</h3>\n<ul>").add(items).raw("</ul>\n");
    }

    void write_missing() {
        Markup items;
        const auto add = [&](Span span, std::string_view name, const Grade& grade) {
            if (grade.word == "all") return;
            items.raw("<li>");
            context_.link_to_line(span, items);
            items.raw(": <span class=\"").raw(grade.word).raw("\"><code>").text(name);
            items.raw("</code></span> ").text(grade.said).raw("</li>\n");
        };
        for (const authoring::RuleCoverage& rule : run_.coverage.rules) {
            add(rule.span, "rule " + std::string(run_.rules.rule(rule.rule).id), grade_of(rule));
        }
        for (const authoring::ConditionCoverage& each : run_.coverage.conditions) {
            add(each.condition.span, each.condition.words, grade_of(each));
        }
        if (items.is_empty()) return;
        page_.raw("<h3>What no case shows</h3>\n<ul>").add(items).raw("</ul>\n");
    }

    void write_all() {
        if (run_.results.empty()) return;
        page_.raw("<details><summary>All cases</summary><ul>");
        for (const authoring::CaseResult& result : run_.results) {
            const authoring::Case& one = run_.case_of(result);
            page_.raw(result.has_failed() ? "<li>✗ " : "<li>✓ ").text(one.name);
            if (!one.is_approved) page_.raw(" (not approved)");
            page_.raw("</li>\n");
        }
        page_.raw("</ul></details>\n");
    }

    Context& context_;
    const authoring::TestRun& run_;
    Markup& page_;
};

}  // namespace

void write_cases(Context& context, Markup& page) {
    const authoring::TestRun* const run = context.options().run;
    if (run == nullptr) return;
    page.section("cases", "What the cases show");
    CasesWriter(context, *run, page).write();
    page.end_section();
}

}  // namespace caveat::page
