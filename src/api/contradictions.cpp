// From what a second look at a profile finds to its problems. Entrance: look_again.

#include "api/contradictions.hpp"

#include <caveat/codes.hpp>

#include "facts/answer_back.hpp"
#include "text/diagnostics.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <vector>

namespace caveat::api {

namespace {

/// `a`, `a and b`, `a, b and c`, each in backticks.
std::string listed(const LoadedRules& loaded, const std::vector<std::uint32_t>& facts) {
    std::string words;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (i != 0) words += i + 1 == facts.size() ? " and " : ", ";
        words += text::quoted(loaded.model.catalogue[facts[i]].name);
    }
    return words;
}

void report_contradiction(const LoadedRules& loaded, std::uint32_t position,
                          facts::Problems& problems) {
    const std::vector<std::uint32_t>& facts = loaded.compiled.impossible[position].facts;
    const std::string path =
        facts.empty() ? "facts" : "facts." + loaded.model.catalogue[facts.front()].key;
    const std::string names = listed(loaded, facts);
    const bool is_one = facts.size() == 1;
    problems
        .report_value("impossible", path, "", loaded.model.impossible[position].say,
                      "answers contradict each other: " + names,
                      names + (is_one ? " counts" : " count") + " as unanswered; look at " +
                          (is_one ? "it" : "them") + " again")
        .arguments.push_back({"facts", names});
}

void note_not_asked(const LoadedRules& loaded, std::uint32_t position, facts::Problems& problems) {
    const facts::Fact& fact = loaded.model.catalogue[position];
    const Span gate = loaded.model.tree[loaded.model.gate[position]].span;
    const std::string words =
        text::one_line(loaded.source.substr(gate.begin, gate.end - gate.begin));
    Diagnostic note;
    note.severity = Severity::note;
    note.code = codes::not_asked;
    note.path = "facts." + fact.key;
    // A gate that is a list in YAML, `{all of: […]}`, is no sentence to be shown.
    const bool is_list = words.find(':') != std::string::npos;
    note.message =
        text::quoted(fact.name) + " is answered, but it is asked only if " +
        (is_list ? "its gate holds, which is not so" : text::quoted(words) + ", which is not so");
    note.help = "the answer was not used; look at both again";
    note.arguments = {{"value", fact.key},
                      {"without_value", "an answer was given that does not apply"},
                      {"fact", fact.name},
                      {"gate", words}};
    problems.add(std::move(note));
}

}  // namespace

bool look_again(const LoadedRules& loaded, eval::SecondLook& look, facts::Profile& profile,
                facts::Problems& problems) {
    std::set<std::uint32_t> contradicting;
    for (const std::uint32_t position : look.contradictions(profile)) {
        report_contradiction(loaded, position, problems);
        const auto& facts = loaded.compiled.impossible[position].facts;
        contradicting.insert(facts.begin(), facts.end());
    }
    std::vector<facts::GivenAnswer> dropped;
    for (const std::uint32_t fact : contradicting) {
        if (profile.given(fact) == facts::Given::answered) {
            dropped.push_back(
                {FactId{fact}, facts::answer_at(loaded.model.catalogue, profile, FactId{fact})});
        }
        profile.facts().set_unanswered(fact, facts::Given::wrong);
        profile.named.push_back(fact);  // of some, nobody had said anything
    }
    std::move(dropped.begin(), dropped.end(), std::back_inserter(profile.as_given));
    for (const std::uint32_t fact : look.not_asked(profile)) note_not_asked(loaded, fact, problems);
    return !contradicting.empty();
}

}  // namespace caveat::api
