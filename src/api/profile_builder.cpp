// Remembers what was said of each place, the last word winning, and hands it over when the profile
// is built. Entrance: `ProfileBuilder`, declared in <caveat/profile.hpp>.

#include <caveat/adapter.hpp>
#include <caveat/codes.hpp>
#include <caveat/profile.hpp>

#include "api/access.hpp"
#include "api/builder_problems.hpp"
#include "api/carried_answer.hpp"
#include "api/profile_draft.hpp"
#include "facts/answer_back.hpp"
#include "facts/profile_writer.hpp"
#include "text/names.hpp"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace caveat {

namespace api {

namespace {

/// Hands answers over, one by one.
class HandOver {
  public:
    explicit HandOver(ProfileAdapter& adapter)
        : adapter_(adapter), writer_(api::Access::writer(adapter)) {}

    void one(const Draft::Entry& entry) {
        if (entry.is_taken_back) return;
        if (entry.unknown) return adapter_.unknown_fact(*entry.unknown);
        if (const auto* const list = std::get_if<Records>(&entry.answer.value)) {
            return records(entry.fact, *list);
        }
        if (const auto place = writer_.fact(entry.fact.index)) {
            writer_.answer(*place, facts::viewed(entry.answer, codes_));
        }
    }

  private:
    void records(FactId fact, const Records& list) {
        adapter_.records(fact, list.is_complete);
        for (const Record& record : list.list) {
            adapter_.record();
            for (const auto& [name, answer] : record.fields) {
                if (std::holds_alternative<std::monostate>(answer.value)) continue;
                if (const auto place = writer_.field(name)) {
                    writer_.answer(*place, facts::viewed(answer, codes_));
                }
            }
        }
    }

    ProfileAdapter& adapter_;
    facts::ProfileWriter& writer_;
    std::vector<std::string_view> codes_;
};

/// The field of a record by its name in any spelling; nothing where the record does not have it.
Answer* field_of(Record& record, const std::string& key) {
    for (auto& [name, answer] : record.fields) {
        if (name == key || text::canonical_name(name) == text::canonical_name(key)) return &answer;
    }
    return nullptr;
}

}  // namespace

}  // namespace api

ProfileBuilder::ProfileBuilder(const RuleSet& rules) : rules_(rules) {}

ProfileBuilder::ProfileBuilder(const Profile& profile) : ProfileBuilder(profile.rules(), profile) {}

ProfileBuilder::ProfileBuilder(const RuleSet& other_version, const Profile& profile)
    : rules_(other_version) {
    api::Draft& said = draft();
    if (!profile.patient().empty()) patient(profile.patient());
    if (const std::string day = profile.as_of_text(); !day.empty()) as_of(day);
    answers_of(profile);
    if (!profile.is_readable()) said.unreadable = profile.problems().front();
}

ProfileBuilder::~ProfileBuilder() = default;
ProfileBuilder::ProfileBuilder(ProfileBuilder&&) noexcept = default;
ProfileBuilder& ProfileBuilder::operator=(ProfileBuilder&&) noexcept = default;

api::Draft& ProfileBuilder::draft() {
    if (!draft_) draft_ = std::make_unique<api::Draft>(rules_);
    return *draft_;
}

void ProfileBuilder::answers_of(const Profile& profile) {
    const RuleSet& from = profile.rules();
    api::Draft& said = draft();
    const bool is_same = from.same_as(rules_);
    for (const Place& place : profile.given()) {
        if (is_same) {
            said.mended(rules_.path(place));
            said.set(place.fact, profile.answer(place));
        } else if (const auto fact = rules_.find_fact(from.fact(place.fact).key)) {
            said.mended(rules_.path(*fact));
            said.set(*fact, api::carried_over(profile, place.fact, rules_.fact(*fact)));
        } else {
            said.set_unknown(from.fact(place.fact).key, true);
        }
    }
    if (!profile.is_readable()) return;
    for (const Diagnostic& problem : profile.problems()) {
        if (problem.code == codes::unknown_fact) said.mended(problem.path);
    }
    for (const Diagnostic& problem : profile.problems()) {
        if (auto carried = api::carried_over(rules_, profile, problem)) {
            said.problems.push_back(*std::move(carried));
        }
    }
}

ProfileBuilder& ProfileBuilder::set(const Profile& more) {
    answers_of(more);
    if (!more.is_readable()) draft().problems.push_back(more.problems().front());
    return *this;
}

ProfileBuilder& ProfileBuilder::patient(std::string_view id) {
    draft().mended("patient");
    draft().patient = id;
    return *this;
}
ProfileBuilder& ProfileBuilder::as_of(Date day) {
    draft().mended("as_of");
    draft().as_of = day;
    return *this;
}
ProfileBuilder& ProfileBuilder::as_of(std::string_view iso_date) {
    draft().mended("as_of");
    draft().as_of = std::string(iso_date);
    return *this;
}
ProfileBuilder& ProfileBuilder::extra_facts(ExtraFacts reported_as) {
    draft().extra_facts = reported_as;
    return *this;
}

ProfileBuilder& ProfileBuilder::set(Place place, const Answer& answer) {
    api::Draft& said = draft();
    const std::string path = rules_.path(place);
    if (!path.empty()) said.mended(path);
    if (!place.record) {
        // What no fact is called is said when the profile is built.
        said.set(place.fact, answer);
        return *this;
    }
    const FactInfo& fact = rules_.fact(place.fact);
    Answer* const all = said.answer_of(place.fact);
    Records* const list = all == nullptr ? nullptr : std::get_if<Records>(&all->value);
    if (path.empty() || list == nullptr || *place.record >= list->list.size()) {
        said.problems.push_back(api::misplaced(
            "misplaced-record", path.empty() ? "facts" : path,
            path.empty()
                ? "this rule set has no such place"
                : text::quoted(fact.name) + " have no record " + std::to_string(*place.record),
            path.empty() ? "take places from the rule set of this profile; it was left out"
                         : "add the record first; they count from 0; it was left out"));
        return *this;
    }
    Record& record = list->list[*place.record];
    if (!place.field) {
        const auto* const given = std::get_if<Records>(&answer.value);
        if (given != nullptr && given->list.size() == 1) {
            record = given->list.front();
        } else if (std::holds_alternative<std::monostate>(answer.value)) {
            unset(place);
        } else {
            said.problems.push_back(api::misplaced("misplaced-record", path,
                                                   "a record takes its fields, as `Records` of one",
                                                   "set its fields one by one; it was left out"));
        }
        return *this;
    }
    const std::string key(fact.fields[*place.field].key);
    if (Answer* const before = api::field_of(record, key)) {
        *before = answer;
    } else {
        record.fields.emplace_back(key, answer);
    }
    return *this;
}

ProfileBuilder& ProfileBuilder::set(std::string_view path, const Answer& answer) {
    if (const auto place = rules_.find_place(path)) return set(*place, answer);
    if (auto problem = api::lost_in_records(rules_, path)) {
        draft().problems.push_back(*std::move(problem));
        return *this;
    }
    draft().mended(facts::path_of_unknown(path));
    draft().set_unknown(path, !std::holds_alternative<std::monostate>(answer.value));
    return *this;
}

ProfileBuilder& ProfileBuilder::unset(Place place) {
    api::Draft& said = draft();
    const std::string path = rules_.path(place);
    if (!path.empty()) said.mended(path);
    if (!place.record) {
        said.take_back(place.fact);
        return *this;
    }
    Answer* const all = said.answer_of(place.fact);
    Records* const list = all == nullptr ? nullptr : std::get_if<Records>(&all->value);
    if (path.empty() || list == nullptr || *place.record >= list->list.size()) return *this;
    if (!place.field) {
        list->list.erase(list->list.begin() + static_cast<std::ptrdiff_t>(*place.record));
        // That there are none would be an answer.
        if (list->list.empty() && list->is_complete) said.take_back(place.fact);
    } else if (Answer* const before =
                   api::field_of(list->list[*place.record],
                                 std::string(rules_.fact(place.fact).fields[*place.field].key))) {
        *before = Answer();
    }
    return *this;
}

ProfileBuilder& ProfileBuilder::unset(std::string_view path) {
    if (const auto place = rules_.find_place(path)) return unset(*place);
    draft().set_unknown(path, false);
    draft().mended(facts::path_of_unknown(path));
    return *this;
}

std::uint32_t ProfileBuilder::add_record(FactId fact) {
    api::Draft& said = draft();
    Answer* all = said.answer_of(fact);
    if (all == nullptr || !std::holds_alternative<Records>(all->value)) {
        said.set(fact, Records{});
        all = said.answer_of(fact);
    }
    auto& list = std::get<Records>(all->value).list;
    list.emplace_back();
    return static_cast<std::uint32_t>(list.size() - 1);
}

Profile ProfileBuilder::build() {
    api::Draft& said = draft();
    ProfileAdapter& adapter = said.adapter;
    adapter.extra_facts(said.extra_facts);
    // Whoever goes on and says something has a profile that can be used.
    if (said.unreadable && said.entries.empty()) {
        adapter.unreadable(*std::move(said.unreadable));
    } else if (said.unreadable) {
        adapter.problem(*std::move(said.unreadable));
    }
    if (said.patient) adapter.patient(*said.patient);
    if (const auto* const day = std::get_if<Date>(&said.as_of)) adapter.as_of(*day);
    if (const auto* const day = std::get_if<std::string>(&said.as_of)) adapter.as_of(*day);
    for (Diagnostic& each : said.problems) adapter.problem(std::move(each));
    api::HandOver hand_over(adapter);
    for (const api::Draft::Entry& entry : said.entries) hand_over.one(entry);
    Profile profile = adapter.build();
    said.clear();
    return profile;
}

void ProfileBuilder::clear() {
    if (draft_) draft_->clear();
}

}  // namespace caveat
