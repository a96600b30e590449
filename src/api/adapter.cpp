// Takes the answers of one text as they are read. Entrance: `ProfileAdapter`, declared in
// <caveat/adapter.hpp>. How it ends one profile and begins the next is in built_profile.cpp.

#include <caveat/adapter.hpp>

#include "api/access.hpp"
#include "api/contradictions.hpp"
#include "api/loaded_rules.hpp"
#include "facts/profile_writer.hpp"

#include <utility>

namespace caveat {

ProfileAdapter::ProfileAdapter(const RuleSet& rules)
    : rules_(rules),
      second_look_(std::make_unique<eval::SecondLook>(api::loaded_of(rules_).model,
                                                      api::loaded_of(rules_).compiled)),
      writer_(std::make_unique<facts::ProfileWriter>(api::loaded_of(rules_).model.catalogue,
                                                     api::loaded_of(rules_).model.packing)) {
    if (!second_look_->is_needed()) return;
    writer_->look_again([&loaded = api::loaded_of(rules_), look = second_look_.get()](
                            facts::Profile& profile, facts::Problems& problems) {
        return api::look_again(loaded, *look, profile, problems);
    });
}

ProfileAdapter::~ProfileAdapter() = default;

void ProfileAdapter::patient(std::string_view id) {
    writer_->patient(id);
}
void ProfileAdapter::extra_facts(ExtraFacts reported_as) {
    writer_->extra_facts(reported_as);
}
void ProfileAdapter::as_of(Date day) {
    writer_->as_of(day);
}
void ProfileAdapter::as_of(std::string_view iso_date) {
    writer_->as_of(iso_date);
}

// Every kind of answer, two ways to name its place.

void ProfileAdapter::yes_no(FactId fact, bool yes) {
    writer_->answer(fact.index, facts::YesNo{yes});
}
void ProfileAdapter::yes_no(std::string_view field, bool yes) {
    writer_->answer(field, facts::YesNo{yes});
}

void ProfileAdapter::number(FactId fact, std::int64_t number) {
    writer_->answer(fact.index, facts::NumberInteger{number});
}
void ProfileAdapter::number(FactId fact, std::string_view digits, std::string_view unit) {
    writer_->answer(fact.index, facts::NumberText{digits, unit});
}
void ProfileAdapter::number(std::string_view field, std::string_view digits,
                            std::string_view unit) {
    writer_->answer(field, facts::NumberText{digits, unit});
}

void ProfileAdapter::within(FactId fact, const NumberWithin& limits) {
    writer_->answer(fact.index, facts::NumberPart{limits});
}
void ProfileAdapter::within(std::string_view field, const NumberWithin& limits) {
    writer_->answer(field, facts::NumberPart{limits});
}

void ProfileAdapter::text(FactId fact, std::string_view code_or_date) {
    writer_->answer(fact.index, facts::Text{code_or_date});
}
void ProfileAdapter::text(std::string_view field, std::string_view code_or_date) {
    writer_->answer(field, facts::Text{code_or_date});
}

void ProfileAdapter::codes(FactId fact, std::span<const std::string_view> codes) {
    writer_->answer(fact.index, facts::CodeList{codes, {}, true});
}
void ProfileAdapter::codes(std::string_view field, std::span<const std::string_view> codes) {
    writer_->answer(field, facts::CodeList{codes, {}, true});
}

void ProfileAdapter::open_codes(FactId fact, std::span<const std::string_view> present,
                                std::span<const std::string_view> absent) {
    writer_->answer(fact.index, facts::CodeList{present, absent, false});
}
void ProfileAdapter::open_codes(std::string_view field, std::span<const std::string_view> present,
                                std::span<const std::string_view> absent) {
    writer_->answer(field, facts::CodeList{present, absent, false});
}

void ProfileAdapter::not_known(FactId fact) {
    writer_->answer(fact.index, facts::Null{});
}
void ProfileAdapter::not_known(std::string_view field) {
    writer_->answer(field, facts::Null{});
}

void ProfileAdapter::unreadable(FactId fact, std::string_view what) {
    writer_->answer(fact.index, facts::Unreadable{what});
}
void ProfileAdapter::unreadable(std::string_view field, std::string_view what) {
    writer_->answer(field, facts::Unreadable{what});
}

void ProfileAdapter::unknown_fact(std::string_view name) {
    if (const auto place = writer_->fact(name)) writer_->answer(*place, facts::Null{});
}

void ProfileAdapter::records(FactId fact, bool is_complete) {
    if (const auto place = writer_->fact(fact.index)) {
        writer_->records(*place, is_complete);
    } else {
        writer_->skip_records();
    }
}
void ProfileAdapter::record() {
    writer_->record();
}
void ProfileAdapter::unreadable_record(std::string_view what) {
    writer_->unreadable_record(what);
}

void ProfileAdapter::problem(Diagnostic found) {
    writer_->problem(std::move(found));
}
void ProfileAdapter::unreadable(Diagnostic found) {
    writer_->unreadable(std::move(found));
}

}  // namespace caveat
