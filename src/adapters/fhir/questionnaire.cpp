// The form of a rule set as a FHIR Questionnaire. Entrance: write_questionnaire.

#include <caveat/fhir.hpp>

#include "adapters/fhir/resource_writer.hpp"
#include "mapping/form.hpp"

#include <algorithm>
#include <limits>

namespace caveat {

namespace fhir {

namespace {

using mapping::Coding;
using mapping::Form;
using mapping::FormClause;
using mapping::FormQuestion;
using mapping::FormTest;

/// What a fact and a field have in common.
struct Asked {
    std::string link;
    std::string_view text;
    FactKind kind;
    const FormQuestion& question;
    std::string_view unit;
    NumberLimits limits;
    DateLimits dates;
};

/// Whether every number that it takes is an `integer` of FHIR.
bool is_integer(const NumberLimits& limits) {
    const auto fits = [](const std::optional<Decimal>& end) {
        return end && end->scale == 0 &&
               end->coefficient >= std::numeric_limits<std::int32_t>::min() &&
               end->coefficient <= std::numeric_limits<std::int32_t>::max();
    };
    return limits.is_whole && fits(limits.from) && fits(limits.to);
}

/// As UCUM writes it, where a rule file may write it otherwise; empty where UCUM has no such code.
std::string ucum_of(std::string_view unit) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 17> everyday{{
        {"°C", "Cel"},
        {"°F", "[degF]"},
        {"°", "deg"},
        {"mmHg", "mm[Hg]"},
        {"IU", "[IU]"},
        {"yr", "a"},
        {"year", "a"},
        {"years", "a"},
        {"month", "mo"},
        {"months", "mo"},
        {"week", "wk"},
        {"weeks", "wk"},
        {"day", "d"},
        {"days", "d"},
        {"hour", "h"},
        {"hours", "h"},
        {"minutes", "min"},
    }};
    for (const auto& [word, code] : everyday) {
        if (word == unit) return std::string(code);
    }
    const bool is_plain = std::all_of(unit.begin(), unit.end(), [](char c) {
        return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7f;
    });
    return is_plain ? std::string(unit) : std::string();
}

class QuestionnaireWriter {
  public:
    QuestionnaireWriter(const mapping::Tables& tables, const QuestionnaireOptions& options)
        : tables_(tables), rules_(tables.rules), form_(tables.form), options_(options) {}

    std::string write() {
        out_.begin_object();
        out_.member("resourceType", "Questionnaire");
        out_.member("id", form_.id);
        out_.member("url", form_.url);
        out_.member("version", form_.version);
        out_.member("name", computer_name("Questionnaire", form_.id));
        out_.member("title", rules_.title().empty() ? rules_.id() : rules_.title());
        out_.member("status", "active");
        out_.key("subjectType");
        out_.begin_list();
        out_.text("Patient");
        out_.end_list();
        const auto of = [&](Respondent whom) {
            std::vector<std::uint32_t> facts;
            for (const std::uint32_t fact : form_.facts) {
                if (is_asked(fact) && rules_.fact(FactId{fact}).whom == whom) facts.push_back(fact);
            }
            return facts;
        };
        const auto patient = of(Respondent::patient);
        const auto clinician = of(Respondent::clinician);
        if (!patient.empty() || !clinician.empty()) {
            out_.key("item");
            out_.begin_list();
            group(":patient", "For the patient to answer", patient);
            group(":clinician", "For the clinician to answer", clinician);
            out_.end_list();
        }
        out_.end_object();
        return out_.take();
    }

  private:
    [[nodiscard]] bool is_asked(std::uint32_t fact) const {
        return options_.only.empty() || std::find(options_.only.begin(), options_.only.end(),
                                                  FactId{fact}) != options_.only.end();
    }

    void group(std::string_view link, std::string_view title,
               const std::vector<std::uint32_t>& facts) {
        if (facts.empty()) return;
        begin_item(link, title, "group");
        out_.key("item");
        out_.begin_list();
        for (const std::uint32_t fact : facts) gated(fact);
        out_.end_list();
        out_.end_object();
    }

    void begin_item(std::string_view link, std::string_view words, std::string_view type) {
        out_.begin_object();
        out_.member("linkId", link);
        out_.member("text", words);
        out_.member("type", type);
    }

    /// The clauses of its gate on questions that this form has; the others are answered already.
    [[nodiscard]] std::vector<FormClause> clauses_of(std::uint32_t fact) const {
        std::vector<FormClause> clauses = form_.gates[fact].clauses;
        std::erase_if(clauses, [&](const FormClause& clause) {
            return std::any_of(clause.begin(), clause.end(),
                               [&](const FormTest& test) { return !is_asked(test.fact); });
        });
        return clauses;
    }

    /// Clauses of one test stand at the question, all of them; each of several tests needs a group
    /// around it, for FHIR joins the tests of an item in one way only.
    void gated(std::uint32_t fact) {
        const FactInfo& info = rules_.fact(FactId{fact});
        std::vector<FormClause> inner;
        std::vector<FormClause> around;
        for (FormClause& clause : clauses_of(fact)) {
            (clause.size() == 1 ? inner : around).push_back(std::move(clause));
        }
        if (inner.empty() && !around.empty()) {
            inner.push_back(std::move(around.back()));
            around.pop_back();
        }
        for (std::size_t i = 0; i < around.size(); ++i) {
            out_.begin_object();
            out_.member("linkId", ":" + std::string(info.key) + ":" + std::to_string(i + 1));
            out_.member("type", "group");
            when({around[i]});
            out_.key("item");
            out_.begin_list();
        }
        if (info.kind == FactKind::records) {
            records(fact, info, inner);
        } else {
            question({std::string(info.key), info.ask.empty() ? info.name : info.ask, info.kind,
                      form_.questions[fact], info.unit, info.limits, info.dates},
                     codes_of_fact(fact), inner);
        }
        for (std::size_t i = 0; i < around.size(); ++i) {
            out_.end_list();
            out_.end_object();
        }
    }

    void when(const std::vector<FormClause>& clauses) {
        if (clauses.empty()) return;
        std::size_t tests = 0;
        out_.key("enableWhen");
        out_.begin_list();
        for (const FormClause& clause : clauses) {
            for (const FormTest& test : clause) enable(test);
            tests += clause.size();
        }
        out_.end_list();
        if (tests > 1) out_.member("enableBehavior", clauses.size() == 1 ? "any" : "all");
    }

    void enable(const FormTest& test) {
        const FactInfo& info = rules_.fact(FactId{test.fact});
        constexpr std::array operators{"=", "<", "<=", ">", ">="};
        out_.begin_object();
        out_.member("question", info.key);
        out_.member("operator", operators[static_cast<std::size_t>(test.comparison)]);
        if (test.number) {
            const bool is_whole = is_integer(info.limits) && test.number->scale == 0;
            out_.key(is_whole ? "answerInteger" : "answerDecimal");
            out_.number(test.number->to_text());
        } else {
            out_.key("answerCoding");
            out_.coding(
                test.yes ? yes_no(*test.yes) : form_.questions[test.fact].options[*test.code],
                false);
        }
        out_.end_object();
    }

    static Coding yes_no(bool yes) {
        return {std::string(mapping::yes_no_system), yes ? "Y" : "N", yes ? "Yes" : "No"};
    }

    /// What the fact is coded as in records, where a mapping says so.
    [[nodiscard]] const Coding* codes_of_fact(std::uint32_t fact) const {
        for (const mapping::FactSource& source : tables_.facts[fact].sources) {
            if (!source.exact.empty()) return &source.exact.codings().front();
        }
        return nullptr;
    }

    void question(const Asked& asked, const Coding* code, const std::vector<FormClause>& clauses) {
        begin_item(asked.link, asked.text, type_of(asked));
        extensions(asked);
        if (code != nullptr) {
            out_.key("code");
            out_.begin_list();
            out_.coding(*code);
            out_.end_list();
        }
        when(clauses);
        if (asked.kind == FactKind::choices) {
            out_.key("repeats");
            out_.boolean(true);
        }
        options(asked);
        out_.end_object();
    }

    static std::string_view type_of(const Asked& asked) {
        if (asked.kind == FactKind::date) return "date";
        if (asked.kind != FactKind::number) return "choice";
        return is_integer(asked.limits) ? "integer" : "decimal";
    }

    void extensions(const Asked& asked) {
        Extensions list(out_);
        switch (asked.kind) {
            case FactKind::number:
                number_extensions(asked, list);
                break;
            case FactKind::date:
                if (asked.dates.from)
                    list.text("minValue", "valueDate", asked.dates.from->to_text());
                if (asked.dates.to) list.text("maxValue", "valueDate", asked.dates.to->to_text());
                break;
            case FactKind::choices:
                list.control("check-box");
                break;
            default:
                list.control(asked.question.options.size() > 12 ? "drop-down" : "radio-button");
        }
    }

    static void number_extensions(const Asked& asked, Extensions& list) {
        const std::string_view key = is_integer(asked.limits) ? "valueInteger" : "valueDecimal";
        if (asked.limits.from) list.number("minValue", key, asked.limits.from->to_text());
        if (asked.limits.to) list.number("maxValue", key, asked.limits.to->to_text());
        if (!asked.unit.empty()) list.unit(ucum_of(asked.unit), asked.unit);
    }

    void options(const Asked& asked) {
        if (asked.kind == FactKind::number || asked.kind == FactKind::date) return;
        out_.key("answerOption");
        out_.begin_list();
        if (asked.question.options.empty()) {
            option(yes_no(true));
            option(yes_no(false));
        }
        for (const Coding& each : asked.question.options) option(each);
        const bool is_exclusive = asked.kind == FactKind::choices;
        if (is_exclusive) {
            option({mapping::none_system(form_), std::string(mapping::none_code), "None of these"},
                   true);
        }
        option({std::string(mapping::absent_system), std::string(mapping::not_known_code),
                "Don't know"},
               is_exclusive);
        out_.end_list();
    }

    void option(const Coding& coding, bool is_exclusive = false) {
        out_.begin_object();
        if (is_exclusive) Extensions(out_).boolean("questionnaire-optionExclusive", true);
        out_.key("valueCoding");
        out_.coding(coding);
        out_.end_object();
    }

    /// One group for each record, and then whether these are all.
    void records(std::uint32_t fact, const FactInfo& info, const std::vector<FormClause>& clauses) {
        const std::string_view words = info.ask.empty() ? info.name : info.ask;
        begin_item(info.key, words, "group");
        when(clauses);
        out_.key("repeats");
        out_.boolean(true);
        out_.key("item");
        out_.begin_list();
        for (std::size_t i = 0; i < info.fields.size(); ++i) {
            const FieldInfo& field = info.fields[i];
            question({mapping::link_of(info, field), field.name, field.kind, form_.fields[fact][i],
                      field.unit, field.limits, field.dates},
                     nullptr, {});
        }
        out_.end_list();
        out_.end_object();
        question({mapping::link_of_all(info),
                  "Are these all of them, or none where none is listed?",
                  FactKind::yes_no,
                  form_.questions[fact],
                  {},
                  {},
                  {}},
                 nullptr, clauses);
    }

    const mapping::Tables& tables_;
    const RuleSet& rules_;
    const Form& form_;
    const QuestionnaireOptions& options_;
    ResourceWriter out_;
};

}  // namespace

}  // namespace fhir

std::string write_questionnaire(const FhirMapping& mapping, const QuestionnaireOptions& options) {
    return fhir::QuestionnaireWriter(mapping.tables(), options).write();
}

std::vector<FactId> always_shown(const FhirMapping& mapping) {
    std::vector<FactId> shown;
    const mapping::Form& form = mapping.tables().form;
    for (const std::uint32_t fact : form.facts) {
        if (!form.gates[fact].is_written) shown.push_back(FactId{fact});
    }
    return shown;
}

}  // namespace caveat
