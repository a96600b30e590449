// From the thresholds of tests to intervals of bytes, in the units of a column. Entrances: encode,
// encode_packed.
//
// A batch asks the same tests of many rows, and the narrower a value, the more rows fit into one
// instruction. A test needs no more of a value than on which side of its thresholds it lies; so a
// value becomes a byte in which that is kept, and a test an interval of bytes.
//
//   the column      … 498  499 │ 500 … 699 │ 700 …      tests: >= 500 and >= 700
//   narrowed             0   0 │   1 … 200 │ 201 … 255  value - 499, cut off at 0 and 255
//   ranks                0   0 │   1 …   1 │   2 …   2  how many thresholds do not lie above it
//   >= 700                                   [201, 255], of ranks [2, 255]
//
// First the thresholds, which stand in steps of the fact's grid, are brought into integers of the
// column (`Line`): exactly, by fractions, and rounded to the side on which the same values pass.
// What cannot be computed so makes the column `odd`: it is read value by value, as a profile is.
// Then the least work that keeps the thresholds apart is chosen:
//
//   bytes      the column has bytes already
//   narrowed   all thresholds lie within a byte of each other: one subtraction
//   halves     16 bits and a few plain tests: those are asked as they are
//   looked_up  within 65,536 of each other: ranks from a table
//   searched   farther apart: ranks by search
//   wide       more thresholds than a byte has ranks: tests look at 64 bits
//   sets       choices: each byte of the mask a plane, each test a set of bits in each plane
//
// The values that pass a test are those of its interval of bytes, or of its few intervals; those of
// signed bytes may wrap round. Nothing is said of values that the fact may not have (outside `low`
// to `high`), nor of values that are no steps of the grid (no multiples of `divisor`): the reader
// refuses the former and looks at the latter one by one. Encoding is done once for a column; a row
// then mostly costs the making of one byte a column, and the comparison of one byte a test.

#include "eval/batch/encoding.hpp"

#include "values/rational.hpp"
#include "values/units.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace caveat::eval {

using program::Literal;
using program::LiteralKind;
using values::Rational;

namespace {

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t byte_ranks = 256;
constexpr std::int64_t most_looked_up = 1 << 16;
constexpr std::size_t most_halves = 24;
constexpr int thousandths = 3;
constexpr std::size_t bits_in_byte = 8;

/// The integers of a column as steps of a grid: steps = value * slope + offset.
struct Line {
    Rational slope = 1;
    Rational offset = 0;

    /// The least value whose steps are not below this; `least` and `most` where there is no end.
    [[nodiscard]] std::optional<std::int64_t> at_least(const Rational& steps) const {
        const auto above = subtract(steps, offset);
        const auto value = above ? divide(*above, slope) : std::nullopt;
        if (!value) return std::nullopt;
        const Rational whole = values::ceil(*value);
        if (whole > Rational(most)) return most;
        return whole < Rational(least) ? least : values::to_int64(whole);
    }
    /// The greatest value whose steps are not above this.
    [[nodiscard]] std::optional<std::int64_t> at_most(const Rational& steps) const {
        const auto above = subtract(steps, offset);
        const auto value = above ? divide(*above, slope) : std::nullopt;
        if (!value) return std::nullopt;
        const Rational whole = values::floor(*value);
        if (whole > Rational(most)) return most;
        return whole < Rational(least) ? least : values::to_int64(whole);
    }
};

struct Ends {
    std::int64_t low = least;
    std::int64_t high = most;
};

Ends ends_of(ColumnType type) {
    switch (type) {
        case ColumnType::int8:
            return {std::numeric_limits<std::int8_t>::min(),
                    std::numeric_limits<std::int8_t>::max()};
        case ColumnType::int16:
            return {std::numeric_limits<std::int16_t>::min(),
                    std::numeric_limits<std::int16_t>::max()};
        case ColumnType::int32:
            return {std::numeric_limits<std::int32_t>::min(),
                    std::numeric_limits<std::int32_t>::max()};
        case ColumnType::uint8:
            return {0, std::numeric_limits<std::uint8_t>::max()};
        case ColumnType::uint16:
            return {0, std::numeric_limits<std::uint16_t>::max()};
        case ColumnType::uint32:
            return {0, std::numeric_limits<std::uint32_t>::max()};
        case ColumnType::uint64:
            return {0, most};
        case ColumnType::none:
        case ColumnType::int64:
        case ColumnType::float32:
        case ColumnType::real:
        case ColumnType::bits:
        case ColumnType::mask8:
        case ColumnType::mask16:
        case ColumnType::mask32:
        case ColumnType::mask64:
        case ColumnType::listed:
            break;
    }
    return {};
}

std::size_t bytes_of_mask(ColumnType type) {
    switch (type) {
        case ColumnType::mask8:
            return 1;
        case ColumnType::mask16:
            return 2;
        case ColumnType::mask32:
            return 4;
        default:
            return 8;
    }
}

class Encoder {
  public:
    explicit Encoder(const Subject& subject) : subject_(subject), type_(*subject.type) {}

    Encoding of_column(const Column& column) {
        result_.type = column.type;
        if (column.type == ColumnType::none) return result_;
        if (column.type == ColumnType::bits) return bits();
        if (type_.kind == FactKind::choices) {
            sets(bytes_of_mask(column.type));
            return result_;
        }
        if (column.is_mapped) return codes();
        Line line;
        if (type_.kind == FactKind::number) {
            // Whole in the unit of the fact is another grid in any other.
            if (type_.whole && column.unit && !(column.unit == type_.unit)) return odd();
            const auto found = line_of(column);
            if (!found) return odd();
            line = *found;
        } else if (type_.kind == FactKind::choice || type_.kind == FactKind::yes_no) {
            if (column.scale != 0) return odd();
        }
        return of_numbers(line, ends_of(column.type));
    }

    Encoding of_packed() {
        result_.type = type_.kind == FactKind::choices ? ColumnType::mask64 : ColumnType::int64;
        result_.is_checked = true;
        if (type_.kind == FactKind::choices) {
            sets(sizeof(std::uint64_t));
            return result_;
        }
        return of_numbers({}, {});
    }

  private:
    Encoding odd() {
        result_.reading = ColumnReading::odd;
        return result_;
    }

    /// Positions of codes become bytes whatever the integers of the column are.
    Encoding codes() {
        const ColumnType given = std::exchange(result_.type, ColumnType::uint8);
        of_numbers({}, ends_of(ColumnType::uint8));
        result_.type = given;
        result_.reading = ColumnReading::mapped;
        return result_;
    }

    Encoding bits() {
        result_.reading = ColumnReading::bits;
        for (const Literal* literal : subject_.literals) {
            result_.tests.push_back(
                {EncodedTest::Kind::intervals, literal->is_negated, 0, 0, 1, 1});
        }
        return result_;
    }

    /// Sets how the column's integers lie on the fact's grid. Nothing when that cannot be computed.
    std::optional<Line> line_of(const Column& column) {
        int scale = column.scale;
        if (column.type == ColumnType::real || column.type == ColumnType::float32) {
            scale = type_.whole ? 0 : thousandths;
            for (int i = 0; i < scale; ++i) result_.real_factor *= 10;
        }
        const auto tenth = values::power(Rational(10), scale);
        const values::Unit unit = column.unit ? *column.unit : type_.unit.value_or(values::Unit{});
        const Rational grid(subject_.grid);
        const auto in_base = tenth ? divide(unit.factor, *tenth) : std::nullopt;
        const auto slope = in_base ? multiply(*in_base, grid) : std::nullopt;
        const auto offset = multiply(unit.offset, grid);
        if (!slope || !offset || !offset->is_whole()) return std::nullopt;
        const auto divisor = values::to_int64(
            type_.whole ? *tenth : Rational::from_lowest_terms(slope->denominator(), 1));
        if (!divisor) return std::nullopt;
        result_.divisor = *divisor;
        return Line{*slope, *offset};
    }

    /// The values that the fact may have. False when they cannot be computed.
    bool find_ends(const Line& line, const Ends& ends) {
        result_.low = ends.low;
        result_.high = ends.high;
        if (result_.is_checked) return true;
        const auto narrow = [&](std::int64_t low, std::int64_t high) {
            result_.low = std::max(result_.low, low);
            result_.high = std::min(result_.high, high);
        };
        switch (type_.kind) {
            case FactKind::yes_no:
                narrow(0, 1);
                return true;
            case FactKind::choice:
                narrow(0, static_cast<std::int64_t>(type_.codes.size()) - 1);
                return true;
            case FactKind::date:
                narrow(type_.dates.low, type_.dates.high);
                return true;
            case FactKind::number:
                break;
            case FactKind::choices:
            case FactKind::records:
                return true;
        }
        // No answer has more than 18 digits.
        constexpr std::int64_t digits = 999'999'999'999'999'999;
        narrow(-digits, digits);
        const Rational grid(subject_.grid);
        if (type_.range.low.is_finite()) {
            const auto steps = multiply(type_.range.low.value, grid);
            const auto low = steps ? line.at_least(*steps) : std::nullopt;
            if (!low) return false;
            narrow(*low, most);
        }
        if (type_.range.high.is_finite()) {
            const auto steps = multiply(type_.range.high.value, grid);
            const auto high = steps ? line.at_most(*steps) : std::nullopt;
            if (!high) return false;
            narrow(least, *high);
        }
        return true;
    }

    Encoding of_numbers(const Line& line, const Ends& ends) {
        if (!find_ends(line, ends)) return odd();
        for (const Literal* literal : subject_.literals) {
            if (!add_test(*literal, line)) {
                result_.tests.clear();
                return odd();
            }
        }
        choose_reading();
        return result_;
    }

    bool add_test(const Literal& literal, const Line& line) {
        EncodedTest test;
        test.kind = EncodedTest::Kind::intervals;
        test.is_negated = literal.is_negated;
        test.first = static_cast<std::uint32_t>(runs_.size());
        switch (literal.kind) {
            case LiteralKind::holds:
                add_run(1, 1);
                break;
            case LiteralKind::one_of:
                add_codes(literal.codes);
                break;
            case LiteralKind::interval: {
                Ends run;
                if (literal.low != least) {
                    const auto low = line.at_least(Rational(literal.low));
                    if (!low) return false;
                    run.low = *low;
                }
                if (literal.high != most) {
                    const auto end = line.at_least(Rational(literal.high));
                    if (!end) return false;
                    if (*end == least) {
                        run = {1, 0};
                    } else if (*end != most) {
                        run.high = *end - 1;
                    }
                }
                add_run(run.low, run.high);
                break;
            }
            case LiteralKind::any_of:
            case LiteralKind::all_of:
                break;
        }
        test.count = static_cast<std::uint32_t>(runs_.size()) - test.first;
        if (test.count == 0) test.kind = EncodedTest::Kind::never;
        if (test.count == 1) {
            test.low = runs_.back().low;
            test.high = runs_.back().high;
        }
        result_.tests.push_back(test);
        return true;
    }

    /// Nothing is lost outside the values that the fact may have.
    void add_run(std::int64_t low, std::int64_t high) {
        low = std::max(low, result_.low);
        high = std::min(high, result_.high);
        if (low <= high) runs_.push_back({low, high});
    }

    void add_codes(const facts::CodeSet& codes) {
        const std::size_t count = type_.codes.size();
        for (std::size_t code = 0; code < count; ++code) {
            if (!codes.contains(code)) continue;
            const std::size_t first = code;
            while (code + 1 < count && codes.contains(code + 1)) ++code;
            add_run(static_cast<std::int64_t>(first), static_cast<std::int64_t>(code));
        }
    }

    void choose_reading() {
        const bool is_byte = result_.type == ColumnType::int8 || result_.type == ColumnType::uint8;
        if (is_byte && result_.divisor == 1) {
            result_.reading = ColumnReading::bytes;
            return put_intervals([](std::int64_t value) { return value; });
        }
        std::vector<std::int64_t>& cuts = result_.cuts;
        for (const Ends& run : runs_) {
            if (run.low > result_.low) cuts.push_back(run.low);
            if (run.high < result_.high) cuts.push_back(run.high + 1);
        }
        std::sort(cuts.begin(), cuts.end());
        cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
        result_.base = cuts.empty() ? result_.low : cuts.front() - 1;
        const std::uint64_t breadth = cuts.empty() ? 0
                                                   : static_cast<std::uint64_t>(cuts.back()) -
                                                         static_cast<std::uint64_t>(result_.base);
        if (breadth < static_cast<std::uint64_t>(byte_ranks)) {
            result_.reading = ColumnReading::narrowed;
            return put_intervals([&](std::int64_t value) {
                return value < result_.base ? 0 : std::min(value - result_.base, byte_ranks - 1);
            });
        }
        const bool is_half =
            result_.type == ColumnType::int16 || result_.type == ColumnType::uint16;
        const bool is_single = std::all_of(result_.tests.begin(), result_.tests.end(),
                                           [](const EncodedTest& test) { return test.count <= 1; });
        // Ranks cost more than a few tests of 16 bits each.
        if (is_half && is_single && result_.divisor == 1 && result_.tests.size() <= most_halves) {
            result_.reading = ColumnReading::halves;
            return;
        }
        if (cuts.size() >= static_cast<std::size_t>(byte_ranks)) {
            result_.reading = ColumnReading::wide;
            return;
        }
        const auto rank = [&](std::int64_t value) {
            return std::upper_bound(cuts.begin(), cuts.end(), value) - cuts.begin();
        };
        result_.reading = ColumnReading::searched;
        if (breadth < static_cast<std::uint64_t>(most_looked_up)) {
            result_.reading = ColumnReading::looked_up;
            for (std::uint64_t i = 0; i <= breadth; ++i) {
                result_.ranks.push_back(
                    static_cast<std::uint8_t>(rank(result_.base + static_cast<std::int64_t>(i))));
            }
        }
        put_intervals(rank);
    }

    /// Ends of runs to bytes. Above the last cut and below the first all values are alike, so the
    /// ends that nothing cuts off reach as far as bytes do.
    template <class Rank>
    void put_intervals(const Rank& rank) {
        const bool is_plain = result_.reading == ColumnReading::bytes;
        for (const Ends& run : runs_) {
            const std::int64_t low = !is_plain && run.low == result_.low ? 0 : rank(run.low);
            const std::int64_t high =
                !is_plain && run.high == result_.high ? byte_ranks - 1 : rank(run.high);
            result_.intervals.push_back(
                {static_cast<std::uint8_t>(low), static_cast<std::uint8_t>(high - low)});
        }
    }

    void sets(std::size_t bytes) {
        const std::size_t codes = type_.codes.size();
        // A code that stands alone is looked for beside others, value by value.
        const bool is_odd = codes > 64 || (!result_.is_checked && !type_.exclusive.empty());
        result_.reading = is_odd ? ColumnReading::odd : ColumnReading::sets;
        result_.all_codes = codes >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << codes) - 1;
        // A mask may have bits that no code has: they are looked at as well, to be refused.
        const bool is_sound = result_.is_checked || result_.type == ColumnType::listed;
        result_.planes = is_sound ? (codes + bits_in_byte - 1) / bits_in_byte : bytes;
        for (const Literal* literal : subject_.literals) {
            EncodedTest test;
            test.kind = literal->kind == LiteralKind::all_of ? EncodedTest::Kind::all_of
                                                             : EncodedTest::Kind::any_of;
            test.is_negated = literal->is_negated;
            test.first = static_cast<std::uint32_t>(result_.sets.size());
            test.count = static_cast<std::uint32_t>(result_.planes);
            for (std::size_t i = 0; i < result_.planes; ++i) {
                result_.sets.push_back(
                    static_cast<std::uint8_t>(literal->codes.word(0) >> (bits_in_byte * i)));
            }
            result_.tests.push_back(test);
        }
    }

    const Subject& subject_;
    const facts::ValueType& type_;
    Encoding result_;
    std::vector<Ends> runs_;
};

}  // namespace

Encoding encode(const Subject& subject, const Column& column) {
    return Encoder(subject).of_column(column);
}

Encoding encode_packed(const Subject& subject) {
    return Encoder(subject).of_packed();
}

bool fits(const facts::ValueType& type, const Column& column) {
    switch (column.type) {
        case ColumnType::none:
            return true;
        case ColumnType::bits:
            return type.kind == FactKind::yes_no;
        case ColumnType::float32:
        case ColumnType::real:
            return type.kind == FactKind::number;
        case ColumnType::mask8:
        case ColumnType::mask16:
        case ColumnType::mask32:
            return type.kind == FactKind::choices &&
                   type.codes.size() <= bits_in_byte * bytes_of_mask(column.type);
        case ColumnType::mask64:
        case ColumnType::listed:
            return type.kind == FactKind::choices;
        case ColumnType::int8:
        case ColumnType::int16:
        case ColumnType::int32:
        case ColumnType::int64:
        case ColumnType::uint8:
        case ColumnType::uint16:
        case ColumnType::uint32:
        case ColumnType::uint64:
            break;
    }
    if (column.is_mapped) return type.kind == FactKind::choice;
    return type.kind != FactKind::choices && type.kind != FactKind::records;
}

}  // namespace caveat::eval
