// Any bytes as the columns of a batch, for a fixed rule set with every kind of fact: screening
// ends, row by row or all at once with the same answers, and takes no more memory than the columns
// are worth.

#include <caveat/batch.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <vector>

namespace {

constexpr std::string_view rule_file = R"(caveat: 1
id: fuzzed
version: 1.0.0
title: Every kind of column
facts:
  fever: {type: yes/no}
  pain nrs: {type: number, from: 0, to: 10}
  pulse: {type: number, whole: true}
  job: {type: choice, of: [sitting, standing, walking]}
  conditions: {type: choices, of: [arthritis, sciatica, lupus]}
  onset: {type: date, to: as of}
  sessions:
    type: records
    each: session
    dated by: held
    of: {held: {type: date}, eased: {type: yes/no}, strength: {type: number, from: 0, to: 9}}
outcomes:
  refer to doctor: {say: See a doctor first.}
  suggest rest: {say: Rest.}
rules:
  - {id: fever, rule: fever and pain nrs > 7 → refer to doctor}
  - {id: pulse, rule: pulse / 3 > 40 or job is sitting → suggest rest}
  - {id: onset, rule: conditions include lupus and onset is within the last 4 weeks → refer to doctor}
  - {id: sessions, rule: at least 2 sessions where (eased and strength >= 5) → suggest rest}
  - {id: latest, rule: latest strength of sessions >= 4 → suggest rest, if unknown: presume}
)";

void must(bool holds) {
    if (!holds) std::abort();
}

/// Takes numbers off the front of the input; zeros when it is used up.
class Input {
  public:
    Input(const std::uint8_t* bytes, std::size_t size) : bytes_(bytes), size_(size) {}

    template <class T>
    T number() {
        T value{};
        const std::size_t count = size_ < sizeof value ? size_ : sizeof value;
        if (count != 0) std::memcpy(&value, bytes_, count);
        bytes_ += count;
        size_ -= count;
        return value;
    }
    template <class T>
    std::vector<T> column(std::size_t count) {
        std::vector<T> values(count);
        for (T& value : values) value = number<T>();
        return values;
    }
    [[nodiscard]] bool is_empty() const { return size_ == 0; }

  private:
    const std::uint8_t* bytes_;
    std::size_t size_;
};

/// Columns, kept as long as the batch looks at them.
struct Columns {
    std::vector<std::vector<std::int8_t>> bytes;
    std::vector<std::vector<std::int32_t>> words;
    std::vector<std::vector<double>> reals;
    std::vector<std::vector<std::uint64_t>> bits;
    std::vector<std::vector<std::uint32_t>> offsets;
};

const std::uint8_t* bytes_of(const std::vector<std::uint64_t>& words) {
    return words.empty() ? nullptr : reinterpret_cast<const std::uint8_t*>(words.data());
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer chose the name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const auto loaded = caveat::load_text(rule_file);
    must(loaded.rules.has_value());
    const caveat::RuleSet& rules = *loaded.rules;
    Input input(bytes, size);
    const std::size_t rows = input.number<std::uint8_t>() % 70U;
    caveat::Batch batch(rules, rows);
    if ((input.number<std::uint8_t>() & 1U) != 0) batch.as_of({2026, 11, 20});
    Columns columns;
    std::size_t records = 0;
    while (!input.is_empty()) {
        const auto kind = input.number<std::uint8_t>();
        const auto place = input.number<std::uint8_t>();
        const caveat::FactId fact{place % 9U};
        const bool is_field = (kind & 8U) != 0;
        // Columns may be too short, too.
        const std::size_t whole = is_field ? records : rows;
        const std::size_t count = whole - ((kind & 16U) != 0 && whole != 0);
        columns.bits.push_back(input.column<std::uint64_t>((kind & 32U) != 0 ? 2 : 0));
        const auto& present = columns.bits.back();
        const int scale = (kind & 64U) != 0 ? input.number<std::int8_t>() : 0;
        const auto set = [&](const auto& values) {
            caveat::Column column = caveat::column(values);
            // A bitmap has to be long enough.
            if (present.size() * 64 >= count) column.present = bytes_of(present);
            column.scale = scale;
            batch.set(is_field ? caveat::Place(fact, {}, place % 4U) : caveat::Place(fact), column);
        };
        switch (kind & 7U) {
            case 0:
                set(columns.bytes.emplace_back(input.column<std::int8_t>(count)));
                break;
            case 1:
                set(columns.words.emplace_back(input.column<std::int32_t>(count)));
                break;
            case 2:
                set(columns.reals.emplace_back(input.column<double>(count)));
                break;
            case 3: {
                const auto& masks = columns.bits.emplace_back(input.column<std::uint64_t>(count));
                batch.set(fact, caveat::column(masks));
                break;
            }
            default: {
                auto& offsets = columns.offsets.emplace_back(input.column<std::uint32_t>(rows + 1));
                // Small steps, so that most of them are lists; some are as large as they can be.
                for (std::size_t row = 1; row < offsets.size() && (kind & 4U) != 0; ++row) {
                    if (offsets[row] % 16U != 0)
                        offsets[row] = offsets[row - 1] + offsets[row] % 4U;
                }
                batch.set_list(fact, caveat::lists(offsets));
                records = offsets.back() < 4096U ? offsets.back() : 0;
            }
        }
    }
    caveat::BatchScreening all;
    caveat::screen(batch, 0, rows, all);
    must(all.rows() == rows);
    caveat::BatchScreening one;
    caveat::Screening alone;
    for (std::size_t row = 0; row < rows; ++row) {
        caveat::screen(batch, row, row + 1, one);
        must(one.verdict(0) == all.verdict(row));
        // And as a profile of its own.
        caveat::screen(batch.profile(row), alone);
        must(alone.verdict() == all.verdict(row));
        must(alone.at_most() == all.at_most(row));
        const bool is_flagged = (all.rows_with_problems()[row / 64] >> (row % 64) & 1U) != 0;
        for (const caveat::Diagnostic& problem : alone.problems()) {
            must(is_flagged || problem.severity == caveat::Severity::note);
        }
        for (std::uint32_t rule = 0; rule < rules.rule_count(); ++rule) {
            must(one.status(caveat::RuleId{rule}, 0) == all.status(caveat::RuleId{rule}, row));
        }
    }
    return 0;
}
