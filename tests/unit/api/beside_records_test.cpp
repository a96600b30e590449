// What a `where` asks of the patient, beside the fields of each record.

#include <caveat/explain.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using namespace caveat;

BOOST_AUTO_TEST_SUITE(beside_records)

BOOST_AUTO_TEST_CASE(it_is_asked_and_decides_while_records_may_still_come) {
    const Loaded loaded = load_text(R"(caveat: 1
facts:
  scar: yes/no
  sessions: {type: records, each: session, of: {firm: yes/no}}
outcomes:
  avoid massage: Not today.
  inform about scars: Scars need care.
rules:
  - {id: firm, rule: any session where (firm and scar) → avoid massage}
  - {id: told, rule: scar → inform about scars}
)");
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    const auto asked_of = [&](const Profile& profile) {
        Screening screening;
        screen(profile, screening);
        std::string asked;
        for (const Question& question : questions(screening)) {
            asked += std::string(loaded.rules->fact(question.fact).key);
            asked += question.decides ? "! " : " ";
        }
        return asked;
    };
    const FactId sessions = *loaded.rules->find_fact("sessions");
    ProfileBuilder nothing_known(*loaded.rules);
    BOOST_TEST(asked_of(nothing_known.build()) == "scar! sessions! ");
    ProfileBuilder none(*loaded.rules);
    none.set(sessions, Records{});
    BOOST_TEST(asked_of(none.build()) == "scar ");
    ProfileBuilder not_known(*loaded.rules);
    not_known.set(sessions, NotKnown{});
    BOOST_TEST(asked_of(not_known.build()) == "scar ");
}

BOOST_AUTO_TEST_SUITE_END()
