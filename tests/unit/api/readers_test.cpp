// For whom a report in words is written decides whose answers it tells of.

#include <caveat/profile.hpp>
#include <caveat/report_text.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

using namespace caveat;

BOOST_AUTO_TEST_SUITE(readers)

BOOST_AUTO_TEST_CASE(the_desk_and_the_patient_read_what_the_patient_can_answer) {
    const Loaded loaded = load_text(R"(caveat: 1
id: desk
version: 1.0.0
facts:
  fever: {type: yes/no}
  lump: {type: yes/no, ask whom: clinician}
outcomes:
  refer to doctor: {say: See a doctor.}
rules:
  - {id: fever, rule: fever → refer to doctor}
  - {id: lump, rule: lump → refer to doctor}
)");
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    const Profile profile = ProfileBuilder(*loaded.rules).set("fever", false).build();
    const Screening by_patient = screen(profile, {.patient = true, .clinician = false});
    const Screening by_both = screen(profile);
    for (const Reader reader : {Reader::desk, Reader::patient}) {
        const ReportOptions options{.why = WhyOf::fired, .reader = reader};
        BOOST_TEST(write_text(by_both, options) == write_text(by_patient, options));
        BOOST_TEST(write_text(by_both, {.reader = reader}) == write_text(by_both, options));
    }
    const std::string desk = write_text(by_both, {.reader = Reader::desk});
    BOOST_TEST(desk.find("\nBOOK.") != std::string::npos, desk);
    // Clinicians read on of whoever can answer.
    BOOST_TEST(write_text(by_both) != write_text(by_patient));
}

BOOST_AUTO_TEST_CASE(a_patient_is_told_of_lost_answers_and_of_no_others) {
    const Loaded loaded = load_text(R"(caveat: 1
id: day
version: 1.0.0
facts:
  surgery date: {type: date, to: as of}
outcomes:
  refer to doctor: {say: See a doctor.}
rules:
  - {id: recent, rule: surgery date is within the last 6 weeks → refer to doctor}
)");
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    const auto told = [&](std::string_view day, std::string_view surgery) {
        const Profile profile = ProfileBuilder(*loaded.rules)
                                    .as_of(day)
                                    .set("surgery date", std::string(surgery))
                                    .build();
        return write_text(screen(profile), {.reader = Reader::patient});
    };
    const auto has = [](const std::string& text, std::string_view words) {
        return text.find(words) != std::string::npos;
    };
    const std::string no_day = told("2026-11-31", "2026-11-01");
    BOOST_TEST(has(no_day, "Not all that was sent could be read."), no_day);
    BOOST_TEST(!has(no_day, "answer could not be used"), no_day);
    const std::string no_date = told("2026-11-20", "2026-11-31");
    BOOST_TEST(!has(no_date, "Not all that was sent could be read."), no_date);
    BOOST_TEST(has(no_date, "One answer could not be used"), no_date);
}

BOOST_AUTO_TEST_SUITE_END()
