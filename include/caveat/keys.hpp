#pragma once

#include <caveat/diagnostic.hpp>
#include <caveat/explain.hpp>
#include <caveat/export.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/values.hpp>

#include <optional>
#include <string_view>

/// The words of every enumeration as JSON, C and other languages write them: `refer_first`,
/// `not_fired`. They are stable: small letters, digits and `_` alone.
///
/// `key` gives the word of a value, empty for a number that is none of its enumerators; `…_of`
/// gives the value of exactly that word, nothing for any other. Neither allocates.
namespace caveat {

/// The word of a value; empty for a number that is none of its enumerators.
///@{
CAVEAT_EXPORT std::string_view key(Truth truth);
CAVEAT_EXPORT std::string_view key(Severity severity);
CAVEAT_EXPORT std::string_view key(FactKind kind);
CAVEAT_EXPORT std::string_view key(Verb verb);
CAVEAT_EXPORT std::string_view key(Verdict verdict);
CAVEAT_EXPORT std::string_view key(Respondent whom);
CAVEAT_EXPORT std::string_view key(IfUnknown if_unknown);
CAVEAT_EXPORT std::string_view key(Status status);
CAVEAT_EXPORT std::string_view key(Certainty certainty);
CAVEAT_EXPORT std::string_view key(Operator op);
///@}

/// The value of exactly this word; nothing for any other.
CAVEAT_EXPORT std::optional<Truth> truth_of(std::string_view key);
/// A literal: it would otherwise count as a pointer that is not null.
inline std::optional<Truth> truth_of(const char* key) {
    return key == nullptr ? std::nullopt : truth_of(std::string_view(key));
}
/// The value of exactly this word; nothing for any other.
///@{
CAVEAT_EXPORT std::optional<Severity> severity_of(std::string_view key);
CAVEAT_EXPORT std::optional<FactKind> fact_kind_of(std::string_view key);
CAVEAT_EXPORT std::optional<Verb> verb_of(std::string_view key);
CAVEAT_EXPORT std::optional<Verdict> verdict_of(std::string_view key);
CAVEAT_EXPORT std::optional<Respondent> respondent_of(std::string_view key);
CAVEAT_EXPORT std::optional<IfUnknown> if_unknown_of(std::string_view key);
CAVEAT_EXPORT std::optional<Status> status_of(std::string_view key);
CAVEAT_EXPORT std::optional<Certainty> certainty_of(std::string_view key);
CAVEAT_EXPORT std::optional<Operator> operator_of(std::string_view key);
///@}

}  // namespace caveat
