// The form of a rule file: which keys there are, and what may stand under them.

#include "sample.hpp"

#include <boost/test/unit_test.hpp>

namespace caveat::language::test {
BOOST_AUTO_TEST_SUITE(document)

namespace {

constexpr std::string_view head = "caveat: 1\nid: a\nversion: 1.0.0\nrules: [a → b]\n";

struct Row {
    std::string_view rest;
    std::string_view summary;
};

constexpr Row rows[] = {
    {"title: x\nscreens: y\naudience: clinician\nreview by: 2027-01-01\nauthors: [a, b]\n", ""},
    {"changes: [{version: 1.0.0, what: all}]\ncases: [{name: x}]\n", ""},
    {"published: {developer: a, funding: b, released: c, revised: d, intended use: e, licence: "
     "f}\n",
     ""},
    {"published: [a]\n", "wrong-form: [a]"},
    {"published: {license: a}\n", "unknown-key: license"},
    {"fatcs: {}\n", "unknown-key: fatcs"},
    {"facts: [a]\n", "wrong-form: [a]"},
    {"facts:\n  a: yes/no\n", ""},
    {"facts:\n  a: {type: yes/no, aks: x}\n", "unknown-key: aks"},
    {"facts:\n  a: {ask: x}\n", "missing-key: a"},
    {"facts:\n  a: {type: [x]}\n", "wrong-form: [x]"},
    {"facts:\n  a: {type: choice, of: x}\n", "wrong-form: x"},
    {"facts:\n  a: {type: records, of: [x]}\n", "wrong-form: [x]"},
    {"facts:\n  a: {type: records, of: {b: {type: date, ask: x}}}\n", "unknown-key: ask"},
    {"facts:\n  a: {type: choice, of: {b: {label: x, snomed: 1}, c: y, d: }}\n", ""},
    {"parameters:\n  a: 7\n", "wrong-form: 7"},
    {"outcomes:\n  refer x:\n  avoid y: {say: z}\n", ""},
    {"outcomes:\n  refer x: say this\n", ""},
    {"terms:\n  a: {any of: []}\n", "empty-group: []"},
    {"terms:\n  a: {any off: [x]}\n", "unknown-group: any off"},
    {"terms:\n  a: {at least 2 of: x}\n", "wrong-form: x"},
    {"terms:\n  a: [x, y]\n", "wrong-form: [x, y]"},
    {"terms:\n  a: {any of: [x], all of: [y]}\n", "several-groups: all of"},
    {"terms:\n  a: {all of: [count of b >= 3, d]}\n", ""},
    {"terms:\n  a: x # y\n", "comment-after-expression: #"},
    {"terms:\n  a: x   # y\n", ""},
    {"scores:\n  a: {points: {b: 1}}\n", "wrong-form: {b: 1}"},
    {"scores:\n  a: {points: [{b: 1, c: 2}]}\n", "wrong-form: {b: 1, c: 2}"},
    {"scores:\n  a: {points: [b: 1, c], bands: {low: below 2}}\n", ""},
    {"cases: [{nmae: x}]\n", "unknown-key: nmae"},
    {"facts:\n  a: {type: yes/no, accept: {unused-fact: x}}\n", ""},
    {"parameters:\n  a: {value: 7, accept: {Unused Parameter: x}}\n", ""},
    {"outcomes:\n  refer x: {accept: {unused-outcome: x}}\n", ""},
    {"sources:\n  S1: {accept: {unused-source: x}}\n", ""},
    {"scores:\n  a: {points: [b: 1], accept: {never-fires: x}}\n", ""},
    {"sources:\n  S1: {accept: {unused-fakt: x}}\n", "unknown-finding: unused-fakt"},
    {"facts:\n  a: {type: records, of: {b: {type: date, accept: {unused-fact: x}}}}\n",
     "unknown-key: accept"},
};

constexpr Row rules[] = {
    {"rules: a → b\n", "wrong-form: a → b"},
    {"rules: []\n", "empty-group: []"},
    {"rules:\n  - [a]\n", "wrong-form: [a]"},
    {"rules:\n  - {id: a}\n", "missing-key: id"},
    {"rules:\n  - {when: a}\n", "missing-key: when"},
    {"rules:\n  - {when: a, then: []}\n", "empty-group: []"},
    {"rules:\n  - {rule: a → b, when: c}\n", "rule-twice: c"},
    {"rules:\n  - {ruel: a → b}\n", "unknown-key: ruel"},
    {"rules:\n  - {rule: a → b, source: [x, y], overrides: z, if unknown: ask, because: c}\n", ""},
};

std::string problems_of(std::string_view text) {
    text::Diagnostics problems;
    read_document(text, {}, problems);
    return summary(problems.take(), text);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_wrong_form_is_reported_once_and_in_its_place) {
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.rest) {
            BOOST_TEST(problems_of(std::string(head) + std::string(row.rest)) == row.summary);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_rule_has_a_sentence_or_a_condition_with_outcomes) {
    for (const Row& row : rules) {
        BOOST_TEST_CONTEXT(row.rest) {
            BOOST_TEST(problems_of("caveat: 1\nid: a\nversion: 1.0.0\n" + std::string(row.rest)) ==
                       row.summary);
        }
    }
}

BOOST_AUTO_TEST_CASE(everything_wrong_is_reported_at_once) {
    BOOST_TEST(problems_of("caveat: 2\ntitel: x\nfacts:\n  a: {typ: yes/no}\n  b:\nrules: []\n") ==
               "unknown-version: 2\nunknown-key: titel\n"
               "unknown-key: typ\nmissing-value: b\nempty-group: []");
}

BOOST_AUTO_TEST_CASE(a_whole_file_is_read) {
    text::Diagnostics problems;
    const auto document = read_document(sample_text, {}, problems);
    BOOST_TEST(problems.is_empty());
    BOOST_REQUIRE(document);
    BOOST_TEST(document->id->text == "sample");
    BOOST_TEST(document->facts.size() == 15U);
    BOOST_TEST(document->facts.back().fields.size() == 5U);
    BOOST_TEST(document->terms.size() == 3U);
    BOOST_TEST(document->rules.size() == 1U);
    BOOST_TEST(document->scores[0].bands.size() == 2U);
}

BOOST_AUTO_TEST_CASE(an_answer_to_a_finding_keeps_its_reason_and_its_place) {
    const std::string text = std::string(head) +
                             "sources:\n  S1:\n    title: x\n    accept:\n"
                             "      Unused-Source: kept for the next version\n";
    text::Diagnostics problems;
    const auto document = read_document(text, {}, problems);
    BOOST_TEST(problems.is_empty());
    BOOST_REQUIRE(document->sources[0].accepted.size() == 1U);
    const Acceptance& accepted = document->sources[0].accepted[0];
    BOOST_TEST(accepted.because.text == "kept for the next version");
    const Span key = accepted.finding.span;
    BOOST_TEST(text.substr(key.begin, key.end - key.begin) == "Unused-Source");
    BOOST_TEST(document->rules[0].accepted.empty());
}

BOOST_AUTO_TEST_CASE(a_long_condition_keeps_its_shape) {
    text::Diagnostics problems;
    const auto document = read_document(
        std::string(head) + "applies to:\n  all of:\n    - a\n    - at least  two x of: [b, c]\n",
        {}, problems);
    BOOST_TEST(problems.is_empty());
    const auto& group = *std::get<std::unique_ptr<ConditionGroup>>(document->applies_to->content);
    BOOST_TEST((group.kind == GroupKind::all_of));
    BOOST_REQUIRE(group.parts.size() == 2U);
    const auto& inner = *std::get<std::unique_ptr<ConditionGroup>>(group.parts[1].content);
    BOOST_TEST((inner.kind == GroupKind::at_least));
    BOOST_TEST(inner.count->text == "two x");
    BOOST_TEST(inner.parts.size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::language::test
