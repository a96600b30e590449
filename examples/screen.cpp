// Screens patients: a rule file and profiles in, a report for each out. Start reading here.
//
//   screen_example rules/back-pain-massage.yaml examples/profiles/02-referred.json
//   screen_example --intake rules/… profiles/…    only the patient can answer now: what the
//                                                 therapist must check at the session is listed

#include <caveat/json.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

int main(int count, char** arguments) {
    caveat::Respondents respondents;
    if (count > 1 && std::string(arguments[1]) == "--intake") {
        respondents.clinician = false;
        ++arguments;
        --count;
    }
    if (count < 3) {
        std::cerr << "usage: screen_example [--intake] RULES PROFILE...\n";
        return 2;
    }

    // 1. Load the rules. Every mistake in them is found now, with its line and a caret under it;
    //    what is loaded never changes and may be shared by any number of threads.
    const caveat::Loaded loaded = caveat::load_file(arguments[1]);
    std::cerr << caveat::render(loaded);
    if (!loaded.rules) return 2;
    const caveat::RuleSet& rules = *loaded.rules;

    // 2. One screening is enough for all patients: it is filled anew and reuses its memory.
    caveat::Screening screening;

    for (int i = 2; i < count; ++i) {
        std::ifstream file(arguments[i], std::ios::binary);
        if (!file) {
            std::cerr << arguments[i] << ": cannot be read\n";
            return 2;
        }
        const std::string json{std::istreambuf_iterator<char>(file), {}};

        // 3. Read one patient's answers. A wrong answer is a problem in the report and counts as
        //    unanswered; an unanswered question is never taken for a no.
        const caveat::Profile profile = caveat::read_profile(rules, json);

        // 4. Screen.
        caveat::screen(profile, screening, respondents);

        // 5. People read this text: the verdict, the reasons, what to ask next. Software reads
        //    `screening.at_most()`, the strictest verdict that may still come, or the same report
        //    as JSON from `write_report`.
        std::cout << caveat::write_text(screening) << '\n';
    }
    return 0;
}
