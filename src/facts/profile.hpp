#pragma once

// One patient's checked answers, packed. A `Value` of one of them is made when it is asked for.

#include <caveat/answer.hpp>
#include <caveat/diagnostic.hpp>
#include <caveat/rules.hpp>

#include "facts/packing.hpp"
#include "facts/value.hpp"
#include "facts/words.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace caveat::facts {

/// An answer as it was given.
struct GivenAnswer {
    caveat::Place place;
    caveat::Answer answer;
};

/// What one place of a run says, in `room` or where it stands in `parts`.
inline const Value& value_in(ConstAnswerRun run, std::size_t at, const PlainType& type,
                             const std::vector<Value>& parts, Value& room) {
    if (run.is_known(at)) {
        set_from_word(room, run.word(at), type);
        return room;
    }
    if (!run.is_partly(at)) {
        room.given = run.given(at);
        room.is_complete = true;
        room.record_count = 0;
        return room;
    }
    if (type.kind != FactKind::records) return parts[run.word(at)];
    set_from_word(room, run.word(at), type);
    room.is_complete = false;
    return room;
}

/// The records of one list, for who goes through them. Valid until the profile is changed.
class RecordList {
  public:
    RecordList() = default;  ///< none
    RecordList(const std::uint64_t* first, std::uint32_t count, std::size_t fields,
               const PlainType* types, const std::vector<Value>& parts)
        : first_(first), count_(count), fields_(fields), types_(types), parts_(&parts) {}

    [[nodiscard]] std::uint32_t count() const { return count_; }
    ConstAnswerRun operator[](std::uint32_t record) const {
        return {first_ + record * (2 * Packing::words_for(fields_) + fields_), fields_};
    }
    const Value& value(std::uint32_t record, std::uint32_t field, Value& room) const {
        return value_in((*this)[record], field, types_[field], *parts_, room);
    }

  private:
    const std::uint64_t* first_ = nullptr;
    std::uint32_t count_ = 0;
    std::size_t fields_ = 0;
    const PlainType* types_ = nullptr;
    const std::vector<Value>* parts_ = nullptr;
};

/// A profile that fits one catalogue. Positions of facts and fields are of that; a record that the
/// list does not have is unanswered.
struct Profile {
    // What every screening reads lies together, and what most profiles lack takes little room:
    // a cohort is as fast as its memory.
    const Packing* packing = nullptr;   ///< of the rule set, which outlives the profile
    std::optional<std::int32_t> as_of;  ///< days since 1970-01-01
    bool is_readable = true;            ///< false: nothing of it could be read
    Words packed;                       ///< as `packing` lays them out; empty: of nobody
    std::string patient;
    std::vector<Value> parts;          ///< answers that one word cannot hold; their words say which
    std::vector<std::uint32_t> named;  ///< facts of which something was said, in that order
    std::vector<Diagnostic> problems;  ///< in the order found; `path` names the place
    /// What its value does not say wholly: answers known in part, wrong, or in a unit from which
    /// there is no decimal in that of the fact. By place.
    std::vector<GivenAnswer> as_given;
    /// The day of the screening as given, where it is none; else null.
    std::shared_ptr<const std::string> wrong_as_of;

    [[nodiscard]] Given given(std::uint32_t fact) const {
        return packed.empty() ? Given::absent : facts().given(fact);
    }
    [[nodiscard]] Given given(std::uint32_t fact, std::uint32_t record, std::uint32_t field) const;
    /// How many records are listed; 0 where there is no list that can be used.
    [[nodiscard]] std::uint32_t record_count(std::uint32_t fact) const {
        return records(fact).count();
    }
    [[nodiscard]] RecordList records(std::uint32_t fact) const {
        if (packed.empty() || packing->plain(fact).kind != FactKind::records) return {};
        const ConstAnswerRun run = facts();
        if (!run.is_known(fact) && !run.is_partly(fact)) return {};
        const std::uint64_t place = run.word(fact);
        return {packed.data() + (place >> 32U), static_cast<std::uint32_t>(place),
                packing->field_count(fact), packing->plain_fields(fact), parts};
    }

    [[nodiscard]] Value value(std::uint32_t fact) const;
    [[nodiscard]] Value value(std::uint32_t fact, std::uint32_t record, std::uint32_t field) const;
    /// The same in `room`, or where it stands in `parts`: for who asks often.
    const Value& value(std::uint32_t fact, Value& room) const {
        if (packed.empty()) return room = {};
        return value_in(facts(), fact, packing->plain(fact), parts, room);
    }
    const Value& value(std::uint32_t fact, std::uint32_t record, std::uint32_t field,
                       Value& room) const {
        const RecordList list = records(fact);
        return record < list.count() ? list.value(record, field, room) : room = {};
    }

    /// Makes it one of this catalogue without answers. Only what was said is taken back: large
    /// catalogues cost nothing where little of them is used.
    void clear(const Packing& of);
    /// In place of what was there. Not of a list of records that can be used.
    void put(std::uint32_t fact, const Value& value);
    /// A list of so many records, each without answers, in place of what was there.
    void put_records(std::uint32_t fact, std::uint32_t count, bool is_complete);
    void put(std::uint32_t fact, std::uint32_t record, std::uint32_t field, const Value& value);
    /// The same for values that somebody reads back soon: they are not turned into words.
    void put_aside(std::uint32_t fact, const Value& value);
    void put_aside(std::uint32_t fact, std::uint32_t record, std::uint32_t field,
                   const Value& value);

    /// Where the word of a field stands in `packed`, which has the record.
    [[nodiscard]] std::size_t place_of(std::uint32_t fact, std::uint32_t record,
                                       std::uint32_t field) const;
    /// The bits and words of all facts, or of the fields of one record, which must be there.
    [[nodiscard]] AnswerRun facts() { return {packed.data(), packing->fact_count()}; }
    [[nodiscard]] ConstAnswerRun facts() const { return {packed.data(), packing->fact_count()}; }
    [[nodiscard]] AnswerRun record(std::uint32_t fact, std::uint32_t record);
    [[nodiscard]] ConstAnswerRun record(std::uint32_t fact, std::uint32_t record) const;
};

}  // namespace caveat::facts
