// Profiles of generated rule sets, right and wrong in every way that an answer may be, each with
// its rule set's schema and with what a screening says of it: one line of JSON for each rule set,
// for a validator of somebody else (validate.mjs).
//
//   profile_schema_triples -- FILE RULE_SETS PROFILES_EACH

#include <caveat/codes.hpp>
#include <caveat/json.hpp>
#include <caveat/schema.hpp>
#include <caveat/screen.hpp>

#include "support/chance.hpp"
#include "support/generator.hpp"
#include "support/printer.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

using namespace caveat;
using caveat::testing::Chance;

namespace {

std::string quoted(std::string_view text) {
    std::string made = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') made += '\\';
        if (c == '\n') {
            made += "\\n";
        } else {
            made += c;
        }
    }
    return made + '"';
}

/// What is wrong for most facts, and right for some.
const std::vector<std::string>& odd_answers() {
    static const std::vector<std::string> all = {
        "null",
        "true",
        "false",
        "7",
        "0",
        "-1",
        "2.5",
        "100",
        "\"x\"",
        "\"\"",
        "[]",
        "{}",
        "[\"x\"]",
        "[7.25]",
        "[null]",
        "[{}]",
        "[[]]",
        "{\"x\":1}",
        "{\"value\":\"7\"}",
        "{\"value\":7,\"x\":1}",
        "{\"unit\":\"kg\"}",
        "{\"value\":7,\"unit\":7}",
        "{\"present\":[]}",
        "{\"absent\":[]}",
        "{\"present\":{}}",
        "{\"present\":[\"x\"]}",
        "{\"present\":[],\"x\":1}",
        "{\"present\":null}",
        "{\"from\":1}",
        "{\"from\":\"1\"}",
        "{\"from\":1,\"above\":1}",
        "{\"to\":9,\"below\":9}",
        "{\"below\":9,\"x\":1}",
        "{\"above\":1,\"unit\":\"furlong\"}",
        "\"2026-11-20\"",
        "\"2026-02-29\"",
        "\"2024-02-29\"",
        "\"1900-02-29\"",
        "\"2000-02-29\"",
        "\"2026-11\"",
        "\"2026\"",
        "\"2026-13\"",
        "\"2026-04-31\"",
        "\"2026-4-3\"",
        "\"0000-01-01\"",
        "\"20260101\"",
        "\"2026-11-20T10:00:00Z\"",
    };
    return all;
}

std::string list_of(const std::vector<std::string_view>& codes) {
    std::string made = "[";
    for (const std::string_view code : codes) made += (made.size() > 1 ? "," : "") + quoted(code);
    return made + "]";
}

std::string stepped(const Decimal& end, int steps) {
    std::int64_t unit = 1;
    for (int i = 0; i < end.scale; ++i) unit *= 10;
    return Decimal{end.coefficient + steps * unit, end.scale}.to_text();
}

std::string some_number(const NumberLimits& limits, Chance& chance) {
    const auto around = [&](const Decimal& end) {
        const std::string text = stepped(end, static_cast<int>(chance.between(-1, 1)));
        return chance.percent(20) && text.find('.') == std::string::npos ? text + ".5" : text;
    };
    if (limits.from && chance.percent(40)) return around(*limits.from);
    if (limits.to && chance.percent(60)) return around(*limits.to);
    return std::to_string(chance.between(-3, 120)) + (chance.percent(20) ? ".5" : "");
}

std::string number(const NumberLimits& limits, std::string_view unit, Chance& chance) {
    const std::string named = unit.empty() ? "" : ",\"unit\":" + quoted(unit);
    const std::string amount = some_number(limits, chance);
    switch (chance.below(6)) {
        case 0:
            return amount;
        case 1:
            return "{\"value\":" + amount + (chance.percent(70) ? named : "") + "}";
        case 2:
            return "{\"value\":" + amount + ",\"unit\":\"furlong\"}";
        case 3:
            return "{\"value\":null" + named + "}";
        case 4: {
            const std::string low = chance.percent(50) ? "from" : "above";
            const std::string high = chance.percent(50) ? "to" : "below";
            return "{\"" + low + "\":" + amount + ",\"" + high +
                   "\":" + some_number(limits, chance) + named + "}";
        }
        default:
            break;
    }
    static const std::vector<std::string> ends = {"from", "above", "to", "below"};
    return "{\"" + chance.pick(ends) + "\":" + amount + (chance.percent(50) ? named : "") + "}";
}

template <class Info>
std::string codes(const Info& info, Chance& chance) {
    const auto some = [&] {
        std::vector<std::string_view> chosen;
        const std::size_t count = chance.below(4);
        for (std::size_t i = 0; i < count; ++i) chosen.push_back(chance.pick(info.codes));
        if (chance.percent(10)) chosen.push_back("x");
        return list_of(chosen);
    };
    switch (chance.below(4)) {
        case 0:
            return "{\"present\":" + some() + "}";
        case 1:
            return "{\"absent\":" + some() + "}";
        case 2:
            return "{\"absent\":" + some() + ",\"present\":" + some() + "}";
        default:
            return some();
    }
}

template <class Info>
std::string fitting(const Info& info, Chance& chance) {
    switch (info.kind) {
        case FactKind::yes_no:
            return chance.percent(50) ? "true" : "false";
        case FactKind::number:
            return number(info.limits, info.unit, chance);
        case FactKind::choice:
            return quoted(chance.pick(info.codes));
        case FactKind::choices:
            return codes(info, chance);
        case FactKind::date:
            return "\"" + std::to_string(chance.between(1900, 2026)) + "-0" +
                   std::to_string(chance.between(1, 9)) + "-" +
                   std::to_string(chance.between(10, 31)) + "\"";
        case FactKind::records:
            break;
    }
    return "null";
}

std::string records(const FactInfo& fact, Chance& chance) {
    std::string list = "[";
    for (std::size_t count = chance.below(3); count > 0; --count) {
        if (list.size() > 1) list += ',';
        std::string record = "{";
        for (const FieldInfo& field : fact.fields) {
            if (chance.percent(40)) continue;
            if (record.size() > 1) record += ',';
            record += quoted(field.key) + ":" +
                      (chance.percent(20) ? chance.pick(odd_answers()) : fitting(field, chance));
        }
        if (chance.percent(5)) record += std::string(record.size() > 1 ? "," : "") + "\"nope\":1";
        list += chance.percent(5) ? "7" : record + "}";
    }
    list += ']';
    return chance.percent(30) ? "{\"present\":" + list + "}" : list;
}

std::string profile(const RuleSet& rules, Chance& chance) {
    std::string facts = "{";
    // Mostly little is wrong, so that what is wrong alone decides.
    const std::size_t odd = chance.percent(50) ? 0 : 8;
    for (const FactId id : rules.facts()) {
        const FactInfo& fact = rules.fact(id);
        if (!chance.percent(30)) continue;
        if (facts.size() > 1) facts += ',';
        facts += quoted(fact.key) + ":";
        facts += chance.percent(odd)              ? chance.pick(odd_answers())
                 : fact.kind == FactKind::records ? records(fact, chance)
                                                  : fitting(fact, chance);
    }
    if (chance.percent(2)) facts += std::string(facts.size() > 1 ? "," : "") + "\"nope\":true";
    facts += '}';
    static const std::vector<std::string> patients = {"\"p1\"", "7", "null", "true", "[]"};
    static const std::vector<std::string> days = {"null", "\"2026-11\"", "7", "\"2026-02-30\""};
    static const std::vector<std::string> no_facts = {"null", "[]", "7"};
    std::string made = "{\"patient\":" + (chance.percent(95) ? "\"p1\"" : chance.pick(patients));
    if (chance.percent(97)) {
        made += ",\"as_of\":" + (chance.percent(97) ? "\"2026-11-20\"" : chance.pick(days));
    }
    made += ",\"facts\":" + (chance.percent(98) ? facts : chance.pick(no_facts));
    if (chance.percent(2)) made += ",\"nope\":1";
    return made + "}";
}

/// Whether a schema cannot say it: see caveat/schema.hpp.
bool is_beyond_schemas(const RuleSet& rules, const Diagnostic& problem) {
    static const std::vector<std::string_view> all = {
        codes::after_as_of,        codes::record_after_as_of, codes::no_number,
        codes::present_and_absent, codes::impossible,         codes::conflict,
        codes::too_many_digits};
    if (std::find(all.begin(), all.end(), problem.code) != all.end()) return true;
    if (problem.code != codes::out_of_range) return false;
    const auto place = rules.find_place(problem.path.substr(std::string_view("facts.").size()));
    if (!place) return false;
    const FactInfo& fact = rules.fact(place->fact);
    const FactKind kind = place->field ? fact.fields[*place->field].kind : fact.kind;
    const NumberLimits& limits = place->field ? fact.fields[*place->field].limits : fact.limits;
    // An end that is no decimal is in no schema.
    return kind == FactKind::date || !limits.from || !limits.to;
}

/// `accept`, `refuse`, or `either`, where all that is wrong is beyond a schema.
std::string expected(const RuleSet& rules, const std::string& text, std::string& said) {
    Screening screening;
    screen(read_profile(rules, text), screening);
    bool has_problem = false;
    bool has_other = false;
    for (const Diagnostic& problem : screening.problems()) {
        if (problem.severity == Severity::note) continue;
        said += problem.code + " at " + problem.path + "; ";
        has_problem = true;
        has_other = has_other || !is_beyond_schemas(rules, problem);
    }
    return !has_problem ? "accept" : has_other ? "refuse" : "either";
}

void write_triples(std::uint64_t seed, std::size_t profiles, std::ostream& out) {
    caveat::testing::RuleSetOptions options;
    options.contradictions = true;
    const auto generated = caveat::testing::generate_rules(seed, options);
    const Loaded loaded = load_text(caveat::testing::print_rules(generated, seed));
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    const RuleSet& rules = *loaded.rules;
    std::string schema = write_profile_schema(rules);
    schema.erase(std::remove(schema.begin(), schema.end(), '\n'), schema.end());
    out << "{\"seed\":" << seed << ",\"schema\":" << schema << ",\"profiles\":[";
    Chance chance(seed * 7919 + 1);
    for (std::size_t i = 0; i < profiles; ++i) {
        const std::string text = profile(rules, chance);
        std::string said;
        const std::string verdict = expected(rules, text, said);
        out << (i == 0 ? "" : ",") << "[" << text << ",\"" << verdict << "\"," << quoted(said)
            << "]";
    }
    out << "]}\n";
}

}  // namespace

BOOST_AUTO_TEST_CASE(profiles_are_written_with_their_schemas_and_what_is_said_of_them) {
    const auto& suite = boost::unit_test::framework::master_test_suite();
    BOOST_REQUIRE(suite.argc == 4);
    std::ofstream out(suite.argv[1], std::ios::binary);
    const std::size_t sets = std::stoul(suite.argv[2]);
    for (std::size_t seed = 1; seed <= sets; ++seed) {
        write_triples(seed, std::stoul(suite.argv[3]), out);
    }
    BOOST_TEST(out.good());
}
