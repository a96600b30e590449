// Remembers what was said of each place, the last word winning, and hands it over when the profile
// is built. Entrance: `ProfileBuilder`, declared in <caveat/profile.hpp>.

#include <caveat/adapter.hpp>
#include <caveat/codes.hpp>
#include <caveat/profile.hpp>

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "facts/answer_back.hpp"
#include "facts/profile_writer.hpp"
#include "text/diagnostics.hpp"
#include "text/names.hpp"
#include "text/suggest.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace caveat {

namespace api {

/// What was said so far, in the order in which each was said first.
struct Draft {
    struct Entry {
        std::optional<std::string> unknown;  ///< a name that the rule set does not know, or
        FactId fact{};                       ///< the place
        Answer answer{};
        bool is_taken_back = false;
    };

    explicit Draft(const RuleSet& rules) : adapter(rules) {}

    ProfileAdapter adapter;
    std::optional<std::string> patient;
    std::variant<std::monostate, Date, std::string> as_of;
    ExtraFacts extra_facts = ExtraFacts::problem;
    std::vector<Diagnostic> problems;      ///< of what is no answer, or was lost before
    std::optional<Diagnostic> unreadable;  ///< why nothing of the profile before could be read
    std::vector<Entry> entries;
    std::size_t taken_back = 0;  ///< entries that no longer count
    std::unordered_map<FactId, std::size_t> of_fact;
    std::unordered_map<std::string, std::size_t> of_name;  ///< as compared

    Answer* answer_of(FactId fact) {
        const auto found = of_fact.find(fact);
        return found == of_fact.end() ? nullptr : &entries[found->second].answer;
    }

    void set(FactId fact, Answer answer) {
        if (std::holds_alternative<std::monostate>(answer.value)) return take_back(fact);
        if (Answer* const before = answer_of(fact)) {
            *before = std::move(answer);
        } else {
            add({{}, fact, std::move(answer)}, of_fact, fact);
        }
    }

    /// Where no memory is left, nothing has changed.
    template <class Key>
    void add(Entry entry, std::unordered_map<Key, std::size_t>& index, const Key& key) {
        entries.reserve(entries.size() == entries.capacity() ? 2 * entries.size() + 1
                                                             : entries.capacity());
        index.emplace(key, entries.size());
        entries.push_back(std::move(entry));
    }

    void take_back(FactId fact) {
        const auto found = of_fact.find(fact);
        if (found == of_fact.end()) return;
        drop(found->second);
        of_fact.erase(found);
        compact();
    }

    /// Something said of a name that is no place of the rule set: the last word counts here too.
    void set_unknown(std::string_view name, bool is_said) {
        const std::string key = text::canonical_name(name);
        const auto found = of_name.find(key);
        if (is_said && found == of_name.end()) {
            add({std::string(name), {}, NotKnown{}}, of_name, key);
        } else if (!is_said && found != of_name.end()) {
            drop(found->second);
            of_name.erase(found);
            compact();
        }
    }

    /// Takes away what was wrong at a place, or within it.
    void mended(const std::string& path) {
        std::erase_if(problems, [&](const Diagnostic& each) {
            const std::string& at = each.path;
            return at.starts_with(path) &&
                   (at.size() == path.size() || at[path.size()] == '[' || at[path.size()] == '.');
        });
    }

    void clear() {
        adapter.clear();
        patient.reset();
        as_of = {};
        extra_facts = ExtraFacts::problem;
        problems.clear();
        unreadable.reset();
        entries.clear();
        taken_back = 0;
        of_fact.clear();
        of_name.clear();
    }

    void drop(std::size_t at) {
        entries[at] = {};
        entries[at].is_taken_back = true;
        ++taken_back;
    }

    /// Setting and taking back again and again must not fill the memory.
    void compact() {
        constexpr std::size_t most = 64;
        if (taken_back < most || taken_back * 2 < entries.size()) return;
        std::vector<std::size_t> places(entries.size());  // where each stands afterwards
        std::size_t next = 0;
        for (std::size_t at = 0; at < entries.size(); ++at) {
            places[at] = entries[at].is_taken_back ? next : next++;
        }
        for (auto& [fact, at] : of_fact) at = places[at];
        for (auto& [name, at] : of_name) at = places[at];
        std::erase_if(entries, [](const Entry& each) { return each.is_taken_back; });
        taken_back = 0;
    }
};

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

Diagnostic misplaced(text::DiagnosticCode code, std::string path, std::string message,
                     std::string help) {
    Diagnostic found;
    found.code = code.text();
    found.path = std::move(path);
    found.message = std::move(message);
    found.help = std::move(help);
    return found;
}

/// The field of a record by its name in any spelling; nothing where the record does not have it.
Answer* field_of(Record& record, const std::string& key) {
    for (auto& [name, answer] : record.fields) {
        if (name == key || text::canonical_name(name) == text::canonical_name(key)) return &answer;
    }
    return nullptr;
}

/// What is wrong with a path that begins like one into the records of a known fact.
std::optional<Diagnostic> lost_in_records(const RuleSet& rules, std::string_view path) {
    const std::size_t open = path.find('[');
    if (open == std::string_view::npos) return std::nullopt;
    const auto place = rules.find_place(path.substr(0, open));
    if (!place) return std::nullopt;
    const FactInfo& fact = rules.fact(place->fact);
    const std::string shown = text::quoted(fact.name);
    if (fact.kind != FactKind::records) {
        return misplaced("misplaced-record", rules.path(*place), shown + " has no records",
                         "set the fact itself; it was left out");
    }
    const std::size_t dot = path.find("].", open);
    const bool is_record =
        dot != std::string_view::npos && rules.find_place(path.substr(0, dot + 1));
    if (!is_record) {
        return misplaced("misplaced-record", rules.path(*place),
                         text::quoted(path) + " is no record of " + shown,
                         "write records as " + std::string(fact.key) + "[0]; it was left out");
    }
    std::vector<std::string> known;
    for (const FieldInfo& field : fact.fields) known.emplace_back(field.key);
    const std::string_view field = path.substr(dot + 2);
    std::string help = text::did_you_mean(text::suggestions(field, known));
    help += help.empty() ? "it was left out" : " it was left out";
    return misplaced("unknown-field", rules.path(*place),
                     shown + " have no field " + text::quoted(field), std::move(help));
}

/// The place that a problem is about, or the one around it.
std::optional<Place> place_of(const RuleSet& rules, std::string path) {
    while (!path.empty()) {
        if (auto place = rules.find_place(path)) return place;
        const std::size_t cut = path.find_last_of(".[");
        path.resize(cut == std::string::npos ? 0 : cut);
    }
    return std::nullopt;
}

/// Whether a problem is found again when the same answers are checked again. What only the text of
/// a profile has wrong is not, nor what was too much to keep.
bool comes_back(const Profile& profile, const Diagnostic& problem) {
    const std::string_view code = problem.code;
    if (code == codes::missing_as_of || code == codes::bad_as_of) return true;
    if (code == codes::unknown_fact || code == codes::unknown_field || code == codes::given_twice ||
        code == codes::unreadable_record) {
        return false;
    }
    const auto place = place_of(profile.rules(), problem.path);
    if (!place) return code == codes::impossible;
    const Place fact(place->fact);
    return profile.state(fact) != AnswerState::wrong ||
           !std::holds_alternative<std::monostate>(profile.answer(fact).value);
}

}  // namespace

}  // namespace api

ProfileBuilder::ProfileBuilder(const RuleSet& rules) : rules_(rules) {}

ProfileBuilder::ProfileBuilder(const Profile& profile) : ProfileBuilder(profile.rules(), profile) {}

ProfileBuilder::ProfileBuilder(const RuleSet& other_version, const Profile& profile)
    : rules_(other_version) {
    const RuleSet& from = profile.rules();
    api::Draft& said = draft();
    if (!profile.patient().empty()) patient(profile.patient());
    if (const std::string day = profile.as_of_text(); !day.empty()) as_of(day);
    const bool is_same = from.same_as(rules_);
    for (const Place& place : profile.given()) {
        Answer answer = profile.answer(place);
        if (is_same) {
            said.set(place.fact, std::move(answer));
        } else if (const auto fact = rules_.find_fact(from.fact(place.fact).key)) {
            said.set(*fact, std::move(answer));
        } else {
            said.set_unknown(from.fact(place.fact).key, true);
        }
    }
    if (!profile.is_readable()) {
        said.unreadable = profile.problems().front();
        return;
    }
    for (const Diagnostic& problem : profile.problems()) {
        if (!api::comes_back(profile, problem)) said.problems.push_back(problem);
    }
}

ProfileBuilder::~ProfileBuilder() = default;
ProfileBuilder::ProfileBuilder(ProfileBuilder&&) noexcept = default;
ProfileBuilder& ProfileBuilder::operator=(ProfileBuilder&&) noexcept = default;

api::Draft& ProfileBuilder::draft() {
    if (!draft_) draft_ = std::make_unique<api::Draft>(rules_);
    return *draft_;
}

ProfileBuilder& ProfileBuilder::patient(std::string_view id) {
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
