// Patients become as small as they can be while they prove something.

#include "patients/shrinking.hpp"

#include "sample.hpp"
#include "values/rational.hpp"

#include <algorithm>
#include <numeric>

namespace caveat::patients::testing {

namespace {

KeyedAnswer yes(std::string key) {
    return {std::move(key), true};
}

bool has(const Patient& patient, std::string_view key) {
    return std::any_of(patient.facts.begin(), patient.facts.end(),
                       [&](const KeyedAnswer& each) { return each.first == key; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shrinking)

BOOST_AUTO_TEST_CASE(where_few_of_many_are_needed_most_go_at_once) {
    std::vector<int> list(1000);
    std::iota(list.begin(), list.end(), 0);
    std::size_t tries = 0;
    const auto without = [&](std::size_t begin, std::size_t end) {
        ++tries;
        std::vector<int> rest = list;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(begin),
                   rest.begin() + static_cast<std::ptrdiff_t>(end));
        const bool proves = std::count(rest.begin(), rest.end(), 137) == 1 &&
                            std::count(rest.begin(), rest.end(), 802) == 1;
        if (proves) list = std::move(rest);
        return proves;
    };
    BOOST_TEST(drop_runs(0, list.size(), without));
    BOOST_TEST((list == std::vector<int>{137, 802}));
    BOOST_TEST(tries < 50U);
    BOOST_TEST(!drop_runs(0, list.size(), without));
    BOOST_TEST(!drop_runs(0, 0, without));
}

BOOST_AUTO_TEST_CASE(a_patient_keeps_the_answers_that_prove_it_and_no_others) {
    Patient patient;
    for (int i = 0; i < 40; ++i) patient.facts.push_back(yes("f" + std::to_string(i)));
    const Patient few =
        shortest(patient, [](const Patient& less) { return has(less, "f3") && has(less, "f30"); });
    BOOST_TEST((few.facts == std::vector<KeyedAnswer>{yes("f3"), yes("f30")}));
}

BOOST_AUTO_TEST_CASE(a_number_is_no_longer_than_it_need_be) {
    Patient patient;
    patient.facts.emplace_back("weight", *Decimal::from_text("62.503"));
    const auto weight = [](const Patient& one) {
        return std::get<Decimal>(one.facts.front().second.value);
    };
    const auto exactly = [](const Decimal& number) { return *values::Rational::from(number); };
    const values::Rational limit = exactly(*Decimal::from_text("62.5"));
    const Patient at_least = shortest(patient, [&](const Patient& less) {
        return !less.facts.empty() && exactly(weight(less)) >= limit;
    });
    BOOST_TEST(weight(at_least).to_text() == "63");
    const Patient close = shortest(patient, [&](const Patient& less) {
        if (less.facts.empty()) return false;
        const values::Rational number = exactly(weight(less));
        return number >= limit && number < exactly(*Decimal::from_text("62.6"));
    });
    BOOST_TEST(weight(close).to_text() == "62.5");
}

BOOST_AUTO_TEST_CASE(a_day_is_today_where_that_proves_as_much) {
    Patient patient;
    patient.as_of = today();
    patient.facts.emplace_back("surgery_date", *Date::from_text("2026-10-01"));
    const Patient some_day =
        shortest(patient, [](const Patient& less) { return !less.facts.empty(); });
    BOOST_TEST((some_day.facts.front().second == Answer(*patient.as_of)));
}

BOOST_AUTO_TEST_CASE(a_draft_loses_answers_records_fields_and_codes_that_prove_nothing) {
    Draft draft(8);
    for (DraftAnswer& answer : draft) answer.is_given = true;
    draft[5].is_complete = false;
    draft[5].present.insert(0);
    draft[5].present.insert(1);
    draft[5].absent.insert(2);
    draft[7].records.resize(3, std::vector<DraftAnswer>(2));
    for (auto& record : draft[7].records) {
        for (DraftAnswer& field : record) field.is_given = true;
    }
    shrink(draft, [](const Draft& less) {
        return less[5].present.contains(1) && less[7].records.size() >= 2 &&
               std::all_of(less[7].records.begin(), less[7].records.end(),
                           [](const auto& record) { return record[1].is_given; });
    });
    const auto given = std::count_if(draft.begin(), draft.end(),
                                     [](const DraftAnswer& answer) { return answer.is_given; });
    BOOST_TEST(given == 2);
    BOOST_TEST(draft[5].is_complete);
    BOOST_TEST(draft[5].present.size() == 1U);
    BOOST_TEST(draft[5].absent.empty());
    BOOST_REQUIRE(draft[7].records.size() == 2U);
    for (const auto& record : draft[7].records) {
        BOOST_TEST(!record[0].is_given);
        BOOST_TEST(record[1].is_given);
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::patients::testing
