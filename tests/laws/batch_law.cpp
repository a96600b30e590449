// Many patients at once end as each of them does alone: from profiles for everything that a profile
// can say, and from columns for what columns can.

#include <caveat/batch.hpp>
#include <caveat/codes.hpp>

#include "batch_columns.hpp"
#include "engine.hpp"
#include "law.hpp"
#include "support/generator.hpp"
#include "support/printer.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

using namespace caveat;
using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(batches)

namespace {

constexpr int rule_sets = 600;
constexpr std::array<std::size_t, 7> sizes{1, 2, 63, 64, 65, 130, 600};

struct Range {
    std::size_t first = 0;
    std::size_t last = 0;
};

/// All rows, a range that begins anywhere, and one of whole words.
std::array<Range, 3> ranges_of(std::size_t rows, std::uint64_t seed) {
    const std::size_t first = seed % rows;
    const std::size_t last = first + (seed / 7) % (rows - first + 1);
    return {Range{0, rows}, Range{first, last}, Range{rows / 2 / 64 * 64, rows}};
}

std::string number(std::size_t value) {
    return std::to_string(value);
}

std::string row_difference(const RuleSet& rules, const Screening& alone, BatchScreening& together,
                           std::size_t row) {
    std::string found;
    for (std::uint32_t rule = 0; rule < rules.rule_count(); ++rule) {
        const Status expected = alone.status(RuleId{rule});
        const Status status = together.status(RuleId{rule}, row);
        if (status != expected) {
            found += "rule " + number(rule) + ": together " + name_of(status) + ", alone " +
                     name_of(expected) + "\n";
        }
        for (const Status each : {Status::not_fired, Status::overridden, Status::undecided,
                                  Status::presumed, Status::fired}) {
            const Bitmap bits = together.rows_with(RuleId{rule}, each);
            const bool has_bit = (bits[row / 64] >> (row % 64) & 1U) != 0;
            if (has_bit != (each == expected)) {
                found += "rule " + number(rule) + ": wrong in the rows " + name_of(each) + "\n";
            }
        }
        const Bitmap deferred = together.rows_deferred(RuleId{rule});
        const bool is_deferred = (deferred[row / 64] >> (row % 64) & 1U) != 0;
        if (is_deferred != alone.is_deferred(RuleId{rule})) {
            found += "rule " + number(rule) + ": deferred\n";
        }
    }
    if (together.applicable(row) != alone.applicable()) found += "applicable\n";
    if (together.at_least(row) != alone.at_least()) found += "at least\n";
    if (together.verdict(row) != alone.verdict()) found += "verdict\n";
    if (together.at_most(row) != alone.at_most()) found += "at most\n";
    if (together.complete(row) != alone.complete()) found += "complete\n";
    return found;
}

std::string status_difference(const RuleSet& rules, BatchScreening& together) {
    std::vector<Status> statuses(together.rows());
    for (const RuleId rule : rules.rules()) {
        together.statuses(rule, statuses);
        for (std::size_t row = 0; row < statuses.size(); ++row) {
            if (statuses[row] == together.status(rule, row)) continue;
            return "rule " + number(rule.index) + " in all rows: " + name_of(statuses[row]) +
                   " in row " + number(row) + "\n";
        }
    }
    return "";
}

std::string fired_difference(const RuleSet& rules, BatchScreening& together) {
    const FiredRules fired = together.fired();
    if (fired.offsets.size() != together.rows() + 1) return "offsets\n";
    for (std::size_t row = 0; row < together.rows(); ++row) {
        std::size_t at = fired.offsets[row];
        for (std::uint32_t rule = 0; rule < rules.rule_count(); ++rule) {
            if (together.status(RuleId{rule}, row) != Status::fired) continue;
            if (at >= fired.offsets[row + 1] || fired.rules[at] != RuleId{rule}) {
                return "fired rules of row " + number(row) + "\n";
            }
            ++at;
        }
        if (at != fired.offsets[row + 1]) return "too many rules of row " + number(row) + "\n";
    }
    return "";
}

/// One rule set, the same patients alone and together.
class SamePatients {
  public:
    SamePatients(std::uint64_t seed, const ProfileOptions& options)
        : seed_(seed),
          generated_(generate_rules(seed, {.contradictions = seed % 3 == 0})),
          engine_(generated_, seed) {
        if (!engine_.is_loaded()) return;
        const std::size_t rows = sizes[seed % sizes.size()];
        for (std::size_t row = 0; row < rows; ++row) {
            // Few different patients are enough for many rows.
            patients_.push_back(
                generate_profile(generated_, seed * sizes.back() + row % 40, options));
            json_.push_back(engine_.json(patients_.back()));
            profiles_.push_back(read_profile(engine_.rules(), json_.back()));
        }
    }

    std::string run(const Respondents& respondents) {
        if (!engine_.is_loaded()) return "does not load\n" + engine_.text();
        alone_.clear();
        for (const Profile& profile : profiles_) {
            alone_.emplace_back();
            screen(profile, alone_.back(), respondents);
        }
        const Batch batch(engine_.rules(), profiles_);
        std::string found = compare(batch, respondents);
        if (!found.empty()) return "from profiles\n" + found;
        const Columns columns(engine_.rules(), profiles_, seed_);
        if (!columns.batch().problems().empty()) {
            return "problem " + columns.batch().problems().front().message;
        }
        found = compare(columns.batch(), respondents);
        if (found.empty()) found = compare_profiles(columns.batch());
        return found.empty() ? "" : "from columns\n" + found;
    }

  private:
    std::string compare(const Batch& batch, const Respondents& respondents) {
        for (const Range& range : ranges_of(profiles_.size(), seed_)) {
            screen(batch, range.first, range.last, together_, respondents);
            if (together_.rows() != range.last - range.first) return "rows\n";
            for (std::size_t row = range.first; row < range.last; ++row) {
                const std::string differs =
                    row_difference(engine_.rules(), alone_[row], together_, row - range.first);
                if (!differs.empty()) {
                    return "row " + number(row) + " of [" + number(range.first) + ", " +
                           number(range.last) + ")\n" + differs + engine_.text() + "\n" +
                           json_[row];
                }
            }
            const std::string statuses = status_difference(engine_.rules(), together_);
            if (!statuses.empty()) return statuses;
            const std::string fired = fired_difference(engine_.rules(), together_);
            if (!fired.empty()) return fired;
        }
        return "";
    }

    /// Each row as a profile has the problems of the profile that it was made from, and rows with
    /// problems are among those that are said to have some.
    std::string compare_profiles(const Batch& batch) {
        screen(batch, 0, profiles_.size(), together_);
        Screening again;
        for (std::size_t row = 0; row < profiles_.size(); ++row) {
            const Profile profile = batch.profile(row);
            screen(profile, again);
            const auto expected = problems_of(alone_again(row));
            const auto found = problems_of(again);
            const bool has_bit = (together_.rows_with_problems()[row / 64] >> (row % 64) & 1U) != 0;
            if (has_problem(again) && !has_bit) return "unnoticed problem\n" + json_[row];
            if (expected && found && *expected != *found) {
                return "row " + number(row) + "\nexpected\n" + *expected + "found\n" + *found +
                       engine_.text() + json_[row];
            }
        }
        return "";
    }
    const Screening& alone_again(std::size_t row) {
        screen(profiles_[row], one_);
        return one_;
    }
    static bool has_problem(const Screening& screening) {
        return std::any_of(screening.problems().begin(), screening.problems().end(),
                           [](const Diagnostic& each) { return each.severity != Severity::note; });
    }
    /// In an order of their own, as columns stand in one of their own; nothing where some are about
    /// the text of a profile.
    static std::optional<std::string> problems_of(const Screening& screening) {
        std::vector<std::string> lines;
        for (const Diagnostic& each : screening.problems()) {
            if (each.code == codes::unknown_fact || each.code == codes::unknown_field ||
                each.code == codes::given_twice || each.code == codes::unreadable_record) {
                return std::nullopt;
            }
            lines.push_back(render(each, {}));
        }
        std::sort(lines.begin(), lines.end());
        std::string all;
        for (const std::string& line : lines) all += line;
        return all;
    }

    std::uint64_t seed_;
    GeneratedRuleSet generated_;
    Engine engine_;
    std::vector<GeneratedProfile> patients_;
    std::vector<std::string> json_;
    std::vector<Profile> profiles_;
    std::vector<Screening> alone_;
    BatchScreening together_;
    Screening one_;
};

}  // namespace

BOOST_AUTO_TEST_CASE(many_patients_end_as_each_alone) {
    hold(rule_sets, [](std::uint64_t seed) { return SamePatients(seed, {}).run({}); });
}

BOOST_AUTO_TEST_CASE(many_patients_with_wrong_values_end_as_each_alone) {
    ProfileOptions options;
    options.percent_wrong = 8;
    hold(rule_sets / 4, [&](std::uint64_t seed) { return SamePatients(seed, options).run({}); });
}

BOOST_AUTO_TEST_CASE(what_only_others_can_decide_is_deferred_for_many_as_for_one) {
    hold(rule_sets / 4, [](std::uint64_t seed) {
        SamePatients comparison(seed, {});
        return comparison.run({.patient = true, .clinician = false}) +
               comparison.run({.patient = false, .clinician = true});
    });
}

BOOST_AUTO_TEST_SUITE_END()
