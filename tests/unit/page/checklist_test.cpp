// A rule as a list: the author's words, what they deny, and the terms by their names.

#include "page/checklist.hpp"

#include "sample.hpp"

namespace caveat::page {

BOOST_AUTO_TEST_SUITE(checklists)

namespace {

using namespace caveat::page::testing;

const std::string head = R"(caveat: 1
facts:
  a: yes/no
  b: yes/no
  c: {type: yes/no, only if: a}
  n: {type: number, whole: true, from: 0, to: 10}
  codes: {type: choices, of: [one, two]}
  visits: {type: records, each: visit, dated by: date, of: {date: {type: date}, late: {type: yes/no}}}
parameters: {limit: {value: 7, why: It is.}}
terms:
  high: n >= limit
  calm: not a
  both: a and b
  either: a or b
  many {k} visit(s): at least k visits where late
outcomes: {avoid it: {say: No.}}
rules:
)";

/// Each item on a line, two blanks a level.
std::string list_of(const std::string& rule, const std::string& json = {}) {
    const RuleSet rules = load(head + "  - {id: r, rule: " + rule + " → avoid it}\n");
    Screening screening;
    screen(read_profile(rules, json), screening);
    PageOptions options{.as_of = {2026, 11, 20}};
    if (!json.empty()) options.patient = &screening;
    Context context(rules, options);
    std::string text;
    for (const CheckItem& item : checklist_of(context, RuleId{0})) {
        text += std::string(2 * std::size_t{item.depth}, ' ');
        if (item.truth)
            text += *item.truth == Truth::yes ? "+ " : *item.truth == Truth::no ? "- " : "? ";
        text += item.is_denied ? "not " : "";
        text += item.kind == CheckItem::Kind::term ? "[" + item.words + "]" : item.words;
        if (item.node != model::none) {
            for (const NamedNumber& number : named_numbers(context, item.node)) {
                text += " (" + number.words + ")";
            }
        }
        text += item.known + "\n";
    }
    return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_test_stands_in_the_words_of_its_author) {
    BOOST_TEST(list_of("a and n > 3 unless b") ==
               "When\n  All of\n    a\n    n > 3\nUnless\n  b\n");
}

BOOST_AUTO_TEST_CASE(what_is_denied_says_so_once) {
    BOOST_TEST(list_of("not a") == "When\n  not a\n");
    BOOST_TEST(list_of("not (a and n > 3)") == "When\n  Any of\n    not a\n    not n > 3\n");
    BOOST_TEST(list_of("n != 3") == "When\n  n != 3\n");
    BOOST_TEST(list_of("not n != 3") == "When\n  not n != 3\n");
    BOOST_TEST(list_of("codes are not empty") == "When\n  codes are not empty\n");
    BOOST_TEST(list_of("no visit where late") == "When\n  no visit where late\n");
}

BOOST_AUTO_TEST_CASE(a_term_is_named_and_opens) {
    BOOST_TEST(list_of("high") == "When\n  [high]\n    n >= limit (limit is 7)\n");
    BOOST_TEST(list_of("not high") == "When\n  not [high]\n    not n >= limit (limit is 7)\n");
    BOOST_TEST(list_of("calm") == "When\n  [calm]\n    not a\n");
    BOOST_TEST(list_of("not calm") == "When\n  not [calm]\n    a\n");
    BOOST_TEST(list_of("not either") ==
               "When\n  not [either]\n    All of\n      not a\n      not b\n");
}

BOOST_AUTO_TEST_CASE(a_term_among_other_parts_keeps_its_own_together) {
    BOOST_TEST(list_of("both and n > 3") ==
               "When\n  All of\n    [both]\n      All of\n        a\n        b\n    n > 3\n");
    BOOST_TEST(list_of("n > 3 and both") ==
               "When\n  All of\n    n > 3\n    [both]\n      All of\n        a\n        b\n");
    BOOST_TEST(list_of("both and high") ==
               "When\n  All of\n    [both]\n      All of\n        a\n        b\n    [high]\n"
               "      n >= limit (limit is 7)\n");
}

BOOST_AUTO_TEST_CASE(a_number_given_to_a_term_is_told) {
    BOOST_TEST(has(list_of("many 2 visits"),
                   "[many {k} visit(s)]\n    at least k visits where late "
                   "(here: at least 2 visits where late)"));
}

BOOST_AUTO_TEST_CASE(a_patient_marks_what_the_rule_asks_for) {
    BOOST_TEST(
        list_of("both and not high", R"({"facts": {"a": true, "n": 8}})") ==
        "- When\n  - All of\n    ? [both]\n      ? All of\n        + a\n        ? b: not known\n"
        "    - not [high]\n      - not n >= limit (limit is 7): n is 8, at least 7\n");
}

BOOST_AUTO_TEST_CASE(an_exact_count_is_one_test) {
    BOOST_TEST(list_of("exactly 1 visit where late") == "When\n  exactly 1 visit where late\n");
}

BOOST_AUTO_TEST_CASE(a_gate_stands_before_what_it_opens) {
    BOOST_TEST(list_of("c") == "When\n  All of, asked in this order\n    a\n    c\n");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::page
