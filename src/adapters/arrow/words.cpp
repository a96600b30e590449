// Words and the fields that hold them. Entrances: as declared in words.hpp; make_out, the schema of
// what is given out.

#include "adapters/arrow/words.hpp"

#include <caveat/keys.hpp>
#include <caveat/version.hpp>

#include <algorithm>
#include <numeric>

namespace caveat::arrow {

namespace {

/// The words of an enumeration that counts from 0.
template <class Enumeration>
Words keys_of(std::size_t count) {
    Words words;
    for (std::size_t i = 0; i < count; ++i) {
        words.emplace_back(key(static_cast<Enumeration>(i)));
    }
    return words;
}

}  // namespace

Words verdict_keys() {
    return keys_of<Verdict>(5);
}
Words truth_keys() {
    return keys_of<Truth>(3);
}
Words status_keys() {
    return keys_of<Status>(5);
}
Words verb_keys() {
    return keys_of<Verb>(6);
}
Words certainty_keys() {
    return keys_of<Certainty>(2);
}
Words respondent_keys() {
    return keys_of<Respondent>(2);
}

Words rule_ids(const RuleSet& rules) {
    Words words;
    for (const RuleId rule : rules.rules()) words.emplace_back(rules.rule(rule).id);
    return words;
}

Words fact_keys(const RuleSet& rules) {
    Words words;
    for (const FactId fact : rules.facts()) words.emplace_back(rules.fact(fact).key);
    return words;
}

std::string outcome_id(const OutcomeInfo& outcome) {
    std::string id(outcome.id);
    for (std::size_t i = 0; i < outcome.arguments.size(); ++i) {
        const OutcomeArgument& each = outcome.arguments[i];
        id += (i == 0 ? "(" : ",") + each.name + '=' + each.value.to_text();
    }
    return outcome.arguments.empty() ? id : id + ')';
}

OutcomeWords outcome_words_of(const RuleSet& rules) {
    OutcomeWords found;
    std::vector<std::uint32_t> order(rules.outcome_count());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return rules.outcome({a}).verb < rules.outcome({b}).verb;
    });
    found.place.resize(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        found.place[order[i]] = i;
        found.words.push_back(outcome_id(rules.outcome({order[i]})));
    }
    return found;
}

Field plain_field(std::string name, std::string format, bool is_nullable) {
    Field field;
    field.name = std::move(name);
    field.format = std::move(format);
    field.flags = is_nullable ? ARROW_FLAG_NULLABLE : 0;
    return field;
}

Field text_field(std::string name, bool is_nullable, bool is_large) {
    return plain_field(std::move(name), is_large ? "U" : "u", is_nullable);
}

Field word_field(std::string name, bool is_plain, bool is_wide, bool is_ordered) {
    if (is_plain) return text_field(std::move(name));
    Field field = plain_field(std::move(name), is_wide ? "i" : "c");
    if (is_ordered) field.flags |= ARROW_FLAG_DICTIONARY_ORDERED;
    field.dictionary = std::make_unique<Field>(text_field(""));
    return field;
}

Field list_field(std::string name, Field items) {
    Field field = plain_field(std::move(name), "+l");
    field.children.push_back(std::move(items));
    return field;
}

Field struct_field(std::string name, std::vector<Field> children) {
    Field field = plain_field(std::move(name), "+s");
    field.children = std::move(children);
    return field;
}

OwnedArray entries_of(const Words& words) {
    TextColumn entries;
    for (const std::string& word : words) entries.add(word);
    return entries.finish();
}

OwnedArray words_array(const std::vector<std::uint32_t>& numbers, const Words& words, bool is_plain,
                       bool is_wide) {
    if (is_plain) {
        TextColumn texts;
        for (const std::uint32_t number : numbers) texts.add(words[number]);
        return texts.finish();
    }
    if (!is_wide) return words_array(Bytes(numbers.begin(), numbers.end()), words);
    std::vector<Bytes> buffers(1);
    buffers.push_back(bytes_of(numbers));
    return make_array(numbers.size(), 0, std::move(buffers), {}, entries_of(words));
}

OwnedArray words_array(Bytes numbers, const Words& words) {
    const std::size_t length = numbers.size();
    std::vector<Bytes> buffers(1);
    buffers.push_back(std::move(numbers));
    return make_array(length, 0, std::move(buffers), {}, entries_of(words));
}

namespace {

/// A copy of what came in.
Field copied(const Field& field) {
    Field copy = plain_field(field.name, field.format);
    copy.flags = field.flags;
    copy.metadata = field.metadata;
    for (const Field& child : field.children) copy.children.push_back(copied(child));
    if (field.dictionary) copy.dictionary = std::make_unique<Field>(copied(*field.dictionary));
    return copy;
}

}  // namespace

void make_out(Plan& plan) {
    const ArrowOptions& options = plan.options;
    const bool is_plain = options.plain_strings;
    std::vector<Field> columns;
    for (const Step& step : plan.passthrough) columns.push_back(copied(*step.field));
    columns.push_back(text_field("patient", true));
    columns.push_back(plain_field("as_of", "tdD", true));
    for (const char* const name : {"verdict", "at_least", "at_most"}) {
        columns.push_back(word_field(name, is_plain, false, true));
    }
    columns.push_back(word_field("applicable", is_plain, false, false));
    columns.push_back(plain_field("complete", "b"));
    columns.push_back(plain_field("problems", "i"));
    columns.push_back(plain_field("warnings", "i"));
    if (options.rules == ArrowRules::lists) {
        for (const char* const name :
             {"fired", "presumed", "undecided", "overridden", "deferred"}) {
            columns.push_back(list_field(name, word_field("item", is_plain, true, false)));
        }
    }
    if (options.rules == ArrowRules::columns) {
        std::vector<Field> statuses;
        for (const std::string& id : rule_ids(plan.rules)) {
            statuses.push_back(word_field(id, is_plain, false, false));
        }
        columns.push_back(struct_field("rules", std::move(statuses)));
    }
    if (options.outcomes) {
        std::vector<Field> parts;
        parts.push_back(word_field("outcome", is_plain, true, true));
        parts.push_back(word_field("verb", is_plain, false, false));
        parts.push_back(word_field("certainty", is_plain, false, false));
        columns.push_back(list_field("outcomes", struct_field("item", std::move(parts))));
    }
    if (options.questions) {
        std::vector<Field> parts;
        parts.push_back(word_field("fact", is_plain, true, false));
        parts.push_back(text_field("path"));
        parts.push_back(word_field("strictest", is_plain, false, false));
        parts.push_back(word_field("whom", is_plain, false, false));
        columns.push_back(list_field("questions", struct_field("item", std::move(parts))));
    }
    if (options.report != ArrowReport::none) columns.push_back(text_field("report", true, true));
    plan.out = struct_field("", std::move(columns));
    plan.out.metadata = {{"caveat:schema", "caveat/screening/1"},
                         {"caveat:rule_set.id", std::string(plan.rules.id())},
                         {"caveat:rule_set.version", std::string(plan.rules.version())},
                         {"caveat:rule_set.sha256", std::string(plan.rules.sha256())},
                         {"caveat:engine", CAVEAT_VERSION_STRING}};
}

}  // namespace caveat::arrow
