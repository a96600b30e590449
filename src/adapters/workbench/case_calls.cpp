// Calls about many patients: the cases of a rule file, new ones, and two versions of the rules side
// by side. Entrance: answer_about_cases.

#include <caveat/authoring/cases.hpp>
#include <caveat/authoring/propose.hpp>
#include <caveat/keys.hpp>

#include "adapters/workbench/answers.hpp"
#include "adapters/workbench/request.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace caveat::workbench {

namespace {

using authoring::Case;
using authoring::CaseFile;
using authoring::CoverageItem;
using authoring::TestRun;
using editing::OpenFile;

/// Of a search that names none: some seconds in a browser.
constexpr std::uint64_t usual_work = 20'000'000;
constexpr std::uint64_t most_work = 2'000'000'000;

/// How much of what cases should show of one piece they do show.
template <std::size_t count>
std::string_view mark_of(const std::array<CoverageItem, count>& items) {
    const auto wanted = std::count_if(items.begin(), items.end(),
                                      [](const CoverageItem& each) { return each.is_wanted; });
    const auto missing = std::count_if(items.begin(), items.end(),
                                       [](const CoverageItem& each) { return each.is_missing(); });
    return missing == 0 ? "covered" : missing < wanted ? "partly" : "not_covered";
}

class CaseCalls : public Request {
  public:
    explicit CaseCalls(const Request& request) : Request(request) {}

    void cases() {
        const OpenFile* const rules = rule_file();
        if (rules == nullptr) return;
        const TestRun run = run_of(*rules);
        ok().begin_object();
        member_rules(*rules);
        member_boolean("is_usable", run.is_usable());
        json().plain_key("marks");
        json().begin_list();
        // Of the text that loaded, which may not be the one that stands there now.
        if (rules->loaded().rules && run.is_usable()) {
            for (const authoring::RuleCoverage& each : run.coverage.rules) {
                write_mark(*rules, "rule", each.span, each.by_status);
            }
            for (const authoring::ConditionCoverage& each : run.coverage.conditions) {
                write_mark(*rules, "test", each.condition.span, each.by_truth);
            }
        }
        json().end_list();
        member_json("run", write_json(run));
        json().end_object();
        done();
    }

    void keep() {
        const OpenFile* const rules = rule_file();
        Screening screening;
        if (rules == nullptr || !screen_patient(*rules->last_rules(), screening)) return;
        const auto made = editing::keep_case(workspace(), *rules, screening, text("name"));
        if (const auto* problem = std::get_if<editing::Problem>(&made)) return refuse(*problem);
        const auto& kept = std::get<editing::KeptCase>(made);
        ok().begin_object();
        member_text("uri", kept.uri);
        member_text("name", kept.name);
        member_boolean("is_new", kept.is_new);
        json().plain_key("edits");
        if (kept.is_new) {
            json().begin_list();
            json().begin_object();
            member_text("uri", kept.uri);
            member_count("from", 0);
            member_count("to", 0);
            member_text("text", kept.edits.front().text);
            json().end_object();
            json().end_list();
        } else {
            write(std::vector<editing::FileEdits>{{kept.uri, kept.edits}});
        }
        json().end_object();
        done();
    }

    void propose() {
        const OpenFile* const rules = rule_file();
        std::optional<Date> day;
        if (rules == nullptr || !read_day(day, true)) return;
        const TestRun run = run_of(*rules);
        if (!run.is_usable()) return refuse(unusable(*rules));
        const authoring::Proposals found = authoring::propose(run, searching(*day));
        ok().begin_object();
        member_rules(*rules);
        member_text("yaml", found.yaml);
        member_count("count", found.count);
        member_count("left", found.left);
        write_texts("not_found", found.not_found);
        write_texts("disproved", found.disproved);
        json().end_object();
        done();
    }

    void compare() {
        const OpenFile* const older = version("old");
        const OpenFile* const newer = older == nullptr ? nullptr : version("new");
        std::optional<Date> day;
        if (newer == nullptr || !read_day(day, true)) return;
        std::vector<Profile> patients;
        std::set<std::string> seen;
        for (const OpenFile* each : {older, newer}) {
            if (!collect(*each, *day, patients, seen)) return refuse(unusable(*each));
        }
        ok().begin_object();
        json().plain_key("patients");
        json().begin_list();
        for (const Profile& each : patients) write_difference(*older, *newer, each);
        json().end_list();
        member_count("tried", patients.size());
        // Only a solver could say that no other patient is treated differently.
        member_boolean("proved", false);
        json().end_object();
        done();
    }

  private:
    TestRun run_of(const OpenFile& rules) {
        const RuleSet& set = *rules.last_rules();
        std::vector<CaseFile> files;
        if (auto own = authoring::read_own_cases(set, rules.uri()))
            files.push_back(std::move(*own));
        if (const OpenFile* const cases = workspace().cases_of(rules)) {
            files.push_back(authoring::read_case_file(set, cases->text(), cases->uri(), files));
        }
        return authoring::run_cases(set, rules.uri(), std::move(files));
    }
    static editing::Problem unusable(const OpenFile& rules) {
        return {"unreadable-cases",
                "the cases of `" + rules.uri() + "` have errors: mend them first"};
    }
    [[nodiscard]] authoring::ProposeOptions searching(const Date& day) const {
        authoring::ProposeOptions options;
        options.as_of = day;
        const std::int64_t work = whole(member("work")).value_or(0);
        options.most_work =
            work <= 0 ? usual_work : std::min(static_cast<std::uint64_t>(work), most_work);
        return options;
    }

    template <std::size_t count>
    void write_mark(const OpenFile& rules, std::string_view of, Span span,
                    const std::array<CoverageItem, count>& items) {
        json().begin_object();
        write_span(json(), rules, span);
        member_text("of", of);
        member_text("mark", mark_of(items));
        json().end_object();
    }
    void write_texts(std::string_view name, const std::vector<std::string>& texts) {
        json().plain_key(name);
        json().begin_list();
        for (const std::string& each : texts) json().text(each);
        json().end_list();
    }

    /// An open rule file that a member names; null, and refused, where it is none or has not
    /// loaded.
    const OpenFile* version(std::string_view key) {
        const std::string uri = text(key);
        const OpenFile* const file = workspace().find(uri);
        if (file == nullptr || file->is_cases()) {
            refuse({"not-open", "`" + uri + "` is not open"});
            return nullptr;
        }
        if (file->last_rules()) return file;
        refuse({"no-rules", "`" + uri + "` has not loaded yet"});
        return nullptr;
    }

    /// The patients of the cases, and those on both sides of every limit; false where the cases
    /// cannot be used.
    bool collect(const OpenFile& rules, const Date& day, std::vector<Profile>& patients,
                 std::set<std::string>& seen) {
        const RuleSet& set = *rules.last_rules();
        const TestRun run = run_of(rules);
        if (!run.is_usable()) return false;
        const auto add = [&](const Profile& profile) {
            if (seen.insert(write_profile(profile)).second) patients.push_back(profile);
        };
        for (const authoring::CaseResult& each : run.results) add(run.case_of(each).profile);
        // As if there were no cases: whoever these show may be treated differently, too.
        const TestRun bare = authoring::run_cases(set, rules.uri(), {});
        const std::string found = authoring::propose(bare, searching(day)).yaml;
        for (const Case& each : authoring::read_case_file(set, found, "proposed").cases) {
            add(each.profile);
        }
        return true;
    }

    void write_side(std::string_view name, const Screening& screening,
                    const std::vector<std::pair<std::string, Status>>& rules) {
        json().plain_key(name);
        json().begin_object();
        member_text("verdict", key(screening.verdict()));
        member_text("at_least", key(screening.at_least()));
        member_text("at_most", key(screening.at_most()));
        json().plain_key("rules");
        json().begin_object();
        for (const auto& [id, status] : rules) {
            json().key(id);
            json().text(key(status));
        }
        json().end_object();
        json().end_object();
    }
    /// Nothing where both versions say the same of the patient.
    void write_difference(const OpenFile& older, const OpenFile& newer, const Profile& profile) {
        const std::string text = write_profile(profile);
        Screening before;
        Screening after;
        caveat::screen(read_profile(*older.last_rules(), text), before);
        caveat::screen(read_profile(*newer.last_rules(), text), after);
        std::vector<std::pair<std::string, Status>> was;
        std::vector<std::pair<std::string, Status>> is;
        // A rule that only one version has counts as not fired in the other.
        const auto status_in = [](const Screening& screening, std::string_view id) {
            const auto rule = screening.rules().find_rule(id);
            return rule ? screening.status(*rule) : Status::not_fired;
        };
        std::set<std::string, std::less<>> ids;
        for (const Screening* each : {&before, &after}) {
            for (const RuleId rule : each->rules().rules()) {
                ids.emplace(each->rules().rule(rule).id);
            }
        }
        for (const std::string& id : ids) {
            const Status old_status = status_in(before, id);
            const Status new_status = status_in(after, id);
            if (old_status == new_status) continue;
            was.emplace_back(id, old_status);
            is.emplace_back(id, new_status);
        }
        const bool is_alike = was.empty() && before.verdict() == after.verdict() &&
                              before.at_least() == after.at_least() &&
                              before.at_most() == after.at_most();
        if (is_alike) return;
        json().begin_object();
        member_json("profile", text);
        write_side("before", before, was);
        write_side("after", after, is);
        json().end_object();
    }
};

}  // namespace

bool answer_about_cases(const Request& request) {
    static constexpr KnownCall<CaseCalls> known[] = {{"cases", &CaseCalls::cases},
                                                     {"keep", &CaseCalls::keep},
                                                     {"propose", &CaseCalls::propose},
                                                     {"compare", &CaseCalls::compare, false}};
    return make_call(request, known);
}

}  // namespace caveat::workbench
