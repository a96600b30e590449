// Help never changes an amount, and leads out of the mistake. Every fix of every message, over the
// golden files and over generated slips, is made in the file: its message is gone, and nothing new
// is wrong. A number or a unit that is proposed is the quantity that was meant.

#include <caveat/json.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include "law.hpp"
#include "support/chance.hpp"
#include "support/rational.hpp"
#include "support/written_help.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace caveat;
using caveat::testing::Chance;
using caveat::testing::edited;

BOOST_AUTO_TEST_SUITE(help)

namespace {

namespace files = std::filesystem;

constexpr int slips = 400;

std::string content_of(const files::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::multiset<std::string> errors_of(const Loaded& loaded) {
    std::multiset<std::string> codes;
    for (const Diagnostic& problem : loaded.diagnostics) {
        if (problem.severity == Severity::error) codes.insert(problem.code);
    }
    return codes;
}

/// What is only looked at once the name is right, or once YAML can be read, may be wrong as well.
const std::set<std::string> that_hide = {
    "unknown-name", "unknown-code",  "unknown-field",   "unknown-verb",  "unknown-key",
    "unknown-word", "unknown-group", "unknown-outcome", "reserved-word", "text-needs-quotes"};

/// What is wrong with a fix: its message stays, or another one comes; empty if nothing.
std::string broken_by(const std::string& text, const Loaded& before, const Diagnostic& problem,
                      const Fix& fix) {
    const std::string mended = edited(text, fix);
    const Loaded after = load_text(mended, "mended.yaml");
    std::multiset<std::string> expected = errors_of(before);
    expected.erase(expected.find(problem.code));
    const std::multiset<std::string> left = errors_of(after);
    if (std::includes(expected.begin(), expected.end(), left.begin(), left.end())) return {};
    const bool stays = std::any_of(
        after.diagnostics.begin(), after.diagnostics.end(), [&](const Diagnostic& each) {
            return each.code == problem.code && each.span.begin == problem.span.begin;
        });
    // That a test always holds is seen once it can be read.
    std::multiset<std::string> with_decided = expected;
    with_decided.insert("decided-test");
    const bool only_decides =
        std::includes(with_decided.begin(), with_decided.end(), left.begin(), left.end());
    if ((that_hide.contains(problem.code) || only_decides) && !stays) return {};
    return problem.message + "\n" + fix.title + "\n" + render(after);
}

std::string without_zeros(std::string digits) {
    while (digits.size() > 1 && digits[0] == '0' && digits[1] != '.') digits.erase(0, 1);
    return digits;
}

/// The number that people write so, its thousands set apart or with a comma; nothing for words.
std::optional<std::string> plain_digits(std::string words) {
    if (words.empty() || words.find_first_not_of("0123456789.,' _-’") != std::string::npos) {
        return std::nullopt;
    }
    const std::size_t last = words.find_last_of(".,' _’");
    if (last == std::string::npos) return without_zeros(words);
    const bool is_fraction = words.size() - last - 1 != 3 || words.starts_with("0");
    std::string digits;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if ((words[i] >= '0' && words[i] <= '9') || words[i] == '-') digits += words[i];
        if (i != last || !is_fraction) continue;
        // `.5` is 0.5.
        digits += digits.empty() || digits == "-" ? "0." : ".";
    }
    return without_zeros(digits);
}

/// A date without the zeros in front of its parts: `2026-1-5`.
std::string plain_date(const std::string& written) {
    std::string made;
    std::string part;
    for (const char c : written + "-") {
        if (c >= '0' && c <= '9') {
            part += c;
            continue;
        }
        made += (made.empty() ? "" : "-") + without_zeros(part);
        part.clear();
    }
    return made;
}

/// Texts in backticks behind `write` and `did you mean`.
std::vector<std::string> proposals_in(const std::string& help) {
    std::vector<std::string> found;
    if (!help.starts_with("write `") && !help.starts_with("did you mean `")) return found;
    for (std::size_t open = help.find('`'); open != std::string::npos;) {
        const std::size_t close = help.find('`', open + 1);
        if (close == std::string::npos) break;
        found.push_back(help.substr(open + 1, close - open - 1));
        open = help.find('`', close + 1);
    }
    return found;
}

/// Messages whose help asks which of several amounts was meant, gives a number its unit, or speaks
/// of a range, a sign, how many there are or the version of the language.
const std::set<std::string> that_ask = {"fraction-of-whole", "divided-literals", "missing-unit",
                                        "bad-interval",      "missing-blanks",   "bad-count",
                                        "unknown-version"};

/// A slip and what was meant by it.
struct Slip {
    std::string written;  ///< number and unit, as typed
    std::string number;   ///< the same, plainly
    std::string unit;     ///< of the fact
};

std::string grouped(const std::string& digits, std::string_view separator) {
    std::string made;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i != 0 && (digits.size() - i) % 3 == 0) made += separator;
        made += digits[i];
    }
    return made;
}

Slip some_slip(Chance& chance) {
    if (chance.percent(50)) {
        static const std::vector<std::string> separators = {",", " ", "_", "'", "’"};
        const std::string digits = std::to_string(chance.between(1000, 9'999'999));
        return {grouped(digits, chance.pick(separators)), digits, ""};
    }
    struct Habit {
        std::string typed;
        std::string unit;
    };
    static const std::vector<Habit> habits = {
        {"mcg", "ug"},         {"mcg/L", "ug/L"},     {"mcg/kg/min", "ug/kg/min"},
        {"Kg", "kg"},          {"lbs", "[lb_av]"},    {"MG/DL", "mg/dL"},
        {"mEq/L", "meq/L"},    {"K/uL", "10*3/uL"},   {"M/uL", "10*6/uL"},
        {"bpm", "/min"},       {"hrs", "h"},          {"C", "°C"},
        {"KPA", "kPa"},        {"mM", "mmol/L"},      {"Cal", "kcal"},
        {"x10^9/L", "10*9/L"}, {"kg/m^2", "kg/m2"},   {"mgs", "mg"},
        {"pounds", "[lb_av]"}, {"mcL", "uL"},         {"percent", "%"},
        {"beats/min", "/min"}, {"cells/uL", "/uL"},   {"inches", "[in_i]"},
        {"MMOL/L", "mmol/L"},  {"mOsm/kg", "mosm/kg"}};
    const Habit& habit = chance.pick(habits);
    const std::string number =
        std::to_string(chance.between(2, 900)) +
        (chance.percent(30) ? "." + std::to_string(chance.between(1, 9)) : "");
    return {number + " " + habit.typed, number, habit.unit};
}

std::string with_condition(const Slip& slip, const std::string& limit) {
    const std::string unit = slip.unit.empty() ? "" : ", unit: \"" + slip.unit + "\"";
    return "caveat: 1\nid: sample\nversion: 1.0.0\nfacts:\n  value: {type: number, from: 0, "
           "to: 99999999" +
           unit +
           "}\noutcomes:\n  avoid massage: {say: Not today.}\nrules:\n"
           "  - id: limit\n    when: value >= " +
           limit + "\n    then: avoid massage\n";
}

/// Whether the mended rule fires from the meant number on, and not just below it.
bool is_limit(const RuleSet& rules, const Slip& slip) {
    const auto fires = [&](const std::string& value) {
        Screening screening;
        const std::string unit = slip.unit.empty() ? "" : ",\"unit\":\"" + slip.unit + "\"";
        screen(read_profile(rules,
                            "{\"patient\":\"p\",\"as_of\":\"2026-11-20\",\"facts\":{"
                            "\"value\":{\"value\":" +
                                value + unit + "}}}"),
               screening);
        return screening.problems().empty() &&
               screening.status(*rules.find_rule("limit")) == Status::fired;
    };
    const std::size_t point = slip.number.find('.');
    std::string below = slip.number;
    // One step down in the last place; the number is above 1.
    const std::size_t last = below.size() - 1;
    for (std::size_t at = last;; --at) {
        if (at == point) continue;
        if (below[at] != '0') {
            --below[at];
            break;
        }
        below[at] = '9';
    }
    while (below.size() > 1 && below[0] == '0' && below[1] != '.') below.erase(0, 1);
    return fires(slip.number) && !fires(below);
}

std::string mended_rightly(std::uint64_t seed) {
    Chance chance(seed);
    const Slip slip = some_slip(chance);
    const std::string text = with_condition(slip, slip.written);
    const Loaded loaded = load_text(text, "sample.yaml");
    if (loaded.rules) return "no message: " + text;
    std::size_t fixes = 0;
    for (const Diagnostic& problem : loaded.diagnostics) {
        for (const Fix& fix : problem.fixes) {
            ++fixes;
            const Loaded after = load_text(edited(text, fix), "mended.yaml");
            if (!after.rules) return text + fix.title + "\n" + render(after);
            if (!is_limit(*after.rules, slip)) return text + "another amount: " + fix.title;
        }
    }
    return fixes == 0 ? "no fix: " + text + render(loaded) : std::string();
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_fix_removes_its_message_and_adds_none) {
    std::map<std::string, int> fixed;
    const files::path folder = files::path(CAVEAT_SOURCE_DIR) / "tests" / "golden" / "load";
    for (const files::directory_entry& entry : files::directory_iterator(folder)) {
        if (entry.path().extension() != ".yaml") continue;
        const std::string text = content_of(entry.path());
        const Loaded loaded = load_text(text, entry.path().filename().string());
        for (const Diagnostic& problem : loaded.diagnostics) {
            for (const Fix& fix : problem.fixes) {
                ++fixed[problem.code];
                const std::string broken = broken_by(text, loaded, problem, fix);
                BOOST_TEST(broken.empty(), entry.path().filename().string() << ": " << broken);
            }
        }
    }
    for (const char* code :
         {"thousands-separator", "decimal-comma", "unknown-unit", "missing-unit",
          "fraction-of-whole", "divided-literals", "bad-number", "unknown-name", "foreign-wording",
          "misspelt-keyword", "unknown-rule", "undeclared-source"}) {
        BOOST_TEST(fixed[code] > 0, code);
    }
}

BOOST_AUTO_TEST_CASE(what_a_help_says_to_write_is_a_fix) {
    std::size_t written = 0;
    const files::path folder = files::path(CAVEAT_SOURCE_DIR) / "tests" / "golden" / "load";
    for (const files::directory_entry& entry : files::directory_iterator(folder)) {
        if (entry.path().extension() != ".yaml") continue;
        const std::string text = content_of(entry.path());
        for (const Diagnostic& problem : load_text(text, "sample.yaml").diagnostics) {
            written += caveat::testing::texts_to_write(problem.help).size();
            const std::string lacking = caveat::testing::without_fix(problem, text);
            BOOST_TEST(lacking.empty(), entry.path().filename().string() << ": " << lacking);
        }
    }
    BOOST_TEST(written > 170U);
}

BOOST_AUTO_TEST_CASE(a_fix_is_put_as_the_text_around_it_is_written) {
    const std::string head =
        "caveat: 1\nid: sample\nversion: 1.0.0\nfacts:\n  fever: yes/no\n  chills: yes/no\n"
        "  sex: {type: choice, of: [female, male, other]}\n"
        "  drinks: {type: choice, of: [never, \"2-4 times a month\", \"6'ish\"]}\n"
        "  weight: {type: number, unit: \"[lb_av]\", from: 1, to: 900}\n"
        "outcomes:\n  avoid massage: {say: Not today.}\nrules:\n";
    // What stands in the text, and how it is written where it is in quotes.
    const std::vector<std::string> slips = {"drinks is 2-4 times a month",
                                            "sex is female or male",
                                            "sex = male",
                                            "fever and chills or sex is male",
                                            "not fever or chills",
                                            "fever, chills",
                                            "fever && chills",
                                            "drinks is \"6'isj\"",
                                            "!fever",
                                            "weight * 2 >= 7",
                                            "chills, sex is male"};
    const std::vector<std::pair<std::string, std::string>> styles = {
        {"  - id: one\n    when: ", "\n    then: avoid massage\n"},
        {"  - {id: one, then: avoid massage, when: ", "}\n"},
        {"  - id: one\n    when: >-\n      ", "\n    then: avoid massage\n"},
        {"  - id: one\n    when: |\n      ", "\n    then: avoid massage\n"},
        {"  - {id: one, then: avoid massage, when: \"", "\"}\n"},
        {"  - {id: one, then: avoid massage, when: '", "'}\n"},
        {"  - id: one\n    when:\n      any of: [chills, ", "]\n    then: avoid massage\n"}};
    // What YAML itself says of a comma, a bracket or a tag comes first.
    const std::set<std::string> of_yaml = {"tag",
                                           "split-list",
                                           "text-needs-quotes",
                                           "missing-colon",
                                           "unmatched-bracket",
                                           "yaml-syntax",
                                           "unclosed-bracket",
                                           "wrong-form"};
    std::size_t mended = 0;
    for (const std::string& slip : slips) {
        for (const auto& [before, behind] : styles) {
            const bool is_single = before.ends_with('\'');
            std::string put;
            for (const char c : slip) {
                if (is_single && c == '\'') put += c;
                if (before.ends_with('"') && c == '"') put += '\\';
                put += c;
            }
            const std::string text = head + before + put + behind;
            const Loaded loaded = load_text(text, "sample.yaml");
            BOOST_TEST_CONTEXT(text << render(loaded)) {
                for (const Diagnostic& problem : loaded.diagnostics) {
                    if (of_yaml.contains(problem.code)) continue;
                    BOOST_TEST(caveat::testing::without_fix(problem, text) == "");
                    for (const Fix& fix : problem.fixes) {
                        const std::string after = edited(text, fix);
                        const Loaded again = load_text(after, "mended.yaml");
                        BOOST_TEST(again.rules.has_value(), after << render(again));
                        ++mended;
                    }
                }
            }
        }
    }
    BOOST_TEST(mended > 80U);
}

BOOST_AUTO_TEST_CASE(a_name_that_is_proposed_is_a_fix) {
    std::size_t proposed = 0;
    const files::path folder = files::path(CAVEAT_SOURCE_DIR) / "tests" / "golden" / "load";
    for (const files::directory_entry& entry : files::directory_iterator(folder)) {
        if (entry.path().extension() != ".yaml") continue;
        const Loaded loaded = load_text(content_of(entry.path()), entry.path().filename().string());
        for (const Diagnostic& problem : loaded.diagnostics) {
            if (!problem.help.starts_with("did you mean `")) continue;
            ++proposed;
            // Several units are several amounts, and a code in quotes may stand in quotes of YAML.
            const bool may_lack_one = problem.code == "unknown-unit" ||
                                      problem.code == "different-units" ||
                                      problem.help.find("`\"") != std::string::npos;
            BOOST_TEST((may_lack_one || !problem.fixes.empty()), render(problem, loaded.source));
        }
    }
    BOOST_TEST(proposed > 50U);
}

BOOST_AUTO_TEST_CASE(every_number_that_is_proposed_is_the_one_that_stood_there) {
    std::size_t compared = 0;
    const files::path folder = files::path(CAVEAT_SOURCE_DIR) / "tests" / "golden" / "load";
    for (const files::directory_entry& entry : files::directory_iterator(folder)) {
        if (entry.path().extension() != ".yaml") continue;
        const std::string text = content_of(entry.path());
        const Loaded loaded = load_text(text, entry.path().filename().string());
        for (const Diagnostic& problem : loaded.diagnostics) {
            if (that_ask.contains(problem.code) || problem.span.end > text.size()) continue;
            const std::string marked =
                text.substr(problem.span.begin, problem.span.end - problem.span.begin);
            if (problem.code == "bad-date") {
                for (const std::string& proposal : proposals_in(problem.help)) {
                    BOOST_TEST(plain_date(proposal) == plain_date(marked));
                    ++compared;
                }
                continue;
            }
            const auto written = plain_digits(marked);
            if (!written) continue;
            const std::vector<std::string> proposals = proposals_in(problem.help);
            // Where two readings are shown, one of them is this.
            bool has_same = proposals.empty();
            for (const std::string& proposal : proposals) {
                const std::string number = proposal.substr(0, proposal.find(' '));
                const auto plain = plain_digits(number);
                has_same = has_same || !plain || plain == written;
                ++compared;
            }
            BOOST_TEST(has_same, entry.path().filename().string() << ": " << problem.help);
        }
    }
    BOOST_TEST(compared >= 10U);
}

BOOST_AUTO_TEST_CASE(a_slip_mended_as_proposed_is_the_limit_that_was_meant) {
    caveat::testing::hold(slips, mended_rightly);
}

BOOST_AUTO_TEST_SUITE_END()
