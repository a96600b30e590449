#pragma once

// Puts right in the tokens of a sentence what is written otherwise in this language, each with a
// message: most of it before the grammar runs, the rest between two readings.

#include "language/grammar/looking.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::language {

struct ScaledNumber;

class Repairs : public Looking {
  public:
    using Looking::Looking;

    /// Reports signs that the language does not have, and nesting beyond the limit, and mends what
    /// can be told without reading. returns whether the rest is worth reading.
    bool prepare(bool is_sentence);

    // repairs_behind.cpp: what shows while the sentence is read; whether anything was mended
    bool repair_keyword(std::size_t at);
    bool repair_word(std::size_t at, std::span<const std::string_view> keywords);
    bool repair_then(std::size_t at);
    bool split_minus(std::size_t at);
    bool mend_word_behind(std::size_t first, std::size_t end);
    void mend_test_words(std::size_t at);
    void mend_outcome_joint(std::size_t at);
    void join_unjoined(std::size_t first, std::size_t end);

  private:
    // repairs.cpp
    void join_quotes();
    void remove_quotes_of_names();
    void replace_foreign_signs();
    bool is_number_at(std::size_t at) const;
    bool may_change_amount(std::string_view sign, std::size_t at) const;
    bool replace_sign_of_unit(const std::string& sign, std::size_t at, std::vector<Token>& kept);
    bool check_depth();
    void mend_within(std::size_t at);
    // repairs_digits.cpp
    void join_digit_groups();
    std::size_t end_of_groups(std::size_t at) const;
    void ask_about_commas(std::size_t at, std::size_t last);
    void join(std::size_t at, std::size_t last, const std::string& meant, Diagnostic& problem);
    bool join_power_word(std::size_t at);
    // repairs_fractions.cpp
    void join_fractions();
    bool touch(std::size_t first, std::size_t second) const;
    void set_number(std::size_t first, std::size_t last, const std::string& meant);
    void join_point(std::size_t at);
    void join_sign_of_fraction(std::size_t at);
    void ask_about_raised_point(std::size_t at);
    // repairs_powers.cpp
    void replace_powers_of_ten();
    void replace_power(std::size_t at, const ScaledNumber& scaled);
    void set_said_number(std::size_t first, std::size_t last);
    // repairs_behind.cpp
    bool mend_absence(std::size_t first, std::size_t end);
    bool mend_unit_before_number(std::size_t first, std::size_t end);
    bool mend_denied_test(std::size_t first, std::size_t end);
    // repairs_comparisons.cpp
    bool replace_signs(std::size_t at);
    void drop_is_before_sign(std::size_t at);
    bool replace_range(std::size_t at, bool is_behind_name);
    bool replace_limit(std::size_t at, bool is_behind_name);
    bool replace_out_of(std::size_t at, bool is_behind_name);
    // repairs_counts.cpp
    void set_semicolon(std::size_t at);
    bool replace_group(std::size_t at);
    bool replace_number_of(std::size_t at);
    bool replace_count(std::size_t at);
    bool replace_open_group(std::size_t at);
    bool replace_open_list(std::size_t at);
    bool replace_counted_codes(std::size_t at);
    bool replace_code_list(std::size_t at);
    // repairs_wordings.cpp
    void replace(std::size_t first, std::size_t last, std::string_view text);
    void reword(std::size_t first, std::size_t last, const std::string& meant);
    void leave_out(std::size_t first, std::size_t last, const std::string& reason);
    void replace_wordings();
    bool replace_no(std::size_t at);
    bool ends_condition(std::size_t at) const;
    bool replace_age(std::size_t at);
    bool replace_sum(std::size_t at);
    bool replace_join(std::size_t at);
    bool replace_xor(std::size_t at);
    std::size_t begin_of_name_before(std::size_t at) const;
    const NameTable* codes_before(std::size_t verb) const;
    bool is_in_code(std::size_t at) const;
    bool report_conditional_number();
    bool report_points_in_text();

    std::vector<std::size_t> lists_;  ///< where the sentence names records, as far as it is mended
};

/// A number followed by zeros; empty where it has too many digits.
std::string times_power_of_ten(std::string_view digits, int zeros);

}  // namespace caveat::language
