// Lets an embedder give the answers of one patient by calls. Entrance: `ProfileBuilder`, declared
// in <caveat/profile.hpp>. What it builds is in built_profile.cpp.

#include <caveat/profile.hpp>

#include "api/contradictions.hpp"
#include "api/loaded_rules.hpp"
#include "facts/profile_writer.hpp"

#include <utility>

namespace caveat {

namespace {

/// No text at all is an answer that cannot be read, not an empty code.
facts::Answer text_of(const char* words) {
    if (words == nullptr) return facts::Unreadable{"a null pointer"};
    return facts::Text{words};
}

/// `place` is a fact or a field, resolved; nothing after a reported problem. Kept out of the
/// callers, whose short way must not pay for it.
[[gnu::noinline]] void store(facts::ProfileWriter& writer, const std::optional<facts::Place>& place,
                             const facts::Answer& given) {
    if (place) writer.answer(*place, given);
}

}  // namespace

ProfileBuilder::ProfileBuilder(RuleSet rules)
    : rules_(std::move(rules)),
      second_look_(
          std::make_unique<eval::SecondLook>(rules_.loaded().model, rules_.loaded().compiled)),
      writer_(std::make_unique<facts::ProfileWriter>(rules_.loaded().model.catalogue,
                                                     rules_.loaded().model.packing)) {
    if (!second_look_->is_needed()) return;
    writer_->look_again([&loaded = rules_.loaded(), look = second_look_.get()](
                            facts::Profile& profile, facts::Problems& problems) {
        return api::look_again(loaded, *look, profile, problems);
    });
}

ProfileBuilder::~ProfileBuilder() = default;
ProfileBuilder::ProfileBuilder(ProfileBuilder&&) noexcept = default;
ProfileBuilder& ProfileBuilder::operator=(ProfileBuilder&&) noexcept = default;

ProfileBuilder& ProfileBuilder::patient(std::string_view id) {
    writer_->patient(id);
    return *this;
}

ProfileBuilder& ProfileBuilder::extra_facts(ExtraFacts reported_as) {
    writer_->extra_facts(reported_as);
    return *this;
}

ProfileBuilder& ProfileBuilder::as_of(Date day) {
    writer_->as_of(day);
    return *this;
}

ProfileBuilder& ProfileBuilder::as_of(std::string_view iso_date) {
    writer_->as_of(iso_date);
    return *this;
}

// Every kind of answer, three ways to name its place.

ProfileBuilder& ProfileBuilder::set(FactId fact, bool answer) {
    if (writer_->answer_plainly(fact.index, answer)) return *this;
    store(*writer_, writer_->fact(fact.index), facts::YesNo{answer});
    return *this;
}

ProfileBuilder& ProfileBuilder::set(FactId fact, int number) {
    return set(fact, std::int64_t{number});
}

ProfileBuilder& ProfileBuilder::set(FactId fact, std::int64_t number) {
    if (writer_->answer_plainly(fact.index, number)) return *this;
    store(*writer_, writer_->fact(fact.index), facts::NumberInteger{number});
    return *this;
}

ProfileBuilder& ProfileBuilder::set(FactId fact, double number) {
    store(*writer_, writer_->fact(fact.index), facts::NumberDouble{number});
    return *this;
}

ProfileBuilder& ProfileBuilder::set(FactId fact, Decimal number) {
    store(*writer_, writer_->fact(fact.index), facts::NumberValue{number, {}});
    return *this;
}

ProfileBuilder& ProfileBuilder::set(FactId fact, const Quantity& quantity) {
    store(*writer_, writer_->fact(fact.index), facts::NumberValue{quantity.value, quantity.unit});
    return *this;
}

ProfileBuilder& ProfileBuilder::set(FactId fact, const NumberWithin& limits) {
    store(*writer_, writer_->fact(fact.index), facts::NumberPart{limits});
    return *this;
}

ProfileBuilder& ProfileBuilder::set(FactId fact, Date date) {
    store(*writer_, writer_->fact(fact.index), facts::DateValue{date});
    return *this;
}

ProfileBuilder& ProfileBuilder::set(FactId fact, std::string_view code_or_date) {
    if (writer_->answer_plainly(fact.index, code_or_date)) return *this;
    store(*writer_, writer_->fact(fact.index), facts::Text{code_or_date});
    return *this;
}

ProfileBuilder& ProfileBuilder::set(FactId fact, const char* code_or_date) {
    store(*writer_, writer_->fact(fact.index), text_of(code_or_date));
    return *this;
}

ProfileBuilder& ProfileBuilder::set_choices(FactId fact, std::span<const std::string_view> codes) {
    if (writer_->answer_plainly(fact.index, codes)) return *this;
    store(*writer_, writer_->fact(fact.index), facts::CodeList{codes, {}, true});
    return *this;
}

ProfileBuilder& ProfileBuilder::set_choices(FactId fact,
                                            std::initializer_list<std::string_view> codes) {
    store(*writer_, writer_->fact(fact.index),
          facts::CodeList{{codes.begin(), codes.size()}, {}, true});
    return *this;
}

ProfileBuilder& ProfileBuilder::set(std::string_view fact, bool answer) {
    store(*writer_, writer_->fact(fact), facts::YesNo{answer});
    return *this;
}

ProfileBuilder& ProfileBuilder::set(std::string_view fact, int number) {
    store(*writer_, writer_->fact(fact), facts::NumberInteger{number});
    return *this;
}

ProfileBuilder& ProfileBuilder::set(std::string_view fact, std::int64_t number) {
    store(*writer_, writer_->fact(fact), facts::NumberInteger{number});
    return *this;
}

ProfileBuilder& ProfileBuilder::set(std::string_view fact, double number) {
    store(*writer_, writer_->fact(fact), facts::NumberDouble{number});
    return *this;
}

ProfileBuilder& ProfileBuilder::set(std::string_view fact, Decimal number) {
    store(*writer_, writer_->fact(fact), facts::NumberValue{number, {}});
    return *this;
}

ProfileBuilder& ProfileBuilder::set(std::string_view fact, const Quantity& quantity) {
    store(*writer_, writer_->fact(fact), facts::NumberValue{quantity.value, quantity.unit});
    return *this;
}

ProfileBuilder& ProfileBuilder::set(std::string_view fact, const NumberWithin& limits) {
    store(*writer_, writer_->fact(fact), facts::NumberPart{limits});
    return *this;
}

ProfileBuilder& ProfileBuilder::set(std::string_view fact, Date date) {
    store(*writer_, writer_->fact(fact), facts::DateValue{date});
    return *this;
}

ProfileBuilder& ProfileBuilder::set(std::string_view fact, std::string_view code_or_date) {
    store(*writer_, writer_->fact(fact), facts::Text{code_or_date});
    return *this;
}

ProfileBuilder& ProfileBuilder::set(std::string_view fact, const char* code_or_date) {
    store(*writer_, writer_->fact(fact), text_of(code_or_date));
    return *this;
}

ProfileBuilder& ProfileBuilder::set_choices(std::string_view fact,
                                            std::span<const std::string_view> codes) {
    store(*writer_, writer_->fact(fact), facts::CodeList{codes, {}, true});
    return *this;
}

ProfileBuilder& ProfileBuilder::set_choices(std::string_view fact,
                                            std::initializer_list<std::string_view> codes) {
    store(*writer_, writer_->fact(fact), facts::CodeList{{codes.begin(), codes.size()}, {}, true});
    return *this;
}

ProfileBuilder& ProfileBuilder::field(std::string_view name, bool answer) {
    if (writer_->answer_field_plainly(name, answer)) return *this;
    store(*writer_, writer_->field(name), facts::YesNo{answer});
    return *this;
}

ProfileBuilder& ProfileBuilder::field(std::string_view name, int number) {
    store(*writer_, writer_->field(name), facts::NumberInteger{number});
    return *this;
}

ProfileBuilder& ProfileBuilder::field(std::string_view name, std::int64_t number) {
    store(*writer_, writer_->field(name), facts::NumberInteger{number});
    return *this;
}

ProfileBuilder& ProfileBuilder::field(std::string_view name, double number) {
    store(*writer_, writer_->field(name), facts::NumberDouble{number});
    return *this;
}

ProfileBuilder& ProfileBuilder::field(std::string_view name, Decimal number) {
    store(*writer_, writer_->field(name), facts::NumberValue{number, {}});
    return *this;
}

ProfileBuilder& ProfileBuilder::field(std::string_view name, const Quantity& quantity) {
    store(*writer_, writer_->field(name), facts::NumberValue{quantity.value, quantity.unit});
    return *this;
}

ProfileBuilder& ProfileBuilder::field(std::string_view name, const NumberWithin& limits) {
    store(*writer_, writer_->field(name), facts::NumberPart{limits});
    return *this;
}

ProfileBuilder& ProfileBuilder::field(std::string_view name, Date date) {
    store(*writer_, writer_->field(name), facts::DateValue{date});
    return *this;
}

ProfileBuilder& ProfileBuilder::field(std::string_view name, std::string_view code_or_date) {
    if (writer_->answer_field_plainly(name, code_or_date)) return *this;
    store(*writer_, writer_->field(name), facts::Text{code_or_date});
    return *this;
}

ProfileBuilder& ProfileBuilder::field(std::string_view name, const char* code_or_date) {
    store(*writer_, writer_->field(name), text_of(code_or_date));
    return *this;
}

ProfileBuilder& ProfileBuilder::field_choices(std::string_view name,
                                              std::span<const std::string_view> codes) {
    store(*writer_, writer_->field(name), facts::CodeList{codes, {}, true});
    return *this;
}

ProfileBuilder& ProfileBuilder::field_choices(std::string_view name,
                                              std::initializer_list<std::string_view> codes) {
    store(*writer_, writer_->field(name), facts::CodeList{{codes.begin(), codes.size()}, {}, true});
    return *this;
}

ProfileBuilder& ProfileBuilder::set_open(FactId fact, std::span<const std::string_view> present,
                                         std::span<const std::string_view> absent) {
    store(*writer_, writer_->fact(fact.index), facts::CodeList{present, absent, false});
    return *this;
}

ProfileBuilder& ProfileBuilder::set_open(std::string_view fact,
                                         std::span<const std::string_view> present,
                                         std::span<const std::string_view> absent) {
    store(*writer_, writer_->fact(fact), facts::CodeList{present, absent, false});
    return *this;
}

ProfileBuilder& ProfileBuilder::field_open(std::string_view name,
                                           std::span<const std::string_view> present,
                                           std::span<const std::string_view> absent) {
    store(*writer_, writer_->field(name), facts::CodeList{present, absent, false});
    return *this;
}

ProfileBuilder& ProfileBuilder::set_null(FactId fact) {
    store(*writer_, writer_->fact(fact.index), facts::Null{});
    return *this;
}

ProfileBuilder& ProfileBuilder::set_null(std::string_view fact) {
    store(*writer_, writer_->fact(fact), facts::Null{});
    return *this;
}

ProfileBuilder& ProfileBuilder::field_null(std::string_view name) {
    store(*writer_, writer_->field(name), facts::Null{});
    return *this;
}

ProfileBuilder& ProfileBuilder::set_number(FactId fact, std::string_view text,
                                           std::string_view unit) {
    if (unit.empty() && writer_->answer_number_plainly(fact.index, text)) return *this;
    store(*writer_, writer_->fact(fact.index), facts::NumberText{text, unit});
    return *this;
}

ProfileBuilder& ProfileBuilder::set_number(std::string_view fact, std::string_view text,
                                           std::string_view unit) {
    store(*writer_, writer_->fact(fact), facts::NumberText{text, unit});
    return *this;
}

ProfileBuilder& ProfileBuilder::field_number(std::string_view name, std::string_view text,
                                             std::string_view unit) {
    if (unit.empty() && writer_->answer_field_number_plainly(name, text)) return *this;
    store(*writer_, writer_->field(name), facts::NumberText{text, unit});
    return *this;
}

ProfileBuilder& ProfileBuilder::set_unreadable(FactId fact, std::string_view what) {
    store(*writer_, writer_->fact(fact.index), facts::Unreadable{what});
    return *this;
}

ProfileBuilder& ProfileBuilder::set_unreadable(std::string_view fact, std::string_view what) {
    store(*writer_, writer_->fact(fact), facts::Unreadable{what});
    return *this;
}

ProfileBuilder& ProfileBuilder::field_unreadable(std::string_view name, std::string_view what) {
    store(*writer_, writer_->field(name), facts::Unreadable{what});
    return *this;
}

ProfileBuilder& ProfileBuilder::records(FactId fact, bool is_complete) {
    if (const auto place = writer_->fact(fact.index)) {
        writer_->records(*place, is_complete);
    } else {
        writer_->skip_records();
    }
    return *this;
}

ProfileBuilder& ProfileBuilder::records(std::string_view fact, bool is_complete) {
    if (const auto place = writer_->fact(fact)) {
        writer_->records(*place, is_complete);
    } else {
        writer_->skip_records();
    }
    return *this;
}

ProfileBuilder& ProfileBuilder::record() {
    writer_->record();
    return *this;
}

ProfileBuilder& ProfileBuilder::record_unreadable(std::string_view what) {
    writer_->unreadable_record(what);
    return *this;
}

ProfileBuilder& ProfileBuilder::problem(Diagnostic found) {
    writer_->problem(std::move(found));
    return *this;
}

ProfileBuilder& ProfileBuilder::unreadable(Diagnostic found) {
    writer_->unreadable(std::move(found));
    return *this;
}

}  // namespace caveat
