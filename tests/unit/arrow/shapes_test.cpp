// Each type of column in each shape that memory may have: offsets, slices, validity, alignment.

#include <caveat/arrow.hpp>

#include "unit/arrow/screened.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

using namespace caveat;
using namespace caveat::testing;

namespace {

/// The batch with three rows in front that are sliced away.
ArrowColumn sliced(const std::function<ArrowColumn(bool)>& make, std::int64_t length) {
    ArrowColumn batch = one(make(true));
    batch.offset = 3;
    batch.length = length;
    return batch;
}

/// Which values are null.
enum class Nulls { none, some, all };

/// Every shape that matters of what `make` makes of values; `front` puts three rows in front.
void in_all_shapes(
    const std::string& rule, const std::string& expected,
    const std::function<ArrowColumn(const ArrowShape&, bool front, Nulls nulls)>& make) {
    std::string where_none_is_null = expected;
    std::replace(where_none_is_null.begin(), where_none_is_null.end(), 'u', '.');
    const std::string where_all_are(expected.size(), 'u');
    const auto check = [&](const ArrowShape& shape) {
        BOOST_TEST(statuses(one(make(shape, false, Nulls::some)), rule) == expected);
        const ArrowColumn part = sliced([&](bool front) { return make(shape, front, Nulls::some); },
                                        static_cast<std::int64_t>(expected.size()));
        BOOST_TEST(statuses(part, rule) == expected);
        BOOST_TEST(statuses(one(make(shape, false, Nulls::all)), rule) == where_all_are);
        ArrowShape without = shape;
        without.has_validity = false;
        BOOST_TEST(statuses(one(make(without, false, Nulls::none)), rule) == where_none_is_null);
    };
    for (const std::int64_t offset : {0, 1, 7, 64, 65}) {
        for (const std::int64_t child_offset : std::vector<std::int64_t>{0, 66 - offset}) {
            for (const std::size_t alignment : {64U, 8U, 1U}) {
                for (const bool counts_nulls : {true, false}) {
                    ArrowShape shape;
                    shape.offset = offset;
                    shape.child_offset = child_offset;
                    shape.alignment = alignment;
                    shape.counts_nulls = counts_nulls;
                    BOOST_TEST_CONTEXT("offset " << offset << ", of children " << child_offset
                                                 << ", alignment " << alignment) {
                        check(shape);
                    }
                }
            }
        }
    }
}

template <class T>
Optionals<T> with_front(Optionals<T> values, bool front, Nulls nulls, T no) {
    if (nulls == Nulls::none) {
        for (auto& value : values) value = value.value_or(no);
    }
    if (nulls == Nulls::all) values.assign(values.size(), std::nullopt);
    if (front) values.insert(values.begin(), {no, std::nullopt, no});
    return values;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(arrow_shapes)

BOOST_AUTO_TEST_CASE(booleans_lie_as_they_like) {
    in_all_shapes("fever", "f.u.f", [](const ArrowShape& shape, bool front, Nulls nulls) {
        return bools_column(
            "fever", with_front<bool>({true, false, {}, false, true}, front, nulls, false), shape);
    });
}

BOOST_AUTO_TEST_CASE(integers_of_every_width_lie_as_they_like) {
    const auto check = [](auto type, const std::string& format) {
        using T = decltype(type);
        in_all_shapes("pain", "f.u.f", [&](const ArrowShape& shape, bool front, Nulls nulls) {
            const Optionals<T> values{T{7}, T{6}, std::nullopt, T{0}, T{10}};
            return numbers_column<T>("pain", format, with_front<T>(values, front, nulls, T{1}),
                                     shape);
        });
    };
    check(std::int8_t{}, "c");
    check(std::uint8_t{}, "C");
    check(std::int16_t{}, "s");
    check(std::uint16_t{}, "S");
    check(std::int32_t{}, "i");
    check(std::uint32_t{}, "I");
    check(std::int64_t{}, "l");
    check(std::uint64_t{}, "L");
    check(float{}, "f");
    check(double{}, "g");
}

BOOST_AUTO_TEST_CASE(a_float_of_32_bits_is_its_own_shortest_decimal) {
    const Optionals<float> values{80.5F, 80.50001F, 80.4F, 80.500001F};
    BOOST_TEST(statuses(one(numbers_column<float>("weight", "f", values)), "weight") == ".f..");
}

BOOST_AUTO_TEST_CASE(decimals_of_every_width_lie_as_they_like) {
    for (const auto& [format, width] :
         {std::pair{"d:9,2,32", 4U}, {"d:18,2,64", 8U}, {"d:38,2", 16U}, {"d:70,2,256", 32U}}) {
        in_all_shapes("weight", "f.u.f", [&](const ArrowShape& shape, bool front, Nulls nulls) {
            const Optionals<std::int64_t> values{8051, 8050, {}, 0, 9000};
            return decimals_column("weight", format, width,
                                   with_front<std::int64_t>(values, front, nulls, 100), shape);
        });
    }
}

BOOST_AUTO_TEST_CASE(codes_lie_as_they_like) {
    const Optionals<std::string> values{
        "heavy lifting", "sitting", {}, "standing", "Heavy-Lifting"};
    for (const std::string format : {"u", "U", "vu"}) {
        in_all_shapes("job", "f.u.f", [&](const ArrowShape& shape, bool front, Nulls nulls) {
            return texts_column("job", format,
                                with_front<std::string>(values, front, nulls, "sitting"), shape);
        });
    }
    for (const std::string format : {"c", "C", "s", "S", "i", "I", "l", "L"}) {
        in_all_shapes("job", "f.u.f", [&](const ArrowShape& shape, bool front, Nulls nulls) {
            return dictionary_column("job", format,
                                     with_front<std::string>(values, front, nulls, "sitting"),
                                     shape, format == "i" ? 50 : 0);
        });
    }
}

BOOST_AUTO_TEST_CASE(days_lie_as_they_like) {
    const Optionals<std::int32_t> days{18415, 18414, {}, 0, 20000};
    in_all_shapes("seen", "f.u.f", [&](const ArrowShape& shape, bool front, Nulls nulls) {
        return numbers_column<std::int32_t>("seen", "tdD",
                                            with_front<std::int32_t>(days, front, nulls, 1), shape);
    });
    for (const auto& [format, a_day] : {std::pair<std::string, std::int64_t>{"tdm", 86'400'000},
                                        {"tss:", 86'400},
                                        {"tsu:", 86'400'000'000}}) {
        in_all_shapes("seen", "f.u.f", [&](const ArrowShape& shape, bool front, Nulls nulls) {
            Optionals<std::int64_t> moments;
            for (const auto& day : days) {
                moments.push_back(day ? std::optional(*day * a_day) : std::nullopt);
            }
            return numbers_column<std::int64_t>(
                "seen", format, with_front<std::int64_t>(moments, front, nulls, 0), shape);
        });
    }
    in_all_shapes("seen", "f.u.f", [&](const ArrowShape& shape, bool front, Nulls nulls) {
        const Optionals<std::string> texts{"2020-06-02", "2020-06-01", {}, "2019", "2021-03"};
        return texts_column("seen", "u", with_front<std::string>(texts, front, nulls, "1999-01-01"),
                            shape);
    });
}

BOOST_AUTO_TEST_CASE(lists_of_codes_lie_as_they_like) {
    for (const std::string format : {"+l", "+L", "+vl", "+vL", "+w:2"}) {
        in_all_shapes("regions", "f.u.f", [&](const ArrowShape& shape, bool front, Nulls nulls) {
            Optionals<std::int64_t> sizes{2, 2, {}, 2, 2};
            sizes = with_front<std::int64_t>(sizes, front, nulls, 2);
            Optionals<std::string> items;
            const bool is_fixed = format.starts_with("+w");
            if (is_fixed) items.resize(2 * static_cast<std::size_t>(shape.offset), "neck");
            const Optionals<std::string> firsts{"lower back", "neck", "shoulder", "neck",
                                                "shoulder"};
            const Optionals<std::string> seconds{"neck", "shoulder", "neck", "neck", "lower_back"};
            for (std::size_t i = 0; i < sizes.size(); ++i) {
                const std::size_t of = front ? i - 3 : i;
                if (!sizes[i] && !is_fixed) continue;
                const bool is_front = front && i < 3;
                items.push_back(is_front ? "neck" : firsts[of]);
                items.push_back(is_front ? "neck" : seconds[of]);
            }
            ArrowShape inner = shape;
            inner.offset = shape.child_offset;
            ArrowColumn texts = shape.alignment == 8 ? dictionary_column("item", "i", items, inner)
                                                     : texts_column("item", "u", items, inner);
            return lists_column("regions", format, sizes, std::move(texts), shape);
        });
    }
}

BOOST_AUTO_TEST_CASE(records_lie_as_they_like) {
    for (const std::string format : {"+l", "+L", "+vl", "+vL", "+w:2"}) {
        in_all_shapes("sessions", "f.u.f", [&](const ArrowShape& shape, bool front, Nulls nulls) {
            Optionals<std::int64_t> sizes{2, 2, {}, 2, 2};
            sizes = with_front<std::int64_t>(sizes, front, nulls, 2);
            const bool is_fixed = format.starts_with("+w");
            Optionals<bool> eased;
            Optionals<std::int16_t> strength;
            Optionals<std::string> kind;
            // The struct is sliced, and so are its fields.
            const std::int64_t before = shape.child_offset + (is_fixed ? 2 * shape.offset : 0);
            eased.resize(static_cast<std::size_t>(before), true);
            strength.resize(static_cast<std::size_t>(before), std::int16_t{9});
            kind.resize(static_cast<std::size_t>(before), "deep");
            for (std::size_t i = 0; i < sizes.size(); ++i) {
                if (!sizes[i] && !is_fixed) continue;
                const std::size_t of = front && i >= 3 ? i - 3 : i;
                const bool is_met = !(front && i < 3) && (of == 0 || of == 4);
                for (int j = 0; j < 2; ++j) {
                    eased.push_back(is_met || j == 0);
                    strength.push_back(is_met ? std::int16_t{5} : std::int16_t{4});
                    kind.push_back("gentle");
                }
            }
            ArrowShape inner = shape;
            inner.offset = shape.offset / 2;
            std::vector<ArrowColumn> fields;
            fields.push_back(bools_column("eased", eased, inner));
            fields.push_back(numbers_column<std::int16_t>("strength", "s", strength, inner));
            fields.push_back(texts_column("kind", "u", kind, inner));
            ArrowShape of_struct = shape;
            of_struct.offset = shape.child_offset;
            const std::vector<bool> present(
                eased.size() - static_cast<std::size_t>(shape.child_offset), true);
            return lists_column("sessions", format, sizes,
                                struct_column("item", std::move(fields), present, of_struct),
                                shape);
        });
    }
}

BOOST_AUTO_TEST_CASE(views_of_records_may_stand_anywhere) {
    std::vector<ArrowColumn> fields;
    fields.push_back(bools_column("eased", {true, false, true, {}}));
    fields.push_back(numbers_column<std::int8_t>("strength", "c", {5, 9, 9, 9}));
    ArrowColumn views = lists_column("sessions", "+vl", {2, 2, 1},
                                     struct_column("item", std::move(fields), {1, 1, 1, 0}));
    const std::vector<std::int32_t> offsets{2, 0, 0};
    std::memcpy(views.bytes(1), offsets.data(), 12);
    const std::vector<std::int32_t> sizes{2, 3, 1};
    std::memcpy(views.bytes(2), sizes.data(), 12);
    // One eased and one unreadable; two eased; one.
    BOOST_TEST(statuses(one(views), "sessions") == "uf.");
    BOOST_TEST(counts(one(views)) == "1 0 0");
}

BOOST_AUTO_TEST_CASE(views_of_the_same_records_are_screened_some_at_a_time) {
    // What 1,000 rows look at would be five million records.
    constexpr std::size_t rows = 1000;
    constexpr std::int64_t records = 5000;
    std::vector<ArrowColumn> fields;
    fields.push_back(bools_column("eased", Optionals<bool>(records, true)));
    Optionals<std::int64_t> sizes(rows, 0);
    sizes[0] = records;
    ArrowColumn views =
        lists_column("sessions", "+vl", sizes,
                     struct_column("item", std::move(fields), std::vector<bool>(records, true)));
    for (std::size_t row = 1; row < rows; ++row) {
        const std::int32_t none = 0;
        const auto all = static_cast<std::int32_t>(records);
        std::memcpy(views.bytes(1) + row * sizeof none, &none, sizeof none);
        std::memcpy(views.bytes(2) + row * sizeof all, &all, sizeof all);
    }
    const ArrowColumn batch = one(views);
    const ArrowBinding binding = binding_to(batch);
    const ReadArray in(batch);
    std::vector<std::int64_t> lengths;
    std::int64_t done = 0;
    while (done < in.array.length) {
        ReadArray out;
        BOOST_REQUIRE(!binding.screen(in.array, done, in.array.length - done, out.array));
        BOOST_REQUIRE(out.array.length > 0);
        lengths.push_back(out.array.length);
        done += out.array.length;
    }
    BOOST_TEST(lengths == (std::vector<std::int64_t>{209, 209, 209, 209, 164}));
}

BOOST_AUTO_TEST_SUITE_END()
