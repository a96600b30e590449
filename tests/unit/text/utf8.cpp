#include "text/utf8.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

using namespace caveat::text;

BOOST_AUTO_TEST_SUITE(utf8)

BOOST_AUTO_TEST_CASE(every_scalar_value_survives_the_way_there_and_back) {
    for (std::uint32_t value = 0; value <= 0x10FFFF; ++value) {
        if (value >= 0xD800 && value <= 0xDFFF) continue;
        std::string text = "x";
        append(text, value);
        text += "y";
        const CodePoint point = decode(text, 1);
        BOOST_REQUIRE(point.value == value);
        BOOST_REQUIRE(point.length == text.size() - 2);
        BOOST_REQUIRE(decode_before(text, text.size() - 1).value == value);
        BOOST_REQUIRE(!first_invalid(text));
        BOOST_REQUIRE(code_point_count(text) == 3);
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_scalar_value_becomes_the_replacement_character) {
    for (const std::uint32_t value : {0xD800u, 0xDFFFu, 0x110000u, 0xFFFFFFFFu}) {
        std::string text;
        append(text, value);
        BOOST_TEST(text == "\xEF\xBF\xBD");
    }
}

BOOST_AUTO_TEST_CASE(broken_sequences_are_found_where_they_begin) {
    struct Case {
        std::string_view text;
        std::size_t at;
    };
    const Case cases[] = {
        {"\x80", 0},                   // a continuation alone
        {"ab\xBF", 2},                 //
        {"\xC0\xAF", 0},               // overlong
        {"\xC1\xBF", 0},               //
        {"\xE0\x80\xAF", 0},           //
        {"\xE0\x9F\xBF", 0},           //
        {"\xF0\x80\x80\xAF", 0},       //
        {"\xF0\x8F\xBF\xBF", 0},       //
        {"abc\xED\xA0\x80", 3},        // surrogates
        {"\xED\xBF\xBF", 0},           //
        {"\xF4\x90\x80\x80", 0},       // above U+10FFFF
        {"\xF5\x80\x80\x80", 0},       //
        {"\xFE", 0},                   //
        {"\xFF", 0},                   //
        {"a\xC3", 1},                  // cut off
        {"a\xE2\x86", 1},              //
        {"a\xF0\x9F\x98", 1},          //
        {"a\xE2\x28\xA1", 1},          // continuation missing
        {"0123456789abcdef\xC3", 16},  // behind whole blocks
        {"01234567\xC3\xA9 89\xC3(", 13},
    };
    for (const Case& c : cases) {
        const std::optional<std::size_t> found = first_invalid(c.text);
        BOOST_REQUIRE_MESSAGE(found, "accepted case ending at " << c.at);
        BOOST_TEST(*found == c.at);
        BOOST_TEST(decode(c.text, c.at).value == replacement_character);
        BOOST_TEST(decode(c.text, c.at).length == 1u);
    }
    BOOST_TEST(!first_invalid(""));
    BOOST_TEST(!first_invalid("plain, é, →, 頭, 😀 and more of it"));
}

BOOST_AUTO_TEST_CASE(the_ends_of_a_text_decode_to_nothing) {
    BOOST_TEST(decode("").length == 0u);
    BOOST_TEST(decode("a", 1).length == 0u);
    BOOST_TEST(decode("a", 9).length == 0u);
    BOOST_TEST(decode_before("a", 0).length == 0u);
    BOOST_TEST(decode_before("\x80\x80\x80\x80\x80", 5).length == 1u);
}

BOOST_AUTO_TEST_CASE(widths_are_those_of_a_terminal) {
    BOOST_TEST(display_width('a') == 1);
    BOOST_TEST(display_width(0xE9) == 1);
    BOOST_TEST(display_width(0x2192) == 1);
    BOOST_TEST(display_width(0x301) == 0);
    BOOST_TEST(display_width(0x982D) == 2);
    BOOST_TEST(display_width('\n') == 0);
}

BOOST_AUTO_TEST_CASE(what_the_author_cannot_see_is_forbidden) {
    struct Case {
        std::uint32_t code_point;
        std::string_view what;
    };
    const Case cases[] = {
        {0x00, "a control character"},           {0x08, "a control character"},
        {0x0B, "a control character"},           {0x0C, "a control character"},
        {0x0E, "a control character"},           {0x1B, "a control character"},
        {0x1F, "a control character"},           {0x7F, "a control character"},
        {0x80, "a control character"},           {0x85, "a control character"},
        {0x9F, "a control character"},           {0xA0, "an invisible blank"},
        {0x1680, "an invisible blank"},          {0x2000, "an invisible blank"},
        {0x2003, "an invisible blank"},          {0x200A, "an invisible blank"},
        {0x202F, "an invisible blank"},          {0x205F, "an invisible blank"},
        {0x3000, "an invisible blank"},          {0xAD, "an invisible character"},
        {0x200B, "an invisible character"},      {0x200D, "an invisible character"},
        {0x2060, "an invisible character"},      {0x61C, "a bidirectional control"},
        {0x200E, "a bidirectional control"},     {0x202A, "a bidirectional control"},
        {0x202E, "a bidirectional control"},     {0x2066, "a bidirectional control"},
        {0x2069, "a bidirectional control"},     {0x2028, "an invisible line separator"},
        {0x2029, "an invisible line separator"}, {0xFEFF, "a byte-order mark inside the text"},
        {0xFFFE, "a code that is no character"}, {0x1FFFF, "a code that is no character"},
        {0xE0041, "an invisible character"},
    };
    for (const Case& c : cases) {
        std::string text = "fièvre";
        append(text, c.code_point);
        const std::optional<Forbidden> found = first_forbidden(text + " x");
        BOOST_TEST_CONTEXT(c.code_point) {
            BOOST_REQUIRE(found.has_value());
            BOOST_TEST(found->offset == 7u);
            BOOST_TEST(found->code_point == c.code_point);
            BOOST_TEST(found->what == c.what);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_the_author_can_see_is_allowed) {
    BOOST_TEST(!first_forbidden(""));
    BOOST_TEST(!first_forbidden("a\tb\nc\r\nd ~"));
    BOOST_TEST(!first_forbidden("é → ≥ ≤ ≠ µg ² ’ “ ” … – — ° 頭痛 боль כאב 😀"));
}

BOOST_AUTO_TEST_SUITE_END()
