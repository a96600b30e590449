// From names that nobody declared to declarations. Entrances: names_missing, complete, give_ids.

#include "editing/completion.hpp"

#include <caveat/codes.hpp>

#include "editing/sentence_words.hpp"
#include "text/diagnostics.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace caveat::editing {

using language::Condition;
using language::FactEntry;
using language::Scalar;

namespace {

bool has_code(const std::vector<Scalar>& codes, std::string_view canonical) {
    return std::any_of(codes.begin(), codes.end(), [&](const Scalar& code) {
        return text::canonical_name(code.text) == canonical;
    });
}

/// `below 65`, `65 to 74`
bool is_about_number(const language::TableRow& row) {
    const std::string& text = row.when.text;
    const std::size_t digit = text.find_first_of("0123456789");
    if (row.when.style != language::ScalarStyle::plain || digit == std::string::npos) return false;
    return digit == 0 || text.starts_with("below ") || text.starts_with("over ") ||
           text.starts_with("up to ");
}

bool is_about_yes_or_no(const language::TableRow& row) {
    return row.when.text == "yes" || row.when.text == "no";
}

bool has_fraction(const language::TableRow& row) {
    return row.when.text.find('.') != std::string::npos;
}

/// The rows of a table of points show the kind of what it is about, and all of its codes.
void show_by_table(UsedName& used, const std::vector<language::TableRow>& rows) {
    const auto all = [&](bool (*is)(const language::TableRow&)) {
        return std::all_of(rows.begin(), rows.end(), is);
    };
    if (rows.empty() || all(is_about_yes_or_no)) return;
    const FactKind kind = all(is_about_number) ? FactKind::number : FactKind::choice;
    if (used.kind_is_shown && used.kind != kind) return;
    used.kind = kind;
    used.kind_is_shown = true;
    if (kind == FactKind::number) {
        used.is_whole = std::none_of(rows.begin(), rows.end(), has_fraction);
        return;
    }
    used.has_all_codes = true;
    for (const language::TableRow& row : rows) {
        if (!has_code(used.codes, text::canonical_name(row.when.text))) {
            used.codes.push_back(row.when);
        }
    }
}

/// What an item of a score may count at most, where its bands end: 3, where nine items come to 27.
/// Empty where they have no end.
std::string highest_of_item(const language::ScoreEntry& score) {
    std::uint64_t highest = 0;
    for (const language::BandEntry& band : score.bands) {
        const std::string& text = band.interval.text;
        const std::size_t last = text.find_last_of("0123456789");
        constexpr std::size_t most_digits = 9;
        if (last == std::string::npos || last + 1 != text.size()) return {};
        const std::size_t first = text.find_last_not_of("0123456789") + 1;
        if (text.size() - first > most_digits) return {};
        highest = std::max<std::uint64_t>(highest, std::stoul(text.substr(first)));
    }
    const std::uint64_t each = highest / std::max<std::size_t>(score.points.size(), 1);
    return each == 0 ? std::string() : std::to_string(each);
}

/// Takes in the sentences of a document, wherever they stand.
class Missing {
  public:
    explicit Missing(const language::Vocabulary& declared) : declared_(declared) {}

    void look_at(const language::Document& document,
                 const std::vector<std::vector<std::string>>& term_slots) {
        if (document.applies_to) condition(*document.applies_to, {});
        for (const FactEntry& fact : document.facts) {
            if (fact.only_if) condition(*fact.only_if, {});
            if (fact.otherwise) look_at_condition(*fact.otherwise, declared_, {}, names);
        }
        for (std::size_t i = 0; i < document.terms.size(); ++i) {
            condition(document.terms[i].condition,
                      i < term_slots.size() ? term_slots[i] : std::vector<std::string>{});
        }
        for (const language::ScoreEntry& score : document.scores) {
            for (const language::PointsEntry& entry : score.points) {
                if (entry.weight) condition(entry.expression, {});
                if (entry.is_table) table(entry);
                if (!entry.weight && !entry.is_table) item(entry, score);
            }
        }
        for (const language::ImpossibleEntry& each : document.impossible) {
            if (each.when) condition(*each.when, {});
        }
        for (const language::RuleEntry& rule : document.rules) {
            if (rule.rule) look_at_rule(*rule.rule, declared_, names);
            if (rule.when) condition(*rule.when, {});
            if (rule.unless) condition(*rule.unless, {});
            for (const Scalar& outcome : rule.then) look_at_outcomes(outcome, declared_, names);
        }
    }

    NamesUsed names;

  private:
    void table(const language::PointsEntry& entry) {
        condition(entry.expression, {});
        const auto* text = std::get_if<Scalar>(&entry.expression.content);
        UsedName* const used =
            text == nullptr ? nullptr : names.find(text::canonical_name(text->text));
        if (used != nullptr) show_by_table(*used, entry.rows);
    }

    /// An entry without a weight is a number; where it is a name alone, an item of the score.
    void item(const language::PointsEntry& entry, const language::ScoreEntry& score) {
        const auto* text = std::get_if<Scalar>(&entry.expression.content);
        if (text == nullptr) return;
        look_at_number(*text, declared_, names);
        UsedName* const used = names.find(text::canonical_name(text->text));
        if (used == nullptr || used->kind != FactKind::number) return;
        used->is_whole = true;
        used->from = "0";
        used->to = highest_of_item(score);
    }

    void condition(const Condition& condition, const std::vector<std::string>& slots) {
        std::vector<const Condition*> waiting{&condition};
        while (!waiting.empty()) {
            const Condition* next = waiting.back();
            waiting.pop_back();
            if (const auto* text = std::get_if<Scalar>(&next->content)) {
                look_at_condition(*text, declared_, slots, names);
                continue;
            }
            const auto& parts =
                std::get<std::unique_ptr<language::ConditionGroup>>(next->content)->parts;
            for (std::size_t i = parts.size(); i-- > 0;) waiting.push_back(&parts[i]);
        }
    }

    const language::Vocabulary& declared_;
};

/// The units that declared numbers have, by canonical name.
std::map<std::string, std::string> declared_units(const language::Document& document) {
    std::map<std::string, std::string> units;
    for (const FactEntry& fact : document.facts) {
        if (fact.unit) units.emplace(text::canonical_name(fact.name.text), fact.unit->text);
    }
    for (const language::ParameterEntry& parameter : document.parameters) {
        if (!parameter.value) continue;
        const std::size_t blank = parameter.value->text.find(' ');
        if (blank == std::string::npos) continue;
        units.emplace(text::canonical_name(parameter.name.text),
                      parameter.value->text.substr(blank + 1));
    }
    return units;
}

/// Numbers that are compared with each other are in one unit.
void share_units(std::vector<UsedName>& facts, std::map<std::string, std::string> units) {
    constexpr int most_rounds = 8;
    for (const UsedName& fact : facts) {
        if (!fact.unit.empty()) units.emplace(text::canonical_name(fact.name.text), fact.unit);
    }
    bool has_changed = true;
    for (int round = 0; has_changed && round < most_rounds; ++round) {
        has_changed = false;
        for (UsedName& fact : facts) {
            for (const std::string& other : fact.compared_with) {
                const auto unit = units.find(other);
                if (!fact.unit.empty() || unit == units.end()) continue;
                fact.unit = unit->second;
                units.emplace(text::canonical_name(fact.name.text), fact.unit);
                has_changed = true;
            }
        }
    }
}

std::string question_of(std::string_view name) {
    std::string question = text::one_line(name) + "?";
    if (question.front() >= 'a' && question.front() <= 'z') {
        question.front() = static_cast<char>(question.front() - 'a' + 'A');
    }
    return question;
}

FactEntry declared(UsedName& used, bool is_field) {
    static constexpr std::array<std::string_view, 6> types{"yes/no",  "number", "choice",
                                                           "choices", "date",   "records"};
    FactEntry fact;
    fact.name = used.name;
    fact.span = used.name.span;
    const auto write = [&](std::string text) { return written_at(used.name, std::move(text)); };
    fact.type = write(std::string(types[static_cast<std::size_t>(used.kind)]));
    if (used.kind == FactKind::number) {
        if (used.is_whole) fact.whole = write("true");
        if (!used.unit.empty()) fact.unit = write(used.unit);
        if (!used.from.empty()) fact.from = write(used.from);
        if (!used.to.empty()) fact.to = write(used.to);
        if (used.is_divisor) fact.from = write("0.01");
    }
    if (used.kind == FactKind::choice || used.kind == FactKind::choices) {
        fact.has_of = true;
        // With the codes seen alone, a test might hold for everybody.
        const bool needs_another =
            (used.kind == FactKind::choice && !used.has_all_codes) || used.codes.empty();
        if (needs_another) {
            used.codes.push_back(write(has_code(used.codes, "other") ? "something else" : "other"));
        }
        for (const Scalar& code : used.codes) fact.codes.push_back({code, std::nullopt, {}});
    }
    if (used.kind == FactKind::records) {
        fact.has_of = true;
        fact.each = used.each;
        const bool has_date = used.field_by_name.contains("date");
        if (used.is_dated) fact.dated_by = write("date");
        if ((used.is_dated || used.fields.empty()) && !has_date) {
            UsedName date;
            date.name = write("date");
            date.kind = FactKind::date;
            used.fields.insert(used.fields.begin(), std::move(date));
        } else if (used.is_dated) {
            used.fields[used.field_by_name.at("date")].kind = FactKind::date;
        }
        for (UsedName& field : used.fields) fact.fields.push_back(declared(field, true));
    }
    if (!is_field) fact.ask = write(question_of(used.name.text));
    return fact;
}

std::string guess_of(const UsedName& used) {
    static constexpr std::array<std::string_view, 6> words{
        "answered with yes or no", "a number", "one of a list",
        "any of a list",           "a date",   "a list of records"};
    static constexpr std::array<std::string_view, 6> tasks{
        "reword the question",
        "reword the question, say `from` and `to`",
        "reword the question, complete the list",
        "reword the question, complete the list",
        "reword the question",
        "reword the question, complete the fields"};
    const auto kind = static_cast<std::size_t>(used.kind);
    std::string guess(used.is_whole ? "a whole number" : words[kind]);
    if (used.kind == FactKind::number && !used.unit.empty()) guess += " in " + used.unit;
    constexpr std::size_t longest = 60;
    const std::string shown = text::one_line(used.shown_by);
    if (!shown.empty() && shown.size() <= longest) guess += ", as in `" + shown + "`";
    const std::string bare = text::one_line(used.without_unit);
    if (!bare.empty() && bare.size() <= longest) guess += ", and `" + bare + "` is read in it";
    if (!used.to.empty()) return guess + "; reword the question, correct `from` and `to`";
    return guess + "; " + std::string(used.has_all_codes ? tasks.front() : tasks[kind]);
}

/// `pain-nrs-7` of `pain nrs >= 7`: its first words, without those of the language.
std::string id_of(std::string_view sentence) {
    constexpr std::size_t most_words = 6;
    static const std::set<std::string_view> passed_over{
        "and", "or",   "not",     "is",    "are", "include", "includes", "any", "at",   "least",
        "of",  "most", "exactly", "where", "the", "over",    "under",    "to",  "than", "one"};
    const SentenceWords words(sentence);
    std::string id;
    std::size_t count = 0;
    for (std::size_t at = 0; at < words.end() && count < most_words; ++at) {
        if (words.is_arrow(at) || words.is(at, "unless")) break;
        if (!language::is_name_word(words[at]) || passed_over.contains(words[at].folded)) continue;
        if (id.empty() && words[at].kind != language::TokenKind::word) continue;
        id += (id.empty() ? "" : "-") + words[at].folded;
        ++count;
    }
    return id.empty() ? "rule" : id;
}

std::string first_words_of(const language::RuleEntry& rule) {
    if (rule.rule) return rule.rule->text;
    const Condition* condition = rule.when ? &*rule.when : nullptr;
    while (condition != nullptr) {
        if (const auto* text = std::get_if<Scalar>(&condition->content)) return text->text;
        condition =
            &std::get<std::unique_ptr<language::ConditionGroup>>(condition->content)->parts.front();
    }
    return {};
}

}  // namespace

Scalar written_at(const Scalar& place, std::string text) {
    Scalar scalar;
    scalar.span = place.span;
    scalar.origin.assign(text.size() + 1, place.span.end);
    scalar.origin.front() = place.span.begin;
    scalar.text = std::move(text);
    return scalar;
}

NamesUsed names_missing(const language::Document& document, const language::Vocabulary& declared,
                        const std::vector<std::vector<std::string>>& term_slots) {
    Missing missing(declared);
    missing.look_at(document, term_slots);
    return std::move(missing.names);
}

Completion complete(language::Document& document, NamesUsed names) {
    Completion completion;
    share_units(names.facts, declared_units(document));
    for (UsedName& used : names.facts) {
        document.facts.push_back(declared(used, false));
        completion.guesses.push_back(guess_of(used));
    }
    for (const Scalar& name : names.outcomes) {
        language::OutcomeEntry outcome;
        outcome.span = name.span;
        outcome.name = name;
        std::string say = question_of(name.text);
        say.back() = '.';
        outcome.say = written_at(name, std::move(say));
        document.outcomes.push_back(outcome);
        completion.outcomes.push_back(std::move(outcome));
    }
    return completion;
}

bool give_ids(language::Document& document, const std::vector<Diagnostic>& errors,
              Completion& completion) {
    std::set<std::pair<std::uint32_t, std::uint32_t>> places;
    for (const Diagnostic& error : errors) {
        if (error.code == codes::missing_id || error.code == codes::duplicate_id) {
            places.emplace(error.span.begin, error.span.end);
        }
    }
    if (places.empty()) return false;
    const auto lacks_one = [&](const language::RuleEntry& rule) {
        const Span span = rule.rule ? rule.rule->span : rule.span;
        return !rule.id && (places.contains({span.begin, span.end}) ||
                            places.contains({rule.span.begin, rule.span.end}));
    };
    std::set<std::string> taken;
    std::map<std::string, int> same;  ///< how many rules begin with the same words
    for (const language::RuleEntry& rule : document.rules) {
        if (rule.id) taken.insert(text::canonical_name(rule.id->text));
        if (!lacks_one(rule)) taken.insert(text::canonical_name(id_of(first_words_of(rule))));
    }
    for (std::size_t i = 0; i < document.rules.size(); ++i) {
        language::RuleEntry& rule = document.rules[i];
        if (!lacks_one(rule)) continue;
        const std::string words = id_of(first_words_of(rule));
        std::string id = words;
        while (!taken.insert(text::canonical_name(id)).second) {
            id = words + "-" + std::to_string(++same[words] + 1);
        }
        Scalar place;
        place.span = rule.span;
        rule.id = written_at(place, id);
        completion.ids.push_back({i, std::move(id)});
    }
    return !completion.ids.empty();
}

}  // namespace caveat::editing
