// Pages of Markdown into blocks, tables, links and anchors.

#include "support/markdown.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(markdown)

namespace {

using caveat::testing::Piece;

const std::string page = R"(# A page

Words before.

```yaml
rules:
  - fever → rest
```

<!-- each is a rule -->

| I want | write |
|---|---|
| a rule | `fever → rest` or `chills → rest` |
| another | `cough → rest` |

See [the other page](OTHER.md#2-two--three) and [the world](https://example.org/#x).

## 2. Two & three …

```
```
)";

}  // namespace

BOOST_AUTO_TEST_CASE(blocks_and_tables_come_in_order_with_their_notes) {
    const std::vector<Piece> pieces = caveat::testing::pieces_of(page);
    BOOST_REQUIRE_EQUAL(pieces.size(), 3U);
    BOOST_TEST(pieces[0].language == "yaml");
    BOOST_TEST(pieces[0].text == "rules:\n  - fever → rest\n");
    BOOST_TEST(page.substr(pieces[0].begin, pieces[0].text.size()) == pieces[0].text);
    BOOST_TEST(pieces[0].line == 6U);
    BOOST_TEST(pieces[0].note.empty());
    BOOST_TEST(pieces[1].language == "table");
    BOOST_TEST(pieces[1].note == "each is a rule");
    BOOST_REQUIRE_EQUAL(pieces[1].rows.size(), 2U);
    BOOST_TEST(pieces[1].rows[1] == (std::vector<std::string>{"another", "`cough → rest`"}),
               boost::test_tools::per_element());
    BOOST_TEST(pieces[2].language.empty());
    BOOST_TEST(pieces[2].text.empty());
    BOOST_TEST(pieces[2].note.empty());
}

BOOST_AUTO_TEST_CASE(a_cell_holds_its_pieces_of_code) {
    const auto spans = caveat::testing::code_spans("`a b` or `c`; not `this");
    BOOST_TEST(spans == (std::vector<std::string>{"a b", "c"}), boost::test_tools::per_element());
    BOOST_TEST(caveat::testing::code_spans("no code").empty());
}

BOOST_AUTO_TEST_CASE(links_to_files_are_found_and_addresses_left_out) {
    const auto links = caveat::testing::links_of(page);
    BOOST_TEST(links == std::vector<std::string>{"OTHER.md#2-two--three"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(headings_become_anchors) {
    const auto anchors = caveat::testing::anchors_of(page);
    BOOST_TEST(anchors.size() == 2U);
    BOOST_TEST(anchors.contains("a-page"));
    BOOST_TEST(anchors.contains("2-two--three-"));
}

BOOST_AUTO_TEST_SUITE_END()
