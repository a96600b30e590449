// Calls about many patients: the cases of a rule file, new ones, and two versions of the rules side
// by side. Entrance: answer_about_cases.

#include <caveat/authoring/cases.hpp>
#include <caveat/authoring/propose.hpp>
#include <caveat/keys.hpp>

#include "adapters/workbench/answers.hpp"
#include "adapters/workbench/request.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <limits>
#include <memory>
#include <utility>

namespace caveat::workbench {

namespace {

using authoring::Case;
using authoring::CaseFile;
using authoring::CoverageItem;
using authoring::TestRun;
using editing::OpenFile;
using json::Node;

/// Of a search that names none: some seconds in a browser.
constexpr std::uint64_t usual_work = 20'000'000;
/// Of a slice that is no number: some tenths of a second.
constexpr std::uint64_t usual_slice = 1'000'000;
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
        answer(editing::keep_case(workspace(), *rules, screening, text("name")));
    }

    /// The patient of a case.
    void one_case() {
        const OpenFile* const rules = rule_file();
        if (rules == nullptr) return;
        const TestRun run = run_of(*rules);
        const std::string name = text("name");
        const auto found = std::find_if(
            run.results.begin(), run.results.end(),
            [&](const authoring::CaseResult& each) { return run.case_of(each).name == name; });
        if (found == run.results.end()) {
            return refuse({"unknown-case", "no case that can be read is called `" + name + "`"});
        }
        const Case& one = run.case_of(*found);
        ok().begin_object();
        member_rules(*rules);
        member_json("profile", write_profile(one.profile));
        json().end_object();
        done();
    }

    void propose() {
        const OpenFile* const rules = rule_file();
        std::optional<Date> day;
        if (rules == nullptr || !read_day(day, true)) return;
        Going<authoring::Proposing>& going = memory().proposing;
        const auto begin = [&] {
            TestRun run = run_of(*rules);
            if (!run.is_usable()) {
                refuse(unusable(*rules));
                return false;
            }
            going.search = std::make_unique<authoring::Proposing>(std::move(run), searching(*day));
            return true;
        };
        const OpenFile* const cases = workspace().cases_of(*rules);
        if (!go_on(going, {rules, cases}, begin)) return;
        const authoring::Proposing& search = *going.search;
        ok().begin_object();
        member_rules(*rules);
        if (is_sliced()) {
            write_token(going);
            member_count("done", search.done());
            member_count("all", search.all());
        }
        if (going.token != 0) {
            member_count("count", search.count());
        } else {
            const authoring::Proposals found = search.found();
            member_text("yaml", found.yaml);
            member_count("count", found.count);
            member_count("left", found.left);
            write_texts("not_found", found.not_found);
            write_texts("disproved", found.disproved);
            going.search.reset();
        }
        json().end_object();
        done();
    }

    void take() {
        const OpenFile* const rules = rule_file();
        if (rules == nullptr) return;
        answer(editing::keep_proposals(workspace(), *rules, text("yaml")));
    }

    void compare() {
        const OpenFile* const older = version("old");
        const OpenFile* const newer = older == nullptr ? nullptr : version("new");
        std::optional<Date> day;
        if (newer == nullptr || !read_day(day, true)) return;
        Going<editing::Comparing>& going = memory().comparing;
        const auto begin = [&] {
            std::vector<Profile> known;
            for (const OpenFile* each : {older, newer}) {
                const TestRun run = run_of(*each);
                if (!run.is_usable()) {
                    refuse(unusable(*each));
                    return false;
                }
                for (const authoring::CaseResult& result : run.results) {
                    known.push_back(run.case_of(result).profile);
                }
            }
            going.search = std::make_unique<editing::Comparing>(
                *older->last_rules(), *newer->last_rules(), known, *day, searching(*day).most_work);
            return true;
        };
        if (!go_on(going, {older, newer}, begin)) return;
        const editing::Comparing& search = *going.search;
        ok().begin_object();
        if (is_sliced()) write_token(going);
        json().plain_key("patients");
        json().begin_list();
        for (const editing::TreatedDifferently& each : search.found()) {
            json().begin_object();
            member_json("profile", each.profile);
            write_ending("before", each.before);
            write_ending("after", each.after);
            json().end_object();
        }
        json().end_list();
        member_count("tried", search.tried());
        member_count("different", search.different());
        // Only a solver could say that no other patient is treated differently.
        member_boolean("proved", false);
        json().end_object();
        done();
        if (going.token == 0) going.search.reset();
    }

  private:
    [[nodiscard]] bool is_sliced() const { return member("slice") != nullptr; }

    /// Begins a search, or takes up that of the token, and goes on for a slice, or to the end where
    /// none is named. A token is left where there is more to do. False, and refused, where there
    /// is no such search.
    ///
    /// files  that it is about; null for one that is not open
    template <class Search, class Begin>
    bool go_on(Going<Search>& going, std::initializer_list<const OpenFile*> files,
               const Begin& begin) {
        std::vector<std::pair<std::string, std::int64_t>> versions;
        for (const OpenFile* each : files) {
            versions.emplace_back(each == nullptr ? "" : each->uri(),
                                  each == nullptr ? 0 : each->version());
        }
        const std::int64_t token = whole(member("token")).value_or(0);
        if (token == 0) {
            going.search.reset();
            if (!begin()) return false;
            going.files = std::move(versions);
        } else if (going.search == nullptr || token != going.token) {
            refuse({"no-search", "this search has ended: begin it again"});
            return false;
        } else if (versions != going.files) {
            going.search.reset();
            refuse({"stale", "a text has changed since: begin the search again"});
            return false;
        }
        const Node* const stop = member("stop");
        const bool is_stopped = stop != nullptr && stop->is_true;
        const std::uint64_t work =
            is_sliced() ? work_in("slice", usual_slice) : std::numeric_limits<std::uint64_t>::max();
        bool has_more = !is_stopped && going.search->go_on(work);
        while (has_more && !is_sliced()) has_more = going.search->go_on(work);
        going.token = has_more ? ++memory().last_token : 0;
        return true;
    }
    template <class Search>
    void write_token(const Going<Search>& going) {
        json().plain_key("token");
        if (going.token == 0) {
            json().null();
        } else {
            json().number(std::to_string(going.token));
        }
    }
    void answer(const editing::Answer<editing::KeptCase>& made) {
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
        options.most_work = work_in("work", usual_work);
        return options;
    }
    [[nodiscard]] std::uint64_t work_in(std::string_view key, std::uint64_t usual) const {
        const std::int64_t work = whole(member(key)).value_or(0);
        return work <= 0 ? usual : std::min(static_cast<std::uint64_t>(work), most_work);
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

    /// An open rule file that a member names; null, and refused, where it is none or does not load
    /// as it stands: a comparison with the text before that would not be one of what is there.
    const OpenFile* version(std::string_view key) {
        const std::string uri = text(key);
        const OpenFile* const file = workspace().find(uri);
        if (file == nullptr || file->is_cases()) {
            refuse({"not-open", "`" + uri + "` is not open"});
            return nullptr;
        }
        if (file->loaded().rules) return file;
        refuse({"no-rules", "`" + uri + "` has errors, so nobody can be screened by it"});
        return nullptr;
    }

    void write_ending(std::string_view name, const editing::Ending& ending) {
        json().plain_key(name);
        json().begin_object();
        member_text("verdict", key(ending.verdict));
        member_text("at_least", key(ending.at_least));
        member_text("at_most", key(ending.at_most));
        json().plain_key("rules");
        json().begin_object();
        for (const auto& [id, status] : ending.rules) {
            json().key(id);
            json().text(key(status));
        }
        json().end_object();
        json().end_object();
    }
};

}  // namespace

bool answer_about_cases(const Request& request) {
    static constexpr KnownCall<CaseCalls> known[] = {
        {"cases", &CaseCalls::cases}, {"case", &CaseCalls::one_case},
        {"keep", &CaseCalls::keep},   {"propose", &CaseCalls::propose},
        {"take", &CaseCalls::take},   {"compare", &CaseCalls::compare, false}};
    return make_call(request, known);
}

}  // namespace caveat::workbench
