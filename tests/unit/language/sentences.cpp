// What correct sentences mean: read, printed in the canonical spelling, read again.

#include "sample.hpp"

#include <boost/test/unit_test.hpp>

namespace caveat::language::test {
BOOST_AUTO_TEST_SUITE(sentences)

namespace {

struct Row {
    std::string_view written;
    std::string_view printed;
};

constexpr Row conditions[] = {
    {"fever", "fever"},
    {"Night-Pain", "night pain"},
    {"night_pain and FEVER", "night pain and fever"},
    {"not fever", "not fever"},
    {"not (fever)", "not fever"},
    {"not (fever and spasm)", "not (fever and spasm)"},
    {"not (not fever)", "not (not fever)"},
    {"fever or (spasm and severe)", "fever or (spasm and severe)"},
    {"(fever or spasm) and severe", "(fever or spasm) and severe"},
    {"(fever and spasm) and severe", "(fever and spasm) and severe"},
    {"fever and spasm and severe", "fever and spasm and severe"},
    {"loss of weight", "loss of weight"},
    {"pain nrs >= 7", "pain nrs >= 7"},
    {"pain nrs ≥ 7", "pain nrs >= 7"},
    {"pain nrs ≠ 7 and age != 3", "pain nrs != 7 and age != 3"},
    {"age > -2.5", "age > -2.5"},
    {"age is 7", "age = 7"},
    {"age is not 7", "age is not 7"},
    {"age is at least limit", "age >= limit"},
    {"age is not at most 3", "age is not at most 3"},
    {"age is over 3 and age is under 90", "age > 3 and age < 90"},
    {"age is not over 3 and age is not under 90", "age is not over 3 and age is not under 90"},
    {"age over 3 and age below 90", "age > 3 and age < 90"},
    {"age is above 3 or age under 2", "age > 3 or age < 2"},
    {"age at least 3", "age >= 3"},
    {"age 7 or more", "age >= 7"},
    {"age is limit or older", "age >= limit"},
    {"age is not 7 or under", "age is not at most 7"},
    {"weight 50 kg or less and fever", "weight <= 50 kg and fever"},
    {"age 3 to limit", "age is between 3 and limit"},
    {"age is not 3 to 4", "age is not between 3 and 4"},
    {"weight 50 to 60 kg", "weight is between 50 kg and 60 kg"},
    {"age is between 3 and limit", "age is between 3 and limit"},
    {"age is not between 3 and 4 and fever", "age is not between 3 and 4 and fever"},
    {"weight is between 50 kg and 60 kg", "weight is between 50 kg and 60 kg"},
    {"sex is female", "sex is female"},
    {"sex is not none", "sex is not none"},
    {"sex is one of male, none and fever", "sex is one of male, none and fever"},
    {"wells is high and wells is not low", "wells is high and wells is not low"},
    {"wells >= 2 and wells is 3", "wells >= 2 and wells = 3"},
    {"wells is at least high or wells is not at most low",
     "wells is at least high or wells is not at most low"},
    {"wells is at least 2", "wells >= 2"},
    {"regions include neck", "regions include neck"},
    {"regions includes Upper-Back", "regions include upper back"},
    {"regions not include any of neck, lower back", "regions not include any of neck, lower back"},
    {"regions include all of neck, lower back and fever",
     "regions include all of neck, lower back and fever"},
    {"regions include none of neck, lower back", "regions include none of neck, lower back"},
    {"regions are empty or regions is not empty", "regions are empty or regions are not empty"},
    {"regions include neck or (regions include lower back)",
     "regions include neck or regions include lower back"},
    {"birth is before 2000-01-31", "birth is before 2000-01-31"},
    {"birth is not after surgery date", "birth is not after surgery date"},
    {"birth is on 2000-02-29", "birth is on 2000-02-29"},
    {"surgery date is within the last 6 weeks", "surgery date is within the last 6 weeks"},
    {"surgery date is not within the last 1 day", "surgery date is not within the last 1 days"},
    {"surgery date is more than limit months ago", "surgery date is more than limit months ago"},
    {"surgery date more than 2 years ago", "surgery date is more than 2 years ago"},
    {"surgery date is at most 6 weeks ago", "surgery date is within the last 6 weeks"},
    {"surgery date is at least 6 weeks ago", "weeks since surgery date >= 6"},
    {"surgery date is not less than limit months ago",
     "months since surgery date is not under limit"},
    {"(not fever) or spasm", "(not fever) or spasm"},
    {"fever or not spasm", "fever or not spasm"},
    {"not fever or not spasm", "(not fever) or not spasm"},
    {"any session where eased", "any session where eased"},
    {"no session where not eased", "no session where not eased"},
    {"any session where (eased and technique is gentle) and fever",
     "any session where (eased and technique is gentle) and fever"},
    {"no session where technique is one of gentle, other",
     "no session where technique is one of gentle, other"},
    {"any session where areas include any of neck, lower back",
     "any session where areas include any of neck, lower back"},
    {"any session where pain after < pain nrs", "any session where pain after < pain nrs"},
    {"at least 2 sessions", "at least 2 sessions"},
    {"at most limit sessions where eased", "at most limit sessions where eased"},
    {"exactly 1 session where eased", "exactly 1 session where eased"},
    {"at least 2 of (fever; spasm and severe; age >= 3)",
     "at least 2 of (fever; spasm and severe; age >= 3)"},
    {"at most limit of (fever; spasm)", "at most limit of (fever; spasm)"},
    {"any 2 of (fever; spasm; severe)", "at least 2 of (fever; spasm; severe)"},
    {"any limit of (fever; spasm)", "at least limit of (fever; spasm)"},
    {"fever and 2 or more of (fever; spasm)", "fever and at least 2 of (fever; spasm)"},
    {"weight / (height * height) >= 18.5 kg/m2", "weight / (height * height) >= 18.5 kg/m2"},
    {"age - 3 - 2 > 1", "age - 3 - 2 > 1"},
    {"age - (3 - 2) > 1", "age - (3 - 2) > 1"},
    {"(age + 3) * 2 > 1", "(age + 3) * 2 > 1"},
    {"age + 3 * 2 > 1", "age + (3 * 2) > 1"},
    {"age - -2 > 1", "age - -2 > 1"},
    {"(age) > (3)", "age > 3"},
    {"weight >= 70% and weight > 38.4 °C", "weight >= 70 % and weight > 38.4 °C"},
    {"count of sessions >= 2", "count of sessions >= 2"},
    {"count of sessions where (eased) >= 2", "count of sessions where (eased) >= 2"},
    {"count of regions > 1", "count of regions > 1"},
    {"average pain after of sessions where (not eased) > 3",
     "average pain after of sessions where (not eased) > 3"},
    {"total pain after of sessions > 3", "total pain after of sessions > 3"},
    {"latest technique of sessions is gentle", "latest technique of sessions is gentle"},
    {"latest eased of sessions", "latest eased of sessions"},
    {"not earliest eased of sessions", "not earliest eased of sessions"},
    {"latest areas of sessions include neck", "latest areas of sessions include neck"},
    {"years since birth >= 50", "years since birth >= 50"},
    {"days since latest date of sessions > 3", "days since latest date of sessions > 3"},
    {"weeks since surgery date < 3 weeks", "weeks since surgery date < 3 weeks"},
    {"min(age, pain, 3) > 2 and max(1, 2) = age", "min(age, pain, 3) > 2 and max(1, 2) = age"},
    {"round(weight / 3, 1) = 2", "round(weight / 3, 1) = 2"},
    {"phq 1 + phq-1 >= 2", "phq 1 + phq 1 >= 2"},
    {"no response after 2 sessions", "no response after 2 sessions"},
    {"no response after limit session", "no response after limit sessions"},
    {"seen 1 to 2.5 visits and fever", "seen 1 to 2.5 times and fever"},
};

bool same_after_printing(const Reading& first, std::vector<std::string> slots = {}) {
    const Reading again = read(print(first.syntax, first.root), true, std::move(slots));
    return again.problems.empty() && same_tree(first.syntax, first.root, again.syntax, again.root);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_condition_is_printed_in_one_spelling) {
    for (const Row& row : conditions) {
        const Reading reading = read(row.written);
        BOOST_TEST_CONTEXT(row.written) {
            BOOST_TEST(summary(reading.problems, row.written) == "");
            BOOST_TEST(print(reading.syntax, reading.root) == row.printed);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_printed_condition_reads_as_the_same_tree) {
    for (const Row& row : conditions) {
        BOOST_TEST_CONTEXT(row.written) {
            BOOST_TEST(same_after_printing(read(row.written)));
        }
    }
}

BOOST_AUTO_TEST_CASE(different_sentences_are_different_trees) {
    std::vector<Reading> readings;
    for (const Row& row : conditions) readings.push_back(read(row.written));
    for (std::size_t i = 0; i < readings.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (conditions[i].printed == conditions[j].printed) continue;
            BOOST_TEST_CONTEXT(conditions[i].written << " | " << conditions[j].written) {
                BOOST_TEST(!same_tree(readings[i].syntax, readings[i].root, readings[j].syntax,
                                      readings[j].root));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(slots_stand_where_numbers_stand) {
    for (const std::string_view text :
         {"at least n sessions where eased", "age >= n + 1", "age is between n and 7",
          "surgery date is within the last n weeks", "at most n of (fever; spasm)"}) {
        const Reading reading = read(text, false, {"n"});
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(summary(reading.problems, text) == "");
            BOOST_TEST(same_after_printing(reading, {"n"}));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_number_may_stand_alone_where_the_caller_says_so) {
    BOOST_TEST(read("phq 1 + 3", true).problems.empty());
    BOOST_TEST(read("count of sessions", true).problems.empty());
    BOOST_TEST(summary(read("phq 1 + 3").problems, "phq 1 + 3") == "not-a-condition: phq 1 + 3");
}

BOOST_AUTO_TEST_CASE(a_rule_has_condition_exemption_and_outcomes) {
    const RuleReading rule = read_rule(
        "fever and spasm unless severe or age < 3 → refer for a check-up and suggest 3 "
        "weeks of rest");
    BOOST_TEST(rule.problems.empty());
    BOOST_REQUIRE(rule.sentence.has_value());
    BOOST_TEST(print(rule.syntax, rule.sentence->condition) == "fever and spasm");
    BOOST_REQUIRE(rule.sentence->exemption.has_value());
    BOOST_TEST(print(rule.syntax, *rule.sentence->exemption) == "severe or age < 3");
    BOOST_REQUIRE(rule.sentence->outcomes.size() == 2U);
    BOOST_TEST(rule.sentence->outcomes[0].outcome.entry->index == 0U);
    BOOST_REQUIRE(rule.sentence->outcomes[1].arguments.size() == 1U);
    BOOST_TEST(rule.sentence->outcomes[1].arguments[0].slot == "n");
    BOOST_TEST(std::get<Decimal>(rule.sentence->outcomes[1].arguments[0].value.value).coefficient ==
               3);
}

BOOST_AUTO_TEST_CASE(three_arrows_are_one) {
    for (const std::string_view text :
         {"fever → refer for a check-up", "fever -> refer for a check-up",
          "fever then refer for a check-up", "fever→refer for a check-up"}) {
        BOOST_TEST(read_rule(text).problems.empty());
    }
}

BOOST_AUTO_TEST_CASE(spans_lie_under_the_words_of_the_author) {
    const std::string_view text = "fever and pain nrs  >=  7";
    const Reading reading = read(text);
    const auto& both = std::get<And>(reading.syntax.nodes[reading.root].content);
    const Span span = reading.syntax.nodes[both.parts[1]].span;
    BOOST_TEST(text.substr(span.begin, span.end - span.begin) == "pain nrs  >=  7");
}

BOOST_AUTO_TEST_CASE(children_come_before_their_parents) {
    const Reading reading = read("not (fever and (spasm or age + 1 > 3)) and severe");
    BOOST_TEST(reading.root + 1 == reading.syntax.nodes.size());
    for (NodeId id = 0; id < reading.syntax.nodes.size(); ++id) {
        if (const auto* both = std::get_if<And>(&reading.syntax.nodes[id].content)) {
            for (const NodeId part : both->parts) BOOST_TEST(part < id);
        }
    }
}

BOOST_AUTO_TEST_CASE(groups_of_yaml_are_the_same_trees_as_sentences) {
    text::Diagnostics problems;
    const auto document = read_document(
        "caveat: 1\nid: a\nversion: 1.0.0\nrules:\n"
        "  - when: {all of: [fever, any of: [spasm, severe], at least limit of: [fever, spasm],\n"
        "                    none of: [fever, spasm], exactly 1 of: [severe]]}\n"
        "    then: refer for a check-up\n",
        {}, problems);
    BOOST_REQUIRE(document);
    const ParseContext context{&sample_vocabulary(), {}, 64, &problems};
    Syntax syntax;
    const NodeId root = parse_condition(*document->rules[0].when, false, context, syntax);
    BOOST_TEST(problems.is_empty());
    BOOST_TEST(print(syntax, root) ==
               "fever and (spasm or severe) and at least limit of (fever; spasm) and "
               "not (fever or spasm) and exactly 1 of (severe)");
}

BOOST_AUTO_TEST_CASE(intervals_have_open_and_closed_ends) {
    text::Diagnostics problems;
    const ParseContext context{&sample_vocabulary(), {}, 64, &problems};
    const auto interval = [&](std::string_view text) {
        return parse_interval(scalar(text), context);
    };
    const auto number = [](const std::optional<Count>& count) {
        return count ? std::get<Decimal>(count->value).to_text() : "none";
    };
    BOOST_TEST(number(interval("below 2")->high) == "2");
    BOOST_TEST(!interval("below 2")->high_is_included);
    BOOST_TEST(interval("up to 2")->high_is_included);
    BOOST_TEST(!interval("over 2")->low_is_included);
    BOOST_TEST(number(interval("over 2")->high) == "none");
    BOOST_TEST(interval("2 and over")->low_is_included);
    BOOST_TEST(number(interval("2 and over")->high) == "none");
    BOOST_TEST(number(interval("0 to 4.5")->high) == "4.5");
    BOOST_TEST(number(interval("3")->low) == number(interval("3")->high));
    BOOST_TEST(problems.is_empty());
    for (const std::string_view wrong : {"", "high", "3 to", "3 4", "to 4", "3 - 4", "below"}) {
        BOOST_TEST_CONTEXT(wrong) {
            const std::size_t before = problems.error_count();
            BOOST_TEST(!interval(wrong).has_value());
            BOOST_TEST(problems.error_count() == before + 1);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_literal_stands_alone) {
    text::Diagnostics problems;
    BOOST_TEST(parse_literal(scalar("70 kg"), problems)->unit == "kg");
    BOOST_TEST(std::get<Decimal>(parse_literal(scalar("-2.5"), problems)->value).to_text() ==
               "-2.5");
    BOOST_TEST(problems.is_empty());
    for (const std::string_view wrong :
         {"", "x", "7 8", "010", "1e5", "1,5", "70kg", "7 kgs", "+7"}) {
        BOOST_TEST_CONTEXT(wrong) {
            const std::size_t before = problems.error_count();
            BOOST_TEST(!parse_literal(scalar(wrong), problems).has_value());
            BOOST_TEST(problems.error_count() == before + 1);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::language::test
