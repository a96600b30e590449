// Keys and fixed words by place. Entrances: keys_of, depth_of_keys, words_for.

#include "editing/known_words.hpp"

#include <array>
#include <utility>

namespace caveat::editing {

const Words& keys_of(std::string_view place) {
    static const Words top{
        "caveat",     "id",      "version",    "title",      "screens", "audience",   "review by",
        "applies to", "authors", "changes",    "sources",    "facts",   "parameters", "terms",
        "outcomes",   "scores",  "impossible", "always ask", "rules",   "cases",      "published"};
    static const Words published{"developer", "funding",      "released",
                                 "revised",   "intended use", "licence"};
    static const Words facts{"type",    "ask",       "ask whom",  "of",    "from",
                             "to",      "unit",      "whole",     "each",  "dated by",
                             "only if", "otherwise", "exclusive", "accept"};
    static const Words parameters{"value", "why", "source", "accept"};
    static const Words outcomes{"say", "accept"};
    static const Words scores{"points", "bands", "missing", "accept"};
    static const Words sources{"title", "author", "says", "accept"};
    static const Words impossible{"when", "say"};
    static const Words rules{"id",      "rule",   "when",       "unless",    "then",
                             "because", "source", "if unknown", "overrides", "accept"};
    static const Words cases{"name", "as of", "facts", "respondents", "approved", "expect"};
    static const Words expect{"fires",      "presumes", "silent",   "undecided",
                              "overridden", "asks",     "outcomes", "verdict",
                              "at least",   "at most",  "complete", "problems"};
    static const Words none;
    static const std::array<std::pair<std::string_view, const Words*>, 11> all{
        {{"", &top},
         {"facts", &facts},
         {"parameters", &parameters},
         {"outcomes", &outcomes},
         {"scores", &scores},
         {"sources", &sources},
         {"impossible", &impossible},
         {"rules", &rules},
         {"cases", &cases},
         {"expect", &expect},
         {"published", &published}}};
    for (const auto& [name, keys] : all) {
        if (name == place) return *keys;
    }
    return none;
}

std::size_t depth_of_keys(std::string_view section) {
    const bool is_list = section == "rules" || section == "impossible" || section == "cases" ||
                         section == "published";
    return is_list || section.empty() ? 0 : 1;
}

const Words& words_for(std::string_view key) {
    static const Words types{"yes/no", "number", "choice", "choices", "date", "records"};
    static const Words people{"patient", "clinician"};
    static const Words unknown{"ask", "presume", "ignore"};
    static const Words missing{"range", "strict"};
    static const Words yes_no{"yes", "no"};
    static const Words verdicts{"do not proceed", "refer first", "proceed with conditions",
                                "proceed", "not applicable"};
    static const Words units{"%",      "kg",     "g",      "mg",     "ug",      "cm",     "m",
                             "kg/m2",  "mm[Hg]", "mmol/L", "umol/L", "mg/dL",   "g/L",    "mL/min",
                             "10*9/L", "/min",   "°C",     "[degF]", "[lb_av]", "[in_i]", "mL",
                             "L",      "h",      "d",      "wk",     "mo",      "a",      "[iU]/L"};
    static const Words none;
    if (key == "type") return types;
    if (key == "ask whom" || key == "audience" || key == "respondents") return people;
    if (key == "if unknown") return unknown;
    if (key == "missing") return missing;
    if (key == "whole" || key == "approved" || key == "complete") return yes_no;
    if (key == "verdict" || key == "at least" || key == "at most") return verdicts;
    if (key == "unit") return units;
    return none;
}

}  // namespace caveat::editing
