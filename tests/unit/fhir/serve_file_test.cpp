// What is said of every mistake in a service file: each `serve/*.yaml`. CAVEAT_UPDATE_GOLDEN=1
// writes the goldens anew.

#include "mapping/serve_file.hpp"

#include "support/golden.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <set>
#include <string>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(fhir_serve_file)

BOOST_AUTO_TEST_CASE(every_mistake_in_a_service_file_is_said_in_exactly_these_words) {
    std::set<std::filesystem::path> paths;
    for (const auto& entry :
         std::filesystem::directory_iterator(CAVEAT_SOURCE_DIR "/tests/golden/serve")) {
        if (entry.path().extension() == ".yaml") paths.insert(entry.path());
    }
    BOOST_TEST(paths.size() > 15U);
    for (const std::filesystem::path& path : paths) {
        const std::string name = path.filename().string();
        BOOST_TEST_CONTEXT(name) {
            const mapping::ReadServe read =
                mapping::read_serve(read_source_file("tests/golden/serve/" + name), name);
            std::string said;
            for (const Diagnostic& each : read.diagnostics) said += render(each, read.source);
            check_golden("serve/" + path.stem().string() + ".txt", said);
            BOOST_TEST(read.config.has_value() == (name == "good.yaml"));
            BOOST_TEST(read.diagnostics.size() == (name == "good.yaml" ? 0U : 1U));
        }
    }
}

BOOST_AUTO_TEST_CASE(four_keys_serve_this_machine_alone) {
    const auto read = mapping::read_serve(
        "serve: 1\nlisten: 127.0.0.1:8080\nrules: [a.yaml, /b.yaml]\nauthentication: none\n",
        "site/serve.yaml");
    BOOST_REQUIRE(read.config.has_value());
    BOOST_TEST(read.config->base_url == "http://127.0.0.1:8080");
    BOOST_TEST(read.config->listen.port == 8080);
    BOOST_REQUIRE(read.config->rules.size() == 2U);
    BOOST_TEST(read.config->rules[0] == "site/a.yaml");
    BOOST_TEST(read.config->rules[1] == "/b.yaml");
    BOOST_TEST(read.config->clients.empty());
}

BOOST_AUTO_TEST_CASE(every_key_of_a_production_file_is_read) {
    const auto read = mapping::read_serve(R"(serve: 1
base url: https://cds.clinic.example/
listen: 0.0.0.0:8443
admin: "[::1]:9090"
tls: {certificate: cds.pem, key: cds.key}
timezone: Europe/Berlin
rules: [back-pain-massage.yaml]
clients: [{name: main-ehr, issuer: "https://ehr.example", keys: jwks.json, services: [back], algorithms: [ES384]}]
origins: ["https://ehr.example", "http://localhost:8081"]
store: feedback.db
form link: {type: smart, url: "https://forms.example/launch"}
keep cards: 30 d
keep comments: yes
discovery: authenticated
)",
                                          "/etc/caveat/serve.yaml");
    BOOST_REQUIRE(read.config.has_value());
    const mapping::ServeConfig& config = *read.config;
    BOOST_TEST(config.base_url == "https://cds.clinic.example");
    BOOST_TEST(config.admin->host == "::1");
    BOOST_TEST(config.admin->text() == "[::1]:9090");
    BOOST_TEST(config.certificate == "/etc/caveat/cds.pem");
    BOOST_TEST(config.timezone == "Europe/Berlin");
    BOOST_REQUIRE(config.clients.size() == 1U);
    BOOST_TEST(config.clients[0].keys == "/etc/caveat/jwks.json");
    BOOST_TEST(config.clients[0].services.size() == 1U);
    BOOST_TEST(config.clients[0].algorithms.size() == 1U);
    BOOST_TEST(config.origins.size() == 2U);
    BOOST_TEST(config.store == "/etc/caveat/feedback.db");
    BOOST_TEST(config.form_link_type == "smart");
    BOOST_TEST(config.keep_cards.count == 30);
    BOOST_TEST(config.keeps_comments);
    BOOST_TEST(config.is_discovery_guarded);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
