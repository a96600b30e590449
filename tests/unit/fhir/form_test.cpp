// Forms: what is asked, when, and how each answer that comes back is read.

#include "record_text.hpp"

#include <boost/test/unit_test.hpp>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(fhir_form)

namespace {

constexpr std::string_view form_rules = R"(caveat: 1
id: form
version: 1.0.0
terms:
  strong: pain >= 7
facts:
  pain: {type: number, whole: true, from: 0, to: 10, ask: "How strong is the pain?"}
  weight: {type: number, unit: kg, from: 0, ask: "What do you weigh?"}
  sex: {type: choice, of: [female, male, diverse], ask: "What is your sex?"}
  pregnant: {type: yes/no, only if: sex is female or sex is diverse, ask: "Are you pregnant?"}
  gestation: {type: number, whole: true, unit: wk, only if: pregnant, ask: "How many weeks?"}
  numb: {type: yes/no, only if: strong and not pregnant, ask: "Is anything numb?"}
  weak: {type: yes/no, only if: (strong or weight > 120 kg) and (sex is male or numb), ask: "Is anything weak?"}
  relieved: {type: yes/no, only if: not strong, ask: "Is it better already?"}
  regions:
    type: choices
    of:
      neck: {snomed: 45048000}
      back: {snomed: 77568009}
      spine: {snomed: 77568009}
    ask: "Where does it hurt?"
  began: {type: date, from: 2020-01-01, ask: "Since when?"}
  sessions:
    type: records
    each: session
    ask: "Which sessions were there?"
    dated by: date
    of:
      date: {type: date}
      technique: {type: choice, of: [gentle, deep tissue]}
      eased: {type: yes/no}
  examined: {type: yes/no, ask whom: clinician, ask: "Was the patient examined?"}
  recent: {type: yes/no, only if: began within the last 3 weeks, ask: "Is it new?"}
  never used: {type: yes/no, ask: "What is this for?"}
outcomes:
  avoid massage: Not today.
rules:
  - {id: a, rule: strong → avoid massage}
  - {id: b, rule: weight < 30 kg or pregnant or gestation > 30 wk → avoid massage}
  - {id: c, rule: numb or weak or relieved or recent → avoid massage}
  - {id: d, rule: regions includes neck and began before 2024-01-01 → avoid massage}
  - {id: e, rule: count of sessions > 3 and not examined → avoid massage}
)";

constexpr std::string_view yes_no = "http://terminology.hl7.org/CodeSystem/v2-0136";
constexpr std::string_view absent = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
const std::string own = "http://caveat.invalid/CodeSystem/";

std::string coding_of(std::string_view system, std::string_view code) {
    return R"({"valueCoding":{"system":")" + std::string(system) + R"(","code":")" +
           std::string(code) + "\"}}";
}

std::string item(const std::string& link, const std::string& answers) {
    return R"({"linkId":")" + link + R"(","answer":[)" + answers + "]}";
}

std::string group(const std::string& link, const std::string& items) {
    return R"({"linkId":")" + link + R"(","item":[)" + items + "]}";
}

struct Sent {
    std::string status = "completed";
    std::string questionnaire = "http://caveat.invalid/Questionnaire/form|1.0.0";
    std::string authored = "2026-11-20";
    std::string id = "r";
};

std::string response(const std::string& items, const Sent& sent = {}) {
    std::string members = R"("status":")" + sent.status + R"(","questionnaire":")" +
                          sent.questionnaire + R"(","item":[)" + items + "]";
    if (!sent.authored.empty()) members += R"(,"authored":")" + sent.authored + '"';
    return resource("QuestionnaireResponse", sent.id, members);
}

class Answers {
  public:
    Answers() : rules_(rules_of(form_rules)), mapping_(rules_) {}

    void add(const std::string& cell, const std::string& fact,
             const std::vector<std::string>& responses) {
        const std::string bundle = searchset(responses);
        const std::vector<Delivery> deliveries{{{}, bundle}};
        FhirReader reader(mapping_);
        const Profile profile = reader.read(deliveries, on_the_day());
        const std::string codes = codes_in(profile);
        text += fact + ": " + cell + " → " + answer_to(profile, fact) +
                (codes.empty() ? "\n" : " (" + codes + ")\n");
    }
    void answer(const std::string& fact, const std::string& answers) {
        add(answers, fact, {response(group(":patient", item(fact, answers)))});
    }

    std::string text;

  private:
    RuleSet rules_;
    FhirMapping mapping_;
};

}  // namespace

BOOST_AUTO_TEST_CASE(the_form_asks_what_rules_use_when_their_gates_say) {
    const FhirMapping mapping(rules_of(form_rules));
    check_golden("record/questionnaire.json", write_questionnaire(mapping));
    BOOST_TEST(mapping.questionnaire() == "http://caveat.invalid/Questionnaire/form|1.0.0");
    std::string shown;
    for (const FactId fact : always_shown(mapping)) {
        shown += std::string(mapping.rules().fact(fact).name) + ";";
    }
    BOOST_TEST(shown == "recent;");
}

BOOST_AUTO_TEST_CASE(a_form_of_what_is_open_asks_no_more_and_tests_no_more) {
    const FhirMapping mapping(rules_of(form_rules));
    const std::vector<FactId> open{*mapping.rules().find_fact("gestation"),
                                   *mapping.rules().find_fact("examined")};
    const std::string form = write_questionnaire(mapping, {.only = open});
    BOOST_TEST(form.find("\"gestation\"") != std::string::npos);
    BOOST_TEST(form.find("\"examined\"") != std::string::npos);
    BOOST_TEST(form.find("\"pregnant\"") == std::string::npos);
    BOOST_TEST(form.find("enableWhen") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(each_answer_that_comes_back_is_read_as_it_was_given) {
    Answers answers;
    for (const std::string_view code : {"Y", "N", "X"}) {
        answers.answer("numb", coding_of(yes_no, code));
    }
    answers.answer("numb", coding_of(absent, "asked-unknown"));
    answers.answer("numb", coding_of(absent, "asked-declined"));
    answers.answer("numb", coding_of("http://elsewhere.example", "Y"));
    answers.answer("numb", R"({"valueBoolean":false})");
    answers.answer("numb", coding_of(yes_no, "Y") + "," + coding_of(yes_no, "N"));
    answers.answer("numb", "");
    answers.answer("pain", R"({"valueInteger":7})");
    answers.answer("pain", R"({"valueDecimal":7.5})");
    answers.answer("pain", R"({"valueInteger":11})");
    answers.answer("pain", R"({"valueString":"7"})");
    answers.answer("weight", R"({"valueDecimal":80.5})");
    answers.answer("weight", "{" + quantity("80500", "g") + "}");
    answers.answer("weight", "{" + quantity("80", "cm") + "}");
    answers.answer("weight", "{" + quantity("80", "") + "}");
    answers.answer("sex", coding_of(own + "form-sex", "female"));
    answers.answer("sex", coding_of(own + "form-sex", "woman"));
    answers.answer("sex", coding_of(own + "form-regions", "female"));
    const std::string neck = coding_of(snomed, "45048000");
    const std::string back = coding_of(own + "form-regions", "back");
    const std::string none = coding_of(own + "answers", "none-of-these");
    answers.answer("regions", neck);
    answers.answer("regions", neck + "," + back);
    answers.answer("regions", neck + "," + neck);
    answers.answer("regions", none);
    answers.answer("regions", none + "," + neck);
    answers.answer("regions", coding_of(absent, "asked-unknown"));
    answers.answer("regions", neck + "," + coding_of(absent, "asked-unknown"));
    answers.answer("regions", coding_of(snomed, "77568009"));
    answers.answer("began", R"({"valueDate":"2026-03"})");
    answers.answer("began", R"({"valueDate":"2019-03-01"})");
    answers.answer("began", R"({"valueDate":"soon"})");
    answers.answer("nonsense", coding_of(yes_no, "Y"));
    answers.add("twice", "numb",
                {response(item("numb", coding_of(yes_no, "Y")) + "," +
                          item("numb", coding_of(yes_no, "N")))});
    answers.add(
        "in groups of groups", "numb",
        {response(group(":patient", group(":numb:1", item("numb", coding_of(yes_no, "Y")))))});
    check_golden("record/form-answers.txt", answers.text);
}

BOOST_AUTO_TEST_CASE(records_are_all_there_are_only_where_somebody_says_so) {
    Answers answers;
    const std::string first =
        group("sessions", item("sessions/date", R"({"valueDate":"2026-11-02"})") + "," +
                              item("sessions/eased", coding_of(yes_no, "Y")));
    const std::string second = group(
        "sessions",
        item("sessions/technique", coding_of(own + "form-sessions-technique", "deep_tissue")));
    const auto all = [](const std::string& code) {
        return item("sessions:all", coding_of(yes_no, code));
    };
    answers.add("two, nobody said whether all", "sessions", {response(first + "," + second)});
    answers.add("two, and these are all", "sessions",
                {response(first + "," + second + "," + all("Y"))});
    answers.add("two, and these are not all", "sessions",
                {response(first + "," + second + "," + all("N"))});
    answers.add("one, not known whether all", "sessions",
                {response(first + "," + item("sessions:all", coding_of(absent, "asked-unknown")))});
    answers.add("none, and these are all", "sessions", {response(all("Y"))});
    answers.add("none, and these are not all", "sessions", {response(all("N"))});
    answers.add("one, and an empty line", "sessions",
                {response(first + "," + R"({"linkId":"sessions"})" + "," + all("Y"))});
    check_golden("record/form-records.txt", answers.text);
}

// A record that nobody can read is not taken for none, nor its list for the whole.
BOOST_AUTO_TEST_CASE(what_stands_where_the_form_does_not_ask_it_is_said_and_missed) {
    Answers answers;
    const std::string day = R"({"valueDate":"2026-11-02"})";
    const std::string good = group("sessions", item("sessions/date", day));
    const std::string all = "," + item("sessions:all", coding_of(yes_no, "Y"));
    const std::string older = response(all.substr(1), {.authored = "2026-11-19", .id = "s"});
    const auto add = [&](const std::string& cell, const std::string& items) {
        answers.add(cell, "sessions", {response(items + all), older});
        answers.add(cell + ", beside another one", "sessions",
                    {response(good + "," + items + all)});
    };
    add("as it is asked", group("sessions", item("sessions/date", day)));
    add("an empty line", group("sessions", item("sessions/date", "")));
    add("another linkId", group("sessions", item("date", day)));
    add("another linkId without an answer", group("sessions", item("date", "")));
    add("no linkId", group("sessions", R"({"answer":[)" + day + "]}"));
    add("a group within", group("sessions", group(":x", item("sessions/date", day))));
    add("a question within another",
        group("sessions", group("sessions/technique", item("sessions/date", day))));
    add("below an answer",
        group("sessions",
              item("sessions/eased", R"({"item":[)" + item("sessions/date", day) + "]}")));
    add("an answer to the group", item("sessions", day));
    add("below an answer to the group",
        item("sessions", R"({"item":[)" + item("sessions/date", day) + "]}"));
    add("without the group", item("sessions/date", day));
    add("a good field and another linkId",
        group("sessions", item("sessions/date", day) + "," + item("technique", day)));
    add("an item that is no list",
        R"({"linkId":"sessions","item":{"linkId":"sessions/date","answer":[)" + day + "]}}");
    add("an answer that is no list",
        R"({"linkId":"sessions","item":[{"linkId":"sessions/date","answer":)" + day + "}]}");
    // A question may stand below another one that has an answer or none.
    const std::string yes = item("numb", coding_of(yes_no, "Y"));
    answers.add("below a question", "numb", {response(group("pain", yes))});
    // Nor is an old answer brought back where the new one cannot be read.
    const std::string no =
        response(item("numb", coding_of(yes_no, "N")), {.authored = "2026-11-19", .id = "s"});
    answers.add("an answer that is no list, and an older one", "numb",
                {response(R"({"linkId":"numb","answer":)" + coding_of(yes_no, "Y") + "}"), no});
    // Of what is chosen, each has to be a coding, and nothing else.
    const std::string neck = R"("valueCoding":{"system":")" + snomed + R"(","code":"45048000")";
    answers.answer("regions", "{" + neck + "}}");
    answers.answer("regions", "{" + neck + R"(},"valueString":"back"})");
    answers.answer("regions",
                   "{" + neck +
                       R"(,"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/)"
                       R"(data-absent-reason","valueCode":"unknown"}]}})");
    check_golden("record/form-misplaced.txt", answers.text);
}

BOOST_AUTO_TEST_CASE(only_a_finished_answer_to_this_form_of_today_counts) {
    Answers answers;
    const std::string yes = item("numb", coding_of(yes_no, "Y"));
    const std::string no = item("numb", coding_of(yes_no, "N"));
    for (const std::string status :
         {"completed", "amended", "in-progress", "stopped", "entered-in-error", "done"}) {
        answers.add("status " + status, "numb", {response(yes, {.status = status})});
    }
    const std::string form = "http://caveat.invalid/Questionnaire/form";
    for (const std::string& questionnaire : std::vector<std::string>{
             form + "|1.0.0", form + "|0.9.0", form, form + "s|1.0.0", "other"}) {
        answers.add("of " + questionnaire, "numb",
                    {response(yes, {.questionnaire = questionnaire})});
    }
    for (const std::string authored :
         {"2026-11-20T08:00:00Z", "2026-11-19", "2026-11", "2026-11-21", ""}) {
        answers.add("authored " + authored, "numb", {response(yes, {.authored = authored})});
    }
    answers.add("two of one day that agree", "numb", {response(yes), response(yes, {.id = "s"})});
    answers.add("two of one day that do not", "numb", {response(yes), response(no, {.id = "s"})});
    answers.add("two, the later one counts", "numb",
                {response(yes, {.authored = "2026-11-20T08:00:00Z"}),
                 response(no, {.authored = "2026-11-20T09:00:00Z", .id = "s"})});
    answers.add(
        "two, the later one is not finished", "numb",
        {response(yes, {.authored = "2026-11-20T08:00:00Z"}),
         response(no, {.status = "in-progress", .authored = "2026-11-20T09:00:00Z", .id = "s"})});
    for (const std::string& given : {yes, item("weak", coding_of(yes_no, "Y"))}) {
        answers.add("two, the later one does not say which form it answers: " + given, "numb",
                    {response(no, {.authored = "2026-11-20T08:00:00Z"}),
                     resource("QuestionnaireResponse", "u",
                              R"("status":"completed","authored":"2026-11-20T09:00:00Z","item":[)" +
                                  given + "]")});
    }
    answers.add("a modifier extension", "numb",
                {resource("QuestionnaireResponse", "r",
                          R"("modifierExtension":[],"status":"completed","questionnaire":")" +
                              form + R"(|1.0.0","authored":"2026-11-20","item":[)" + yes + "]")});
    check_golden("record/form-standing.txt", answers.text);
}

BOOST_AUTO_TEST_CASE(a_form_and_the_record_together_say_no_more_than_both_do) {
    const RuleSet rules = rules_of(form_rules);
    const FhirMapping mapping = mapping_of(rules, R"(fhir: 1
for: form
canonical: https://clinic.example/fhir/
answers within: 2 d
systems: {clinic: "https://clinic.example/codes"}
facts:
  pain: {from: Observation, coded as: {loinc: PAIN}, within: 2 d}
  numb: {from: Condition, coded as: {snomed: NUMB}}
  regions: {from: Condition, answers: {neck: {snomed: NECK}, back: {snomed: BACK}}}
  sessions: {from: Procedure, kinds: {clinic: S}, fields: {date: performed}}
form only: [weight, sex, pregnant, gestation, weak, relieved, began, examined, recent, never used]
)");
    std::string text;
    const auto add = [&](const std::string& cell, const std::string& fact,
                         const std::vector<std::string>& resources) {
        const Profile profile = read_file_record(mapping, resources);
        const std::string codes = codes_in(profile);
        text += fact + ": " + cell + " → " + answer_to(profile, fact) +
                (codes.empty() ? "\n" : " (" + codes + ")\n");
    };
    const auto form = [](const std::string& items, const std::string& authored = "2026-11-20") {
        return response(items,
                        {.questionnaire = "https://clinic.example/fhir/Questionnaire/form|1.0.0",
                         .authored = authored});
    };
    const std::string yes = item("numb", coding_of(yes_no, "Y"));
    const std::string no = item("numb", coding_of(yes_no, "N"));
    const std::string unknown = item("numb", coding_of(absent, "asked-unknown"));
    const std::string numb = condition("c", coded(snomed, "NUMB"), "active", "");
    add("form yes, list yes", "numb", {form(yes), numb});
    add("form no, list yes", "numb", {form(no), numb});
    add("form not known, list yes", "numb", {form(unknown), numb});
    add("form no, list may", "numb",
        {form(no), condition("c", coded(snomed, "NUMB"), "active", "provisional")});
    add("form no, list in error", "numb",
        {form(no), condition("c", coded(snomed, "NUMB"), "active", "entered-in-error")});
    add("form of two days ago", "numb", {form(yes, "2026-11-18")});
    add("form of three days ago", "numb", {form(yes, "2026-11-17")});
    const std::string seven = item("pain", R"({"valueInteger":7})");
    add("form today, observed yesterday", "pain",
        {form(seven),
         observation("o", coded(loinc, "PAIN"), "final", "2026-11-19", quantity("3", "{score}"))});
    add("form yesterday, observed today", "pain",
        {form(seven, "2026-11-19"),
         observation("o", coded(loinc, "PAIN"), "final", "2026-11-20", quantity("3", "{score}"))});
    const std::string base = "https://clinic.example/fhir/CodeSystem/";
    add("form none of these, list neck", "regions",
        {form(item("regions", coding_of(base + "answers", "none-of-these"))),
         condition("c", coded(snomed, "NECK"), "active", "")});
    add("form neck, list neck", "regions",
        {form(item("regions", coding_of(snomed, "45048000"))),
         condition("c", coded(snomed, "NECK"), "active", "")});
    add("form and record list sessions", "sessions",
        {form(group("sessions", item("sessions/date", R"({"valueDate":"2026-11-02"})")) + "," +
              item("sessions:all", coding_of(yes_no, "Y"))),
         procedure("p", coded(clinic, "S"), "completed", "2026-11-02"),
         procedure("q", coded(clinic, "S"), "completed", "2026-11-03")});
    check_golden("record/form-and-record.txt", text);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
