#include "text/names.hpp"

#include "text/utf8.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

using namespace caveat::text;

BOOST_AUTO_TEST_SUITE(names)

BOOST_AUTO_TEST_CASE(spellings_of_one_name_are_one_name) {
    for (const char* name : {"lower back", "lower-back", "Lower_Back", "LOWER  BACK",
                             " lower\tback ", "lower\n  back", "lower-BACK"}) {
        BOOST_TEST(canonical_name(name) == "lower back");
    }
    BOOST_TEST(json_key(canonical_name("Lower-Back pain")) == "lower_back_pain");
}

BOOST_AUTO_TEST_CASE(case_and_composition_do_not_matter_in_any_script) {
    BOOST_TEST(canonical_name("FIÈVRE") == canonical_name("fie\xCC\x80vre"));
    BOOST_TEST(canonical_name("FIÈVRE") == "fièvre");
    BOOST_TEST(canonical_name("STRASSE") == canonical_name("Straße"));
    BOOST_TEST(canonical_name("БОЛЬ") == "боль");
    BOOST_TEST(canonical_name("ΣΟΦΟΣ") == canonical_name("σοφος"));
    BOOST_TEST(canonical_name("Patient’s Own") == "patient's own");
}

BOOST_AUTO_TEST_CASE(only_a_joint_between_two_words_turns_into_a_blank) {
    BOOST_TEST(canonical_name("a-b-c_d") == "a b c d");
    BOOST_TEST(canonical_name("a - b") == "a - b");
    BOOST_TEST(canonical_name("a -b") == "a -b");
    BOOST_TEST(canonical_name("a- b") == "a- b");
    BOOST_TEST(canonical_name("a--b") == "a--b");
    BOOST_TEST(canonical_name("-a") == "-a");
    BOOST_TEST(canonical_name("a-") == "a-");
    BOOST_TEST(canonical_name("no response after {n} Session(s)") ==
               "no response after {n} session(s)");
    BOOST_TEST(canonical_name("") == "");
    BOOST_TEST(canonical_name(" \t ") == "");
}

BOOST_AUTO_TEST_CASE(a_canonical_name_stays_as_it_is) {
    std::size_t not_stable = 0;
    for (std::uint32_t value = 0x20; value <= 0x2FFFF; ++value) {
        if (value >= 0xD800 && value <= 0xDFFF) continue;
        std::string text = "a";
        append(text, value);
        text += "b-C";
        const std::string once = canonical_name(text);
        if (canonical_name(once) != once) ++not_stable;
    }
    BOOST_TEST(not_stable == 0u);
}

BOOST_AUTO_TEST_CASE(broken_text_does_no_harm) {
    BOOST_TEST(canonical_name("A\xFF"
                              "B") == canonical_name("a\xFF"
                                                     "b"));
    BOOST_TEST(words("\xFF\xFE").empty());
}

BOOST_AUTO_TEST_CASE(words_are_letters_and_digits_of_any_script) {
    BOOST_TEST(is_letter('a'));
    BOOST_TEST(is_letter(0xE9));
    BOOST_TEST(is_letter(0x982D));
    BOOST_TEST(!is_letter('7'));
    BOOST_TEST(!is_letter('_'));
    BOOST_TEST(is_word_code_point('7'));
    BOOST_TEST(is_word_code_point(0x663));  // Arabic-Indic three
    BOOST_TEST(is_word_code_point(0x301));  // combining acute
    for (const std::uint32_t c : {0x20u, 0x2Du, 0x5Fu, 0x27u, 0x2019u, 0x2192u, 0x2265u, 0xB2u}) {
        BOOST_TEST(!is_word_code_point(c));
    }
}

BOOST_AUTO_TEST_CASE(a_word_keeps_its_apostrophes_and_its_place) {
    const std::string_view text = "Don’t stop, 'x' café 2nd-hand!";
    const std::vector<Word> found = words(text);
    const std::string_view expected[] = {"Don’t", "stop", "x", "café", "2nd", "hand"};
    BOOST_REQUIRE(found.size() == 6u);
    for (std::size_t i = 0; i < found.size(); ++i) {
        BOOST_TEST(found[i].text == expected[i]);
        const caveat::Span span = found[i].span;
        BOOST_TEST(text.substr(span.begin, span.end - span.begin) == expected[i]);
    }
    BOOST_TEST(found[0].folded == "don't");
    BOOST_TEST(word_length("knees' pain", 0) == 5u);
    BOOST_TEST(word_length(" a", 0) == 0u);
    BOOST_TEST(word_length("a", 1) == 0u);
    BOOST_TEST(!word_at("-a", 0).has_value());
    BOOST_TEST(word_at("-a", 1)->text == "a");
}

BOOST_AUTO_TEST_CASE(joints_are_blanks_or_one_sign_without_blanks) {
    BOOST_TEST(joint_length("a b", 1) == 1u);
    BOOST_TEST(joint_length("a \n\tb", 1) == 3u);
    BOOST_TEST(joint_length("a-b", 1) == 1u);
    BOOST_TEST(joint_length("a_b", 1) == 1u);
    BOOST_TEST(joint_length("é-é", 2) == 1u);
    for (const char* text : {"a -b", "a- b", "a--b", "a/b", "a", "a ", "a (b"}) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(joint_length(text, 1) == 0u);
        }
    }
    BOOST_TEST(joint_length("-b", 0) == 0u);
}

BOOST_AUTO_TEST_CASE(a_name_is_words_and_begins_with_a_letter) {
    for (const char* name : {"pain", "pain nrs", "lower-back", "a_b c", "phq 1", "patient's own",
                             "頭痛", "fe\xCC\x81vre"}) {
        BOOST_TEST_CONTEXT(name) {
            BOOST_TEST(is_name(name));
        }
    }
    for (const char* name : {"", " ", "2 sessions", " a", "a ", "-a", "a-", "a--b", "a+b", "a, b",
                             "a (b)", "a'", "'a", "{n}", "\xCC\x81"}) {
        BOOST_TEST_CONTEXT(name) {
            BOOST_TEST(!is_name(name));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
