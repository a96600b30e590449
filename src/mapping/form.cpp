// Which facts a form asks, and what its answers are coded as. Entrance: form_of.

#include "mapping/form.hpp"

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "model/walk.hpp"

#include <algorithm>
#include <utility>

namespace caveat::mapping {

namespace {

/// What FHIR takes as an id, and URLs as a part: letters, digits, `-` and `.`, at most 64.
std::string id_of(std::string_view words) {
    std::string id;
    for (const char c : words) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '-' || c == '.';
        id += is_plain ? c : '-';
    }
    return id.substr(0, 64);
}

/// Every fact that a rule can use, in the order of the file. Of one that something stands in for,
/// and that nobody wrote a question for, the answer is worked out.
std::vector<std::uint32_t> asked_facts(const model::RuleSet& rules) {
    std::vector<std::uint32_t> used = rules.always_ask;
    const auto add = [&](model::ExprId root) {
        if (root != model::none) model::add_facts_behind(rules, root, used);
    };
    add(rules.applies_to);
    for (const model::Rule& rule : rules.rules) {
        add(rule.when);
        add(rule.unless);
    }
    for (const model::Score& score : rules.scores) add(score.value);
    std::sort(used.begin(), used.end());
    used.erase(std::unique(used.begin(), used.end()), used.end());
    std::erase_if(used, [&](std::uint32_t fact) {
        const model::ExprId value = rules.fact_value[fact];
        const auto* node =
            value == model::none ? nullptr : std::get_if<model::FactValue>(&rules.tree[value].node);
        return node != nullptr && node->fallback != model::none &&
               rules.catalogue[fact].ask.empty();
    });
    return used;
}

/// Each code by the first coding of `of:` that no other code has, else by one of our own.
FormQuestion question_of(const facts::ValueType& type, const std::string& own_system,
                         const SystemNamed& system_named) {
    FormQuestion question;
    if (type.kind == FactKind::yes_no || type.kind == FactKind::records) {  // are these all?
        const std::string system(yes_no_system);
        question.answers.yes = CodeTable({{system, "Y", "Yes"}});
        question.answers.no = CodeTable({{system, "N", "No"}});
        return question;
    }
    const auto first_coding = [&](const facts::Code& code) -> std::optional<Coding> {
        for (const facts::Coding& each : code.codings) {
            if (const auto system = system_named(each.system)) {
                return Coding{*system, each.code, code.label};
            }
        }
        return std::nullopt;
    };
    for (const facts::Code& code : type.codes) {
        std::optional<Coding> coding = first_coding(code);
        const bool is_shared =
            coding && std::any_of(type.codes.begin(), type.codes.end(), [&](const auto& other) {
                const auto its = first_coding(other);
                return &other != &code && its && its->system == coding->system &&
                       its->code == coding->code;
            });
        if (!coding || is_shared) coding = Coding{own_system, code.key, code.label};
        question.answers.codes.emplace_back(std::vector<Coding>{*coding});
        question.options.push_back(std::move(*coding));
    }
    return question;
}

}  // namespace

std::string plan_url(const Form& form) {
    return form.base + "/PlanDefinition/" + form.id;
}

std::string none_system(const Form& form) {
    return form.base + "/CodeSystem/answers";
}

bool is_none(const Form& form, std::string_view system, std::string_view code) {
    return code == none_code && system == none_system(form);
}

std::string link_of(const FactInfo& fact, const FieldInfo& field) {
    return std::string(fact.key) + "/" + std::string(field.key);
}

std::string link_of_all(const FactInfo& fact) {
    return std::string(fact.key) + ":all";
}

Form form_of(const RuleSet& rules, std::string_view canonical, const SystemNamed& system_named) {
    const model::RuleSet& model = api::loaded_of(rules).model;
    Form form;
    form.id = id_of(rules.id().empty() ? rules.sha256() : rules.id());
    form.base = canonical.empty() ? "http://caveat.invalid" : std::string(canonical);
    while (form.base.ends_with('/')) form.base.pop_back();
    form.url = form.base + "/Questionnaire/" + form.id;
    form.version = rules.version();
    form.facts = asked_facts(model);
    form.questions.resize(model.catalogue.size());
    form.fields.resize(model.catalogue.size());
    form.gates.resize(model.catalogue.size());
    for (const std::uint32_t index : form.facts) {
        const facts::Fact& fact = model.catalogue[index];
        const std::string own = form.base + "/CodeSystem/" + form.id + "-" + id_of(fact.key);
        form.questions[index] = question_of(fact.type, own, system_named);
        for (const facts::Field& field : fact.fields) {
            form.fields[index].push_back(
                question_of(field.type, own + "-" + id_of(field.key), system_named));
        }
        form.gates[index] = gate_of(rules, index);
        // A test on what the form does not ask can never be made.
        for (const FormClause& clause : form.gates[index].clauses) {
            for (const FormTest& test : clause) {
                if (!form.asks(test.fact)) form.gates[index].is_written = false;
            }
        }
        if (!form.gates[index].is_written) form.gates[index].clauses.clear();
    }
    return form;
}

}  // namespace caveat::mapping
