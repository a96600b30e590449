// A smallest change in sentences. Entrances: sentences_of, key.

#include <caveat/authoring/nearest.hpp>

#include <array>
#include <cstddef>

namespace caveat::authoring {

namespace {

std::string plural(std::size_t count, const std::string& noun) {
    return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

std::string changed_words(const ChangedAnswer& change, const RuleSet& rules) {
    const FactInfo& info = rules.fact(change.fact);
    // What is said of a list brings its verb.
    const std::string verb = info.kind == FactKind::records ? " " : " were ";
    const bool is_open = change.now == "not answered" || change.now == "not known";
    return std::string(info.name) + verb + change.wanted + (is_open ? " (" : " (now ") +
           change.now + ')';
}

void add_ways(const SmallestChange& found, const std::string& does, const RuleSet& rules,
              std::vector<ChangeSentence>& sentences) {
    std::string begin = "It would " + does + " if: ";
    for (const Way& way : found.ways) {
        std::string words = begin;
        for (const ChangedAnswer& change : way.changes) {
            if (&change != way.changes.data()) words += ", and ";
            words += changed_words(change, rules);
        }
        sentences.push_back({words + '.'});
        begin = "Or if: ";
    }
    if (!found.ways.empty() && found.ways.front().changes.size() > found.excluded + 1) {
        sentences.push_back(
            {"Fewer changes may do it as well: not every answer could be tried.", true});
    }
}

}  // namespace

std::vector<ChangeSentence> sentences_of(const SmallestChange& found, Target target,
                                         const RuleSet& rules) {
    const bool fires = target == Target::fires;
    const std::string does = fires ? "fire" : "not fire";
    const std::string makes = fires ? "makes it fire" : "stops it";
    const std::string up_to =
        found.excluded == 0
            ? std::string("No such change was found")
            : "No change of up to " + plural(found.excluded, "answer") + ' ' + makes;
    std::vector<ChangeSentence> sentences;
    switch (found.end) {
        case SearchEnd::already_there:
            break;
        case SearchEnd::found:
            add_ways(found, does, rules, sentences);
            break;
        case SearchEnd::impossible:
            sentences.push_back({"No change of answers " + makes + '.'});
            break;
        case SearchEnd::not_among_tried:
            sentences.push_back({"It would " + does + ": not found among the answers tried. " +
                                 up_to + (found.excluded == 0 ? "." : " for certain.")});
            break;
        case SearchEnd::out_of_budget:
            sentences.push_back(
                {"It would " + does + ": " + up_to + "; larger ones were not all tried."});
            break;
    }
    return sentences;
}

std::string_view key(Target target) {
    constexpr std::array<std::string_view, 2> words{"fires", "does_not_fire"};
    const auto at = static_cast<std::size_t>(target);
    return at < words.size() ? words[at] : std::string_view();
}

std::string_view key(SearchEnd end) {
    constexpr std::array<std::string_view, 5> words{"found", "already_there", "impossible",
                                                    "not_among_tried", "out_of_budget"};
    const auto at = static_cast<std::size_t>(end);
    return at < words.size() ? words[at] : std::string_view();
}

}  // namespace caveat::authoring
