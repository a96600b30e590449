// What is wrong with a schema is said whole, before a row is read; and what is given out.

#include <caveat/arrow.hpp>
#include <caveat/arrow_codes.hpp>
#include <caveat/codes.hpp>
#include <caveat/rules.hpp>

#include "support/arrow_arrays.hpp"
#include "support/golden.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace caveat;
using namespace caveat::testing;

namespace {

constexpr const char* schema_rules = R"(caveat: 1
id: schemas
version: 1.0.0
facts:
  fever: {type: yes/no}
  pain nrs: {type: number, whole: true, from: 0, to: 10}
  weight: {type: number, from: 0, to: 650, unit: kg}
  job: {type: choice, of: [sitting, standing]}
  regions: {type: choices, of: [neck, back]}
  seen: {type: date}
  patient: {type: yes/no}
  sessions: {type: records, each: session, of: {eased: {type: yes/no}, strength: {type: number, unit: kg}}}
outcomes: {suggest a walk: Walk.}
rules:
  - {id: all, rule: 'fever or pain nrs > 3 or weight > 3 kg or job is sitting → suggest a walk'}
  - {id: more, rule: 'regions include neck or patient or any session where eased → suggest a walk'}
  - {id: time, rule: 'days since seen > 3 → suggest a walk'}
)";

RuleSet loaded_schemas() {
    Loaded result = load_text(schema_rules, "schemas.yaml");
    BOOST_REQUIRE_MESSAGE(result.rules, render(result));
    return *std::move(result.rules);
}

ArrowColumn of(std::string name, std::string format, std::vector<ArrowColumn> children = {}) {
    ArrowColumn column;
    column.name = std::move(name);
    column.format = std::move(format);
    column.children = std::move(children);
    return column;
}

std::string drawn_schema(const std::string& title, std::vector<ArrowColumn> columns,
                         ArrowOptions options = {}) {
    std::string text = "--- " + title + "\n";
    {
        const ReadSchema schema(record_batch(std::move(columns), 0));
        const ArrowBound bound =
            ArrowBinding::bind(loaded_schemas(), schema.schema, std::move(options));
        BOOST_TEST(bound.binding.has_value() == bound.diagnostics.empty());
        for (const Diagnostic& each : bound.diagnostics) text += render(each, {});
        if (bound.diagnostics.empty()) text += "sound\n";
    }
    BOOST_TEST((arrow_live() == ArrowLive{}));
    return text;
}

ArrowOptions on_a_day() {
    ArrowOptions options;
    options.as_of = Date{2026, 11, 20};
    return options;
}

std::string every_mistake() {
    std::string text;
    ArrowOptions options;
    options.columns = {
        {"pian", "pain_nrs"}, {"fever", "no such"}, {"job", "job"}, {"fever", "job"}};
    options.passthrough = {"gone"};
    options.ignore = {"gone too"};
    text += drawn_schema("options that name what is not there",
                         {of("pain_nrs", "i"), of("job", "u")}, options);
    text += drawn_schema(
        "many at once",
        {of("pian nrs", "i"), of("job", "i"), of("seen", "tsu:Europe/Berlin"), of("Fever", "b"),
         of("fever", "b"), of("patient", "u"), of("weight", "+ud:0,1"), of("not_known", "u"),
         of("regions", "+l", {of("item", "i")}),
         of("sessions", "+l",
            {of("item", "+s", {of("eased", "u"), of("easy", "b"), of("Eased", "b")})})});
    options = on_a_day();
    options.passthrough = {"Verdict", "patient", "fever", "key"};
    options.columns = {{"patient", "patient"}};
    text += drawn_schema(
        "what is passed through hides nothing that is given out",
        {of("Verdict", "u"), of("patient", "b"), of("fever", "b"), of("key", "l"), of("key", "u")},
        options);
    options = on_a_day();
    options.passthrough = {"report"};
    text += drawn_schema("a report that is not asked for", {of("report", "u")}, options);
    const auto with_records = [](std::vector<ArrowColumn> more) {
        more.push_back(
            of("sessions", "+l",
               {of("item", "+s", {of("eased", "b"), of("bogus", "u"), of("when", "n")})}));
        return more;
    };
    options = on_a_day();
    options.ignore = {"eased", "bogus", "sessions.when"};
    text += drawn_schema("a name is that of a column, not of what stands in one",
                         with_records({of("eased", "u")}), options);
    options.ignore = {"sessions.bogus", "sessions.when"};
    text += drawn_schema("what stands in records is named by its path", with_records({}), options);
    options.ignore = {"fever", "note"};
    options.passthrough = {"note", "facts.note"};
    options.columns = {{"fever", "burning"}};
    text +=
        drawn_schema("nor what stands in facts",
                     {of("facts", "+s", {of("burning", "b"), of("note", "u"), of("fever", "u")}),
                      of("fever", "u")},
                     options);
    options.ignore = {"facts.note", "fever", "facts.fever"};
    options.passthrough = {"facts", "fever"};
    options.columns = {{"fever", "facts.burning"}};
    text +=
        drawn_schema("which has paths, too",
                     {of("facts", "+s", {of("burning", "b"), of("note", "u"), of("fever", "u")}),
                      of("fever", "u")},
                     options);
    options = on_a_day();
    options.ignore = {"x", "sessions.eased"};
    options.columns = {{"pain nrs", "x"}, {"fever", "sessions.eased"}};
    text += drawn_schema("read and ignored at once", with_records({of("x", "i")}), options);
    const auto of_pandas = [](ArrowOptions chosen) {
        ArrowColumn batch = record_batch({of("fever", "b"), of("pain nrs", "l")}, 0);
        batch.metadata = {{"pandas", R"({"index_columns": [
            "pain nrs", {"kind": "range", "name": "patient", "start": 1, "stop": 3, "step": 1},
            {"kind": "range", "name": 3, "start": 1, "stop": 3, "step": 1},
            {"kind": "range", "name": null, "start": 0, "stop": 2, "step": 1}]})"}};
        const ReadSchema schema(batch);
        const ArrowBound bound =
            ArrowBinding::bind(loaded_schemas(), schema.schema, std::move(chosen));
        std::string said = "--- an index of pandas without a column\n";
        for (const Diagnostic& each : bound.diagnostics) said += render(each, {});
        return said + (bound.binding ? "sound\n" : "");
    };
    options = on_a_day();
    text += of_pandas(options);
    options.ignore = {"patient", "3"};
    text += of_pandas(options);
    ArrowColumn pounds = of("weight", "g");
    pounds.metadata = {{"caveat:unit", "pound"}};
    ArrowColumn metres = of("w", "g");
    metres.metadata = {{"caveat:fact", "weight"}, {"caveat:unit", "m"}};
    ArrowColumn named = of("x", "b");
    named.metadata = {{"caveat:fact", "fevr"}};
    text += drawn_schema("units and names in metadata", {pounds, named}, on_a_day());
    text += drawn_schema("a unit of another kind", {metres}, on_a_day());
    options = {};
    options.as_of = Date{2026, 11, 0};
    text += drawn_schema("a day that is none", {of("fever", "b")}, options);
    text += drawn_schema("roles of the wrong type", {of("as_of", "tsu:"), of("not_known", "b")});
    for (const auto& [title, format] :
         std::vector<std::pair<std::string, std::string>>{{"floats of 16 bits", "e"},
                                                          {"bytes", "z"},
                                                          {"a time of a day", "tts"},
                                                          {"a duration", "tDs"},
                                                          {"a map", "+m"},
                                                          {"run ends", "+r"},
                                                          {"something new", "?"}}) {
        text += drawn_schema(title, {of("pain_nrs", format)}, on_a_day());
    }
    const auto extended = [](std::string name, std::string format, std::string extension) {
        ArrowColumn column = of(std::move(name), std::move(format));
        column.metadata = {{"ARROW:extension:name", std::move(extension)}};
        return column;
    };
    ArrowColumn items = extended("item", "u", "arrow.json");
    text += drawn_schema(
        "extension types, whose storage says something else",
        {extended("pain_nrs", "l", "pandas.period"), extended("patient_id", "u", "arrow.json"),
         of("regions", "+l", {items}), extended("weight", "c", "arrow.bool8")},
        [] {
            ArrowOptions chosen = on_a_day();
            chosen.columns = {{"job", "patient_id"}};
            return chosen;
        }());
    text += drawn_schema("booleans of bytes", {extended("fever", "c", "arrow.bool8")}, on_a_day());
    {
        const ReadSchema schema(of("pain_nrs", "i"));
        const ArrowBound bound = ArrowBinding::bind(loaded_schemas(), schema.schema);
        text += "--- no record batch\n";
        for (const Diagnostic& each : bound.diagnostics) text += render(each, {});
    }
    {
        const ReadSchema schema(record_batch({of("regions", "+l")}, 0));
        const ArrowBound bound = ArrowBinding::bind(loaded_schemas(), schema.schema);
        text += "--- a list of nothing\n";
        for (const Diagnostic& each : bound.diagnostics) text += render(each, {});
    }
    {
        ArrowArrayStream released{};
        ArrowArrayStream out{};
        const ArrowBound bound = arrow_stream(loaded_schemas(), &released, {}, &out);
        text += "--- a stream that was read before\n";
        for (const Diagnostic& each : bound.diagnostics) text += render(each, {});
    }
    {
        std::string many =
            "caveat: 1\nid: many\nversion: 1.0.0\nfacts: {fever: yes/no}\n"
            "outcomes: {suggest a walk: Walk.}\nrules:\n";
        for (int i = 0; i < 4097; ++i) {
            many += "  - {id: r" + std::to_string(i) + ", rule: fever → suggest a walk}\n";
        }
        const Loaded result = load_text(many, "many.yaml");
        BOOST_REQUIRE(result.rules);
        ArrowOptions columns;
        columns.rules = ArrowRules::columns;
        const ReadSchema schema(record_batch({of("fever", "b")}, 0));
        const ArrowBound bound = ArrowBinding::bind(*result.rules, schema.schema, columns);
        text += "--- too many rules\n";
        for (const Diagnostic& each : bound.diagnostics) text += render(each, {});
    }
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(arrow_schemas)

BOOST_AUTO_TEST_CASE(what_is_wrong_with_a_schema_is_said_in_exactly_these_words) {
    const std::string text = every_mistake();
    check_golden("arrow/schemas.txt", text);
    for (const std::string_view code : arrow_codes::all) {
        BOOST_TEST_CONTEXT(code) {
            BOOST_TEST((text.find('[' + std::string(code) + ']') != std::string::npos));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_fact_called_as_a_role_is_said_by_columns) {
    ArrowOptions options = on_a_day();
    options.columns = {{"patient", "is_patient"}};
    BOOST_TEST(
        drawn_schema("", {of("patient", "u"), of("is_patient", "b")}, options) ==
        "--- \nschema.patient: error: `patient` may be the fact of this name, or what Arrow's "
        "columns call so [ambiguous-column]\n  help: say which by `columns`: {\"patient\": "
        "\"patient\"} for the fact, or another column for it; or rename the column\n");
    options.columns = {{"patient", "patient"}};
    BOOST_TEST(drawn_schema("", {of("patient", "b")}, options) == "--- \nsound\n");
}

BOOST_AUTO_TEST_CASE(what_is_not_read_may_be_of_any_type) {
    ArrowOptions options = on_a_day();
    options.ignore = {"blob"};
    options.passthrough = {"key", "fever"};
    BOOST_TEST(drawn_schema("",
                            {of("blob", "z"), of("key", "+ud:0,1", {of("a", "i"), of("b", "u")}),
                             of("fever", "b")},
                            options) == "--- \nsound\n");
}

BOOST_AUTO_TEST_CASE(the_schema_of_what_is_given_out) {
    ArrowOptions options = on_a_day();
    options.passthrough = {"key"};
    options.rules = ArrowRules::lists;
    options.outcomes = options.questions = true;
    options.report = ArrowReport::all;
    std::string text;
    const std::function<void(const ArrowSchema&, int)> draw = [&](const ArrowSchema& schema,
                                                                  int level) {
        text += std::string(static_cast<std::size_t>(level) * 2, ' ') + schema.name + ": " +
                schema.format;
        if (schema.dictionary != nullptr) {
            text += std::string(" of ") + schema.dictionary->format;
            if ((schema.flags & ARROW_FLAG_DICTIONARY_ORDERED) != 0) text += ", ordered";
        }
        if ((schema.flags & ARROW_FLAG_NULLABLE) != 0) text += "?";
        text += "\n";
        for (std::int64_t i = 0; i < schema.n_children; ++i) draw(*schema.children[i], level + 1);
    };
    for (const auto& [rules, is_plain] :
         {std::pair{ArrowRules::lists, false}, {ArrowRules::columns, true}}) {
        options.rules = rules;
        options.plain_strings = is_plain;
        const ReadSchema in(record_batch({of("key", "l"), of("fever", "b")}, 0));
        const ArrowBound bound = ArrowBinding::bind(loaded_schemas(), in.schema, options);
        BOOST_REQUIRE(bound.binding);
        ReadSchema out;
        bound.binding->schema(out.schema);
        draw(out.schema, 0);
    }
    check_golden("arrow/screening_schema.txt", text);
}

BOOST_AUTO_TEST_SUITE_END()
