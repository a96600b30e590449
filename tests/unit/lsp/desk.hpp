#pragma once

// The workbench as tests ask it.

#include <caveat/rules.hpp>

#include "adapters/json/json_tree.hpp"
#include "adapters/json/tree_text.hpp"
#include "adapters/workbench/workbench.hpp"
#include "editing/text_places.hpp"
#include "text/escapes.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace caveat::testing {

inline const std::string small_rules =
    "caveat: 1\nid: back\nversion: 1.0.0\nfacts:\n  back pain: {type: yes/no, ask: \"Hurts it?\"}\n"
    "  pain nrs: {type: number, from: 0, to: 10}\n  weight: {type: number, unit: kg, from: 1}\n"
    "  mood: {type: choice, of: [low, \"→ 😀\"]}\n"
    "  areas: {type: choices, of: [neck, lower back]}\n  seen on: {type: date}\n"
    "  visits: {type: records, each: visit, of: {day: date, eased: yes/no}}\n"
    "outcomes:\n  avoid massage: {say: Not today.}\n  refer to doctor: {say: See a doctor.}\n"
    "rules:\n  - back pain → avoid massage\n"
    "  - id: bad-pain\n    when: pain nrs >= 7\n    then: refer to doctor\n";

/// A workbench, its requests by members, and its answers as trees.
struct Desk {
    workbench::Workbench bench;
    json::JsonTree tree;

    void ask(const std::string& members) {
        const std::string answer = bench.call("{" + members + "}");
        BOOST_TEST_REQUIRE(answer.find('\n') + 1 == answer.size(), answer);
        json::TreeLimits limits;
        limits.bytes = limits.values = answer.size() + 1;
        BOOST_TEST_REQUIRE(!tree.read(answer, limits), answer);
    }
    void open(const std::string& uri, const std::string& text) {
        ask(R"("call":"open","v":1,"uri":)" + text::in_json(uri) + R"(,"text":)" +
            text::in_json(text));
    }
    /// The value at a path of keys; `null` where there is none.
    const json::Node* at(const std::vector<std::string>& path) {
        const json::Node* node = &tree.root();
        for (const std::string& key : path) {
            node = node == nullptr ? nullptr : json::member(tree, *node, key);
        }
        return node;
    }
    std::string text(const std::vector<std::string>& path) {
        const json::Node* const node = at(path);
        return node == nullptr ? "(nothing)" : std::string(node->text);
    }
    std::string json(const std::vector<std::string>& path) {
        const json::Node* const node = at(path);
        return node == nullptr ? "(nothing)" : json::text_of(tree, *node);
    }
    std::string runs(const std::vector<std::string>& path) {
        std::string all;
        const json::Node* const list = at(path);
        BOOST_TEST_REQUIRE(list != nullptr);
        for (const auto* run = tree.first(*list); run != nullptr; run = tree.after(*run)) {
            all += json::member(tree, *run, "text")->text;
        }
        return all;
    }
    std::string problem() { return text({"problem", "code"}); }
};

inline RuleSet loaded(const std::string& text) {
    const Loaded one = load_text(text);
    BOOST_TEST_REQUIRE(one.rules.has_value(), render(one));
    return *one.rules;
}

/// The text with the edits of an answer made in it, none of which may overlap.
inline std::string with_edits(Desk& desk, const std::string& before) {
    const editing::TextPlaces places(before);
    std::string after = before;
    const json::Node* const list = desk.at({"ok", "edits"});
    BOOST_TEST_REQUIRE(list != nullptr);
    for (const auto* edit = desk.tree.first(*list); edit != nullptr;
         edit = desk.tree.after(*edit)) {
        const auto unit = [&](const char* key) {
            return static_cast<std::size_t>(
                std::stoul(std::string(json::member(desk.tree, *edit, key)->text)));
        };
        const std::size_t from = places.byte_of(unit("from"));
        after.replace(from, places.byte_of(unit("to")) - from,
                      json::member(desk.tree, *edit, "text")->text);
    }
    return after;
}

}  // namespace caveat::testing
