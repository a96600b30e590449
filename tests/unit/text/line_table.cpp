#include "text/line_table.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

using namespace caveat::text;

BOOST_AUTO_TEST_SUITE(line_table)

BOOST_AUTO_TEST_CASE(lines_end_with_any_of_the_three_breaks) {
    const LineTable table("ab\ncd\r\nef\rgh");
    BOOST_TEST(table.line_count() == 4u);
    BOOST_TEST(table.line_text(1) == "ab");
    BOOST_TEST(table.line_text(2) == "cd");
    BOOST_TEST(table.line_text(3) == "ef");
    BOOST_TEST(table.line_text(4) == "gh");
    BOOST_TEST(table.line_text(0) == "");
    BOOST_TEST(table.line_text(5) == "");
    BOOST_TEST(table.line_begin(2) == 3u);
    BOOST_TEST(table.line_begin(9) == 13u - 1u);
    BOOST_TEST(LineTable("").line_count() == 1u);
    BOOST_TEST(LineTable("a\n").line_count() == 2u);
}

BOOST_AUTO_TEST_CASE(columns_count_code_points_from_one) {
    const std::string_view text = "é→x\n頭b";
    const LineTable table(text);
    BOOST_CHECK((table.position(0) == Position{1, 1}));
    BOOST_CHECK((table.position(1) == Position{1, 1}));  // inside the é
    BOOST_CHECK((table.position(2) == Position{1, 2}));
    BOOST_CHECK((table.position(5) == Position{1, 3}));
    BOOST_CHECK((table.position(6) == Position{1, 4}));
    BOOST_CHECK((table.position(7) == Position{2, 1}));
    BOOST_CHECK((table.position(10) == Position{2, 2}));
    BOOST_CHECK((table.position(11) == Position{2, 3}));
    BOOST_CHECK((table.position(99) == Position{2, 3}));
}

BOOST_AUTO_TEST_CASE(a_byte_order_mark_is_no_column) {
    const LineTable table(
        "\xEF\xBB\xBF"
        "ab\nc");
    BOOST_CHECK((table.position(0) == Position{1, 1}));
    BOOST_CHECK((table.position(3) == Position{1, 1}));
    BOOST_CHECK((table.position(4) == Position{1, 2}));
    BOOST_CHECK((table.position(6) == Position{2, 1}));
    BOOST_TEST(table.line_text(1) == "ab");
}

BOOST_AUTO_TEST_CASE(one_line_can_be_found_without_a_table) {
    for (const std::string_view text :
         {"ab\r\n\r\nc\rd\n", "ab\n\nc\nd", "\xEF\xBB\xBF\nab\nc\n", "\xEF\xBB\xBFx\rc", ""}) {
        const LineTable table(text);
        for (std::size_t at = 0; at <= text.size() + 2; ++at) {
            const Line line = line_at(text, at);
            BOOST_TEST_CONTEXT(at << " of " << text) {
                BOOST_TEST(line.number == table.position(at).line);
                BOOST_TEST(text.substr(line.begin, line.end - line.begin) ==
                           table.line_text(line.number));
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
