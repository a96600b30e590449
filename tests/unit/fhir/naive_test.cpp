// The table once more, by the shortest way from its words: a record made by chance reads as
// somebody would read it who has the table before him, one resource after the other.

#include "made_record.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(fhir_naive)

namespace {

enum class Says { yes, no, may, unread, nothing };

std::size_t count(const std::vector<Says>& all, Says which) {
    return static_cast<std::size_t>(std::count(all.begin(), all.end(), which));
}

/// Each thing once: its later version, or, where nobody says which that is, one about which nothing
/// can be told.
std::vector<Made> naive_things(const std::vector<Made>& list) {
    std::vector<Made> things;
    for (const Made& each : list) {
        const auto has_its_id = [&](const Made& other) { return other.id == each.id; };
        const auto thing = std::find_if(things.begin(), things.end(), has_its_id);
        if (thing == things.end()) {
            things.push_back(each);
        } else if (each.more.empty() || thing->more.empty()) {
            thing->has_code = false;
            thing->system = "?";
        } else if (each.more > thing->more) {
            *thing = each;
        }
    }
    return things;
}

/// What a fact is read from: exactly this, kinds of it, and who says that there is none.
struct Asked {
    std::string exact;
    std::set<std::string> kinds;
    std::string none_by;
};

Says naive_condition(const Made& made, const Asked& asked) {
    const bool is_understood = made.has_code && (made.system == snomed || made.system == icd);
    if (!is_understood) return Says::unread;
    const bool is_exact = made.system == snomed && made.code == asked.exact;
    const bool is_kind = made.system == icd && asked.kinds.count(made.code) != 0;
    const bool is_none = made.system == snomed && made.code == asked.none_by;
    if (!is_exact && !is_kind && !is_none) return Says::nothing;
    if (made.verified == "refuted") return is_exact ? Says::no : Says::nothing;
    if (made.status == "resolved") return Says::nothing;
    if (made.verified == "provisional" || made.status.empty()) return Says::may;
    return is_none ? Says::no : Says::yes;
}

/// The first line that applies.
std::string naive_yes_no(const std::vector<Says>& all, bool is_closed_and_complete) {
    const bool yes = count(all, Says::yes) != 0;
    const bool no = count(all, Says::no) != 0;
    const bool may = count(all, Says::may) != 0;
    if ((yes && no) || (no && may)) return "-";
    if (yes) return "true";
    if (no) return "false";
    if (may || count(all, Says::unread) != 0) return "-";
    return is_closed_and_complete ? "false" : "-";
}

std::string naive_answer(const MadeRecord& record, const Asked& asked, bool is_closed) {
    std::vector<Says> all;
    for (const Made& each : naive_things(record.conditions))
        all.push_back(naive_condition(each, asked));
    return naive_yes_no(all, is_closed);
}

/// Whether an Observation is surely older than another; days alone and instants of one day overlap.
bool is_older(const Made& a, const Made& b) {
    const std::string day_a = a.date.substr(0, 10);
    const std::string day_b = b.date.substr(0, 10);
    if (day_a != day_b) return day_a < day_b;
    return a.date.size() > 10 && b.date.size() > 10 && a.date < b.date;
}

/// An answer to the question about pain, as if it had been observed.
std::vector<Made> naive_answers_about_pain(const MadeRecord& record) {
    std::vector<Made> answers;
    for (Made each : record.forms) {
        if (each.system != form_of_others || each.code != "pain" || each.value.empty()) continue;
        if (each.status == "entered-in-error") continue;
        if (each.status == "in-progress") each.status = "preliminary";
        const std::size_t digits = each.value.find(':') + 1;
        each.value = quantity(each.value.substr(digits, each.value.size() - 1 - digits), "{score}");
        answers.push_back(each);
    }
    return answers;
}

/// The value of the newest Observation of the code, or answer to the same in a form, as it was
/// written; nothing where that is open.
std::optional<std::string> naive_newest(const MadeRecord& record, const std::string& code,
                                        const std::string& not_before) {
    std::vector<const Made*> about;
    for (const Made& each : record.observations) {
        if (each.code != code || each.status == "cancelled") continue;
        if (each.date.substr(0, 10) >= not_before) about.push_back(&each);
    }
    const std::vector<Made> answers =
        code == "PAIN" ? naive_answers_about_pain(record) : std::vector<Made>();
    for (const Made& each : answers) {
        if (each.date.substr(0, 10) >= not_before) about.push_back(&each);
    }
    std::set<std::string> values;
    for (const Made* each : about) {
        const bool is_past = std::any_of(
            about.begin(), about.end(), [&](const Made* other) { return is_older(*each, *other); });
        if (is_past) continue;
        if (each->status == "preliminary") return std::nullopt;
        values.insert(each->value);
    }
    return values.size() == 1 ? std::optional(*values.begin()) : std::nullopt;
}

Says naive_procedure(const Made& made) {
    if (made.status == "completed") return Says::yes;
    if (made.status == "in-progress") return made.date.empty() ? Says::may : Says::yes;
    return made.status == "unknown" ? Says::may : Says::nothing;
}

struct NaiveTherapies {
    std::set<std::string> present, absent;
};

/// The list is closed and complete. Each therapy is looked for within twelve weeks.
NaiveTherapies naive_therapies(const MadeRecord& record) {
    std::set<std::string> present;
    std::set<std::string> open;
    bool is_open = false;
    for (const Made& each : naive_things(record.procedures)) {
        const bool is_nothing = naive_procedure(each) == Says::nothing;
        if (each.system != snomed) {
            is_open = true;
        } else if (each.code != "OTHER" && !is_nothing) {
            const std::string therapy = each.code == "PHYSIO" ? "physiotherapy" : "diet";
            const bool is_sure = naive_procedure(each) == Says::yes && !each.date.empty();
            (is_sure ? present : open).insert(therapy);
        }
    }
    NaiveTherapies found{present, {}};
    for (const std::string therapy : {"physiotherapy", "diet"}) {
        if (!is_open && present.count(therapy) == 0 && open.count(therapy) == 0) {
            found.absent.insert(therapy);
        }
    }
    return found;
}

struct NaiveSessions {
    std::multiset<std::string> days;  ///< with the technique
    bool is_complete = true;
};

NaiveSessions naive_sessions(const MadeRecord& record) {
    NaiveSessions found;
    for (const Made& each : naive_things(record.procedures)) {
        if (each.system != clinic) {
            found.is_complete = false;  // coded in other systems alone: it might be one
            continue;
        }
        const Says says = naive_procedure(each);
        if (says == Says::may) found.is_complete = false;
        if (says == Says::yes) found.days.insert(each.date + (each.code == "G" ? " G" : " D"));
    }
    return found;
}

std::set<std::string> as_set(const std::vector<std::string>& list) {
    return {list.begin(), list.end()};
}

const Answer* field_of(const Record& record, const std::string& name) {
    for (const auto& [key, answer] : record.fields) {
        if (key == name) return &answer;
    }
    return nullptr;
}

NaiveSessions sessions_read(const Profile& profile) {
    NaiveSessions found;
    const Answer answer = profile.answer(*profile.rules().find_fact("sessions"));
    const auto* records = std::get_if<Records>(&answer.value);
    found.is_complete = records != nullptr && records->is_complete;
    if (records == nullptr) return found;
    for (const Record& each : records->list) {
        const Answer* date = field_of(each, "date");
        const auto* day = date == nullptr ? nullptr : std::get_if<Date>(&date->value);
        const Answer* technique = field_of(each, "technique");
        const auto* code =
            technique == nullptr ? nullptr : std::get_if<std::string>(&technique->value);
        const std::string letter = code == nullptr ? "?" : *code == "gentle" ? " G" : " D";
        found.days.insert((day == nullptr ? "" : day->to_text()) + letter);
    }
    return found;
}

/// The answer to a number or choice as it was written, to be compared with what was made.
std::string value_read(const Profile& profile, const std::string& fact) {
    const Answer answer = profile.answer(*profile.rules().find_fact(fact));
    if (const auto* number = std::get_if<Decimal>(&answer.value)) {
        return quantity(number->to_text(), fact == "weight" ? "kg" : "{score}");
    }
    if (const auto* number = std::get_if<Quantity>(&answer.value)) {
        return quantity(number->value.to_text(), std::string(number->unit));
    }
    if (const auto* code = std::get_if<std::string>(&answer.value)) {
        return R"("valueCodeableConcept":)" + coded(clinic, *code == "calm" ? "CALM" : "TENSE");
    }
    return "-";
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_record_reads_as_the_table_says_to_somebody_who_reads_it_by_hand) {
    constexpr unsigned records = 20'000;
    const RuleSet rules = back_rules();
    const FhirMapping closed = mapping_of(rules, back_mapping(", closed: Lists are kept."));
    const FhirMapping open = mapping_of(rules, back_mapping());
    FhirReader reader_of_closed(closed);
    FhirReader reader_of_open(open);
    const Asked back{"BACK", {"M54.50"}, "NONE"};
    const Asked arthritis{"ARTHRITIS", {"M17.9"}, ""};
    std::map<std::string, std::set<std::string>> seen;
    for (unsigned seed = 0; seed < records; ++seed) {
        Chance chance(seed);
        MadeRecord record = made_record(chance);
        if (chance.percent(20)) add_version(chance, record);
        const bool is_closed = chance.percent(50);
        const Profile profile = read_made(is_closed ? reader_of_closed : reader_of_open, record);
        BOOST_TEST_CONTEXT("seed " << seed << ": " << delivered(record).texts[1] << '\n'
                                   << delivered(record).texts[2] << '\n'
                                   << delivered(record).texts[3] << '\n'
                                   << delivered(record).texts[4] << '\n'
                                   << write_profile(profile)) {
            const auto same = [&](const std::string& fact, const std::string& read,
                                  const std::string& naive) {
                seen[fact].insert(naive);
                BOOST_TEST_INFO(fact);
                BOOST_TEST(read == naive);
            };
            same("back pain", answer_to(profile, "back_pain"),
                 naive_answer(record, back, is_closed));
            same("arthritis", answer_to(profile, "arthritis"),
                 naive_answer(record, arthritis, is_closed));
            same("pain", value_read(profile, "pain"),
                 naive_newest(record, "PAIN", "2026-11-18").value_or("-"));
            same("weight", value_read(profile, "weight"),
                 naive_newest(record, "WEIGHT", "2025-11-20").value_or("-"));
            same("muscle state", value_read(profile, "muscle state"),
                 naive_newest(record, "MUSCLE", "").value_or("-"));
            const NaiveTherapies therapies = naive_therapies(record);
            const Answer answer = profile.answer(*rules.find_fact("therapies"));
            const auto* codes = std::get_if<Codes>(&answer.value);
            const std::size_t known = therapies.present.size() + therapies.absent.size();
            const Codes said = codes == nullptr ? Codes{{}, {}, false} : *codes;
            seen["therapies"].insert(std::to_string(known));
            BOOST_TEST(as_set(said.present) == therapies.present);
            BOOST_TEST((said.is_complete ? 2U : said.present.size() + said.absent.size()) == known);
            const NaiveSessions sessions = naive_sessions(record);
            const NaiveSessions read = sessions_read(profile);
            seen["sessions"].insert(std::to_string(sessions.days.size()));
            BOOST_TEST(read.days == sessions.days);
            BOOST_TEST(read.is_complete == sessions.is_complete);
        }
    }
    // The law would hold of records that say nothing.
    BOOST_TEST(seen["back pain"].size() == 3U);
    BOOST_TEST(seen["arthritis"].size() == 3U);
    BOOST_TEST(seen["pain"].size() == 12U);
    BOOST_TEST(seen["weight"].size() > 30U);
    BOOST_TEST(seen["muscle state"].size() == 3U);
    BOOST_TEST(seen["therapies"].size() == 3U);
    BOOST_TEST(seen["sessions"].size() >= 3U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
