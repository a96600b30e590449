// YAML as rule files may use it: every byte of a text has its place, and nothing is passed over.

#include "language/yaml_reader.hpp"

#include "text/diagnostics.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace caveat::language::test {
BOOST_AUTO_TEST_SUITE(yaml)

namespace {

struct Read {
    std::optional<YamlNode> root;
    std::vector<Diagnostic> problems;
};

Read read_text(std::string_view text, const ReadLimits& limits = {}) {
    Read made;
    text::Diagnostics problems;
    made.root = read_yaml(text, limits, problems);
    made.problems = problems.take();
    return made;
}

std::string codes_of(const std::vector<Diagnostic>& problems) {
    std::string codes;
    for (const auto& problem : problems) codes += (codes.empty() ? "" : " ") + problem.code;
    return codes;
}

struct Written {
    std::string_view file;  ///< `x:` and a text that holds the word "fever" once
    std::string_view value;
};

/// The word `fever` in every style; `→` and accents before it, folds, escapes, CR LF.
constexpr Written styles[] = {
    {"x: fever", "fever"},
    {"x: né → fever  \n", "né → fever"},
    {"x: née\n  un\n\n   fever   # later\n", "née un\nfever"},
    {"x: née\r\n  un\r\n\r\n   fever\r\n", "née un\nfever"},
    {"x: 'it''s → fever'", "it's → fever"},
    {"x: 'a\n  b\n\n  fever '", "a b\nfever "},
    {"x: \"é\\u2192\\t\\\"fever\\\"\"", "é→\t\"fever\""},
    {"x: \"a \\\n   b\\\n   fever\"", "a bfever"},
    {"x: \"a\n   b\n\n   fever\"", "a b\nfever"},
    {"x: |\n  one\n    two\n\n  → fever\n", "one\n  two\n\n→ fever\n"},
    {"x: |\r\n  one\r\n  → fever\r\n", "one\n→ fever\n"},
    {"x: |-\n\n   one\n   fever", "\none\nfever"},
    {"x: |2\n    one\n   fever\n", "  one\n fever\n"},
    {"x: >\n  one\n  two\n\n  fever\n  three\n", "one two\nfever three\n"},
    {"x: >+\n  one\n  fever\n\n\n", ""},
    {"x: >-\n  one\n    deep\n  fever", "one\n  deep\nfever"},
    {"{x: a fever}", "a fever"},
    {"{x: [a, b fever ]}", ""},
    {"\xEF\xBB\xBFx: ü fever", "ü fever"},
};

const Scalar& text_of(const YamlNode& root) {
    const YamlNode& value = root.pairs.at(0).value;
    return value.kind == YamlNode::Kind::list ? value.items.at(1).text : value.text;
}

struct Bad {
    std::string_view file;
    std::string_view codes;
};

const Bad bad_files[] = {
    {"", "empty-file"},
    {"   \n# nothing\n", "empty-file"},
    {",", "dropped-content"},
    {"a: \"b\nc: d\n", "unclosed-quote"},
    {"a: 'b\nc: d\n", "unclosed-quote"},
    {"\"a", "unclosed-quote"},
    {"\"a\"\nb: 2", "dropped-content"},
    {"a: b\n---\nc: d\n", "second-document"},
    {"a: b\n...\nc: d\n", "dropped-content"},
    {"a: b\nc\n", "missing-colon"},
    {"a: b\na: c\n", "duplicate-key"},
    {"pain nrs: b\nPain_NRS: c\n", "duplicate-key"},
    {"a: &x b\n", "anchor"},
    {"a: &x [b]\n", "anchor"},
    {"a: &x []\n", "anchor"},
    {"a: &x b\nc: *x\n", "anchor alias"},
    {"a: *x\n", "alias"},
    {"a: !!str b\n", "tag"},
    {"a: !x [b]\n", "tag"},
    {"!x a: b\n", "tag"},
    {"%YAML 1.2\n---\na: b\n", "directive"},
    {"<<: {a: b}\n", "merge-key"},
    {"? a\n: b\n", "complex-key"},
    {"? [a]\n: b\n", "complex-key"},
    {"a:\n\tb: c\n", "tab-indentation"},
    {"a: b\n  c: d\n", "bad-indentation"},
    {"a: {b: what?}\n", "text-needs-quotes"},
    {"a: {b: one, two}\n", "text-needs-quotes"},
    {"a: {b: plan {n} times}\n", "text-needs-quotes"},
    {"a: {b: note: this}\n", "text-needs-quotes"},
    {"a: note: this\n", "text-needs-quotes"},
    {"a: @b\n", "text-needs-quotes"},
    {"a: {b: c\n", "unclosed-bracket"},
    {"a: [b\nc: d\n", "unclosed-bracket"},
    {"a: b\n} \n", "unmatched-bracket"},
    {"a: \"\\q\"\n", "bad-escape"},
    {"a: \x80\n", "not-utf8"},
    {"a: b\xC2\xA0"
     "c\n",
     "forbidden-character"},
    {"a: \xE2\x80\xAE"
     "b\n",
     "forbidden-character"},
    {"a: \"\\u202E\"\n", "forbidden-character"},
    {"a: \"\\uFEFF\"\n", "forbidden-character"},
    {"\xEF\xBB\xBF\xEF\xBB\xBF"
     "a: b\n",
     "forbidden-character"},
    {"\xEF\xBB\xBF\xE2\x80\xAE\xEF\xBB\xBF"
     "a: b\n",
     "forbidden-character forbidden-character"},
};

}  // namespace

BOOST_AUTO_TEST_CASE(every_word_of_a_text_has_its_place_in_the_file) {
    constexpr std::string_view word = "fever";
    for (const auto& [file, value] : styles) {
        BOOST_TEST_CONTEXT(file) {
            const Read made = read_text(file);
            BOOST_TEST(codes_of(made.problems) == "");
            BOOST_REQUIRE(made.root.has_value());
            const Scalar& text = text_of(*made.root);
            if (!value.empty()) BOOST_TEST(text.text == value);
            BOOST_REQUIRE(text.origin.size() == text.text.size() + 1);
            const std::size_t at = text.text.find(word);
            const Span span = text.span_of(at, at + word.size());
            BOOST_TEST(span.begin == file.find(word));
            BOOST_TEST(span.end == span.begin + word.size());
            for (std::size_t i = 1; i < text.origin.size(); ++i) {
                BOOST_TEST(text.origin[i - 1] <= text.origin[i]);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(every_plain_byte_stands_where_its_origin_says) {
    for (const auto& [file, value] : styles) {
        const Read made = read_text(file);
        const Scalar& text = text_of(*made.root);
        BOOST_TEST_CONTEXT(file) {
            for (std::size_t i = 0; i < text.text.size(); ++i) {
                const char c = text.text[i];
                if (c >= 'a' && c <= 'z') BOOST_TEST(file[text.origin[i]] == c);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_span_covers_the_quotes_of_a_text) {
    const std::string_view file = "a: 'one'\nb: \"two\"\nc: three # x\n";
    const Read made = read_text(file);
    const std::string_view expected[] = {"'one'", "\"two\"", "three"};
    for (std::size_t i = 0; i < 3; ++i) {
        const Span span = made.root->pairs[i].value.span;
        BOOST_TEST(file.substr(span.begin, span.end - span.begin) == expected[i]);
    }
    BOOST_TEST(made.root->pairs[2].value.text.comment.has_value());
    BOOST_TEST(!made.root->pairs[0].value.text.comment.has_value());
}

BOOST_AUTO_TEST_CASE(nothing_is_passed_over_in_silence) {
    for (const auto& [file, codes] : bad_files) {
        BOOST_TEST_CONTEXT(file) {
            BOOST_TEST(codes_of(read_text(file).problems) == codes);
        }
    }
}

BOOST_AUTO_TEST_CASE(texts_are_read_as_written) {
    const Read made = read_text("a: 010\nb: yes\nc: 1e3\nd: ~\ne: 'null'\nf:\n");
    const auto& pairs = made.root->pairs;
    BOOST_TEST(pairs[0].value.text.text == "010");
    BOOST_TEST(pairs[1].value.text.text == "yes");
    BOOST_TEST(pairs[2].value.text.text == "1e3");
    BOOST_TEST((pairs[3].value.kind == YamlNode::Kind::null));
    BOOST_TEST(pairs[4].value.text.text == "null");
    BOOST_TEST((pairs[5].value.kind == YamlNode::Kind::null));
    BOOST_TEST(codes_of(made.problems) == "");
}

BOOST_AUTO_TEST_CASE(a_document_may_have_its_marks) {
    BOOST_TEST(codes_of(read_text("# first\n---\na: b\n...\n# last\n").problems) == "");
}

BOOST_AUTO_TEST_CASE(limits_are_kept) {
    ReadLimits limits;
    limits.nesting = 3;
    limits.list_length = 4;
    limits.text_bytes = 8;
    BOOST_TEST(codes_of(read_text("a: [[b]]", limits).problems) == "");
    BOOST_TEST(codes_of(read_text("a: [[[b]]]", limits).problems) == "nesting");
    BOOST_TEST(codes_of(read_text("[a, b, c, d]", limits).problems) == "");
    BOOST_TEST(codes_of(read_text("[a, b, c, d, e]", limits).problems) == "list-length");
    BOOST_TEST(codes_of(read_text("a: 12345678", limits).problems) == "");
    BOOST_TEST(codes_of(read_text("a: 123456789", limits).problems) == "text-length");
}

BOOST_AUTO_TEST_CASE(hostile_nesting_is_refused_before_it_costs_anything) {
    constexpr std::size_t million = 1'000'000;
    const auto repeated = [](std::string_view piece, std::size_t times) {
        std::string text;
        for (std::size_t i = 0; i < times; ++i) text += piece;
        return text;
    };
    BOOST_TEST(codes_of(read_text(repeated("[", million)).problems) == "nesting");
    BOOST_TEST(codes_of(read_text(repeated("{", million)).problems) == "nesting");
    BOOST_TEST(codes_of(read_text(repeated("- ", million)).problems) == "nesting");
    BOOST_TEST(codes_of(read_text(repeated("? ", million)).problems) == "complex-key");
    BOOST_TEST(codes_of(read_text("[" + repeated("a,", million)).problems) == "list-length");
    std::string steps;
    for (std::size_t i = 0; i < 2'000; ++i) steps += std::string(i, ' ') + "a:\n";
    BOOST_TEST(codes_of(read_text(steps).problems) == "nesting");
}

BOOST_AUTO_TEST_CASE(a_key_that_begins_like_null_is_not_taken_for_the_empty_value_before_it) {
    for (const std::string_view next :
         {"nullify", "~x", "null and void", "Nullo", "null}", "null, or void"}) {
        BOOST_TEST_CONTEXT(next) {
            const std::string file = "a:\n" + std::string(next) + ": b\nc: null\n";
            text::Diagnostics problems;
            const auto root = read_yaml(file, {}, problems);
            BOOST_TEST(problems.is_empty());
            BOOST_REQUIRE(root.has_value());
            BOOST_REQUIRE(root->pairs.size() == 3U);
            BOOST_TEST((root->pairs[0].value.kind == YamlNode::Kind::null));
            BOOST_TEST((root->pairs[0].value.span == Span{0, 1}));
            BOOST_TEST(root->pairs[1].key.text == next);
            const Span null = root->pairs[2].value.span;
            BOOST_TEST(file.substr(null.begin, null.end - null.begin) == "null");
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::language::test
