// A run of cases as one page that needs nothing else. Entrance: write_html.

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "cases/report.hpp"
#include "text/escapes.hpp"
#include "text/line_table.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

namespace caveat::cases {

using text::in_markup;

namespace {

/// Colours are backed by the kind of line and by a sign, so that nobody depends on them.
constexpr std::string_view head = R"(<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1b1b; --dim: #6a6a6a; --rule: #ddd;
  --all: #dff2df; --part: #fdf0c8; --none: #fbdcd8; --all-line: #1d7a34; --part-line: #8a6100;
  --none-line: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181b; --ink: #e6e6e6; --dim: #9a9a9a;
  --rule: #3a3d42; --all: #16351f; --part: #3d3310; --none: #451c19; --all-line: #6fce88;
  --part-line: #e3b341; --none-line: #ff8a80; } }
body { margin: 0 auto; padding: 1rem; max-width: 70rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.3rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
pre, code { font: .875rem/1.6 ui-monospace, monospace; }
pre { border: 1px solid var(--rule); border-radius: .4rem; padding: .5rem 0; margin: 0;
  white-space: pre-wrap; overflow-wrap: anywhere; }
.l { display: block; padding: 0 .6rem 0 4rem; min-height: 1.6em; }
.l::before { content: attr(data-n); float: left; width: 3rem; margin-left: -3.6rem;
  text-align: right; color: var(--dim); }
.l:target { outline: 2px solid var(--ink); }
.all, .part, .none { border-radius: .2rem; padding: 0 .1rem; }
.all { background: var(--all); border-bottom: 2px solid var(--all-line); }
.part { background: var(--part); border-bottom: 2px dashed var(--part-line); }
.none { background: var(--none); border-bottom: 3px double var(--none-line); }
.all::after { content: "\2713"; color: var(--all-line); font-size: .75em; }
.part::after { content: "\25D0"; color: var(--part-line); font-size: .75em; }
.none::after { content: "\2717"; color: var(--none-line); font-size: .75em; }
.open::after { content: none; }
.badge { font: .75rem/1.4 system-ui, sans-serif; margin-left: .5rem; white-space: nowrap; }
li { margin: .2rem 0; overflow-wrap: anywhere; } .dim { color: var(--dim); }
</style>
)";

/// How much of what should be shown is shown.
std::string_view grade_of(const Mark* marks, std::size_t count) {
    std::size_t wanted = 0;
    std::size_t shown = 0;
    for (const Mark* mark = marks; mark != marks + count; ++mark) {
        if (!mark->is_wanted || mark->is_answered) continue;
        ++wanted;
        shown += mark->is_shown() ? 1U : 0U;
    }
    return shown == wanted ? "all" : shown == 0 ? "none" : "part";
}

/// `yes in 3 cases, no in 1 case, never unknown`.
template <class Value, std::size_t count>
std::string spoken(const std::array<Mark, count>& marks, std::initializer_list<Value> order) {
    std::string words;
    for (const Value value : order) {
        const Mark& mark = marks[static_cast<std::size_t>(value)];
        if (!mark.is_wanted && mark.approved == 0) continue;
        if (!words.empty()) words += ", ";
        const std::string word(words_of(value));
        if (mark.is_answered) {
            words += word + " cannot be: " + mark.because;
        } else if (mark.approved == 0) {
            words += "never " + word;
        } else {
            words += word + " in " + std::to_string(mark.approved) +
                     (mark.approved == 1 ? " case" : " cases");
        }
    }
    return words;
}

/// A piece of the rule file to be marked.
struct Piece {
    Span span;
    std::string_view grade;
    std::string said;
};

class Page {
  public:
    explicit Page(const TestRun& run)
        : run_(run), source_(api::loaded_of(run.rules).source), lines_(source_) {}

    std::string write() {
        const std::string title = in_markup(run_.rules_name) + ": what the cases show";
        out_ = "<!DOCTYPE html>\n<html lang=\"en\">\n<title>" + title + "</title>\n" +
               std::string(head) + "<h1>" + title + "</h1>\n";
        summary();
        failures();
        missing();
        file();
        return std::move(out_) + "</html>\n";
    }

  private:
    std::string version() const {
        if (run_.rules.version().empty()) return {};
        return "Version " + in_markup(run_.rules.version()) + ", ";
    }

    void summary() {
        const Coverage& covered = run_.coverage;
        const auto share = [](const Share& part) {
            return std::to_string(part.shown) + " of " + std::to_string(part.wanted);
        };
        out_ += "<p>" + std::to_string(run_.results.size()) + " cases, " +
                std::to_string(run_.failed()) + " failed, " + std::to_string(run_.unapproved()) +
                " not approved. Covered: <b>" + std::to_string(covered.of_all().percent()) +
                " %</b> (rules " + share(covered.of_rules()) + ", tests " +
                share(covered.of_conditions()) + "). Cases that nobody has approved do not count." +
                "</p>\n<p>" + version() + "<span class=\"dim\">SHA-256 <code>" +
                in_markup(run_.rules.sha256()) +
                "</code></span></p>\n<p><span class=\"all\">solid, ticked</span>: shown in every "
                "way &ensp; <span class=\"part\">dashed, half</span>: shown in some ways &ensp; "
                "<span class=\"none\">double, crossed</span>: never shown. Rest the pointer on a "
                "marked piece, or see the list below.</p>\n";
    }

    void failures() {
        const bool any = std::any_of(run_.results.begin(), run_.results.end(),
                                     [](const CaseResult& each) { return each.has_failed(); });
        if (!any) return;
        out_ += "<h2>Failed</h2>\n<ul>\n";
        for (const CaseResult& result : run_.results) {
            if (!result.has_failed()) continue;
            const Case& one = run_.case_of(result);
            out_ += "<li>" + in_markup(one.name) + (one.is_approved ? "" : " (not approved)") +
                    "<ul>\n";
            for (const Failure& failure : result.failures) {
                out_ += "<li>" + in_markup(failure.subject) + ": expected " +
                        in_markup(failure.expected) + ", but " + in_markup(failure.actual);
                for (const std::string& reason : failure.why) {
                    out_ += "<br><span class=\"dim\">" + in_markup(reason) + "</span>";
                }
                out_ += "</li>\n";
            }
            out_ += "</ul></li>\n";
        }
        out_ += "</ul>\n";
    }

    void missing() {
        std::string items;
        const auto item = [&](Span span, const std::string& name, std::string_view grade,
                              const std::string& said) {
            if (grade == "all") return;
            const std::string line = std::to_string(lines_.position(span.begin).line);
            items += "<li><a href=\"#l" + line + "\">line " + line + "</a>: <span class=\"" +
                     std::string(grade) + "\"><code>" + in_markup(name) + "</code></span> " +
                     in_markup(said) + "</li>\n";
        };
        for (const RuleCoverage& rule : run_.coverage.rules) {
            item(rule.span, "rule " + std::string(run_.rules.rule(rule.rule).id), grade(rule),
                 said(rule));
        }
        for (const ConditionCoverage& each : run_.coverage.conditions) {
            item(each.condition.span, each.condition.words, grade(each), said(each));
        }
        if (items.empty()) return;
        out_ += "<h2>What no case shows</h2>\n<ul>\n" + items + "</ul>\n";
    }

    static std::string_view grade(const RuleCoverage& rule) {
        return grade_of(rule.by_status.data(), rule.by_status.size());
    }
    static std::string_view grade(const ConditionCoverage& each) {
        return grade_of(each.by_truth.data(), each.by_truth.size());
    }
    static std::string said(const RuleCoverage& rule) {
        return spoken(rule.by_status, {Status::fired, Status::presumed, Status::undecided,
                                       Status::not_fired, Status::overridden});
    }
    static std::string said(const ConditionCoverage& each) {
        return spoken(each.by_truth, {Truth::yes, Truth::no, Truth::unknown});
    }

    /// The marked tests in order, each before those inside it.
    [[nodiscard]] std::vector<Piece> pieces() const {
        std::vector<Piece> pieces;
        for (const ConditionCoverage& each : run_.coverage.conditions) {
            pieces.push_back({each.condition.span, grade(each), said(each)});
        }
        std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) {
            return a.span.begin != b.span.begin ? a.span.begin < b.span.begin
                                                : a.span.end > b.span.end;
        });
        return pieces;
    }

    void file() {
        out_ += "<h2>The rule file</h2>\n<pre>";
        const std::vector<Piece> all = pieces();
        std::span<const Piece> left(all);
        for (std::size_t number = 1; number <= lines_.line_count(); ++number) {
            const std::string line = std::to_string(number);
            out_ += "<span class=\"l\"\nid=\"l" + line + "\" data-n=\"" + line + "\">";
            one_line(lines_.line_begin(number), lines_.line_text(number), left);
            badge(number);
            out_ += "</span>";
        }
        out_ += "</pre>\n";
    }

    /// The words of a line with its marks; those over several lines are closed at the end of each.
    ///
    /// left  the pieces that have not begun yet
    void one_line(std::size_t begin, std::string_view words, std::span<const Piece>& left) {
        const std::size_t end = begin + words.size();
        for (const Piece* piece : open_) begin_mark(*piece, piece->span.end <= end);
        std::size_t said = begin;
        const auto say_until = [&](std::size_t at) {
            const std::size_t stop = std::clamp(at, said, end);
            out_ += in_markup(words.substr(said - begin, stop - said));
            said = stop;
        };
        while (true) {
            const bool has_next = !left.empty() && left.front().span.begin < end;
            const std::size_t next_at = has_next ? left.front().span.begin : end + 1;
            if (!open_.empty() && open_.back()->span.end <= std::min(next_at, end)) {
                say_until(open_.back()->span.end);
                out_ += "</span>";
                open_.pop_back();
                continue;
            }
            if (!has_next) break;
            // What begins inside one piece and ends outside cannot be drawn; the list has it.
            if (open_.empty() || left.front().span.end <= open_.back()->span.end) {
                say_until(next_at);
                begin_mark(left.front(), left.front().span.end <= end);
                open_.push_back(&left.front());
            }
            left = left.subspan(1);
        }
        say_until(end);
        for (std::size_t i = 0; i < open_.size(); ++i) out_ += "</span>";
    }

    /// The sign of a piece over several lines stands at its end.
    void begin_mark(const Piece& piece, bool is_last) {
        out_ += "<span class=\"" + std::string(piece.grade) + (is_last ? "" : " open") +
                "\" title=\"" + in_markup(piece.said) + "\">";
    }

    /// At the end of the line on which a rule begins.
    void badge(std::size_t line) {
        while (next_rule_ < run_.coverage.rules.size()) {
            const RuleCoverage& rule = run_.coverage.rules[next_rule_];
            if (lines_.position(rule.span.begin).line != line) return;
            ++next_rule_;
            out_ += "<span class=\"badge " + std::string(grade(rule)) + "\" title=\"" +
                    in_markup("rule " + std::string(run_.rules.rule(rule.rule).id) + ": " +
                              said(rule)) +
                    "\">rule</span>";
        }
    }

    const TestRun& run_;
    std::string_view source_;
    text::LineTable lines_;
    std::vector<const Piece*> open_;  ///< marks that have begun and not ended
    std::size_t next_rule_ = 0;
    std::string out_;
};

}  // namespace

std::string write_html(const TestRun& run) {
    return Page(run).write();
}

}  // namespace caveat::cases
