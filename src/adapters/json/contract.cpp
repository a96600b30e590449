// The words of a profile's contract. Entrances: name_of, origin_of, said_of.

#include "adapters/json/contract.hpp"

#include "adapters/json/json_writer.hpp"

#include <optional>
#include <string_view>

namespace caveat::json {
namespace {

void add_sentence(std::string& said, const std::string& sentence) {
    if (!said.empty() && !sentence.empty()) said += ' ';
    said += sentence;
}

/// `From 2000-01-01 to the day of the screening.`
std::string days_said(const DateLimits& limits) {
    if (!limits.from && !limits.to && !limits.to_as_of) return {};
    std::string said;
    if (limits.from) said = "From " + limits.from->to_text();
    if (limits.to || limits.to_as_of) {
        said += said.empty() ? "Up to " : " to ";
        said += limits.to ? limits.to->to_text() : "the day of the screening";
    }
    return said + '.';
}

std::string numbers_said(const NumberLimits& limits, std::string_view unit) {
    std::string said;
    if (limits.from) said = "From " + limits.from->to_text();
    if (limits.to) said += (said.empty() ? "Up to " : " to ") + limits.to->to_text();
    if (!unit.empty()) said += (said.empty() ? "In " : " ") + std::string(unit);
    if (limits.is_whole) said += said.empty() ? "A whole number" : ", a whole number";
    return said.empty() ? said : said + '.';
}

std::string alone_said(const std::vector<std::string_view>& codes) {
    std::string said;
    for (const std::string_view code : codes) {
        said += (said.empty() ? "" : ", ") + std::string(code);
    }
    if (said.empty()) return said;
    return codes.size() == 1 ? said + " stands alone." : "Each stands alone: " + said + ".";
}

}  // namespace

std::string name_of(const RuleSet& rules) {
    std::string name(rules.id().empty() ? "a rule set without an id" : rules.id());
    if (!rules.version().empty()) name += ' ' + std::string(rules.version());
    return name;
}

std::string origin_of(const RuleSet& rules) {
    const std::string hash = "sha256 " + std::string(rules.sha256());
    return rules.title().empty() ? hash : std::string(rules.title()) + " (" + hash + ")";
}

std::string in_quotes(std::string_view text) {
    std::string made;
    append_quoted(made, text);
    return made;
}

std::string said_of(const FactInfo& fact) {
    std::string said(fact.ask);
    if (fact.whom == Respondent::clinician) add_sentence(said, "Asked of the clinician.");
    if (!fact.only_if.empty())
        add_sentence(said, "Asked only if " + std::string(fact.only_if) + ".");
    add_sentence(said, numbers_said(fact.limits, fact.unit));
    add_sentence(said, days_said(fact.dates));
    add_sentence(said, alone_said(fact.exclusive));
    return said;
}

std::string said_of(const FieldInfo& field) {
    std::string said = numbers_said(field.limits, field.unit);
    add_sentence(said, days_said(field.dates));
    add_sentence(said, alone_said(field.exclusive));
    return said;
}

}  // namespace caveat::json
