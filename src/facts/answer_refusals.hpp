#pragma once

// What is said of an answer that cannot be used.

#include "facts/answer_check.hpp"

namespace caveat::facts {

/// What is stored in place of an answer that cannot be used.
inline Value wrong_value() {
    Value value;
    value.given = Given::wrong;
    return value;
}

/// An answer as somebody gave it, between backticks or as an argument: short and without control
/// characters.
std::string bare(std::string_view words);

/// Reports what is wrong with one answer; each function with a value gives the one to store.
/// `shown` is the answer as its author wrote it, with its unit: `70 kg`.
class AnswerRefusals {
  public:
    AnswerRefusals(const ValueType& type, std::string_view subject, const PathOf& path,
                   Problems& problems)
        : type_(type), name_(subject), path_(path), problems_(problems) {}

    /// `what` is the answer in words: "a number", "an empty object".
    Value wrong_type(std::string_view what);
    /// A text for a fact that takes none: the help may tell what was said.
    Value wrong_text(std::string_view words);

    Value not_a_number(const std::string& shown);
    Value too_many_digits(const std::string& shown);
    Value not_whole(const std::string& shown);
    Value number_out_of_range(const std::string& shown);
    /// Limits between which there is nothing.
    Value no_number_left(const std::string& shown);
    void unknown_unit(std::string_view unit);
    void wrong_unit(std::string_view unit_text, const values::Unit& unit);

    Value bad_date(std::string_view shown);
    Value date_out_of_range(const Date& date);

    Value unknown_code(std::string_view code);
    /// In a list that is kept without it; `place` is behind the path of the list: `[3]`.
    void unknown_code_in_list(std::string_view code, const std::string& place);
    Value too_many_codes();
    void present_and_absent(const std::string& code);
    /// `code` stands alone, but `other` is given beside it.
    void not_alone(const std::string& code, std::string_view other);

  private:
    Diagnostic& report_wrong_type(std::string_view what, std::string help);
    /// With the name of the fact as an argument.
    Diagnostic& report(text::DiagnosticCode code, std::string path, std::string_view value,
                       std::string message, std::string without_value, std::string help);
    void report_code(std::string_view code, std::string path, std::string_view consequence);
    void out_of_range(const std::string& shown, const std::string& allowed);
    [[nodiscard]] std::string advice(std::string_view what) const;
    [[nodiscard]] std::string forms_of_a_number() const;
    /// The fact's name in backticks.
    [[nodiscard]] std::string subject() const;

    const ValueType& type_;
    std::string_view name_;
    const PathOf& path_;
    Problems& problems_;
};

}  // namespace caveat::facts
