#pragma once

// Small pieces of sentences: numbers with their units, dates, lists of codes, names.

#include <caveat/screen.hpp>

#include "facts/catalogue.hpp"
#include "model/rule_set.hpp"
#include "values/dates.hpp"
#include "values/range.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::explain {

/// `8`, `13 wk`, `5%`: a number given in the base unit, in a unit of its own.
///
/// names_unit  false: only the number, where the sentence has named the unit already
/// beside      in the base unit: numbers from which enough digits keep it apart
std::string number_words(const values::Rational& base, const values::Unit& unit,
                         bool names_unit = true, std::span<const values::Rational> beside = {});

/// `8`, `3 to 5 wk`, `3 wk or more`, `below 0.27 mg/L`; empty for any number at all.
std::string range_words(const values::Range& base, const values::Unit& unit, bool names_unit = true,
                        std::span<const values::Rational> beside = {});

/// What somebody said of a number: without the ends that every answer has. `below 0.27`, where the
/// declaration says from 0 to 100.
values::Range said_of(const values::Range& known, const values::Range& declared);

/// `2026-11-20`, `2026-11`, `2026`, `2026-11-02 to 2026-11-20`, `2026-11-02 or later`; empty for
/// any date at all.
std::string date_words(const values::DateRange& dates);

/// `28 days`, `1 week`.
std::string time_words(std::int64_t count, values::CalendarUnit unit);

/// The names of the codes, in the order of the file.
std::vector<std::string_view> code_names(const std::vector<facts::Code>& codes,
                                         const facts::CodeSet& set);

/// `a`, `a or b`, `a, b or c`, with the word given before the last.
std::string joined(const std::vector<std::string_view>& parts, std::string_view last);

/// Whether a name reads as more than one thing, so that it takes `are` and `include`.
bool is_plural(std::string_view name);

/// How a rule ended: `not fired`, `fired`, …
std::string_view status_words(Status status);

/// The author's words at a place of the rule file, blanks and line ends made single blanks.
std::string authors_words(std::string_view source, Span span);

/// The codes of the fact or field that a node's value comes from.
const std::vector<facts::Code>& codes_of(const model::RuleSet& rules, model::ExprId id);

/// What a value is called: `pain nrs`, `weight / (height * height)`, `weeks since surgery date`.
std::string value_words(const model::RuleSet& rules, model::ExprId id);

/// What holds, without any value: `technique is gentle and spasm eased`.
///
/// holds  false: the opposite
std::string condition_words(const model::RuleSet& rules, model::ExprId id, bool holds);

/// ` where technique is gentle`; empty when every record counts.
std::string where_words(const model::RuleSet& rules, const model::Where& where);

}  // namespace caveat::explain
