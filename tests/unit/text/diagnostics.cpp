#include "text/diagnostics.hpp"

#include <caveat/visible_text.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using caveat::Diagnostic;
using caveat::Severity;
using caveat::text::Diagnostics;
using caveat::text::quoted;
using caveat::text::with;

BOOST_AUTO_TEST_SUITE(diagnostics)

BOOST_AUTO_TEST_CASE(problems_come_out_in_the_order_of_the_file) {
    Diagnostics all;
    all.error("nesting", {20, 21}, "second");
    all.warning("anchor", {3, 4}, "first");
    all.error("tag", {20, 25}, "third");
    const std::vector<Diagnostic> taken = all.take();
    BOOST_REQUIRE(taken.size() == 3u);
    BOOST_TEST(taken[0].message == "first");
    BOOST_TEST(taken[1].message == "second");
    BOOST_TEST(taken[2].message == "third");
    BOOST_TEST(all.is_empty());
    BOOST_TEST(all.take().empty());
}

BOOST_AUTO_TEST_CASE(a_warning_is_no_error) {
    Diagnostics all;
    all.warning("anchor", {}, "careful");
    BOOST_TEST(!all.has_errors());
    BOOST_TEST(!all.is_empty());
    all.error("nesting", {}, "wrong");
    BOOST_TEST(all.has_errors());
}

BOOST_AUTO_TEST_CASE(details_are_added_in_one_sentence) {
    Diagnostics all;
    with(all.error("alias", {1, 2}, "wrong"))
        .help("do this")
        .label({3, 4}, "first declared here")
        .argument("name", "fever")
        .path("facts.fever");
    const Diagnostic expected{Severity::error,
                              "alias",
                              "wrong",
                              "do this",
                              "facts.fever",
                              {1, 2},
                              {{{3, 4}, "first declared here"}},
                              {{"name", "fever"}}};
    BOOST_CHECK(all.take().at(0) == expected);
}

BOOST_AUTO_TEST_CASE(too_many_errors_are_counted_and_closed) {
    Diagnostics all;
    for (std::uint32_t i = 0; i < 200; ++i) all.error("alias", {i, i}, "wrong");
    BOOST_TEST(all.take().size() == 200u);
    for (std::uint32_t i = 0; i < 1000; ++i) with(all.error("alias", {i, i}, "wrong")).help("h");
    all.warning("hole", {5000, 5001}, "careful");
    const std::vector<Diagnostic> taken = all.take();
    BOOST_REQUIRE(taken.size() == 202u);
    BOOST_TEST(taken[200].code == "hole");
    BOOST_TEST(taken[201].code == "too-many-errors");
    BOOST_TEST(taken[201].message == "too many errors: 800 more are not shown");
    BOOST_TEST(!all.has_errors());
}

BOOST_AUTO_TEST_CASE(quoted_words_are_safe_to_show) {
    BOOST_TEST(quoted("pian nrs") == "`pian nrs`");
    BOOST_TEST(quoted("") == "``");
    BOOST_TEST(quoted("é → 頭") == "`é → 頭`");
    BOOST_TEST(quoted("a\nb\tc\rd") == "`a\\nb\\tc\\rd`");
    BOOST_TEST(quoted("a`b") == "`a\\`b`");
    BOOST_TEST(quoted("\x1B[31m") == "`\\u{1b}[31m`");
    BOOST_TEST(quoted(std::string_view("\0x", 2)) == "`\\u{0}x`");
    BOOST_TEST(quoted("a\xC2\xA0"
                      "b\xE2\x80\x8B") == "`a\\u{a0}b\\u{200b}`");
    BOOST_TEST(quoted("\xEF\xBB\xBF") == "`\\u{feff}`");
    BOOST_TEST(quoted("a\xFF") == "`a\xEF\xBF\xBD`");
    BOOST_TEST(quoted(std::string(80, 'x')) == "`" + std::string(80, 'x') + "`");
    BOOST_TEST(quoted(std::string(81, 'x')) == "`" + std::string(80, 'x') + "…`");
}

BOOST_AUTO_TEST_CASE(names_from_outside_stand_on_one_line_whole_and_without_quotes) {
    BOOST_TEST(caveat::visible_text("a b.yaml") == "a b.yaml");
    BOOST_TEST(caveat::visible_text("a\nb\x1B[2J") == "a\\nb\\u{1b}[2J");
    BOOST_TEST(caveat::visible_text("a\xFF") == "a\xEF\xBF\xBD");
    BOOST_TEST(caveat::visible_text(std::string(200, 'x')) == std::string(200, 'x'));
}

BOOST_AUTO_TEST_CASE(suggestions_read_as_a_question) {
    using caveat::text::did_you_mean;
    BOOST_TEST(did_you_mean({}) == "");
    BOOST_TEST(did_you_mean({"a"}) == "did you mean `a`?");
    BOOST_TEST(did_you_mean({"a", "b"}) == "did you mean `a` or `b`?");
    BOOST_TEST(did_you_mean({"a", "b", "c"}) == "did you mean `a`, `b` or `c`?");
}

BOOST_AUTO_TEST_SUITE_END()
