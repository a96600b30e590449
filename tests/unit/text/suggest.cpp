#include "text/suggest.hpp"

#include "text/names.hpp"
#include "text/skeleton.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <utility>
#include <vector>

using caveat::text::help_for_name;
using caveat::text::suggestions;
using Names = std::vector<std::string>;

namespace {

/// Names as an intake form has them, many of them close to each other.
const Names intake = {"back pain",
                      "muscle spasm",
                      "medical check done",
                      "pain nrs",
                      "pain regions",
                      "conditions",
                      "surgery date",
                      "sessions",
                      "age",
                      "sex",
                      "fever",
                      "night pain",
                      "weight loss",
                      "cancer history",
                      "pregnant",
                      "pain duration weeks",
                      "inflamed muscles",
                      "sciatica",
                      "fibromyalgia",
                      "osteoarthritis",
                      "rheumatoid arthritis",
                      "arthritis",
                      "severe pain",
                      "severe from",
                      "can rotate",
                      "can bend",
                      "lower back",
                      "upper back",
                      "mid back",
                      "neck",
                      "bladder trouble",
                      "numbness",
                      "tingling in leg",
                      "blood thinner",
                      "osteoporosis",
                      "skin infection",
                      "open wound",
                      "fracture date",
                      "massage before",
                      "wants massage",
                      "technique",
                      "spasm eased",
                      "pain after",
                      "pain before",
                      "therapist experienced",
                      "weight",
                      "height",
                      "body mass index",
                      "heart rate",
                      "blood pressure",
                      "diabetes",
                      "phq 1",
                      "phq 2",
                      "item 6",
                      "calf swelling",
                      "active cancer",
                      "leg swelling",
                      "bedridden",
                      "wells dvt"};

/// One slip of the fingers: a letter left out, added, replaced, or swapped with the next.
std::string with_typo(const std::string& name, std::mt19937& random) {
    const auto below = [&random](std::size_t n) { return random() % n; };
    const auto letter = [&below] { return static_cast<char>('a' + below(26)); };
    while (true) {
        std::string typo = name;
        const std::size_t at = below(name.size());
        switch (below(4)) {
            case 0:
                typo.erase(at, 1);
                break;
            case 1:
                typo.insert(at, 1, letter());
                break;
            case 2:
                typo[at] = letter();
                break;
            default:
                if (at + 1 < typo.size()) std::swap(typo[at], typo[at + 1]);
        }
        const std::string canonical = caveat::text::canonical_name(typo);
        if (!canonical.empty() &&
            std::find(intake.begin(), intake.end(), canonical) == intake.end()) {
            return typo;
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(suggest)

BOOST_AUTO_TEST_CASE(the_right_name_comes_first_after_one_slip) {
    std::mt19937 random(20261120);
    const int trials = 20000;
    int first = 0;
    int offered = 0;
    for (int i = 0; i < trials; ++i) {
        const std::string& meant = intake[random() % intake.size()];
        const Names found = suggestions(with_typo(meant, random), intake);
        if (!found.empty() && found.front() == meant) ++first;
        if (std::find(found.begin(), found.end(), meant) != found.end()) ++offered;
    }
    BOOST_TEST_MESSAGE("first: " << first << ", offered: " << offered << " of " << trials);
    BOOST_TEST(first >= trials * 97 / 100);
    BOOST_TEST(offered >= trials * 99 / 100);
}

BOOST_AUTO_TEST_CASE(slips_are_recognised) {
    struct Case {
        const char* wrong;
        const char* best;
    };
    const Case cases[] = {
        {"pian nrs", "pain nrs"},
        {"painnrs", "pain nrs"},
        {"Pain-NSR", "pain nrs"},
        {"ag", "age"},
        {"agee", "age"},
        {"nekc", "neck"},
        {"nrs pain", "pain nrs"},
        {"back lower", "lower back"},
        {"medical check", "medical check done"},
        {"pain duration", "pain duration weeks"},
        {"the medical check done", "medical check done"},
        {"fibromialgya", "fibromyalgia"},
        {"ostheoartritis", "osteoarthritis"},
        {"spasm muscle", "muscle spasm"},
        {"mucle spasms", "muscle spasm"},
        {"fever", "fever"},
        {"FEVER", "fever"},
    };
    for (const Case& c : cases) {
        BOOST_TEST_CONTEXT(c.wrong) {
            const Names found = suggestions(c.wrong, intake);
            BOOST_REQUIRE(!found.empty());
            BOOST_TEST(found.front() == c.best);
        }
    }
}

BOOST_AUTO_TEST_CASE(nothing_is_offered_for_something_else) {
    for (const char* wrong : {"", " ", "x", "qwertyuiop", "zzz", "haemoglobin"}) {
        BOOST_TEST_CONTEXT(wrong) {
            BOOST_TEST(suggestions(wrong, intake).empty());
        }
    }
    BOOST_TEST(suggestions("fever", {}).empty());
    BOOST_TEST(suggestions("fevr", intake, 0).empty());
}

BOOST_AUTO_TEST_CASE(the_order_does_not_depend_on_the_order_of_the_candidates) {
    Names names = {"item 3", "item 1", "item 2", "item 5", "item 4"};
    const Names expected = {"item 1", "item 2", "item 3"};
    std::mt19937 random(7);
    for (int i = 0; i < 50; ++i) {
        std::shuffle(names.begin(), names.end(), random);
        BOOST_TEST(suggestions("item 9", names) == expected);
    }
    const Names twice = {"fever", "fever"};
    BOOST_TEST(suggestions("fevr", twice).size() == 1u);
}

BOOST_AUTO_TEST_CASE(names_are_given_back_as_they_are_written) {
    const Names names = {"Lower-Back", "Fièvre"};
    BOOST_TEST(suggestions("lwoer back", names).front() == "Lower-Back");
    BOOST_TEST(suggestions("FIEVRE", names).front() == "Fièvre");
}

BOOST_AUTO_TEST_CASE(a_name_that_only_looks_like_one_is_said_to) {
    const Names names = {"neck", "lower back", "neck pain"};
    const std::string but = ": what stands here looks like it, but has letters of another alphabet";
    // Every letter that can be is Cyrillic; one is Greek; all are wide; case and joints do not
    // matter.
    BOOST_TEST(help_for_name("nесk", names) == "write `neck`" + but);
    BOOST_TEST(help_for_name("lοwer back", names) == "write `lower back`" + but);
    BOOST_TEST(help_for_name("ｎｅｃｋ", names) == "write `neck`" + but);
    BOOST_TEST(help_for_name("LОWER_ВАСК", names) == "write `lower back`" + but);
    BOOST_TEST(help_for_name("neck pаin", names) == "write `neck pain`" + but);
    // A slip is a slip, and a name is no twin of itself.
    BOOST_TEST(help_for_name("nekc", names) == "did you mean `neck`?");
    BOOST_TEST(help_for_name("Neck", names, 1) == "did you mean `neck`?");
    BOOST_TEST(help_for_name("шея", names).empty());
}

BOOST_AUTO_TEST_CASE(names_that_look_alike_are_found_in_any_order) {
    caveat::text::LookAlikes names;
    BOOST_TEST(!names.add("pain", 0).has_value());
    BOOST_TEST(names.add("pаin", 1).value() == 0U);
    BOOST_TEST(!names.add("боль", 2).has_value());
    BOOST_TEST(!names.add("сор", 3).has_value());
    BOOST_TEST(names.add("cop", 4).value() == 3U);
    // The very same name is another matter.
    BOOST_TEST(!names.add("pain", 5).has_value());
}

BOOST_AUTO_TEST_CASE(long_inputs_and_many_candidates_stay_cheap) {
    std::mt19937 random(11);
    Names names;
    for (int i = 0; i < 10000; ++i) {
        std::string name;
        for (std::size_t j = 0, n = 10 + random() % 20; j < n; ++j) {
            name += j % 7 == 6 ? ' ' : static_cast<char>('a' + random() % 6);
        }
        names.push_back(name + "z");
    }
    names.push_back(std::string(1 << 20, 'a'));
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 5; ++i) suggestions(names[static_cast<std::size_t>(i)] + "x", names);
    BOOST_TEST(suggestions(std::string(8 << 20, 'a'), names).empty());
    const auto taken = std::chrono::steady_clock::now() - start;
    BOOST_TEST_MESSAGE(std::chrono::duration_cast<std::chrono::milliseconds>(taken).count()
                       << " ms");
    BOOST_CHECK(taken <
                std::chrono::seconds(20));  // unoptimised, with sanitizers, on a slow machine
}

BOOST_AUTO_TEST_CASE(what_says_the_opposite_is_never_suggested) {
    const std::pair<const char*, const char*> opposites[] = {
        {"without fever", "fever"},
        {"fever", "never fever"},
        {"withot fever", "fever"},
        {"fever isn't there", "fever"},
        {"unstable", "stable"},
        {"stable", "unstable"},
        {"asymptomatc", "symptomatic"},
        {"hypotension", "hypertension"},
        {"bradycardia", "tachycardia"},
        {"exclude", "include"},
        {"unilateral pain", "bilateral pain"},
        {"do not avoid massage", "avoid massage"}};
    for (const auto& [wrong, declared] : opposites) {
        BOOST_TEST(suggestions(wrong, Names{declared}).empty(), wrong << ", " << declared);
    }
    // A slip in the word that denies, or one that looks like it.
    const std::pair<const char*, const char*> slips[] = {{"on response", "no response"},
                                                         {"noresponse", "no response"},
                                                         {"never smokd", "never smoked"},
                                                         {"aage", "age"},
                                                         {"not smokr", "not smoker"}};
    for (const auto& [wrong, declared] : slips) {
        BOOST_TEST(suggestions(wrong, Names{declared}) == Names{declared}, wrong);
    }
}

BOOST_AUTO_TEST_CASE(names_of_the_greatest_length_are_compared) {
    const std::string longest(120, 'a');
    BOOST_TEST(suggestions(std::string(119, 'a') + "b", Names{longest}) == Names{longest});
    BOOST_TEST(suggestions(longest, Names{std::string(119, 'a')}) == Names{std::string(119, 'a')});
    BOOST_TEST(suggestions(longest, Names{std::string(121, 'a')}).empty());
    BOOST_TEST(suggestions(std::string(121, 'a'), Names{longest}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
