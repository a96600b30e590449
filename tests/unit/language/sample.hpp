#pragma once

// A small rule file whose names the tests of the grammar use, and ways to read sentences with it.

#include "language/document.hpp"
#include "language/syntax.hpp"
#include "language/vocabulary.hpp"
#include "text/diagnostics.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::language::test {

inline constexpr std::string_view sample_text = R"(caveat: 1
id: sample
version: 1.0.0
facts:
  fever: {type: yes/no}
  night pain: {type: yes/no}
  spasm: {type: yes/no}
  loss of weight: {type: yes/no}
  age: {type: number}
  pain: {type: number}
  pain nrs: {type: number}
  weight: {type: number, unit: kg}
  height: {type: number, unit: m}
  phq 1: {type: number}
  sex: {type: choice, of: [female, male, none]}
  regions: {type: choices, of: [neck, upper back, lower back]}
  birth: {type: date}
  surgery date: {type: date}
  sessions:
    type: records
    each: session
    dated by: date
    of:
      date: {type: date}
      technique: {type: choice, of: [gentle, deep tissue, other]}
      eased: {type: yes/no}
      pain after: {type: number}
      areas: {type: choices, of: [neck, lower back]}
parameters:
  limit: {value: 7}
terms:
  severe: pain nrs >= limit
  no response after {n} session(s): no session where eased
  seen {a} to {b} time(s)/visit(s): count of sessions >= a
scores:
  wells: {points: [fever: 1], bands: {low: below 2, high: 2 and over}}
outcomes:
  refer for a check-up: {say: See a doctor.}
  suggest {n} week(s) of rest: {say: Rest.}
rules:
  - fever → refer for a check-up
)";

inline NameKind kind_of(std::string_view type) {
    if (type == "number") return NameKind::number;
    if (type == "choice") return NameKind::choice;
    if (type == "choices") return NameKind::choices;
    if (type == "date") return NameKind::date;
    if (type == "records") return NameKind::records;
    return NameKind::yes_no;
}

inline std::shared_ptr<const NameTable> codes_of(const FactEntry& fact,
                                                 text::Diagnostics& problems) {
    if (fact.codes.empty()) return nullptr;
    auto table = std::make_shared<NameTable>();
    for (const auto& code : fact.codes) {
        Entry entry;
        entry.kind = NameKind::code;
        entry.index = static_cast<std::uint32_t>(table->entries().size());
        table->declare(code.name, entry, false, problems);
    }
    return table;
}

/// Everything that a document declares, as far as the grammar asks.
inline Vocabulary vocabulary_of(const Document& document, text::Diagnostics& problems) {
    Vocabulary vocabulary;
    std::uint32_t index = 0;
    for (const FactEntry& fact : document.facts) {
        Entry entry;
        entry.kind = kind_of(fact.type ? fact.type->text : "");
        entry.index = index++;
        entry.codes = codes_of(fact, problems);
        if (entry.kind == NameKind::records) {
            auto fields = std::make_shared<NameTable>();
            for (const FactEntry& field : fact.fields) {
                Entry each;
                each.kind = kind_of(field.type->text);
                each.index = static_cast<std::uint32_t>(fields->entries().size());
                each.codes = codes_of(field, problems);
                fields->declare(field.name, each, false, problems);
            }
            entry.fields = fields;
        }
        vocabulary.names.declare(fact.name, entry, false, problems);
        if (fact.each) {
            entry.kind = NameKind::each_record;
            vocabulary.names.declare(*fact.each, entry, false, problems);
        }
    }
    index = 0;
    for (const auto& parameter : document.parameters) {
        Entry entry;
        entry.kind = NameKind::parameter;
        entry.index = index++;
        vocabulary.names.declare(parameter.name, entry, false, problems);
    }
    index = 0;
    for (const auto& term : document.terms) {
        Entry entry;
        entry.kind = NameKind::term;
        entry.index = index++;
        vocabulary.names.declare(term.name, entry, true, problems);
    }
    index = 0;
    for (const auto& score : document.scores) {
        auto bands = std::make_shared<NameTable>();
        for (const auto& band : score.bands) {
            Entry each;
            each.kind = NameKind::band;
            bands->declare(band.name, each, false, problems);
        }
        Entry entry;
        entry.kind = NameKind::score;
        entry.index = index++;
        entry.codes = bands;
        vocabulary.names.declare(score.name, entry, false, problems);
    }
    index = 0;
    for (const auto& outcome : document.outcomes) {
        Entry entry;
        entry.kind = NameKind::outcome;
        entry.index = index++;
        vocabulary.outcomes.declare(outcome.name, entry, true, problems);
    }
    return vocabulary;
}

/// The sample's names, read once.
inline const Vocabulary& sample_vocabulary() {
    static const Vocabulary vocabulary = [] {
        text::Diagnostics problems;
        return vocabulary_of(*read_document(sample_text, {}, problems), problems);
    }();
    return vocabulary;
}

/// A sentence as a text of its own, whose bytes are those of the file.
inline Scalar scalar(std::string_view text) {
    Scalar scalar;
    scalar.text = text;
    scalar.span = {0, static_cast<std::uint32_t>(text.size())};
    for (std::uint32_t i = 0; i <= text.size(); ++i) scalar.origin.push_back(i);
    return scalar;
}

/// A sentence read with the sample's names.
struct Reading {
    Syntax syntax;
    NodeId root = 0;
    std::vector<Diagnostic> problems;
};

inline Reading read(std::string_view text, bool may_be_number = false,
                    std::vector<std::string> slots = {}) {
    Reading reading;
    text::Diagnostics problems;
    const ParseContext context{&sample_vocabulary(), std::move(slots), 64, &problems};
    reading.root = parse_condition(scalar(text), may_be_number, context, reading.syntax);
    reading.problems = problems.take();
    return reading;
}

/// A rule sentence read with the sample's names.
struct RuleReading {
    Syntax syntax;
    std::optional<Sentence> sentence;
    std::vector<Diagnostic> problems;
};

inline RuleReading read_rule(std::string_view text) {
    RuleReading reading;
    text::Diagnostics problems;
    const ParseContext context{&sample_vocabulary(), {}, 64, &problems};
    reading.sentence = parse_sentence(scalar(text), context, reading.syntax);
    reading.problems = problems.take();
    return reading;
}

/// `code: marked part`, one line a problem.
inline std::string summary(const std::vector<Diagnostic>& problems, std::string_view text) {
    std::string lines;
    for (const auto& problem : problems) {
        if (!lines.empty()) lines += "\n";
        lines +=
            problem.code + ": " +
            std::string(text.substr(problem.span.begin, problem.span.end - problem.span.begin));
    }
    return lines;
}

}  // namespace caveat::language::test
