// How problems are drawn: every expected text is what a terminal shows, byte for byte.

#include <caveat/diagnostic.hpp>

#include "text/diagnostics.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

namespace {

using caveat::Diagnostic;
using caveat::Severity;
using caveat::Source;
using caveat::Span;

/// The span of the `nth` occurrence of `part`.
Span span_of(std::string_view text, std::string_view part, std::size_t nth = 1) {
    std::size_t at = text.find(part);
    for (; nth > 1; --nth) at = text.find(part, at + 1);
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + part.size())};
}

Diagnostic problem(Span span, std::string help = {}) {
    return {Severity::error,
            "unknown-name",
            "no fact is called that",
            std::move(help),
            {},
            span,
            {},
            {}};
}

/// The two lines below the first: source and carets.
std::string excerpt(std::string_view text, std::string_view part, std::size_t nth = 1) {
    const std::string drawn =
        caveat::render(problem(span_of(text, part, nth)), Source{"f.yaml", std::string(text)});
    return drawn.substr(drawn.find('\n') + 1);
}

std::string first_line(std::string_view text, Span span) {
    const std::string drawn = caveat::render(problem(span), Source{"f.yaml", std::string(text)});
    return drawn.substr(0, drawn.find('\n'));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(render)

BOOST_AUTO_TEST_CASE(a_problem_looks_as_the_style_guide_shows_it) {
    const std::string text = "rules:\n  - id: x\n    when: pian nrs >= 7\n";
    Diagnostic d = problem(span_of(text, "pian nrs"), "did you mean `pain nrs`?");
    d.message = "no fact is called `pian nrs`";
    BOOST_TEST(caveat::render(d, Source{"rules/back.yaml", text}) ==
               "rules/back.yaml:3:11: error: no fact is called `pian nrs` [unknown-name]\n"
               "  when: pian nrs >= 7\n"
               "        ^^^^^^^^\n"
               "  help: did you mean `pain nrs`?\n");
}

BOOST_AUTO_TEST_CASE(labels_are_drawn_below_as_notes) {
    const std::string text = "fever: a\npain: b\nfever: c\n";
    Diagnostic d{Severity::warning,
                 "twice",
                 "`fever` is declared twice",
                 {},
                 {},
                 span_of(text, "fever", 2),
                 {{span_of(text, "fever"), "first declared here"}},
                 {}};
    BOOST_TEST(caveat::render(d, Source{"f.yaml", text}) ==
               "f.yaml:3:1: warning: `fever` is declared twice [twice]\n"
               "  fever: c\n"
               "  ^^^^^\n"
               "f.yaml:1:1: note: first declared here\n"
               "  fever: a\n"
               "  ^^^^^\n");
}

BOOST_AUTO_TEST_CASE(a_profile_problem_is_placed_by_its_path) {
    const Diagnostic d{Severity::error,
                       "out-of-range",
                       "`pain nrs` is 11, but must be 0 to 10",
                       "it was left out and counts as unanswered",
                       "facts.pain_nrs",
                       {},
                       {},
                       {}};
    BOOST_TEST(caveat::render(d, {}) ==
               "facts.pain_nrs: error: `pain nrs` is 11, but must be 0 to 10 [out-of-range]\n"
               "  help: it was left out and counts as unanswered\n");
    BOOST_TEST(
        caveat::render(d, Source{"p1.json", "{}"}).starts_with("p1.json: facts.pain_nrs: error: "));
}

BOOST_AUTO_TEST_CASE(a_file_without_text_has_no_place) {
    const Diagnostic d{Severity::error, "cannot-open", "cannot open the file", {}, {}, {}, {}, {}};
    BOOST_TEST(caveat::render(d, Source{"none.yaml", ""}) ==
               "none.yaml: error: cannot open the file [cannot-open]\n");
}

BOOST_AUTO_TEST_CASE(further_lines_of_a_help_stand_under_its_first) {
    BOOST_TEST(caveat::render(problem({0, 1}, "one of\na\nb"), Source{"f", "x"}) ==
               "f:1:1: error: no fact is called that [unknown-name]\n"
               "  x\n"
               "  ^\n"
               "  help: one of\n"
               "        a\n"
               "        b\n");
}

BOOST_AUTO_TEST_CASE(columns_and_carets_count_what_the_author_sees) {
    struct Case {
        std::string_view text, part, expected;
        const char* place;
    };
    const Case cases[] = {
        {"  - Müdigkeit → pian", "pian", "  - Müdigkeit → pian\n                ^^^^\n", "1:17"},
        {"é → naïve → x", "naïve", "  é → naïve → x\n      ^^^^^\n", "1:5"},
        // A combining acute takes no column of its own but counts as a code point.
        {"cafe\xCC\x81 pian", "pian", "  cafe\xCC\x81 pian\n       ^^^^\n", "1:7"},
        {"cafe\xCC\x81 pian", "cafe\xCC\x81", "  cafe\xCC\x81 pian\n  ^^^^\n", "1:1"},
        // Wide characters take two columns.
        {"頭痛 pian", "pian", "  頭痛 pian\n       ^^^^\n", "1:4"},
        {"x 頭痛", "頭痛", "  x 頭痛\n    ^^^^\n", "1:3"},
        // Tabs are drawn as four blanks wherever they stand; the indentation is left out.
        {"\t\ta\tpian", "pian", "  a    pian\n       ^^^^\n", "1:5"},
        {"a\tb", "\t", "  a    b\n   ^^^^\n", "1:2"},
        // What hides from the reader becomes visible.
        {"pain\xC2\xA0nrs", "\xC2\xA0", "  pain\xEF\xBF\xBDnrs\n      ^\n", "1:5"},
        {"a\x1B[31mb", "b", "  a\xEF\xBF\xBD[31mb\n        ^\n", "1:7"},
        {"a\xFFz", "z", "  a\xEF\xBF\xBDz\n    ^\n", "1:3"},
    };
    for (const Case& c : cases) {
        BOOST_TEST_CONTEXT(c.text) {
            BOOST_TEST(excerpt(c.text, c.part) == c.expected);
            BOOST_TEST(first_line(c.text, span_of(c.text, c.part)) ==
                       std::string("f.yaml:") + c.place +
                           ": error: no fact is called that [unknown-name]");
        }
    }
}

BOOST_AUTO_TEST_CASE(every_kind_of_line_break_ends_a_line) {
    BOOST_TEST(excerpt("a: 1\r\nb: pian\r\nc: 2\r\n", "pian") == "  b: pian\n     ^^^^\n");
    BOOST_TEST(excerpt("a: 1\rb: pian\rc: 2", "pian") == "  b: pian\n     ^^^^\n");
    BOOST_TEST(first_line("a: 1\r\nb: pian\r\n", {9, 13}).starts_with("f.yaml:2:4: "));
    BOOST_TEST(first_line("\xEF\xBB\xBF"
                          "pian",
                          {3, 7})
                   .starts_with("f.yaml:1:1: "));
    BOOST_TEST(excerpt("\xEF\xBB\xBF"
                       "pian",
                       "pian") == "  pian\n  ^^^^\n");
}

BOOST_AUTO_TEST_CASE(a_span_over_several_lines_marks_the_first) {
    BOOST_TEST(excerpt("when: a\n  or b\n", "a\n  or b") == "  when: a\n        ^\n");
    BOOST_TEST(excerpt("when: a\r\n  or b\n", "a\r\n  or") == "  when: a\n        ^\n");
}

BOOST_AUTO_TEST_CASE(a_place_without_characters_still_has_one_caret) {
    const std::string text = "when: a\n\nthen: b";
    const auto at = [&text](std::uint32_t offset) {
        return caveat::render(problem({offset, offset}), Source{"f", text});
    };
    BOOST_TEST(at(7) ==
               "f:1:8: error: no fact is called that [unknown-name]\n"
               "  when: a\n         ^\n");
    BOOST_TEST(at(8) == "f:2:1: error: no fact is called that [unknown-name]\n");
    BOOST_TEST(at(16) ==
               "f:3:8: error: no fact is called that [unknown-name]\n"
               "  then: b\n         ^\n");
    BOOST_TEST(at(4000) == at(16));
}

BOOST_AUTO_TEST_CASE(a_very_long_line_is_cut_around_the_span) {
    const std::string left(300, 'a');
    const std::string right(300, 'b');
    const std::string drawn = excerpt(left + " pian " + right, "pian");
    BOOST_TEST(drawn == "  …" + std::string(29, 'a') + " pian " + std::string(65, 'b') + "…\n" +
                            std::string(33, ' ') + "^^^^\n");
    BOOST_TEST(excerpt("pian " + right, "pian") ==
               "  pian " + std::string(95, 'b') + "…\n  ^^^^\n");
    BOOST_TEST(excerpt(left + " pian", "pian") ==
               "  …" + std::string(29, 'a') + " pian\n" + std::string(33, ' ') + "^^^^\n");
    // A marked piece that is itself too long is marked as far as it is shown.
    BOOST_TEST(excerpt(left, left) ==
               "  " + std::string(100, 'a') + "…\n  " + std::string(100, '^') + "\n");
    // One hundred columns fit.
    BOOST_TEST(excerpt(std::string(100, 'c'), "c") == "  " + std::string(100, 'c') + "\n  ^\n");
}

BOOST_AUTO_TEST_CASE(a_huge_line_is_drawn_in_no_time) {
    std::string text(8 << 20, 'x');
    text.replace(text.size() / 2, 4, "pian");
    const Span span = span_of(text, "pian");
    for (int i = 0; i < 20; ++i) caveat::render(problem(span), Source{"f", text});
    BOOST_TEST(first_line(text, span).starts_with("f.yaml:1:4194305: "));
}

BOOST_AUTO_TEST_CASE(any_span_in_any_bytes_can_be_drawn) {
    std::uint32_t state = 1;
    const auto next = [&state] { return state = state * 1664525u + 1013904223u, state >> 8u; };
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (std::uint32_t i = next() % 40; i > 0; --i) text += static_cast<char>(next() % 256);
        const std::string drawn = caveat::render(problem({next() % 50, next() % 50}), {"f", text});
        BOOST_REQUIRE(drawn.ends_with("\n"));
    }
}

BOOST_AUTO_TEST_CASE(the_name_of_a_file_does_nothing_to_a_terminal) {
    caveat::Diagnostic problem;
    problem.code = "probe";
    problem.message = "a message";
    const std::string drawn = caveat::render(problem, {"a\x1b[2Jb\u202ec.yaml", "x\n"});
    BOOST_TEST(drawn.find('\x1b') == std::string::npos);
    BOOST_TEST(drawn.find("\u202e") == std::string::npos);
    BOOST_TEST(drawn.starts_with("a\\u{1b}[2Jb\\u{202e}c.yaml:1:1: error: a message [probe]"));
}

BOOST_AUTO_TEST_SUITE_END()
