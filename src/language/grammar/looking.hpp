#pragma once

// What stands where in a sentence: the base of whoever mends it, guesses at it or reads it.

#include "language/grammar/line.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::language {

/// Looks at a sentence, and says what is wrong with it; changes nothing.
class Looking {
  public:
    /// `line` must outlive this.
    explicit Looking(Line& line) : line_(line) {}

    const Token& token(std::size_t at) const { return line_.tokens[at < end() ? at : end()]; }
    std::size_t end() const { return line_.tokens.size() - 1; }
    bool is_word(std::size_t at, Keyword word) const {
        const Token& here = token(at);
        return here.keyword == word && here.kind == TokenKind::word && !here.is_joined;
    }
    bool is_is(std::size_t at) const { return is_word(at, "is") || is_word(at, "are"); }
    bool is_include(std::size_t at) const {
        return is_word(at, "include") || is_word(at, "includes");
    }
    bool is_arrow(std::size_t at) const {
        return token(at).kind == TokenKind::arrow || is_word(at, "then");
    }
    /// Whether the part of a sentence before it ends here, whatever it is.
    bool is_separator(std::size_t at) const;
    /// The next separator, parentheses passed over.
    std::size_t skip_to_separator(std::size_t at) const;
    /// The token behind the parenthesis that opens at `open`; `open` when it is never closed.
    std::size_t behind_close(std::size_t open) const;
    std::size_t end_of_commas(std::size_t at) const;
    bool is_behind_code_word(std::size_t at) const;
    bool is_code_text(std::size_t at) const;

    Span span(std::size_t first, std::size_t last) const;
    std::string words(std::size_t first, std::size_t last) const;
    std::vector<std::string> parts_between(std::size_t first, std::size_t last,
                                           bool is_loose) const;

    // Names
    /// The name that begins at a token; null when none does. It stays good as long as the line.
    const Found* find_name(std::size_t at) const;
    std::optional<std::uint32_t> slot_at(std::size_t at) const;
    Name name_at(std::size_t first, std::size_t last, const Entry* entry) const;
    bool is_list_at(std::size_t at) const;
    bool is_declared_name(std::string_view name) const;

    // What begins here
    Form form_at(std::size_t at) const;
    bool is_group_ahead(std::size_t at) const;  ///< `at least 2 of (`, `any 2 of (`
    /// `at least 2 of fever, chills`: the grammar reads on as if it stood there.
    bool lacks_parenthesis(std::size_t at) const;
    bool is_or_more_of(std::size_t at) const;  ///< `2 or more of (`

    // looking_limits.cpp
    std::size_t unit_end_behind(std::size_t at) const;
    std::size_t end_of_bound(std::size_t at) const;
    std::size_t end_of_count(std::size_t at) const;
    bool is_than(std::size_t at) const;
    bool is_lately(std::size_t at) const;
    std::size_t limit_words(std::size_t at) const;
    bool is_or_beyond(std::size_t at) const;
    bool is_range_ahead(std::size_t at) const;
    bool is_bare_test(std::size_t at) const;

    // looking_denials.cpp
    bool may_be_denied(std::size_t at) const;
    std::size_t end_of_denial(std::size_t at) const;
    std::size_t end_of_absence(std::size_t at) const;
    bool is_joint_before_no(std::size_t at) const;  ///< `with no`, `but no`
    bool is_short_is_not(std::size_t at) const;     ///< `isn't`
    bool is_among(std::size_t at, std::span<const std::string_view> words) const;

    Diagnostic& error(text::DiagnosticCode code, std::size_t first, std::size_t last,
                      const std::string& message);
    /// The help and the fixes of a problem: each of `meant` in place of what it marks.
    void write(Diagnostic& problem, const std::vector<std::string>& meant,
               std::string_view remark = {}) const;
    /// Words in place of tokens [first, last), and when they are meant.
    text::Proposal proposal(std::size_t first, std::size_t last, const std::string& meant,
                            std::string aside = {}) const;
    /// `n >= 5-7`: a limit is one number, and to put blanks around the dash would make another.
    bool may_be_range(std::size_t low, std::size_t high) const;
    void report_two_numbers(std::size_t first, std::size_t last);
    /// Whether one more mistake is worth looking for.
    bool may_report() const;

  protected:
    bool is_muted() const { return line_.muted != 0; }

    Line& line_;

  private:
    Line::Lookup& lookup(std::size_t at) const;
    Form find_form(std::size_t at) const;
    std::optional<Found> look_up(std::size_t at, const NameTable* fields) const;
};

inline bool is_records(const Entry& entry) {
    return entry.kind == NameKind::records || entry.kind == NameKind::each_record;
}

/// `total`, `average` …
std::optional<MeasureKind> measure_of(const Token& token);

/// Texts in a row, with `between` between them.
std::string joined(const std::vector<std::string>& parts, std::string_view between);

/// `two` is 2; 0 for any other word.
std::size_t number_word(const Token& token);

/// `day`, `days`, `week` …
std::optional<TimeUnit> time_unit_of(std::string_view word);

/// The same also of its sign: `wk`.
std::optional<TimeUnit> time_unit_meant(std::string_view unit);

}  // namespace caveat::language
