// Declared names: which may be declared, and which is found in a sentence.

#include "language/name_trie.hpp"
#include "sample.hpp"

#include <boost/test/unit_test.hpp>

namespace caveat::language::test {
BOOST_AUTO_TEST_SUITE(vocabulary)

namespace {

struct Declared {
    NameTable table;
    text::Diagnostics problems;
    std::uint32_t position = 0;

    bool add(std::string_view name, NameKind kind = NameKind::term) {
        Entry entry;
        entry.kind = kind;
        Scalar written = scalar(name);
        written.span = {position, position + static_cast<std::uint32_t>(name.size())};
        position += 100;
        return table.declare(written, entry, kind == NameKind::term || kind == NameKind::outcome,
                             problems);
    }
    std::string codes() {
        std::string codes;
        for (const auto& problem : problems.take())
            codes += (codes.empty() ? "" : " ") + problem.code;
        return codes;
    }
};

struct Name_ {
    std::string_view name;
    std::string_view code;  ///< empty when it may be declared
};

constexpr Name_ facts[] = {
    {"fever", ""},
    {"pain nrs", ""},
    {"lower-back pain", ""},
    {"phq 9", ""},
    {"don't know", ""},
    {"Fièvre aiguë", ""},
    {"pain at rest", ""},
    {"no pain", ""},
    {"none", ""},
    {"9 lives", "bad-name"},
    {"", "bad-name"},
    {"pain (left)", "bad-name"},
    {"pain!", "bad-name"},
    {"a - b", "bad-name"},
    {"{n} times", "bad-name"},
    {"pain and fever", "reserved-word"},
    {"this or that", "reserved-word"},
    {"pain unless fever", "reserved-word"},
    {"pain where", "reserved-word"},
    {"now then", "reserved-word"},
    {"not well", "reserved-word"},
    {"weeks", "reserved-word"},
    {"any", "reserved-word"},
    {"Include", "reserved-word"},
};

constexpr Name_ phrases[] = {
    {"no response after {n} session(s)", ""},
    {"seen {a} to {b} time(s)/visit(s)", ""},
    {"(very) severe", ""},
    {"{n} sessions", "bad-phrase"},
    {"after {n}x", "bad-phrase"},
    {"after {two words}", "bad-phrase"},
    {"after {n} of {n}", "bad-phrase"},
    {"after {n", "bad-phrase"},
    {"after n}", "bad-phrase"},
    {"after (s", "bad-phrase"},
    {"after a//b", "bad-phrase"},
    {"after ({n}) sessions", "bad-phrase"},
    {"after {a} {b} {c} {d} {e} {f} {g} {h} {i}", "phrase-slots"},
    {"a/b a/b a/b a/b a/b a/b a/b", "bad-phrase"},
    {"one and {n}", "reserved-word"},
    {"ill {n} day(s)/d", ""},
    {"ill {n} week(s)/wk/Weeks", ""},
    {"within {n} days/nights", ""},
    {"lost {n} kg/kilograms", ""},
    {"seen {n} times daily/nightly", ""},
    {"ill {n} day(s)/week(s)", "bad-phrase"},
    {"within {n} hrs/days", "bad-phrase"},
    {"within {n} min/hours", "bad-phrase"},
    {"ill {n} d/wk", "bad-phrase"},
    {"ill {n} a/mo", "bad-phrase"},
    {"ill {n} working-days/working-weeks", "bad-phrase"},
    {"within {n}-day/{n}-week", "bad-phrase"},
    {"within {n} weeks/fortnights", "bad-phrase"},
    {"lost {n} kg/pounds", "bad-phrase"},
    {"takes {n} mg/mcg of iron", "bad-phrase"},
    {"takes {n} mg/kg", "bad-phrase"},
    {"takes {n} (milli)grams of iron", "bad-phrase"},
    {"over {n} C/F", "bad-phrase"},
    {"seen {n} times daily/weekly", "bad-phrase"},
    {"seen once/twice weekly", "bad-phrase"},
    {"takes 1/2 tablet", "bad-phrase"},
    {"lasts one/two months", "bad-phrase"},
    {"returns next day/week", "bad-phrase"},
    {"walks with/without a stick", "bad-phrase"},
    {"(no) relief after {n} sessions", "bad-phrase"},
    {"pain (un)changed after {n} sessions", "bad-phrase"},
};

struct Pair {
    std::string_view first;
    std::string_view second;
    std::string_view code;
};

constexpr Pair pairs[] = {
    {"pain nrs", "Pain-NRS", "duplicate-name"},
    {"after {n} sessions", "after {m} sessions", "ambiguous-phrase"},
    {"after {n} session(s)", "after {n} sessions", "ambiguous-phrase"},
    {"after {n} sessions", "after 2 sessions", "ambiguous-phrase"},
    {"after 2 sessions", "after {n} sessions", "ambiguous-phrase"},
    {"after {n} session/visit", "after {n} visit", "ambiguous-phrase"},
    {"after {n} sessions", "after two sessions", ""},
    {"after {n} sessions", "after {n} sessions of rest", ""},
    {"after {n} sessions", "n", "slot-is-a-name"},
    {"n", "after {n} sessions", "slot-is-a-name"},
};

std::string found(const NameTable& table, std::string_view text) {
    const auto tokens = tokenize(text);
    const auto match = longest_match(table, tokens, 0, &table);
    if (!match) return "";
    return match->entry->name + " | " + std::string(text.substr(0, tokens[match->end - 1].end));
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_fact_has_a_name_that_no_sentence_cuts_in_two) {
    for (const auto& [name, code] : facts) {
        Declared declared;
        BOOST_TEST_CONTEXT(name) {
            BOOST_TEST(declared.add(name, NameKind::number) == code.empty());
            BOOST_TEST(declared.codes() == code);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_phrase_begins_with_a_word_and_has_whole_slots) {
    for (const auto& [name, code] : phrases) {
        Declared declared;
        BOOST_TEST_CONTEXT(name) {
            BOOST_TEST(declared.add(name) == code.empty());
            BOOST_TEST(declared.codes() == code);
        }
    }
}

BOOST_AUTO_TEST_CASE(two_declarations_never_match_the_same_words) {
    for (const auto& [first, second, code] : pairs) {
        Declared declared;
        BOOST_TEST_CONTEXT(first << " | " << second) {
            BOOST_TEST(declared.add(first));
            BOOST_TEST(declared.add(second) == code.empty());
            BOOST_TEST(declared.codes() == code);
        }
    }
}

BOOST_AUTO_TEST_CASE(codes_may_be_words_of_the_language) {
    Declared declared;
    for (const std::string_view code : {"none", "over", "any", "before", "other"}) {
        BOOST_TEST(declared.add(code, NameKind::code));
    }
    BOOST_TEST(!declared.add("one or two", NameKind::code));
}

BOOST_AUTO_TEST_CASE(the_longest_name_is_found_in_any_spelling) {
    Declared declared;
    declared.add("pain", NameKind::number);
    declared.add("pain nrs", NameKind::number);
    declared.add("phq 9", NameKind::number);
    declared.add("severe from", NameKind::parameter);
    declared.add("pain after {n} session(s)");
    BOOST_TEST(found(declared.table, "pain is 3") == "pain | pain");
    BOOST_TEST(found(declared.table, "pain nrs is 3") == "pain nrs | pain nrs");
    BOOST_TEST(found(declared.table, "PAIN_NRS >= 3") == "pain nrs | PAIN_NRS");
    BOOST_TEST(found(declared.table, "phq-9 > 3") == "phq 9 | phq-9");
    BOOST_TEST(found(declared.table, "pain after 2 sessions") ==
               "pain after {n} session(s) | pain after 2 sessions");
    BOOST_TEST(found(declared.table, "pain after 2.5 session") ==
               "pain after {n} session(s) | pain after 2.5 session");
    BOOST_TEST(found(declared.table, "pain after severe from sessions") ==
               "pain after {n} session(s) | pain after severe from sessions");
    BOOST_TEST(found(declared.table, "pain after some sessions") == "pain | pain");
    BOOST_TEST(found(declared.table, "pains") == "");
}

BOOST_AUTO_TEST_CASE(a_name_is_looked_up_whole) {
    const NameTable& names = sample_vocabulary().names;
    BOOST_REQUIRE(names.find("Pain_NRS") != nullptr);
    BOOST_TEST(names.find("Pain_NRS")->name == "pain nrs");
    BOOST_TEST(names.find("pain nr") == nullptr);
    BOOST_REQUIRE(names.find("no response after {n} session(s)") != nullptr);
    BOOST_TEST(names.find("no response after {n} session(s)")->slots.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_name_that_reads_as_an_expression_is_an_error) {
    for (const auto& [name, is_expression] : {std::pair{"years since birth", true},
                                              {"count of sessions", true},
                                              {"sex is female", true},
                                              {"at least 2 sessions", true},
                                              {"years since illness", false},
                                              {"pain at rest", false},
                                              {"sex is unclear", false},
                                              {"fever", false}}) {
        text::Diagnostics problems;
        Vocabulary vocabulary = vocabulary_of(*read_document(sample_text, {}, problems), problems);
        Entry entry;
        entry.kind = NameKind::number;
        vocabulary.names.declare(scalar(name), entry, false, problems);
        problems.take();
        check_names(vocabulary, 64, problems);
        BOOST_TEST_CONTEXT(name) {
            const auto all = problems.take();
            BOOST_TEST((all.size() == 1 && all[0].code == "name-is-expression") == is_expression);
            BOOST_TEST(all.size() == (is_expression ? 1U : 0U));
        }
    }
}

BOOST_AUTO_TEST_CASE(ten_thousand_names_are_found_as_fast_as_ten) {
    Declared declared;
    for (int i = 0; i < 10'000; ++i) {
        declared.add("name " + std::to_string(i) + " of many", NameKind::number);
        declared.add("phrase " + std::to_string(i) + "a with {n} times");
    }
    BOOST_TEST(declared.problems.is_empty());
    BOOST_TEST(found(declared.table, "name 9999 of many") ==
               "name 9999 of many | name 9999 of many");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::language::test
