// Weighs findings against the answers that the file gives them. Entrances: settle, all_of_patients.

#include "analysis/accepted.hpp"

#include <caveat/codes.hpp>

#include "analysis/written_file.hpp"
#include "text/diagnostics.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

namespace caveat::analysis {

namespace {

/// An owner and a finding about it.
using Asked = std::tuple<std::uint32_t, std::uint32_t, std::string>;

Asked question(Span owner, std::string_view code) {
    return {owner.begin, owner.end, text::canonical_name(code)};
}

/// What the file answers, and where.
struct Given {
    Span place;
    std::string code;  ///< as written
    bool is_met = false;
};
using AllGiven = std::map<Asked, Given>;

void add(AllGiven& answers, Span owner, const std::vector<language::Acceptance>& accepted) {
    for (const language::Acceptance& each : accepted) {
        const language::Scalar& finding = each.finding;
        answers.emplace(question(owner, finding.text), Given{finding.span, finding.text});
    }
}

AllGiven answers_in(const language::Document& document) {
    AllGiven answers;
    for (const auto& entry : document.sources) add(answers, entry.span, entry.accepted);
    for (const auto& entry : document.facts) add(answers, entry.span, entry.accepted);
    for (const auto& entry : document.parameters) add(answers, entry.span, entry.accepted);
    for (const auto& entry : document.outcomes) add(answers, entry.span, entry.accepted);
    for (const auto& entry : document.scores) add(answers, entry.span, entry.accepted);
    for (const auto& entry : document.rules) add(answers, entry.span, entry.accepted);
    return answers;
}

Finding answer_to_nothing(const Given& answer) {
    Finding finding;
    finding.diagnostic.severity = Severity::error;
    finding.diagnostic.code = codes::accepted_nothing;
    finding.diagnostic.span = answer.place;
    finding.diagnostic.message = text::quoted(answer.code) + " is accepted, but not found here";
    finding.diagnostic.help = "remove this answer: what it was given to is gone";
    return finding;
}

bool is_open(const Asked& asked, std::span<const NotDecided> not_decided) {
    return std::any_of(not_decided.begin(), not_decided.end(), [&](const NotDecided& open) {
        // Of a rule that may never fire, nothing else was asked.
        const bool is_of_rule = open.code == codes::never_fires &&
                                question(open.owner, std::get<std::string>(asked)) == asked;
        if (is_of_rule) return true;
        if (text::canonical_name(open.code) != std::get<std::string>(asked)) return false;
        return open.owner == Span{} || question(open.owner, open.code) == asked;
    });
}

}  // namespace

std::vector<NotDecided> all_of_patients() {
    constexpr std::array shown_by_patients{
        codes::never_fires,    codes::always_fires, codes::never_exempt,
        codes::hides_stricter, codes::same_rule,    codes::contained,
        codes::contradiction,  codes::never_counts, codes::empty_band};
    std::vector<NotDecided> all;
    for (const std::string_view code : shown_by_patients) all.push_back({std::string(code), {}});
    return all;
}

std::vector<Finding> settle(std::vector<Finding> findings, const api::LoadedRules& loaded,
                            std::span<const NotDecided> not_decided) {
    AllGiven answers = answers_in(document_of(loaded));
    std::vector<Finding> open;
    for (Finding& finding : findings) {
        const auto answer = answers.find(question(finding.owner, finding.diagnostic.code));
        if (finding.owner == Span{} || answer == answers.end()) {
            open.push_back(std::move(finding));
        } else {
            answer->second.is_met = true;
        }
    }
    for (const auto& [asked, answer] : answers) {
        if (!answer.is_met && !is_open(asked, not_decided)) {
            open.push_back(answer_to_nothing(answer));
        }
    }
    return in_order_of_the_file(std::move(open));
}

}  // namespace caveat::analysis
