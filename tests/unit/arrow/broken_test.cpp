// Batches that are built wrongly: refused whole, in words that name the place in the schema.

#include <caveat/arrow.hpp>

#include "support/golden.hpp"
#include "unit/arrow/screened.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <cstring>
#include <functional>
#include <string>
#include <utility>
#include <vector>

using namespace caveat;
using namespace caveat::testing;

namespace {

using Spoil = std::function<void(ArrowArray&)>;

/// What is said of the rows [first, first + rows) of a batch once it is spoilt.
std::string refusal_of(const ArrowColumn& batch, const Spoil& spoil, std::int64_t first = 0,
                       std::int64_t rows = -1, ArrowOptions options = {}) {
    const ArrowBinding binding = binding_to(batch, std::move(options));
    ReadArray in(batch);
    spoil(in.array);
    ArrowArray out{};
    const auto failure = binding.screen(in.array, first, rows < 0 ? in.array.length : rows, out);
    BOOST_TEST((out.release == nullptr));
    BOOST_REQUIRE(failure.has_value());
    BOOST_TEST(failure->error == EINVAL);
    return failure->message;
}

/// The same, where its buffers are wrong already.
std::string refusal_of(ArrowColumn column) {
    return refusal_of(one(std::move(column)), [](ArrowArray&) {});
}

/// Writes a number into a buffer of a column.
template <class T>
ArrowColumn with(ArrowColumn column, std::size_t buffer, std::size_t place, T value) {
    std::memcpy(column.bytes(buffer) + place * sizeof value, &value, sizeof value);
    return column;
}

/// The first column of a batch.
Spoil of_first(const std::function<void(ArrowArray&)>& spoil) {
    return [spoil](ArrowArray& batch) { spoil(*batch.children[0]); };
}

ArrowColumn some_texts() {
    return texts_column("job", "u", {"sitting", "standing", {}});
}
ArrowColumn some_lists(const std::string& format) {
    return lists_column("regions", format, {1, 1}, texts_column("item", "u", {"neck", "neck"}));
}
ArrowColumn some_views() {
    return texts_column("job", "vu", {"standing about all day", "sitting"});
}

std::string every_broken_array() {
    const ArrowColumn texts = one(some_texts());
    std::string text;
    const auto say = [&](const std::string& what, const std::string& words) {
        text += what + "\n    " + words + "\n";
    };
    const auto first = [&](const std::string& what, const ArrowColumn& batch, const Spoil& spoil) {
        say(what, refusal_of(batch, of_first(spoil)));
    };
    first("a length below 0", texts, [](ArrowArray& a) { a.length = -1; });
    first("an offset below 0", texts, [](ArrowArray& a) { a.offset = -1; });
    first("an offset at the end of all numbers", texts,
          [](ArrowArray& a) { a.offset = INT64_MAX; });
    first("a length at the end of all numbers", texts, [](ArrowArray& a) { a.length = INT64_MAX; });
    first("too few buffers", texts, [](ArrowArray& a) { a.n_buffers = 2; });
    first("too many buffers", texts, [](ArrowArray& a) { a.n_buffers = 4; });
    first("no list of buffers", texts, [](ArrowArray& a) { a.buffers = nullptr; });
    first("no offsets", texts, [](ArrowArray& a) { a.buffers[1] = nullptr; });
    first("offsets, but no texts", texts, [](ArrowArray& a) { a.buffers[2] = nullptr; });
    first("a column shorter than the batch", texts, [](ArrowArray& a) { a.length = 2; });
    first("children of what has none", texts, [](ArrowArray& a) { a.n_children = 1; });
    first("a dictionary where the schema has none", texts,
          [](ArrowArray& a) { a.dictionary = &a; });
    say("fewer columns than the schema",
        refusal_of(texts, [](ArrowArray& a) { a.n_children = 0; }));
    say("no list of columns", refusal_of(texts, [](ArrowArray& a) { a.children = nullptr; }));
    say("a column that is not there",
        refusal_of(texts, [](ArrowArray& a) { a.children[0] = nullptr; }));
    say("a batch of a length below 0", refusal_of(texts, [](ArrowArray& a) { a.length = -1; }));
    say("rows beyond the batch", refusal_of(texts, [](ArrowArray&) {}, 2, 2));
    say("rows in front of it", refusal_of(texts, [](ArrowArray&) {}, -1, 2));
    {
        const ArrowBinding binding = binding_to(texts);
        ReadArray in(texts);
        in.array.release(&in.array);
        ArrowArray out{};
        const auto failure = binding.screen(in.array, 0, 0, out);
        BOOST_REQUIRE(failure.has_value());
        say("a batch that was released", failure->message);
    }
    say("offsets that fall", refusal_of(with<std::int32_t>(some_texts(), 1, 1, 20)));
    say("an offset below 0 in a buffer", refusal_of(with<std::int32_t>(some_texts(), 1, 0, -1)));
    say("texts of 64 bits whose offsets fall",
        refusal_of(with<std::int64_t>(texts_column("job", "U", {"sitting", "standing"}), 1, 1,
                                      std::int64_t{1} << 40)));
    const ArrowColumn indices = dictionary_column("job", "c", {"sitting", "standing"});
    say("an index beyond its dictionary", refusal_of(with<std::int8_t>(indices, 1, 1, 2)));
    say("an index below 0", refusal_of(with<std::int8_t>(indices, 1, 0, -1)));
    first("no dictionary", one(indices), [](ArrowArray& a) { a.dictionary = nullptr; });
    first("a dictionary of a length below 0", one(indices),
          [](ArrowArray& a) { a.dictionary->length = -1; });
    say("a view outside its buffer", refusal_of(with<std::int32_t>(some_views(), 1, 3, 9)));
    say("a view of a buffer that is not there",
        refusal_of(with<std::int32_t>(some_views(), 1, 2, 1)));
    say("a view of a length below 0", refusal_of(with<std::int32_t>(some_views(), 1, 0, -1)));
    say("offsets that end beyond the items",
        refusal_of(with<std::int32_t>(some_lists("+l"), 1, 2, 3)));
    say("a view of a list beyond the items",
        refusal_of(with<std::int32_t>(some_lists("+vl"), 2, 1, 2)));
    say("lists of a fixed size beyond the items",
        refusal_of(one(some_lists("+w:1")),
                   of_first([](ArrowArray& a) { a.children[0]->length = 1; })));
    first("items of a length below 0", one(some_lists("+l")),
          [](ArrowArray& a) { a.children[0]->length = -1; });
    first("items that are not there", one(some_lists("+l")),
          [](ArrowArray& a) { a.children[0] = nullptr; });
    first("items whose offsets fall", one(some_lists("+l")), [](ArrowArray& a) {
        static const std::vector<std::int32_t> falling{5, 4, 8};
        a.children[0]->buffers[1] = falling.data();
    });

    // What is only passed through is never read, but given out: all of it must be there.
    ArrowOptions options;
    options.passthrough = {"key"};
    const auto passed = [&](const std::string& what, const Spoil& spoil) {
        std::vector<ArrowColumn> columns;
        ArrowColumn lists = lists_column("key", "+l", {1}, texts_column("item", "u", {"a"}));
        columns.push_back(std::move(lists));
        say(what, refusal_of(record_batch(std::move(columns), 1), of_first(spoil), 0, -1, options));
    };
    passed("a column passed through without buffers", [](ArrowArray& a) { a.buffers = nullptr; });
    passed("one with fewer buffers than none", [](ArrowArray& a) { a.n_buffers = -1; });
    passed("one with fewer children than none", [](ArrowArray& a) { a.n_children = -1; });
    passed("one without its child", [](ArrowArray& a) { a.children[0] = nullptr; });
    passed("one with a child of nothing", [](ArrowArray& a) { a.children[0]->buffers = nullptr; });
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(broken_arrays)

BOOST_AUTO_TEST_CASE(a_batch_that_is_built_wrongly_is_refused_in_exactly_these_words) {
    check_golden("arrow/batches.txt", every_broken_array());
    BOOST_TEST((arrow_live() == ArrowLive{}));
}

BOOST_AUTO_TEST_CASE(what_lies_behind_a_null_may_be_anything) {
    ArrowShape shape;
    shape.has_validity = true;
    const ArrowColumn indices = dictionary_column("job", "c", {"sitting", {}}, shape);
    BOOST_TEST(statuses(one(with<std::int8_t>(indices, 1, 1, 99)), "job") == ".u");
    ArrowColumn views =
        lists_column("regions", "+vl", {1, {}}, texts_column("item", "u", {"neck"}));
    views = with<std::int32_t>(std::move(views), 1, 1, -7);
    views = with<std::int32_t>(std::move(views), 2, 1, 1'000'000);
    BOOST_TEST(statuses(one(views), "regions") == ".u");
}

BOOST_AUTO_TEST_SUITE_END()
