// Cards: one an outcome, what they say, what they never hide, and that nobody's text is markup.

#include "adapters/fhir/card_text.hpp"
#include "adapters/fhir/uuid.hpp"
#include "record_text.hpp"

#include <boost/test/unit_test.hpp>

#include <random>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(fhir_cards)

namespace {

constexpr std::string_view card_rules = R"(caveat: 1
id: cards
version: 1.2.0
title: Back pain before massage
sources:
  good: {title: "Massage *and* care", author: "A. Author"}
facts:
  pain: {type: number, whole: true, from: 0, to: 10, ask: "How strong is the pain?"}
  numb: {type: yes/no, ask: "Is anything <b>numb</b>?"}
  stress: {type: yes/no, ask: "Are you under stress?"}
  a: {type: yes/no, ask: "a?"}
  b: {type: yes/no, ask: "b?"}
outcomes:
  avoid massage: {say: No massage today.}
  refer to a doctor: {say: "Ask a doctor first, before anything else is done, and tell her or him since when the pain has been there, how strong it is, and what has been tried already."}
  caution in general: {say: Go gently.}
  require a second opinion: {say: Ask for a second opinion.}
  caution with pressure: {say: Little pressure.}
  caution with heat: {say: No heat.}
  caution with cold: {say: No cold.}
  caution with oil: {say: No oil.}
  suggest rest: {say: Rest.}
rules:
  - {id: strong, rule: pain >= 9 → avoid massage, because: Strong pain needs a look., source: good}
  - {id: numbness, rule: numb → refer to a doctor, source: good}
  - {id: mild, rule: pain >= 3 → caution in general and require a second opinion and caution with pressure and caution with heat and caution with cold and caution with oil}
  - {id: rest, rule: stress → suggest rest}
)";

std::string card_mapping() {
    return R"(fhir: 1
for: cards
systems: {clinic: "https://clinic.example/codes"}
facts:
  pain: {from: Observation, coded as: {loinc: PAIN}, within: 2 d}
  numb: {from: Condition, coded as: {snomed: NUMB}}
form only: [stress, a, b]
service:
  title: Back pain
  hooks: {patient-view: {show from: suggest}, order-sign: {show from: refer}}
outcomes:
  refer to a doctor:
    summary: Ask a doctor first
    order: {create: ServiceRequest, coded as: {clinic: CHECK | Check-up}, priority: routine}
    override reasons: {clinic: [DONE | Done already]}
)";
}

class Shown {
  public:
    Shown() : rules_(rules_of(card_rules)), mapping_(mapping_of(rules_, card_mapping())) {}

    Cards of(const std::vector<std::string>& resources, const CardOptions& options = {}) {
        const std::string bundle = searchset(resources);
        const std::vector<Delivery> deliveries{{{}, bundle}};
        FhirReader reader(mapping_);
        const Profile& profile = reader.read(deliveries, on_the_day());
        const Screening screening = screen(profile);
        const std::vector<CardSubject> subjects{{&screening, reader.origins(), {}}};
        return write_cards(mapping_, subjects, options);
    }
    const FhirMapping& mapping() const { return mapping_; }

  private:
    RuleSet rules_;
    FhirMapping mapping_;
};

std::string pain(const std::string& number) {
    return observation("o", coded(loinc, "PAIN"), "final", "2026-11-20",
                       quantity(number, "{score}"));
}

const std::string numb =
    condition("c", coded(snomed, "NUMB"), "active", "", R"(,"recordedDate":"2026-11-02")");

CardOptions in_service() {
    CardOptions options;
    options.base_url = "https://cds.example";
    options.hook_instance = "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea";
    options.form_link = "https://forms.example";
    options.form_link_type = "smart";
    return options;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_card_an_outcome_and_one_of_questions) {
    Shown shown;
    check_golden("record/cards.json", shown.of({patient(), numb, pain("4")}, in_service()).json);
    check_golden("record/cards-avoided.json",
                 shown.of({patient(), numb, pain("9")}, in_service()).json);
    CardOptions for_patient = in_service();
    for_patient.for_patient = true;
    check_golden("record/cards-for-the-patient.json",
                 shown.of({patient(), numb, pain("4")}, for_patient).json);
    check_golden("record/cards-nothing-known.json", shown.of({patient()}, in_service()).json);
}

BOOST_AUTO_TEST_CASE(nobody_is_screened_who_has_died_or_is_somebody_else) {
    Shown shown;
    const std::string dead = patient(R"("deceasedBoolean":true)");
    BOOST_TEST(shown.of({dead, numb, pain("9")}).shown.empty());
    BOOST_TEST(shown.of({dead, numb, pain("9")}).json.find("\"cards\": []") != std::string::npos);
    const std::string replaced =
        patient(R"("link":[{"type":"replaced-by","other":{"reference":"Patient/q"}}])");
    const Cards unreadable = shown.of({replaced, numb});
    BOOST_REQUIRE(unreadable.shown.size() == 1U);
    BOOST_TEST(unreadable.json.find("cannot be used") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_refers_is_shown_whatever_the_hook_shows_from) {
    Shown shown;
    CardOptions options = in_service();
    options.hook = "order-sign";
    const Cards cards = shown.of({patient(), numb, pain("4")}, options);
    BOOST_TEST(cards.json.find("Ask a doctor first") != std::string::npos);
    BOOST_TEST(cards.json.find("Go gently") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_retry_gives_the_same_cards_and_another_call_others) {
    Shown shown;
    const Cards first = shown.of({patient(), numb}, in_service());
    const Cards again = shown.of({patient(), numb}, in_service());
    BOOST_TEST(first.json == again.json);
    CardOptions other = in_service();
    other.hook_instance = "d1577c69-dfbe-44ad-ba6d-3e05e953b2eb";
    const Cards elsewhere = shown.of({patient(), numb}, other);
    BOOST_TEST(first.shown.front().uuid != elsewhere.shown.front().uuid);
}

BOOST_AUTO_TEST_CASE(several_screened_at_once_say_what_is_the_same_once) {
    Shown shown;
    const std::string gentle = searchset({patient(), numb, pain("4")});
    const std::string strong = searchset({patient(), numb, pain("9")});
    FhirReader first(shown.mapping());
    FhirReader second(shown.mapping());
    const std::vector<Delivery> one{{{}, gentle}};
    const std::vector<Delivery> two{{{}, strong}};
    const Screening a = screen(first.read(one, on_the_day()));
    const Screening b = screen(second.read(two, on_the_day()));
    const std::vector<CardSubject> subjects{{&a, first.origins(), "2026-12-01"},
                                            {&b, second.origins(), "2026-12-08"}};
    check_golden("record/cards-of-two.json",
                 write_cards(shown.mapping(), subjects, in_service()).json);
}

BOOST_AUTO_TEST_CASE(a_text_is_cut_at_a_word_and_never_in_a_character) {
    using fhir::shortened;
    BOOST_TEST(shortened("short", 139) == "short");
    BOOST_TEST(shortened("one two three", 9) == "one two…");
    BOOST_TEST(shortened("abcdefghijkl", 5) == "abcd…");
    BOOST_TEST(shortened("ääääääää", 5) == "ääää…");
    BOOST_TEST(shortened("😀😀😀", 6) == "😀😀😀");
    BOOST_TEST(shortened("😀😀😀", 5) == "😀😀…");
}

BOOST_AUTO_TEST_CASE(nothing_that_somebody_wrote_is_markup) {
    using fhir::escaped;
    BOOST_TEST(escaped("<script>&") == "&lt;script&gt;&amp;");
    BOOST_TEST(escaped("[a](http://b)") == "\\[a\\]\\(http\\:\\/\\/b\\)");
    BOOST_TEST(escaped("**x** `y` #z") == "\\*\\*x\\*\\* \\`y\\` \\#z");
    BOOST_TEST(escaped("2026-11-02, 37.5") == "2026-11-02, 37.5");
    BOOST_TEST(escaped("a\nb") == "a b");
    BOOST_TEST(escaped("a@b.example") == "a@\u2060b\\.example");
}

BOOST_AUTO_TEST_CASE(names_have_uuids_of_version_five) {
    const std::string uuid = fhir::uuid_of("a");
    BOOST_REQUIRE(uuid.size() == 36U);
    BOOST_TEST(uuid[14] == '5');
    BOOST_TEST((uuid[19] == '8' || uuid[19] == '9' || uuid[19] == 'a' || uuid[19] == 'b'));
    BOOST_TEST(uuid == fhir::uuid_of("a"));
    BOOST_TEST(uuid != fhir::uuid_of("b"));
    // By Python: uuid.uuid5(uuid.UUID("6b1d520c-9f3a-4e7b-8c21-5d94e0771ac3"), "a")
    BOOST_TEST(uuid == "352d396f-1c78-5ebc-b090-31dae0a45a7e");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
