// What is said in cells, and what is given out.

#include <caveat/arrow.hpp>

#include "unit/arrow/screened.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cerrno>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

using namespace caveat;
using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(arrow)

BOOST_AUTO_TEST_CASE(all_null_and_no_column_are_not_recorded) {
    BOOST_TEST(statuses(one(null_column("pain", 3)), "pain") == "uuu");
    BOOST_TEST(counts(one(null_column("pain", 3))) == "0 0 0");
    const ArrowColumn many = one(null_column("pain", (std::int64_t{1} << 31) + 5));
    const ArrowBinding binding = binding_to(many);
    BOOST_TEST(binding.missing().size() == 6U);
    const ReadArray in(many);
    ReadArray out;
    // Across the end of what 32 bits can count.
    BOOST_REQUIRE(!binding.screen(in.array, in.array.length - 10, 10, out.array));
    BOOST_TEST(out.array.length == 10);
    out.array.release(&out.array);
    BOOST_REQUIRE(!binding.screen(in.array, in.array.length - 1, 1, out.array));
    BOOST_TEST(out.array.length == 1);
    out.array.release(&out.array);
    BOOST_REQUIRE(!binding.screen(in.array, 0, in.array.length, out.array));
    BOOST_TEST(out.array.length == 65536);
}

BOOST_AUTO_TEST_CASE(nulls_may_have_the_buffer_that_they_once_had) {
    const ArrowColumn column = one(null_column("pain", 3));
    ReadArray in(column);
    std::array<const void*, 1> none{};
    in.array.children[0]->buffers = none.data();
    in.array.children[0]->n_buffers = 1;
    ReadArray out;
    BOOST_TEST(!binding_to(column).screen(in.array, 0, 3, out.array));
    BOOST_TEST(out.array.length == 3);
}

BOOST_AUTO_TEST_CASE(a_dictionary_may_repeat_itself_have_nulls_and_be_longer_than_its_batch) {
    ArrowColumn job = numbers_column<std::int8_t>("job", "c", {2, 0, 1, 3, {}});
    job.dictionary = std::make_shared<ArrowColumn>(
        texts_column("", "u", {"heavy lifting", {}, "heavy lifting", "sitting"}));
    BOOST_TEST(statuses(one(job), "job") == "ffu.u");
    BOOST_TEST(counts(one(job)) == "0 0 0 0 0");
    constexpr std::size_t rows = 1000;
    Optionals<std::string> values(rows, "sitting");
    values[999] = "heavy lifting";
    values[500] = "nonsense";
    const ArrowColumn long_one = one(dictionary_column("job", "i", values, {}, 1'000'000));
    const std::string found = statuses(long_one, "job");
    BOOST_TEST(found.substr(498, 4) == "..u.");
    BOOST_TEST(found.back() == 'f');
}

BOOST_AUTO_TEST_CASE(without_columns_or_rows_there_is_nothing_to_say) {
    const ArrowColumn nothing = record_batch({}, 3);
    BOOST_TEST(statuses(nothing, "pain") == "uuu");
    std::vector<ArrowColumn> columns;
    columns.push_back(texts_column("job", "vu", {}));
    columns.push_back(lists_column("regions", "+l", {}, texts_column("item", "u", {})));
    columns.push_back(bools_column("fever", {}));
    columns.push_back(decimals_column("weight", "d:38,1", 16, {}));
    const ArrowColumn empty = record_batch(std::move(columns), 0);
    BOOST_TEST(statuses(empty, "job").empty());
}

BOOST_AUTO_TEST_CASE(a_null_row_has_nothing_recorded) {
    ArrowColumn batch = one(numbers_column<std::int32_t>("pain", "i", {9, 9, 3, 9}));
    batch.buffers.clear();
    batch.skipped.clear();
    batch.sizes.clear();
    const ArrowColumn rows = struct_column("", {}, {true, false, true, true});
    batch.buffers = rows.buffers;
    batch.skipped = rows.skipped;
    batch.sizes = rows.sizes;
    BOOST_TEST(statuses(batch, "pain") == "fu.f");
}

BOOST_AUTO_TEST_CASE(a_struct_of_facts_is_opened) {
    std::vector<ArrowColumn> facts;
    facts.push_back(numbers_column<std::int32_t>("pain", "i", {1, 9, 9, 9}));
    const std::vector<bool> present{true, true, false};
    ArrowShape shape;
    shape.offset = 1;
    BOOST_TEST(statuses(one(struct_column("facts", std::move(facts), present, shape)), "pain") ==
               "ffu");
}

BOOST_AUTO_TEST_CASE(a_column_may_be_in_another_unit_and_under_another_name) {
    ArrowColumn grams = numbers_column<std::int32_t>("w", "i", {80500, 80501});
    grams.metadata = {{"caveat:fact", "Weight"}, {"caveat:unit", "g"}};
    BOOST_TEST(statuses(one(grams), "weight") == ".f");
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_a_cell_is_a_problem_of_its_row) {
    BOOST_TEST(counts(one(numbers_column<std::int32_t>("pain", "i", {11, 5, -1, {}}))) ==
               "1 0 1 0");
    BOOST_TEST(counts(one(numbers_column<double>("pain", "g", {5.5, 5.0, std::nan(""), 11.0}))) ==
               "1 0 1 1");
    BOOST_TEST(counts(one(texts_column("job", "u", {"sitting", "siting", "\xff", {}}))) ==
               "0 1 1 0");
    BOOST_TEST(counts(one(texts_column("seen", "u", {"2020-02-30", "2020-02", "soon", {}}))) ==
               "1 0 1 0");
    BOOST_TEST(counts(one(numbers_column<std::int64_t>("seen", "tss:", {86400, 86401, {}}))) ==
               "0 1 0");
    const ArrowColumn lists = lists_column(
        "regions", "+l", {2, 2, 2, 2},
        texts_column(
            "item", "u",
            {"neck", {}, "lower back", "toe", "none of these", "neck", "neck", "lower back"}));
    BOOST_TEST(counts(one(lists)) == "1 1 1 0");
    BOOST_TEST(statuses(one(lists), "regions") == "ufuf");
    BOOST_TEST(counts(one(decimals_column("weight", "d:38,0", 16,
                                          {70, 1'000'000'000'000'000'001}))) == "0 1");
}

BOOST_AUTO_TEST_CASE(a_list_of_nothing_but_nulls_is_as_one_of_codes_or_of_records) {
    for (const std::string format : {"+l", "+L", "+vl"}) {
        for (const auto& [fact, rule] : {std::pair{"regions", "regions"}, {"sessions", "deep"}}) {
            const auto lists = [&, fact = fact] {
                return lists_column(fact, format, {0, {}, 1}, null_column("item", 1));
            };
            BOOST_TEST(statuses(one(lists()), rule) == ".uu");
            BOOST_TEST(counts(one(lists())) == "0 0 1");
            ArrowColumn present = lists();
            present.name = "present";
            std::vector<ArrowColumn> open;
            open.push_back(std::move(present));
            const ArrowColumn open_lists = struct_column(fact, std::move(open), {1, 1, 1});
            BOOST_TEST(statuses(one(open_lists), rule) == "uuu");
            BOOST_TEST(counts(one(open_lists)) == "0 0 1");
        }
        BOOST_TEST(counts(one(lists_column("not_known", format, {0, {}, 1},
                                           null_column("item", 1)))) == "0 0 1");
    }
    std::vector<ArrowColumn> parts;
    parts.push_back(
        lists_column("present", "+l", {1, 0, {}}, texts_column("item", "u", {"lower back"})));
    parts.push_back(null_column("absent", 3));
    const ArrowColumn open_codes = struct_column("regions", std::move(parts), {1, 1, 1});
    BOOST_TEST(statuses(one(open_codes), "regions") == "fuu");
    ArrowColumn no_codes = dictionary_column("job", "c", {{}, {}});
    no_codes.dictionary = std::make_shared<ArrowColumn>(null_column("", 0));
    BOOST_TEST(statuses(one(no_codes), "job") == "uu");
    BOOST_TEST(counts(one(no_codes)) == "0 0");
}

BOOST_AUTO_TEST_CASE(an_open_list_leaves_the_rest_unknown) {
    const auto codes = [](std::string name, const Optionals<std::int64_t>& sizes,
                          const Optionals<std::string>& items) {
        ArrowColumn lists = lists_column("x", "+l", sizes, texts_column("item", "u", items));
        lists.name = std::move(name);
        return lists;
    };
    std::vector<ArrowColumn> parts;
    parts.push_back(codes("present", {1, 1, 0}, {"lower back", "neck"}));
    parts.push_back(codes("absent", {0, 0, 1}, {"lower back"}));
    BOOST_TEST(statuses(one(struct_column("regions", std::move(parts), {1, 1, 1})), "regions") ==
               "fu.");
    std::vector<ArrowColumn> fields;
    fields.push_back(texts_column("kind", "u", {"gentle", "deep"}));
    ArrowColumn present =
        lists_column("x", "+l", {1, 1}, struct_column("item", std::move(fields), {1, 1}));
    present.name = "present";
    std::vector<ArrowColumn> open;
    open.push_back(std::move(present));
    BOOST_TEST(statuses(one(struct_column("sessions", std::move(open), {1, 1})), "deep") == "uf");
}

BOOST_AUTO_TEST_CASE(asked_and_not_known_is_said_by_a_column) {
    std::vector<ArrowColumn> columns;
    columns.push_back(numbers_column<std::int32_t>("pain", "i", {9, {}, {}}));
    ArrowColumn not_known =
        lists_column("not_known", "+l", {0, 1, 1}, texts_column("item", "u", {"pain", "pian"}));
    columns.push_back(not_known);
    const ArrowColumn batch = record_batch(std::move(columns), 3);
    BOOST_TEST(counts(batch) == "0 0 1");
    const ArrowBinding binding = binding_to(batch);
    const ReadArray in(batch);
    ArrowFailure failure;
    const auto profile = binding.profile(in.array, 1, failure);
    BOOST_REQUIRE(profile);
    BOOST_TEST((profile->state(*binding.rules().find_fact("pain")) == AnswerState::not_known));
}

BOOST_AUTO_TEST_CASE(who_and_when_are_given_out_again) {
    std::vector<ArrowColumn> columns;
    columns.push_back(numbers_column<std::int64_t>("patient", "l", {17, {}, -3}));
    columns.push_back(texts_column("as_of", "u", {"2026-11-20", "2026-11", {}}));
    const ArrowColumn batch = record_batch(std::move(columns), 3);
    ArrowOptions options;
    options.as_of = Date{2025, 1, 2};
    options.report = ArrowReport::all;
    const ArrowBinding binding = binding_to(batch, options);
    const ReadArray in(batch);
    ReadArray out;
    BOOST_REQUIRE(!binding.screen(in.array, 0, 3, out.array));
    ReadSchema schema;
    binding.schema(schema.schema);
    const auto value = [&](const char* column, std::int64_t row) {
        return arrow_value(schema.schema, out.array, column, row);
    };
    BOOST_TEST(value("patient", 0) == "\"17\"");
    BOOST_TEST(value("patient", 1) == "null");
    BOOST_TEST(value("patient", 2) == "\"-3\"");
    BOOST_TEST(value("as_of", 0) == "20777");
    BOOST_TEST(value("as_of", 1) == "null");
    BOOST_TEST(value("as_of", 2) == "20090");
    BOOST_TEST(value("problems", 1) == "1");
    BOOST_TEST(value("verdict", 0) == "\"proceed\"");
    BOOST_TEST(value("at_most", 0) == "\"do_not_proceed\"");
    BOOST_TEST(value("applicable", 0) == "\"yes\"");
    BOOST_TEST(value("complete", 0) == "false");
    BOOST_TEST(value("report", 0).find("caveat/report/1") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_id_that_is_no_utf8_is_a_problem_of_its_row_and_is_not_given_out) {
    const Optionals<std::string> ids = {"p1", "\xE9", "\xE8", {}, "Andr\u00E9", "\xE9"};
    for (const ArrowColumn& column :
         {texts_column("patient", "u", ids), texts_column("patient", "U", ids),
          texts_column("patient", "vu", ids), dictionary_column("patient", "c", ids)}) {
        const ArrowColumn batch = one(column);
        BOOST_TEST(counts(batch) == "0 1 1 0 0 1");
        const ArrowBinding binding = binding_to(batch);
        const ReadArray in(batch);
        ReadArray out;
        BOOST_REQUIRE(!binding.screen(in.array, 0, in.array.length, out.array));
        ReadSchema schema;
        binding.schema(schema.schema);
        std::string given;
        for (std::int64_t row = 0; row < 6; ++row) {
            given += arrow_value(schema.schema, out.array, "patient", row) + " ";
            ArrowFailure failure;
            const auto profile = binding.profile(in.array, row, failure);
            BOOST_REQUIRE(profile);
            const bool is_broken = row == 1 || row == 2 || row == 5;
            BOOST_TEST(profile->problems().size() == (is_broken ? 1U : 0U));
            if (is_broken) BOOST_TEST(profile->problems()[0].code == "not-utf8");
        }
        BOOST_TEST(given == "\"p1\" null null null \"Andr\u00E9\" null ");
    }
}

BOOST_AUTO_TEST_CASE(rules_outcomes_and_questions_are_lists) {
    std::vector<ArrowColumn> columns;
    columns.push_back(numbers_column<std::int32_t>("pain", "i", {9, 0}));
    columns.push_back(texts_column("job", "u", {"heavy lifting", "sitting"}));
    const ArrowColumn batch = record_batch(std::move(columns), 2);
    for (const bool is_plain : {false, true}) {
        ArrowOptions options;
        options.rules = ArrowRules::lists;
        options.outcomes = options.questions = true;
        options.plain_strings = is_plain;
        const ArrowBinding binding = binding_to(batch, options);
        const ReadArray in(batch);
        ReadArray out;
        BOOST_REQUIRE(!binding.screen(in.array, 0, 2, out.array));
        ReadSchema schema;
        binding.schema(schema.schema);
        const auto value = [&](const char* column, std::int64_t row) {
            return arrow_value(schema.schema, out.array, column, row);
        };
        const std::string fired = R"(["pain","job"])";
        BOOST_TEST(value("fired", 0) == fired);
        BOOST_TEST(value("fired", 1) == "[]");
        const std::string undecided = R"(["fever","weight","regions","seen","sessions","deep"])";
        BOOST_TEST(value("undecided", 1) == undecided);
        const std::string outcomes =
            R"([{"outcome":"avoid_massage","verb":"avoid","certainty":"certain"},)"
            R"x({"outcome":"suggest_n_walks(n=3)","verb":"suggest","certainty":"certain"}])x";
        BOOST_TEST(value("outcomes", 0) == outcomes);
        const std::string question =
            R"([{"fact":"fever","path":"facts.fever","strictest":"refer","whom":"patient"},)";
        BOOST_TEST(value("questions", 1).substr(0, question.size()) == question);
    }
}

BOOST_AUTO_TEST_CASE(a_batch_is_checked_as_a_whole) {
    // What is wrong stands behind the rows that are screened.
    ArrowColumn job = numbers_column<std::int8_t>("job", "c", {0, 0, 7});
    job.dictionary = std::make_shared<ArrowColumn>(texts_column("", "u", {"sitting"}));
    const ArrowColumn batch = one(job);
    const ArrowBinding binding = binding_to(batch);
    const ReadArray in(batch);
    const auto found = binding.check(in.array);
    BOOST_REQUIRE(found);
    BOOST_TEST(found->error == EINVAL);
    BOOST_TEST(found->message ==
               "`job` of the batch has an index beyond its dictionary, in place 2");
    ReadArray out;
    BOOST_TEST(!binding.screen(in.array, 0, 2, out.array));
    out.array.release(&out.array);
    const auto refused = binding.screen(in.array, 0, 3, out.array);
    BOOST_REQUIRE(refused);
    BOOST_TEST(refused->message == found->message);
    const ArrowColumn sound = one(texts_column("job", "u", {"sitting", {}}));
    BOOST_TEST(!binding_to(sound).check(ReadArray(sound).array));
}

BOOST_AUTO_TEST_CASE(there_is_no_profile_of_a_row_that_is_not_there) {
    const ArrowColumn batch = one(bools_column("fever", {true}));
    const ArrowBinding binding = binding_to(batch);
    const ReadArray in(batch);
    ArrowFailure failure;
    BOOST_TEST(binding.profile(in.array, 0, failure).has_value());
    for (const std::int64_t row : {std::int64_t{-1}, std::int64_t{1}}) {
        BOOST_TEST(!binding.profile(in.array, row, failure));
        BOOST_TEST(failure.error == EINVAL);
        BOOST_TEST(failure.message == "the batch does not have the rows that were asked for");
    }
}

BOOST_AUTO_TEST_CASE(what_is_passed_through_holds_the_batch_that_it_lies_in) {
    ArrowOptions options;
    options.passthrough = {"fever"};
    const ArrowColumn batch = one(bools_column("fever", {true, {}, false}));
    const ArrowBinding binding = binding_to(batch, options);
    ReadSchema schema;
    binding.schema(schema.schema);
    auto in = std::make_shared<ReadArray>(batch);
    const std::weak_ptr<ReadArray> watched = in;
    std::shared_ptr<const ArrowArray> held(in, &in->array);
    ReadArray out;
    BOOST_REQUIRE(!binding.screen(held, 1, 2, out.array));
    in.reset();
    held.reset();
    BOOST_TEST(!watched.expired());
    BOOST_TEST(arrow_value(schema.schema, out.array, "fever", 0) == "null");
    BOOST_TEST(arrow_value(schema.schema, out.array, "fever", 1) == "false");
    out.array.release(&out.array);
    BOOST_TEST(watched.expired());
}

BOOST_AUTO_TEST_CASE(a_text_is_known_again_by_what_it_says) {
    // The same lengths, beginnings and ends; texts of 16 bytes and more; and so many of them that
    // not all are remembered.
    const std::string long_code = "heavy lifting";
    Optionals<std::string> texts;
    std::string expected;
    for (std::size_t i = 0; i < 1000; ++i) {
        const bool is_heavy = i % 3 == 0;
        std::string other = "heavy" + std::string(i % 40, '_') + std::to_string(i) + "lifting";
        texts.emplace_back(is_heavy ? long_code : i % 3 == 1 ? "sitting" : std::move(other));
        expected += is_heavy ? 'f' : i % 3 == 1 ? '.' : 'u';
    }
    for (const char* const format : {"u", "U", "vu"}) {
        BOOST_TEST(statuses(one(texts_column("job", format, texts)), "job") == expected);
        BOOST_TEST(statuses(one(dictionary_column("job", "s", texts)), "job") == expected);
    }
    BOOST_TEST(statuses(one(texts_column("job", "u", {"", "heavy_liftinq", "heavy liftinG"})),
                        "job") == "uuf");
}

BOOST_AUTO_TEST_CASE(a_text_that_goes_on_is_another_one) {
    // By zeros, by more than what is compared at once, and by as much as a byte cannot count; alone
    // and in turns, so that it is longer by what another one might be shorter.
    for (const std::string code : {"sitting", "standing", "heavy lifting"}) {
        const char own = code == "heavy lifting" ? 'f' : '.';
        for (const std::size_t more : {1U, 2U, 3U, 8U, 9U, 256U, 512U}) {
            for (const std::string& other :
                 {code + std::string(more, '\0'), code + std::string(more, 'x')}) {
                Optionals<std::string> texts;
                std::string expected;
                for (std::size_t i = 0; i < 400; ++i) {
                    const bool is_other = i >= 100 && i % 5 == 0;
                    texts.emplace_back(is_other ? other : i % 7 == 0 ? "" : code);
                    expected += is_other || i % 7 == 0 ? 'u' : own;
                    if (i % 11 == 0) {
                        texts.back().reset();
                        expected.back() = 'u';
                    }
                }
                for (const char* const format : {"u", "U"}) {
                    BOOST_TEST(statuses(one(texts_column("job", format, texts)), "job") ==
                               expected);
                }
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
