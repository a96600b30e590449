#pragma once

#include "facts/answer.hpp"
#include "facts/catalogue.hpp"
#include "facts/problems.hpp"
#include "facts/profile.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace caveat::facts {

/// Where an answer belongs: a fact, or a field of the record added last.
struct Place {
    std::uint32_t fact = 0;
    std::optional<std::uint32_t> field;
};

/// Collects the answers of one patient, checks each against the catalogue, and reports whatever is
/// wrong with the path of its place. Answers may come in any order, the day of the screening last;
/// what depends on that day is checked by `finish`.
class ProfileWriter {
  public:
    /// The catalogue must outlive the writer.
    explicit ProfileWriter(const Catalogue& catalogue);

    void patient(std::string_view id);
    void as_of(const Date& day);
    void as_of(std::string_view iso_date);

    // Nothing, after a report, for what the rule set does not know.
    std::optional<Place> fact(std::string_view name);
    std::optional<Place> fact(std::uint32_t index);
    std::optional<Place> field(std::string_view name);

    void answer(const Place& place, const Answer& answer);

    /// Opens a list of records; `record` and `field` belong to it until the next one is opened.
    void records(const Place& place, bool is_complete);
    /// Swallows the records and fields that follow, since their list was reported.
    void skip_records() { open_list_ = OpenList{0, false}; }
    void record();
    /// Adds a record that could not be read: every field of it is unknown.
    void unreadable_record(std::string_view what);

    void problem(Diagnostic found) { problems_.add(std::move(found)); }
    /// The whole profile could not be read: drops every answer and keeps this problem alone.
    void unreadable(Diagnostic found);

    /// The profile, after the checks that need the day of the screening. The writer is then as new.
    Profile finish();

  private:
    /// The list that records are being added to.
    struct OpenList {
        std::uint32_t fact = 0;
        bool is_usable = true;  ///< false after a report: what follows is swallowed
    };

    void reset();
    Value& slot(const Place& place);
    [[nodiscard]] const Field* field_of(const Place& place) const;
    [[nodiscard]] std::string path_of(const Place& place) const;
    [[nodiscard]] std::string record_path(std::uint32_t fact, std::uint32_t record) const;
    bool is_first_answer(const Place& place);
    void wrong_as_of(std::string_view shown);
    void finish_dates();
    void finish_records(std::uint32_t fact);
    void finish_date(Value& value, std::string_view subject, const std::string& path);

    const Catalogue& catalogue_;
    Profile profile_;
    Problems problems_;
    std::optional<OpenList> open_list_;
    std::unordered_set<std::uint64_t> given_twice_;
    std::vector<std::string> fact_names_;  ///< for suggestions; filled by the first unknown name
    bool has_patient_ = false;
    bool has_as_of_ = false;  ///< given, usable or not
    bool is_unreadable_ = false;
};

}  // namespace caveat::facts
