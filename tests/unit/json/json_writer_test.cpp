#include "adapters/json/json_writer.hpp"

#include <boost/test/unit_test.hpp>

namespace caveat::json {

namespace {

std::string text_of(std::string_view words) {
    JsonWriter writer(false);
    writer.text(words);
    return writer.take();
}

void write_sample(JsonWriter& writer) {
    writer.begin_object();
    writer.key("a");
    writer.begin_list();
    writer.end_list();
    writer.key("b");
    writer.begin_list();
    writer.begin_object(true);
    writer.key("c");
    writer.number("1.50");
    writer.key("d");
    writer.boolean(false);
    writer.end_object();
    writer.null();
    writer.end_list();
    writer.end_object();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_writer)

BOOST_AUTO_TEST_CASE(one_line_holds_everything) {
    JsonWriter writer(false);
    write_sample(writer);
    BOOST_TEST(writer.take() == "{\"a\":[],\"b\":[{\"c\":1.50,\"d\":false},null]}\n");
}

BOOST_AUTO_TEST_CASE(several_lines_are_indented_by_two) {
    JsonWriter writer(true);
    write_sample(writer);
    BOOST_TEST(writer.take() ==
               "{\n  \"a\": [],\n  \"b\": [\n    {\"c\": 1.50, \"d\": false},\n    null\n  ]\n}\n");
}

BOOST_AUTO_TEST_CASE(what_json_does_not_allow_in_a_text_is_escaped) {
    using namespace std::string_view_literals;
    BOOST_TEST(text_of("a\"b\\c/d") == "\"a\\\"b\\\\c/d\"\n");
    BOOST_TEST(text_of("\n\r\t\0\x1b\x7f"sv) == "\"\\n\\r\\t\\u0000\\u001b\\u007f\"\n");
    BOOST_TEST(text_of("Knie → Rücken 🦴") == "\"Knie → Rücken 🦴\"\n");
}

BOOST_AUTO_TEST_CASE(broken_bytes_become_the_replacement_character) {
    BOOST_TEST(text_of("a\xFFz") == "\"a\xEF\xBF\xBDz\"\n");
    BOOST_TEST(text_of("a\xC3") == "\"a\xEF\xBF\xBD\"\n");
    BOOST_TEST(text_of("\xED\xA0\x80") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"\n");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::json
