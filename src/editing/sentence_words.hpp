#pragma once

// The words of one sentence, and how far a name reaches when nobody has declared it.

#include <caveat/rules.hpp>

#include "language/grammar/token.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::editing {

/// What a test, or what stands between tests, begins with.
enum class OpeningForm : std::uint8_t {
    between,  ///< `and`, `not`, a sign, a parenthesis
    number,   ///< `65`, `18.5 kg/m2`
    numbers,  ///< `min(`
    since,    ///< `years since`
    records,  ///< `any`, `at least 2`, `count of`
    counted,  ///< `at least`, where the number may be a name
    measure,  ///< `latest pain of`
    name,
};

struct Opening {
    OpeningForm form = OpeningForm::name;
    std::size_t end = 0;       ///< the token behind it
    bool is_singular = false;  ///< of records: `any`, `no`
    bool is_by_date = false;   ///< of a measure: `latest`, `earliest`
    std::size_t field = 0;     ///< of a measure: [field, field_end) is its field
    std::size_t field_end = 0;
};

/// What stands behind the name that a test is about.
struct Behind {
    std::optional<FactKind> kind;  ///< nothing: the name stands alone
    std::size_t next = 0;          ///< the token behind the test
    std::string unit;
    std::vector<std::pair<std::size_t, std::size_t>> codes;  ///< tokens [first, second)
    bool is_refused = false;  ///< `is at least moderate`: of a score, which has to be written
};

class SentenceWords {
  public:
    explicit SentenceWords(std::string_view text);

    [[nodiscard]] const std::vector<language::Token>& tokens() const { return tokens_; }
    [[nodiscard]] const language::Token& operator[](std::size_t at) const {
        return tokens_[at < end() ? at : end()];
    }
    [[nodiscard]] std::size_t end() const { return tokens_.size() - 1; }
    [[nodiscard]] bool is(std::size_t at, std::string_view word) const;
    [[nodiscard]] bool is_any_of(std::size_t at, std::string_view blank_separated) const;
    [[nodiscard]] bool is_arrow(std::size_t at) const;
    /// `is`, `includes`: what stands before it is tested.
    [[nodiscard]] bool is_verb(std::size_t at) const;
    /// The author's words.
    [[nodiscard]] std::string written(std::size_t first, std::size_t last) const;

    /// Behind the parenthesis that closes what was opened before `at`.
    [[nodiscard]] std::size_t closing(std::size_t at) const;
    /// Where what `where` at `at` covers ends; `at` itself when no `where` stands there. Behind
    /// a number, as in `count of sessions where (helped) >= 3`, the sign belongs to that number.
    [[nodiscard]] std::size_t where_end(std::size_t at, std::size_t end, bool is_number) const;

    [[nodiscard]] Opening opening_at(std::size_t at, std::size_t end) const;
    /// The token behind the name that begins at `at`; `at` when none does.
    [[nodiscard]] std::size_t name_end(std::size_t at, std::size_t end) const;
    [[nodiscard]] Behind behind(std::size_t at, std::size_t end) const;
    /// `no fever`, which says that something is not so, and is no name.
    [[nodiscard]] bool is_negation(std::size_t first, std::size_t last) const;
    /// `always`, `if`: no question can be made of these.
    [[nodiscard]] bool begins_no_name(std::size_t at) const;
    /// `surgery date`
    [[nodiscard]] bool is_date_name(std::size_t first, std::size_t last) const;
    /// `age from birth date`: what has to be written `years since birth date`.
    [[nodiscard]] bool is_calculated_time(std::size_t first, std::size_t last) const;
    /// Whether a sign of arithmetic stands before or behind the tokens [first, last).
    [[nodiscard]] bool is_arithmetic(std::size_t first, std::size_t last, std::size_t end) const;
    /// Whether a comparison sign stands before a token.
    [[nodiscard]] bool is_behind_sign(std::size_t at) const;
    /// Whether what begins at a token can only be a date: `surgery date` in `is before surgery
    /// date`.
    [[nodiscard]] bool may_be_date_name(std::size_t at) const;
    /// The unit of the number before the comparison sign before a token.
    [[nodiscard]] std::string unit_before(std::size_t at) const;

  private:
    [[nodiscard]] bool is_number(std::size_t at) const {
        return (*this)[at].kind == language::TokenKind::number;
    }
    [[nodiscard]] bool ends_test(std::size_t at) const;
    [[nodiscard]] bool is_comparison(std::size_t at) const;
    [[nodiscard]] bool is_calculation(std::size_t at) const;
    [[nodiscard]] std::size_t test_end(std::size_t at, std::size_t end) const;
    [[nodiscard]] std::size_t bound_at(std::size_t at) const;
    [[nodiscard]] bool is_open_number(std::size_t at) const;
    [[nodiscard]] std::string unit_at(std::size_t at, std::size_t end) const;
    [[nodiscard]] std::size_t unit_end(std::size_t at, std::size_t end) const;
    [[nodiscard]] Behind behind_is(std::size_t at, std::size_t end) const;
    [[nodiscard]] Behind behind_include(std::size_t at, std::size_t end) const;
    [[nodiscard]] Behind number_behind(std::size_t at, std::size_t end) const;
    [[nodiscard]] bool may_be_code(std::size_t at, std::size_t end) const;
    [[nodiscard]] std::size_t add_codes(std::size_t at, std::size_t end, bool is_list,
                                        Behind& behind) const;

    std::string_view text_;
    std::vector<language::Token> tokens_;
};

/// `sessions` of `session`, and back.
std::string plural(std::string_view name);
std::string singular(std::string_view name);

}  // namespace caveat::editing
