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
#include <stdexcept>
#include <string>
#include <thread>
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
    bool has_sessions = false;
};

/// Rules that ask of nothing but readings, signs and kinds; or of sessions, too.
bench::Workload workload(bool has_sessions) {
    bench::Workload made = bench::make_workload(4 * rule_count);
    const auto is_asked = [&](const bench::Literal& literal) {
        switch (made.predicates[literal.predicate].test) {
            case bench::Test::findings_any:
            case bench::Test::findings_all:
                return false;
            case bench::Test::at_least_sessions:
            case bench::Test::no_session:
                return has_sessions;
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
    explicit Setting(bool has_sessions)
        : rules(bench::load_rules(bench::rule_file(workload(has_sessions)))) {}

    caveat::RuleSet rules;
    std::vector<bench::Patient> patients = bench::make_patients(patient_count);
    bench::Table table = bench::make_table(patients);
    std::vector<caveat::FactId> ids = found_in(rules);

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
    fact += bench::findings_count;
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

const Setting& setting(bool has_sessions) {
    static const Setting plain(false);
    static const Setting whole(true);
    return has_sessions ? whole : plain;
}

/// The same columns, ready, for a batch of their own.
void bind_ready(caveat::Batch& batch, std::size_t rows, bool has_sessions) {
    const Setting& all = setting(has_sessions);
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
    if (!has_sessions) return;
    fact += bench::findings_count;
    const std::size_t sessions = from.session_begin[rows];
    batch.set_list(ids[fact], caveat::lists(std::span(from.session_begin, rows + 1)));
    const auto field = [&](std::uint32_t index, const auto* values) {
        batch.set({ids[fact], {}, index}, caveat::column(std::span(values, sessions)));
    };
    const auto& fields = all.rules.fact(ids[fact]).fields;
    for (std::uint32_t i = 0; i < fields.size(); ++i) {
        if (fields[i].key == "technique") field(i, from.technique);
        if (fields[i].key == "eased") field(i, from.eased);
        if (fields[i].key == "pain") field(i, from.pain);
    }
}

caveat::Batch ready(std::size_t rows, bool has_sessions) {
    caveat::Batch batch(setting(has_sessions).rules, rows);
    bind_ready(batch, rows, has_sessions);
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
void ready_columns(benchmark::State& state, std::size_t rows, bool has_sessions) {
    const caveat::Batch batch = ready(rows, has_sessions);
    caveat::BatchScreening screening;
    for (auto _ : state) screen_all(batch, screening);
}
BENCHMARK_CAPTURE(ready_columns, all, patient_count, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ready_columns, with_records, patient_count, true)->Unit(benchmark::kMillisecond);

constexpr std::size_t thousand = 1000;
BENCHMARK_CAPTURE(ready_columns, thousand, thousand, true)->Unit(benchmark::kMicrosecond);
/// The columns of one batch after those of another.
void bound_again(benchmark::State& state) {
    caveat::Batch batch = ready(thousand, true);
    for (auto _ : state) {
        batch.clear(thousand);
        bind_ready(batch, thousand, true);
        benchmark::DoNotOptimize(batch.problems().data());
    }
}
BENCHMARK(bound_again)->Unit(benchmark::kMicrosecond);

/// A record batch bound to the rules, once.
class Bound {
  public:
    Bound(const Layout& layout, const caveat::ArrowOptions& options)
        : batch_(setting(layout.has_sessions).batch(layout)),
          in_(batch_),
          binding_(bound(setting(layout.has_sessions).rules, batch_, options)) {}

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
BENCHMARK_CAPTURE(arrow, records, Layout{.has_sessions = true}, {})->Unit(benchmark::kMillisecond);

caveat::ArrowOptions rules_as_columns() {
    caveat::ArrowOptions options;
    options.rules = caveat::ArrowRules::columns;
    return options;
}
BENCHMARK_CAPTURE(arrow, rules_as_columns, Layout{}, rules_as_columns())
    ->Unit(benchmark::kMillisecond);

/// One binding, by the clock; each thread has a part of the rows.
void arrow_threads(benchmark::State& state) {
    const Bound bound({}, {});
    const auto count = state.range(0);
    for (auto _ : state) {
        std::vector<std::thread> threads;
        for (std::int64_t i = 0; i < count; ++i) {
            threads.emplace_back(
                [&, i] { bound.screen(bound.rows() * i / count, bound.rows() * (i + 1) / count); });
        }
        for (std::thread& each : threads) each.join();
    }
}
BENCHMARK(arrow_threads)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
