// Collects answers into a checked profile. Entrances: the calls of `ProfileWriter`, `finish` last.

#include "facts/profile_writer.hpp"

#include "facts/answer_back.hpp"
#include "facts/answer_check.hpp"
#include "text/diagnostics.hpp"
#include "text/names.hpp"
#include "text/utf8.hpp"
#include "values/dates.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace caveat::facts {

namespace {

constexpr std::string_view time_stays_unknown = "until then all that looks at time stays unknown";

/// A name that the rule set does not know, as part of a path: short and without control characters.
std::string path_part(std::string_view unknown_name) {
    std::string shown = text::quoted(unknown_name);
    return text::json_key(text::canonical_name(shown.substr(1, shown.size() - 2)));
}

std::string unquoted(std::string_view words) {
    std::string shown = text::quoted(words);
    return shown.substr(1, shown.size() - 2);
}

}  // namespace

std::string path_of_unknown(std::string_view name) {
    return "facts." + path_part(name);
}

ProfileWriter::ProfileWriter(const Catalogue& catalogue, const Packing& packing)
    : catalogue_(catalogue), packing_(packing) {
    profile_.clear(packing_);
}

void ProfileWriter::patient(std::string_view id) {
    if (std::exchange(has_patient_, true)) {
        problems_.report("given-twice", "patient", "`patient` is given twice",
                         "the first one was kept; give it once");
        return;
    }
    // By a stand-in for what is broken, two patients would become one.
    if (text::first_invalid(id)) {
        problems_.report("not-utf8", "patient", "the id of the patient is not UTF-8",
                         "it was left out: give it as text in UTF-8");
        return;
    }
    profile_.patient = id;
}

void ProfileWriter::as_of(const Date& day) {
    if (!day.is_valid() || !day.is_full()) return wrong_as_of(day.to_text());
    if (std::exchange(has_as_of_, true)) {
        profile_.as_of.reset();
        problems_.report("given-twice", "as_of", "`as_of` is given twice",
                         joined("give it once", time_stays_unknown));
        return;
    }
    profile_.as_of = values::range_of(day).low;
}

void ProfileWriter::as_of(std::string_view iso_date) {
    if (const std::optional<values::Day> day = plain_day(iso_date); day && !has_as_of_) {
        has_as_of_ = true;
        profile_.as_of = *day;
        return;
    }
    const std::optional<Date> day = Date::from_text(iso_date);
    if (!day) return wrong_as_of(iso_date);
    as_of(*day);
}

void ProfileWriter::wrong_as_of(std::string_view shown) {
    has_as_of_ = true;
    profile_.as_of.reset();
    profile_.wrong_as_of = std::make_shared<const std::string>(shown);
    problems_.report_value(
        "bad-as-of", "as_of", unquoted(shown),
        "`as_of` takes the day of the screening, but " + text::quoted(shown) + " is no full date",
        "`as_of` is no full date", joined("write it as 2026-11-20", time_stays_unknown));
}

std::optional<FactOrField> ProfileWriter::fact(std::string_view name) {
    if (const std::optional<std::uint32_t> index = catalogue_.find(name))
        return FactOrField{*index, {}};
    if (fact_names_.empty()) {
        for (const Fact& known : catalogue_.facts()) fact_names_.push_back(known.key);
    }
    report_unknown("unknown-fact", path_of_unknown(name), name,
                   "no fact is called " + text::quoted(name),
                   "the rule set does not have a fact that was given", fact_names_);
    return std::nullopt;
}

void ProfileWriter::report_unknown(text::DiagnosticCode code, std::string path,
                                   std::string_view name, std::string message,
                                   std::string without_value,
                                   const std::vector<std::string>& known) {
    std::string help = problems_.suggestion(name, known);
    const Severity surplus = help.empty() ? Severity::note : Severity::warning;
    Diagnostic found;
    found.severity = extra_facts_ == ExtraFacts::note ? surplus : Severity::error;
    found.code = code.text();
    found.path = std::move(path);
    found.message = std::move(message);
    found.help = joined(std::move(help), "it was left out");
    found.arguments = {{"value", path_part(name)}, {"without_value", std::move(without_value)}};
    problems_.add(std::move(found));
}

void ProfileWriter::report_unknown(std::uint32_t index) {
    problems_.report("unknown-fact", "facts", "no fact has the number " + std::to_string(index),
                     "take the ids of facts from the rule set of this profile; it was left out");
}

std::optional<std::uint32_t> ProfileWriter::field_position(std::string_view name) {
    if (!open_list_) {
        problems_.report(
            "misplaced-field", "facts",
            "the field " + text::quoted(name) + " was given outside any list of records",
            "open the list first; it was left out");
        return std::nullopt;
    }
    if (!open_list_->is_usable) return std::nullopt;
    const Fact& owner = catalogue_[open_list_->fact];
    const std::uint32_t count = profile_.record_count(open_list_->fact);
    if (count == 0) {
        problems_.report("misplaced-field", "facts." + owner.key,
                         "the field " + text::quoted(name) + " was given before any record",
                         "add a record first; it was left out");
        return std::nullopt;
    }
    if (const std::optional<std::uint32_t> index = owner.find_field(name)) return index;
    std::vector<std::string> known;
    known.reserve(owner.fields.size());
    for (const Field& each : owner.fields) known.push_back(each.key);
    report_unknown("unknown-field",
                   record_path(open_list_->fact, count - 1) + '.' + path_part(name), name,
                   text::quoted(owner.name) + " have no field " + text::quoted(name),
                   text::quoted(owner.name) + " do not have a field that was given", known);
    return std::nullopt;
}

/// An answer that is not plain, or not the first.
void ProfileWriter::check(const FactOrField& place, const AnswerView& answer) {
    if (!is_first_answer(place)) return;
    say(place);
    latest_day_ = values::last_day;
    const Field* const field = field_of(place);
    const Fact& owner = catalogue_[place.fact];
    const ValueType& type = field != nullptr ? field->type : owner.type;
    const Value value = check_answer(
        type, answer, field != nullptr ? field->name : owner.name, [&] { return path_of(place); },
        problems_);
    if (field == nullptr) {
        profile_.put(place.fact, value);
    } else {
        profile_.put(place.fact, profile_.record_count(place.fact) - 1, *place.field, value);
    }
    if (!says_all(value, type)) keep(place, answer);
    if (field == nullptr) open_list_.reset();
}

void ProfileWriter::records(const FactOrField& place, bool is_complete) {
    open_list_ = OpenList{place.fact, false};
    if (!is_first_answer(place)) return;
    say(place);
    const Fact& owner = catalogue_[place.fact];
    if (owner.type.kind != FactKind::records) {
        const Unreadable list{"a list of records"};
        profile_.put(
            place.fact,
            check_answer(owner.type, list, owner.name, [&] { return path_of(place); }, problems_));
        keep(place, list);
        return;
    }
    profile_.put_records(place.fact, 0, is_complete);
    open_list_->is_usable = true;
}

void ProfileWriter::record() {
    if (!open_list_) {
        problems_.report("misplaced-record", "facts",
                         "a record was given outside any list of records",
                         "open the list first; it was left out");
        return;
    }
    if (!open_list_->is_usable) return;
    const Fact& owner = catalogue_[open_list_->fact];
    const std::uint32_t count = profile_.record_count(open_list_->fact);
    const std::size_t fields = owner.fields.size();
    const bool is_full = count == most_list_entries;
    if (is_full || record_values_ + fields > most_record_values) {
        problems_.report("too-long", "facts." + owner.key,
                         text::quoted(owner.name) + " has more than " +
                             (is_full ? std::to_string(most_list_entries) + " records"
                                      : "this profile has room for: " +
                                            std::to_string(most_record_values) + " fields in all"),
                         std::string(list_left_out));
        const std::size_t size = packing_.record_size(open_list_->fact);
        profile_.packed.resize(profile_.packed.size() - count * size);
        record_values_ -= count * fields;
        profile_.facts().set_unanswered(open_list_->fact, Given::wrong);
        open_list_->is_usable = false;
        return;
    }
    record_values_ += fields;
    profile_.packed.resize(profile_.packed.size() + packing_.record_size(open_list_->fact));
    ++profile_.packed[packing_.words() + open_list_->fact];
}

void ProfileWriter::unreadable_record(std::string_view what) {
    record();
    if (!open_list_ || !open_list_->is_usable) return;
    const Fact& owner = catalogue_[open_list_->fact];
    const std::uint32_t record = profile_.record_count(open_list_->fact) - 1;
    problems_
        .report("unreadable-record", record_path(open_list_->fact, record),
                "one of " + text::quoted(owner.name) + " is " + std::string(what) +
                    ", but must be an object",
                "every field of it counts as unanswered")
        .arguments = {{"fact", owner.name}, {"given", std::string(what)}};
    const AnswerRun fields = profile_.record(open_list_->fact, record);
    for (std::size_t i = 0; i < owner.fields.size(); ++i) fields.set_unanswered(i, Given::wrong);
}

void ProfileWriter::unreadable(Diagnostic found) {
    clear();
    is_unreadable_ = true;
    problems_.add(std::move(found));
}

Profile ProfileWriter::finish() {
    check_whole();
    Profile finished = profile_;
    clear();
    return finished;
}

void ProfileWriter::finish(Profile& finished) {
    check_whole();
    std::swap(finished, profile_);
    clear();
}

/// The checks that need every answer, or the day of the screening.
void ProfileWriter::check_whole() {
    profile_.is_readable = !is_unreadable_;
    if (!has_as_of_ && catalogue_.needs_as_of && !is_unreadable_) {
        problems_.report("missing-as-of", "as_of",
                         "the profile has no `as_of`, the day of the screening",
                         joined("write it as 2026-11-20", time_stays_unknown));
    }
    tidy_as_given();
    if (profile_.as_of && latest_day_ > *profile_.as_of) {
        finish_dates();
        tidy_as_given();
    }
    if (look_again_ && !profile_.named.empty() && look_again_(profile_, problems_)) {
        tidy_as_given();
    }
    if (record_values_ != 0) note_repeated_records();
    if (!problems_.is_empty()) {
        profile_.problems = problems_.take();
        problems_ = Problems{};
    }
}

caveat::Place ProfileWriter::public_place(const FactOrField& place) const {
    if (!place.field) return FactId{place.fact};
    return {FactId{place.fact}, profile_.record_count(place.fact) - 1, *place.field};
}

/// Remembers an answer that its value does not hold. A date is a date, however it was given.
void ProfileWriter::keep(const FactOrField& place, const AnswerView& answer) {
    caveat::Answer given = owned(answer);
    const auto* const text = std::get_if<Text>(&answer);
    if (text != nullptr && catalogue_.type_at(place).kind == FactKind::date) {
        if (const auto date = Date::from_text(text->value)) given = *date;
    }
    profile_.as_given.push_back({public_place(place), std::move(given)});
}

/// Remembers the answer of a value that is about to go. One known in part was remembered at once.
void ProfileWriter::keep_value(const FactOrField& place, std::optional<std::uint32_t> record,
                               const Value& value) {
    const Field* const field = field_of(place);
    const ValueType& type = field != nullptr ? field->type : catalogue_[place.fact].type;
    if (auto answer = answer_of(value, type)) {
        dropped_.push_back({{FactId{place.fact}, record, place.field}, *std::move(answer)});
    }
}

/// Puts what was remembered in the order of places: of several for one place the last counts, and
/// nothing said counts as nothing to remember.
void ProfileWriter::tidy_as_given() {
    std::vector<GivenAnswer>& given = profile_.as_given;
    if (given.empty() && dropped_.empty()) return;
    std::move(dropped_.begin(), dropped_.end(), std::back_inserter(given));
    dropped_.clear();
    std::stable_sort(given.begin(), given.end(), [](const GivenAnswer& a, const GivenAnswer& b) {
        return comes_before(a.place, b.place);
    });
    const auto is_repeated = [&](std::size_t at) {
        return at + 1 < given.size() && given[at].place == given[at + 1].place;
    };
    std::size_t kept = 0;
    for (std::size_t at = 0; at < given.size(); ++at) {
        if (is_repeated(at) || std::holds_alternative<std::monostate>(given[at].answer.value)) {
            continue;
        }
        if (kept != at) given[kept] = std::move(given[at]);
        ++kept;
    }
    given.erase(given.begin() + static_cast<std::ptrdiff_t>(kept), given.end());
}

void ProfileWriter::clear() {
    profile_.clear(packing_);
    if (!problems_.is_empty()) problems_ = Problems{};
    open_list_.reset();
    given_twice_.clear();
    dropped_.clear();
    latest_day_ = values::first_day;
    record_values_ = 0;
    extra_facts_ = ExtraFacts::problem;
    has_patient_ = has_as_of_ = is_unreadable_ = false;
}

const Field* ProfileWriter::field_of(const FactOrField& place) const {
    return place.field ? &catalogue_[place.fact].fields[*place.field] : nullptr;
}

std::string ProfileWriter::record_path(std::uint32_t fact, std::uint32_t record) const {
    return "facts." + catalogue_[fact].key + '[' + std::to_string(record) + ']';
}

std::string ProfileWriter::path_of(const FactOrField& place) const {
    if (!place.field) return "facts." + catalogue_[place.fact].key;
    return record_path(place.fact, profile_.record_count(place.fact) - 1) + '.' +
           catalogue_[place.fact].fields[*place.field].key;
}

/// Whether nothing has been said of this place yet; reports the second answer, and makes both
/// unusable.
bool ProfileWriter::is_first_answer(const FactOrField& place) {
    const AnswerRun run = run_of(place);
    const std::uint32_t at = position_of(place);
    if (run.given(at) == Given::absent) return true;
    const std::uint64_t slot =
        place.field ? packing_.fact_count() + profile_.packed.size() + at : place.fact;
    const Field* const field = field_of(place);
    if (given_twice_.insert(slot).second) {
        const std::string& name = field != nullptr ? field->name : catalogue_[place.fact].name;
        problems_
            .report("given-twice", path_of(place), text::quoted(name) + " is given twice",
                    "both were left out, and it counts as unanswered")
            .arguments = {{"fact", name}};
    }
    run.set_unanswered(at, Given::wrong);
    profile_.as_given.push_back({public_place(place), caveat::Answer()});
    return false;
}

}  // namespace caveat::facts
