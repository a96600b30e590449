// What a score may come to (language page, section 6): entries that look at the same thing are
// counted together, by trying every combination of what each of those things may still be.

#include "naive_looks.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <utility>

namespace caveat::testing {

namespace {

/// Numbers that stand for all of a range, as far as comparisons with `cuts` can tell.
std::vector<Rational> samples(const NumberRange& range, std::vector<Rational> cuts, Rational step) {
    if (range.low.is_finite()) cuts.push_back(range.low.value);
    if (range.high.is_finite()) cuts.push_back(range.high.value);
    if (cuts.empty()) cuts.push_back(0);
    std::sort(cuts.begin(), cuts.end());
    std::vector<Rational> found;
    const auto add = [&](Rational number) {
        const Extended at(number);
        if (at < range.low || at > range.high) return;
        if (std::find(found.begin(), found.end(), number) == found.end()) found.push_back(number);
    };
    if (step > Rational(0)) {
        // Steps are counted from the low end; from 0 where there is none.
        const Rational origin = range.low.is_finite() ? range.low.value : Rational(0);
        for (const Rational cut : cuts) {
            const Rational below = origin + Rational(((cut - origin) / step).floor()) * step;
            for (const int by : {-1, 0, 1}) add(below + step * Rational(by));
        }
        return found;
    }
    add(cuts.front() - Rational(1));
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        add(cuts[i]);
        if (i + 1 < cuts.size()) add((cuts[i] + cuts[i + 1]) / Rational(2));
    }
    add(cuts.back() + Rational(1));
    return found;
}

}  // namespace

/// Whether a code can not be there beside those that are.
bool NaiveEvaluator::has_company(const Look& look) const {
    const std::optional<std::size_t> alone = rules_.facts[look.fact].exclusive;
    const std::set<std::size_t>& present = facts_[look.fact]->present;
    return alone && (*alone == look.code ? !present.empty() : present.contains(*alone));
}

/// Whether what is looked at cannot both be so: a code that stands alone, and another one.
bool NaiveEvaluator::exclude_each_other(const Look& one, const Look& other) const {
    if (one.kind != Look::Kind::code || other.kind != Look::Kind::code) return false;
    if (one.fact != other.fact || one.code == other.code) return false;
    const std::optional<std::size_t> alone = rules_.facts[one.fact].exclusive;
    return alone == one.code || alone == other.code;
}

/// Calls `take` once for every combination of what the things looked at may still be.
void NaiveEvaluator::for_each_answer(std::map<std::string, Look>::iterator next,
                                     std::map<std::string, Look>::iterator end,
                                     const std::set<std::string>& wanted,
                                     const std::function<void()>& take) {
    while (next != end && !wanted.contains(next->first)) ++next;
    if (next == end) {
        std::fill(gates_.begin(), gates_.end(), std::nullopt);
        return take();
    }
    const auto& [key, look] = *next;
    const auto go_on = [&] { for_each_answer(std::next(next), end, wanted, take); };
    Value* value = look.kind == Look::Kind::number || look.kind == Look::Kind::test
                       ? nullptr
                       : &*facts_[look.fact];
    const Value before = value == nullptr ? Value{} : *value;
    switch (look.kind) {
        case Look::Kind::yes_no:
            for (const Kleene truth : {Kleene::no, Kleene::yes}) {
                if (before.truth == opposite(truth)) continue;
                value->truth = truth;
                go_on();
            }
            break;
        case Look::Kind::choice:
            for (const std::size_t code : before.possible) {
                value->possible = {code};
                go_on();
            }
            break;
        case Look::Kind::code:
            if (!before.absent.contains(look.code) && !has_company(look)) {
                value->present.insert(look.code);
                go_on();
                *value = before;
            }
            if (!before.present.contains(look.code)) {
                value->absent.insert(look.code);
                go_on();
            }
            break;
        case Look::Kind::number:
            for (const Rational at : look.samples) {
                assigned_numbers_.insert_or_assign(key, at);
                go_on();
            }
            assigned_numbers_.erase(key);
            break;
        case Look::Kind::test:
            for (const Kleene truth : {Kleene::no, Kleene::yes}) {
                if (look.truth == opposite(truth)) continue;
                assigned_tests_.insert_or_assign(key, truth);
                go_on();
            }
            assigned_tests_.erase(key);
            break;
    }
    if (value != nullptr) *value = before;
}

std::vector<NaiveEvaluator::Together> NaiveEvaluator::count_together(std::size_t score,
                                                                     std::size_t most) {
    std::map<std::string, Look> looks;
    std::vector<std::vector<std::string>> used;
    Looks collector(*this, looks);
    const std::vector<ScoreEntry>& entries = rules_.scores[score].entries;
    for (const ScoreEntry& entry : entries) {
        collector.entry(entry);
        used.push_back(collector.used);
    }
    Census* const census = std::exchange(census_, nullptr);
    for (auto& [key, look] : looks) {
        const Scope scope{nullptr, look.slots};
        if (look.kind == Look::Kind::number) {
            look.samples = samples(number(look.number, scope), look.cuts, look.step);
            look.size = look.samples.size();
        } else if (look.kind == Look::Kind::test) {
            look.truth = test(*look.test, scope);
        } else {
            const Value& value = fact(look.fact);
            if (look.kind == Look::Kind::choice) look.size = value.possible.size();
        }
    }
    const auto is_linked = [&](const std::string& one, const std::set<std::string>& others) {
        return others.contains(one) ||
               std::any_of(others.begin(), others.end(), [&](const std::string& other) {
                   return exclude_each_other(looks.at(one), looks.at(other));
               });
    };
    std::vector<Together> together;
    std::vector<bool> is_done(entries.size(), false);
    for (std::size_t first = 0; first < entries.size(); ++first) {
        if (is_done[first]) continue;
        // All that share something with it or exclude it, directly or through others.
        std::vector<std::size_t> group{first};
        std::set<std::string> wanted;
        is_done[first] = true;
        for (std::size_t at = 0; at < group.size(); ++at) {
            wanted.insert(used[group[at]].begin(), used[group[at]].end());
            for (std::size_t other = 0; other < entries.size(); ++other) {
                const bool shares =
                    !is_done[other] &&
                    std::any_of(used[other].begin(), used[other].end(),
                                [&](const auto& key) { return is_linked(key, wanted); });
                if (!shares) continue;
                is_done[other] = true;
                group.push_back(other);
            }
        }
        const bool is_shared = std::any_of(wanted.begin(), wanted.end(), [&](const auto& key) {
            std::set<std::string> others = wanted;
            others.erase(key);
            return looks.at(key).uses > 1 || is_linked(key, others);
        });
        together.push_back({group, std::nullopt, {}, 1, 0});
        if (!is_shared) continue;
        Together& part = together.back();
        for (const std::string& key : wanted) part.combinations *= looks.at(key).size;
        part.looks = wanted.size();
        if (part.combinations > most || part.looks > 16) continue;
        const auto memo = gates_;
        for_each_answer(looks.begin(), looks.end(), wanted, [&] {
            Rational sum = 0;
            for (const std::size_t entry : group) {
                const NumberRange points = score_item(entries[entry]);
                if (!is_single(points)) throw std::logic_error("an answer that leaves points open");
                sum = sum + points.low.value;
            }
            part.totals.insert(sum);
        });
        gates_ = memo;
        if (part.totals.empty()) continue;
        NumberRange range{*part.totals.begin(), *part.totals.rbegin(), true};
        for (const Rational total : part.totals) range.whole = range.whole && total.is_whole();
        part.range = range;
    }
    census_ = census;
    return together;
}

std::optional<std::set<Rational>> NaiveEvaluator::totals(std::size_t score) {
    constexpr std::size_t most = 4096;
    std::set<Rational> all{Rational(0)};
    const auto add_one_of = [&](const std::set<Rational>& some) {
        std::set<Rational> sums;
        for (const Rational a : all) {
            for (const Rational b : some) sums.insert(a + b);
        }
        all = std::move(sums);
    };
    for (const Together& part : count_together(score)) {
        if (!part.totals.empty()) {
            add_one_of(part.totals);
            continue;
        }
        for (const std::size_t index : part.entries) {
            const ScoreEntry& entry = rules_.scores[score].entries[index];
            const NumberRange points = score_item(entry);
            const bool is_finite = points.low.is_finite() && points.high.is_finite();
            if (!is_finite) return std::nullopt;
            std::set<Rational> each{points.low.value, points.high.value};
            if (entry.condition.empty() && !is_single(points)) {
                if (!points.whole || points.high.value - points.low.value >= Rational(most)) {
                    return std::nullopt;
                }
                for (Rational at = points.low.value; at < points.high.value;
                     at = at + Rational(1)) {
                    each.insert(at);
                }
            }
            add_one_of(each);
        }
        if (all.size() > most) return std::nullopt;
    }
    return all;
}

bool NaiveEvaluator::no_total_meets(const Condition& test, const Scope& scope) {
    const auto score_of = [&](const Number& written) {
        const Number* number = &written;
        while (number->kind == NumberKind::term) {
            number = &rules_.terms[number->index].number.front();
        }
        return number->kind == NumberKind::score ? std::optional(number->index) : std::nullopt;
    };
    std::optional<std::size_t> index;
    Band wanted;
    const auto value = [&](const Number& number) { return this->number(number, scope).low.value; };
    if (test.kind == ConditionKind::band) {
        index = test.index;
        wanted = rules_.scores[test.index].bands[test.band];
    } else if (test.kind == ConditionKind::between && score_of(test.numbers[0])) {
        if (!is_constant(test.numbers[1]) || !is_constant(test.numbers[2])) return false;
        index = score_of(test.numbers[0]);
        wanted = {"", Band::Kind::between, value(test.numbers[1]), value(test.numbers[2])};
    } else if (test.kind == ConditionKind::compare &&
               (test.comparison == Comparison::equal || test.comparison == Comparison::unequal)) {
        const bool is_first = score_of(test.numbers[0]).has_value();
        const Number& other = test.numbers[is_first ? 1 : 0];
        index = score_of(test.numbers[is_first ? 0 : 1]);
        if (!is_constant(other)) return false;
        wanted = {"", Band::Kind::exactly, value(other), 0};
    }
    if (!index) return false;
    const auto all = totals(*index);
    return all && std::none_of(all->begin(), all->end(), [&](Rational total) {
               return in_band(exactly(total), wanted) == Kleene::yes;
           });
}

}  // namespace caveat::testing
