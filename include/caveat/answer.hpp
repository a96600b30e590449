#pragma once

#include <caveat/export.hpp>
#include <caveat/values.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// What somebody says of one fact, as a value that owns its texts.
namespace caveat {

/// Asked, and not known; JSON's null. It is not asked again.
struct NotKnown {
    friend bool operator==(const NotKnown&, const NotKnown&) = default;
};

/// Codes of a `choices` fact. In a complete list what is not present is absent; in any other it
/// stays unknown unless it is named as absent.
struct Codes {
    std::vector<std::string> present{};  ///< by key or name, in any spelling that rule files accept
    std::vector<std::string> absent{};   ///< the same; of a complete list not needed
    bool is_complete = true;             ///< whether `present` is all there are
    friend bool operator==(const Codes&, const Codes&) = default;
};

/// A number in the digits of its author, for what is no `Decimal`: more than 18 digits, `NaN`. As
/// an answer that is a problem, which shows these digits. Read back, a number that could not be
/// used as it stood, in digits that are not those of its decimal: `11.0`. An empty unit is that of
/// the fact.
struct NumberText {
    std::string digits;  ///< as given
    std::string unit{};  ///< as given; empty: that of the fact
    friend bool operator==(const NumberText&, const NumberText&) = default;
};

/// What no fact takes, named with its article: "an object without `value`". As an answer it is a
/// problem that says so.
struct Unreadable {
    std::string what;  ///< what it is, with its article
    friend bool operator==(const Unreadable&, const Unreadable&) = default;
};

struct Record;

/// Records of a `records` fact. A complete list is all there are: `Records{}` says that there are
/// none.
struct CAVEAT_EXPORT Records {
    std::vector<Record> list;  ///< in the order of the profile
    bool is_complete = true;   ///< whether these are all there are
    /// Whether both say the same.
    friend bool operator==(const Records& a, const Records& b);
};

/// One answer, of whatever kind. It is checked when a profile is built: an answer that its fact
/// does not take is a problem there, never another answer.
///
/// yes/no   bool
/// number   any integer, float or double, Decimal; with its unit Quantity; known in part
///          NumberWithin. A float counts as the shortest decimal that reads back to the same float,
///          a double likewise; NaN, infinities and numbers of more than 18 digits become a
///          `NumberText`
/// choice   its code, as a text
/// choices  Codes
/// date     Date, std::chrono::year_month_day, or a text: `2026-11-20`, `2026-11`, `2026`
/// records  Records
/// any      NotKnown
class CAVEAT_EXPORT Answer {
  public:
    // NOLINTBEGIN(google-explicit-constructor): a value is an answer
    /// Nothing was recorded.
    Answer();
    /// What the table above says of each type.
    ///@{
    Answer(NotKnown not_known);
    Answer(bool yes);
    Answer(int number);
    Answer(unsigned number);
    Answer(long number);
    Answer(unsigned long number);
    Answer(long long number);
    Answer(unsigned long long number);
    Answer(float number);
    Answer(double number);
    Answer(Decimal number);
    Answer(Quantity quantity);
    Answer(NumberWithin limits);
    Answer(NumberText number);
    Answer(Date date);
    ///@}
    /// A `std::chrono::year_month_day`. What is no day of the calendar is a problem.
    template <class Day>
        requires requires(const Day& day) {
            static_cast<int>(day.year());
            static_cast<unsigned>(day.month());
            static_cast<unsigned>(day.day());
        }
    Answer(const Day& day)
        : Answer(date_of(static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                         static_cast<unsigned>(day.day()))) {}
    /// A code, or a date.
    ///@{
    Answer(std::string text);
    Answer(std::string_view text);
    ///@}
    /// No text at all is an answer that cannot be read.
    Answer(const char* text);
    /// Lists, and what cannot be read.
    ///@{
    Answer(Codes codes);
    Answer(Records records);
    Answer(Unreadable unreadable);
    ///@}
    // NOLINTEND(google-explicit-constructor)

    // A letter is no number, and an address is no yes.
    Answer(char) = delete;
    Answer(wchar_t) = delete;
    Answer(char8_t) = delete;
    Answer(char16_t) = delete;
    Answer(char32_t) = delete;
    Answer(const void*) = delete;
    Answer(std::nullptr_t) = delete;

    Answer(const Answer&);
    Answer(Answer&&) noexcept;
    Answer& operator=(const Answer&);
    Answer& operator=(Answer&&) noexcept;
    ~Answer();

    /// Whether both say the same in the same words: 70 kg is not 70000 g.
    friend bool operator==(const Answer& a, const Answer& b) { return a.is_equal(b); }

    /// What is said; `std::monostate` where nothing was recorded.
    std::variant<std::monostate, NotKnown, bool, Decimal, Quantity, NumberWithin, NumberText, Date,
                 std::string, Codes, Records, Unreadable>
        value;

  private:
    static Date date_of(int year, unsigned month, unsigned day);
    [[nodiscard]] bool is_equal(const Answer& other) const;
};

/// One record: its fields by name, in any spelling that rule files accept. A field that is not
/// there is unknown.
struct CAVEAT_EXPORT Record {
    std::vector<std::pair<std::string, Answer>>
        fields{};  ///< name and answer; of a name given twice the last counts
    /// Whether both say the same, in the same order.
    friend bool operator==(const Record& a, const Record& b) { return a.fields == b.fields; }
};

/// Whether both say the same.
inline bool operator==(const Records& a, const Records& b) {
    return a.is_complete == b.is_complete && a.list == b.list;
}

}  // namespace caveat
