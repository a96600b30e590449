// Every kind of test as a sentence, compared with tests/golden/explain/sentences.txt.

#include "explain/explainer.hpp"
#include "unit/support/screened.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

namespace caveat::testing {
namespace {

using facts::Value;
using model::Comparison;

/// One rule for each kind of test; the sentences of each for a patient who meets most of them, and
/// for one who does not.
class Sentences {
  public:
    std::ostringstream out;

    void add(const std::string& id, ExprId when) { book.rule(id, when); }

    void print(const std::string& title, const facts::Profile& profile) {
        eval::Result result;
        screen(book.rules, profile, result);
        explain::Explainer explainer(result, {});
        out << "# " << title << "\n";
        for (std::uint32_t i = 0; i < book.rules.rules.size(); ++i) {
            const RuleId rule{i};
            out << "\n" << book.rules.rules[i].id << "\n";
            for (const Reason& reason : explainer.why(rule).reasons) {
                out << "  " << reason.text << "\n    without: " << reason.text_without_value
                    << "\n    " << (reason.subject.empty() ? "-" : reason.subject) << " | "
                    << (reason.value.empty() ? "-" : reason.value) << " | "
                    << (reason.threshold.empty() ? "-" : reason.threshold) << "\n";
            }
            if (const auto miss = explainer.near_miss(rule)) {
                out << "  near miss: " << miss->text
                    << "\n    without: " << miss->text_without_value << "\n";
            }
        }
        out << "\n";
    }

    HandMade book;
};

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// With CAVEAT_GOLDEN=write in the environment the file is written instead.
void check_golden(const std::string& name, const std::string& text) {
    const std::string path = std::string(CAVEAT_SOURCE_DIR "/tests/golden/explain/") + name;
    const char* mode = std::getenv("CAVEAT_GOLDEN");
    if (mode != nullptr && std::string(mode) == "write") {
        std::ofstream(path, std::ios::binary) << text;
        return;
    }
    BOOST_TEST(text == read(path));
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_kind_of_test_reads_as_a_sentence) {
    Sentences all;
    HandMade& book = all.book;
    const auto spasm = book.yes_no("muscle spasm");
    const auto pain = book.number("pain nrs", 0, 10);
    const auto before = book.number("pain before", 0, 10);
    const auto duration = book.number("pain duration", 0, 5200, "wk");
    const auto weight = book.number("weight", 1, 650, "kg");
    const auto height = book.number("height", 30, 280, "cm");
    const auto technique =
        book.choice("technique", {"gentle", "neuromuscular", "deep tissue", "other"});
    const auto regions = book.choices("pain regions", {"neck", "upper back", "lower back"});
    const auto medication = book.choices("medication", {"aspirin", "heparin", "warfarin"});
    const auto surgery = book.date("surgery date");
    const auto injury = book.date("injury date");
    const auto sessions = book.records(
        "sessions", "session",
        {{"date", FactKind::date},
         {"technique", FactKind::choice, {"gentle", "neuromuscular", "deep tissue", "other"}},
         {"spasm eased", FactKind::yes_no},
         {"pain", FactKind::number}},
        0);
    const auto where_technique = [&] {
        const auto first = static_cast<ExprId>(book.rules.tree.size());
        const ExprId field = book.field(sessions, 1);
        facts::CodeSet codes;
        codes.insert(1);
        const ExprId body = book.truth(model::IsOneOf{field, codes}, {field});
        return model::Where{body, first};
    };
    const auto where_both = [&] {
        const auto first = static_cast<ExprId>(book.rules.tree.size());
        const ExprId field = book.field(sessions, 1);
        facts::CodeSet codes;
        codes.insert(1);
        const ExprId one = book.truth(model::IsOneOf{field, codes}, {field});
        const ExprId two = book.field_is(sessions, 2);
        const ExprId body = book.all({one, two});
        return model::Where{body, first};
    };
    const auto number = [&](std::int64_t n) { return book.constant(n); };
    const auto value = [&](std::uint32_t fact) { return book.value(fact); };
    const auto codes = [](std::initializer_list<std::size_t> list) {
        facts::CodeSet set;
        for (const std::size_t code : list) set.insert(code);
        return set;
    };
    const auto compare = [&](Comparison comparison, std::int64_t limit) {
        return book.compare(value(pain), comparison, number(limit));
    };

    all.add("yes/no", book.is(spasm));
    all.add("not yes/no", book.is(spasm, true));
    all.add("at least", compare(Comparison::greater_or_equal, 7));
    all.add("more than", compare(Comparison::greater, 7));
    all.add("at most", compare(Comparison::less_or_equal, 7));
    all.add("less than", compare(Comparison::less, 7));
    all.add("equal", compare(Comparison::equal, 8));
    all.add("unequal", book.denied(compare(Comparison::equal, 8)));
    all.add("constant first", book.compare(number(7), Comparison::less, value(pain)));
    all.add("with a unit",
            book.compare(value(duration), Comparison::greater, book.constant(12, "wk")));
    all.add("in another unit",
            book.compare(value(duration), Comparison::greater_or_equal, book.constant(90, "d")));
    all.add("two facts", book.compare(value(pain), Comparison::greater, value(before)));
    all.add("between", book.truth(model::Between{value(pain), number(4), number(9)}, {}));
    all.add("not between",
            book.denied(book.truth(model::Between{value(pain), number(4), number(9)}, {})));
    const auto kg_cm2 = values::divide(*values::find_unit("kg"), *values::find_unit("cm2"));
    const ExprId square = book.node(
        model::Arithmetic{model::ArithmeticOperator::multiply, value(height), value(height)},
        ValueKind::number, {}, book.rules.tree.unit_index(*values::find_unit("cm2")));
    const ExprId index =
        book.node(model::Arithmetic{model::ArithmeticOperator::divide, value(weight), square},
                  ValueKind::number, {}, book.rules.tree.unit_index(*kg_cm2));
    all.add("computed",
            book.compare(index, Comparison::greater_or_equal, book.constant(25, "kg/m2")));
    all.add("choice", book.truth(model::IsOneOf{value(technique), codes({0})}, {}));
    all.add("not choice",
            book.denied(book.truth(model::IsOneOf{value(technique), codes({0})}, {})));
    all.add("one of", book.truth(model::IsOneOf{value(technique), codes({0, 3})}, {}));
    all.add("not one of",
            book.denied(book.truth(model::IsOneOf{value(technique), codes({0, 1, 3})}, {})));
    all.add("include", book.truth(model::Includes{value(regions), codes({2}), false}, {}));
    all.add("not include",
            book.denied(book.truth(model::Includes{value(regions), codes({2}), false}, {})));
    all.add("include any", book.truth(model::Includes{value(regions), codes({0, 2}), false}, {}));
    all.add("include all", book.truth(model::Includes{value(regions), codes({0, 2}), true}, {}));
    all.add("include none", book.denied(book.truth(
                                model::Includes{value(medication), codes({0, 1, 2}), false}, {})));
    all.add("empty", book.truth(model::IsEmpty{value(medication)}, {}));
    all.add("not empty", book.denied(book.truth(model::IsEmpty{value(medication)}, {})));
    all.add("count of choices",
            book.compare(book.node(model::CodeCount{value(regions)}, ValueKind::number, {}),
                         Comparison::greater_or_equal, number(2)));
    using values::CalendarUnit;
    all.add("within the last",
            book.truth(model::WithinLast{value(surgery), 28, CalendarUnit::days}, {}));
    all.add("not within the last",
            book.denied(book.truth(model::WithinLast{value(surgery), 1, CalendarUnit::weeks}, {})));
    all.add("ago", book.truth(model::MoreThanAgo{value(surgery), 6, CalendarUnit::weeks}, {}));
    using model::DateRelation;
    all.add("before", book.truth(model::DateTest{DateRelation::before, value(surgery),
                                                 book.day({2026, 11, 10})},
                                 {}));
    all.add("after a fact",
            book.truth(model::DateTest{DateRelation::after, value(surgery), value(injury)}, {}));
    all.add(
        "on",
        book.truth(model::DateTest{DateRelation::on, value(surgery), book.day({2026, 11, 2})}, {}));
    const ExprId since =
        book.node(model::TimeSince{CalendarUnit::weeks, value(surgery)}, ValueKind::number, {},
                  book.rules.tree.unit_index(*values::find_unit("weeks")));
    all.add("time since",
            book.compare(since, Comparison::greater_or_equal, book.constant(2, "weeks")));
    all.add("any record", book.truth(model::RecordsAtLeast{sessions, 1, where_technique()}, {}));
    all.add("no record",
            book.denied(book.truth(model::RecordsAtLeast{sessions, 1, where_both()}, {})));
    all.add("at least 2 records",
            book.truth(model::RecordsAtLeast{sessions, 2, where_technique()}, {}));
    all.add("at most 1 record",
            book.truth(model::RecordsAtMost{sessions, 1, where_technique()}, {}));
    all.add("at least 3 records without where",
            book.truth(model::RecordsAtLeast{sessions, 3, {}}, {}));
    const ExprId counted =
        book.node(model::RecordCount{sessions, where_technique()}, ValueKind::number, {});
    all.add("count of records", book.compare(counted, Comparison::less, number(2)));
    const ExprId average = book.node(model::Measure{model::MeasureKind::average, sessions, 3, {}},
                                     ValueKind::number, {});
    all.add("average", book.compare(average, Comparison::greater, number(4)));
    const ExprId latest = book.node(model::Measure{model::MeasureKind::latest, sessions, 2, {}},
                                    ValueKind::yes_no, {});
    all.add("latest yes/no", book.truth(model::YesNo{latest}, {}));
    const ExprId latest_technique = book.node(
        model::Measure{model::MeasureKind::latest, sessions, 1, {}}, ValueKind::choice, {});
    all.add("latest choice",
            book.denied(book.truth(model::IsOneOf{latest_technique, codes({1})}, {})));
    model::Band unlikely{"unlikely", "unlikely", {}};
    unlikely.interval.high = 1;
    unlikely.interval.high_is_included = true;
    model::Band likely{"likely", "likely", {}};
    likely.interval.low = 2;
    const ExprId score = book.score("wells dvt",
                                    {{book.is(spasm), 1, none, {}, 0, false, {}},
                                     {book.at_least(pain, 5), 2, none, {}, 0, false, {}},
                                     {none, 0, value(before), {}, 0, false, {}}},
                                    {unlikely, likely});
    all.add("score", book.compare(score, Comparison::greater_or_equal, number(2)));
    all.add("band", book.truth(model::InBand{score, 0, 1}, {}));
    all.add("not band", book.denied(book.truth(model::InBand{score, 0, 0}, {})));
    all.add("k of n", book.at_least_of(
                          2, {book.is(spasm), book.at_least(pain, 7), book.at_least(before, 9)}));
    const RuleId plan = book.rule("with an exemption", book.is(spasm), book.at_least(pain, 9));
    book.rule("overrides", book.at_least(pain, 7), none, Verb::avoid, IfUnknown::ask,
              {plan, book.rule("overridden", book.is(spasm))});
    book.finish();

    Answers meets(book.rules);
    meets.yes_no(spasm, true).number(pain, 8).number(before, 5).number(duration, 13);
    meets.number(weight, 81).number(height, 180).choice(technique, 0);
    meets.choices(regions, {0, 2}).choices(medication, {}).date(surgery, {2026, 11, 2});
    meets.date(injury, {2026, 10, 0});
    meets.records(sessions, {{Answers::day({2026, 11, 2}), Answers::code(1), Answers::yes_no(true),
                              Answers::number(6)},
                             {Answers::day({2026, 11, 9}), Answers::code(1), Answers::yes_no(false),
                              Answers::number(3)},
                             {Answers::day({2026, 11, 16}), Answers::code(0), Answers::yes_no(true),
                              Answers::number(5)}});
    all.print("A patient who meets most", meets.profile);

    Answers fails(book.rules);
    fails.yes_no(spasm, false).number(pain, 4).number(before, 1).number(duration, 1);
    fails.number(weight, 60).number(height, 180).choice(technique, 2);
    fails.choices(regions, {1}).choices(medication, {0, 2}).date(surgery, {2026, 1, 2});
    fails.date(injury, {2026, 3, 1});
    fails.records(sessions, {{Answers::day({2026, 11, 2}), Answers::code(1), Answers::yes_no(false),
                              Answers::number(2)}});
    all.print("A patient who meets few", fails.profile);

    Answers empty(book.rules);
    empty.records(sessions, {}).choices(regions, {});
    all.print("No session and no region", empty.profile);
    check_golden("sentences.txt", all.out.str());
}

}  // namespace caveat::testing
