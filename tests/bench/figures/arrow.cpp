// How long many patients take as Arrow's record batches, beside the same patients as ready columns
// of a batch: 100 rules, the verdict alone. Each figure is for all patients.

#include <caveat/arrow.hpp>
#include <caveat/batch.hpp>

#include "generated_rules.hpp"
#include "support/arrow_arrays.hpp"
#include "write_rules.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace caveat::testing;

constexpr std::size_t rule_count = 100;
constexpr std::size_t patient_count = 20'000;
constexpr std::size_t rows_at_once = 2048;

/// How the patients lie in Arrow's memory.
struct Layout {
    std::int64_t offset = 0;
    bool has_plain_texts = false;
    bool has_sessions = true;
};

struct Setting {
    caveat::RuleSet rules = bench::load_rules(bench::rule_file(bench::make_workload(rule_count)));
    std::vector<bench::Patient> patients = bench::make_patients(patient_count);
    bench::Table table = bench::make_table(patients);

    [[nodiscard]] std::string name(std::size_t fact) const {
        return std::string(rules.fact(*rules.find_fact(bench::fact_name(fact))).key);
    }
    [[nodiscard]] ArrowColumn batch(const Layout& layout) const;
};

template <class T, class Of>
Optionals<T> values_of(const std::vector<bench::Patient>& patients, const Of& of) {
    Optionals<T> values;
    for (const bench::Patient& patient : patients) values.emplace_back(static_cast<T>(of(patient)));
    return values;
}

ArrowColumn codes(std::string name, const Optionals<std::string>& texts, const Layout& layout,
                  const ArrowShape& shape) {
    return layout.has_plain_texts ? texts_column(std::move(name), "u", texts, shape)
                                  : dictionary_column(std::move(name), "c", texts, shape);
}

ArrowColumn Setting::batch(const Layout& layout) const {
    ArrowShape shape;
    shape.offset = layout.offset;
    shape.has_validity = layout.offset != 0;
    std::vector<ArrowColumn> columns;
    std::size_t fact = 0;
    for (std::size_t i = 0; i < bench::reading_count; ++i, ++fact) {
        columns.push_back(numbers_column<std::int16_t>(
            name(fact), "s",
            values_of<std::int16_t>(patients, [&](const auto& p) { return p.reading[i]; }), shape));
    }
    for (std::size_t i = 0; i < bench::sign_count; ++i, ++fact) {
        columns.push_back(bools_column(
            name(fact), values_of<bool>(patients, [&](const auto& p) { return p.sign[i]; }),
            shape));
    }
    for (std::size_t i = 0; i < bench::kind_count; ++i, ++fact) {
        Optionals<std::string> texts;
        for (const auto& p : patients) texts.emplace_back(bench::code_name(p.kind[i]));
        columns.push_back(codes(name(fact), texts, layout, shape));
    }
    for (std::size_t i = 0; i < bench::findings_count; ++i, ++fact) {
        Optionals<std::int64_t> sizes;
        Optionals<std::string> items;
        for (const auto& p : patients) {
            sizes.emplace_back(0);
            for (std::size_t code = 0; code < 64; ++code) {
                if ((p.findings[i] >> code & 1U) == 0) continue;
                items.emplace_back(bench::code_name(code));
                ++*sizes.back();
            }
        }
        columns.push_back(
            lists_column(name(fact), "+l", sizes, codes("item", items, layout, {}), shape));
    }
    if (layout.has_sessions) {
        Optionals<std::int64_t> sizes;
        Optionals<std::string> technique;
        Optionals<bool> eased;
        Optionals<std::int8_t> pain;
        for (const auto& p : patients) {
            sizes.emplace_back(p.sessions);
            for (std::size_t i = 0; i < p.sessions; ++i) {
                technique.emplace_back(bench::code_name(p.session[i].technique));
                eased.emplace_back(p.session[i].eased);
                pain.emplace_back(static_cast<std::int8_t>(p.session[i].pain));
            }
        }
        std::vector<ArrowColumn> fields;
        fields.push_back(codes("technique", technique, layout, {}));
        fields.push_back(bools_column("eased", eased));
        fields.push_back(numbers_column<std::int8_t>("pain", "c", pain));
        const std::vector<bool> present(eased.size(), true);
        columns.push_back(lists_column(name(fact), "+l", sizes,
                                       struct_column("item", std::move(fields), present), shape));
    }
    return record_batch(std::move(columns), static_cast<std::int64_t>(patients.size()));
}

const Setting& setting() {
    static const Setting made;
    return made;
}

/// What Arrow is held against: the same columns, ready.
void batch_on_ready_columns(benchmark::State& state) {
    const Setting& all = setting();
    caveat::Batch batch(all.rules, patient_count);
    const auto id = [&](std::size_t fact) { return *all.rules.find_fact(bench::fact_name(fact)); };
    const auto column = [&](const auto* values) {
        return caveat::column(std::span(values, patient_count));
    };
    const bench::Columns& from = all.table.columns;
    std::size_t fact = 0;
    for (std::size_t i = 0; i < bench::reading_count; ++i, ++fact) {
        batch.set(id(fact), from.reading8[i] != nullptr ? column(from.reading8[i])
                                                        : column(from.reading16[i]));
    }
    for (const auto* const sign : from.sign) batch.set(id(fact++), column(sign));
    for (const auto* const kind : from.kind) batch.set(id(fact++), column(kind));
    for (std::size_t i = 0; i < bench::findings_count; ++i, ++fact) {
        batch.set(id(fact), from.findings8[i] != nullptr ? column(from.findings8[i])
                                                         : column(from.findings16[i]));
    }
    const std::size_t sessions = from.session_begin[patient_count];
    batch.set_list(id(fact), caveat::lists(std::span(from.session_begin, patient_count + 1)));
    const auto field = [&](std::uint32_t index, const auto* values) {
        batch.set({id(fact), {}, index}, caveat::column(std::span(values, sessions)));
    };
    const auto& fields = all.rules.fact(id(fact)).fields;
    for (std::uint32_t i = 0; i < fields.size(); ++i) {
        if (fields[i].key == "technique") field(i, from.technique);
        if (fields[i].key == "eased") field(i, from.eased);
        if (fields[i].key == "pain") field(i, from.pain);
    }
    if (!batch.problems().empty()) throw std::runtime_error(batch.problems().front().message);
    caveat::BatchScreening screening;
    for (auto _ : state) {
        for (std::size_t first = 0; first < patient_count; first += rows_at_once) {
            caveat::screen(batch, first, std::min(patient_count, first + rows_at_once), screening);
            benchmark::DoNotOptimize(screening.verdicts().data());
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(patient_count));
}
BENCHMARK(batch_on_ready_columns)->Unit(benchmark::kMillisecond);

void arrow(benchmark::State& state, const Layout& layout, const caveat::ArrowOptions& options) {
    const Setting& all = setting();
    const ArrowColumn batch = all.batch(layout);
    const ReadSchema schema(batch);
    const caveat::ArrowBound bound = caveat::ArrowBinding::bind(all.rules, schema.schema, options);
    if (!bound.binding) throw std::runtime_error(bound.diagnostics.front().message);
    const ReadArray in(batch);
    for (auto _ : state) {
        for (std::int64_t row = 0; row < in.array.length;) {
            ReadArray out;
            if (bound.binding->screen(in.array, row, in.array.length - row, out.array)) {
                throw std::runtime_error("refused");
            }
            row += out.array.length;
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(patient_count));
}

void arrow_dictionaries(benchmark::State& state) {
    arrow(state, {}, {});
}
BENCHMARK(arrow_dictionaries)->Unit(benchmark::kMillisecond);
void arrow_at_odd_offsets(benchmark::State& state) {
    arrow(state, {.offset = 7}, {});
}
BENCHMARK(arrow_at_odd_offsets)->Unit(benchmark::kMillisecond);
void arrow_plain_texts(benchmark::State& state) {
    arrow(state, {.has_plain_texts = true}, {});
}
BENCHMARK(arrow_plain_texts)->Unit(benchmark::kMillisecond);
void arrow_without_records(benchmark::State& state) {
    arrow(state, {.has_sessions = false}, {});
}
BENCHMARK(arrow_without_records)->Unit(benchmark::kMillisecond);
void arrow_rules_as_columns(benchmark::State& state) {
    caveat::ArrowOptions options;
    options.rules = caveat::ArrowRules::columns;
    arrow(state, {}, options);
}
BENCHMARK(arrow_rules_as_columns)->Unit(benchmark::kMillisecond);

}  // namespace
