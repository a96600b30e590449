// From a rule set to the pieces of JSON that all its reports share. Entrance: ReportConstants.

#include "adapters/json/report_constants.hpp"

#include "adapters/json/json_writer.hpp"

#include <algorithm>

namespace caveat::json {

namespace {

std::string quoted(std::string_view words) {
    std::string json;
    append_quoted(json, words);
    return json;
}

/// What `write` writes as the value of a member, on one line.
template <class Write>
std::string on_one_line(bool is_pretty, const Write& write) {
    JsonWriter json(is_pretty);
    write(json);
    std::string value = json.take();
    value.pop_back();  // the line break
    return value;
}

}  // namespace

ReportConstants::ReportConstants(const RuleSet& rules, bool is_pretty) : rules_(rules) {
    rule_set_ = on_one_line(is_pretty, [&](JsonWriter& json) {
        json.begin_object(true);
        if (!rules_.id().empty()) {
            json.key("id");
            json.text(rules_.id());
        }
        if (!rules_.version().empty()) {
            json.key("version");
            json.text(rules_.version());
        }
        json.key("sha256");
        json.text(rules_.sha256());
        json.end_object();
    });
    add_rules(is_pretty);
    add_outcomes(is_pretty);
    add_facts();
}

void ReportConstants::add_rules(bool is_pretty) {
    for (std::uint32_t index = 0; index < rules_.rule_count(); ++index) {
        const RuleInfo rule = rules_.rule(RuleId{index});
        order_.push_back(RuleId{index});
        std::string sources = on_one_line(is_pretty, [&](JsonWriter& json) {
            json.begin_list(true);
            for (const std::string& source : rule.sources) json.text(source);
            json.end_list();
        });
        of_rules_.push_back({quoted(rule.id), quoted(rule.because), std::move(sources)});
    }
    std::stable_sort(order_.begin(), order_.end(), [this](RuleId a, RuleId b) {
        return rules_.rule(a).strictest > rules_.rule(b).strictest;
    });
}

void ReportConstants::add_outcomes(bool is_pretty) {
    for (std::uint32_t index = 0; index < rules_.outcome_count(); ++index) {
        const OutcomeInfo outcome = rules_.outcome(OutcomeId{index});
        std::string arguments = on_one_line(is_pretty, [&](JsonWriter& json) {
            json.begin_object(true);
            for (const OutcomeArgument& argument : outcome.arguments) {
                json.key(argument.name);
                json.number(argument.value.to_text());
            }
            json.end_object();
        });
        of_outcomes_.push_back({quoted(outcome.id), outcome.verb, quoted(outcome.name),
                                std::move(arguments), quoted(outcome.say)});
    }
}

void ReportConstants::add_facts() {
    for (std::uint32_t index = 0; index < rules_.fact_count(); ++index) {
        const FactInfo& fact = rules_.fact(FactId{index});
        of_facts_.push_back({quoted(fact.key), fact.key,
                             fact.ask.empty() ? std::string("null") : quoted(fact.ask),
                             fact.fields});
    }
}

std::string ReportConstants::path_of(const Place& place) const {
    const FactConstants& list = fact(place.fact);
    std::string path = "facts.";
    path += list.key;
    path += '[' + std::to_string(*place.record) + "].";
    path += list.fields[*place.field].key;
    return path;
}

}  // namespace caveat::json
