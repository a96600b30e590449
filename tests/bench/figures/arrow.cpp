// How long many patients take as Arrow's record batches, beside the same patients as ready columns
// of a batch: 100 rules, all of which can be decided, the verdict alone. Both have integers of the
// same widths; what Arrow has as bits and as dictionaries stands in bytes where it is ready. Each
// figure is for all patients, or for a thousand.

#include <caveat/arrow.hpp>
#include <caveat/batch.hpp>

#include "generated_rules.hpp"
#include "support/arrow_arrays.hpp"
#include "write_rules.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace caveat::testing;

constexpr std::size_t rule_count = 100;
constexpr std::size_t patient_count = 20'000;
constexpr std::size_t rows_at_once = 2048;

/// What is asked of beside readings, signs and kinds: lists of records, or lists of codes.
enum class Lists : std::uint8_t { none, sessions, findings };

/// How the patients lie in Arrow's memory.
struct Layout {
    std::int64_t offset = 0;
    bool has_plain_texts = false;
    Lists lists = Lists::none;
};

bench::Workload workload(Lists lists) {
    bench::Workload made = bench::make_workload(4 * rule_count);
    const auto is_asked = [&](const bench::Literal& literal) {
        switch (made.predicates[literal.predicate].test) {
            case bench::Test::findings_any:
            case bench::Test::findings_all:
                return lists == Lists::findings;
            case bench::Test::at_least_sessions:
            case bench::Test::no_session:
                return lists == Lists::sessions;
            default:
                return true;
        }
    };
    std::erase_if(made.rules, [&](const bench::Rule& rule) {
        return !std::all_of(rule.clauses.begin(), rule.clauses.end(), [&](const auto& clause) {
            return std::all_of(clause.begin(), clause.end(), is_asked);
        });
    });
    if (made.rules.size() < rule_count) throw std::runtime_error("too few rules");
    made.rules.resize(rule_count);
    return made;
}

struct Setting {
    explicit Setting(Lists lists) : rules(bench::load_rules(bench::rule_file(workload(lists)))) {
        for (std::size_t i = 0; i < bench::findings_count; ++i) {
            for (const bench::Patient& patient : patients) {
                for (std::uint8_t code = 0; patient.findings[i] >> code != 0; ++code) {
                    if ((patient.findings[i] >> code & 1U) != 0) finding_codes[i].push_back(code);
                }
                finding_ends[i].push_back(static_cast<std::int32_t>(finding_codes[i].size()));
            }
        }
    }

    caveat::RuleSet rules;
    std::vector<bench::Patient> patients = bench::make_patients(patient_count);
    bench::Table table = bench::make_table(patients);
    std::vector<caveat::FactId> ids = found_in(rules);
    caveat::Place technique_field = session_field("technique");
    caveat::Place eased_field = session_field("eased");
    caveat::Place pain_field = session_field("pain");
    /// The lists of each, one patient after the other: where they end, from 0 on.
    std::array<std::vector<std::int32_t>, bench::findings_count> finding_ends = [] {
        std::array<std::vector<std::int32_t>, bench::findings_count> ends;
        for (auto& each : ends) each.push_back(0);
        return ends;
    }();
    std::array<std::vector<std::uint8_t>, bench::findings_count> finding_codes;

    static std::vector<caveat::FactId> found_in(const caveat::RuleSet& rules) {
        std::vector<caveat::FactId> ids;
        for (std::size_t fact = 0; fact < bench::fact_count; ++fact) {
            ids.push_back(*rules.find_fact(bench::fact_name(fact)));
        }
        return ids;
    }
    [[nodiscard]] std::string name(std::size_t fact) const {
        return std::string(rules.fact(ids[fact]).key);
    }
    [[nodiscard]] caveat::Place session_field(const std::string& key) const {
        caveat::Place place = *rules.find_place(name(bench::fact_count - 1) + "[0]." + key);
        place.record.reset();
        return place;
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
        const auto reading = [&](const auto& p) { return p.reading[i]; };
        columns.push_back(
            i < bench::first_wide_reading
                ? numbers_column<std::int8_t>(name(fact), "c",
                                              values_of<std::int8_t>(patients, reading), shape)
                : numbers_column<std::int16_t>(name(fact), "s",
                                               values_of<std::int16_t>(patients, reading), shape));
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
        if (layout.lists != Lists::findings) continue;
        Optionals<std::int64_t> sizes;
        for (const auto& p : patients) sizes.emplace_back(std::popcount(p.findings[i]));
        Optionals<std::string> items;
        for (const std::uint8_t code : finding_codes[i]) items.emplace_back(bench::code_name(code));
        columns.push_back(
            lists_column(name(fact), "+l", sizes, codes("item", items, layout, {}), shape));
    }
    if (layout.lists == Lists::sessions) {
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

const Setting& setting(Lists lists) {
    static const std::array all{Setting(Lists::none), Setting(Lists::sessions),
                                Setting(Lists::findings)};
    return all[static_cast<std::size_t>(lists)];
}

/// The same columns, ready, for a batch of their own.
void bind_ready(caveat::Batch& batch, std::size_t rows, Lists lists) {
    const Setting& all = setting(lists);
    const auto& ids = all.ids;
    const bench::Columns& from = all.table.columns;
    const auto column = [&](const auto* values) { return caveat::column(std::span(values, rows)); };
    std::size_t fact = 0;
    for (std::size_t i = 0; i < bench::reading_count; ++i, ++fact) {
        batch.set(ids[fact], i < bench::first_wide_reading ? column(from.reading8[i])
                                                           : column(from.reading16[i]));
    }
    for (const auto* const sign : from.sign) batch.set(ids[fact++], column(sign));
    for (const auto* const kind : from.kind) batch.set(ids[fact++], column(kind));
    if (lists == Lists::none) return;
    for (std::size_t i = 0; i < bench::findings_count; ++i, ++fact) {
        if (lists != Lists::findings) continue;
        static constexpr std::array<std::uint16_t, 16> themselves{0, 1, 2,  3,  4,  5,  6,  7,
                                                                  8, 9, 10, 11, 12, 13, 14, 15};
        caveat::Column items = caveat::column(all.finding_codes[i]);
        items.codes = themselves;
        batch.set_codes(ids[fact], caveat::lists(all.finding_ends[i]), items);
    }
    if (lists == Lists::findings) return;
    const std::size_t sessions = from.session_begin[rows];
    batch.set_list(ids[fact], caveat::lists(std::span(from.session_begin, rows + 1)));
    batch.set(all.technique_field, caveat::column(std::span(from.technique, sessions)));
    batch.set(all.eased_field, caveat::column(std::span(from.eased, sessions)));
    batch.set(all.pain_field, caveat::column(std::span(from.pain, sessions)));
}

caveat::Batch ready(std::size_t rows, Lists lists) {
    caveat::Batch batch(setting(lists).rules, rows);
    bind_ready(batch, rows, lists);
    if (!batch.problems().empty()) throw std::runtime_error(batch.problems().front().message);
    return batch;
}

void screen_all(const caveat::Batch& batch, caveat::BatchScreening& screening) {
    for (std::size_t first = 0; first < batch.rows(); first += rows_at_once) {
        caveat::screen(batch, first, std::min(batch.rows(), first + rows_at_once), screening);
        benchmark::DoNotOptimize(screening.verdicts().data());
    }
}

/// What Arrow is held against.
void ready_columns(benchmark::State& state, std::size_t rows, Lists lists) {
    const caveat::Batch batch = ready(rows, lists);
    caveat::BatchScreening screening;
    for (auto _ : state) screen_all(batch, screening);
}
BENCHMARK_CAPTURE(ready_columns, all, patient_count, Lists::none)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ready_columns, with_records, patient_count, Lists::sessions)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ready_columns, with_code_lists, patient_count, Lists::findings)
    ->Unit(benchmark::kMillisecond);

constexpr std::size_t thousand = 1000;
BENCHMARK_CAPTURE(ready_columns, thousand, thousand, Lists::sessions)
    ->Unit(benchmark::kMicrosecond);
/// The columns of one batch after those of another.
void bound_again(benchmark::State& state) {
    caveat::Batch batch = ready(thousand, Lists::sessions);
    for (auto _ : state) {
        batch.clear(thousand);
        bind_ready(batch, thousand, Lists::sessions);
        benchmark::DoNotOptimize(batch.problems().data());
    }
}
BENCHMARK(bound_again)->Unit(benchmark::kMicrosecond);

/// A record batch bound to the rules, once.
class Bound {
  public:
    Bound(const Layout& layout, const caveat::ArrowOptions& options)
        : batch_(setting(layout.lists).batch(layout)),
          in_(batch_),
          binding_(bound(setting(layout.lists).rules, batch_, options)) {}

    /// Screens rows [first, end).
    void screen(std::int64_t first, std::int64_t end) const {
        while (first < end) {
            ReadArray out;
            if (binding_.screen(in_.array, first, end - first, out.array)) {
                throw std::runtime_error("refused");
            }
            first += out.array.length;
        }
    }
    [[nodiscard]] std::int64_t rows() const { return in_.array.length; }

  private:
    static caveat::ArrowBinding bound(const caveat::RuleSet& rules, const ArrowColumn& batch,
                                      const caveat::ArrowOptions& options) {
        const ReadSchema schema(batch);
        caveat::ArrowBound made = caveat::ArrowBinding::bind(rules, schema.schema, options);
        if (!made.binding) throw std::runtime_error(made.diagnostics.front().message);
        return *std::move(made.binding);
    }

    ArrowColumn batch_;
    ReadArray in_;
    caveat::ArrowBinding binding_;
};

void arrow(benchmark::State& state, const Layout& layout, const caveat::ArrowOptions& options) {
    const Bound bound(layout, options);
    for (auto _ : state) bound.screen(0, bound.rows());
}
BENCHMARK_CAPTURE(arrow, dictionaries, Layout{}, {})->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(arrow, odd_offsets, Layout{.offset = 7}, {})->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(arrow, plain_texts, Layout{.has_plain_texts = true}, {})
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(arrow, records, Layout{.lists = Lists::sessions}, {})
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(arrow, code_lists, Layout{.lists = Lists::findings}, {})
    ->Unit(benchmark::kMillisecond);

caveat::ArrowOptions rules_as_columns() {
    caveat::ArrowOptions options;
    options.rules = caveat::ArrowRules::columns;
    return options;
}
BENCHMARK_CAPTURE(arrow, rules_as_columns, Layout{}, rules_as_columns())
    ->Unit(benchmark::kMillisecond);

/// One binding in as many threads at once, by the clock; each screens all rows.
void arrow_threads(benchmark::State& state) {
    static const Bound bound({}, {});
    for (auto _ : state) bound.screen(0, bound.rows());
}
BENCHMARK(arrow_threads)->Threads(1)->Threads(2)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
