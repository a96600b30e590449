// One slip of the finger in one use of one declared name, a thousand times over: one error, on that
// line, with the right name first among the suggestions. The same for keys.

#include <caveat/rules.hpp>

#include "name_uses.hpp"
#include "support/chance.hpp"
#include "support/golden.hpp"
#include "text/names.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(typos)

namespace {

using caveat::testing::Chance;
using caveat::testing::NameUse;

constexpr std::uint64_t seed = 20261120;
constexpr std::size_t trials = 1000;
constexpr std::size_t right_percent = 95;
constexpr std::size_t most_skipped_percent = 10;

constexpr std::string_view every_kind_of_name = R"(caveat: 1
id: every-kind-of-name
version: 1.0.0
facts:
  back pain: {type: yes/no}
  muscle spasm: {type: yes/no}
  raised temperature: {type: yes/no, only if: back pain}
  pain strength: {type: number, whole: true, from: 0, to: 10}
  pain regions: {type: choices, of: [neck, shoulders, upper back, lower back]}
  referral: {type: choice, of: [self, physician, physiotherapist]}
  operation: {type: date, to: as of}
  sessions held: {type: number, whole: true, from: 0, otherwise: count of sessions}
  sessions:
    type: records
    each: session
    dated by: held on
    of:
      held on: {type: date}
      technique: {type: choice, of: [gentle, neuromuscular, deep tissue]}
      spasm eased: {type: yes/no}
      pressure used: {type: number, from: 0, to: 100}
parameters:
  severe from: {value: 7}
  enough: {value: 3}
terms:
  severe pain: pain strength >= severe from
  whole back: pain regions include all of neck, shoulders, upper back, lower back
  no relief after {n} session(s): at least n sessions where not spasm eased
scores:
  tissue load:
    points:
      - severe pain: 2
      - muscle spasm: 1
      - sessions held
    bands: {bearable: below 3, considerable: 3 and over}
outcomes:
  avoid massage:
  refer for an examination:
  require experienced therapist:
  suggest {n} sessions over {w} weeks:
  inform about aftercare:
rules:
  - severe pain → refer for an examination
  - no relief after 4 sessions → avoid massage and refer for an examination
  - no relief after enough sessions → require experienced therapist
  - {id: tense-muscles, rule: muscle spasm unless raised temperature → suggest 4 sessions over 6 weeks}
  - id: recent-operation
    rule: operation is within the last 12 weeks and pain regions include lower back → avoid massage
    overrides: [tense-muscles, heavy-load]
  - id: heavy-load
    when:
      any of:
        - tissue load is considerable
        - all of: [whole back, referral is physician, back pain]
        - average pressure used of sessions where (technique is deep tissue) > 50
    then: [inform about aftercare, suggest 2 sessions over 3 weeks]
    overrides: tense-muscles
)";

bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

char other_letter(Chance& chance, char than) {
    char made = than;
    while (made == than) made = static_cast<char>('a' + static_cast<char>(chance.below(26)));
    return made;
}

/// The word with one letter left out, added, replaced or swapped with its neighbour.
std::string mistyped(std::string word, std::size_t at, Chance& chance) {
    switch (chance.below(4)) {
        case 0:
            word.erase(at, 1);
            break;
        case 1:
            word.insert(at, 1, other_letter(chance, word[at]));
            break;
        case 2:
            word[at] = other_letter(chance, word[at]);
            break;
        default:
            if (at + 1 < word.size() && is_letter(word[at + 1]) && word[at + 1] != word[at]) {
                std::swap(word[at], word[at + 1]);
            } else {
                word[at] = other_letter(chance, word[at]);
            }
    }
    return word;
}

std::vector<std::size_t> letters_of(std::string_view word) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (is_letter(word[i])) places.push_back(i);
    }
    return places;
}

/// The text between the first two backticks.
std::string first_quoted(std::string_view help) {
    const std::size_t open = help.find('`');
    const std::size_t close = open == std::string_view::npos ? open : help.find('`', open + 1);
    if (close == std::string_view::npos) return {};
    return std::string(help.substr(open + 1, close - open - 1));
}

std::size_t line_at(std::string_view text, std::size_t at) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(at, text.size()));
    return static_cast<std::size_t>(std::count(text.begin(), end, '\n'));
}

struct Tally {
    std::size_t tried = 0;
    std::size_t right = 0;
    std::size_t skipped = 0;
    std::string wrong;  ///< what was not as it should be, for people to read

    void note(const std::string& why, const std::string& line, const caveat::Loaded& loaded) {
        wrong += "--- " + why + ": " + line + '\n' + caveat::render(loaded);
    }
};

struct Slip {
    std::string text;       ///< the whole file
    std::size_t begin = 0;  ///< of what was mistyped
    std::size_t end = 0;
    std::string meant;
    std::string also_right;  ///< another spelling of it that may be suggested: the declaration
};

std::size_t error_count(const caveat::Loaded& loaded) {
    std::size_t count = 0;
    for (const auto& problem : loaded.diagnostics) {
        if (problem.severity == caveat::Severity::error) ++count;
    }
    return count;
}

void try_slip(const Slip& slip, Tally& tally) {
    const caveat::Loaded loaded = caveat::load_text(slip.text);
    const std::string typed = slip.text.substr(slip.begin, slip.end - slip.begin);
    if (loaded.rules) {  // another valid name, or the same one in another spelling
        ++tally.skipped;
        return;
    }
    ++tally.tried;
    const auto first = std::find_if(
        loaded.diagnostics.begin(), loaded.diagnostics.end(),
        [](const auto& problem) { return problem.severity == caveat::Severity::error; });
    const std::size_t line = line_at(slip.text, first->span.begin);
    const bool is_one = error_count(loaded) == 1;
    const bool is_there =
        line >= line_at(slip.text, slip.begin) && line <= line_at(slip.text, slip.end);
    const std::string suggested = caveat::text::canonical_name(first_quoted(first->help));
    const bool is_meant = suggested == caveat::text::canonical_name(slip.meant) ||
                          suggested == caveat::text::canonical_name(slip.also_right);
    if (is_one && is_there && is_meant) {
        ++tally.right;
        return;
    }
    const char* why = !is_one ? "not one error" : !is_there ? "another line" : "another name";
    tally.note(why, slip.meant + " typed as " + typed, loaded);
}

void check(const Tally& tally) {
    BOOST_TEST_MESSAGE(tally.tried << " typos, " << tally.right << " answered rightly, "
                                   << tally.skipped << " skipped\n"
                                   << tally.wrong);
    BOOST_TEST(tally.right * 100 >= tally.tried * right_percent, tally.right << " of "
                                                                             << tally.tried << '\n'
                                                                             << tally.wrong);
    BOOST_TEST(tally.skipped * 100 <= (tally.tried + tally.skipped) * most_skipped_percent);
}

std::vector<std::string> rule_files() {
    return {caveat::testing::read_source_file("rules/back-pain-massage.yaml"),
            caveat::testing::read_source_file("examples/two-sentences.yaml"),
            std::string(every_kind_of_name)};
}

/// A key of the language that stands at the beginning of a line or behind `{` or `, `.
struct KeyUse {
    std::size_t begin;
    std::string key;
};

std::vector<KeyUse> keys_of(std::string_view text) {
    static const std::vector<std::string> keys = {
        "caveat",    "version",    "title",    "screens",  "audience", "review by", "sources",
        "facts",     "parameters", "terms",    "outcomes", "scores",   "rules",     "type",
        "ask",       "ask whom",   "of",       "whole",    "from",     "to",        "only if",
        "otherwise", "each",       "dated by", "value",    "why",      "say",       "says",
        "author",    "points",     "bands",    "rule",     "when",     "then",      "unless",
        "because",   "source",     "overrides"};
    std::vector<KeyUse> uses;
    for (const std::string& key : keys) {
        for (std::size_t at = text.find(key + ":"); at != std::string_view::npos;
             at = text.find(key + ":", at + 1)) {
            std::size_t before = at;
            while (before > 0 && text[before - 1] == ' ') --before;
            const bool is_first = before == 0 || text[before - 1] == '\n' ||
                                  text[before - 1] == '{' ||
                                  (text[before - 1] == '-' && before < at);
            // Behind a comma only on lines without a sentence of prose.
            const std::size_t line = text.rfind('\n', at) + 1;
            const bool is_next = before > 0 && text[before - 1] == ',' &&
                                 text.substr(line, at - line).find('"') == std::string_view::npos &&
                                 text.substr(line, at - line).find('{') != std::string_view::npos;
            if (is_first || is_next) uses.push_back({at, key});
        }
    }
    return uses;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_mistyped_name_is_one_error_that_suggests_the_right_name) {
    Chance chance(seed);
    Tally tally;
    const auto files = rule_files();
    std::map<caveat::testing::UseKind, std::size_t> kinds;
    std::vector<std::vector<NameUse>> uses;
    for (const std::string& file : files) {
        uses.push_back(caveat::testing::name_uses(file));
        BOOST_TEST(uses.back().size() >= 5U);
    }
    while (tally.tried < trials) {
        // The file with every kind of name as often as the two others together.
        const std::size_t chosen = chance.percent(50) ? files.size() - 1 : chance.below(2);
        const std::string& file = files[chosen];
        const NameUse& use = chance.pick(uses[chosen]);
        const std::string word = file.substr(use.begin, use.end - use.begin);
        const auto letters = letters_of(word);
        if (letters.empty()) continue;
        const std::string typed = mistyped(word, chance.pick(letters), chance);
        ++kinds[use.kind];
        try_slip({file.substr(0, use.begin) + typed + file.substr(use.end), use.begin,
                  use.begin + typed.size(), word, use.declared},
                 tally);
    }
    check(tally);
    BOOST_TEST(kinds.size() == caveat::testing::use_kind_count);
}

BOOST_AUTO_TEST_CASE(a_mistyped_key_is_one_error_that_suggests_the_right_key) {
    Chance chance(seed + 1);
    Tally tally;
    const auto files = rule_files();
    while (tally.tried < trials / 4) {
        const std::string& file = chance.pick(files);
        const auto uses = keys_of(file);
        BOOST_REQUIRE(!uses.empty());
        const KeyUse& use = chance.pick(uses);
        const std::string typed = mistyped(use.key, chance.pick(letters_of(use.key)), chance);
        try_slip({file.substr(0, use.begin) + typed + file.substr(use.begin + use.key.size()),
                  use.begin, use.begin + typed.size(), use.key, use.key},
                 tally);
    }
    check(tally);
}

BOOST_AUTO_TEST_SUITE_END()
