// Words for verbs, verdicts and outcomes, as a report for people says them.

#include "api/report_words.hpp"

#include <caveat/keys.hpp>
#include <caveat/report_text.hpp>

#include <algorithm>

namespace caveat::api {

std::string_view short_form(Verdict verdict) {
    switch (verdict) {
        case Verdict::not_applicable:
            return "not applicable";
        case Verdict::proceed:
            return "proceed";
        case Verdict::proceed_with_conditions:
            return "proceed with conditions";
        case Verdict::refer_first:
            return "refer first";
        case Verdict::do_not_proceed:
            return "do not proceed";
    }
    return "do not proceed";
}

std::string sentence(Verdict verdict, std::string_view screens) {
    const std::string with = screens.empty() ? std::string{} : " with " + std::string(screens);
    switch (verdict) {
        case Verdict::not_applicable:
            return "NOT APPLICABLE: these rules are not about this patient.";
        case Verdict::proceed:
            return "PROCEED" + with + ".";
        case Verdict::proceed_with_conditions:
            return "PROCEED" + with + ", on the conditions below.";
        case Verdict::refer_first:
            return "REFER FIRST: somebody must look before " +
                   (screens.empty() ? "this" : std::string(screens)) + " goes ahead.";
        case Verdict::do_not_proceed:
            break;
    }
    return "DO NOT PROCEED" + with + ".";
}

std::string words_of(std::string_view key) {
    std::string words(key);
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string all;
    for (const std::string& part : parts) {
        if (!all.empty()) all += between;
        all += part;
    }
    return all;
}

std::string key_words_of(const OutcomeInfo& outcome) {
    std::string said;
    std::string_view rest = outcome.id;
    while (!rest.empty()) {
        const std::size_t length = std::min(rest.find('_'), rest.size());
        const std::string_view word = rest.substr(0, length);
        rest.remove_prefix(std::min(length + 1, rest.size()));
        const auto argument =
            std::find_if(outcome.arguments.begin(), outcome.arguments.end(),
                         [word](const OutcomeArgument& each) { return each.name == word; });
        if (!said.empty()) said += ' ';
        said += argument == outcome.arguments.end() ? std::string(word) : argument->value.to_text();
    }
    return said;
}

std::string name_of(const OutcomeInfo& outcome) {
    return std::string(key(outcome.verb)) + ' ' + std::string(outcome.name);
}

std::string say_of(const OutcomeInfo& outcome) {
    return outcome.say.empty() ? name_of(outcome) : std::string(outcome.say);
}

}  // namespace caveat::api

namespace caveat {

std::string_view verdict_words(Verdict verdict) {
    return api::short_form(verdict);
}
std::string_view verb_words(Verb verb) {
    return key(verb);
}
std::string outcome_words(const OutcomeInfo& outcome) {
    return api::say_of(outcome);
}

TextRole role_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::do_not_proceed:
        case Verdict::refer_first:
            return TextRole::bad;
        case Verdict::proceed_with_conditions:
            return TextRole::careful;
        case Verdict::proceed:
            return TextRole::good;
        case Verdict::not_applicable:
            break;
    }
    return TextRole::plain;
}

}  // namespace caveat
