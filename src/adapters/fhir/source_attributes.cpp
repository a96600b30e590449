// What a rule file and its mapping say of themselves. Entrance: source_attributes.

#include <caveat/fhir.hpp>

#include "mapping/tables.hpp"

#include <algorithm>
#include <utility>

namespace caveat {

namespace {

SourceAttribute said(std::string_view name, std::vector<std::string> lines) {
    std::erase_if(lines, [](const std::string& line) { return line.empty(); });
    const bool is_provided = !lines.empty();
    if (!is_provided) lines.emplace_back("not provided");
    return {name, std::move(lines), is_provided};
}

/// Each work once, with the ids under which rules cite it.
std::vector<std::string> citations(const RuleSet& rules) {
    std::vector<std::pair<std::string, std::string>> works;
    for (const SourceId source : rules.sources()) {
        const SourceInfo& info = rules.source(source);
        std::string work(info.title);
        if (!info.author.empty()) work += (work.empty() ? "" : ", ") + std::string(info.author);
        const auto known = std::find_if(works.begin(), works.end(), [&](const auto& each) {
            return !work.empty() && each.first == work;
        });
        if (known == works.end()) {
            works.emplace_back(std::move(work), info.id);
        } else {
            known->second += ", " + std::string(info.id);
        }
    }
    std::vector<std::string> lines;
    for (const auto& [work, ids] : works) {
        lines.push_back(work.empty() ? ids : work + " (" + ids + ")");
    }
    return lines;
}

std::vector<std::string> dates(const PublicationInfo& published) {
    std::vector<std::string> lines;
    if (published.released) lines.push_back("released " + published.released->to_text());
    if (published.revised) lines.push_back("revised " + published.revised->to_text());
    return lines;
}

class PersonalData {
  public:
    explicit PersonalData(const mapping::Tables& tables) : tables_(tables) {
        for (const std::uint32_t fact : tables.form.facts) {
            if (!tables.personal[fact].is_classified) not_classified_.push_back(FactId{fact});
        }
    }

    [[nodiscard]] SourceAttribute use_of(std::size_t what, std::string_view name) const {
        SourceAttribute attribute{name, {}, false};
        for (const std::uint32_t fact : tables_.form.facts) {
            if (!tables_.personal[fact].tells.test(what)) continue;
            attribute.lines.emplace_back(tables_.rules.fact(FactId{fact}).name);
        }
        // Of some it is known; whether these are all is another question.
        attribute.is_provided = not_classified_.empty();
        if (!attribute.is_provided) {
            attribute.lines.push_back(
                std::string(attribute.lines.empty() ? "not known: " : "and perhaps others: ") +
                std::to_string(not_classified_.size()) +
                (not_classified_.size() == 1 ? " fact is" : " facts are") + " not classified");
        } else if (attribute.lines.empty()) {
            attribute.lines.emplace_back("none of the facts, each of which was looked at");
        }
        return attribute;
    }

    std::vector<FactId> take_not_classified() { return std::move(not_classified_); }

  private:
    const mapping::Tables& tables_;
    std::vector<FactId> not_classified_;
};

}  // namespace

SourceAttributes source_attributes(const FhirMapping& mapping) {
    constexpr std::array<std::string_view, mapping::personal_words.size()> uses{
        "use of race",
        "use of ethnicity",
        "use of language",
        "use of sexual orientation",
        "use of gender identity",
        "use of sex",
        "use of date of birth",
        "use of social determinants of health",
        "use of health status assessments",
    };
    const RuleSet& rules = mapping.rules();
    const PublicationInfo& published = rules.published();
    SourceAttributes all;
    all.attributes.push_back(said("bibliographic citation", citations(rules)));
    all.attributes.push_back(said("developer", {std::string(published.developer)}));
    all.attributes.push_back(said("funding", {std::string(published.funding)}));
    all.attributes.push_back(said("release and revision dates", dates(published)));
    PersonalData personal(mapping.tables());
    for (std::size_t i = 0; i < uses.size(); ++i) {
        all.attributes.push_back(personal.use_of(i, uses[i]));
    }
    all.not_classified = personal.take_not_classified();
    return all;
}

}  // namespace caveat
