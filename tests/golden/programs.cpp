// What is said to programs rather than to authors: of profiles built by calls, columns, stores and
// screenings, and of texts that are no profile. Golden files are in tests/golden/programs.

#include <caveat/adapter.hpp>
#include <caveat/authoring/cases.hpp>
#include <caveat/authoring/draft.hpp>
#include <caveat/batch.hpp>
#include <caveat/codes.hpp>
#include <caveat/format.hpp>
#include <caveat/json.hpp>
#include <caveat/store.hpp>

#include "support/golden.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(golden_programs)

namespace {

namespace files = std::filesystem;

RuleSet load(int version = 1) {
    const Loaded loaded = load_text("caveat: 1\nid: programs\nversion: " + std::to_string(version) +
                                    R"(.0.0
facts:
  pain nrs: {type: number, whole: true, from: 0, to: 10}
  factor: {type: number}
  fever: {type: yes/no}
  night pain: {type: yes/no, only if: fever}
  sessions done: {type: number, whole: true, from: 0, otherwise: count of sessions}
  sessions: {type: records, each: session, dated by: day, of: {day: date, eased: yes/no}}
outcomes: {avoid massage: Do not massage.}
rules:
  - {id: strong, rule: pain nrs >= 7 → avoid massage}
  - {id: night, rule: night pain → avoid massage}
  - {id: many, rule: sessions done >= 3 → avoid massage}
  - {id: product, rule: factor * factor * factor > 1 → avoid massage}
)");
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    return *loaded.rules;
}

std::string drawn(std::span<const Diagnostic> problems) {
    std::string text;
    for (const Diagnostic& each : problems) text += render(each, {});
    return text;
}

Profile built(const RuleSet& rules, std::string_view path, const Answer& answer) {
    return ProfileBuilder(rules).as_of("2026-11-20").set(path, answer).build();
}

/// What is wrong with a batch of two rows.
std::string of_columns(const RuleSet& rules, const auto& bind) {
    Batch batch(rules, 2);
    bind(batch);
    return drawn(batch.problems());
}

std::string columns(const RuleSet& rules) {
    static constexpr std::array<std::int32_t, 2> two{1, 2};
    static constexpr std::array<std::int32_t, 1> one{1};
    static constexpr std::array<std::uint32_t, 3> falling{0, 2, 1};
    const FactId pain = *rules.find_fact("pain nrs");
    const FactId sessions = *rules.find_fact("sessions");
    const Column bits{ColumnType::bits, two.data(), nullptr, two.size()};
    Column far = column(two);
    far.scale = 19;
    Column in_kg = column(two);
    in_kg.unit = "kg";
    Column in_kilos = column(two);
    in_kilos.unit = "kilos";
    std::string text = of_columns(rules, [&](Batch& b) { b.set(pain, bits); });
    text += of_columns(rules, [&](Batch& b) { b.set(pain, in_kg); });
    text += of_columns(rules, [&](Batch& b) { b.set(pain, in_kilos); });
    text += of_columns(rules, [&](Batch& b) { b.set({sessions, {}, 0}, column(two)); });
    text += of_columns(rules, [&](Batch& b) { b.set_cell(pain, 2, 7); });
    text += of_columns(rules, [&](Batch& b) { b.set(pain, column(one)); });
    text += of_columns(rules, [&](Batch& b) { b.set(pain, far); });
    text += of_columns(rules, [&](Batch& b) { b.set_list(sessions, lists(falling)); });
    const std::vector<Profile> others{built(load(2), "fever", true)};
    return text + drawn(Batch(rules, others).problems());
}

std::string calls(const RuleSet& rules) {
    std::string text = drawn(built(rules, "sessions[3].eased", true).problems());
    text += drawn(built(rules, "fever[0]", true).problems());
    text += drawn(built(rules, "sessions[0].easd", true).problems());
    text += drawn(built(rules, "pain nrs", std::numeric_limits<double>::quiet_NaN()).problems());
    text += drawn(built(rules, "sessions", Records{std::vector<Record>(10'001)}).problems());
    ProfileAdapter adapter(rules);
    adapter.as_of("2026-11-20");
    adapter.yes_no(std::string_view("eased"), true);
    return text + drawn(adapter.build().problems());
}

std::string screenings(const RuleSet& rules) {
    std::string text = drawn(Screening().problems());
    ProfileBuilder both(rules);
    both.as_of("2026-11-20").set("sessions done", 5);
    both.set("sessions", Records{{{{{"day", "2026-11-01"}, {"eased", true}}}}});
    text += drawn(screen(both.build()).problems());
    return text +
           drawn(screen(built(rules, "factor", Decimal{999'999'999'999'999'999, 0})).problems());
}

std::string texts(const RuleSet& rules) {
    ReadOptions few;
    few.most_bytes = 10;
    std::string text = drawn(read_profile(rules, R"({"facts": {"fever": true}})", few).problems());
    std::string many = R"({"as_of": "2026-11-20", "facts": {)";
    for (int i = 0; i < 201; ++i) many += "\"x" + std::to_string(i * 7919) + "\": 1, ";
    ReadOptions notes;
    notes.extra_facts = ExtraFacts::note;
    const Profile noted = read_profile(rules, many + "\"fever\": true}}", notes);
    return text + drawn(noted.problems().last(1));
}

std::string files_of_rules() {
    std::string text = render(format_cases("cases:\n  - name: \"one\rtwo\"\n", "one.cases.yaml"));
    text += drawn(authoring::draft("\n", "notes.txt").diagnostics);
    const authoring::CaseFile cases =
        authoring::read_case_file(load(), "[1, 2]", "rules.cases.yaml", {});
    return text + drawn(cases.diagnostics);
}

std::string stores() {
    RuleStore store(load(), {.accept = [](const RuleSet&, const RuleSet&) { return false; }});
    return drawn(store.offer(load(2)).diagnostics);
}

/// Codes that no golden file can have, and why.
const std::map<std::string_view, std::string_view> without_a_golden_file{
    {codes::internal, "a defect of the library itself"},
    {codes::format_changed, "a defect of the library itself"},
    {codes::file_unreadable, "said in the words of the operating system"},
    {codes::not_decided, "what the solver leaves open depends on the time that it gets"},
};

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_said_to_programs_is_said_in_exactly_these_words) {
    const RuleSet rules = load();
    check_golden("programs/calls.txt", calls(rules));
    check_golden("programs/columns.txt", columns(rules));
    check_golden("programs/screenings.txt", screenings(rules));
    check_golden("programs/texts.txt", texts(rules));
    check_golden("programs/files.txt", files_of_rules());
    check_golden("programs/stores.txt", stores());
}

BOOST_AUTO_TEST_CASE(every_code_has_a_golden_file) {
    std::string all;
    for (const auto& entry :
         files::recursive_directory_iterator(files::path(CAVEAT_SOURCE_DIR) / "tests/golden")) {
        if (!entry.is_regular_file() || entry.path().extension() == ".cpp") continue;
        std::ifstream file(entry.path(), std::ios::binary);
        all.append(std::istreambuf_iterator<char>(file), {});
    }
    for (const std::string_view code : codes::all()) {
        const std::string word(code);
        const bool is_drawn = all.find('[' + word + ']') != std::string::npos ||
                              all.find("\"code\": \"" + word + '"') != std::string::npos;
        BOOST_TEST(is_drawn != without_a_golden_file.contains(code), word);
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
