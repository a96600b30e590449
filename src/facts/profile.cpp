// From words to values and back, place by place. Entrances: Profile::value, Profile::put.

#include "facts/profile.hpp"

#include <algorithm>

namespace caveat::facts {

namespace {

void put_at(AnswerRun run, std::size_t at, const Value& value, const PlainType& type,
            std::vector<Value>& parts, bool is_aside) {
    if (value.given != Given::answered) return run.set_unanswered(at, value.given);
    if (!is_aside || type.kind != FactKind::number) {
        if (const auto word = word_of(value, type)) return run.set(at, *word);
    }
    run.set_partly(at, parts.size());
    parts.push_back(value);
}

}  // namespace

namespace {

std::size_t place_of_record(const Profile& profile, std::uint32_t fact, std::uint32_t record) {
    const Packing& packing = *profile.packing;
    const std::uint64_t first = profile.packed[packing.words() + fact] >> 32U;
    return static_cast<std::size_t>(first) + record * packing.record_size(fact);
}

}  // namespace

std::size_t Profile::place_of(std::uint32_t fact, std::uint32_t record, std::uint32_t field) const {
    return place_of_record(*this, fact, record) +
           2 * Packing::words_for(packing->field_count(fact)) + field;
}

AnswerRun Profile::record(std::uint32_t fact, std::uint32_t record) {
    return {packed.data() + place_of_record(*this, fact, record), packing->field_count(fact)};
}

ConstAnswerRun Profile::record(std::uint32_t fact, std::uint32_t record) const {
    return {packed.data() + place_of_record(*this, fact, record), packing->field_count(fact)};
}

Given Profile::given(std::uint32_t fact, std::uint32_t record, std::uint32_t field) const {
    const RecordList list = records(fact);
    return record < list.count() ? list[record].given(field) : Given::absent;
}

Value Profile::value(std::uint32_t fact) const {
    Value room;
    return value(fact, room);
}

Value Profile::value(std::uint32_t fact, std::uint32_t record, std::uint32_t field) const {
    Value room;
    return value(fact, record, field, room);
}

void Profile::clear(const Packing& of) {
    if (packing != &of || packed.size() < of.size()) *this = Profile{};
    packing = &of;
    packed.resize(of.size());
    for (const std::uint32_t fact : named) packed[of.words() + fact] = 0;
    std::fill(packed.data(), packed.data() + of.words(), 0);
    parts.clear();
    patient.clear();
    as_of.reset();
    named.clear();
    problems.clear();
    is_readable = true;
    as_given.clear();
    wrong_as_of.reset();
}

void Profile::put(std::uint32_t fact, const Value& value) {
    put_at(facts(), fact, value, packing->plain(fact), parts, false);
}

void Profile::put(std::uint32_t fact, std::uint32_t record, std::uint32_t field,
                  const Value& value) {
    put_at(this->record(fact, record), field, value, packing->plain(fact, field), parts, false);
}

void Profile::put_aside(std::uint32_t fact, const Value& value) {
    put_at(facts(), fact, value, packing->plain(fact), parts, true);
}

void Profile::put_aside(std::uint32_t fact, std::uint32_t record, std::uint32_t field,
                        const Value& value) {
    put_at(this->record(fact, record), field, value, packing->plain(fact, field), parts, true);
}

void Profile::put_records(std::uint32_t fact, std::uint32_t count, bool is_complete) {
    const std::uint64_t word = std::uint64_t{packed.size()} << 32U | count;
    packed.resize(packed.size() + count * packing->record_size(fact));
    if (is_complete) {
        facts().set(fact, word);
    } else {
        facts().set_partly(fact, word);
    }
}

}  // namespace caveat::facts
