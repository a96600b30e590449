// Profiles: absent, null, wrong and usable answers, partial dates, open lists.
// Entrances: `generate_profile`, `generate_full_answer`.

#include "chance.hpp"
#include "generator.hpp"
#include "naive.hpp"

#include <algorithm>
#include <set>

namespace caveat::testing {

namespace {

const Day some_days[] = {day_of(2024, 2, 29), day_of(2025, 2, 28),  day_of(2025, 3, 31),
                         day_of(2026, 1, 1),  day_of(2026, 11, 20), day_of(2025, 8, 15)};

class ProfileMaker {
  public:
    ProfileMaker(const GeneratedRuleSet& rules, std::uint64_t seed, const ProfileOptions& options)
        : rules_(rules), chance_(seed), options_(options) {}

    GeneratedProfile make() {
        static const std::vector<std::size_t> likely{0, 25, 50, 70, 85, 95, 100};
        percent_answered_ = options_.percent_answered.value_or(chance_.pick(likely));
        percent_full_ = chance_.percent(40) ? 100 : 60;
        GeneratedProfile profile;
        today_ = some_days[chance_.below(std::size(some_days))];
        if (!chance_.percent(options_.percent_without_day)) as_of_ = today_;
        profile.as_of = as_of_;
        for (const Fact& fact : rules_.facts) profile.facts.push_back(answer(fact, false));
        return profile;
    }

    Answer full_answer(const Fact& fact, const std::optional<Day>& as_of) {
        percent_answered_ = 100;
        percent_full_ = 100;
        as_of_ = as_of;
        today_ = as_of.value_or(some_days[0]);
        Answer full;
        full.state = AnswerState::given;
        give(full, fact, false);
        if (fact.dated_by) part_ties(full, *fact.dated_by);
        return full;
    }

  private:
    /// A full answer leaves nothing open, so no two records have one date.
    static void part_ties(Answer& answer, std::size_t date_field) {
        std::set<Day> taken;
        for (Record& record : answer.records) {
            PartialDate& date = record.fields[date_field].date;
            Day day = day_of(date.year, date.month, date.day);
            while (!taken.insert(day).second) --day;
            const CivilDate civil = civil_of(day);
            date = {civil.year, civil.month, civil.day};
        }
    }

    Answer answer(const Fact& fact, bool is_record_date) {
        Answer answer;
        if (!chance_.percent(percent_answered_)) {
            if (chance_.percent(options_.percent_null)) answer.state = AnswerState::null;
            return answer;
        }
        answer.state = AnswerState::given;
        give(answer, fact, is_record_date);
        if (chance_.percent(options_.percent_wrong)) spoil(answer, fact);
        return answer;
    }

    void give(Answer& answer, const Fact& fact, bool is_record_date) {
        switch (fact.type) {
            case FactType::yes_no:
                answer.truth = chance_.percent(55);
                break;
            case FactType::number:
                give_number(answer, fact);
                break;
            case FactType::choice:
                answer.code = chance_.below(fact.codes.size());
                break;
            case FactType::choices:
                give_choices(answer, fact);
                break;
            case FactType::date:
                give_date(answer, fact, is_record_date);
                break;
            case FactType::records:
                give_records(answer, fact);
                break;
        }
    }

    void give_number(Answer& answer, const Fact& fact) {
        const Rational low = fact.from.value_or(fact.to ? *fact.to - 10 : Rational(-2));
        const Rational high = fact.to.value_or(low + 12);
        if (fact.whole || chance_.percent(40)) {
            answer.number = chance_.between(low.ceiling(), high.floor());
        } else {
            answer.number =
                Rational(chance_.between((low * 10).ceiling(), (high * 10).floor()), 10);
        }
        const bool is_partly = !chance_.percent(percent_full_) && chance_.percent(30);
        if (is_partly) return give_limits(answer, fact, low, high);
        if (fact.unit.empty() || !chance_.percent(30)) return;
        answer.unit = fact.unit;
        if (fact.unit == "kg" || fact.unit == "m" || fact.unit == "weeks" || fact.unit == "°C") {
            const std::string other = fact.unit == "kg"      ? "g"
                                      : fact.unit == "m"     ? "cm"
                                      : fact.unit == "weeks" ? "days"
                                                             : "°F";
            answer.number = from_base(to_base(answer.number, fact.unit), other);
            answer.unit = other;
        }
    }

    /// Around the number, one end or both, within what the fact allows.
    void give_limits(Answer& answer, const Fact& fact, const Rational& low, const Rational& high) {
        const std::size_t ends = chance_.below(3);
        if (ends != 0) answer.least = std::max(low, answer.number - chance_.between(0, 3));
        if (ends != 1) answer.most = std::min(high, answer.number + chance_.between(0, 3));
        if (!fact.whole) return;
        answer.least_is_left_out = answer.least && *answer.least < answer.number;
        answer.most_is_left_out = answer.most && *answer.most > answer.number;
    }

    void give_choices(Answer& answer, const Fact& fact) {
        answer.is_open = !chance_.percent(percent_full_);
        for (std::size_t code = 0; code < fact.codes.size(); ++code) {
            if (chance_.percent(30)) {
                answer.present.push_back(code);
            } else if (answer.is_open && chance_.percent(40)) {
                answer.absent.push_back(code);
            }
        }
        // None of these, or some of them.
        if (!fact.exclusive || answer.present.size() < 2) return;
        if (chance_.percent(30)) {
            answer.present = {*fact.exclusive};
            std::erase(answer.absent, *fact.exclusive);
        } else {
            std::erase(answer.present, *fact.exclusive);
        }
    }

    /// Days near the day of screening and near whole units before it.
    void give_date(Answer& answer, const Fact& fact, bool is_record_date) {
        const bool in_the_past = fact.to_as_of || is_record_date;
        Day day = today_ - chance_.between(0, 45);
        if (chance_.percent(60)) {
            const auto unit = static_cast<TimeUnit>(chance_.below(4));
            const std::int64_t most = unit == TimeUnit::days     ? 60
                                      : unit == TimeUnit::weeks  ? 20
                                      : unit == TimeUnit::months ? 14
                                                                 : 4;
            day = add_time(today_, -chance_.between(0, most), unit) + chance_.between(-1, 1);
        }
        if (!in_the_past && chance_.percent(15)) day = today_ + chance_.between(1, 200);
        if (in_the_past) day = std::min(day, today_);
        if (fact.from_date) day = std::max(day, *fact.from_date);
        if (fact.to_date) day = std::min(day, *fact.to_date);
        const CivilDate civil = civil_of(day);
        answer.date = {civil.year, civil.month, civil.day};
        if (chance_.percent(percent_full_)) return;
        answer.date.day = 0;
        if (chance_.percent(40)) answer.date.month = 0;
    }

    void give_records(Answer& answer, const Fact& fact) {
        answer.is_open = !chance_.percent(percent_full_);
        const std::size_t count = chance_.below(5);
        const std::size_t outside = percent_answered_;
        if (percent_full_ == 100)
            percent_answered_ = 100;
        else
            percent_answered_ = std::max<std::size_t>(percent_answered_, 60);
        for (std::size_t i = 0; i < count; ++i) {
            Record record;
            for (std::size_t field = 0; field < fact.fields.size(); ++field) {
                record.fields.push_back(answer_field(fact, field));
            }
            record.is_unreadable = chance_.percent(options_.percent_wrong);
            answer.records.push_back(record);
        }
        percent_answered_ = outside;
    }

    Answer answer_field(const Fact& fact, std::size_t field) {
        return answer(fact.fields[field], fact.dated_by == field);
    }

    /// A value of the wrong type, outside its range, or not in its list.
    void spoil(Answer& answer, const Fact& fact) {
        static const std::vector<std::string> shapes{"\"gibberish\"", "true", "12", "[true]",
                                                     "{\"shape\": 1}"};
        const bool can_contradict = fact.type == FactType::choices && fact.exclusive;
        if (can_contradict && chance_.percent(50)) {
            answer.present.assign({*fact.exclusive, (*fact.exclusive + 1) % fact.codes.size()});
            answer.absent.clear();
            return;
        }
        const bool can_be_outside = fact.type == FactType::number && fact.to && fact.unit.empty();
        if (can_be_outside && chance_.percent(60)) {
            answer.number = *fact.to + 1;
            answer.unit.clear();
            answer.least.reset();
            answer.most.reset();
        } else if (fact.type == FactType::date && fact.to_as_of && as_of_ && chance_.percent(50)) {
            const CivilDate civil = civil_of(*as_of_ + 1);
            answer.date = {civil.year, civil.month, civil.day};
        } else if (fact.type == FactType::choices && chance_.percent(60)) {
            answer.has_unknown_code = true;
            answer.is_open = false;
            answer.absent.clear();
        } else {
            std::string shape = chance_.pick(shapes);
            if (fact.type == FactType::yes_no && shape == "true") shape = "\"yes and no\"";
            if (fact.type == FactType::number && shape == "12") shape = "\"12 apples\"";
            if (fact.type == FactType::records || fact.type == FactType::choices) shape = "12";
            answer.unusable = shape;
        }
    }

    const GeneratedRuleSet& rules_;
    Chance chance_;
    ProfileOptions options_;
    std::size_t percent_answered_ = 50;
    std::size_t percent_full_ = 100;
    Day today_ = 0;
    std::optional<Day> as_of_;
};

}  // namespace

GeneratedProfile generate_profile(const GeneratedRuleSet& rules, std::uint64_t seed,
                                  const ProfileOptions& options) {
    return ProfileMaker(rules, seed, options).make();
}

Answer generate_full_answer(const GeneratedRuleSet& rules, std::size_t fact,
                            const std::optional<Day>& as_of, std::uint64_t seed) {
    return ProfileMaker(rules, seed, {}).full_answer(rules.facts[fact], as_of);
}

}  // namespace caveat::testing
