// The service without its sockets: what is asked, what is refused, and what is kept.

#include "adapters/service/service.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(serving)

namespace {

using service::Done;
using service::Request;
using service::Response;

const std::string path_of_calls = "/cds-services/back-pain-massage";

mapping::ServeConfig config_of(const std::string& more = {},
                               const std::string& access = "authentication: none\n") {
    const auto read = mapping::read_serve("serve: 1\nlisten: 127.0.0.1:8080\nrules: [" +
                                              std::string(CAVEAT_SOURCE_DIR) +
                                              "/rules/back-pain-massage.yaml]\n"
                                              "origins: [\"https://ehr.example\"]\n" +
                                              access + more,
                                          "serve.yaml");
    BOOST_REQUIRE(read.config.has_value());
    return *read.config;
}

class Desk {
  public:
    explicit Desk(const std::string& more = {}) : Desk(config_of(more)) {}
    explicit Desk(const mapping::ServeConfig& config) {
        const auto loaded = service::load_served(config);
        BOOST_REQUIRE_MESSAGE(loaded.served != nullptr, loaded.messages);
        std::string problem;
        auto store = service::Store::open({}, problem);
        BOOST_REQUIRE_MESSAGE(store != nullptr, problem);
        auto tokens = config.clients.empty() ? nullptr : service::Tokens::load(config, problem);
        service_ = std::make_unique<service::Service>(
            config, loaded.served,
            service::Clock{[] { return *Date::from_text("2026-11-20"); },
                           [] { return std::int64_t{1'795'000'000}; }},
            std::move(tokens), std::move(store));
    }

    Response post(const std::string& path, const std::string& body,
                  std::map<std::string, std::string> headers = {}) {
        headers.emplace("content-type", "application/json");
        return ask({"POST", path, std::move(headers), body});
    }
    Response get(const std::string& path) { return ask({"GET", path, {}, {}}); }
    Response ask(const Request& request) {
        done = {};
        return service_->answer(request, done);
    }
    service::Service& operator*() { return *service_; }
    service::Service* operator->() { return service_.get(); }

    Done done;

  private:
    std::unique_ptr<service::Service> service_;
};

std::string header(const Response& response, const std::string& name) {
    for (const auto& [key, value] : response.headers) {
        if (key == name) return value;
    }
    return {};
}

std::string call(const std::string& members = {}, const std::string& prefetch = {},
                 const std::string& hook = "patient-view") {
    return R"({"hook":")" + hook +
           R"(","hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",)"
           R"("context":{"userId":"Practitioner/1","patientId":"p")" +
           members + "}" + (prefetch.empty() ? "" : R"(,"prefetch":{)" + prefetch + "}") + "}";
}

const std::string patient =
    R"("patient":{"resourceType":"Patient","id":"p","birthDate":"1971-04-02"})";

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_CASE(discovery_names_every_hook_with_its_prefetch) {
    Desk desk;
    const Response response = desk.get("/cds-services");
    BOOST_TEST(response.status == 200U);
    BOOST_TEST(response.type == "application/json");
    BOOST_TEST(holds(response.body, "\"id\": \"back-pain-massage\""));
    BOOST_TEST(holds(response.body, "Condition?patient={{context.patientId}}"));
    BOOST_TEST(!holds(response.body, "null"));
}

BOOST_AUTO_TEST_CASE(what_is_served_is_guarded_whole_or_not_at_all) {
    for (const bool is_guarded : {false, true}) {
        Desk desk(config_of(is_guarded ? "discovery: authenticated\n" : "",
                            "clients: [{name: main, issuer: \"https://ehr.example\", keys: "
                            "\"https://ehr.example/jwks.json\"}]\n"));
        for (const char* path : {"/cds-services", "/Questionnaire/back-pain-massage",
                                 "/PlanDefinition/back-pain-massage", "/about/back-pain-massage"}) {
            BOOST_TEST_INFO(path);
            BOOST_TEST(desk.get(path).status == (is_guarded ? 401U : 200U));
        }
        BOOST_TEST(desk.get("/about/nothing").status == (is_guarded ? 401U : 404U));
    }
}

BOOST_AUTO_TEST_CASE(whoever_asks_for_themselves_is_told_no_more_by_any_address) {
    Desk desk;
    const auto card_for = [&](const std::string& user) {
        std::string body = call();
        body.replace(body.find("Practitioner/1"), 14, user);
        return desk.post(path_of_calls, body).body;
    };
    const std::string own = card_for("Patient/1");
    BOOST_TEST(own != card_for("Practitioner/1"));
    for (const char* same : {"https://ehr.example/fhir/Patient/1", "RelatedPerson/1",
                             "https://ehr.example/RelatedPerson/1"}) {
        BOOST_TEST(card_for(same) == own);
    }
    BOOST_TEST(card_for("https://ehr.example/Patient/Practitioner/1") ==
               card_for("Practitioner/1"));
}

BOOST_AUTO_TEST_CASE(a_call_without_a_record_asks_and_says_no_more) {
    Desk desk;
    const Response response = desk.post(path_of_calls, call());
    BOOST_TEST(response.status == 200U);
    BOOST_TEST(holds(response.body, "{\"cards\":["));
    BOOST_TEST(desk.done.hook == "patient-view");
    BOOST_TEST(desk.done.service == "back-pain-massage");
}

BOOST_AUTO_TEST_CASE(what_the_record_says_is_screened) {
    Desk desk;
    const std::string observed =
        R"("problems":{"resourceType":"Bundle","type":"searchset","entry":[{"resource":)"
        R"({"resourceType":"Condition","id":"c","subject":{"reference":"Patient/p"},"clinicalStatus":)"
        R"({"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical",)"
        R"("code":"active"}]},"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm",)"
        R"("code":"M54.50"}]}}}]},)"
        R"("pain":{"resourceType":"Bundle","type":"searchset","entry":[{"resource":)"
        R"({"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"Patient/p"},)"
        R"("code":{"coding":[{"system":"http://loinc.org","code":"72514-3"}]},)"
        R"("effectiveDateTime":"2026-11-20","valueQuantity":{"value":8,)"
        R"("system":"http://unitsofmeasure.org","code":"{score}"}}}]})";
    const Response with = desk.post(path_of_calls, call({}, patient + "," + observed));
    const Response without = desk.post(path_of_calls, call({}, patient));
    BOOST_TEST(with.status == 200U);
    BOOST_TEST(with.body != without.body);
    BOOST_TEST(holds(with.body, "**: back pain"));
    BOOST_TEST(!holds(without.body, "**: back pain"));
}

BOOST_AUTO_TEST_CASE(a_bundle_that_cannot_be_read_is_no_empty_list) {
    Desk desk;
    const auto cards = [&](const std::string& members) {
        return desk
            .post(path_of_calls,
                  call({}, patient + R"(,"problems":{"resourceType":"Bundle","type":"searchset",)" +
                               members + "}"))
            .body;
    };
    const std::string empty = cards(R"("entry":[])");
    const std::string sciatica =
        R"({"resource":{"resourceType":"Condition","id":"c","subject":{"reference":"Patient/p"},)"
        R"("clinicalStatus":{"coding":[{"system":)"
        R"("http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},)"
        R"("code":{"coding":[{"system":"http://snomed.info/sct","code":"23056005"}]}}})";
    BOOST_TEST(!holds(empty, "Not used"));
    for (const std::string& members :
         {R"("entry":)" + sciatica, R"("entry":[],"entry":[)" + sciatica + "]",
          R"("implicitRules":"x","entry":[)" + sciatica + "]"}) {
        BOOST_TEST(holds(cards(members), "Not used"));
    }
}

BOOST_AUTO_TEST_CASE(each_wrong_request_has_its_status_and_never_says_what_it_held) {
    Desk desk;
    const std::string canary = "CANARY";
    const auto status = [&](const std::string& body,
                            std::map<std::string, std::string> headers = {}) {
        const Response response = desk.post(path_of_calls, body, std::move(headers));
        BOOST_TEST_CONTEXT(body) {
            BOOST_TEST(!holds(response.body, canary));
            BOOST_TEST(response.type ==
                       (response.status == 200 ? "application/json" : "application/fhir+json"));
        }
        return response.status;
    };
    BOOST_TEST(status("{") == 400U);
    BOOST_TEST(status("[]") == 400U);
    BOOST_TEST(status("\"CANARY\xff\"") == 400U);
    BOOST_TEST(status(R"({"hook":"CANARY","hook":"CANARY"})") == 400U);
    BOOST_TEST(status("{}") == 400U);
    BOOST_TEST(status(R"({"":1,"":2,)" + call().substr(1)) == 400U);
    BOOST_TEST(status(call({}, {}, "CANARY")) == 400U);
    BOOST_TEST(status(call({}, {}, "order-sign")) == 400U);
    BOOST_TEST(status(R"({"hook":"patient-view","hookInstance":"CANARY"})") == 400U);
    BOOST_TEST(status(R"({"hook":"patient-view",)"
                      R"("hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",)"
                      R"("context":{"userId":"Practitioner/CANARY"}})") == 400U);
    BOOST_TEST(status(call({}, R"("patient":"CANARY")")) == 400U);
    BOOST_TEST(status(R"({"hook":"patient-view",)"
                      R"("hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",)"
                      R"("context":{"userId":"Practitioner/1","patientId":"Patient/"}})") == 400U);
    BOOST_TEST(status(call({}, R"("patient":{"resourceType":"Patient","id":"CANARY"})")) == 400U);
    BOOST_TEST(status(R"({"fhirAuthorization":{"access_token":"CANARY"},)" + call().substr(1)) ==
               400U);
    BOOST_TEST(status(call(), {{"content-type", "text/plain"}}) == 415U);
    BOOST_TEST(status(call(), {{"content-encoding", "gzip"}}) == 415U);
    BOOST_TEST(status(call(), {{"accept", "text/html"}}) == 406U);
    BOOST_TEST(status(call(), {{"content-type", "application/json; charset=utf-8"}}) == 200U);
    BOOST_TEST(status(R"({"extension":{"a.b":"CANARY"},"unknown":1,)" + call().substr(1)) == 200U);
    BOOST_TEST(status(std::string(9U * 1024U * 1024U, ' ')) == 413U);
    BOOST_TEST(desk.get("/").status == 404U);
    BOOST_TEST(desk.post("/cds-services/CANARY", call()).status == 404U);
    const Response wrong_method = desk.get(path_of_calls);
    BOOST_TEST(wrong_method.status == 405U);
    BOOST_TEST(header(wrong_method, "Allow") == "POST");
}

BOOST_AUTO_TEST_CASE(a_query_that_is_needed_and_did_not_come_is_asked_for) {
    const Loaded rules = load_text(
        "caveat: 1\nid: need\nfacts: {a: {type: yes/no, ask: \"a?\"}}\n"
        "outcomes: {avoid massage: No.}\nrules: [{id: r, rule: a → avoid massage}]\n");
    const LoadedMapping mapping = load_fhir_mapping_text(
        *rules.rules,
        "fhir: 1\nfor: need\nqueries:\n"
        "  who: {read: \"Patient/{{context.patientId}}\", required: yes}\n"
        "  list: {search: \"Condition?patient={{context.patientId}}\", required: yes}\n"
        "facts: {a: {from: Condition, coded as: {snomed: A}}}\n");
    BOOST_REQUIRE(mapping.mapping.has_value());
    auto served = std::make_shared<service::Served>();
    served->rules.push_back({*rules.rules, *mapping.mapping, "need"});
    Desk desk;
    desk->swap(served);
    const std::string who = R"("who":{"resourceType":"Patient","id":"p"})";
    const std::string list = R"("list":{"resourceType":"Bundle","type":"searchset"})";
    const std::string error =
        R"({"resourceType":"OperationOutcome","issue":[{"severity":"error"}]})";
    const auto status = [&](const std::string& prefetch) {
        return desk.post("/cds-services/need", call({}, prefetch)).status;
    };
    BOOST_TEST(status(who + "," + list) == 200U);
    BOOST_TEST(status(who + R"(,"list":null)") == 200U);
    BOOST_TEST(status(who) == 412U);
    BOOST_TEST(status(list) == 412U);
    BOOST_TEST(status(R"("who":null,)" + list) == 412U);
    BOOST_TEST(status(who + R"(,"list":)" + error) == 412U);
    BOOST_TEST(status(who + R"(,"list":{"response":{"status":"404"},"resource":)" + error + "}") ==
               412U);
    for (const std::string nothing :
         {R"({"response":{"status":"404"}})", R"({"response":{"status":404}})",
          R"({"response":{"status":"200"}})", R"({"response":{}})", "{}", R"({"id":"p"})",
          R"({"resourceType":7})", R"({"resource":{}})", R"({"resource":null})",
          R"({"response":{"status":"200"},"resource":null})",
          R"({"response":{"status":404},"resource":{"resourceType":"Patient","id":"p"}})"}) {
        BOOST_TEST_INFO(nothing);
        BOOST_TEST(status(who + R"(,"list":)" + nothing) == 412U);
        BOOST_TEST(status(R"("who":)" + std::string(nothing) + "," + list) == 412U);
    }
    // A search may find nothing; whoever is read is there.
    BOOST_TEST(status(R"("who":{"resourceType":"Bundle","type":"searchset"},)" + list) == 412U);
    BOOST_TEST(status(R"("who":{"response":{"status":"200 OK"},"resource":)"
                      R"({"resourceType":"Patient","id":"p"}},)" +
                      list) == 200U);
}

BOOST_AUTO_TEST_CASE(pages_of_listed_origins_alone_may_read_answers) {
    Desk desk;
    const auto allowed = [&](const std::string& method, const std::string& path,
                             const std::string& origin) {
        const Response response = desk.ask({method, path, {{"origin", origin}}, {}});
        BOOST_TEST(header(response, "Vary") == "Origin");
        return header(response, "Access-Control-Allow-Origin");
    };
    for (const std::string path :
         {"/cds-services", "/nothing", "/cds-services/back-pain-massage"}) {
        BOOST_TEST(allowed("GET", path, "https://ehr.example") == "https://ehr.example");
        BOOST_TEST(allowed("OPTIONS", path, "https://ehr.example") == "https://ehr.example");
        BOOST_TEST(allowed("GET", path, "https://ehr.example.evil") == "");
        BOOST_TEST(allowed("OPTIONS", path, "null") == "");
    }
    BOOST_TEST(desk.ask({"OPTIONS", "/cds-services", {}, {}}).status == 204U);
}

BOOST_AUTO_TEST_CASE(feedback_is_kept_whole_and_once) {
    Desk desk;
    desk.post(path_of_calls, call({}, patient));
    BOOST_TEST(desk.done.cards > 0U);
    const std::string path = path_of_calls + "/feedback";
    const auto send = [&](const std::string& items) {
        return desk.post(path, R"({"feedback":[)" + items + "]}").status;
    };
    const std::string good =
        R"({"card":"4e0a3a1e-3283-4575-ab82-028d55fe2719","outcome":"overridden",)"
        R"("overrideReason":{"reason":{"code":"patient-refuses","system":"x"},"userComment":"CANARY"},)"
        R"("outcomeTimestamp":"2026-11-20T10:00:00Z"})";
    const std::string accepted =
        R"({"card":"c","outcome":"accepted","acceptedSuggestions":[{"id":"s"}],)"
        R"("outcomeTimestamp":"2026-11-20T10:00:00Z"})";
    BOOST_TEST(send(good) == 200U);
    BOOST_TEST(send(good + "," + accepted) == 200U);
    BOOST_TEST(send("") == 400U);
    BOOST_TEST(send(good + R"(,{"card":"c"})") == 400U);
    BOOST_TEST(send(R"({"card":"c","outcome":"accepted","outcomeTimestamp":"x"})") == 400U);
    const Response response = desk.post(path, R"({"feedback":[{"card":"c","outcome":"CANARY"}]})");
    BOOST_TEST(response.status == 400U);
    BOOST_TEST(holds(response.body, "feedback[0].outcome"));
    BOOST_TEST(!holds(response.body, "CANARY"));
    BOOST_TEST(!holds(desk->metrics().text(0), "CANARY"));
}

BOOST_AUTO_TEST_CASE(rules_whose_cases_have_to_hold_are_not_served_while_one_fails) {
    mapping::ServeConfig config = config_of("cases: required\n");
    BOOST_TEST(config.requires_cases);
    BOOST_TEST((service::load_served(config).served == nullptr), "nobody can run them");
    std::string asked;
    const auto loaded = service::load_served(config, [&](const std::string& file) {
        asked = file;
        return std::string();
    });
    BOOST_TEST((loaded.served != nullptr));
    BOOST_TEST(asked == config.rules.front());
    const auto failed = service::load_served(
        config, [](const std::string&) { return std::string("one failed\n"); });
    BOOST_TEST((failed.served == nullptr));
    BOOST_TEST(holds(failed.messages, "one failed"));
}

BOOST_AUTO_TEST_CASE(a_stamp_differs_once_any_file_was_written) {
    namespace files = std::filesystem;
    const files::path folder = files::temp_directory_path() / "caveat-stamps";
    files::remove_all(folder);
    files::create_directories(folder / "valuesets");
    const std::string from = std::string(CAVEAT_SOURCE_DIR) + "/rules/";
    const std::vector<std::string> names{"back-pain-massage.yaml", "back-pain-massage.fhir.yaml",
                                         "valuesets/arthritis.json"};
    for (const std::string& name : names) files::copy_file(from + name, folder / name);
    mapping::ServeConfig config = config_of();
    config.rules = {(folder / names[0]).string()};
    const auto loaded = service::load_served(config);
    BOOST_REQUIRE(loaded.served != nullptr);
    std::string before = service::stamp_of(loaded.files);
    BOOST_TEST(service::stamp_of(loaded.files) == before);
    for (const std::string& name : names) {
        std::ofstream(folder / name, std::ios::app) << "\n";
        const std::string after = service::stamp_of(loaded.files);
        BOOST_TEST(after != before, name);
        before = after;
    }
    // What could not be loaded for a file that was missing is looked for until it is there.
    files::rename(folder / names[2], folder / "elsewhere.json");
    const auto broken = service::load_served(config);
    BOOST_TEST(broken.served == nullptr);
    before = service::stamp_of(broken.files);
    files::rename(folder / "elsewhere.json", folder / names[2]);
    BOOST_TEST(service::stamp_of(broken.files) != before);
    before = service::stamp_of(loaded.files);
    files::remove(folder / names[1]);
    BOOST_TEST(service::stamp_of(loaded.files) != before);
    files::remove_all(folder);
}

BOOST_AUTO_TEST_CASE(those_who_run_it_see_whether_it_is_well) {
    Desk desk;
    const auto ask = [&](const std::string& path) {
        return desk->answer_admin({"GET", path, {}, {}});
    };
    BOOST_TEST(ask("/health/live").status == 200U);
    BOOST_TEST(ask("/health/ready").body == "ready\n");
    desk->keep_stale();
    BOOST_TEST(ask("/health/ready").body == "ready, stale\n");
    desk->set_ready(false);
    BOOST_TEST(ask("/health/ready").status == 503U);
    BOOST_TEST(holds(ask("/metrics").body, "caveat_rules_stale 1"));
    BOOST_TEST(ask("/cds-services").status == 404U);
    BOOST_TEST(desk.get("/metrics").status == 404U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
