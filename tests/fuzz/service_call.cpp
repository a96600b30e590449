// Any bytes as the body of a call, or of feedback: it gets an answer with a status that the table
// knows, and never one that is our fault.

#include "adapters/service/service.hpp"
#include "fhir_rules.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

namespace {

caveat::service::Service& desk() {
    static const std::unique_ptr<caveat::service::Service> made = [] {
        auto read = caveat::mapping::read_serve(
            "serve: 1\nlisten: 127.0.0.1:8080\nrules: [a.yaml]\nauthentication: none\n",
            "serve.yaml");
        if (!read.config) std::abort();
        auto served = std::make_shared<caveat::service::Served>();
        served->rules.push_back({fuzz::rules(), fuzz::mapping(), "fuzzed"});
        std::string problem;
        auto store = caveat::service::Store::open({}, problem);
        if (!store) std::abort();
        return std::make_unique<caveat::service::Service>(
            *read.config, served,
            caveat::service::Clock{[] { return *caveat::Date::from_text("2026-11-20"); },
                                   [] { return std::int64_t{1'795'000'000}; }},
            nullptr, std::move(store));
    }();
    return *made;
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer chose the name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string body(reinterpret_cast<const char*>(bytes), size);
    for (const char* path : {"/cds-services/fuzzed", "/cds-services/fuzzed/feedback"}) {
        caveat::service::Done done;
        const caveat::service::Response response =
            desk().answer({"POST", path, {{"content-type", "application/json"}}, body}, done);
        constexpr std::array known{200U, 400U, 412U, 413U};
        if (std::find(known.begin(), known.end(), response.status) == known.end()) std::abort();
        if (response.status != 200 && response.body.empty()) std::abort();
    }
    desk().store().forget(1'796'000'000);
    return 0;
}
