// What is booked or ordered: who is screened for it, and what is refused.

#include "adapters/service/service.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <memory>
#include <set>
#include <string>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(booking)

namespace {

/// Where whoever has the condition is referred, once massage is booked or ordered.
class BookingDesk {
  public:
    explicit BookingDesk(const std::string& hooks =
                             "appointment-book: {show from: suggest, when booked: {clinic: DT}}, "
                             "order-sign: {show from: suggest, when ordered: {clinic: DT}}",
                         const std::string& source = "{from: Condition, coded as: {snomed: A}}") {
        const Loaded rules = load_text(
            "caveat: 1\nid: book\nfacts: {a: {type: yes/no, ask: \"a?\"}}\n"
            "outcomes: {refer to doctor: Ask.}\n"
            "rules: [{id: r, rule: a → refer to doctor}]\n");
        const LoadedMapping mapping = load_fhir_mapping_text(
            *rules.rules,
            "fhir: 1\nfor: book\nsystems: {clinic: \"https://clinic.example/codes\"}\n"
            "queries: {list: {search: \"Condition?patient={{context.patientId}}\"}}\n"
            "facts: {a: " +
                source +
                "}\n"
                "service: {hooks: {" +
                hooks + "}}\n");
        BOOST_REQUIRE(mapping.mapping.has_value());
        auto served = std::make_shared<service::Served>();
        served->rules.push_back({*rules.rules, *mapping.mapping, "book"});
        const auto read = mapping::read_serve(
            "serve: 1\nlisten: 127.0.0.1:8080\nrules: [a.yaml]\nauthentication: none\n",
            "serve.yaml");
        BOOST_REQUIRE(read.config.has_value());
        std::string problem;
        auto store = service::Store::open({}, problem);
        BOOST_REQUIRE_MESSAGE(store != nullptr, problem);
        service_ = std::make_unique<service::Service>(
            *read.config, served,
            service::Clock{[] { return *Date::from_text("2026-11-20"); },
                           [] { return std::int64_t{1'795'000'000}; }},
            nullptr, std::move(store));
    }

    service::Response call(const std::string& hook, const std::string& context) {
        const std::string body =
            R"({"hook":")" + hook +
            R"(","hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",)"
            R"("context":{"userId":"Practitioner/1","patientId":"p")" +
            (context.empty() ? "" : "," + context) +
            R"(},"prefetch":{"list":{"resourceType":"Bundle","type":"searchset","entry":[)"
            R"({"resource":{"resourceType":"Condition","id":"c","subject":{"reference":"Patient/p"},)"
            R"("clinicalStatus":{"coding":[{"system":)"
            R"("http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},)"
            R"("code":{"coding":[{"system":"http://snomed.info/sct","code":"A"}]}}}]}}})";
        service::Done done;
        return service_->answer(
            {"POST", "/cds-services/book", {{"content-type", "application/json"}}, body}, done);
    }

    /// What became of it, in a word.
    std::string booked(const std::string& appointments) {
        return word(call("appointment-book", R"("appointments":)" + appointments));
    }
    std::string ordered(const std::string& orders) {
        return word(call("order-sign", R"("draftOrders":)" + orders));
    }

    static std::string word(const service::Response& response) {
        if (response.status != 200) return std::to_string(response.status);
        if (response.body == "{\"cards\":[]}\n") return "nothing";
        return response.body.find("Ask.") == std::string::npos ? response.body : "refer";
    }

  private:
    std::unique_ptr<service::Service> service_;
};

std::string concept_of(const std::string& code, const std::string& system = "codes") {
    return R"({"coding":[{"system":"https://clinic.example/)" + system + R"(","code":")" + code +
           R"("}]})";
}

std::string appointment(const std::string& members) {
    return R"({"resourceType":"Appointment","id":"a","status":"proposed",)" + members +
           R"("participant":[{"actor":{"reference":"Patient/p"},"status":"needs-action"}]})";
}

std::string service_type(const std::string& concepts) {
    return appointment(R"("serviceType":[)" + concepts + "],");
}

std::string order(const std::string& code) {
    return R"({"resourceType":"ServiceRequest","id":"s","status":"draft","intent":"order",)"
           R"("subject":{"reference":"Patient/p"},"code":)" +
           code + "}";
}

std::string bundle(const std::string& entries) {
    return R"({"resourceType":"Bundle","type":"collection","entry":)" + entries + "}";
}

std::string bundle_of(const std::string& resource) {
    return bundle(R"([{"resource":)" + resource + "}]");
}

const std::string text_alone = R"({"text":"Deep tissue massage"})";

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_booked_comes_as_a_bundle_a_list_or_one_resource) {
    BookingDesk desk;
    const std::string massage = service_type(concept_of("DT"));
    for (const std::string& given :
         {bundle_of(massage), "[" + massage + "]", R"([{"resource":)" + massage + "}]", massage,
          R"({"entry":[{"resource":)" + massage + "}]}"}) {
        BOOST_TEST_INFO(given);
        BOOST_TEST(desk.booked(given) == "refer");
    }
    const std::string massage_order = order(concept_of("DT"));
    for (const std::string& given :
         {bundle_of(massage_order), "[" + massage_order + "]", massage_order}) {
        BOOST_TEST_INFO(given);
        BOOST_TEST(desk.ordered(given) == "refer");
    }
}

BOOST_AUTO_TEST_CASE(what_nobody_can_make_out_is_refused_and_not_taken_for_nothing) {
    BookingDesk desk;
    const std::string massage = service_type(concept_of("DT"));
    for (const std::string& given :
         {std::string("{}"), std::string("null"), std::string("7"), std::string("\"a\""),
          bundle(R"({"resource":)" + massage + "}"), bundle("null"), bundle("[7]"), bundle("[[]]"),
          bundle(R"([{"fullUrl":"http://e/Appointment/a"}])"), bundle(R"([{"resource":[]}])"),
          bundle(R"([{"resource":{"id":"a"}}])"), std::string("[7]"), bundle("[" + massage + "]"),
          R"({"resourceType":7,"entry":{}})" + std::string()}) {
        BOOST_TEST_INFO(given);
        BOOST_TEST(desk.booked(given) == "400");
        BOOST_TEST(desk.ordered(given) == "400");
    }
    // Of a key that stands twice, the second would be lost.
    const std::string other = service_type(concept_of("YOGA"));
    for (const auto& [a, b] : {std::pair(massage, other), std::pair(other, massage)}) {
        const std::string first = R"("entry":[{"resource":)" + a + "}]";
        for (const std::string& given :
             {R"({"resourceType":"Bundle",)" + first + R"(,"entry":[{"resource":)" + b + "}]}",
              bundle(R"([{"resource":)" + a + R"(,"resource":)" + b + "}]"),
              R"([{"resource":)" + a + R"(,"resource":)" + b + "}]"}) {
            BOOST_TEST_INFO(given);
            BOOST_TEST(desk.booked(given) == "400");
            BOOST_TEST(desk.ordered(given) == "400");
        }
    }
    // A call about what is booked, with nothing booked.
    for (const std::string& given :
         {std::string("[]"), bundle("[]"), std::string(R"({"resourceType":"Bundle"})")}) {
        BOOST_TEST_INFO(given);
        BOOST_TEST(desk.booked(given) == "400");
    }
    BOOST_TEST(desk.call("appointment-book", "").status == 400U);
    BOOST_TEST(desk.call("order-sign", "").status == 400U);
}

BOOST_AUTO_TEST_CASE(what_may_be_what_cards_are_wanted_for_is_screened) {
    BookingDesk desk;
    const auto booked = [&](const std::string& members) {
        return desk.booked(bundle_of(appointment(members)));
    };
    const std::string follow_up = R"("appointmentType":)" + concept_of("FOLLOWUP") + ",";
    const std::string other = concept_of("DT", "others");
    BOOST_TEST(booked("") == "refer");
    BOOST_TEST(booked(follow_up) == "refer");
    for (const std::string& kind : {std::string(), follow_up}) {
        const auto services = [&](const std::string& concepts) {
            return booked(kind + R"("serviceType":[)" + concepts + "],");
        };
        BOOST_TEST_INFO(kind);
        BOOST_TEST(services(concept_of("DT")) == "refer");
        BOOST_TEST(services(concept_of("YOGA")) == "nothing");
        BOOST_TEST(services(concept_of("YOGA") + "," + concept_of("DT")) == "refer");
        BOOST_TEST(services(text_alone) == "refer");
        BOOST_TEST(services(other) == "refer");
        BOOST_TEST(services(concept_of("")) == "refer");
        BOOST_TEST(services(concept_of("YOGA") + "," + text_alone) == "refer");
        BOOST_TEST(services(concept_of("YOGA") + "," + other) == "refer");
    }
    // The kind of an appointment may say what is done; it never says what is not.
    const std::string massage = R"("appointmentType":)" + concept_of("DT") + ",";
    BOOST_TEST(booked(massage + R"("serviceType":[)" + concept_of("YOGA") + "],") == "refer");
    BOOST_TEST(desk.ordered(bundle_of(order(concept_of("YOGA")))) == "nothing");
    BOOST_TEST(desk.ordered(bundle_of(order(text_alone))) == "refer");
}

BOOST_AUTO_TEST_CASE(what_is_selected_is_one_of_the_orders) {
    BookingDesk desk("order-select: {show from: suggest}",
                     "{from: draft ServiceRequest, coded as: {clinic: DT}}");
    const auto selected = [&](const std::string& selections) {
        const std::string orders = bundle_of(order(concept_of("DT")));
        return BookingDesk::word(desk.call(
            "order-select", R"("draftOrders":)" + orders + R"(,"selections":)" + selections));
    };
    BOOST_TEST(selected(R"(["ServiceRequest/s"])") == "refer");
    for (const std::string odd : {R"(["s"])", R"(["ServiceRequest/other"])",
                                  R"(["ServiceRequest/s","other"])", "[7]", "{}", "null"}) {
        BOOST_TEST_INFO(odd);
        BOOST_TEST(selected(odd) == "400");
    }
    BOOST_TEST(selected("[]") != "400");
    // One without an id cannot be named.
    std::string nameless = order(concept_of("DT"));
    nameless.replace(nameless.find(R"("id":"s",)"), 9, "");
    BOOST_TEST(BookingDesk::word(
                   desk.call("order-select", R"("draftOrders":)" + bundle_of(nameless) +
                                                 R"(,"selections":["ServiceRequest/"])")) == "400");
}

BOOST_AUTO_TEST_CASE(orders_refer_to_each_other_by_their_addresses) {
    BookingDesk desk("order-sign: {show from: suggest}",
                     "{from: draft MedicationRequest, kinds: {snomed: W}}");
    const auto ordered = [&](const std::string& reference) {
        return desk.ordered(bundle(
            R"([{"fullUrl":"urn:uuid:d1577c69-dfbe-44ad-ba6d-3e05e953b2eb","resource":)"
            R"({"resourceType":"Medication","code":{"coding":[{"system":"http://snomed.info/sct",)"
            R"("code":"W"}]}}},{"resource":{"resourceType":"MedicationRequest","status":"draft",)"
            R"("intent":"order","subject":{"reference":"Patient/p"},"medicationReference":)"
            R"({"reference":")" +
            reference + R"("}}}])"));
    };
    BOOST_TEST(ordered("urn:uuid:d1577c69-dfbe-44ad-ba6d-3e05e953b2eb") == "refer");
    BOOST_TEST(ordered("urn:uuid:d1577c69-dfbe-44ad-ba6d-3e05e953b2ec") != "refer");
}

BOOST_AUTO_TEST_CASE(a_medicine_that_is_ordered_is_told_from_others) {
    BookingDesk desk;
    const auto prescribed = [&](const std::string& what, const std::string& beside = {}) {
        return desk.ordered(
            bundle(R"([{"resource":{"resourceType":"MedicationRequest","id":"m","status":"draft",)"
                   R"("intent":"order","subject":{"reference":"Patient/p"},)" +
                   what + "}}" + beside + "]"));
    };
    const auto medicine = [](const std::string& code) {
        return R"({"resourceType":"Medication","id":"x","code":)" + concept_of(code) + "}";
    };
    const auto concept_member = [](const std::string& code) {
        return R"("medicationCodeableConcept":)" + concept_of(code);
    };
    const auto reference = [](const std::string& to) {
        return R"("medicationReference":{"reference":")" + to + "\"}";
    };
    BOOST_TEST(prescribed(concept_member("DT")) == "refer");
    BOOST_TEST(prescribed(concept_member("YOGA")) == "nothing");
    BOOST_TEST(prescribed(concept_member("YOGA") + "," + concept_member("DT")) == "refer");
    for (const std::string& code : {std::string("DT"), std::string("YOGA")}) {
        const std::string expected = code == "DT" ? "refer" : "nothing";
        const std::string beside = R"(,{"fullUrl":"urn:uuid:1","resource":)" + medicine(code) + "}";
        BOOST_TEST(prescribed(reference("urn:uuid:1"), beside) == expected);
        BOOST_TEST(prescribed(reference("Medication/x"), beside) == expected);
        BOOST_TEST(prescribed(reference("#x") + R"(,"contained":[)" + medicine(code) + "]") ==
                   expected);
    }
    // What nobody can look up may be one that cards are wanted for.
    const std::string yoga = R"(,{"resource":)" + medicine("YOGA") + "}";
    BOOST_TEST(prescribed(reference("Medication/y"), yoga) == "refer");
    BOOST_TEST(prescribed(reference("Medication/x"), yoga + yoga) == "refer");
    BOOST_TEST(prescribed(R"("medicationReference":{"display":"yoga"})") == "refer");
    BOOST_TEST(prescribed(R"("medicationCodeableConcept":{"text":"yoga"})") == "refer");
    BOOST_TEST(prescribed(R"("priority":"routine")") == "refer");
}

BOOST_AUTO_TEST_CASE(an_order_that_is_not_selected_asks_for_no_card) {
    BookingDesk desk("order-select: {show from: suggest, when ordered: {clinic: DT}}");
    std::string yoga = order(concept_of("YOGA"));
    yoga.replace(yoga.find(R"("id":"s")"), 8, R"("id":"y")");
    const std::string orders = "[" + order(concept_of("DT")) + "," + yoga + "]";
    const auto selected = [&](const std::string& selections) {
        return BookingDesk::word(desk.call(
            "order-select", R"("draftOrders":)" + orders + R"(,"selections":)" + selections));
    };
    BOOST_TEST(selected(R"(["ServiceRequest/s"])") == "refer");
    BOOST_TEST(selected(R"(["ServiceRequest/y","ServiceRequest/s"])") == "refer");
    BOOST_TEST(selected(R"(["ServiceRequest/y"])") == "nothing");
    BOOST_TEST(selected("[]") == "nothing");
}

BOOST_AUTO_TEST_CASE(several_that_are_booked_are_told_apart) {
    // One is of another state, so that its card is not that of all.
    BookingDesk desk("appointment-book: {show from: suggest}",
                     "{from: proposed Appointment, take: reason, coded as: {snomed: A}}");
    const auto booked = [](const std::string& start, const std::string& reason) {
        return R"({"resource":)" +
               appointment(
                   (start.empty() ? "" : R"("start":)" + start + ",") +
                   R"("reasonCode":[{"coding":[{"system":"http://snomed.info/sct","code":")" +
                   reason + R"("}]}],)") +
               "}";
    };
    const auto body = [&](const std::string& appointments) {
        return desk
            .call("appointment-book", R"("appointments":)" + bundle("[" + appointments + "]"))
            .body;
    };
    const auto count = [](const std::string& text, const std::string& part) {
        std::size_t found = 0;
        for (std::size_t at = text.find(part); at != std::string::npos;
             at = text.find(part, at + 1)) {
            ++found;
        }
        return found;
    };
    const auto uuids = [](const std::string& text) {
        std::set<std::string> found;
        const std::string key = R"("uuid":")";
        for (std::size_t at = text.find(key); at != std::string::npos;
             at = text.find(key, at + 1)) {
            found.insert(text.substr(at + key.size(), 36));
        }
        return found.size();
    };
    const std::string day = "\"2026-12-01\"";
    for (const std::string& start : {std::string(), std::string("7"), std::string("\"\""), day}) {
        const std::string answer =
            body(booked(start, "A") + "," + booked(start, "A") + "," + booked(day, "B"));
        BOOST_TEST_INFO(answer);
        BOOST_TEST(count(answer, "For :") == 0U);
        BOOST_TEST(count(answer, "For appointment 1") == (start == day ? 0U : 1U));
        BOOST_TEST(count(answer, "appointment 2") == 1U);
        BOOST_TEST(count(answer, R"("summary")") == uuids(answer));
        BOOST_TEST(uuids(answer) == 3U);
    }
}

BOOST_AUTO_TEST_CASE(a_long_key_above_a_long_list_takes_no_longer_than_its_bytes) {
    std::string list = "[0";
    for (int i = 0; i < 200'000; ++i) list += ",0";
    const auto begin = std::chrono::steady_clock::now();
    BOOST_TEST(BookingDesk().ordered(bundle_of(order(concept_of("DT"))) + ",\"" +
                                     std::string(4'000'000, 'k') + "\":" + list + "]") == "refer");
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    // It was minutes when each element was named.
    BOOST_TEST(took.count() < 10.0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
