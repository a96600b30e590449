// Terms, phrases, scores, outcomes and rules. Entrance: `generate_rules`.

#include "generator_rules.hpp"

#include "naive.hpp"

#include <algorithm>
#include <numeric>

namespace caveat::testing {

RuleSetMaker::RuleSetMaker(std::uint64_t seed, const RuleSetOptions& options)
    : chance_(seed),
      options_(options),
      fact_names_{
          "night pain",    "pain",         "pain nrs",        "fever",        "weight loss",
          "old injury",    "muscle spasm", "spasm",           "stiff neck",   "numb foot",
          "patient's age", "phq 1",        "item 6",          "smoker",       "blood thinner",
          "height",        "weight",       "sleep hours",     "mood",         "goals",
          "regions",       "surgery date", "onset",           "first visit",  "temperature",
          "stress level",  "walking aid",  "loss of balance", "pain at rest", "doctor seen"},
      term_names_{"red flag",     "arthritis",   "severe pain", "total burden",
                  "overall load", "quiet phase", "high risk",   "pain last year"},
      phrase_names_{"no response after {n} session(s)",
                    "worse than {n} point(s)",
                    "spell/bout of {n}",
                    "load beyond {n}",
                    "stage {n} of {m}",
                    "relapse {n} within {m} turn(s)"},
      parameter_names_{"severe from", "cut point", "limit a",   "threshold 2",
                       "recent span", "low mark",  "high mark", "usual count"},
      score_names_{"wells dvt", "risk index", "burden score"},
      record_names_{{"sessions", "session"}, {"falls", "fall"}, {"visits", "visit"}} {}

/// A test with the slot in it that no argument from 1 to 3 makes trivial.
std::optional<Condition> RuleSetMaker::try_slot_test(std::size_t slot) {
    const Site site;
    std::optional<Condition> test;
    Count count;
    count.kind = Count::Kind::slot;
    count.index = slot;
    switch (chance_.below(3)) {
        case 0:
            test = try_quantified(site);
            break;
        case 1:
            test = try_date(site);
            break;
        default:
            test = try_compare(site);
            break;
    }
    if (!test) return std::nullopt;
    const bool takes_count = (test->kind == ConditionKind::quantified &&
                              test->quantity != Quantity::any && test->quantity != Quantity::no) ||
                             test->kind == ConditionKind::within_last ||
                             test->kind == ConditionKind::more_than_ago;
    if (takes_count) {
        test->count = count;
        return test;
    }
    if (test->kind != ConditionKind::compare) return std::nullopt;
    Number& right = test->numbers[1];
    if (right.kind != NumberKind::literal || !right.unit.empty()) return std::nullopt;
    for (std::int64_t value = 1; value <= 3; ++value) {
        right.literal = value;
        if (is_decided(*test, site)) return std::nullopt;
    }
    right = Number{};
    right.kind = NumberKind::slot;
    right.index = slot;
    return test;
}

void RuleSetMaker::make_phrase(Term& term) {
    const std::string name = chance_.pick(phrase_names_);
    std::vector<std::string> slots{"n"};
    if (name.find("{m}") != std::string::npos) slots.push_back("m");
    Condition body;
    body.kind = chance_.percent(50) ? ConditionKind::all : ConditionKind::any;
    for (std::size_t slot = 0; slot < slots.size(); ++slot) {
        std::optional<Condition> test;
        for (int i = 0; i < 20 && !test; ++i) test = try_slot_test(slot);
        if (!test) return;
        body.parts.push_back(*test);
    }
    if (chance_.percent(40)) body.parts.push_back(make_test(Site{}));
    if (body.parts.size() == 1) body = Condition(body.parts.front());
    std::erase(phrase_names_, name);
    term.name = name;
    term.slots = slots;
    term.condition.push_back(body);
}

void RuleSetMaker::make_term() {
    Term term;
    saw_records_ = false;
    if (chance_.percent(40)) {
        make_phrase(term);
    } else if (chance_.percent(35)) {
        const std::optional<Made> made = make_number(Site{}, 2);
        if (made && made->dimension.empty()) term.number.push_back(made->number);
    } else {
        term.condition.push_back(make_condition(Site{}, 2));
    }
    if (term.condition.empty() && term.number.empty()) return;
    if (term.name.empty()) term.name = chance_.take(term_names_);
    term.uses_records = saw_records_;
    rules_.terms.push_back(term);
}

/// Bands that cover the score's range without gap or overlap: two that meet in
/// one value, or whole steps where only whole values can come.
bool RuleSetMaker::make_bands(Score& score) {
    const DeclaredRange range = declared_score_range(rules_, rules_.scores.size() - 1);
    const auto end = [](const Extended& e, std::int64_t otherwise) {
        return e.is_finite() ? e.value : Rational(otherwise);
    };
    const std::int64_t low = end(range.low, end(range.high, 12).floor() - 12).floor() + 1;
    const std::int64_t high = end(range.high, low + 10).ceiling();
    if (low >= high) return false;
    const std::int64_t cut = chance_.between(low, high - 1);
    const bool is_finite = range.low.is_finite() && range.high.is_finite();
    const bool has_unit_step =
        std::any_of(score.entries.begin(), score.entries.end(), [](const ScoreEntry& entry) {
            return !entry.condition.empty() && (entry.weight == 1 || entry.weight == -1);
        });
    if (range.whole && is_finite && has_unit_step && chance_.percent(60)) {
        const Rational top = range.high.value;
        score.bands.push_back({"low", Band::Kind::between, range.low.value, cut});
        if (score.bands.back().low == cut) score.bands.back().kind = Band::Kind::exactly;
        if (cut + 1 < high) {
            score.bands.push_back({"medium", Band::Kind::exactly, cut + 1, cut + 1});
            score.bands.push_back({"high", Band::Kind::and_over, cut + 2, 0});
        } else {
            score.bands.push_back({"high", Band::Kind::between, cut + 1, top});
            if (top == cut + 1) score.bands.back().kind = Band::Kind::exactly;
        }
    } else if (chance_.percent(50)) {
        score.bands.push_back({"unlikely", Band::Kind::below, 0, cut});
        if (cut + 1 < high && chance_.percent(40)) {
            score.bands.push_back({"possible", Band::Kind::to_below, cut, cut + 1});
            score.bands.push_back({"likely", Band::Kind::and_over, cut + 1, 0});
        } else {
            score.bands.push_back({"likely", Band::Kind::and_over, cut, 0});
        }
    } else {
        score.bands.push_back({"unlikely", Band::Kind::up_to, 0, cut});
        if (cut + 1 < high && chance_.percent(40)) {
            score.bands.push_back({"possible", Band::Kind::over_to, cut, cut + 1});
            score.bands.push_back({"likely", Band::Kind::over, cut + 1, 0});
        } else {
            score.bands.push_back({"likely", Band::Kind::over, cut, 0});
        }
    }
    return true;
}

ScoreEntry RuleSetMaker::make_entry(const Site& site, bool is_first, bool has_halves) {
    ScoreEntry entry;
    if (!is_first && chance_.percent(30)) {
        std::optional<Made> made = make_number(site, 1);
        if (made && made->dimension.empty()) entry.number.push_back(made->number);
    }
    if (!entry.number.empty()) {
        if (!is_gated(rules_, entry.number.front())) return entry;
        const DeclaredRange range = declared_range(rules_, entry.number.front(), std::nullopt);
        const Extended zero = Rational(0);
        const bool has_zero = range.low <= zero && range.high >= zero;
        if (!has_zero || chance_.percent(30)) entry.not_asked = chance_.between(-1, 3);
        return entry;
    }
    entry.condition.push_back(chance_.percent(75) ? make_test(site) : make_condition(site, 1));
    entry.weight = is_first ? 1 : chance_.between(1, 3);
    if (!is_first && has_halves) entry.weight = entry.weight - Rational(1, 2);
    if (chance_.percent(20)) entry.weight = -entry.weight;
    return entry;
}

/// Two entries on one fact, for its first code and its last. They exclude each other, of choices
/// where the last one stands alone.
std::optional<std::vector<ScoreEntry>> RuleSetMaker::try_exclusive(const Site& site) {
    std::optional<Condition> first = chance_.percent(50) ? try_choice(site) : try_choices(site);
    if (!first || first->subject.kind != Subject::Kind::place) return std::nullopt;
    if (first->kind == ConditionKind::empty) return std::nullopt;
    const std::size_t codes = rules_.facts[first->subject.place.index].codes.size();
    if (codes < 2) return std::nullopt;
    first->include = {};
    first->is_not = false;
    first->codes = {0};
    Condition second = *first;
    second.codes = {codes - 1};
    std::vector<ScoreEntry> entries(2);
    entries[0].condition.push_back(*first);
    entries[0].weight = 1;
    entries[1].condition.push_back(second);
    entries[1].weight = chance_.between(2, 3);
    return entries;
}

void RuleSetMaker::make_score() {
    Score score;
    score.name = chance_.take(score_names_);
    score.strict = chance_.percent(25);
    const bool has_halves = chance_.percent(25);
    const std::size_t entries = 2 + chance_.below(4);
    Site site;
    while (score.entries.size() < entries) {
        const bool is_first = score.entries.empty();
        if (!is_first && chance_.percent(25)) {
            if (auto table = try_table()) {
                score.entries.push_back(std::move(*table));
                continue;
            }
        }
        if (!is_first && chance_.percent(15)) {
            if (const auto two = try_exclusive(site)) {
                score.entries.insert(score.entries.end(), two->begin(), two->end());
                continue;
            }
        }
        score.entries.push_back(make_entry(site, is_first, has_halves));
    }
    rules_.scores.push_back(score);
    if (score_is_too_wide(rules_, rules_.scores.size() - 1) || !make_bands(score)) {
        rules_.scores.pop_back();
        return;
    }
    rules_.scores.back() = score;
    for (std::size_t band = 0; band < score.bands.size(); ++band) {
        Condition test;
        test.kind = ConditionKind::band;
        test.index = rules_.scores.size() - 1;
        test.band = band;
        if (!declared_range_decides(rules_, test, std::nullopt)) continue;
        rules_.scores.pop_back();
        return;
    }
}

void RuleSetMaker::make_outcomes() {
    static const std::vector<Outcome> all{
        {Verb::avoid, "massage", {}},
        {Verb::avoid, "deep pressure on the neck", {}},
        {Verb::refer, "for a check up", {}},
        {Verb::refer, "to a rheumatologist", {}},
        {Verb::require, "experienced therapist", {}},
        {Verb::require, "{n} day(s) of rest", {"n"}},
        {Verb::caution, "about bruises", {}},
        {Verb::suggest, "another therapy", {}},
        {Verb::suggest, "{n} sessions over {w} weeks", {"n", "w"}},
        {Verb::inform, "about soreness", {}},
    };
    rules_.outcomes = all;
}

Verb RuleSetMaker::strictest(const Rule& rule) const {
    Verb strictest = Verb::inform;
    for (const OutcomeUse& use : rule.outcomes) {
        strictest = std::min(strictest, rules_.outcomes[use.outcome].verb);
    }
    return strictest;
}

void RuleSetMaker::make_rule() {
    Rule rule;
    const Site site;
    rule.id = "rule-" + std::to_string(rules_.rules.size() + 1);
    rule.when = make_condition(site, static_cast<int>(chance_.below(4)));
    if (chance_.percent(35)) {
        rule.unless.push_back(make_condition(site, static_cast<int>(chance_.below(2))));
    }
    const std::size_t uses = chance_.percent(25) ? 2 : 1;
    for (std::size_t outcome : chance_.some_of(rules_.outcomes.size(), uses)) {
        const std::size_t slots = rules_.outcomes[outcome].slots.size();
        rule.outcomes.push_back({outcome, make_arguments(slots)});
    }
    const bool is_mild = std::all_of(
        rule.outcomes.begin(), rule.outcomes.end(),
        [&](const OutcomeUse& use) { return rules_.outcomes[use.outcome].verb >= Verb::suggest; });
    if (chance_.percent(20)) {
        rule.if_unknown = IfUnknown::presume;
    } else if (is_mild && chance_.percent(50)) {
        rule.if_unknown = IfUnknown::ignore;
    }
    rules_.rules.push_back(rule);
}

bool RuleSetMaker::has_override_cycle() const {
    const std::size_t count = rules_.rules.size();
    std::vector<std::vector<bool>> reaches(count, std::vector<bool>(count, false));
    for (std::size_t i = 0; i < count; ++i) {
        const Rule& rule = rules_.rules[i];
        for (std::size_t j = 0; j < count; ++j) {
            const Verb verb = strictest(rules_.rules[j]);
            const bool by_verb = (rule.overrides_all_suggest && verb == Verb::suggest) ||
                                 (rule.overrides_all_inform && verb == Verb::inform);
            const bool by_id =
                std::find(rule.overrides.begin(), rule.overrides.end(), j) != rule.overrides.end();
            reaches[i][j] = i != j && (by_verb || by_id);
        }
    }
    for (std::size_t k = 0; k < count; ++k) {
        for (std::size_t i = 0; i < count; ++i) {
            for (std::size_t j = 0; j < count; ++j) {
                if (reaches[i][k] && reaches[k][j]) reaches[i][j] = true;
            }
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (reaches[i][i]) return true;
    }
    return false;
}

void RuleSetMaker::make_overrides() {
    const std::size_t count = rules_.rules.size();
    const auto has = [&](Verb verb, std::size_t besides) {
        for (std::size_t i = 0; i < count; ++i) {
            if (i != besides && strictest(rules_.rules[i]) == verb) return true;
        }
        return false;
    };
    for (std::size_t i = 0; i < count; ++i) {
        if (!chance_.percent(40)) continue;
        Rule& rule = rules_.rules[i];
        const Rule before = rule;
        if (chance_.percent(15)) {
            rule.overrides_all_suggest = has(Verb::suggest, i);
        } else if (chance_.percent(15)) {
            rule.overrides_all_inform = has(Verb::inform, i);
        } else {
            for (std::size_t other :
                 chance_.some_of(count, 1 + chance_.below(std::min<std::size_t>(count, 2)))) {
                if (other != i) rule.overrides.push_back(other);
            }
        }
        if (has_override_cycle()) rules_.rules[i] = before;
    }
}

GeneratedRuleSet RuleSetMaker::make() {
    make_outcomes();
    const std::size_t facts = 3 + chance_.below(options_.most_facts - 2);
    while (rules_.facts.size() < facts) {
        make_fact();
        const bool may_be_term = options_.terms && rules_.facts.size() > 2;
        if (may_be_term && rules_.terms.size() < 4 && chance_.percent(25)) make_term();
    }
    const std::size_t scores = options_.scores ? chance_.below(3) : 0;
    for (std::size_t i = 0; i < scores; ++i) make_score();
    if (options_.terms && chance_.percent(50)) make_term();
    const std::size_t rules = 3 + chance_.below(options_.most_rules - 2);
    while (rules_.rules.size() < rules) make_rule();
    make_overrides();
    if (options_.applies_to && chance_.percent(15)) {
        rules_.applies_to.push_back(make_condition(Site{}, static_cast<int>(chance_.below(2))));
    }
    if (options_.contradictions) make_contradictions();
    return rules_;
}

/// Three conditions together are not met too often.
void RuleSetMaker::make_contradictions() {
    const std::size_t count = chance_.below(3);
    for (std::size_t i = 0; i < count; ++i) {
        Condition all;
        all.kind = ConditionKind::all;
        const std::size_t parts = 2 + chance_.below(2);
        while (all.parts.size() < parts) all.parts.push_back(make_condition(Site{}, 0));
        rules_.impossible.push_back(all);
    }
    rules_.always_ask = chance_.some_of(rules_.facts.size(), chance_.below(3));
}

GeneratedRuleSet generate_rules(std::uint64_t seed, const RuleSetOptions& options) {
    return RuleSetMaker(seed, options).make();
}

}  // namespace caveat::testing
