#pragma once

#include <caveat/profile.hpp>

#include "facts/answer.hpp"
#include "facts/catalogue.hpp"
#include "facts/packing.hpp"
#include "facts/plain_answer.hpp"
#include "facts/problems.hpp"
#include "facts/profile.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <variant>
#include <vector>

namespace caveat::facts {

struct LateDate;

/// Where a profile has a fact that the rule set does not: `facts.colour`.
std::string path_of_unknown(std::string_view name);

/// Collects the answers of one patient, checks each against the catalogue, and reports whatever is
/// wrong with the path of its place. Answers may come in any order, the day of the screening last;
/// what depends on that day is checked by `finish`.
///
/// Answers that are plain (see plain_answer.hpp) are packed as they come; once warm, a profile of
/// nothing else takes no memory from the heap.
class ProfileWriter {
  public:
    /// Both must outlive the writer; the packing is that of the catalogue.
    ProfileWriter(const Catalogue& catalogue, const Packing& packing);

    void patient(std::string_view id);
    /// How unknown facts and fields that follow are reported.
    void extra_facts(ExtraFacts reported_as) { extra_facts_ = reported_as; }
    void as_of(const Date& day);
    void as_of(std::string_view iso_date);

    // Nothing, after a report, for what the rule set does not know.
    std::optional<FactOrField> fact(std::string_view name);
    std::optional<FactOrField> fact(std::uint32_t index) {
        if (index < catalogue_.size()) return FactOrField{index, {}};
        report_unknown(index);
        return std::nullopt;
    }
    std::optional<FactOrField> field(std::string_view name) {
        const auto position = field_position(name);
        return position ? std::optional(FactOrField{open_list_->fact, *position}) : std::nullopt;
    }

    /// One kind of answer, or any.
    template <class Said>
    void answer(const FactOrField& place, const Said& given) {
        if (!store(place, given)) check(place, given);
    }
    void answer(const FactOrField& place, const AnswerView& given) {
        std::visit([&](const auto& one) { answer(place, one); }, given);
    }
    // To a fact of this number, or to a field of the record added last. Nothing, after a report,
    // for what the rule set does not know.
    template <class Said>
    void answer(std::uint32_t index, const Said& given) {
        // Not through `fact`: a place that is put together in memory is waited for. So below.
        index < catalogue_.size() ? answer(FactOrField{index, {}}, given) : report_unknown(index);
    }
    template <class Said>
    void answer(std::string_view name, const Said& given) {
        if (const auto position = field_position(name)) {
            answer(FactOrField{open_list_->fact, *position}, given);
        }
    }

    /// Opens a list of records; `record` and `field` belong to it until the next one is opened.
    void records(const FactOrField& place, bool is_complete);
    /// Swallows the records and fields that follow, since their list was reported.
    void skip_records() { open_list_ = OpenList{0, false}; }
    void record();
    /// Adds a record that could not be read: every field of it is unknown.
    void unreadable_record(std::string_view what);

    void problem(Diagnostic found) { problems_.add(std::move(found)); }
    /// The whole profile could not be read: drops every answer and keeps this problem alone.
    void unreadable(Diagnostic found);

    /// Called with every profile once its answers have been checked one by one; it may make some
    /// unusable, and then returns true.
    using SecondLook = std::function<bool(Profile&, Problems&)>;
    void look_again(SecondLook look) { look_again_ = std::move(look); }

    /// Whether anything was reported so far.
    [[nodiscard]] bool has_problems() const { return !problems_.is_empty(); }
    /// Forgets everything; the memory is kept.
    void clear();

    /// The profile, after the checks that need the day of the screening. It has no more memory than
    /// it needs, and the writer is then as new.
    Profile finish();
    /// The same into `finished`, whose memory the writer keeps for the next one: it was made here,
    /// or it is empty.
    void finish(Profile& finished);

  private:
    /// The list that records are being added to.
    struct OpenList {
        std::uint32_t fact = 0;
        bool is_usable = true;  ///< false after a report: what follows is swallowed
    };

    /// Where a field stands in the list that is open. Nothing, after a report, for one that it does
    /// not have.
    std::optional<std::uint32_t> field_position(std::string_view name);
    void check_whole();
    void keep(const FactOrField& place, const AnswerView& answer);
    void keep_value(const FactOrField& place, std::optional<std::uint32_t> record,
                    const Value& value);
    void tidy_as_given();
    [[nodiscard]] caveat::Place public_place(const FactOrField& place) const;
    /// Where the answer to a fact stands, or to a field of the record added last.
    AnswerRun run_of(const FactOrField& place) {
        if (!place.field) return profile_.facts();
        // It is the record that stands last.
        const std::size_t size = packing_.record_size(place.fact);
        return {profile_.packed.data() + profile_.packed.size() - size,
                packing_.field_count(place.fact)};
    }
    static std::uint32_t position_of(const FactOrField& place) {
        return place.field.value_or(place.fact);
    }
    /// Whether the answer was plain, and is stored now. False leaves everything as it was.
    template <class Said>
    bool store(const FactOrField& place, const Said& given) {
        const AnswerRun run = run_of(place);
        const std::uint32_t at = position_of(place);
        if (run.is_said(at)) return false;
        if constexpr (std::is_same_v<Said, Null>) {
            run.set_unanswered(at, Given::null);
        } else {
            const PlainType& type =
                place.field ? packing_.plain(place.fact, *place.field) : packing_.plain(place.fact);
            const PlainWord word = plain_word(type, catalogue_.type_at(place).code_keys, given);
            if (!word) return false;
            if (type.ends_today) {
                latest_day_ = std::max(latest_day_, static_cast<values::Day>(*word));
            }
            run.add(at, *word);
        }
        say(place);
        if (!place.field) open_list_.reset();
        return true;
    }
    void check(const FactOrField& place, const AnswerView& given);
    /// Notes that something was said of the fact.
    void say(const FactOrField& place) {
        if (!place.field) profile_.named.push_back(place.fact);
    }
    [[nodiscard]] const Field* field_of(const FactOrField& place) const;
    [[nodiscard]] std::string path_of(const FactOrField& place) const;
    [[nodiscard]] std::string record_path(std::uint32_t fact, std::uint32_t record) const;
    bool is_first_answer(const FactOrField& place);
    void wrong_as_of(std::string_view shown);
    void report_unknown(text::DiagnosticCode code, std::string path, std::string_view name,
                        std::string message, std::string without_value,
                        const std::vector<std::string>& known);
    void report_unknown(std::uint32_t index);
    void finish_dates();
    void note_repeated_records();
    void report_late(std::uint32_t fact, const LateDate& late);

    const Catalogue& catalogue_;
    const Packing& packing_;
    Profile profile_;
    Problems problems_;
    std::optional<OpenList> open_list_;
    std::unordered_set<std::uint64_t> given_twice_;
    SecondLook look_again_;
    std::vector<GivenAnswer> dropped_;         ///< what the checks of the whole made unusable
    std::vector<std::uint32_t> record_order_;  ///< of `note_repeated_records`
    std::vector<std::string> fact_names_;  ///< for suggestions; filled by the first unknown name
    /// The latest day among those that may not lie after the day of the screening.
    values::Day latest_day_ = values::first_day;
    std::size_t record_values_ = 0;  ///< fields of all records so far
    ExtraFacts extra_facts_ = ExtraFacts::problem;
    bool has_patient_ = false;
    bool has_as_of_ = false;  ///< given, usable or not
    bool is_unreadable_ = false;
};

}  // namespace caveat::facts
