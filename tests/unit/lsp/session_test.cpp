// A session with the workbench, request by request, as a golden file: what changes in an answer is
// seen by whoever changes it.

#include "adapters/workbench/entry.hpp"
#include "support/golden.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <string>

BOOST_AUTO_TEST_SUITE(session)

BOOST_AUTO_TEST_CASE(every_call_answers_as_it_did) {
    const std::string asked =
        caveat::testing::read_source_file("tests/golden/workbench/session.ndjson");
    caveat_workbench* const bench = caveat_workbench_new();
    BOOST_TEST_REQUIRE(bench != nullptr);
    std::string said;
    for (std::size_t at = 0; at < asked.size();) {
        const std::size_t end = asked.find('\n', at);
        const std::string request = asked.substr(at, end - at);
        std::size_t length = 0;
        char* const answer = caveat_workbench_call(bench, request.data(), request.size(), &length);
        BOOST_TEST_REQUIRE(answer != nullptr);
        said += "> " + request + "\n< " + std::string(answer, length);
        std::free(answer);
        at = end + 1;
    }
    caveat_workbench_free(bench);
    caveat::testing::check_golden("workbench/session.txt", said);
}

BOOST_AUTO_TEST_SUITE_END()
