// Help never turns a condition into its opposite. Authors deny in many words that the language does
// not have. Whatever is proposed for them, and again for what is then still wrong, a file that
// loads in the end never fires for a patient of whom the sentence, as it was written, is false.

#include <caveat/json.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include "support/written_help.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace caveat;
using caveat::testing::edited;

BOOST_AUTO_TEST_SUITE(denial)

namespace {

/// A sentence, a patient of whom it is false, and one of whom it is true; `{}` where people differ.
struct Denial {
    std::string written;
    std::string untrue;
    std::string met;
};

const std::string fever = R"({"fever": true, "chills": false, "severe pain": true})";
const std::string no_fever = R"({"fever": false, "chills": false, "severe pain": false})";

std::vector<Denial> denials() {
    std::vector<Denial> all;
    const std::vector<std::string> before = {
        "without",      "without any",  "denies",      "denies any",
        "denied",       "denying",      "absence of",  "lack of",
        "lacks",        "never",        "never a",     "non",
        "non-",         "negative",     "no signs of", "no evidence of",
        "negative for", "free of",      "free from",   "except",
        "excluding",    "has no",       "no longer",   "withot",
        "whithout",     "doesn't have", "hasn't",      "does not have",
        "not having",   "not any",      "no",          "isn't",
        "former",       "past",         "resolved",    "recovered from",
        "ex",           "un",           "minus",       "unlike",
        "unlikely",     "neither"};
    for (const std::string& word : before) {
        const std::string blank = word.ends_with('-') ? "" : " ";
        all.push_back({word + blank + "fever", fever, no_fever});
        all.push_back({word + blank + "severe pain", fever, no_fever});
    }
    const std::vector<std::string> behind = {
        "absent",        "negative",     "denied",      "excluded",     "ruled out",
        "free",          "never",        "lacking",     "isn't there",  "isn't present",
        "isn’t there",   "isnt there",   "isn't",       "is not there", "is not present",
        "is absent",     "is denied",    "is negative", "is excluded",  "is gone",
        "not present",   "not there",    "-free",       "resolved",     "gone",
        "doesn't exist", "has ended",    "is over",     "no more",      "no longer",
        "never present", "wasn't there", "minus",       "is no"};
    for (const std::string& word : behind) {
        const std::string blank = word.starts_with('-') ? "" : " ";
        all.push_back({"fever" + blank + word, fever, no_fever});
        all.push_back({"severe pain" + blank + word, fever, no_fever});
    }
    const std::string both = R"({"fever": true, "chills": true})";
    const std::string neither = R"({"fever": false, "chills": false})";
    const std::string alone = R"({"fever": true, "chills": false, "cough": false})";
    const std::string adult = R"({"age": 40})";
    const std::string child = R"({"age": 10})";
    const std::string male = R"({"sex": "male"})";
    const std::string other = R"({"sex": "other"})";
    const std::string neck = R"({"regions": ["neck"]})";
    const std::string back = R"({"regions": ["upper back"]})";
    const std::string neck_and_back = R"({"regions": ["neck", "upper back"]})";
    const std::string eased = R"({"sessions": [{"date": "2026-11-01", "eased": true}]})";
    const std::string not_eased = R"({"sessions": [{"date": "2026-11-01", "eased": false}]})";
    const std::vector<Denial> others = {
        {"without fever or chills", both, neither},
        {"without fever and chills", both, {}},
        {"without fever, chills", both, neither},
        {"without fever and without chills", both, neither},
        {"denies fever and chills", both, {}},
        {"denies fever or chills", both, neither},
        {"denies both fever and chills", both, {}},
        {"no signs of fever or chills", both, neither},
        {"fever and chills absent", both, {}},
        {"fever and chills are absent", both, {}},
        {"fever without chills", both, alone},
        {"fever without chills or cough", both, alone},
        {"fever without chills and cough", both, {}},
        {"fever and without chills", both, alone},
        {"fever but without chills", both, alone},
        {"fever with no chills", both, alone},
        {"fever except chills", both, alone},
        {"fever excluding chills", both, alone},
        {"fever witout chills", both, alone},
        {"fever minus chills", both, alone},
        {"(fever) without chills", both, alone},
        {"not without fever", no_fever, fever},
        {"not fever absent", no_fever, fever},
        {"everyone except smoker", R"({"smoker": true})", R"({"smoker": false})"},
        {"non-smoker", R"({"smoker": true})", R"({"smoker": false})"},
        {"nonsmoker", R"({"smoker": true})", R"({"smoker": false})"},
        {"ex-smoker", R"({"smoker": true})", {}},
        {"former smoker", R"({"smoker": true})", {}},
        {"unstable", R"({"stable": true})", R"({"stable": false})"},
        {"unstabel", R"({"stable": true})", R"({"stable": false})"},
        {"asymptomatic", R"({"symptomatic": true})", R"({"symptomatic": false})"},
        {"asymptomatc", R"({"symptomatic": true})", R"({"symptomatic": false})"},
        {"hypotension", R"({"hypertension": true})", {}},
        {"tachycardia", R"({"bradycardia": true})", {}},
        {"free of shortness of breath", R"({"shortness of breath": true})",
         R"({"shortness of breath": false})"},
        {"age isn't over 30", adult, child},
        {"age isnt over 30", adult, child},
        {"age isn’t over 30", adult, child},
        {"age doesn't exceed 30", adult, child},
        {"age never over 30", adult, child},
        {"age outside 18 to 65", adult, child},
        {"age is outside 18 to 65", adult, child},
        {"age outside of 18 to 65", adult, child},
        {"age outside the range 18 to 65", adult, child},
        {"age outside between 18 and 65", adult, child},
        {"age outside 18-65", adult, child},
        {"age is out of 18 to 65", adult, child},
        {"age except 18 to 65", adult, child},
        {"sex is non male", male, other},
        {"sex is non-male", male, other},
        {"sex is no male", male, other},
        {"sex is never male", male, other},
        {"sex isn't male", male, other},
        {"sex isnt male", male, other},
        {"sex excludes male", male, other},
        {"sex exclude male", male, other},
        {"sex without male", male, other},
        {"sex is anything but male", male, other},
        {"sex is other than male", male, other},
        {"sex is neither male or female", male, other},
        {"sex is neither male nor female", male, other},
        {"sex neither male nor female", male, other},
        {"sex isn't male or female", male, other},
        {"regions include all neck, upper back", neck, neck_and_back},
        {"regions include both neck and upper back", neck, neck_and_back},
        {"regions include every neck, upper back", neck, neck_and_back},
        {"regions include each of neck, upper back", neck, neck_and_back},
        {"regions include neither neck nor upper back", neck, R"({"regions": []})"},
        {"regions include no neck", neck, back},
        {"regions include non neck", neck, back},
        {"regions include never neck", neck, back},
        {"regions exclude neck", neck, back},
        {"regions excluded neck", neck, back},
        {"regions excluding neck", neck, back},
        {"regions lacking neck", neck, back},
        {"regions don't include neck", neck, back},
        {"regions doesn't include neck", neck, back},
        {"regions never include neck", neck, back},
        {"regions isn't neck", neck, back},
        {"regions without neck", neck, back},
        {"no session eased", eased, not_eased},
        {"no sessions eased", eased, not_eased},
        {"no session is eased", eased, not_eased},
        {"no session without eased", not_eased, eased},
        {"any session not eased", eased, not_eased},
        {"any session without eased", eased, not_eased},
        {"never any session where eased", eased, not_eased},
        {"without any session where eased", eased, not_eased},
    };
    all.insert(all.end(), others.begin(), others.end());
    return all;
}

std::string file_with(const std::string& condition) {
    return "caveat: 1\nid: sample\nversion: 1.0.0\nfacts:\n  fever: yes/no\n  chills: yes/no\n"
           "  cough: yes/no\n  severe pain: yes/no\n  smoker: yes/no\n  stable: yes/no\n"
           "  symptomatic: yes/no\n  hypertension: yes/no\n  bradycardia: yes/no\n"
           "  shortness of breath: yes/no\n  age: {type: number, unit: a, from: 0, to: 120}\n"
           "  sex: {type: choice, of: [male, female, other]}\n"
           "  regions: {type: choices, of: [neck, upper back, lower back]}\n"
           "  sessions:\n    type: records\n    each: session\n    dated by: date\n    of:\n"
           "      date: {type: date}\n      eased: yes/no\n"
           "outcomes:\n  avoid massage: {say: Not today.}\nrules:\n"
           "  - id: one\n    when: " +
           condition + "\n    then: avoid massage\n";
}

Status status_of(const RuleSet& rules, const std::string& facts) {
    Screening screening;
    screen(
        read_profile(rules, R"({"patient": "p", "as_of": "2026-11-20", "facts": )" + facts + "}"),
        screening);
    return screening.status(*rules.find_rule("one"));
}

/// Every file that loads after fixes on the way from `text`.
void follow(const std::string& text, std::set<std::string>& seen,
            std::vector<std::string>& loading) {
    constexpr std::size_t most_files = 60;
    if (seen.size() >= most_files || !seen.insert(text).second) return;
    const Loaded loaded = load_text(text, "sample.yaml");
    if (loaded.rules) {
        loading.push_back(text);
        return;
    }
    for (const Diagnostic& problem : loaded.diagnostics) {
        for (const Fix& fix : problem.fixes) follow(edited(text, fix), seen, loading);
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(no_fix_turns_a_condition_into_its_opposite) {
    std::size_t mended = 0;
    for (const Denial& denial : denials()) {
        std::set<std::string> seen;
        std::vector<std::string> loading;
        follow(file_with(denial.written), seen, loading);
        bool is_right = false;
        for (const std::string& text : loading) {
            const std::string when = text.substr(text.find("    when: "));
            const Loaded loaded = load_text(text, "mended.yaml");
            BOOST_TEST((status_of(*loaded.rules, denial.untrue) != Status::fired),
                       denial.written << " became" << when);
            is_right = is_right || (!denial.met.empty() &&
                                    status_of(*loaded.rules, denial.met) == Status::fired);
        }
        if (is_right) ++mended;
        BOOST_TEST_MESSAGE(denial.written << ": " << loading.size() << (is_right ? ", right" : ""));
    }
    // Silence is safe, but no help.
    BOOST_TEST(mended >= 100U);
}

BOOST_AUTO_TEST_CASE(no_fix_gives_what_a_rule_forbids) {
    for (const std::string denied : {"do not", "don't", "never", "not", "stop", "no", "cancel"}) {
        std::string text = file_with("fever");
        text.replace(text.find("then: avoid"), 6, "then: " + denied + " ");
        std::set<std::string> seen;
        std::vector<std::string> loading;
        follow(text, seen, loading);
        BOOST_TEST(loading.empty(), denied);
    }
}

BOOST_AUTO_TEST_SUITE_END()
