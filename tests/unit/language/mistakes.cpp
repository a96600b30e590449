// Mistakes in sentences: one message each, under the author's own words, with help that can be
// typed.

#include "sample.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <ctime>

namespace caveat::language::test {
BOOST_AUTO_TEST_SUITE(mistakes)

namespace {

struct Row {
    std::string_view written;
    std::string_view summary;  ///< code and marked words
    std::string_view help;     ///< a part of the help
};

constexpr Row conditions[] = {
    // names
    {"pian nrs >= 7", "unknown-name: pian nrs", "`pain nrs`"},
    {"pain nsr >= 7", "unknown-name: pain nsr", "`pain nrs`"},
    {"fever and spam", "unknown-name: spam", "`spasm`"},
    {"loss of wieght and fever", "unknown-name: loss of wieght", "`loss of weight`"},
    {"no respnse after 2 sessions", "unknown-name: no respnse after 2 sessions",
     "`no response after 2 sessions`"},
    {"no response after limti sessions and fever", "unknown-name: no response after limti sessions",
     "`no response after limit sessions`"},
    {"foo bar", "unknown-name: foo bar", "declare it"},
    {"lower back", "code-as-name: lower back", "`regions include lower back`"},
    {"female and fever", "code-as-name: female", "`sex is female`"},
    {"sex = female", "code-as-name: sex = female", "`sex is female`"},
    {"technique is gentle", "field-outside-where: technique", "any session where"},
    {"no fever", "no-for-not: no fever", "`not fever`"},
    // codes
    {"regions include nekc", "unknown-code: nekc", "`neck`"},
    {"regions include any of neck, lowr back and fever", "unknown-code: lowr back", "`lower back`"},
    {"sex is femal", "unknown-code: femal", "`female`"},
    {"wells is hihg", "unknown-code: hihg", "`high`"},
    {"any session where technique is gentel", "unknown-code: gentel", "`gentle`"},
    {"latest technique of sessions is gentel", "unknown-code: gentel", "`gentle`"},
    {"regions include any of neck", "short-code-list: regions include any of neck", "needs quotes"},
    {"sex is one of female", "short-code-list: sex is one of female", "`sex is female`"},
    {"regions include neck or lower back", "code-after-and: regions include neck or lower back",
     "`regions include any of neck, lower back`"},
    {"regions include neck and lower back and fever",
     "code-after-and: regions include neck and lower back",
     "`regions include all of neck, lower back`"},
    {"sex is female or male", "code-after-and: sex is female or male",
     "`sex is one of female, male`"},
    {"sex include female", "include-for-choice: sex include female", "`sex is female`"},
    {"regions is neck", "is-for-choices: regions is neck", "`regions include neck`"},
    {"fever is yes", "yes-no-test: fever is yes", "`fever`"},
    {"fever is no", "yes-no-test: fever is no", "`not fever`"},
    {"regions include", "missing-code: include", ""},
    {"age include neck", "no-codes: age", "`choices`"},
    // words of the language
    {"fever adn spasm", "misspelt-keyword: adn", "`and`"},
    {"regions inlcude neck", "misspelt-keyword: inlcude", "`include`"},
    {"any session wehre eased", "misspelt-keyword: wehre", "`where`"},
    {"fever spasm", "missing-operator: fever spasm", "`fever and spasm` or `fever or spasm`"},
    {"pain nrs 7", "missing-operator: pain nrs 7", "`pain nrs >= 7`"},
    {"regions empty", "missing-word: regions empty", "`regions is empty`"},
    {"age >= 3 and < 7", "missing-operand: < 7", "`age < 7`"},
    {"age is 3 or 7", "missing-operand: 7", "`age is 7`"},
    {"not fever or spasm", "two-readings: not fever or spasm",
     "`not (fever or spasm)` or `(not fever) or spasm`"},
    {"fever or not spasm or severe", "two-readings: not spasm or severe",
     "`not (spasm or severe)` or `(not spasm) or severe`"},
    {"weight is between 50 kg and 60", "missing-unit: weight is between 50 kg and 60",
     "write `weight is between 50 kg and 60 kg`"},
    {"fever and", "missing-operand: and", ""},
    {"and fever", "missing-operand: and", ""},
    {"age >=", "missing-operand: >=", ""},
    {">= 7", "missing-operand: >=", ""},
    {"not not fever", "double-not: not not", "leave both out"},
    {"any session", "missing-word: session", "where …"},
    {"age is between 3", "missing-word: 3", "write `is between … and …`"},
    {"age is between 3 to 5", "missing-word: to", "write `and`"},
    {"surgery date is within the last 6", "missing-word: 6", "weeks"},
    {"surgery date is more than 6 weeks", "missing-word: weeks", "ago"},
    {"at least two sessions", "bad-number: two", "`2`"},
    {"fever, spasm", "unexpected-word: fever, spasm", "`fever and spasm` or `fever or spasm`"},
    {"fever, spasm or severe", "unexpected-word: fever, spasm", "`fever or spasm`"},
    {"fever → refer for a check-up", "unexpected-word: → refer for a", "rule"},
    {"fever unless spasm", "unexpected-word: unless spasm", "rule"},
    // and beside or
    {"fever or spasm and severe", "mixed-and-or: fever or spasm and severe",
     "`fever or (spasm and severe)` or `(fever or spasm) and severe`"},
    {"fever and spasm or severe", "mixed-and-or: fever and spasm or severe",
     "`(fever and spasm) or severe` or `fever and (spasm or severe)`"},
    // parentheses
    {"(fever and spasm", "unmatched-parenthesis: (", "`)`"},
    {"fever and spasm)", "unmatched-parenthesis: )", "remove"},
    {"at least 2 of (fever, spasm)", "unexpected-word: ,", "`;`"},
    {"at least 2 of fever; spasm", "missing-parenthesis: at least 2 of fever; spasm",
     "`at least 2 of (fever; spasm)`"},
    {"min(age; pain) > 3", "unexpected-word: ;", "`,`"},
    {"count of sessions where eased > 3", "where-parentheses: where", "`where (…)`"},
    // signs
    {"age == 7", "unknown-sign: ==", "`=`"},
    {"age <> 7", "unknown-sign: <>", "`!=`"},
    {"age => 7", "unknown-sign: =>", "`>=`"},
    {"fever && spasm", "unknown-sign: &&", "`and`"},
    {"fever || spasm", "unknown-sign: ||", "`or`"},
    {"!fever", "unknown-sign: !", "`not`"},
    {"age > 5!", "unknown-sign: !", "say what it means"},
    {"age > !5", "unknown-sign: !", "say what it means"},
    {"fever! and spasm", "unknown-sign: !", "leave it out"},
    {"regions include at least 2 of (neck, lower back)",
     "foreign-wording: regions include at least 2 of (neck, lower back)",
     "`at least 2 of (regions include neck; regions include lower back)`"},
    {"regions not include exactly 2 of neck, lower back and fever",
     "foreign-wording: regions not include exactly 2 of neck, lower back",
     "`not exactly 2 of (regions include neck; regions include lower back)`"},
    {"number of sessions > 2", "foreign-wording: number of", "`count of`"},
    {"the total number of regions >= 2", "foreign-wording: the total number of", "`count of`"},
    {"“fever” and spasm", "quotation-mark: “fever”", "write `fever`"},
    {"fever @ spasm", "unknown-sign: @", ""},
    {"1 < age < 3", "chained-comparison: 1 < age < 3", "`age > 1 and age < 3`"},
    {"age % 2 = 0", "unknown-sign: %", ""},
    {"surgery date > 6 weeks ago", "wrong-kind: surgery date > 6 weeks ago",
     "more than 6 weeks ago` or `surgery date is less than 6 weeks ago`"},
    {"surgery date is 6 weeks or more ago", "wrong-kind: surgery date is 6 weeks or more ago",
     "`surgery date is at least 6 weeks ago`"},
    // numbers and units
    {"age >= 1,5", "decimal-comma: 1,5", "`1.5`"},
    {"age >= 007", "bad-number: 007", "`7`"},
    {"age >= 1e5", "bad-number: 1e5", "`100000`"},
    {"age >= 1e99", "bad-number: 1e99", "every digit"},
    {"age >= 1234567890123456789", "number-digits: 1234567890123456789", ""},
    {"weight in kg >= 70 and fever", "foreign-wording: weight in kg >= 70", "`weight >= 70 kg`"},
    {"weight >= 70kg", "bad-number: 70kg", "`70 kg`"},
    {"weight >= 70 kgs", "unknown-unit: kgs", "`kg`"},
    {"weight >= 70 Kg", "unknown-unit: Kg", "`kg`"},
    {"5-2 > age", "missing-blanks: 5-2", "`5 - 2`"},
    {"age >= 2-5", "bad-interval: 2-5", "`is 5 to 7`"},
    {"age", "", ""},  // its kind is not the grammar's business
    {"7", "not-a-condition: 7", ""},
    {"age + 3", "not-a-condition: age + 3", "age + 3 >= …"},
    {"(fever and spasm) >= 3", "not-a-value: (fever and spasm)", ""},
    {"at least age sessions", "not-a-parameter: age", "parameter"},
    {"at least limti sessions", "unknown-name: limti", "`limit`"},
    {"round(age) > 3", "bad-places: )", "round(…, 1)"},
    // dates
    {"birth is before 2026-11", "partial-date: 2026-11", "2026-11-01"},
    {"birth is before 2026-02-30", "bad-date: 2026-02-30", ""},
    // records
    {"any sesion where eased", "unknown-name: sesion", "`session`"},
    {"at least 2 sesions where eased and fever", "unknown-name: sesions", "`sessions`"},
    {"any fever where spasm", "not-records: fever", ""},
    {"count of fever > 3", "not-records: fever", "`choices`"},
    {"average pian after of sessions > 3", "unknown-field: pian after", "`pain after`"},
    {"average pain after of sesions > 3", "unknown-name: sesions", "`sessions`"},
    {"any session where eased and pain after > 3", "where-scope: and pain after",
     "where (eased and pain after > 3)"},
    {"any session where eased and (pain after > 3 or fever)", "where-scope: and (pain after",
     "where (eased and (pain after > 3 or fever))"},
    {"any session where eased and 3 < pain after", "where-scope: and 3 < pain after",
     "where (eased and 3 < pain after)"},
    {"any session where eased and (fever or pain after > 3)",
     "where-scope: and (fever or pain after", "where (eased and (fever or pain after > 3))"},
    {"any session where eased and fever and not (spasm or 3 < pain after)",
     "where-scope: and fever and not (spasm or 3 < pain after",
     "where (eased and fever and not (spasm or 3 < pain after))"},
    {"any session where eased and at least 1 of (fever; 1 + pain after > 3)",
     "where-scope: and at least 1 of (fever; 1 + pain after",
     "where (eased and at least 1 of (fever; 1 + pain after > 3))"},
    {"at least 2 sessions where eased or max(age, pain after) > 3 or pain after < 2 or fever",
     "where-scope: or max(age, pain after",
     "where (eased or max(age, pain after) > 3 or pain after < 2)"},
    {"(any session where eased and fever) and pain > 3", "", ""},
    {"any session where (eased) and (fever or not spasm)", "", ""},
    {"any session where eased and fever and any session where pain after > 3", "", ""},
    {"any session where any session where eased", "nested-records: session", ""},
    {"any session where count of sessions > 3", "nested-records: sessions", ""},
};

constexpr Row rules[] = {
    {"fever refer for a check-up", "missing-arrow: fever refer for a check-up", "`→`"},
    {"fever → spasm → refer for a check-up", "second-arrow: →", "join outcomes"},
    {"fever unless spasm unless severe → refer for a check-up", "second-unless: unless", "`or`"},
    {"fever → refer for a check-up unless spasm", "unless-after-arrow: unless",
     "`fever unless spasm → refer for a check-up`"},
    {"fever → refer for a chekc-up", "unknown-outcome: refer for a chekc-up",
     "`refer for a check-up`"},
    {"fever → avoid for a check-up", "unknown-outcome: avoid for a check-up",
     "`refer for a check-up`"},
    {"fever → refer for a check-up, suggest 3 weeks of rest", "and-between-outcomes: ,", "`and`"},
    {"fever → refer for a check-up adn suggest 3 weeks of rest", "misspelt-keyword: adn", "`and`"},
    {"fever → suggest 3 weaks of rest", "unknown-outcome: suggest 3 weaks of rest",
     "`suggest 3 weeks of rest`"},
    {"fever → suggest limti weeks of rest", "unknown-outcome: suggest limti weeks of rest",
     "`suggest limit weeks of rest`"},
    {"fever →", "missing-operand: →", ""},
    {"→ refer for a check-up", "missing-operand: →", ""},
    {"fever => refer for a check-up", "unknown-sign: =>", "`→`"},
    {"fever thne refer for a check-up", "misspelt-keyword: thne", "`then`"},
    {"fever unles spasm → refer for a check-up", "misspelt-keyword: unles", "`unless`"},
};

std::string first_help(const std::vector<Diagnostic>& problems) {
    return problems.empty() ? "" : problems.front().help;
}

}  // namespace

BOOST_AUTO_TEST_CASE(one_mistake_in_a_condition_gives_one_message) {
    for (const Row& row : conditions) {
        const Reading reading = read(row.written);
        BOOST_TEST_CONTEXT(row.written) {
            BOOST_TEST(summary(reading.problems, row.written) == row.summary);
            BOOST_TEST(first_help(reading.problems).find(row.help) != std::string::npos,
                       first_help(reading.problems));
        }
    }
}

BOOST_AUTO_TEST_CASE(one_mistake_in_a_rule_gives_one_message) {
    for (const Row& row : rules) {
        const RuleReading reading = read_rule(row.written);
        BOOST_TEST_CONTEXT(row.written) {
            BOOST_TEST(summary(reading.problems, row.written) == row.summary);
            BOOST_TEST(first_help(reading.problems).find(row.help) != std::string::npos,
                       first_help(reading.problems));
        }
    }
}

BOOST_AUTO_TEST_CASE(messages_begin_lower_case_and_end_without_a_full_stop) {
    for (const Row& row : conditions) {
        for (const auto& problem : read(row.written).problems) {
            BOOST_TEST_CONTEXT(problem.message) {
                BOOST_TEST((problem.message.front() < 'A' || problem.message.front() > 'Z'));
                BOOST_TEST(problem.message.back() != '.');
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(ten_mistakes_give_ten_messages) {
    const std::string_view text =
        "fevr and spam and pian nrs >= 7 and sex is femal and regions include nekc and "
        "birth is before 2026-11 and age >= 1,5 and weight >= 70 kgs and any sesion where eased "
        "and "
        "wells is hihg";
    BOOST_TEST(read(text).problems.size() == 10U);
}

BOOST_AUTO_TEST_CASE(what_is_mended_while_reading_is_read_again_as_if_it_stood_there) {
    const Reading right = read("fever and spasm and age >= 65");
    const Reading mistaken = read("fever adn spasm nad age >= 65");
    BOOST_TEST(summary(mistaken.problems, "fever adn spasm nad age >= 65") ==
               "misspelt-keyword: adn\nmisspelt-keyword: nad");
    BOOST_TEST(print(mistaken.syntax, mistaken.root) == print(right.syntax, right.root));
    BOOST_TEST(mistaken.syntax.nodes.size() == right.syntax.nodes.size());
}

BOOST_AUTO_TEST_CASE(a_sentence_is_mended_and_read_again_so_often_and_no_more) {
    std::string text = "fever";
    for (int i = 0; i < 40; ++i) text += " adn fever";
    const Reading reading = read(text);
    // Sixteen are mended one by one; where the next one stands the rest is passed over.
    BOOST_TEST(reading.problems.size() == 17U);
}

BOOST_AUTO_TEST_CASE(words_that_nobody_declared_are_not_reported_twice) {
    text::Diagnostics problems;
    const auto document = read_document(
        "caveat: 1\nid: a\nversion: 1.0.0\nfacts:\n  fever and chills: {type: yes/no}\n"
        "  pain, sharp: {type: yes/no}\nrules: []\n",
        {}, problems);
    problems.take();
    const Vocabulary vocabulary = vocabulary_of(*document, problems);
    BOOST_TEST(problems.error_count() == 2U);
    const ParseContext context{&vocabulary, {}, 64, &problems};
    Syntax syntax;
    parse_condition(scalar("fever and chills"), false, context, syntax);
    parse_condition(scalar("pain, sharp"), false, context, syntax);
    BOOST_TEST(problems.error_count() == 2U);
}

BOOST_AUTO_TEST_CASE(depth_is_limited_before_the_grammar_runs) {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '(') + "fever" + std::string(depth, ')');
    };
    BOOST_TEST(read(nested(64)).problems.empty());
    const auto problems = read(nested(65)).problems;
    BOOST_REQUIRE(problems.size() == 1U);
    BOOST_TEST(problems[0].code == "expression-depth");
    std::string sum = "age";
    for (int i = 0; i < 65; ++i) sum += " + 1";
    BOOST_TEST(read(sum + " > 3").problems.front().code == "expression-depth");
}

BOOST_AUTO_TEST_CASE(no_sentence_takes_long) {
    const std::string_view pieces[] = {"not ",
                                       "(",
                                       "fever and ",
                                       "fever spasm ",
                                       "any ",
                                       "count of ",
                                       "min(",
                                       "fever; ",
                                       ", ",
                                       "1,5 ",
                                       "\"",
                                       "== ",
                                       "xyzzy ",
                                       "xyzzy and ",
                                       "fever or spasm and ",
                                       "any session where ",
                                       "at least 2 of ",
                                       "fever and exactly 2 of ",
                                       "average pain of ",
                                       "fever) ",
                                       "1 < ",
                                       "sex is ",
                                       "not include ",
                                       "7 kg ",
                                       "pain nrs at least 7 ",
                                       "(fever and ",
                                       "no response after 2 ",
                                       "a-",
                                       "is ",
                                       "of ",
                                       "where (",
                                       "regions include any of neck, ",
                                       "→ ",
                                       "unless ",
                                       "+ ",
                                       "- ",
                                       "2026-11-20 ",
                                       "between "};
    constexpr std::size_t length = 60'000;
    for (const auto piece : pieces) {
        std::string text;
        while (text.size() < length) text += piece;
        const std::clock_t start = std::clock();  // of this process, whoever else is at work
        read(text);
        read_rule(text);
        BOOST_TEST_CONTEXT(piece) {
            BOOST_TEST((std::clock() - start) / CLOCKS_PER_SEC < 20);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::language::test
