// Streams: in order, in one pass, released whatever becomes of them.

#include <caveat/arrow.hpp>
#include <caveat/rules.hpp>

#include "support/arrow_arrays.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <optional>
#include <string>
#include <thread>
#include <vector>

using namespace caveat;
using namespace caveat::testing;

namespace {

RuleSet stream_rules() {
    Loaded result = load_text(R"(caveat: 1
id: streams
version: 1.0.0
facts: {pain: {type: number, from: 0, to: 10}, job: {type: choice, of: [sitting, standing]}}
outcomes: {avoid massage: No massage., suggest a walk: Walk.}
rules:
  - {id: pain, rule: pain >= 7 → avoid massage}
  - {id: job, rule: job is sitting → suggest a walk}
)");
    BOOST_REQUIRE_MESSAGE(result.rules, render(result));
    return *std::move(result.rules);
}

/// Rows with a key, and another dictionary in every batch.
ArrowColumn keyed_batch(std::int64_t first, std::int64_t rows) {
    Optionals<std::int64_t> keys;
    Optionals<std::int32_t> pains;
    Optionals<std::string> jobs;
    for (std::int64_t row = first; row < first + rows; ++row) {
        keys.emplace_back(row);
        pains.emplace_back(row % 11);
        jobs.emplace_back((row + first) % 2 == 0 ? "sitting" : "standing");
    }
    std::vector<ArrowColumn> columns;
    columns.push_back(numbers_column<std::int64_t>("key", "l", keys));
    columns.push_back(numbers_column<std::int32_t>("pain", "i", pains));
    columns.push_back(dictionary_column("job", "c", jobs));
    return record_batch(std::move(columns), rows);
}

ArrowOptions keyed() {
    ArrowOptions options;
    options.passthrough = {"key"};
    return options;
}

/// Released in the end.
struct Stream {
    ArrowArrayStream stream{};
    Stream() = default;
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    ~Stream() { release(); }
    void release() {
        if (stream.release != nullptr) stream.release(&stream);
    }
};

void open(std::vector<ArrowColumn> batches, const ArrowOptions& options, Stream& out,
          std::optional<std::size_t> fails_at = {}) {
    ArrowArrayStream in{};
    give_stream(std::move(batches), in, fails_at, EIO);
    const ArrowBound bound = arrow_stream(stream_rules(), &in, options, &out.stream);
    BOOST_TEST((in.release == nullptr));
    BOOST_REQUIRE(bound.binding);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(arrow_streams)

BOOST_AUTO_TEST_CASE(batches_of_any_length_come_out_in_order) {
    {
        Stream out;
        open({keyed_batch(0, 3), keyed_batch(3, 0), keyed_batch(3, 70'000), keyed_batch(70'003, 1)},
             keyed(), out);
        ReadSchema schema;
        BOOST_REQUIRE(out.stream.get_schema(&out.stream, &schema.schema) == 0);
        std::int64_t rows = 0;
        std::vector<std::int64_t> lengths;
        while (true) {
            ReadArray batch;
            BOOST_REQUIRE(out.stream.get_next(&out.stream, &batch.array) == 0);
            if (batch.array.release == nullptr) break;
            lengths.push_back(batch.array.length);
            for (std::int64_t row = 0; row < batch.array.length; ++row, ++rows) {
                const auto value = [&](const char* column) {
                    return arrow_value(schema.schema, batch.array, column, row);
                };
                BOOST_REQUIRE(value("key") == std::to_string(rows));
                const bool is_severe = rows % 11 >= 7;
                BOOST_REQUIRE(value("verdict") ==
                              (is_severe ? "\"do_not_proceed\"" : "\"proceed\""));
            }
        }
        BOOST_TEST(rows == 70'004);
        BOOST_TEST((lengths == std::vector<std::int64_t>{3, 65'536, 4'464, 1}));
        ReadArray more;
        BOOST_TEST(out.stream.get_next(&out.stream, &more.array) == 0);
        BOOST_TEST((more.array.release == nullptr));
    }
    BOOST_TEST((arrow_live() == ArrowLive{}));
}

BOOST_AUTO_TEST_CASE(a_stream_without_rows_ends_at_once) {
    {
        Stream out;
        open({keyed_batch(0, 0), keyed_batch(0, 0)}, keyed(), out);
        ReadArray batch;
        BOOST_TEST(out.stream.get_next(&out.stream, &batch.array) == 0);
        BOOST_TEST((batch.array.release == nullptr));
    }
    BOOST_TEST((arrow_live() == ArrowLive{}));
}

BOOST_AUTO_TEST_CASE(a_stream_may_be_left_at_any_moment) {
    for (int read = 0; read < 4; ++read) {
        {
            Stream out;
            open({keyed_batch(0, 70'000), keyed_batch(70'000, 2)}, keyed(), out);
            for (int i = 0; i < read; ++i) {
                ReadArray batch;
                BOOST_REQUIRE(out.stream.get_next(&out.stream, &batch.array) == 0);
            }
            std::thread([&] { out.release(); }).join();
        }
        BOOST_TEST((arrow_live() == ArrowLive{}));
    }
}

BOOST_AUTO_TEST_CASE(a_batch_outlives_its_stream) {
    {
        ReadArray batch;
        ReadSchema schema;
        {
            Stream out;
            open({keyed_batch(0, 5)}, keyed(), out);
            BOOST_REQUIRE(out.stream.get_schema(&out.stream, &schema.schema) == 0);
            BOOST_REQUIRE(out.stream.get_next(&out.stream, &batch.array) == 0);
        }
        BOOST_TEST(arrow_value(schema.schema, batch.array, "key", 4) == "4");
        // A consumer may take one column away and release the rest.
        ArrowArray key = *batch.array.children[0];
        batch.array.children[0]->release = nullptr;
        batch.array.release(&batch.array);
        BOOST_TEST(arrow_value(*schema.schema.children[0], key, 3) == "3");
        BOOST_TEST(arrow_live().arrays > 0);
        key.release(&key);
    }
    BOOST_TEST((arrow_live() == ArrowLive{}));
}

BOOST_AUTO_TEST_CASE(a_producer_that_fails_is_quoted) {
    {
        Stream out;
        open({keyed_batch(0, 2), keyed_batch(2, 2), keyed_batch(4, 2)}, keyed(), out, 2);
        for (int i = 0; i < 2; ++i) {
            ReadArray batch;
            BOOST_REQUIRE(out.stream.get_next(&out.stream, &batch.array) == 0);
        }
        for (int i = 0; i < 2; ++i) {
            ReadArray batch;
            BOOST_TEST(out.stream.get_next(&out.stream, &batch.array) == EIO);
            BOOST_TEST(std::string(out.stream.get_last_error(&out.stream)) == "the disk is gone");
        }
    }
    BOOST_TEST((arrow_live() == ArrowLive{}));
}

BOOST_AUTO_TEST_CASE(a_batch_that_is_built_wrongly_ends_the_stream) {
    {
        ArrowColumn wrong = keyed_batch(2, 2);
        wrong.children[2].bytes(1)[1] = 9;
        Stream out;
        open({keyed_batch(0, 2), wrong, keyed_batch(4, 2)}, keyed(), out);
        ReadArray first;
        BOOST_REQUIRE(out.stream.get_next(&out.stream, &first.array) == 0);
        ReadArray second;
        BOOST_TEST(out.stream.get_next(&out.stream, &second.array) == EINVAL);
        BOOST_TEST((second.array.release == nullptr));
        BOOST_TEST(std::string(out.stream.get_last_error(&out.stream)) ==
                   "`job` of the batch has an index beyond its dictionary, in place 1");
    }
    BOOST_TEST((arrow_live() == ArrowLive{}));
}

BOOST_AUTO_TEST_CASE(a_schema_that_cannot_be_used_releases_the_stream) {
    {
        ArrowArrayStream in{};
        std::vector<ArrowColumn> columns;
        columns.push_back(numbers_column<std::int32_t>("pian", "i", {1}));
        give_stream({record_batch(std::move(columns), 1)}, in);
        ArrowArrayStream out{};
        const ArrowBound bound = arrow_stream(stream_rules(), &in, {}, &out);
        BOOST_TEST(!bound.binding.has_value());
        BOOST_TEST(bound.diagnostics.size() == 1U);
        BOOST_TEST((in.release == nullptr && out.release == nullptr));
    }
    BOOST_TEST((arrow_live() == ArrowLive{}));
}

BOOST_AUTO_TEST_CASE(a_stream_is_cancelled_from_another_thread) {
    {
        ArrowOptions options = keyed();
        options.cancel.emplace();
        Stream out;
        open({keyed_batch(0, 2), keyed_batch(2, 2)}, options, out);
        ReadArray first;
        BOOST_REQUIRE(out.stream.get_next(&out.stream, &first.array) == 0);
        std::thread([cancel = *options.cancel] { cancel.set(); }).join();
        ReadArray second;
        BOOST_TEST(out.stream.get_next(&out.stream, &second.array) == ECANCELED);
    }
    BOOST_TEST((arrow_live() == ArrowLive{}));
}

BOOST_AUTO_TEST_CASE(one_binding_serves_many_threads) {
    {
        const ArrowColumn batch = keyed_batch(0, 5000);
        const ReadSchema schema(batch);
        const ArrowBound bound = ArrowBinding::bind(stream_rules(), schema.schema, keyed());
        BOOST_REQUIRE(bound.binding);
        const ReadArray in(batch);
        std::vector<std::thread> running;
        std::vector<std::int64_t> rows(4);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            running.emplace_back([&, i] {
                for (std::int64_t first = 0; first < 5000; first += 500) {
                    ReadArray out;
                    const auto failure = bound.binding->screen(in.array, first, 500, out.array);
                    if (!failure) rows[i] += out.array.length;
                }
            });
        }
        for (std::thread& each : running) each.join();
        for (const std::int64_t count : rows) BOOST_TEST(count == 5000);
    }
    BOOST_TEST((arrow_live() == ArrowLive{}));
}

BOOST_AUTO_TEST_CASE(what_a_rule_set_declares_are_tables) {
    const RuleSet rules = stream_rules();
    std::string text;
    for (const ArrowTable which : {ArrowTable::rules, ArrowTable::outcomes, ArrowTable::facts,
                                   ArrowTable::codes, ArrowTable::sources}) {
        Stream table;
        arrow_table(rules, which, &table.stream);
        ReadSchema schema;
        ReadArray batch;
        BOOST_REQUIRE(table.stream.get_schema(&table.stream, &schema.schema) == 0);
        BOOST_REQUIRE(table.stream.get_next(&table.stream, &batch.array) == 0);
        for (std::int64_t row = 0; row < batch.array.length; ++row) {
            text += arrow_value(schema.schema, batch.array, row) + "\n";
        }
        ReadArray end;
        BOOST_REQUIRE(table.stream.get_next(&table.stream, &end.array) == 0);
        BOOST_TEST((end.array.release == nullptr));
    }
    const std::string expected =
        R"({"id":"pain","strictest":"avoid","if_unknown":"ask","sentence":"pain >= 7 → avoid massage","because":"","line":7,"sources":[]}
{"id":"job","strictest":"suggest","if_unknown":"ask","sentence":"job is sitting → suggest a walk","because":"","line":8,"sources":[]}
{"id":"avoid_massage","outcome":"avoid_massage","verb":"avoid","name":"massage","say":"No massage.","arguments":[]}
{"id":"suggest_a_walk","outcome":"suggest_a_walk","verb":"suggest","name":"a walk","say":"Walk.","arguments":[]}
{"key":"pain","name":"pain","kind":"number","unit":"","ask":"","whom":"patient"}
{"key":"job","name":"job","kind":"choice","unit":"","ask":"","whom":"patient"}
{"fact":"job","field":"","code":"sitting","label":"sitting"}
{"fact":"job","field":"","code":"standing","label":"standing"}
)";
    BOOST_TEST(text == expected);
}

BOOST_AUTO_TEST_SUITE_END()
