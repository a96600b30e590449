#pragma once

// One patient's checked answers: a slot a fact.

#include <caveat/answer.hpp>
#include <caveat/diagnostic.hpp>
#include <caveat/rules.hpp>
#include <caveat/values.hpp>

#include "facts/code_set.hpp"
#include "values/dates.hpp"
#include "values/range.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace caveat::facts {

/// What was said of a fact. `wrong` is an answer that could not be used: it counts as unanswered,
/// and is asked again; `null` is asked and not known, and is not.
enum class Given : std::uint8_t { absent, null, wrong, answered };

/// The answer to one fact or field. Only the member that its kind uses has a meaning, and only when
/// `given` is answered.
struct Value {
    Given given = Given::absent;
    Truth truth = Truth::unknown;    ///< yes/no: yes or no
    bool is_complete = true;         ///< choices, records: no more than these; number: exactly
    std::uint32_t code = 0;          ///< choice
    std::uint32_t first_value = 0;   ///< records: position in `Profile::record_values`
    std::uint32_t record_count = 0;  ///< records
    values::DateRange dates;         ///< date: one day, or a partial date within its bounds
    values::Rational number;         ///< number, in the base unit of its dimension; where known in
                                     ///< part, `within` has it
    CodeSet present;                 ///< choices
    CodeSet absent;                  ///< choices; all others when complete
    values::Range within;            ///< number known in part: not one alone

    /// Every number that the answer leaves possible.
    [[nodiscard]] values::Range numbers() const {
        return is_complete ? values::single(number) : within;
    }
    /// Whether an answer leaves nothing to be said.
    [[nodiscard]] bool is_full(FactKind kind) const {
        switch (kind) {
            case FactKind::date:
                return dates.is_single();
            case FactKind::number:
            case FactKind::choices:
            case FactKind::records:
                return is_complete;
            case FactKind::yes_no:
            case FactKind::choice:
                break;
        }
        return true;
    }
};

/// Words beside one another. The first ones live in the object itself, next to what leads to it:
/// most patients fit, and to look at one costs no further step in memory.
class Words {
  public:
    Words() = default;
    ~Words() = default;
    // Only the words in use are copied.
    Words(const Words& other) { *this = other; }
    Words(Words&& other) noexcept { *this = std::move(other); }
    Words& operator=(const Words& other) {
        if (this == &other) return *this;
        size_ = other.size_;
        if (size_ <= inside) std::copy_n(other.few_.begin(), size_, few_.begin());
        many_ = other.many_;
        return *this;
    }
    Words& operator=(Words&& other) noexcept {
        if (this == &other) return *this;
        size_ = std::exchange(other.size_, 0);
        if (size_ <= inside) std::copy_n(other.few_.begin(), size_, few_.begin());
        many_.swap(other.many_);
        return *this;
    }

    [[nodiscard]] std::uint64_t* data() { return size_ <= inside ? few_.data() : many_.data(); }
    [[nodiscard]] const std::uint64_t* data() const {
        return size_ <= inside ? few_.data() : many_.data();
    }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    std::uint64_t& operator[](std::size_t at) { return data()[at]; }
    const std::uint64_t& operator[](std::size_t at) const { return data()[at]; }

    /// Makes it this long; words that were not there are 0.
    void resize(std::size_t size) {
        if (size > inside) {
            if (size_ <= inside) many_.assign(few_.begin(), few_.begin() + size_);
            many_.resize(size, 0);
        } else {
            if (size_ > inside) std::copy_n(many_.begin(), size, few_.begin());
            if (size_ < size) std::fill(few_.begin() + size_, few_.begin() + size, 0);
        }
        size_ = static_cast<std::uint32_t>(size);
    }
    /// This many words, all 0.
    void clear(std::size_t size) {
        resize(0);
        resize(size);
    }

    friend bool operator==(const Words& a, const Words& b) {
        return a.size_ == b.size_ && std::equal(a.data(), a.data() + a.size_, b.data());
    }

  private:
    static constexpr std::size_t inside = 79;
    std::uint32_t size_ = 0;
    std::array<std::uint64_t, inside> few_;  ///< those from `size_` on have no meaning
    std::vector<std::uint64_t> many_;
};

/// An answer as it was given.
struct GivenAnswer {
    caveat::Place place;
    caveat::Answer answer;
};

/// A profile that fits one catalogue. Record `r` of a fact with `n` fields has its field `f` at
/// `record_values[value.first_value + r * n + f]`.
struct Profile {
    Words packed;  ///< the same answers side by side, as `Packing` lays them out
    std::string patient;
    std::optional<std::int32_t> as_of;  ///< days since 1970-01-01
    std::vector<Value> values;  ///< one a fact of the catalogue; none when `packed` holds all
    std::vector<Value> record_values;
    std::vector<std::uint32_t> named;  ///< facts of which something was said, in that order
    std::vector<Diagnostic> problems;  ///< in the order found; `path` names the place
    bool is_readable = true;           ///< false: nothing of it could be read
    /// What its value does not say wholly: answers known in part, wrong, or in a unit from which
    /// there is no decimal in that of the fact. By place.
    std::vector<GivenAnswer> as_given;
    std::string wrong_as_of;  ///< the day of the screening as given, where it is none
};

}  // namespace caveat::facts
