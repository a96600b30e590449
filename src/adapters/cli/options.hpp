#pragma once

// What the options of several commands have in common.

#include <caveat/report_text.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/values.hpp>

#include <optional>
#include <string>
#include <vector>

namespace CLI {  // NOLINT: the library's own name
class App;
}

namespace caveat::cli {

/// Empty when the text is a full date, else what is wrong with it.
std::string full_date_or_why(const std::string& text);
/// The day given, or today.
Date day_or_today(const std::string& text);
/// Who is here to answer; nothing where nobody is named.
std::optional<Respondents> respondents_named(const std::vector<std::string>& names);

/// Who is to read a report in words, and whether all of it is shown.
struct ReaderWish {
    std::optional<Reader> reader;
    bool details = false;
};

/// Adds `--for`.
void add_reader_alone(CLI::App& command, std::optional<Reader>& reader, const std::string& help);
/// Adds `--for` and `--details`.
void add_reader(CLI::App& command, ReaderWish& wish);
/// The reader that was named, else a clinician who is here to answer, else whom the rules are
/// written for. Details are the clinician's.
Reader reader_of(const ReaderWish& wish, const RuleSet& rules,
                 const std::optional<Respondents>& here = {});
/// Why that reader was not to be named beside those who answer; empty where both can be.
std::string reader_against(const ReaderWish& wish, const std::optional<Respondents>& here);
/// Who answers where nobody is named: the patient where the desk or the patient reads.
Respondents answering(Reader reader);
/// What a patient is to be told of beforehand; empty if of nothing.
std::string warning_of(Reader reader, const RuleSet& rules);

}  // namespace caveat::cli
