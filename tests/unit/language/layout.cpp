// The proof that a layout changed nothing: it must see whatever could go wrong.

#include "language/layout.hpp"

#include "language/layout_tokens.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace caveat::language {

BOOST_AUTO_TEST_SUITE(layout)

namespace {

YamlNode node_of(std::string_view text) {
    text::Diagnostics problems;
    auto node = read_yaml(text, {}, problems);
    BOOST_REQUIRE(node.has_value());
    BOOST_REQUIRE(!problems.has_errors());
    return std::move(*node);
}

bool say_the_same(std::string_view a, std::string_view b) {
    return same_content(a, node_of(a), b, node_of(b));
}

constexpr std::string_view file = "a: b  # one\nc: [d, e]\n# two\nf:\n  g: ~\n  h: |\n    i\n";

}  // namespace

BOOST_AUTO_TEST_CASE(blanks_and_line_breaks_make_no_difference) {
    BOOST_TEST(say_the_same(file, file));
    BOOST_TEST(say_the_same(file,
                            "a:   b     # one\n\n\nc: [ d,\n   e]\n  # two\nf:\n      g:   ~\n"
                            "      h: |\n            i\n"));
}

BOOST_AUTO_TEST_CASE(whatever_is_said_differently_is_seen) {
    for (const std::string_view other :
         {"a: x  # one\nc: [d, e]\n# two\nf:\n  g: ~\n  h: |\n    i\n",
          "b: b  # one\nc: [d, e]\n# two\nf:\n  g: ~\n  h: |\n    i\n",
          "a: 'b'  # one\nc: [d, e]\n# two\nf:\n  g: ~\n  h: |\n    i\n",
          "a: b  # on\nc: [d, e]\n# two\nf:\n  g: ~\n  h: |\n    i\n",
          "a: b # one\nc: [d, e]\n# two\nf:\n  g: ~\n  h: |\n    i\n",
          "a: b\nc: [d, e]\n# two\nf:\n  g: ~\n  h: |\n    i\n",
          "a: b  # one\nc: [e, d]\n# two\nf:\n  g: ~\n  h: |\n    i\n",
          "a: b  # one\nc: [d]\n# two\nf:\n  g: ~\n  h: |\n    i\n",
          "a: b  # one\nc:\n  - d\n  - e\n# two\nf:\n  g: ~\n  h: |\n    i\n",
          "a: b  # two\nc: [d, e]\n# one\nf:\n  g: ~\n  h: |\n    i\n",
          "a: b  # one\nc: [d, e]\n# two\nf:\n  g: x\n  h: |\n    i\n",
          "a: b  # one\nc: [d, e]\n# two\nf:\n  g: ~\n  h: >\n    i\n",
          "a: b  # one\nc: [d, e]\n# two\nf:\n  g: ~\n  h: |\n    i\n    # three\n",
          "a: b  # one\nc: [d, e]\n# two\nf:\n  g: ~\n  h: |\n    i\n# three\n",
          "a: b  # one\nc: [d, e]\n# two\nf:\n  g: ~\n  h: |\n    i\nj: k\n",
          "a: b  # one\n# two\nf:\n  g: ~\n  h: |\n    i\nc: [d, e]\n"}) {
        BOOST_TEST_CONTEXT(other) {
            BOOST_TEST(!say_the_same(file, other));
        }
    }
}

BOOST_AUTO_TEST_CASE(the_pieces_of_a_file_leave_nothing_out_but_blanks) {
    const YamlNode root = node_of(file);
    std::size_t at = 0;
    for (const LayoutToken& token : layout_tokens(file, root)) {
        BOOST_TEST(token.begin >= at);
        const std::string_view between = file.substr(at, token.begin - at);
        BOOST_TEST(between.find_first_not_of(" \n") == std::string_view::npos);
        at = token.end;
    }
    BOOST_TEST(file.substr(at).find_first_not_of(" \n") == std::string_view::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::language
