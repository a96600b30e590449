// Everything that has a name, from A to Z. Entrance: write_index.

#include "page/context.hpp"
#include "text/names.hpp"

#include <algorithm>

namespace caveat::page {

namespace {

struct Named {
    std::string key;  ///< as it is sorted
    std::string_view name;
    const std::string* place = nullptr;
    std::string_view kind;
};

/// The letter under which a name stands; `#` for what begins with none.
char letter_of(const Named& named) {
    const char first = named.key.empty() ? '#' : named.key.front();
    return first >= 'a' && first <= 'z' ? static_cast<char>(first - 'a' + 'A') : '#';
}

}  // namespace

void write_index(Context& context, Markup& page) {
    const model::RuleSet& model = context.model();
    std::vector<Named> all;
    const auto add = [&](std::string_view name, const std::string& place, std::string_view kind) {
        all.push_back({text::canonical_name(name), name, &place, kind});
    };
    for (std::uint32_t i = 0; i < model.rules.size(); ++i) {
        add(model.rules[i].id, context.place_of(RuleId{i}), "rule");
    }
    for (std::uint32_t i = 0; i < model.catalogue.size(); ++i) {
        add(model.catalogue[i].name, context.place_of(FactId{i}), "fact");
    }
    for (std::uint32_t i = 0; i < model.outcomes.size(); ++i) {
        add(model.outcomes[i].name, context.place_of(OutcomeId{i}),
            verb_words(model.outcomes[i].verb));
    }
    for (std::size_t i = 0; i < model.scores.size(); ++i) {
        add(model.scores[i].name, context.place_of_score(i), "score");
    }
    std::stable_sort(all.begin(), all.end(), [](const Named& a, const Named& b) {
        return std::pair(letter_of(a), std::string_view(a.key)) <
               std::pair(letter_of(b), std::string_view(b.key));
    });
    page.section("index", "Index, A to Z");
    char letter = '\0';
    for (const Named& each : all) {
        if (letter_of(each) != letter) {
            if (letter != '\0') page.raw("</p>\n");
            letter = letter_of(each);
            page.raw("<p class=\"index\"><b>").say(std::string(1, letter)).raw("</b> ");
        } else {
            page.raw(" · ");
        }
        page.link(*each.place, each.name).raw(" <small>").say(each.kind).raw("</small>");
    }
    if (letter != '\0') page.raw("</p>\n");
    page.end_section();
}

}  // namespace caveat::page
