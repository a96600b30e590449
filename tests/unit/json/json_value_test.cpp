// JSON as a tree that can be added to: nothing of it is lost on the way.

#include <caveat/json_value.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using namespace caveat;

namespace {

/// Read, and written again.
std::string again(std::string_view text) {
    const auto value = read_json(text);
    return value ? write_json(*value) : "nothing\n";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_values)

BOOST_AUTO_TEST_CASE(digits_and_keys_stay_as_they_were) {
    BOOST_TEST(
        again(R"({"b": 38.40, "a": 1e400, "b": -0.0, "c": [true, null, "x"]})") ==
        "{\n  \"b\": 38.40,\n  \"a\": 1e400,\n  \"b\": -0.0,\n  \"c\": [true, null, \"x\"]\n}\n");
    BOOST_TEST(again(R"({"\u00e9": " \" \\ \n"})") == "{\n  \"é\": \" \\\" \\\\ \\n\"\n}\n");
    BOOST_TEST(again("{}") == "{}\n");
    BOOST_TEST(again(R"({"a": [{"b": 1}, [[]]]})") ==
               "{\n  \"a\": [\n    {\"b\": 1},\n    [\n      []\n    ]\n  ]\n}\n");
}

BOOST_AUTO_TEST_CASE(what_is_not_one_object_is_nothing) {
    for (const char* const text : {"", " ", "{", "{} {}", "{\"a\": 01}", "null", "[]", "1",
                                   "{\"a\": 1,}", "{a: 1}", "{\"a\": \"\xff\"}", "{} x"}) {
        BOOST_TEST(!read_json(text).has_value(), text);
    }
}

BOOST_AUTO_TEST_CASE(a_member_is_found_by_its_name_and_the_last_one_counts) {
    auto value = read_json(R"({"a": 1, "b": null, "a": 2})");
    BOOST_REQUIRE(value);
    BOOST_REQUIRE(value->find("a") != nullptr);
    BOOST_TEST(value->find("a")->words == "2");
    BOOST_TEST(value->find("b")->is_null());
    BOOST_TEST(value->find("c") == nullptr);
    *value->find("b") = JsonValue::boolean(true);
    JsonValue list = JsonValue::list();
    list.add(JsonValue::text("neck \"n\""));
    value->add("c", std::move(list));
    BOOST_TEST(write_json(*value) ==
               "{\n  \"a\": 1,\n  \"b\": true,\n  \"a\": 2,\n  \"c\": [\"neck \\\"n\\\"\"]\n}\n");
}

BOOST_AUTO_TEST_SUITE_END()
