// From conditions on the records of a list to sets of tests on fields. Entrance:
// ProgramCompiler::count.

#include "model/walk.hpp"
#include "program/compiler.hpp"

#include <algorithm>

namespace caveat::program {

using model::ExprId;

namespace {

constexpr int most_depth = 32;

}  // namespace

/// The count that a test looks at; nothing when the typed tree has to count.
std::optional<std::uint32_t> ProgramCompiler::count(const Subject& subject) {
    const std::uint32_t tests = record_tests_of(subject.fact);
    Count result;
    result.record_tests = tests;
    if (subject.where.body == model::none) {
        result.lanes.push_back(0);
    } else {
        const auto form = where_form(tests, subject.where.body, true, 0);
        if (!form) return std::nullopt;
        for (const LiteralSet& lane : *form) {
            std::uint64_t set = 0;
            for (const std::uint32_t test : lane) set |= std::uint64_t{1} << test;
            result.lanes.push_back(set);
        }
        std::sort(result.lanes.begin(), result.lanes.end());
    }
    std::string key;
    put(key, tests);
    for (const std::uint64_t lane : result.lanes) put(key, lane);
    const auto next = static_cast<std::uint32_t>(program_.counts.size());
    const auto [found, is_new] = count_by_key_.try_emplace(std::move(key), next);
    if (is_new) program_.counts.push_back(std::move(result));
    return found->second;
}

std::uint32_t ProgramCompiler::record_tests_of(std::uint32_t records) {
    const auto next = static_cast<std::uint32_t>(program_.record_tests.size());
    const auto [found, is_new] = tests_by_records_.try_emplace(records, next);
    if (is_new) program_.record_tests.emplace_back().records = records;
    return found->second;
}

std::optional<Form> ProgramCompiler::where_form(std::uint32_t tests, ExprId id, bool holds,
                                                int depth) {
    if (depth > most_depth) return std::nullopt;
    const auto group = [&](model::Children parts, bool all) -> std::optional<Form> {
        Form result = all ? Form{{}} : Form{};
        for (const ExprId part : tree_.children(parts)) {
            const auto next_part = where_form(tests, part, holds, depth + 1);
            if (!next_part) return std::nullopt;
            auto next = all ? product(result, *next_part) : sum(result, *next_part);
            if (!next) return std::nullopt;
            result = *std::move(next);
        }
        return result;
    };
    using Made = std::optional<Form>;
    return model::visit(
        model::Overloaded{
            [&](const model::All& n) { return group(n.parts, holds); },
            [&](const model::Any& n) { return group(n.parts, !holds); },
            [&](const model::Not& n) { return where_form(tests, n.part, !holds, depth + 1); },
            [](const model::AtLeastOf&) -> Made { return std::nullopt; },
            [](const model::Gated&) -> Made { return std::nullopt; },
            [&](const model::TestNode auto&) -> Made {
                const auto test = field_test(tests, id, holds);
                return test ? Made(Form{{*test}}) : std::nullopt;
            },
            [](const model::ValueNode auto&) -> Made { return std::nullopt; },
        },
        tree_[id].node);
}

/// A test on a field, as its position among those of the list.
std::optional<std::uint32_t> ProgramCompiler::field_test(std::uint32_t tests, ExprId id,
                                                         bool holds) {
    const auto plain = plain_test(rules_, id);
    if (!plain || plain->subject.kind != Subject::Kind::field) return std::nullopt;
    RecordTests& all = program_.record_tests[tests];
    if (plain->subject.fact != all.records) return std::nullopt;
    const facts::ValueType& type = rules_.catalogue[all.records].fields[plain->subject.field].type;
    if (type.codes.size() > facts::Packing::bits || type.to_as_of) return std::nullopt;
    FieldTest test{plain->subject.field, type.kind, plain->literal};
    test.test.source = 0;
    if (!holds) deny(test.test);
    for (std::uint32_t i = 0; i < all.tests.size(); ++i) {
        const FieldTest& known = all.tests[i];
        const bool is_same = known.field == test.field && known.test.kind == test.test.kind &&
                             known.test.is_negated == test.test.is_negated &&
                             known.test.low == test.test.low && known.test.high == test.test.high &&
                             known.test.codes == test.test.codes;
        if (is_same) return i;
    }
    if (all.tests.size() == RecordTests::most) return std::nullopt;
    all.tests.push_back(test);
    return static_cast<std::uint32_t>(all.tests.size() - 1);
}

/// Few values: the tests that each passes are looked up.
void ProgramCompiler::tabulate(RecordTests& all) {
    constexpr std::int64_t most_values = 256;
    for (std::uint32_t i = 0; i < all.tests.size(); ++i) {
        const FieldTest& test = all.tests[i];
        const auto known = std::find_if(all.fields.begin(), all.fields.end(),
                                        [&](const auto& each) { return each.field == test.field; });
        FieldTable& table = known != all.fields.end() ? *known : all.fields.emplace_back();
        table.field = test.field;
        table.tests |= std::uint64_t{1} << i;
    }
    for (FieldTable& table : all.fields) {
        const facts::ValueType& type = rules_.catalogue[all.records].fields[table.field].type;
        std::int64_t last = -1;
        if (type.kind == FactKind::yes_no) last = 1;
        if (type.kind == FactKind::choice) last = static_cast<std::int64_t>(type.codes.size()) - 1;
        if (type.kind == FactKind::number && type.range.low.is_finite() &&
            type.range.high.is_finite()) {
            const values::Rational grid(rules_.packing.grid(all.records, table.field));
            const auto low = multiply(type.range.low.value, grid);
            const auto high = multiply(type.range.high.value, grid);
            const auto width = low && high ? subtract(*high, *low) : std::nullopt;
            const auto first = low ? values::to_int64(*low) : std::nullopt;
            if (width && first && *width < values::Rational(most_values)) {
                table.low = *first;
                last = *first + *values::to_int64(values::floor(*width));
            }
        }
        if (last < table.low || last - table.low >= most_values) continue;
        table.first = static_cast<std::uint32_t>(all.tables.size());
        table.count = static_cast<std::uint32_t>(last - table.low + 1);
        for (std::int64_t value = table.low; value <= last; ++value) {
            std::uint64_t passed = 0;
            for (std::uint32_t i = 0; i < all.tests.size(); ++i) {
                const FieldTest& test = all.tests[i];
                if (test.field == table.field &&
                    holds(test.test, static_cast<std::uint64_t>(value))) {
                    passed |= std::uint64_t{1} << i;
                }
            }
            all.tables.push_back(passed);
        }
    }
}

}  // namespace caveat::program
