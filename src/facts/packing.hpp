#pragma once

// The answers of one patient side by side, eight bytes each, so that a screening touches a few
// hundred bytes of memory and no more.
//
//   known    a bit a fact: the answer is whole, and stands in its word
//   partly   a bit a fact: something is known that one word cannot hold (a partial date, an open
//            list, a fraction off the grid); `Profile::values` has it
//   words    one a fact
//   records  of each list in turn, every record: known and partly bits of its fields, then a word
//            a field

#include "facts/catalogue.hpp"
#include "facts/plain_type.hpp"
#include "facts/profile.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace caveat::facts {

/// How many steps of the grid a number fact counts in: its value in the base unit times this is a
/// whole number, unless somebody answered more exactly than to three decimals.
std::int64_t grid_of(const ValueType& type);

/// Where the answers of a catalogue's profiles stand.
///
/// The word of a yes/no fact is 1 or 0, of a number its value in steps of the grid (signed), of a
/// choice the position of its code, of choices a mask of those present (the absent are all others),
/// of a date the day's number (signed), of records `first << 32 | count`: where the first record
/// stands in the packed profile, and how many there are.
class Packing {
  public:
    Packing() = default;
    /// To be made anew when the catalogue has changed.
    explicit Packing(const Catalogue& catalogue);

    static constexpr std::size_t bits = 64;
    static constexpr std::size_t words_for(std::size_t count) { return (count + bits - 1) / bits; }

    /// The bits and words of one run of answers: the facts, or the fields of one record.
    class Answers {
      public:
        Answers(std::uint64_t* first, std::size_t count)
            : known_(first),
              partly_(first + words_for(count)),
              words_(partly_ + words_for(count)) {}

        /// is_known  the word is the whole answer; else `Profile::values` has more
        void set(std::size_t at, std::uint64_t word, bool is_known) const {
            words_[at] = word;
            (is_known ? known_ : partly_)[at / bits] |= std::uint64_t{1} << (at % bits);
        }

      private:
        std::uint64_t* known_;
        std::uint64_t* partly_;
        std::uint64_t* words_;
    };

    [[nodiscard]] std::size_t fact_count() const { return facts_; }
    [[nodiscard]] std::size_t partly() const { return words_for(facts_); }
    [[nodiscard]] std::size_t words() const { return 2 * words_for(facts_); }
    /// Words in all, but for the records.
    [[nodiscard]] std::size_t size() const { return words() + facts_; }
    /// Words that one record of this list takes.
    [[nodiscard]] std::size_t record_size(std::uint32_t fact) const {
        return 2 * words_for(fields_[fact]) + fields_[fact];
    }
    [[nodiscard]] std::size_t field_count(std::uint32_t fact) const { return fields_[fact]; }
    /// Of a number fact, or of a field of a list.
    [[nodiscard]] std::int64_t grid(std::uint32_t fact) const { return grids_[fact]; }
    [[nodiscard]] std::int64_t grid(std::uint32_t fact, std::uint32_t field) const {
        return field_grids_[first_field_[fact] + field];
    }

    /// How answers are read that need no second look.
    [[nodiscard]] const PlainType& plain(std::uint32_t fact) const { return plain_[fact]; }
    [[nodiscard]] const PlainType& plain(std::uint32_t fact, std::uint32_t field) const {
        return plain_fields_[first_field_[fact] + field];
    }

    /// Fills `profile.packed` from its values.
    void pack(const Catalogue& catalogue, Profile& profile) const;

    /// Whether the packed answers are all that there is to know: nothing null or wrong, nothing
    /// known in part.
    [[nodiscard]] bool holds_all(const Profile& profile) const;
    /// Fills the values of a profile whose packed answers are all that there is to know.
    void unpack(const Catalogue& catalogue, Profile& profile) const;

    // Of such a profile, one at a time. Whatever it does not have is unanswered.
    [[nodiscard]] bool is_known(const Profile& profile, std::uint32_t fact,
                                std::optional<std::uint32_t> record,
                                std::optional<std::uint32_t> field) const;
    [[nodiscard]] Value value(const Catalogue& catalogue, const Profile& profile,
                              std::uint32_t fact) const;
    [[nodiscard]] Value value(const Catalogue& catalogue, const Profile& profile,
                              std::uint32_t fact, std::uint32_t record, std::uint32_t field) const;

  private:
    [[nodiscard]] const std::uint64_t* row(const Profile& profile, std::uint32_t fact,
                                           std::uint32_t record) const;

    std::size_t facts_ = 0;
    std::vector<std::uint32_t> fields_;       ///< by fact: how many
    std::vector<std::uint32_t> first_field_;  ///< by fact: position in `field_grids_`
    std::vector<std::int64_t> grids_;         ///< by fact
    std::vector<std::int64_t> field_grids_;
    std::vector<PlainType> plain_;  ///< by fact
    std::vector<PlainType> plain_fields_;
};

}  // namespace caveat::facts
