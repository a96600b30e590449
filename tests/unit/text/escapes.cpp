#include "text/escapes.hpp"

#include <boost/test/unit_test.hpp>

namespace caveat::text {

BOOST_AUTO_TEST_SUITE(escapes)

BOOST_AUTO_TEST_CASE(texts_stand_in_other_formats_whatever_they_hold) {
    std::string every_byte;
    for (int byte = 0; byte < 256; ++byte) every_byte += static_cast<char>(byte);
    for (const char c : in_markup(every_byte)) {
        const auto byte = static_cast<unsigned char>(c);
        BOOST_TEST((byte >= 0x20 || c == '\t' || c == '\n' || c == '\r'));
        BOOST_TEST((c != '<' && c != '>' && c != '"'));
    }
    BOOST_TEST(in_markup("a<b & \"c\"") == "a&lt;b &amp; &quot;c&quot;");
    BOOST_TEST(in_json("a\"b\\c\n\x01\xFF") == "\"a\\\"b\\\\c\\n\\u0001\xEF\xBF\xBD\"");
    BOOST_TEST(in_yaml("a plain name") == "a plain name");
    for (const char* taken : {"yes", "No", "null", "7 days", "a: b", "[a]", "", "a, b", "#a"}) {
        BOOST_TEST(in_yaml(taken) == '"' + std::string(taken) + '"', taken);
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::text
