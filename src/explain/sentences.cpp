// From settled tests to sentences: a plain test has its words ready but for the value, any other is
// stated anew. Entrance: ReasonSentences::of.

#include "explain/sentences.hpp"

#include "explain/statement.hpp"
#include "explain/words.hpp"

#include <array>
#include <charconv>

namespace caveat::explain {

using Kind = PlainForm::Kind;

ReasonSentences::ReasonSentences(const model::RuleSet& rules, PlainForms& forms)
    : rules_(rules),
      forms_(forms),
      phrase_place_(rules.tree.size(), 0),
      lifted_(rules.rules.size()),
      said_(rules.tree.size()),
      is_said_(rules.tree.size()) {}

void ReasonSentences::look_at(const facts::Profile& profile, const LazyEvaluation& known) {
    profile_ = &profile;
    known_ = &known;
    text_count_ = 0;
    is_said_.clear();
}

std::string& ReasonSentences::new_text() {
    if (text_count_ == texts_.size()) texts_.emplace_back();
    std::string& text = texts_[text_count_++];
    text.clear();
    return text;
}

ReasonText ReasonSentences::of(const DecidingTest& deciding, LazyEvaluation& evaluation) {
    if (deciding.lifted_by) {
        std::string& words = lifted_[deciding.lifted_by->index];
        if (words.empty()) words = "lifted by " + rules_.rules[deciding.lifted_by->index].id;
        return {words, words};
    }
    const ExprId test = deciding.test;
    const bool holds = deciding.truth != Truth::no;
    const PlainForm& form = forms_[test];
    // With some answers hidden, a value may be known less well than the patient gave it.
    const bool is_kept = &evaluation == known_ || form.is_plain();
    if (is_kept && !is_said_.add(test)) return said_[test];
    ReasonText said;
    if (form.kind == Kind::yes_no) {
        said.without_value = phrase(test, holds).without_value;
        said.text = said.without_value;
    } else if (form.is_plain()) {
        const Phrase& words = phrase(test, holds);
        std::string& text = new_text();
        word_plain(form, holds, words, text);
        said = {text, words.without_value};
    } else {
        evaluation.evaluate(test);
        Statement statement = state(rules_, test, holds, &evaluation.view());
        std::string& text = new_text();
        std::string& without_value = new_text();
        text.swap(statement.text);
        without_value.swap(statement.without_value);
        said = {text, without_value};
    }
    if (is_kept) said_[test] = said;
    return said;
}

const ReasonSentences::Phrase& ReasonSentences::phrase(ExprId test, bool holds) {
    std::uint32_t& place = phrase_place_[test];
    if (place == 0) {
        phrases_.emplace_back();
        phrases_.emplace_back();
        place = static_cast<std::uint32_t>(phrases_.size() - 1);
    }
    Phrase& made = phrases_[place - 1 + (holds ? 1 : 0)];
    if (!made.is_made) {
        Statement said = state(rules_, test, holds, nullptr);
        const Kind kind = forms_[test].kind;
        const bool is_list = kind == Kind::includes_any || kind == Kind::includes_all;
        made.is_made = true;
        made.lead = std::move(said.subject);
        if (!is_list) {
            made.lead += " is ";
        } else {
            made.lead += is_plural(made.lead) ? " include " : " includes ";
        }
        made.predicate = std::move(said.predicate);
        made.without_value = std::move(said.without_value);
    }
    return made;
}

namespace {

const values::Unit& unit_of(const model::RuleSet& rules, std::uint32_t fact) {
    return rules.tree.unit(rules.tree[rules.fact_value[fact]].unit);
}

void append_number(std::string& text, const values::Rational& number, const values::Unit& unit) {
    const auto whole = unit.symbol.empty() ? values::to_int64(number) : std::nullopt;
    if (!whole || *whole >= 1'000'000'000 || *whole <= -1'000'000'000) {
        text += number_words(number, unit);
        return;
    }
    std::array<char, 16> digits;
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), *whole);
    text.append(digits.data(), static_cast<std::size_t>(written.ptr - digits.data()));
}

/// `a`, `a and b`, `a, b and c`.
void append_codes(std::string& text, const std::vector<facts::Code>& codes,
                  const facts::CodeSet& set, std::string_view last) {
    std::size_t left = set.size();
    bool is_first = true;
    for (std::size_t code = 0; left > 0; ++code) {
        if (!set.contains(code)) continue;
        if (!is_first) text += left > 1 ? std::string_view(", ") : last;
        text += codes[code].name;
        is_first = false;
        --left;
    }
}

}  // namespace

void ReasonSentences::word_plain(const PlainForm& test, bool holds, const Phrase& phrase,
                                 std::string& text) {
    if (test.kind == Kind::includes_any || test.kind == Kind::includes_all) {
        return word_includes(test, holds, phrase, text);
    }
    const facts::Value answer = profile_->value(test.fact);
    const facts::ValueType& type = rules_.catalogue[test.fact].type;
    text = phrase.lead;
    const std::size_t value = text.size();
    if (test.kind == Kind::number) {
        const values::Unit& unit = unit_of(rules_, test.fact);
        if (answer.is_complete) {
            append_number(text, answer.number, unit);
        } else {
            text += range_words(said_of(answer.within, type.range), unit);
        }
    } else {
        text += type.codes[answer.code].name;
        // A value that is one of those wanted needs no list of them.
        if (holds) return;
    }
    if (std::string_view(text).substr(value) == phrase.predicate) return;
    text += ", ";
    text += phrase.predicate;
}

void ReasonSentences::word_includes(const PlainForm& test, bool holds, const Phrase& phrase,
                                    std::string& text) {
    const facts::Value answer = profile_->value(test.fact);
    const facts::CodeSet& wanted = forms_.codes(test);
    const std::vector<facts::Code>& codes = rules_.catalogue[test.fact].type.codes;
    if (holds) {
        const facts::CodeSet met = answer.present & wanted;
        if (!met.empty()) {
            text = phrase.lead;
            return append_codes(text, codes, met, " and ");
        }
    } else if (test.kind == Kind::includes_all) {
        const facts::CodeSet missing = wanted & answer.absent;
        if (!missing.empty()) {
            text = rules_.catalogue[test.fact].name;
            text += is_plural(text) ? " do not include " : " does not include ";
            return append_codes(text, codes, missing, " or ");
        }
    }
    text = phrase.without_value;
}

}  // namespace caveat::explain
