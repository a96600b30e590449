// The language server by its frames, and the workbench by its calls: one core, one answer.

#include "adapters/lsp/server.hpp"

#include "adapters/json/json_tree.hpp"
#include "adapters/json/tree_text.hpp"
#include "adapters/workbench/workbench.hpp"
#include "support/golden.hpp"
#include "support/markdown.hpp"
#include "text/escapes.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace caveat;

namespace {

const std::string uri = "file:///clinic/back.yaml";

const std::string rules =
    "caveat: 1\nid: back\nversion: 1.0.0\nfacts:\n  back pain: yes/no\n"
    "  pain nrs: {type: number, from: 0, to: 10}\n  mood: {type: choice, of: [\"→ 😀\", low]}\n"
    "outcomes:\n  avoid massage: {say: Not today.}\nrules:\n"
    "  - back pain → avoid massage\n";

std::string as_json(std::string_view words) {
    return text::in_json(words);
}

/// A client by hand: what it sends, and what comes back.
struct Client {
    std::vector<std::string> bodies;
    std::map<std::string, std::string> files;
    lsp::FrameReader back;
    lsp::Server server;

    Client()
        : server({[this](std::string_view frame) {
                      back.add(frame);
                      while (auto body = back.next()) bodies.push_back(*body);
                  },
                  [] { return *Date::from_text("2026-11-20"); },
                  [this](const std::string& path) -> std::optional<std::string> {
                      const auto found = files.find(path);
                      if (found == files.end()) return std::nullopt;
                      return found->second;
                  },
                  {}}) {}

    void work() {
        while (server.work()) {
        }
    }
    void bytes(std::string_view all) {
        server.receive(all);
        work();
    }
    void send(const std::string& body) { bytes(lsp::framed(body)); }
    void notify(const std::string& method, const std::string& params) {
        send(R"({"jsonrpc":"2.0","method":")" + method + R"(","params":)" + params + "}");
    }
    std::string ask(const std::string& method, const std::string& params) {
        send(R"({"jsonrpc":"2.0","id":7,"method":")" + method + R"(","params":)" + params + "}");
        return bodies.empty() ? "" : bodies.back();
    }
    void begin(const std::string& encodings = "[]") {
        ask("initialize",
            R"({"capabilities":{"general":{"positionEncodings":)" + encodings + "}}}");
        notify("initialized", "{}");
    }
    void open(const std::string& text, const std::string& of = uri) {
        notify("textDocument/didOpen", R"({"textDocument":{"uri":)" + as_json(of) +
                                           R"(,"languageId":"caveat","version":1,"text":)" +
                                           as_json(text) + "}}");
    }
    std::string at(const std::string& text, std::string_view words) const {
        const std::size_t byte = text.find(words);
        BOOST_REQUIRE(byte != std::string::npos);
        const auto place = editing::TextPlaces(text).place_of(byte, editing::Units::utf16);
        return R"("textDocument":{"uri":)" + as_json(uri) + R"(},"position":{"line":)" +
               std::to_string(place.line) + R"(,"character":)" + std::to_string(place.character) +
               "}";
    }
};

/// A slip behind characters that are of several bytes, and one of two units.
std::string with_mood() {
    return rules + "  - id: moody\n    rule: mood is \"→ 😀\" and low mod → avoid massage\n";
}

bool has(const std::string& text, std::string_view piece) {
    return text.find(piece) != std::string::npos;
}

std::string without_break(std::string text) {
    while (text.ends_with('\n')) text.pop_back();
    return text;
}

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// `[…]` of the `data` of every diagnostic that is no hint.
std::string data_of(const std::string& published) {
    json::JsonTree tree;
    BOOST_REQUIRE(!tree.read(published, {}));
    const json::Node* const params = json::member(tree, tree.root(), "params");
    BOOST_REQUIRE(params != nullptr);
    const json::Node* const list = json::member(tree, *params, "diagnostics");
    std::string all;
    for (const json::Node* each = tree.first(*list); each != nullptr; each = tree.after(*each)) {
        if (json::member(tree, *each, "severity")->text == "4") continue;
        all += (all.empty() ? "" : ",") +
               without_break(json::text_of(tree, *json::member(tree, *each, "data")));
    }
    return "[" + all + "]";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(language_server)

BOOST_AUTO_TEST_CASE(it_begins_answers_and_ends) {
    Client client;
    BOOST_TEST(has(client.ask("textDocument/hover", "{}"), "-32002"));
    client.begin();
    BOOST_TEST(has(client.bodies.back(), R"("positionEncoding":"utf-16")"));
    BOOST_TEST(has(client.ask("strange", "{}"), "-32601"));
    BOOST_TEST(has(client.ask("textDocument/hover", "{}"), "-32602"));
    client.open(rules);
    BOOST_TEST(has(client.bodies.back(), "publishDiagnostics"));
    BOOST_TEST(has(client.ask("textDocument/hover", "{" + client.at(rules, "pain nrs") + "}"),
                   "pain nrs: number, from 0 to 10"));
    BOOST_TEST(has(client.ask("shutdown", "null"), R"("result":null)"));
    BOOST_TEST(has(client.ask("textDocument/hover", "{}"), "-32600"));
    client.notify("exit", "null");
    BOOST_TEST((client.server.exit_status() == 0));
    Client hasty;
    hasty.begin();
    hasty.notify("exit", "null");
    BOOST_TEST((hasty.server.exit_status() == 1));
}

BOOST_AUTO_TEST_CASE(a_slip_is_said_where_it_is_typed_and_mended_by_its_fix) {
    Client client;
    client.begin();
    client.open(rules);
    client.notify(
        "textDocument/didChange",
        R"({"textDocument":{"uri":)" + as_json(uri) +
            R"(,"version":2},"contentChanges":[{"range":{"start":{"line":10,"character":4},)"
            R"("end":{"line":10,"character":8}},"text":"bakc"},{"range":{"start":{"line":10,)"
            R"("character":8},"end":{"line":10,"character":8}},"text":""}]})");
    const std::string said = client.bodies.back();
    BOOST_TEST(has(said, R"("version":2)"));
    BOOST_TEST(
        has(said, R"({"start":{"line":10,"character":4},"end":{"line":10,"character":13}})"));
    BOOST_TEST(has(said, R"("code":"unknown-name")"));
    BOOST_TEST(has(said, R"(\nhelp: did you mean `back pain`?)"));
    const std::string fixes = client.ask(
        "textDocument/codeAction",
        R"({"textDocument":{"uri":)" + as_json(uri) +
            R"(},"range":{"start":{"line":10,"character":5},"end":{"line":10,"character":5}},"context":{"diagnostics":[]}})");
    BOOST_TEST(has(fixes, R"("newText":"back pain")"));
    BOOST_TEST(has(fixes, R"("isPreferred":true)"));
}

BOOST_AUTO_TEST_CASE(places_count_as_was_agreed) {
    const std::string text = with_mood();
    Client wide;
    wide.begin(R"(["utf-16","utf-8"])");
    BOOST_TEST(has(wide.bodies.back(), R"("positionEncoding":"utf-8")"));
    wide.open(text);
    Client narrow;
    narrow.begin();
    narrow.open(text);
    BOOST_TEST(has(wide.bodies.back(), R"("end":{"line":12,"character":40})"));
    BOOST_TEST(has(narrow.bodies.back(), R"("end":{"line":12,"character":36})"));
}

BOOST_AUTO_TEST_CASE(a_new_name_reaches_the_cases_on_the_disk) {
    Client client;
    client.files["/clinic/back.cases.yaml"] =
        "cases:\n  - name: one\n    facts: {back pain: yes}\n    expect: {fires: [back-pain]}\n";
    client.begin();
    client.open(rules);
    const std::string made =
        client.ask("textDocument/rename",
                   "{" + client.at(rules, "back pain → ") + R"(,"newName":"back ache"})");
    BOOST_TEST(has(made, R"("uri":"file:///clinic/back.cases.yaml","version":null)"));
    BOOST_TEST(has(made, R"("newText":"back-ache")"));
    BOOST_TEST(has(client.ask("textDocument/rename",
                              "{" + client.at(rules, "back pain → ") + R"(,"newName":"pain nrs"})"),
                   "stands here twice"));
    client.files["/clinic/back.cases.yaml"] = "cases: \xE4\n";
    client.notify("textDocument/didSave", R"({"textDocument":{"uri":)" + as_json(uri) + "}}");
    BOOST_TEST(std::any_of(client.bodies.begin(), client.bodies.end(), [](const std::string& body) {
        return has(body, "/clinic/back.cases.yaml: the file is no UTF-8");
    }));
    BOOST_TEST(has(client.ask("textDocument/rename", "{" + client.at(rules, "back pain → ") +
                                                         R"(,"newName":"back ache"})"),
                   "cannot be read"));
}

BOOST_AUTO_TEST_CASE(of_other_yaml_files_nothing_is_said) {
    Client client;
    client.begin();
    client.notify("textDocument/didOpen",
                  R"({"textDocument":{"uri":"file:///b.yaml","languageId":"yaml","version":1,)"
                  R"("text":"services:\n  caveat: {image: one}\n"}})");
    BOOST_TEST(has(client.bodies.back(), R"("diagnostics":[])"));
    BOOST_TEST(has(
        client.ask("textDocument/documentSymbol", R"({"textDocument":{"uri":"file:///b.yaml"}})"),
        R"("result":null)"));
    client.notify("textDocument/didChange",
                  R"({"textDocument":{"uri":"file:///b.yaml","version":2},)"
                  R"("contentChanges":[{"text":"caveat: 1\nfcats: {}\n"}]})");
    BOOST_TEST(has(client.bodies.back(), "unknown-key"));
}

BOOST_AUTO_TEST_CASE(a_rule_file_is_known_however_its_first_key_is_written) {
    const auto opens = [](Client& client, const std::string& text) {
        client.notify(
            "textDocument/didOpen",
            R"({"textDocument":{"uri":"file:///c.yaml","languageId":"yaml","version":1,"text":)" +
                as_json(text) + "}}");
        return client.bodies.back();
    };
    for (const std::string head :
         {"caveat : 1", "\"caveat\": 1", "{caveat: 1", "# mine\ncaveat: 1"}) {
        Client client;
        client.begin();
        BOOST_TEST(has(opens(client, head + "\nfcats: {}\n"), R"("severity":1)"), head);
    }
    Client client;
    client.begin();
    for (const std::string other : {"about caveat: 1\n", "caveats: 1\n", "a: caveat\n"}) {
        BOOST_TEST(has(opens(client, other), R"("diagnostics":[])"), other);
    }
    opens(client, "caveat: 1\n");
    client.notify("textDocument/didChange",
                  R"({"textDocument":{"uri":"file:///c.yaml","version":2},)"
                  R"("contentChanges":[{"text":"cavea: 1\n"}]})");
    BOOST_TEST(has(client.bodies.back(), "cavea"));
}

BOOST_AUTO_TEST_CASE(a_file_that_is_too_large_or_no_utf8_is_named) {
    Client client;
    client.begin();
    constexpr std::size_t nine_megabytes = 9U * 1024U * 1024U;
    client.open(rules + "#" + std::string(nine_megabytes, 'x') + "\n");
    BOOST_TEST(has(client.bodies.back(), "file-too-large"));
    client.files["/clinic/back.yaml"] =
        "caveat: 1\ntitle: R\xFC"
        "cken\n";
    client.open(
        "caveat: 1\ntitle: R\xEF\xBF\xBD"
        "cken\n");
    BOOST_TEST(has(client.bodies.back(), "not-utf8"));
}

BOOST_AUTO_TEST_CASE(what_was_cancelled_is_not_answered) {
    Client client;
    client.begin();
    client.open(rules);
    client.bytes(
        lsp::framed(
            R"({"jsonrpc":"2.0","id":"a","method":"textDocument/documentSymbol","params":{"textDocument":{"uri":)" +
            as_json(uri) + "}}}") +
        lsp::framed(R"({"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":"a"}})"));
    BOOST_TEST(has(client.bodies.back(), R"("id":"a","error":{"code":-32800)"));
}

BOOST_AUTO_TEST_CASE(findings_of_a_solver_are_hints_until_the_text_changes) {
    Client client;
    client.begin();
    client.open(rules);
    client.server.found(
        uri, 1,
        R"({"schema":"caveat/check/1","diagnostics":[{"code":"never-fires","message":"no patient","begin":{"byte":4},"end":{"byte":9}}]})");
    BOOST_TEST(has(client.bodies.back(), R"("severity":4,"code":"never-fires")"));
    const std::size_t before = client.bodies.size();
    client.server.found(uri, 0, R"({"diagnostics":[]})");
    client.server.found(uri, 1, "no json");
    BOOST_TEST(client.bodies.size() == before);
}

BOOST_AUTO_TEST_CASE(the_code_of_a_problem_leads_to_the_reference_where_the_client_has_one) {
    const std::string page = "file:///app/REFERENCE.md";
    const auto anchors = testing::anchors_of(testing::read_source_file("rules/REFERENCE.md"));
    for (const bool has_one : {true, false}) {
        Client client;
        client.ask("initialize",
                   R"({"capabilities":{},"initializationOptions":)" +
                       (has_one ? R"({"reference":")" + page + R"("}})" : std::string("null}")));
        client.notify("initialized", "{}");
        client.open(rules);
        const std::string said = client.bodies.back();
        BOOST_TEST(has(said, R"("code":"no-because")"));
        const std::string key = R"("codeDescription":{"href":")" + page + "#";
        BOOST_TEST(has(said, key) == has_one);
        if (!has_one) continue;
        const std::size_t begin = said.find(key) + key.size();
        BOOST_TEST(anchors.contains(said.substr(begin, said.find('"', begin) - begin)));
        const std::string cases = "file:///clinic/back.cases.yaml";
        client.open("cases:\n  - name: one\n    facts: {no such fact: yes}\n", cases);
        BOOST_TEST(has(client.bodies.back(), page + "#10-cases"));
        BOOST_TEST(anchors.contains("10-cases"));
    }
}

BOOST_AUTO_TEST_CASE(a_finding_is_accepted_by_an_action) {
    Client client;
    client.begin();
    client.open(rules);
    const std::string made = client.ask(
        "textDocument/codeAction",
        R"({"textDocument":{"uri":)" + as_json(uri) +
            R"(},"range":{"start":{"line":10,"character":5},"end":{"line":10,"character":5}},"context":{"diagnostics":[]}})");
    BOOST_TEST(has(made, R"("title":"accept `no-because` here","kind":"quickfix")"));
    BOOST_TEST(has(made, R"("newText":"\n    accept:\n      no-because:")"));
    // Nobody accepts something by a key that mends.
    BOOST_TEST(!has(made, R"("isPreferred":true)"));
}

BOOST_AUTO_TEST_CASE(it_says_of_every_golden_what_the_workbench_says) {
    std::size_t said = 0;
    const std::filesystem::path folder =
        std::filesystem::path(CAVEAT_SOURCE_DIR) / "tests" / "golden" / "load";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".yaml") continue;
        const std::string text = content_of(entry.path());
        const std::string request =
            R"({"call":"open","v":1,"uri":)" + as_json(uri) + R"(,"text":)" + as_json(text) + "}";
        workbench::Workbench bench;
        const std::string answer = bench.call(request);
        Client client;
        client.begin();
        client.open(text);
        // What JSON cannot carry is not what was in the file.
        const std::string expected =
            R"({"v":1,"ok":{"diagnostics":)" + data_of(client.bodies.back());
        BOOST_TEST(answer.starts_with(expected), entry.path().filename().string() << "\n"
                                                                                  << answer << "\n"
                                                                                  << expected);
        const Loaded loaded = load_text(text, uri);
        said += loaded.diagnostics.size();
    }
    BOOST_TEST(said > 500U);
}

BOOST_AUTO_TEST_CASE(a_hundred_thousand_broken_frames_are_survived) {
    std::mt19937 chance(7);
    const std::vector<std::string> bodies{
        R"({"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///clinic/back.yaml"},"position":{"line":3,"character":4}}})",
        R"({"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///clinic/back.yaml","version":3},"contentChanges":[{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":1}},"text":"c"}]}})",
        R"({"jsonrpc":"2.0","id":2,"method":"textDocument/rename","params":{"textDocument":{"uri":"file:///clinic/back.yaml"},"position":{"line":5,"character":4},"newName":"x"}})",
        R"({"jsonrpc":"2.0","id":[],"method":7})",
        "[]",
        "{}",
        "nul",
        "\"\xFF\"",
        ""};
    Client client;
    client.begin();
    client.open(rules);
    std::size_t answers = 0;
    std::string bytes;
    constexpr int frames = 100'000;
    for (int i = 0; i < frames; ++i) {
        std::string body = bodies[chance() % bodies.size()];
        std::string frame = lsp::framed(body);
        for (auto slips = 1 + chance() % 3; slips > 0 && !frame.empty(); --slips) {
            const std::size_t at = chance() % frame.size();
            switch (chance() % 4) {
                case 0:
                    frame.erase(at, 1 + chance() % 5);
                    break;
                case 1:
                    frame[at] = static_cast<char>(chance() % 256);
                    break;
                case 2:
                    frame.insert(at, 1, static_cast<char>(chance() % 256));
                    break;
                default:
                    frame.resize(at);
            }
        }
        bytes += frame;
        if (i % 1000 == 999) {
            client.bytes(bytes);
            bytes.clear();
            answers += client.bodies.size();
            client.bodies.clear();
        }
        BOOST_REQUIRE(!client.server.exit_status());
    }
    BOOST_TEST(answers > 10'000U);
    // A header may have swallowed what follows: enough is sent to end it.
    for (int i = 0; i < 2000; ++i) client.bytes("\r\n\r\n" + std::string(1000, '\n'));
    client.bytes(lsp::framed(R"({"jsonrpc":"2.0","id":"last","method":"strange"})"));
    const bool is_alive =
        std::any_of(client.bodies.begin(), client.bodies.end(),
                    [](const std::string& body) { return has(body, R"("id":"last")"); });
    BOOST_TEST(is_alive);
}

BOOST_AUTO_TEST_CASE(a_body_that_is_too_long_is_passed_over) {
    lsp::FrameReader reader;
    reader.add("Content-Length: 99999999999\r\n\r\n");
    BOOST_TEST(!reader.next());
    BOOST_TEST(reader.take_too_long() == 1U);
    lsp::FrameReader other;
    other.add("Content-Length: x\r\n\r\nnoise\r\nContent-Type: y\r\ncontent-length: 2\r\n\r\n{}");
    BOOST_TEST(other.next().value_or("") == "{}");
    other.add("Content-Len");
    other.add("gth: 3\r\n\r\n[1");
    BOOST_TEST(!other.next());
    other.add("]");
    BOOST_TEST(other.next().value_or("") == "[1]");
}

BOOST_AUTO_TEST_CASE(behind_a_frame_that_was_cut_off_the_next_but_one_is_read) {
    lsp::FrameReader reader;
    reader.add("Content-Length: 9\r\n\r\n{\"a\"" + lsp::framed("[1, 2, 3]") + lsp::framed("[4]"));
    std::string last;
    while (const auto body = reader.next()) last = *body;
    BOOST_TEST(last == "[4]");
}

BOOST_AUTO_TEST_CASE(paths_are_read_out_of_names) {
    BOOST_TEST(lsp::path_of("file:///a%20b/%C3%A4.yaml") == "/a b/\xC3\xA4.yaml");
    BOOST_TEST(lsp::path_of("file://host/a") == "/a");
    BOOST_TEST(lsp::path_of("untitled:one") == "");
    BOOST_TEST(lsp::path_of("file:///a%2") == "/a%2");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(workbench_calls)

BOOST_AUTO_TEST_CASE(a_call_is_always_answered_and_says_for_which_version) {
    workbench::Workbench bench;
    const std::string name = R"("uri":"a.yaml")";
    BOOST_TEST(has(bench.call("nonsense"), R"({"v":0,"problem":{"code":")"));
    BOOST_TEST(has(bench.call("[]"), R"({"v":0,"problem":{"code":")"));
    BOOST_TEST(has(bench.call(R"({"call":"fly"})"), R"("code":"unknown-call")"));
    BOOST_TEST(has(bench.call(R"({"call":"hover",)" + name + "}"), R"("code":"not-open")"));
    BOOST_TEST(
        bench.call(R"({"call":"open",)" + name + R"(,"v":3,"text":)" + as_json(rules) + "}") ==
        "{\"v\":3,\"ok\":{\"diagnostics\":[],\"loads\":true,\"settled\":true}}\n");
    // `→ 😀` is four units of sixteen bits.
    const std::size_t units = editing::TextPlaces(rules).units_of(rules.find("low]"));
    const std::string at = R"(,"at":)" + std::to_string(units) + "}";
    BOOST_TEST(has(bench.call(R"({"call":"hover",)" + name + at), R"("text":"low","role":"name")"));
    const std::string change = R"({"call":"change",)" + name + R"(,"v":4,"edits":[{"from":)" +
                               std::to_string(units) + R"(,"to":)" + std::to_string(units + 3) +
                               R"(,"text":"flat"}]})";
    BOOST_TEST(has(bench.call(change), R"({"v":4,"ok":{"diagnostics":[],"loads":true)"));
    BOOST_TEST(has(bench.call(R"({"call":"hover",)" + name + at), R"("text":"flat")"));
    BOOST_TEST(has(
        bench.call(R"({"call":"change",)" + name + R"(,"edits":[{"from":9,"to":2,"text":""}]})"),
        R"("code":"wrong-form")"));
    BOOST_TEST(has(bench.call(R"({"call":"findings",)" + name + R"(,"as_of":"2026-11-20"})"),
                   R"("code":"no-review-date")"));
    const std::string rule =
        std::to_string(editing::TextPlaces(rules).units_of(rules.find("back pain →")) + 1);
    const std::string actions = R"({"call":"actions",)" + name + R"(,"from":)" + rule +
                                R"(,"to":)" + rule + R"(,"reason":"it is so")";
    const std::string accepted = bench.call(actions + R"(,"as_of":"2026-11-20"})");
    BOOST_TEST(has(accepted, R"("title":"accept `no-because` here","code":"no-because")"));
    BOOST_TEST(has(accepted, R"(no-because: it is so")"));
    BOOST_TEST(bench.call(actions + "}") == "{\"v\":4,\"ok\":[]}\n");
    for (const char* call : {"definition", "references", "highlight", "complete", "rename_from",
                             "symbols", "tokens", "lenses", "folds", "format", "actions"}) {
        const std::string answer =
            bench.call(R"({"call":")" + std::string(call) + "\"," + name + at);
        BOOST_TEST(answer.starts_with(R"({"v":4,"ok":)"), answer);
    }
    BOOST_TEST(has(bench.call(R"({"call":"rename",)" + name + R"(,"name":"x y")" + at),
                   R"("text":"x y")"));
    BOOST_TEST(bench.call(R"({"call":"close",)" + name + "}") == "{\"v\":0,\"ok\":null}\n");
}

BOOST_AUTO_TEST_SUITE_END()
