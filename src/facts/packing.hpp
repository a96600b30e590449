#pragma once

// The answers of one patient side by side, eight bytes each, so that a screening touches a few
// hundred bytes of memory and no more.
//
//   known    a bit a fact: the answer is whole, and stands in its word
//   partly   a bit a fact: it is answered, and one word cannot hold what is known: a partial date,
//            an open list, a fraction off the grid
//   words    one a fact
//   records  of each list, every record: known and partly bits of its fields, then a word a field
//
// What a word is: of a yes/no fact 1 or 0, of a number its value in steps of the grid (signed), of
// a choice the position of its code, of choices a mask of those present (the absent are all
// others), of a date the day's number (signed), of records `first << 32 | count`: where the first
// record stands, and how many there are. Of an answer known in part it is the position in
// `Profile::parts`, but of an open list the same as of a whole one. Of a fact that is not answered
// it says why: `Given`.

#include "facts/catalogue.hpp"
#include "facts/plain_type.hpp"
#include "facts/value.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace caveat::facts {

/// How many steps of the grid a number fact counts in: its value in the base unit times this is a
/// whole number, unless somebody answered more exactly than to three decimals.
std::int64_t grid_of(const ValueType& type);

/// A checked answer as a word. Nothing when one word cannot hold it.
std::optional<std::uint64_t> word_of(const Value& value, const PlainType& type);
/// A whole number of steps as the number that it is.
values::Rational number_of(std::int64_t steps, std::int64_t grid);

/// The answer of a word again; members of other kinds stay as they are.
inline void set_from_word(Value& value, std::uint64_t word, const PlainType& type) {
    value.given = Given::answered;
    value.is_complete = true;
    switch (type.kind) {
        case FactKind::yes_no:
            value.truth = truth_of(word == 1);
            break;
        case FactKind::number:
            value.number = number_of(static_cast<std::int64_t>(word), type.grid);
            break;
        case FactKind::choice:
            value.code = static_cast<std::uint32_t>(word);
            break;
        case FactKind::choices:
            value.present = {};
            value.present.set_word(0, word);
            value.absent = {};
            value.absent.set_word(0, type.every_code() & ~word);
            break;
        case FactKind::date:
            value.dates.low = static_cast<values::Day>(static_cast<std::int64_t>(word));
            value.dates.high = value.dates.low;
            break;
        case FactKind::records:
            value.record_count = static_cast<std::uint32_t>(word);
            break;
    }
}

/// The bits and words of one run of answers.
template <class Word>
class AnswersOf {
  public:
    static constexpr std::size_t bits = 64;
    static constexpr std::size_t words_for(std::size_t count) { return (count + bits - 1) / bits; }

    AnswersOf(Word* first, std::size_t count)
        : known_(first), partly_(first + words_for(count)), words_(partly_ + words_for(count)) {}
    // NOLINTNEXTLINE(google-explicit-constructor): who may write may read
    operator AnswersOf<const Word>() const { return {known_, partly_, words_}; }
    AnswersOf(Word* known, Word* partly, Word* words)
        : known_(known), partly_(partly), words_(words) {}

    [[nodiscard]] bool is_known(std::size_t at) const { return has(known_, at); }
    [[nodiscard]] bool is_partly(std::size_t at) const { return has(partly_, at); }
    [[nodiscard]] std::uint64_t word(std::size_t at) const { return words_[at]; }
    [[nodiscard]] bool is_said(std::size_t at) const {
        return words_[at] != 0 || is_known(at) || is_partly(at);
    }
    [[nodiscard]] Given given(std::size_t at) const {
        return is_known(at) || is_partly(at) ? Given::answered : static_cast<Given>(words_[at]);
    }
    [[nodiscard]] bool is_partly_at_all() const {
        return std::any_of(partly_, words_, [](std::uint64_t some) { return some != 0; });
    }

    /// Where nothing was said so far.
    void add(std::size_t at, std::uint64_t word) const {
        words_[at] = word;
        known_[at / bits] |= std::uint64_t{1} << (at % bits);
    }
    // Each in place of what was there.
    void set(std::size_t at, std::uint64_t word) const { set(at, word, true, false); }
    void set_partly(std::size_t at, std::uint64_t word) const { set(at, word, false, true); }
    void set_unanswered(std::size_t at, Given why) const {
        set(at, static_cast<std::uint64_t>(why), false, false);
    }

  private:
    static bool has(const std::uint64_t* some, std::size_t at) {
        return (some[at / bits] >> (at % bits) & 1U) != 0;
    }
    static void mark(std::uint64_t& some, std::size_t at, bool is_set) {
        const std::uint64_t bit = std::uint64_t{1} << (at % bits);
        some = is_set ? some | bit : some & ~bit;
    }
    void set(std::size_t at, std::uint64_t word, bool is_known, bool is_partly) const {
        words_[at] = word;
        mark(known_[at / bits], at, is_known);
        mark(partly_[at / bits], at, is_partly);
    }

    Word* known_;
    Word* partly_;
    Word* words_;
};
using AnswerRun = AnswersOf<std::uint64_t>;
using ConstAnswerRun = AnswersOf<const std::uint64_t>;

/// Where the answers of a catalogue's profiles stand.
class Packing {
  public:
    Packing() = default;
    /// To be made anew when the catalogue has changed.
    explicit Packing(const Catalogue& catalogue);

    static constexpr std::size_t bits = AnswerRun::bits;
    static constexpr std::size_t words_for(std::size_t count) {
        return AnswerRun::words_for(count);
    }

    [[nodiscard]] std::size_t fact_count() const { return facts_; }
    [[nodiscard]] std::size_t partly() const { return words_for(facts_); }
    [[nodiscard]] std::size_t words() const { return 2 * words_for(facts_); }
    /// Words in all, but for the records.
    [[nodiscard]] std::size_t size() const { return words() + fact_count(); }
    /// Words that one record of this list takes.
    [[nodiscard]] std::size_t record_size(std::uint32_t fact) const {
        return 2 * words_for(fields_[fact]) + fields_[fact];
    }
    [[nodiscard]] std::size_t field_count(std::uint32_t fact) const { return fields_[fact]; }
    /// Of a number fact, or of a field of a list.
    [[nodiscard]] std::int64_t grid(std::uint32_t fact) const { return plain(fact).grid; }
    [[nodiscard]] std::int64_t grid(std::uint32_t fact, std::uint32_t field) const {
        return plain(fact, field).grid;
    }

    /// How answers are read that need no second look, and words.
    [[nodiscard]] const PlainType& plain(std::uint32_t fact) const { return plain_[fact]; }
    [[nodiscard]] const PlainType& plain(std::uint32_t fact, std::uint32_t field) const {
        return plain_fields_[first_field_[fact] + field];
    }

    /// Of all fields of a list.
    [[nodiscard]] const PlainType* plain_fields(std::uint32_t fact) const {
        return plain_fields_.data() + first_field_[fact];
    }

  private:
    std::size_t facts_ = 0;
    std::vector<std::uint32_t> fields_;       ///< by fact: how many
    std::vector<std::uint32_t> first_field_;  ///< by fact: position in `plain_fields_`
    std::vector<PlainType> plain_;            ///< by fact
    std::vector<PlainType> plain_fields_;
};

}  // namespace caveat::facts
