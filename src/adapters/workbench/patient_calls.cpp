// Calls about one patient: the form that the rules ask for, what they say, why, and the page.
// Entrance: answer_about_patient.

#include <caveat/authoring/cases.hpp>
#include <caveat/authoring/explain.hpp>
#include <caveat/authoring/show.hpp>
#include <caveat/keys.hpp>
#include <caveat/report_text.hpp>

#include "adapters/workbench/answers.hpp"
#include "adapters/workbench/request.hpp"

#include <array>
#include <utility>

namespace caveat::workbench {

namespace {

using editing::OpenFile;
using json::Node;
using json::NodeKind;

class PatientCalls : public Request {
  public:
    explicit PatientCalls(const Request& request) : Request(request) {}

    void facts() {
        const OpenFile* const rules = rule_file();
        if (rules == nullptr) return;
        const RuleSet& set = *rules->last_rules();
        ok().begin_object();
        member_rules(*rules);
        json().plain_key("needs_as_of");
        json().boolean(set.needs_as_of());
        json().plain_key("facts");
        json().begin_list();
        const std::vector<std::string> sections = authoring::fact_sections(set);
        for (const FactId fact : set.facts()) write_fact(set.fact(fact), sections[fact.index]);
        json().end_list();
        json().end_object();
        done();
    }

    void screen() {
        const OpenFile* const rules = rule_file();
        Screening screening;
        if (rules == nullptr || !screen_patient(*rules->last_rules(), screening)) return;
        ok().begin_object();
        member_rules(*rules);
        json().plain_key("since");
        write_changes(rules->uri(), screening);
        member_json("report", write_report(screening, {}, false));
        json().end_object();
        done();
    }

    void text() {
        const OpenFile* const rules = rule_file();
        if (rules == nullptr) return;
        ReportOptions options{.why = WhyOf::fired};
        Screening screening;
        if (!read_reader(*rules->last_rules(), options.reader) ||
            !screen_patient(*rules->last_rules(), screening, answering(options.reader))) {
            return;
        }
        const Node* const details = member("details");
        options.details = details != nullptr && details->is_true;
        ok().begin_object();
        member_rules(*rules);
        json().plain_key("runs");
        write_runs(json(), write_styled_text(screening, options));
        json().end_object();
        done();
    }

    void explain() {
        const OpenFile* const rules = rule_file();
        if (rules == nullptr) return;
        const RuleSet& set = *rules->last_rules();
        const std::string id = Request::text("rule");
        const auto rule = set.find_rule(id);
        if (!rule) return refuse({"unknown-rule", "no rule is called `" + id + "`"});
        Screening screening;
        if (!screen_patient(set, screening)) return;
        const authoring::RuleExplanation found = authoring::explain_rule(screening, *rule);
        const Span span = set.rule(*rule).span;
        ok().begin_object();
        member_rules(*rules);
        json().plain_key("span");
        // Of the text that loaded, which may not be the one that stands there now.
        if (rules->loaded().rules) {
            json().begin_object();
            write_span(json(), *rules, span);
            json().end_object();
        } else {
            json().null();
        }
        json().plain_key("runs");
        write_runs(json(), authoring::write_styled_text(found, screening));
        member_json("explanation", authoring::write_json(found, set));
        json().end_object();
        done();
    }

    void show() {
        const OpenFile* const rules = rule_file();
        std::optional<Date> day;
        if (rules == nullptr || !read_day(day, true)) return;
        const RuleSet& set = *rules->last_rules();
        authoring::PageOptions options;
        options.as_of = *day;
        Screening screening;
        if (member("profile") != nullptr) {
            if (!read_reader(set, options.reader) ||
                !screen_patient(set, screening, answering(options.reader))) {
                return;
            }
            options.patient = &screening;
        }
        const OpenFile* const cases = workspace().cases_of(*rules);
        std::optional<authoring::TestRun> run;
        if (cases != nullptr) {
            run = authoring::run_cases(
                set, rules->uri(), {authoring::read_case_file(set, cases->text(), cases->uri())});
            if (run->is_usable()) options.run = &*run;
        }
        ok().begin_object();
        member_rules(*rules);
        member_text("html", authoring::write_page(set, options));
        member_text("csp", authoring::content_security_policy());
        json().end_object();
        done();
    }

  private:
    void write_limits(const NumberLimits& limits) {
        for (const auto& [name, end] : {std::pair{"from", limits.from}, {"to", limits.to}}) {
            json().plain_key(name);
            if (end) {
                json().text(end->to_text());
            } else {
                json().null();
            }
        }
        member_boolean("whole", limits.is_whole);
    }
    /// What facts and fields have in common.
    template <class Declared>
    void write_declared(const Declared& it) {
        member_text("key", it.key);
        member_text("name", it.name);
        member_text("kind", key(it.kind));
        member_text("unit", it.unit);
        write_limits(it.limits);
        json().plain_key("codes");
        json().begin_list();
        for (std::size_t i = 0; i < it.codes.size(); ++i) {
            json().begin_object();
            member_text("key", it.codes[i]);
            member_text("label", it.labels[i]);
            json().end_object();
        }
        json().end_list();
        json().plain_key("exclusive");
        json().begin_list();
        for (const std::string_view code : it.exclusive) json().text(code);
        json().end_list();
    }
    /// section  the title of the section of the file that begins with it, empty elsewhere
    void write_fact(const FactInfo& fact, std::string_view section) {
        json().begin_object();
        write_declared(fact);
        member_text("section", section);
        member_text("ask", fact.ask);
        member_text("whom", key(fact.whom));
        member_text("only_if", fact.only_if);
        member_text("each", fact.each);
        json().plain_key("fields");
        json().begin_list();
        for (const FieldInfo& field : fact.fields) {
            json().begin_object();
            write_declared(field);
            json().end_object();
        }
        json().end_list();
        json().end_object();
    }

    /// At the desk, and of the patient, only the patient can be asked.
    static Respondents answering(Reader reader) {
        return {.patient = true, .clinician = reader == Reader::clinician};
    }
    /// `for`; the audience of the rules where nobody is named.
    bool read_reader(const RuleSet& rules, Reader& reader) {
        static constexpr std::array<std::pair<std::string_view, Reader>, 3> readers{
            {{"clinician", Reader::clinician},
             {"desk", Reader::desk},
             {"patient", Reader::patient}}};
        const Node* const named = member("for");
        if (named == nullptr) {
            reader = rules.audience() == Respondent::patient ? Reader::patient : Reader::clinician;
            return true;
        }
        for (const auto& [word, each] : readers) {
            if (named->kind != NodeKind::text || named->text != word) continue;
            reader = each;
            return true;
        }
        refuse({"wrong-form", "`for` is `clinician`, `desk` or `patient`"});
        return false;
    }

    void write_change(std::string_view rule, const Status* from, const Status* to) {
        json().begin_object();
        member_text("rule", rule);
        for (const auto& [name, status] : {std::pair{"from", from}, {"to", to}}) {
            json().plain_key(name);
            if (status != nullptr) {
                json().text(key(*status));
            } else {
                json().null();
            }
        }
        json().end_object();
    }
    /// Which rules ended otherwise than for whoever was screened before; null for the first. A rule
    /// that is new has no `from`, and one that is gone no `to`.
    void write_changes(const std::string& uri, const Screening& screening) {
        const RuleSet& rules = screening.rules();
        Ended now;
        for (const RuleId rule : rules.rules()) {
            now.emplace(rules.rule(rule).id, screening.status(rule));
        }
        const auto last = memory().last_screened.find(uri);
        if (last == memory().last_screened.end()) {
            json().null();
        } else {
            json().begin_list();
            for (const RuleId rule : rules.rules()) {
                const std::string_view id = rules.rule(rule).id;
                const auto before = last->second.find(id);
                const Status status = screening.status(rule);
                if (before == last->second.end()) {
                    write_change(id, nullptr, &status);
                } else if (before->second != status) {
                    write_change(id, &before->second, &status);
                }
            }
            for (const auto& [id, status] : last->second) {
                if (!now.contains(id)) write_change(id, &status, nullptr);
            }
            json().end_list();
        }
        memory().last_screened.insert_or_assign(uri, std::move(now));
    }
};

}  // namespace

bool answer_about_patient(const Request& request) {
    static constexpr KnownCall<PatientCalls> known[] = {{"facts", &PatientCalls::facts},
                                                        {"screen", &PatientCalls::screen},
                                                        {"text", &PatientCalls::text},
                                                        {"explain", &PatientCalls::explain},
                                                        {"show", &PatientCalls::show}};
    return make_call(request, known);
}

}  // namespace caveat::workbench
