// The page of any rule set and patient is whole, and its marks add up: whoever combines those of
// the parts of a checklist comes to the mark above them.

#include <caveat/authoring/show.hpp>

#include "engine.hpp"
#include "law.hpp"
#include "page/checklist.hpp"
#include "support/generator.hpp"
#include "support/markup.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace caveat;
using namespace caveat::testing;
using page::CheckItem;

BOOST_AUTO_TEST_SUITE(pages)

namespace {

constexpr int rule_sets = 150;
constexpr std::uint64_t profiles_each = 3;

/// The truth that the parts of a group give; nothing where they do not tell.
std::optional<Truth> combined(const std::string& words, const std::vector<Truth>& parts) {
    if (parts.empty()) return std::nullopt;
    if (words.starts_with("All of")) return *std::min_element(parts.begin(), parts.end());
    if (words == "Any of") return *std::max_element(parts.begin(), parts.end());
    if (words == "When" || words == "Unless") return parts.front();
    constexpr std::string_view lead = "At least ";
    if (!words.starts_with(lead)) return std::nullopt;
    const std::size_t wanted = std::stoul(words.substr(lead.size()));
    const auto yes = static_cast<std::size_t>(std::count(parts.begin(), parts.end(), Truth::yes));
    const auto no = static_cast<std::size_t>(std::count(parts.begin(), parts.end(), Truth::no));
    if (yes >= wanted) return Truth::yes;
    return parts.size() - no < wanted ? Truth::no : Truth::unknown;
}

std::string fault_of(const std::vector<CheckItem>& items, std::size_t& compared) {
    for (std::size_t i = 0; i < items.size(); ++i) {
        std::vector<Truth> parts;
        std::string kind = items[i].words;
        for (std::size_t j = i + 1; j < items.size() && items[j].depth > items[i].depth; ++j) {
            if (items[j].depth == items[i].depth + 1 && items[j].truth) {
                parts.push_back(*items[j].truth);
            }
        }
        if (items[i].kind == CheckItem::Kind::term) {
            // Its parts may stand among those of the group around it, and are combined as they are.
            std::size_t above = i;
            while (above > 0 && (items[above].depth >= items[i].depth ||
                                 items[above].kind != CheckItem::Kind::group)) {
                --above;
            }
            kind = parts.size() == 1 ? "When" : items[above].words;
        } else if (items[i].kind != CheckItem::Kind::group) {
            continue;
        }
        const auto truth = combined(kind, parts);
        if (!truth || !items[i].truth) continue;
        ++compared;
        if (*truth != *items[i].truth) return "the mark of " + items[i].words + " is another one";
    }
    return "";
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_page_of_any_rule_set_and_patient_is_whole_and_its_marks_add_up) {
    std::size_t compared = 0;
    ProfileOptions wrong_now_and_then;
    wrong_now_and_then.percent_wrong = 5;
    hold(rule_sets, [&](std::uint64_t seed) -> std::string {
        const GeneratedRuleSet generated = generate_rules(seed);
        const Engine engine(generated, seed);
        if (!engine.is_loaded()) return "";
        const RuleSet& rules = engine.rules();
        Screening screening;
        for (std::uint64_t i = 0; i < profiles_each; ++i) {
            const auto profile = generate_profile(generated, seed + i, wrong_now_and_then);
            engine.screen(profile, screening);
            authoring::PageOptions options{.as_of = {2026, 11, 20}};
            options.patient = &screening;
            std::string fault = wrong_with_page(authoring::write_page(rules, options));
            page::Context context(rules, options);
            for (std::uint32_t rule = 0; rule < rules.rule_count() && fault.empty(); ++rule) {
                fault = fault_of(page::checklist_of(context, RuleId{rule}), compared);
                if (fault.empty()) fault = misnested(authoring::draw_rule(rules, RuleId{rule}));
            }
            if (!fault.empty()) return fault + "\n" + engine.text() + engine.json(profile);
        }
        return "";
    });
    BOOST_TEST(compared > 2000U);
    BOOST_TEST_MESSAGE(compared << " marks compared with those of their parts");
}

BOOST_AUTO_TEST_SUITE_END()
