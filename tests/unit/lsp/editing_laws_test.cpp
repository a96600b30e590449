// Laws of editing, over the rule sets of this project and generated ones: what is said while
// somebody types is what loading says of the whole; a name given and taken back leaves the file as
// it was; what is offered can be read.

#include "adapters/workbench/workbench.hpp"
#include "editing/workspace.hpp"
#include "support/chance.hpp"
#include "support/generator.hpp"
#include "support/printer.hpp"
#include "text/escapes.hpp"
#include "text/names.hpp"
#include "unit/lsp/desk.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace caveat;
using namespace caveat::editing;
using caveat::testing::Chance;

BOOST_AUTO_TEST_SUITE(editing_laws)

namespace {

const std::string here = "rules.yaml";
const std::string cases_here = "rules.cases.yaml";

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

struct RuleTexts {
    std::string name;
    std::string rules;
    std::string cases;  ///< empty: none
};

std::vector<RuleTexts> own_rule_sets() {
    std::vector<RuleTexts> all;
    const std::filesystem::path folder = std::filesystem::path(CAVEAT_SOURCE_DIR) / "rules";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        const bool is_rules = name.ends_with(".yaml") && !name.ends_with(".cases.yaml") &&
                              !name.ends_with(".fhir.yaml");
        if (!is_rules) continue;
        all.push_back({name, read_file(entry.path()), read_file(folder / cases_beside(name))});
    }
    BOOST_REQUIRE(all.size() >= 5U);
    return all;
}

std::vector<RuleTexts> generated_rule_sets(std::uint64_t count) {
    std::vector<RuleTexts> all;
    for (std::uint64_t seed = 1; seed <= count; ++seed) {
        all.push_back({"seed " + std::to_string(seed),
                       caveat::testing::print_rules(caveat::testing::generate_rules(seed), seed),
                       ""});
    }
    return all;
}

std::vector<Edit> edits_of(const std::vector<FileEdits>& all, const std::string& uri) {
    for (const FileEdits& each : all) {
        if (each.uri == uri) return each.edits;
    }
    return {};
}

void put_both(Workspace& workspace, const RuleTexts& texts) {
    workspace.put(here, 1, texts.rules);
    if (!texts.cases.empty()) workspace.put(cases_here, 1, texts.cases);
}

std::size_t errors_in(const std::vector<Diagnostic>& all) {
    return static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(),
                      [](const Diagnostic& each) { return each.severity == Severity::error; }));
}

/// Another name, and the old one again. returns what is wrong, and whether the name was taken.
std::string there_and_back(const RuleTexts& texts, const Occurrence& declared,
                           const std::string& name, std::size_t& taken) {
    Workspace workspace;
    put_both(workspace, texts);
    const OpenFile& before = *workspace.find(here);
    const auto start = prepare_rename(workspace, before, declared.span.begin);
    if (const auto* problem = std::get_if<Problem>(&start)) return problem->message;
    const std::string old = std::get<Renamable>(start).name;
    const auto made = rename(workspace, before, declared.span.begin, name);
    if (std::holds_alternative<Problem>(made)) return {};  // refused: nothing has changed
    ++taken;
    const auto& edits = std::get<std::vector<FileEdits>>(made);
    RuleTexts renamed{texts.name, edited(texts.rules, edits_of(edits, here)),
                      edited(texts.cases, edits_of(edits, cases_here))};
    const Loaded loaded = load_text(renamed.rules);
    if (!loaded.rules) return render(loaded);
    Workspace after;
    put_both(after, renamed);
    if (!texts.cases.empty()) {
        const auto cases = after.judge(*after.find(cases_here));
        if (errors_in(cases.diagnostics) != 0) return cases.diagnostics.front().message;
    }
    const auto& found = after.find(here)->understood()->occurrences;
    const auto again = declaration_of(found, declared.target);
    if (!again) return "the declaration is gone";
    const auto back = rename(after, *after.find(here), again->begin, old);
    if (const auto* problem = std::get_if<Problem>(&back)) {
        // `not sure` is a code in quotes alone, and was put where there are none.
        const bool is_code = declared.target.kind == NamedThingKind::code;
        return is_code ? std::string() : "back: " + problem->message;
    }
    const auto& back_edits = std::get<std::vector<FileEdits>>(back);
    const std::string last = edited(renamed.rules, edits_of(back_edits, here));
    // Generated files spell and quote one name in several ways: they come back with the meaning
    // that they had, the name as it is declared.
    bool is_alike = last == texts.rules;
    if (!is_alike && texts.name.starts_with("seed")) {
        const auto again_read = read_as_it_stands(last, {});
        const auto& was = before.understood()->occurrences;
        const auto is = again_read ? occurrences_of(*again_read) : std::vector<Occurrence>{};
        is_alike = std::equal(is.begin(), is.end(), was.begin(), was.end(),
                              [](const auto& a, const auto& b) { return a.target == b.target; }) &&
                   load_text(last).rules.has_value();
    }
    if (!is_alike) return "another text:\n" + last;
    if (edited(renamed.cases, edits_of(back_edits, cases_here)) != texts.cases) {
        return "other cases";
    }
    return {};
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_said_while_typing_is_what_is_said_of_the_whole) {
    int loaded = 0;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        Chance chance(seed);
        std::string text =
            caveat::testing::print_rules(caveat::testing::generate_rules(seed), seed);
        std::optional<Edit> taken_back;
        workbench::Workbench bench;
        const std::string uri = R"("uri":"a.yaml")";
        bench.call(R"({"call":"open",)" + uri + R"(,"text":)" + text::in_json(text) + "}");
        for (int step = 1; step <= 25; ++step) {
            const TextPlaces places(text);
            const auto size = static_cast<std::int64_t>(text.size());
            std::size_t from = places.byte_of(
                std::size_t{places.units_of(static_cast<std::size_t>(chance.between(0, size)))});
            std::size_t to =
                std::min(text.size(), from + static_cast<std::size_t>(chance.between(0, 9)));
            to = places.byte_of(std::size_t{places.units_of(to)});
            if (to < from) to = from;
            static const std::vector<std::string> typed{"",   "a",    " ", ": ", "\n", "\n  ", "→",
                                                        "😀", "and ", "{", "\"", "7",  "- "};
            std::string put = chance.pick(typed);
            // Most of what breaks a file is taken back.
            if (taken_back && chance.percent(80)) {
                from = taken_back->span.begin;
                to = taken_back->span.end;
                put = taken_back->text;
            }
            const Edit back{
                {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(from + put.size())},
                text.substr(from, to - from)};
            const std::string answer = bench.call(
                R"({"call":"change",)" + uri + R"(,"v":1,"edits":[{"from":)" +
                std::to_string(places.units_of(from)) + R"(,"to":)" +
                std::to_string(places.units_of(to)) + R"(,"text":)" + text::in_json(put) + "}]}");
            text.replace(from, to - from, put);
            workbench::Workbench fresh;
            const std::string expected = fresh.call(
                R"({"call":"open",)" + uri + R"(,"v":1,"text":)" + text::in_json(text) + "}");
            BOOST_TEST_REQUIRE(answer == expected, "seed " << seed << ", step " << step << "\n"
                                                           << text);
            // Whatever is asked of a broken file, there is an answer; of one that loads, the same
            // as if nothing had been known before.
            const bool loads = answer.find(R"("loads":true)") != std::string::npos;
            if (loads) ++loaded;
            taken_back = loads ? std::nullopt : std::optional(back);
            for (const std::string call :
                 {"hover", "definition", "references", "complete", "rename_from", "symbols",
                  "tokens", "lenses", "folds", "actions", "facts"}) {
                if (!loads && call == "facts") continue;
                const std::string asked = R"({"call":")" + call + "\"," + uri + R"(,"at":)" +
                                          std::to_string(places.units_of(from)) + "}";
                const std::string any = bench.call(asked);
                BOOST_TEST_REQUIRE(any.starts_with(R"({"v":1,)"), call);
                if (loads) BOOST_TEST_REQUIRE(any == fresh.call(asked), call);
            }
        }
    }
    BOOST_TEST(loaded > 60);
}

BOOST_AUTO_TEST_CASE(a_name_given_and_taken_back_leaves_the_files_as_they_were) {
    std::size_t taken = 0;
    std::set<NamedThingKind> kinds;
    std::vector<RuleTexts> all = own_rule_sets();
    // Each renaming reads both files several times: of large ones a few are enough.
    constexpr std::size_t many_bytes = 40'000;
    std::erase_if(all, [](const RuleTexts& each) {
        return each.rules.size() + each.cases.size() > many_bytes;
    });
    BOOST_TEST_REQUIRE(all.size() >= 2U);
    for (RuleTexts& each : generated_rule_sets(12)) all.push_back(std::move(each));
    for (const RuleTexts& texts : all) {
        Workspace workspace;
        workspace.put(here, 1, texts.rules);
        BOOST_TEST_REQUIRE(workspace.judge(*workspace.find(here)).loads, texts.name);
        const auto occurrences = workspace.find(here)->understood()->occurrences;
        // Of each kind a few: every one costs several loads.
        std::map<NamedThingKind, int> tried;
        for (const Occurrence& each : occurrences) {
            const int most = texts.cases.empty() ? 2 : 1;
            if (!each.is_declaration || tried[each.target.kind]++ == most) continue;
            const bool has_slots = each.text->text.find_first_of("{(/") != std::string::npos;
            if (has_slots) continue;
            const bool is_outcome = each.target.kind == NamedThingKind::outcome;
            const std::string verb = each.text->text.substr(0, each.text->text.find(' '));
            const std::string name = (is_outcome ? verb + " " : "") + "quite another thing";
            const std::size_t before = taken;
            const std::string wrong = there_and_back(texts, each, name, taken);
            BOOST_TEST(wrong.empty(), texts.name << ": " << each.text->text << ": " << wrong);
            if (taken > before) kinds.insert(each.target.kind);
        }
    }
    BOOST_TEST(taken > 60U);
    BOOST_TEST(kinds.size() >= 9U);
}

BOOST_AUTO_TEST_CASE(a_name_that_is_begun_is_offered_and_loads) {
    std::size_t offered = 0;
    for (const RuleTexts& texts : own_rule_sets()) {
        Workspace workspace;
        workspace.put(here, 1, texts.rules);
        // With what they look into, which the workspace gives up.
        const Understood kept = *workspace.find(here)->understood();
        int count = 0;
        for (const Occurrence& each : kept.occurrences) {
            const bool is_in_sentence = !each.is_declaration && each.arguments.empty() &&
                                        each.span != each.text->span &&
                                        each.target.kind != NamedThingKind::source &&
                                        each.target.kind != NamedThingKind::rule;
            constexpr int every = 3;
            if (!is_in_sentence || ++count % every != 0) continue;
            const std::string name =
                texts.rules.substr(each.span.begin, each.span.end - each.span.begin);
            const std::size_t cut = each.span.begin + std::max<std::size_t>(1, name.size() / 2);
            if (name.front() == '"' || (texts.rules[cut] & 0x80) != 0) continue;
            std::string begun = texts.rules;
            begun.erase(cut, each.span.end - cut);
            workspace.put(here, 2, begun);
            const auto all = offers(workspace, *workspace.find(here), cut);
            const auto found = std::find_if(all.begin(), all.end(), [&](const Offer& offer) {
                return edited(begun, {{offer.replaced, offer.text}}) == texts.rules;
            });
            ++offered;
            BOOST_TEST((found != all.end()),
                       texts.name << ": " << name << " at " << each.span.begin);
            workspace.put(here, 3, texts.rules);
        }
    }
    BOOST_TEST(offered > 100U);
}

BOOST_AUTO_TEST_CASE(a_fix_makes_of_an_open_file_what_it_makes_of_the_text) {
    // That a fix removes its message and adds none is a law of loading (`help`). Whoever makes it
    // in an open file, place by place as editors count, has to come to the same text.
    std::size_t made = 0;
    const std::filesystem::path folder =
        std::filesystem::path(CAVEAT_SOURCE_DIR) / "tests" / "golden" / "load";
    const std::string of_file = R"("uri":"a.yaml","v":)";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".yaml") continue;
        const std::string text = read_file(entry.path());
        const std::string open = R"("call":"open","text":)" + text::in_json(text) + "," + of_file;
        const Loaded loaded = load_text(text, "a.yaml");
        for (std::size_t at = 0; at < loaded.diagnostics.size(); ++at) {
            const Diagnostic& problem = loaded.diagnostics[at];
            for (std::size_t fix = 0; fix < problem.fixes.size(); ++fix) {
                caveat::testing::Desk desk;
                desk.ask(open + "1");
                // What JSON cannot carry is not what was in the file.
                if (desk.at({"ok"}) == nullptr) break;
                const auto item = [&](const json::Node* list, std::size_t position) {
                    const json::Node* node = desk.tree.first(*list);
                    while (position-- > 0) node = desk.tree.after(*node);
                    return node;
                };
                const json::Node* const said = item(desk.at({"ok", "diagnostics"}), at);
                const json::Node* const mended = item(json::member(desk.tree, *said, "fixes"), fix);
                const std::string edits =
                    json::text_of(desk.tree, *json::member(desk.tree, *mended, "edits"));
                const std::string changed =
                    desk.bench.call(R"({"call":"change","edits":)" + edits + "," + of_file + "2}");
                workbench::Workbench fresh;
                const std::string expected = fresh.call(
                    R"({"call":"open","text":)" +
                    text::in_json(edited(text, problem.fixes[fix].edits)) + "," + of_file + "2}");
                BOOST_TEST(changed == expected, entry.path().filename().string()
                                                    << ": " << problem.message << "\n"
                                                    << changed << "\n"
                                                    << expected);
                ++made;
            }
        }
    }
    BOOST_TEST(made > 300U);
}

BOOST_AUTO_TEST_SUITE_END()
