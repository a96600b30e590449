// A number of rules into rules: a pool of predicates over 40 facts, and rules drawn from it. The
// entrance is `make_workload`.

#include "workload.hpp"

#include <algorithm>
#include <set>

namespace bench {

namespace {

constexpr std::int32_t predicates_per_reading = 8;
constexpr std::int32_t predicates_per_kind = 5;
constexpr std::int32_t predicates_per_findings = 8;
constexpr std::int32_t most_counted = 3;

/// The eight conditions by which sessions are counted.
std::vector<Condition> make_conditions() {
    return {
        {0, -1, false}, {1, -1, false}, {2, -1, false}, {-1, -1, true},
        {0, -1, true},  {1, -1, true},  {-1, 7, false}, {2, 5, false},
    };
}

class Pool {
  public:
    explicit Pool(Random& random) : random_(random) {
        for (std::uint32_t i = 0; i < reading_count; ++i) add_readings(i);
        for (std::uint32_t i = 0; i < sign_count; ++i) add({Test::sign, i});
        for (std::uint32_t i = 0; i < kind_count; ++i) add_kinds(i);
        for (std::uint32_t i = 0; i < findings_count; ++i) add_findings(i);
        for (std::uint32_t i = 0; i < most_conditions; ++i) {
            for (std::int32_t n = 1; n <= most_counted; ++n) add({Test::at_least_sessions, i, n});
            if (i == 3) add({Test::no_session, i});
        }
    }
    std::vector<Predicate> predicates;

  private:
    void add(Predicate predicate) {
        if (std::find(predicates.begin(), predicates.end(), predicate) == predicates.end())
            predicates.push_back(predicate);
    }

    /// A share of the patients that a predicate shall hold for: a tenth to a half.
    double share() { return 0.1 + 0.01 * random_.below(41); }

    void add_readings(std::uint32_t fact) {
        const std::int32_t top = reading_top[fact];
        for (std::int32_t i = 0; i < predicates_per_reading; ++i) {
            const auto width =
                std::max(1, static_cast<std::int32_t>(share() * static_cast<double>(top + 1)));
            switch (random_.below(5)) {
                case 0:
                case 1:
                    add({Test::reading_at_least, fact, top + 1 - width});
                    break;
                case 2:
                    add({Test::reading_at_most, fact, 0, width - 1});
                    break;
                case 3: {
                    const auto low = static_cast<std::int32_t>(
                        1 + random_.below(static_cast<std::uint32_t>(std::max(1, top - width))));
                    add({Test::reading_between, fact, low, std::min(top - 1, low + width)});
                    break;
                }
                default:
                    // One value of many would never be seen.
                    if (top <= 20)
                        add({Test::reading_equal, fact,
                             static_cast<std::int32_t>(
                                 random_.below(static_cast<std::uint32_t>(top)))});
                    else
                        add({Test::reading_at_least, fact, top + 1 - width});
            }
        }
    }

    std::uint32_t some_codes(std::uint32_t of, std::uint32_t how_many) {
        std::uint32_t mask = 0;
        while (static_cast<std::uint32_t>(std::popcount(mask)) < how_many)
            mask |= 1U << random_.below(of);
        return mask;
    }

    void add_kinds(std::uint32_t fact) {
        for (std::int32_t i = 0; i < predicates_per_kind; ++i)
            add({Test::kind_among, fact, 0, 0,
                 some_codes(kind_codes[fact], 1 + random_.below(kind_codes[fact] / 2))});
    }

    void add_findings(std::uint32_t fact) {
        for (std::int32_t i = 0; i < predicates_per_findings; ++i) {
            const bool is_all = random_.below(4) == 0;
            const auto mask = some_codes(finding_codes[fact], is_all ? 2 : 1 + random_.below(3));
            add({is_all ? Test::findings_all : Test::findings_any, fact, 0, 0, mask});
        }
    }

    Random& random_;
};

/// Where the fact of a predicate stands among all; every way to count sessions is one fact.
std::uint32_t fact_of(const Predicate& predicate) {
    switch (predicate.test) {
        case Test::reading_at_least:
        case Test::reading_at_most:
        case Test::reading_between:
        case Test::reading_equal:
            return predicate.fact;
        case Test::sign:
            return reading_count + predicate.fact;
        case Test::kind_among:
            return reading_count + sign_count + predicate.fact;
        case Test::findings_any:
        case Test::findings_all:
            return reading_count + sign_count + kind_count + predicate.fact;
        case Test::at_least_sessions:
        case Test::no_session:
            break;
    }
    return fact_count - 1;
}

/// Four in five are plain; a tenth has an `or`, a tenth a `not`. No fact occurs twice in a rule.
Rule make_rule(const std::vector<Predicate>& pool, Random& random) {
    const std::uint32_t shape = random.below(100);
    const std::uint32_t size = shape < 25 ? 2 : shape < 70 ? 3 : 4;
    const std::uint32_t sort = random.below(10);
    const bool has_or = sort == 0 && size > 2;
    std::vector<std::uint32_t> chosen;
    std::uint64_t used = 0;
    while (chosen.size() < size) {
        const std::uint32_t candidate = random.below(static_cast<std::uint32_t>(pool.size()));
        const std::uint64_t bit = std::uint64_t{1} << fact_of(pool[candidate]);
        if ((used & bit) != 0) continue;
        used |= bit;
        chosen.push_back(candidate);
    }
    Rule rule;
    for (const std::uint32_t predicate : chosen) rule.clauses.push_back({{predicate, false}});
    if (has_or) {
        rule.clauses[size - 2].push_back(rule.clauses[size - 1].front());
        rule.clauses.pop_back();
    } else if (sort <= 1) {
        rule.clauses.back().front().is_negated = true;
    }
    return rule;
}

/// Leaves out what no rule uses, and counts anew.
void keep_used(Workload& workload) {
    constexpr std::uint32_t unused = 0xffffffff;
    std::vector<std::uint32_t> place(workload.predicates.size(), unused);
    std::vector<Predicate> kept;
    for (Rule& rule : workload.rules) {
        for (Clause& clause : rule.clauses) {
            for (Literal& literal : clause) {
                std::uint32_t& at = place[literal.predicate];
                if (at == unused) {
                    at = static_cast<std::uint32_t>(kept.size());
                    kept.push_back(workload.predicates[literal.predicate]);
                }
                literal.predicate = at;
            }
        }
    }
    workload.predicates = std::move(kept);
}

}  // namespace

Workload make_workload(std::size_t rule_count, std::uint64_t seed) {
    Random random(seed);
    Workload workload;
    workload.conditions = make_conditions();
    workload.predicates = Pool(random).predicates;
    std::set<std::vector<std::uint32_t>> seen;
    while (workload.rules.size() < rule_count) {
        Rule rule = make_rule(workload.predicates, random);
        std::vector<std::uint32_t> names;
        for (const Clause& clause : rule.clauses)
            for (const Literal& literal : clause) names.push_back(literal.predicate);
        std::sort(names.begin(), names.end());
        if (seen.insert(names).second) workload.rules.push_back(std::move(rule));
    }
    keep_used(workload);
    return workload;
}

}  // namespace bench
