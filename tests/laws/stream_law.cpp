// What reads many profiles, fast, reads each as what reads one, whatever is wrong with it; and a
// stream on any number of threads gives what one screening after the other gives.

#include "adapters/cli/stream.hpp"
#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "engine.hpp"
#include "law.hpp"
#include "same_profile.hpp"
#include "support/chance.hpp"
#include "support/generator.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <sstream>

using namespace caveat;
using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(stream)

namespace {

constexpr int rule_sets = 300;
constexpr std::uint64_t profiles_each = 12;
constexpr int broken_each = 8;

/// A text with something wrong in it, or with nothing but other blanks.
std::string broken(std::string text, Chance& chance) {
    static const std::vector<std::string> pieces{"\"",
                                                 "{",
                                                 "}",
                                                 "[",
                                                 "]",
                                                 ",",
                                                 ":",
                                                 "\\",
                                                 "\\\"",
                                                 "\\u0041",
                                                 " ",
                                                 "\t",
                                                 "\r",
                                                 "0",
                                                 "-",
                                                 "1e3",
                                                 "1.50",
                                                 "7.0",
                                                 "01",
                                                 "null",
                                                 "true",
                                                 "false",
                                                 "nul",
                                                 "\x01",
                                                 "\xC3",
                                                 "\xEF",
                                                 "e",
                                                 ".",
                                                 "\"a\":1,",
                                                 "\"facts\":{},",
                                                 "é",
                                                 "{\"present\":[]}",
                                                 "{\"value\":7}",
                                                 "[1]",
                                                 "\"2026-11\"",
                                                 "\"as_of\":null,"};
    const int changes = 1 + static_cast<int>(chance.below(3));
    for (int i = 0; i < changes; ++i) {
        const std::size_t at = chance.below(text.size() + 1);
        const std::size_t length = std::min(chance.below(6), text.size() - at);
        switch (chance.below(4)) {
            case 0:
                text.erase(at, length);
                break;
            case 1:
                text.insert(at, chance.pick(pieces));
                break;
            case 2:
                text.replace(at, length, chance.pick(pieces));
                break;
            default:
                text.insert(chance.below(text.size() + 1), text.substr(at, 40));
        }
    }
    return text;
}

std::string on_one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

ReadOptions options_of(std::uint64_t seed) {
    ReadOptions options;
    if (seed % 2 == 0) options.default_as_of = Date{2026, 11, 20};
    return options;
}

std::string difference_in(const Engine& engine, ProfileReader& reader, const std::string& json,
                          const ReadOptions& options, std::size_t& plain) {
    const Profile one = read_profile(engine.rules(), json, options);
    const Profile& other = reader.read(json);
    const bool has_error =
        std::any_of(one.problems().begin(), one.problems().end(),
                    [](const Diagnostic& each) { return each.severity == Severity::error; });
    if (!has_error) ++plain;
    const facts::Catalogue& catalogue = api::loaded_of(engine.rules()).model.catalogue;
    const std::string differs =
        profile_difference(catalogue, api::facts_of(one), api::facts_of(other));
    return differs.empty() ? "" : differs + " differs\n" + json + "\n" + engine.text();
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_reader_of_many_reads_each_as_a_reader_of_one) {
    std::size_t plain = 0;
    std::size_t all = 0;
    hold(rule_sets, [&](std::uint64_t seed) -> std::string {
        const GeneratedRuleSet rules = generate_rules(seed, {.contradictions = seed % 3 == 0});
        const Engine engine(rules, seed);
        if (!engine.is_loaded()) return "does not load\n" + engine.diagnostics();
        const ReadOptions options = options_of(seed);
        ProfileReader reader(engine.rules(), options);
        ProfileOptions profile_options;
        Chance chance(seed);
        for (std::uint64_t i = 0; i < profiles_each; ++i) {
            profile_options.percent_wrong = i % 4 == 0 ? 8 : 0;
            const std::string json =
                engine.json(generate_profile(rules, seed * profiles_each + i, profile_options));
            std::string differs = difference_in(engine, reader, json, options, plain);
            for (int k = 0; k < broken_each && differs.empty(); ++k) {
                differs = difference_in(engine, reader, broken(json, chance), options, plain);
            }
            all += 1 + broken_each;
            if (!differs.empty()) return differs;
        }
        return "";
    });
    BOOST_TEST_MESSAGE(plain << " of " << all << " texts without an error");
    BOOST_TEST(plain * 10 > all);
    BOOST_TEST(plain * 10 < all * 9);
}

BOOST_AUTO_TEST_CASE(a_stream_gives_what_one_screening_after_the_other_gives) {
    hold(rule_sets / 10, [&](std::uint64_t seed) -> std::string {
        const GeneratedRuleSet rules = generate_rules(seed, {.contradictions = seed % 3 == 0});
        const Engine engine(rules, seed);
        if (!engine.is_loaded()) return "does not load\n" + engine.diagnostics();
        Chance chance(seed);
        cli::ScreenOptions options;
        options.as_of = Date{2026, 11, 20};
        options.only_verdict = seed % 2 == 0;
        ReadOptions reading;
        reading.default_as_of = options.as_of;
        std::string input;
        std::string wanted;
        for (std::uint64_t i = 0; i < 5 * profiles_each; ++i) {
            std::string line = on_one_line(engine.json(generate_profile(rules, seed + i)));
            if (chance.percent(20)) line = on_one_line(broken(line, chance));
            // The carriage return of a line break is no part of the line.
            if (!line.empty() && line.back() == '\r') line.pop_back();
            input += line + (chance.percent(10) ? "\r\n" : "\n");
            Screening screening;
            screen(read_profile(engine.rules(), line, reading), screening);
            if (options.only_verdict) {
                write_verdict(screening, wanted);
            } else {
                wanted += write_report(screening, {}, false);
            }
        }
        for (unsigned threads = 1; threads <= 3; ++threads) {
            options.threads = threads;
            options.block_bytes = 1 + chance.below(3000);
            std::istringstream in(input);
            std::ostringstream out;
            cli::LineBlocks blocks(cli::ByteSource(in), options.block_bytes);
            cli::Output output(out);
            cli::screen_stream(options, engine.rules(), blocks, output, nullptr,
                               [](std::uint64_t) {});
            if (out.str() != wanted) return "differs\n" + input + out.str() + engine.text();
        }
        return "";
    });
}

BOOST_AUTO_TEST_SUITE_END()
