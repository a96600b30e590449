#pragma once

// What the library tells, as dictionaries of Python's own types: they own what they hold.

#include <caveat/diagnostic.hpp>
#include <caveat/explain.hpp>
#include <caveat/rules.hpp>

#include <nanobind/nanobind.h>
#include <span>
#include <string_view>

namespace caveat::python {

/// A text; what is no UTF-8 in it becomes U+FFFD.
nanobind::str shown(std::string_view text);
/// The digits of a number; None for none.
nanobind::object shown(const std::optional<Decimal>& number);

/// Each as a dictionary of its members.
///@{
nanobind::dict shown(const FactInfo& fact);
nanobind::dict shown(const RuleSet& rules, const RuleInfo& rule);
nanobind::dict shown(const OutcomeInfo& outcome);
nanobind::dict shown(const ScoreInfo& score);
nanobind::dict shown(const SourceInfo& source);
nanobind::dict shown(const RuleSet& rules, const Reason& reason);
nanobind::dict shown(const Question& question);
///@}

/// Problems of a file; `text` is what they point into.
nanobind::list shown(std::span<const Diagnostic> problems, std::string_view text = {});

/// Positions of ids, as Python knows them.
template <typename Ids>
nanobind::list positions(const Ids& ids) {
    nanobind::list all;
    for (const auto id : ids) all.append(id.index);
    return all;
}

}  // namespace caveat::python
