// Two versions of a rule set become the smallest patients whom they treat differently. Entrance:
// Comparing.

#include "editing/comparing.hpp"

#include <caveat/authoring/cases.hpp>
#include <caveat/authoring/propose.hpp>

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "patients/draft.hpp"
#include "patients/patient.hpp"
#include "patients/shrinking.hpp"
#include "patients/written.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <variant>

namespace caveat::editing {

using patients::Patient;

constexpr std::size_t most_kept = 500;

/// What of a screening turned out otherwise.
enum class Aspect : std::uint8_t { verdict, rule, at_least, at_most };

/// One thing that turned out otherwise: the rule whose end it is, if it is one, and the `Verdict`
/// or `Status` before and after.
using Turn = std::tuple<Aspect, std::string, int, int>;

namespace {

Patient patient_of(const Profile& profile, const Date& day) {
    Patient patient;
    patient.as_of = profile.as_of().value_or(day);
    for (const Place& place : profile.given()) {
        patient.facts.emplace_back(profile.rules().fact(place.fact).key, profile.answer(place));
    }
    return patient;
}

std::vector<Turn> turns_of(const TreatedDifferently& one) {
    std::vector<Turn> turns;
    const auto bound = [&](Aspect aspect, Verdict before, Verdict after) {
        if (before == after) return;
        turns.emplace_back(aspect, "", static_cast<int>(before), static_cast<int>(after));
    };
    bound(Aspect::verdict, one.before.verdict, one.after.verdict);
    for (std::size_t i = 0; i < one.before.rules.size(); ++i) {
        const auto& [id, before] = one.before.rules[i];
        turns.emplace_back(Aspect::rule, id, static_cast<int>(before),
                           static_cast<int>(one.after.rules[i].second));
    }
    bound(Aspect::at_least, one.before.at_least, one.after.at_least);
    bound(Aspect::at_most, one.before.at_most, one.after.at_most);
    return turns;
}

}  // namespace

/// Screens patients by both versions.
class BothVersions {
  public:
    BothVersions(const RuleSet& before, const RuleSet& after) : rules_{before, after} {
        std::set<std::string_view> ids;
        for (const RuleSet& each : rules_) {
            for (const RuleId rule : each.rules()) ids.insert(each.rule(rule).id);
            work_ += patients::work_of(api::loaded_of(each).model);
        }
        for (const std::string_view id : ids) {
            pairs_.push_back({std::string(id), {rules_[0].find_rule(id), rules_[1].find_rule(id)}});
        }
    }

    /// What a look at one patient takes.
    [[nodiscard]] std::uint64_t work() const { return work_; }
    /// How many looks there were.
    [[nodiscard]] std::uint64_t looks() const { return looks_; }

    TreatedDifferently look(const Patient& patient) {
        ++looks_;
        for (std::size_t i = 0; i < rules_.size(); ++i) {
            screen(profile_of(rules_[i], patient), screenings_[i]);
        }
        TreatedDifferently one{"", ending(0), ending(1)};
        for (const auto& [id, rules] : pairs_) {
            const Status before = status(0, rules[0]);
            const Status after = status(1, rules[1]);
            if (before == after) continue;
            one.before.rules.emplace_back(id, before);
            one.after.rules.emplace_back(id, after);
        }
        return one;
    }

  private:
    [[nodiscard]] Ending ending(std::size_t version) const {
        const Screening& screening = screenings_[version];
        return {screening.verdict(), screening.at_least(), screening.at_most(), {}};
    }
    [[nodiscard]] Status status(std::size_t version, std::optional<RuleId> rule) const {
        return rule ? screenings_[version].status(*rule) : Status::not_fired;
    }

    std::array<RuleSet, 2> rules_;
    std::array<Screening, 2> screenings_;
    std::vector<std::pair<std::string, std::array<std::optional<RuleId>, 2>>> pairs_;  ///< by id
    std::uint64_t work_ = 0;
    std::uint64_t looks_ = 0;
};

struct Comparing::Running {
    Running(const RuleSet& before, const RuleSet& after, const Date& day, std::uint64_t most)
        : versions{before, after}, both(before, after), as_of(day) {
        options.as_of = day;
        options.most_work = most;
    }

    /// Everybody is tried once.
    void add(const Patient& patient) {
        if (seen.insert(patients::json_of(patient)).second) waiting.push_back(patient);
    }

    /// The patient with each code of either version in the place of each choice. Limits have
    /// patients on both sides in any case; which of several codes a test is about, one of them does
    /// not show.
    void vary(const Patient& patient) {
        Patient other = patient;
        for (std::size_t i = 0; i < patient.facts.size(); ++i) {
            for (const RuleSet& rules : versions) {
                const auto fact = rules.find_fact(patient.facts[i].first);
                if (!fact) continue;
                const FactInfo& info = rules.fact(*fact);
                caveat::Answer& answer = other.facts[i].second;
                put_each(other, answer, info.codes);
                auto* const records = std::get_if<Records>(&answer.value);
                if (records == nullptr) continue;
                for (Record& record : records->list) {
                    for (auto& [key, value] : record.fields) {
                        for (const FieldInfo& field : info.fields) {
                            if (field.key == key) put_each(other, value, field.codes);
                        }
                    }
                }
            }
        }
    }
    /// One answer of the patient, code by code; as it was afterwards.
    void put_each(const Patient& patient, caveat::Answer& answer,
                  const std::vector<std::string_view>& codes) {
        const bool is_one = std::holds_alternative<std::string>(answer.value);
        if (!is_one && !std::holds_alternative<Codes>(answer.value)) return;
        const caveat::Answer before = answer;
        for (const std::string_view code : codes) {
            answer = is_one ? caveat::Answer(code) : caveat::Answer(Codes{{std::string(code)}});
            add(patient);
        }
        answer = before;
    }

    /// As if there were no cases: whoever these would show may be treated differently, too.
    bool propose(std::uint64_t work) {
        if (version == versions.size()) return false;
        const RuleSet& rules = versions[version];
        if (!proposing) proposing.emplace(authoring::run_cases(rules, "rules.yaml", {}), options);
        if (proposing->go_on(work)) return true;
        const std::string yaml = proposing->found().yaml;
        for (const auto& each : authoring::read_case_file(rules, yaml, "proposed").cases) {
            const Patient patient = patient_of(each.profile, as_of);
            add(patient);
            vary(patient);
        }
        proposing.reset();
        ++version;
        return true;
    }

    void look_at(const Patient& patient) {
        ++tried;
        const std::vector<Turn> turns = turns_of(both.look(patient));
        if (turns.empty()) return;
        ++different;
        for (const Turn& turn : turns) {
            if (turns_seen.contains(turn) || found.size() == most_kept) continue;
            const Patient less = patients::shortest(patient, [&](const Patient& each) {
                const std::vector<Turn> now = turns_of(both.look(each));
                return std::find(now.begin(), now.end(), turn) != now.end();
            });
            found.push_back(both.look(less));
            found.back().profile = patients::json_of(less);
            for (const Turn& each : turns_of(found.back())) turns_seen.insert(each);
        }
    }

    std::array<RuleSet, 2> versions;
    BothVersions both;
    Date as_of;
    authoring::ProposeOptions options;
    std::set<std::string> seen;
    std::vector<Patient> waiting;
    std::size_t tried = 0;  ///< of `waiting`, from its begin
    std::size_t different = 0;
    std::size_t version = 0;  ///< whose patients are made up
    std::optional<authoring::Proposing> proposing;
    std::set<Turn> turns_seen;
    std::vector<TreatedDifferently> found;
};

Comparing::Comparing(const RuleSet& before, const RuleSet& after, const std::vector<Profile>& known,
                     Date as_of, std::uint64_t most_work)
    : running_(std::make_unique<Running>(before, after, as_of, most_work)) {
    for (const Profile& each : known) running_->add(patient_of(each, as_of));
}

Comparing::~Comparing() = default;

bool Comparing::go_on(std::uint64_t work) {
    Running& it = *running_;
    const std::uint64_t enough = it.both.looks() + work / it.both.work();
    while (it.tried < it.waiting.size()) {
        // A copy, since whoever is found is shrunk while others wait.
        const Patient patient = it.waiting[it.tried];
        it.look_at(patient);
        if (it.both.looks() >= enough) return true;
    }
    return it.propose(work);
}

std::size_t Comparing::tried() const {
    return running_->tried;
}

std::size_t Comparing::different() const {
    return running_->different;
}

std::vector<TreatedDifferently> Comparing::found() const {
    std::vector<TreatedDifferently> all;
    for (const bool is_about_verdict : {true, false}) {
        for (const TreatedDifferently& each : running_->found) {
            const bool is_other = each.before.verdict != each.after.verdict;
            if (is_other == is_about_verdict) all.push_back(each);
        }
    }
    return all;
}

}  // namespace caveat::editing
