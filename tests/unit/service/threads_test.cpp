// The service from several threads at once, while its rules are changed under it: each answer is of
// one whole version, and nothing is lost. The thread sanitizer looks at this one.

#include "adapters/service/service.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(service_threads)

namespace {

std::shared_ptr<const service::Served> version_of_rules(int number) {
    const std::string version = std::to_string(number);
    const Loaded rules =
        load_text("caveat: 1\nid: small\nversion: v" + version +
                  "\nfacts: {pain: {type: number, ask: \"Pain?\"}}\n"
                  "outcomes: {refer to doctor: Version " +
                  version + ".}\nrules: [{id: strong, rule: pain >= 7 → refer to doctor}]\n");
    const LoadedMapping mapping = load_fhir_mapping_text(
        *rules.rules,
        "fhir: 1\nfor: small\nqueries: {pain: {search: \"Observation?patient={{context.patientId}}&"
        "_sort=-date\"}}\nfacts: {pain: {from: Observation, coded as: {loinc: P}, within: 2 d}}\n");
    auto served = std::make_shared<service::Served>();
    served->rules.push_back({*rules.rules, *mapping.mapping, "small"});
    return served;
}

const std::string call_of_a_thread =
    R"({"hook":"patient-view","hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",)"
    R"("context":{"userId":"Practitioner/1","patientId":"p"},"prefetch":{"pain":)"
    R"({"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":)"
    R"("Observation","id":"o","status":"final","subject":{"reference":"Patient/p"},)"
    R"("effectiveDateTime":"2026-11-20","code":{"coding":[{"system":"http://loinc.org",)"
    R"("code":"P"}]},"valueInteger":8}}]}}})";

}  // namespace

BOOST_AUTO_TEST_CASE(answers_are_whole_while_rules_change_and_feedback_comes) {
    const auto read = mapping::read_serve(
        "serve: 1\nlisten: 127.0.0.1:8080\nrules: [a.yaml]\nauthentication: none\n", "serve.yaml");
    BOOST_REQUIRE(read.config.has_value());
    std::string problem;
    auto store = service::Store::open({}, problem);
    BOOST_REQUIRE(store != nullptr);
    service::Service desk(
        *read.config, version_of_rules(0),
        {[] { return *Date::from_text("2026-11-20"); }, [] { return std::int64_t{1'795'000'000}; }},
        nullptr, std::move(store));
    constexpr int calls_of_each = 60;
    std::atomic<int> wrong{0};
    std::atomic<int> answered{0};
    std::vector<std::thread> threads;
    for (int number = 0; number < 4; ++number) {
        threads.emplace_back([&, number] {
            for (int i = 0; i < calls_of_each; ++i) {
                service::Done done;
                const auto response = desk.answer({"POST",
                                                   "/cds-services/small",
                                                   {{"content-type", "application/json"}},
                                                   call_of_a_thread},
                                                  done);
                // What is said and the version that says it are of one load.
                const std::size_t at = response.body.find("Version ");
                const std::string said =
                    response.body.substr(at + 8, response.body.find_first_of(".\\\"", at) - at - 8);
                const bool is_whole =
                    response.status == 200 && done.version == "v" + said &&
                    response.body.find("small v" + said + ",") != std::string::npos;
                wrong += is_whole ? 0 : 1;
                ++answered;
                const std::string feedback =
                    R"({"feedback":[{"card":"c)" + std::to_string(number * calls_of_each + i) +
                    R"(","outcome":"overridden","outcomeTimestamp":"x"}]})";
                wrong += desk.answer({"POST",
                                      "/cds-services/small/feedback",
                                      {{"content-type", "application/json"}},
                                      feedback},
                                     done)
                                     .status == 200
                             ? 0
                             : 1;
                desk.answer({"GET", "/about/small", {}, {}}, done);
                desk.answer_admin({"GET", "/metrics", {}, {}});
            }
        });
    }
    threads.emplace_back([&] {
        for (int version = 1; answered < 4 * calls_of_each; ++version) {
            if (version % 3 == 0) {
                desk.keep_stale();
            } else {
                desk.swap(version_of_rules(version));
            }
        }
    });
    for (std::thread& each : threads) each.join();
    BOOST_TEST(wrong == 0);
    const auto report = desk.store().report();
    BOOST_REQUIRE(report.has_value());
    BOOST_TEST(report->unknown == 4U * calls_of_each);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
