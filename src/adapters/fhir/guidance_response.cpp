// One screening as an R4 GuidanceResponse. Entrance: write_guidance_response.

#include <caveat/explain.hpp>
#include <caveat/fhir.hpp>
#include <caveat/keys.hpp>
#include <caveat/report_text.hpp>

#include "adapters/fhir/resource_writer.hpp"
#include "mapping/form.hpp"

#include <algorithm>

namespace caveat {

namespace fhir {

namespace {

using mapping::Coding;
using mapping::FactSource;
using mapping::RecordType;

/// More codes than that are asked for by the type of resource alone.
constexpr std::size_t most_codes = 64;

bool is_id(std::string_view id) {
    const auto may_be = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '-' || c == '.';
    };
    return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), may_be);
}

/// The codes that a resource has to have to be about the fact; none where they cannot be listed:
/// some of them alone would ask for too little.
std::vector<Coding> codes_of(const FactSource& source) {
    std::vector<Coding> codes = source.exact.codings();
    const auto add = [&](const mapping::CodeTable& table) {
        codes.insert(codes.end(), table.codings().begin(), table.codings().end());
    };
    add(source.kinds);
    if (source.is_told_by_answers()) {
        for (const mapping::CodeTable& each : source.answers.codes) add(each);
    }
    const bool is_whole =
        codes.size() <= most_codes &&
        std::none_of(codes.begin(), codes.end(), [](const Coding& each) { return each.is_prefix; });
    if (!is_whole) codes.clear();
    return codes;
}

/// Where a resource of this type says what it is.
std::string_view code_element(RecordType type) {
    switch (type) {
        case RecordType::encounter:
            return "type";
        case RecordType::medication_request:
        case RecordType::medication_statement:
            return "medication";
        default:
            return "code";
    }
}

class GuidanceWriter {
  public:
    GuidanceWriter(const Screening& screening, const mapping::Tables& tables,
                   const GuidanceOptions& options)
        : screening_(screening),
          tables_(tables),
          rules_(tables.rules),
          options_(options),
          explainer_(screening),
          questions_(explainer_.questions()),
          out_(options.is_pretty) {}

    std::string write() {
        const bool has_problems = !screening_.problems().empty();
        out_.begin_object();
        out_.member("resourceType", "GuidanceResponse");
        out_.list_member("contained");
        write_result();
        if (has_problems) write_problems();
        out_.end_list();
        if (!options_.request.empty()) {
            out_.object_member("requestIdentifier");
            out_.member("value", options_.request);
            out_.end_object();
        }
        const std::string version =
            rules_.version().empty() ? "" : "|" + std::string(rules_.version());
        out_.member("moduleCanonical", mapping::plan_url(tables_.form) + version);
        out_.member("status", status());
        write_subject();
        out_.member("occurrenceDateTime", screening_.profile().as_of_text());
        if (has_problems) {
            out_.list_member("evaluationMessage");
            refer_to("#problems");
            out_.end_list();
        }
        out_.object_member("outputParameters");
        out_.member("reference", "#result");
        out_.end_object();
        write_requirements();
        out_.end_object();
        return out_.take();
    }

  private:
    [[nodiscard]] std::string_view status() const {
        if (!screening_.is_filled() || !screening_.profile().is_readable()) return "failure";
        return screening_.complete() ? "success" : "data-requested";
    }

    void refer_to(std::string_view what) {
        out_.begin_object();
        out_.member("reference", what);
        out_.end_object();
    }

    void write_subject() {
        const std::string_view patient = screening_.profile().patient();
        if (patient.empty()) return;
        out_.object_member("subject");
        if (is_id(patient)) {
            out_.member("reference", "Patient/" + std::string(patient));
        } else {
            out_.object_member("identifier");
            out_.member("value", patient);
            out_.end_object();
        }
        out_.end_object();
    }

    // --- the result -------------------------------------------------------------------------

    void parameter(std::string_view name, std::string_view type, std::string_view value) {
        if (value.empty()) return;
        out_.begin_object();
        out_.member("name", name);
        out_.member(type, value);
        out_.end_object();
    }
    void begin_parts(std::string_view name) {
        out_.begin_object();
        out_.member("name", name);
        out_.list_member("part");
    }
    void end_parts() {
        out_.end_list();
        out_.end_object();
    }

    void write_result() {
        out_.begin_object();
        out_.member("resourceType", "Parameters");
        out_.member("id", "result");
        out_.list_member("parameter");
        // Of a record that could not be used, no verdict is worth reading.
        if (screening_.profile().is_readable()) {
            parameter("verdict", "valueCode", key(screening_.verdict()));
            parameter("at_least", "valueCode", key(screening_.at_least()));
        }
        parameter("at_most", "valueCode", key(screening_.at_most()));
        out_.begin_object();
        out_.member("name", "complete");
        out_.truth("valueBoolean", screening_.complete());
        out_.end_object();
        for (const OutcomeFound& each : screening_.outcomes()) write(each);
        for (const Question& each : questions_) write(each);
        parameter("rules", "valueString", rules_.id());
        parameter("version", "valueString", rules_.version());
        parameter("rules_sha256", "valueString", rules_.sha256());
        parameter("mapping_sha256", "valueString", tables_.sha256);
        for (const mapping::ValueSetUsed& each : tables_.value_sets) write(each);
        out_.end_list();
        out_.end_object();
    }

    void write(const OutcomeFound& found) {
        const OutcomeInfo& info = rules_.outcome(found.outcome);
        begin_parts("outcome");
        parameter("id", "valueString", info.id);
        parameter("verb", "valueCode", key(info.verb));
        parameter("certainty", "valueCode", key(found.certainty));
        parameter("say", "valueString", outcome_words(info));
        for (const RuleId rule : screening_.rules_behind(found.outcome)) {
            const RuleInfo& behind = rules_.rule(rule);
            begin_parts("rule");
            parameter("id", "valueString", behind.id);
            parameter("status", "valueCode", key(screening_.status(rule)));
            parameter("because", "valueString", behind.because);
            for (const std::string& source : behind.sources) {
                parameter("source", "valueString", source);
            }
            end_parts();
        }
        end_parts();
    }

    void write(const Question& question) {
        begin_parts("question");
        parameter("fact", "valueString", rules_.fact(question.fact).key);
        parameter("ask", "valueString", question.ask);
        parameter("whom", "valueCode", key(question.whom));
        parameter("strictest", "valueCode", key(question.strictest));
        end_parts();
    }

    void write(const mapping::ValueSetUsed& used) {
        begin_parts("value_set");
        parameter("name", "valueString", used.name);
        parameter("url", "valueUri", used.url);
        parameter("version", "valueString", used.version);
        parameter("sha256", "valueString", used.sha256);
        end_parts();
    }

    // --- what was wrong, and what is wanted ---------------------------------------------------

    void write_problems() {
        out_.begin_object();
        out_.member("resourceType", "OperationOutcome");
        out_.member("id", "problems");
        out_.list_member("issue");
        for (const Diagnostic& each : screening_.problems()) {
            out_.begin_object();
            const bool is_error = each.severity == Severity::error;
            out_.member("severity", is_error                             ? "error"
                                    : each.severity == Severity::warning ? "warning"
                                                                         : "information");
            out_.member("code", is_error ? "invalid" : "informational");
            out_.object_member("details");
            out_.member("text", each.path.empty() ? each.message : each.path + ": " + each.message);
            out_.end_object();
            out_.member("diagnostics", each.code);
            out_.end_object();
        }
        out_.end_list();
        out_.end_object();
    }

    void write_requirements() {
        bool is_open = false;
        for (const Question& question : questions_) {
            for (const FactSource& source : tables_.facts[question.fact.index].sources) {
                const mapping::TypeRow& row = mapping::row_of(source.from);
                if (row.is_from_context) continue;
                if (!is_open) out_.list_member("dataRequirement");
                is_open = true;
                out_.begin_object();
                out_.member("type", row.resource);
                write_filter(source);
                out_.end_object();
            }
        }
        if (is_open) out_.end_list();
    }

    void write_filter(const FactSource& source) {
        const std::vector<Coding> codes = codes_of(source);
        if (codes.empty()) return;
        out_.list_member("codeFilter");
        out_.begin_object();
        out_.member("path", code_element(source.from));
        out_.list_member("code");
        for (const Coding& each : codes) out_.coding(each);
        out_.end_list();
        out_.end_object();
        out_.end_list();
    }

    const Screening& screening_;
    const mapping::Tables& tables_;
    const RuleSet& rules_;
    const GuidanceOptions& options_;
    Explainer explainer_;
    std::vector<Question> questions_;
    ResourceWriter out_;
};

}  // namespace

}  // namespace fhir

std::string write_guidance_response(const Screening& screening, const FhirMapping& mapping,
                                    const GuidanceOptions& options) {
    return fhir::GuidanceWriter(screening, mapping.tables(), options).write();
}

}  // namespace caveat
