#include "adapters/json/json_tree.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace caveat::json {

namespace {

std::string code_of(std::string_view text, const TreeLimits& limits = {}) {
    JsonTree tree;
    const std::optional<Diagnostic> problem = tree.read(text, limits);
    return problem ? problem->code : "";
}

/// An object around `text`, which is the value of its only key.
std::string inside(std::string_view text) {
    return "{\"a\": " + std::string(text) + "}";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_tree)

BOOST_AUTO_TEST_CASE(every_kind_of_value_is_kept_in_order) {
    JsonTree tree;
    BOOST_REQUIRE(!tree.read(
        R"({"a": null, "b": true, "c": -1.50e2, "d": "x\ny", "e": [1, []], "f": {}})", {}));
    const Node* node = tree.first(tree.root());
    BOOST_TEST((node->kind == NodeKind::null && node->key == "a"));
    node = tree.after(*node);
    BOOST_TEST((node->kind == NodeKind::boolean && node->is_true));
    node = tree.after(*node);
    BOOST_TEST((node->kind == NodeKind::number && node->text == "-1.50e2"));
    node = tree.after(*node);
    BOOST_TEST((node->kind == NodeKind::text && node->text == "x\ny"));
    node = tree.after(*node);
    BOOST_TEST((node->kind == NodeKind::list && tree.first(*node)->text == "1"));
    BOOST_TEST((tree.first(*tree.after(*tree.first(*node))) == nullptr));
    node = tree.after(*node);
    BOOST_TEST((node->kind == NodeKind::object && tree.first(*node) == nullptr));
    BOOST_TEST((tree.after(*node) == nullptr));
}

BOOST_AUTO_TEST_CASE(numbers_follow_the_grammar_of_json) {
    for (const char* good : {"0", "-0", "10", "1.5", "-1.5", "1e5", "1E+5", "1e-5", "0.0",
                             "123456789012345678901234567890", "1e999"}) {
        BOOST_TEST(code_of(inside(good)) == "", good);
    }
    for (const char* bad : {"+1", "01", "-", "1.", ".5", "1e", "1e+", "0x10", "1_000", "--1", "1 2",
                            "Infinity", "NaN", "-Infinity", "1,000"}) {
        BOOST_TEST(code_of(inside(bad)) == "invalid-json", bad);
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_json_is_refused_wherever_it_stands) {
    for (const char* bad : {"",
                            " ",
                            "{",
                            "}",
                            "{\"a\"",
                            "{\"a\":",
                            "{\"a\": 1",
                            "{\"a\": 1,}",
                            "{,}",
                            "{\"a\" 1}",
                            "{a: 1}",
                            "{'a': 1}",
                            "{\"a\": 1} 2",
                            "{\"a\": 1}}",
                            "{\"a\": 1}{",
                            "{\"a\": [1 2]}",
                            "{\"a\": [1,]}",
                            "{\"a\": [,1]}",
                            "{\"a\": [}",
                            "{\"a\": tru}",
                            "{\"a\": truee}",
                            "{\"a\": True}",
                            "{\"a\": nul}",
                            "{\"a\": undefined}",
                            "{\"a\": \"\\x\"}",
                            "{\"a\": \"\\u12\"}",
                            "{\"a\": \"\\ud800\"}",
                            "{\"a\": \"\t\"}",
                            "{\"a\": \"}",
                            "{\"a\": 1 // comment\n}",
                            "{\"a\": 1}\n{\"a\": 1}",
                            "\\",
                            "{\"a\\q\": 1}",
                            "{1: 2}",
                            "{\"a\": {\"b\": [1, {\"c\": 03}]}}"}) {
        BOOST_TEST(code_of(bad) == "invalid-json", bad);
    }
}

BOOST_AUTO_TEST_CASE(a_value_that_is_no_object_is_no_profile) {
    for (const char* other : {"[]", "[{}]"}) BOOST_TEST(code_of(other) == "wrong-shape", other);
    for (const char* other : {"1", "\"a\"", "null", "true"}) {
        BOOST_TEST(code_of(other) == "wrong-shape", other);
    }
}

BOOST_AUTO_TEST_CASE(bytes_that_are_not_utf8_are_refused) {
    BOOST_TEST(code_of("{\"a\": \"\xFF\"}") == "not-utf8");
    BOOST_TEST(code_of("{\"a\": \"\xC3\"}") == "not-utf8");
    BOOST_TEST(code_of("{\"a\": \"\xC0\x80\"}") == "not-utf8");
    BOOST_TEST(code_of("\xFF\xFE{\0}\0") == "not-utf8");
    BOOST_TEST(code_of("\xEF\xBB\xBF{}") == "");
}

BOOST_AUTO_TEST_CASE(a_zero_byte_ends_nothing) {
    using namespace std::string_view_literals;
    BOOST_TEST(code_of("{\"a\": 1}\0"sv) == "invalid-json");
    BOOST_TEST(code_of("{\"a\": \0}"sv) == "invalid-json");
    JsonTree tree;
    BOOST_REQUIRE(!tree.read(R"({"a": "x\u0000y"})", {}));
    BOOST_TEST(tree.first(tree.root())->text == "x\0y"sv);
}

BOOST_AUTO_TEST_CASE(a_million_levels_are_refused_at_once) {
    const std::size_t deep = 1'000'000;
    BOOST_TEST(code_of(inside(std::string(deep, '[') + std::string(deep, ']'))) == "too-deep");
    BOOST_TEST(code_of(std::string(deep, '[')) != "");
    std::string objects;
    for (std::size_t i = 0; i < deep; ++i) objects += "{\"a\":";
    BOOST_TEST(code_of(objects + "1" + std::string(deep, '}')) == "too-deep");
}

BOOST_AUTO_TEST_CASE(the_deepest_level_allowed_and_the_next) {
    const auto nested = [](std::size_t lists) {
        return inside(std::string(lists, '[') + std::string(lists, ']'));
    };
    TreeLimits limits;
    limits.depth = 5;
    BOOST_TEST(code_of(nested(4), limits) == "");
    BOOST_TEST(code_of(nested(5), limits) == "too-deep");
}

BOOST_AUTO_TEST_CASE(size_and_number_of_values_have_limits) {
    TreeLimits limits;
    limits.bytes = 10;
    BOOST_TEST(code_of("{\"a\": 123}", limits) == "");
    BOOST_TEST(code_of("{\"a\": 1234}", limits) == "too-large");
    limits = {};
    limits.values = 4;
    BOOST_TEST(code_of("{\"a\": [1, 2]}", limits) == "");
    BOOST_TEST(code_of("{\"a\": [1, 2, 3]}", limits) == "too-large");
}

BOOST_AUTO_TEST_CASE(a_mistake_is_placed_by_line_and_column) {
    JsonTree tree;
    const std::optional<Diagnostic> problem = tree.read("{\"é\": 1,\n \"b\": treu}", {});
    BOOST_REQUIRE(problem.has_value());
    BOOST_TEST(problem->message.ends_with("(line 2, column 7)"), problem->message);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::json
