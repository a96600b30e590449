// What is kept of cards and of what became of them, and for how long.

#include <caveat/service.hpp>

#include "adapters/service/store.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(feedback_store)

BOOST_AUTO_TEST_CASE(the_store_counts_what_became_of_cards) {
    std::string problem;
    auto store = service::Store::open({}, problem);
    BOOST_REQUIRE(store != nullptr);
    BOOST_TEST(store->keep(
        {{"u1", "s", "1", "refer", "r", true}, {"u2", "s", "1", "refer", "r", false}}, 100));
    BOOST_TEST(store->keep({{"u1", "s", "1", "refer", "r", true}}, 200));
    service::Feedback feedback;
    feedback.card = "u1";
    BOOST_TEST(
        (store->keep(std::vector{feedback, feedback}, 300) == std::optional<std::size_t>(0)));
    feedback.card = "nobody";
    BOOST_TEST((store->keep(std::vector{feedback}, 300) == std::optional<std::size_t>(1)));
    feedback.card = "u2";
    feedback.reason_code = "patient-refuses";
    feedback.has_comment = true;
    BOOST_TEST(store->keep(std::vector{feedback}, 300).has_value());
    const auto report = store->report();
    BOOST_REQUIRE(report.has_value());
    BOOST_REQUIRE(report->outcomes.size() == 1U);
    const OutcomeFeedback& found = report->outcomes[0];
    BOOST_TEST(found.shown == 2U);
    BOOST_TEST(found.overridden == 2U);
    BOOST_TEST(found.accepted == 0U);
    BOOST_TEST(found.comments == 1U);
    BOOST_TEST(report->unknown == 1U);
    BOOST_REQUIRE(found.reasons.size() == 2U);
    BOOST_TEST(found.reasons[0].first == "");
    BOOST_TEST(found.reasons[1].first == "patient-refuses");
    BOOST_TEST(store->forget(1000));
    BOOST_TEST(store->report()->outcomes.empty());
    BOOST_TEST(store->report()->unknown == 0U);
    BOOST_TEST((service::Store::open("/nowhere/at/all.db", problem) == nullptr));
    BOOST_TEST(!problem.empty());
}

BOOST_AUTO_TEST_CASE(a_card_is_forgotten_with_its_feedback) {
    std::string problem;
    auto store = service::Store::open({}, problem);
    BOOST_REQUIRE(store != nullptr);
    std::vector<service::KeptCard> cards;
    std::vector<service::Feedback> feedback(1);
    for (int i = 0; i < 2500; ++i) {
        cards.push_back({"old" + std::to_string(i), "s", "1", "refer", "r", true});
    }
    BOOST_TEST(store->keep(cards, 100));
    BOOST_TEST(store->keep({{"new", "s", "1", "refer", "r", true}}, 200));
    for (const char* card : {"old1", "old2400", "new", "nobody"}) {
        feedback[0].card = card;
        BOOST_TEST(store->keep(feedback, 201).has_value());
    }
    BOOST_TEST(store->forget(200));
    const auto report = store->report();
    BOOST_REQUIRE(report.has_value());
    BOOST_REQUIRE(report->outcomes.size() == 1U);
    BOOST_TEST(report->outcomes[0].shown == 1U);
    BOOST_TEST(report->outcomes[0].overridden == 1U);
    BOOST_TEST(report->unknown == 1U);
    BOOST_TEST(store->forget(202));
    BOOST_TEST(store->report()->unknown == 0U);
}

BOOST_AUTO_TEST_CASE(in_memory_the_latest_cards_are_kept) {
    std::string problem;
    auto store = service::Store::open({}, problem);
    BOOST_REQUIRE(store != nullptr);
    std::vector<service::Feedback> feedback(1000);
    for (int i = 0; i < 60; ++i) {
        std::vector<service::KeptCard> cards;
        for (int j = 0; j < 1000; ++j) {
            const std::string id = std::to_string(i * 1000 + j);
            cards.push_back({id, "s", "1", "refer", "r", true});
            feedback[static_cast<std::size_t>(j)].card = "nobody" + id;
        }
        BOOST_TEST_REQUIRE(store->keep(cards, i));
        BOOST_TEST_REQUIRE(store->keep(feedback, i).has_value());
    }
    const auto report = store->report();
    BOOST_REQUIRE(report.has_value());
    BOOST_REQUIRE(report->outcomes.size() == 1U);
    for (const std::uint64_t held : {report->outcomes[0].shown, report->unknown}) {
        BOOST_TEST(held >= 20'000U);
        BOOST_TEST(held <= 25'000U);
    }
    feedback.resize(1);
    feedback[0].card = "59999";
    BOOST_TEST((store->keep(feedback, 60) == std::optional<std::size_t>(0)));
    feedback[0].card = "0";
    BOOST_TEST((store->keep(feedback, 60) == std::optional<std::size_t>(1)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
