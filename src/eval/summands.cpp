// From a test on a sum to the unknown parts that can still decide it: exact where all parts lie on
// a grid, all of them otherwise. Entrances: Summands::take_apart, then Summands::pivotal.

#include "eval/summands.hpp"

#include "model/score_points.hpp"
#include "model/walk.hpp"

#include <algorithm>
#include <utility>

namespace caveat::eval {

using model::Comparison;
using model::ExprId;
using values::Rational;

namespace {

constexpr std::size_t most_parts = 64;
constexpr std::size_t most_runs = 128;
constexpr int most_depth = 32;
constexpr std::int64_t most_steps = std::int64_t{1} << 40;
constexpr std::size_t most_points = 64;

Rational magnitude(const Rational& number) {
    return number.is_negative() ? negate(number) : number;
}

}  // namespace

Truth Summands::truth(ExprId id) const {
    return values_.truths[rules_.tree[id].slot];
}

std::optional<Rational> Summands::known(ExprId id) const {
    const values::Range& value = values_.numbers[rules_.tree[id].slot];
    if (!value.is_single()) return std::nullopt;
    return value.low.value;
}

bool Summands::take_apart(ExprId test) {
    constant_ = 0;
    parts_.clear();
    cuts_.clear();
    return find_cuts(test);
}

bool Summands::find_cuts(ExprId test) {
    return model::visit(
        model::Overloaded{
            [&](const model::Compare& n) {
                return add(n.left, 1, 0) && add(n.right, -1, 0) && add_cuts(n.comparison);
            },
            [&](const model::Between& n) { return find_cuts(n); },
            [&](const model::InBand& n) { return find_cuts(n); },
            // No tests on numbers.
            []<model::OneOf<model::YesNo, model::IsOneOf, model::Includes, model::IsEmpty,
                            model::DateTest, model::WithinLast, model::MoreThanAgo,
                            model::RecordsAtLeast, model::RecordsAtMost>
                   Test>(const Test&) { return false; },
            [](const model::JoinedNode auto&) { return false; },
            [](const model::ValueNode auto&) { return false; },
        },
        rules_.tree[test].node);
}

bool Summands::find_cuts(const model::Between& test) {
    const auto low = known(test.low);
    const auto high = known(test.high);
    if (!low || !high || !low->is_whole() || !high->is_whole()) return false;
    cuts_ = {{*low, false}, {*high, true}};
    return add(test.value, 1, 0);
}

bool Summands::find_cuts(const model::InBand& test) {
    const model::Interval& interval = rules_.scores[test.score].bands[test.band].interval;
    if (interval.low.is_finite()) {
        cuts_.push_back({interval.low.value, !interval.low_is_included});
    }
    if (interval.high.is_finite()) {
        cuts_.push_back({interval.high.value, interval.high_is_included});
    }
    return add(test.value, 1, 0);
}

/// Where the difference of both sides changes the comparison.
bool Summands::add_cuts(Comparison comparison) {
    switch (comparison) {
        case Comparison::less:
        case Comparison::greater_or_equal:
            cuts_ = {{0, false}};
            return true;
        case Comparison::less_or_equal:
        case Comparison::greater:
            cuts_ = {{0, true}};
            return true;
        case Comparison::equal:
            break;
    }
    // Equality is also decided by sums that can only be whole: only a whole number is safe here.
    cuts_ = {{0, false}, {0, true}};
    return constant_.is_whole();
}

bool Summands::add(ExprId id, const Rational& factor, int depth) {
    if (depth > most_depth) return false;
    if (const auto number = known(id)) {
        const auto product = multiply(*number, factor);
        const auto sum = product ? values::add(constant_, *product) : std::nullopt;
        if (sum) constant_ = *sum;
        return sum.has_value();
    }
    const model::Node& node = rules_.tree[id].node;
    if (const auto* score = std::get_if<model::ScoreValue>(&node)) {
        const model::Score& found = rules_.scores[score->score];
        if (!found.is_strict) return add_score(found, factor);
    }
    if (const auto* arithmetic = std::get_if<model::Arithmetic>(&node)) {
        const ExprId left = arithmetic->left;
        const ExprId right = arithmetic->right;
        const auto scaled = [&](ExprId part, const std::optional<Rational>& by) {
            const auto product = by ? multiply(factor, *by) : std::nullopt;
            return product && add(part, *product, depth + 1);
        };
        switch (arithmetic->op) {
            case model::ArithmeticOperator::add:
                return add(left, factor, depth + 1) && add(right, factor, depth + 1);
            case model::ArithmeticOperator::subtract:
                return add(left, factor, depth + 1) && add(right, negate(factor), depth + 1);
            case model::ArithmeticOperator::multiply:
                if (known(right)) return scaled(left, known(right));
                if (known(left)) return scaled(right, known(left));
                break;
            case model::ArithmeticOperator::divide:
                if (known(right)) return scaled(left, divide(1, *known(right)));
                break;
        }
    }
    return add_part({id}, values_.numbers[rules_.tree[id].slot], factor);
}

bool Summands::add_score(const model::Score& score, const Rational& factor) {
    const auto is_added = [&](std::uint32_t entry) {
        return add_entry(score.entries[entry], factor);
    };
    return std::all_of(score.alone.begin(), score.alone.end(), is_added) &&
           std::all_of(
               score.groups.begin(), score.groups.end(),
               [&](const model::EntryGroup& group) { return add_group(score, group, factor); });
}

bool Summands::add_group(const model::Score& score, const model::EntryGroup& group,
                         const Rational& factor) {
    Summand part{model::none, nullptr, &score, &group, {}, {}, {}, {}};
    bool is_exact = true;
    model::for_each_possible(rules_, values_, group, [&](const Rational& points) {
        const auto scaled = multiply(points, factor);
        is_exact = is_exact && scaled.has_value();
        if (scaled) part.each.push_back(*scaled);
    });
    // Answers that contradict each other leave nothing to tell apart.
    if (!is_exact || part.each.empty()) return false;
    std::sort(part.each.begin(), part.each.end());
    part.each.erase(std::unique(part.each.begin(), part.each.end()), part.each.end());
    const values::Range range =
        hull(values::single(part.each.front()), values::single(part.each.back()));
    for (const Rational& each : part.each) {
        const auto distance = subtract(each, part.each.front());
        const auto step = distance ? common_step(part.step, *distance) : std::nullopt;
        if (!step) return false;
        part.step = *step;
    }
    return add_part(std::move(part), {range.low, range.high, false}, 1);
}

bool Summands::add_entry(const model::ScoreEntry& entry, const Rational& factor) {
    values::Range range = values::single(0);
    if (entry.condition != model::none) {
        const Truth met = truth(entry.condition);
        if (met != Truth::no) range = values::single(entry.weight);
        if (met == Truth::unknown) {
            range = hull(values::single(0), range);
            // Nothing between: it is met or it is not.
            range.whole = false;
            const auto step = multiply(magnitude(entry.weight), magnitude(factor));
            Summand part{entry.condition};
            if (step) part.step = *step;
            return step && add_part(std::move(part), range, factor);
        }
    } else {
        Truth gate = Truth::yes;
        for (const ExprId id : rules_.tree.children(entry.gates)) gate = both(gate, truth(id));
        const values::Range not_asked = values::single(entry.not_asked);
        const values::Range& asked = values_.numbers[rules_.tree[entry.number].slot];
        range = gate == Truth::yes ? asked : gate == Truth::no ? not_asked : hull(not_asked, asked);
    }
    return add_part({entry.number, &entry}, range, factor);
}

bool Summands::add_part(Summand part, const values::Range& range, const Rational& factor) {
    bool overflow = false;
    const values::Range scaled = multiply(range, values::single(factor), overflow);
    if (overflow) return false;
    if (scaled.is_single()) {
        const auto sum = values::add(constant_, scaled.low.value);
        if (sum) constant_ = *sum;
        return sum.has_value();
    }
    part.low = scaled.low;
    part.high = scaled.high;
    if (range.whole) part.step = magnitude(factor);
    parts_.push_back(std::move(part));
    return parts_.size() <= most_parts;
}

const std::vector<Summand>& Summands::pivotal() {
    pivotal_.clear();
    // Without a grid the others can always come near enough: every part may matter.
    if (parts_.size() < 2 || !find_on_grid()) pivotal_ = parts_;
    return pivotal_;
}

/// The runs after adding any of what a part may add. False when they become too many.
bool Summands::extend(Runs& runs, const Stepped& part) {
    const std::size_t before = runs.size();
    const auto shift_by = [&](std::int64_t shift) {
        for (std::size_t i = 0; i < before; ++i) {
            runs.push_back({runs[i].low + shift, runs[i].high + shift});
        }
    };
    if (!part.each.empty()) {
        if (part.each.size() > most_points) return false;
        for (const std::int64_t shift : part.each) {
            if (shift != 0) shift_by(shift);
        }
    } else if (part.step == 1) {
        for (Run& run : runs) run.high += part.last;
    } else {
        if (part.last / part.step >= std::int64_t{most_points}) return false;
        for (std::int64_t shift = part.step; shift <= part.last; shift += part.step) {
            shift_by(shift);
        }
    }
    std::sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.low < b.low; });
    std::size_t kept = 0;
    for (const Run& run : runs) {
        if (kept > 0 && run.low <= runs[kept - 1].high + 1) {
            runs[kept - 1].high = std::max(runs[kept - 1].high, run.high);
        } else {
            runs[kept++] = run;
        }
    }
    runs.resize(kept);
    return kept <= most_runs;
}

bool Summands::put_on_grid() {
    Rational grid = 0;
    Rational lowest = constant_;
    for (const Summand& part : parts_) {
        if (part.step.is_zero() || !part.low.is_finite() || !part.high.is_finite()) return false;
        const auto common = common_step(grid, part.step);
        const auto sum = values::add(lowest, part.low.value);
        if (!common || !sum) return false;
        grid = *common;
        lowest = *sum;
    }
    const auto steps = [&](const Rational& length) -> std::optional<std::int64_t> {
        const auto count = divide(length, grid);
        const auto whole = count ? to_int64(*count) : std::nullopt;
        if (!whole || *whole > most_steps || *whole < -most_steps) return std::nullopt;
        return whole;
    };
    stepped_.clear();
    for (const Summand& part : parts_) {
        const auto width = subtract(part.high.value, part.low.value);
        const auto last = width ? steps(*width) : std::nullopt;
        const auto step = steps(part.step);
        if (!last || !step) return false;
        stepped_.push_back({*last, *step, {}});
        for (const Rational& each : part.each) {
            const auto distance = subtract(each, part.each.front());
            const auto at = distance ? steps(*distance) : std::nullopt;
            if (!at) return false;
            stepped_.back().each.push_back(*at);
        }
    }
    first_above_.clear();
    for (const Cut& cut : cuts_) {
        const auto height = subtract(cut.at, lowest);
        const auto count = height ? divide(*height, grid) : std::nullopt;
        const auto whole =
            count ? to_int64(cut.includes_below ? floor(*count) : ceil(*count)) : std::nullopt;
        if (!whole || *whole > most_steps || *whole < -most_steps) return false;
        first_above_.push_back(cut.includes_below ? *whole + 1 : *whole);
    }
    return true;
}

bool Summands::find_on_grid() {
    if (!put_on_grid()) return false;
    const std::size_t count = parts_.size();
    before_.assign(count, {});
    Runs runs{{0, 0}};
    for (std::size_t i = 0; i < count; ++i) {
        before_[i] = runs;
        if (!extend(runs, stepped_[i])) return false;
    }
    Runs after{{0, 0}};
    std::vector<bool> matters(count, false);
    for (std::size_t i = count; i-- > 0;) {
        // It can carry the sum across when the others can come to lie closely enough below.
        for (const std::int64_t above : first_above_) {
            const Run wanted{above - stepped_[i].last, above - 1};
            matters[i] = matters[i] || meets(before_[i], after, wanted);
        }
        if (!extend(after, stepped_[i])) return false;
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (matters[i]) pivotal_.push_back(parts_[i]);
    }
    return true;
}

/// Whether one number of each can add up to a wanted one.
bool Summands::meets(const Runs& some, const Runs& others, const Run& wanted) {
    for (const Run& a : some) {
        for (const Run& b : others) {
            if (a.low + b.low <= wanted.high && a.high + b.high >= wanted.low) return true;
        }
    }
    return false;
}

}  // namespace caveat::eval
