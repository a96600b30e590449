// What is read of one entry again is what reading the whole gives: laws over random typing.

#include "language/yaml_again.hpp"

#include "support/chance.hpp"
#include "unit/language/sample.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::language::test {
BOOST_AUTO_TEST_SUITE(yaml_again)

namespace {

bool same(const Scalar& a, const Scalar& b) {
    return a.text == b.text && a.span == b.span && a.origin == b.origin && a.style == b.style &&
           a.comment == b.comment && a.is_broken == b.is_broken;
}

bool same(const YamlNode& a, const YamlNode& b) {
    return a.kind == b.kind && a.is_flow == b.is_flow && a.span == b.span &&
           a.lost_keys == b.lost_keys && same(a.text, b.text) &&
           std::equal(
               a.items.begin(), a.items.end(), b.items.begin(), b.items.end(),
               [](const YamlNode& one, const YamlNode& other) { return same(one, other); }) &&
           std::equal(a.pairs.begin(), a.pairs.end(), b.pairs.begin(), b.pairs.end(),
                      [](const YamlPair& one, const YamlPair& other) {
                          return same(one.key, other.key) && same(one.value, other.value);
                      });
}

/// Entries of every shape, first, last and between; sections with their lists at either
/// indentation.
const std::vector<std::string> texts{
    "caveat: 1\nfacts:\n  a: {type: yes/no}\n  bé: # what\n    type: number\n    from: 1\n\n"
    "  # before c\n  c: {type: choice,\n of: [x, y]}\nrules:\n  - a → refer\n"
    "  -  id: two\n     rule: a and\n       b → x # why\n  - \"quoted\n    on\"\n\n  # last\n"
    "  - when:\n      any of:\n      - a\n      - ~\n    then: |\n      one\n      two\n\n"
    "changes:\n- 1.0.0: |\n    first\n\n- 'second'\n- third",
    "x: y\nrules:\n- a\n- >\n  folded\n  text\n- b\n-\n- c:\n- d: e\nterms:\n  x: y\n  z:\n  w: "
    "\"v\"\n",
    "\xEF\xBB\xBF# head\n---\nx: y\r\nrules:\r\n  - a: 1\r\n    b: |+\r\n      x\r\n\r\n  - [c, "
    "{d: e}]\r\n"
    "  - - f\r\n    - g\r\n  -\r\n    h: i\r\n...\r\n",
    "r: q\ns:\n    t: a b\n      c\n    u: |2\n        v\n    w: x\nt:\n  s: s\n",
    "  a: b\n  rules:\n  - c\n  - d e\n  terms:\n    x: y\n",
};

const std::vector<std::string> typed{
    "",   "a",   "é",     " ",    "  ",   ": ",  ":",    "\n",    "\n  ", "\n    ", "# ",
    " #", "\"",  "'",     "{",    "}",    "[",   "]",    ",",     "- ",   "\n- ",   "\n  - ",
    "|",  ">\n", "\n...", "---",  "&a ",  "*b",  "!t ",  "\r\n",  "\r",   "~",      "null",
    "\t", "? ",  "%",     "s: s", "t: s", "- s", "<<: ", "b: c,", "\\",   "\xC3",   "\n\n"};

}  // namespace

BOOST_AUTO_TEST_CASE(an_entry_read_again_is_what_the_whole_is_read_to) {
    const char* const more = std::getenv("CAVEAT_YAML_AGAIN");
    const int steps = more != nullptr ? std::atoi(more) : 3000;
    std::vector<std::string> all = texts;
    all.emplace_back(sample_text);
    for (std::size_t each = 0; each < all.size(); ++each) {
        int again = 0;
        int whole = 0;
        caveat::testing::Chance chance(each + 1);
        std::string was = all[each];
        text::Diagnostics none;
        auto before = read_yaml(was, {}, none);
        BOOST_TEST_REQUIRE(none.is_empty(), was);
        for (int step = 0; step < steps; ++step) {
            std::string now = was;
            const auto size = static_cast<std::int64_t>(now.size());
            const auto from = static_cast<std::size_t>(chance.between(0, size));
            const auto count = static_cast<std::size_t>(
                chance.between(0, 3) == 0 ? chance.between(0, 12) : chance.between(0, 1));
            now.replace(from, std::min(count, now.size() - from), chance.pick(typed));
            text::Diagnostics problems;
            bool found_every_byte = false;
            auto expected = read_yaml(now, {}, problems, &found_every_byte);
            const auto found = read_entry_again(was, *before, now, {});
            if (found) {
                ++again;
                const bool is_alike = problems.is_empty() && expected && same(*found, *expected);
                BOOST_TEST_REQUIRE(is_alike, "text " << each << ", step " << step << ", at " << from
                                                     << "\n--- was\n"
                                                     << was << "\n--- now\n"
                                                     << now);
            } else {
                ++whole;
            }
            // Typing goes on from what is sound, and begins anew where little is left.
            if (!expected || !problems.is_empty() || !found_every_byte) continue;
            const bool is_small = now.size() < all[each].size() * 2 / 3;
            if (is_small || chance.percent(3)) now = all[each];
            was = now;
            text::Diagnostics no_problems;
            before = read_yaml(was, {}, no_problems);
        }
        BOOST_TEST((again > steps / 20 || was.front() == ' '), "text " << each);
        BOOST_TEST(whole > 0);
    }
}

BOOST_AUTO_TEST_CASE(a_letter_in_an_entry_is_enough_to_read_that_entry_alone) {
    const std::string_view was = texts.front();
    text::Diagnostics none;
    const auto before = read_yaml(was, {}, none);
    for (const std::string_view place : {"yes/no", "number", "of: [x", "refer", "wo\n", "two\n",
                                         "quoted", "one\n", "a\n      - ~", "first", "third"}) {
        const std::size_t at = was.find(place);
        BOOST_TEST_REQUIRE(at != was.npos, place);
        std::string now(was);
        now.insert(at + 1, "q");
        BOOST_TEST((read_entry_again(was, *before, now, {}) != nullptr), place);
    }
}

BOOST_AUTO_TEST_CASE(limits_hold_in_an_entry_that_is_read_again) {
    const std::string was = "x: y\nrules:\n  - abcd\n  - b\n";
    text::Diagnostics none;
    YamlFile file;
    const ReadLimits limits{3, 2, 5};
    BOOST_TEST(file.read(was, limits, none) != nullptr);
    for (const char* now :
         {"x: y\nrules:\n  - abcdef\n  - b\n", "x: y\nrules:\n  - a: [[c]]\n  - b\n",
          "x: y\nrules:\n  - a: 1\n    b: 2\n    c: 3\n  - b\n",
          "x: y\nrules:\n  - abcd\n  - b\n  - c\n"}) {
        YamlFile typed_in = file;
        text::Diagnostics again;
        text::Diagnostics at_once;
        const auto root = typed_in.read(now, limits, again);
        const auto whole = read_yaml(now, limits, at_once);
        BOOST_TEST((root != nullptr) == whole.has_value());
        BOOST_TEST(!at_once.is_empty());
        BOOST_TEST((again.all() == at_once.all()), now);
    }
}

BOOST_AUTO_TEST_SUITE_END()
}  // namespace caveat::language::test
