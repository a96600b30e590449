// What a score may come to (language page, section 6): entries that look at the same thing are
// counted together, by trying every combination of what each of those things may still be.

#include "naive_evaluator.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <utility>

namespace caveat::testing {

namespace {

bool is_constant(const Number& number) {
    return number.kind == NumberKind::literal || number.kind == NumberKind::parameter ||
           number.kind == NumberKind::slot;
}

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

/// Collects what entries look at.
class NaiveEvaluator::Looks {
  public:
    Looks(NaiveEvaluator& evaluator, std::map<std::string, Look>& looks)
        : evaluator_(evaluator), rules_(evaluator.rules_), looks_(looks) {}

    /// By what each entry has looked at, as keys; one for each place.
    std::vector<std::string> used;

    void entry(const ScoreEntry& entry) {
        used.clear();
        if (!entry.condition.empty()) return condition(entry.condition.front(), Scope{});
        if (!entry.rows.empty()) {
            for (const TableRow& row : entry.rows) condition(row.condition, Scope{});
            return;
        }
        const Number& number = entry.number.front();
        if (!is_small(number, Scope{})) return;
        leaves(number, Scope{});
        gates(number);
    }

  private:
    Look& look(const std::string& key, Look::Kind kind) {
        used.push_back(key);
        Look& found = looks_[key];
        found.kind = kind;
        ++found.uses;
        return found;
    }

    void condition(const Condition& condition, const Scope& scope) {
        switch (condition.kind) {
            case ConditionKind::all:
            case ConditionKind::any:
            case ConditionKind::none:
            case ConditionKind::negation:
                for (const Condition& part : condition.parts) this->condition(part, scope);
                return;
            case ConditionKind::of_list: {
                // Not too few, and not too many.
                const std::int64_t count = evaluator_.count_of(condition.count, scope);
                const bool is_twice = condition.quantity == Quantity::exactly && count > 0 &&
                                      count < static_cast<std::int64_t>(condition.parts.size());
                for (const Condition& part : condition.parts) {
                    this->condition(part, scope);
                    if (is_twice) this->condition(part, scope);
                }
                return;
            }
            case ConditionKind::term: {
                const Scope inside{nullptr, &condition.numbers};
                return this->condition(rules_.terms[condition.index].condition.front(), inside);
            }
            default:
                break;
        }
        gates(condition);
        if (!test(condition, scope)) {
            Look& whole = look(evaluator_.key(condition, scope), Look::Kind::test);
            whole.test = &condition;
            whole.slots = scope.slots;
        }
    }

    bool test(const Condition& condition, const Scope& scope) {
        const bool is_on_fact =
            condition.subject.kind == Subject::Kind::place && !condition.subject.place.is_field;
        const std::size_t fact = condition.subject.place.index;
        const std::string name = "fact " + std::to_string(fact);
        switch (condition.kind) {
            case ConditionKind::yes_no:
                if (is_on_fact) look(name, Look::Kind::yes_no).fact = fact;
                return is_on_fact;
            case ConditionKind::choice_is:
                if (is_on_fact) look(name, Look::Kind::choice).fact = fact;
                return is_on_fact;
            case ConditionKind::include:
                if (!is_on_fact) return false;
                for (const std::size_t code : condition.codes) this->code(fact, code);
                return true;
            case ConditionKind::empty:
                if (!is_on_fact) return false;
                for (std::size_t code = 0; code < rules_.facts[fact].codes.size(); ++code) {
                    this->code(fact, code);
                }
                return true;
            case ConditionKind::compare: {
                const Number& left = condition.numbers[0];
                const Number& right = condition.numbers[1];
                if (!is_constant(left) && !is_constant(right) && is_small(left, scope) &&
                    is_small(right, scope)) {
                    leaves(left, scope);
                    leaves(right, scope);
                    return true;
                }
                if (is_constant(left) == is_constant(right)) return false;
                const Number& constant = is_constant(left) ? left : right;
                number(is_constant(left) ? right : left, {constant}, scope);
                return true;
            }
            case ConditionKind::between:
                if (!is_constant(condition.numbers[1]) || !is_constant(condition.numbers[2])) {
                    return false;
                }
                number(condition.numbers[0], {condition.numbers[1], condition.numbers[2]}, scope);
                return true;
            case ConditionKind::band: {
                Number score;
                score.kind = NumberKind::score;
                score.index = condition.index;
                const Band& band = rules_.scores[condition.index].bands[condition.band];
                Look& found = numeric(score, scope);
                found.cuts.push_back(band.low);
                found.cuts.push_back(band.high);
                return true;
            }
            default:
                return false;
        }
    }

    void code(std::size_t fact, std::size_t code) {
        Look& found = look("fact " + std::to_string(fact) + " code " + std::to_string(code),
                           Look::Kind::code);
        found.fact = fact;
        found.code = code;
    }

    void number(const Number& number, const std::vector<Number>& cuts, const Scope& scope) {
        if (number.kind != NumberKind::place && is_small(number, scope)) {
            return leaves(number, scope);
        }
        Look& found = numeric(number, scope);
        for (const Number& cut : cuts) {
            found.cuts.push_back(evaluator_.number(cut, scope).low.value);
        }
    }

    Look& numeric(const Number& number, const Scope& scope) {
        if (number.kind == NumberKind::slot) {
            return numeric((*scope.slots)[number.index], Scope{});
        }
        if (number.kind == NumberKind::term && number.parts.empty()) {
            return numeric(rules_.terms[number.index].number.front(), Scope{});
        }
        Look& found = look(evaluator_.key(number, scope), Look::Kind::number);
        found.number = number;
        found.slots = scope.slots;
        found.step = step(number, scope);
        return found;
    }

    /// The step between neighbouring values; 0 where any may come.
    Rational step(const Number& number, const Scope& scope) {
        if (number.kind == NumberKind::place) {
            const Fact& fact = rules_.facts[number.place.index];
            return fact.whole ? to_base(1, fact.unit) : Rational(0);
        }
        if (number.kind == NumberKind::since) {
            return to_base(1, number.time == TimeUnit::days     ? "days"
                              : number.time == TimeUnit::weeks  ? "weeks"
                              : number.time == TimeUnit::months ? "months"
                                                                : "years");
        }
        const GeneratedProfile blank{std::nullopt, std::vector<Answer>(rules_.facts.size())};
        NaiveEvaluator nobody(rules_, blank, nullptr);
        return nobody.number(number, scope).whole ? Rational(1) : Rational(0);
    }

    /// Made of whole numbers with at most 16 values each, and counts of at most 8 choices.
    bool is_small(const Number& number, const Scope& scope) {
        switch (number.kind) {
            case NumberKind::literal:
            case NumberKind::parameter:
                return true;
            case NumberKind::slot:
                return is_small((*scope.slots)[number.index], Scope{});
            case NumberKind::term:
                return is_small(rules_.terms[number.index].number.front(),
                                Scope{nullptr, &number.parts});
            case NumberKind::place: {
                const Fact& fact = rules_.facts[number.place.index];
                return fact.whole && fact.unit.empty() && fact.from && fact.to &&
                       *fact.to - *fact.from < Rational(16);
            }
            case NumberKind::count_choices:
                return rules_.facts[number.place.index].codes.size() <= 8;
            case NumberKind::add:
            case NumberKind::subtract:
            case NumberKind::multiply:
            case NumberKind::divide:
            case NumberKind::round:
            case NumberKind::minimum:
            case NumberKind::maximum:
                return std::all_of(number.parts.begin(), number.parts.end(),
                                   [&](const Number& part) { return is_small(part, scope); });
            default:
                return false;
        }
    }

    void leaves(const Number& number, const Scope& scope) {
        if (number.kind == NumberKind::slot) return;
        if (number.kind == NumberKind::term) {
            return leaves(rules_.terms[number.index].number.front(), Scope{nullptr, &number.parts});
        }
        if (number.kind == NumberKind::count_choices) {
            const std::size_t fact = number.place.index;
            for (std::size_t code = 0; code < rules_.facts[fact].codes.size(); ++code) {
                this->code(fact, code);
            }
            return;
        }
        if (number.kind == NumberKind::place) {
            Look& found = numeric(number, scope);
            const Fact& fact = rules_.facts[number.place.index];
            for (Rational at = *fact.from; at <= *fact.to; at = at + Rational(1)) {
                found.cuts.push_back(at);
            }
            return;
        }
        for (const Number& part : number.parts) leaves(part, scope);
    }

    /// The conditions under which what is looked at was asked.
    template <class Expression>
    void gates(const Expression& expression) {
        for (const std::size_t fact : evaluator_.gated_facts(expression)) gate(fact);
    }

    void gate(std::size_t fact) {
        for (const Condition& gate : rules_.facts[fact].gate) condition(gate, Scope{});
    }

    NaiveEvaluator& evaluator_;
    const GeneratedRuleSet& rules_;
    std::map<std::string, Look>& looks_;
};

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
