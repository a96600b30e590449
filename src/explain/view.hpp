#pragma once

#include "eval/result.hpp"
#include "model/evaluation.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace caveat::explain {

/// The values that a sentence is about: of the whole screening, or with some facts hidden.
struct TreeView {
    const model::RuleSet& rules;
    const facts::Profile& profile;
    std::span<const std::uint8_t> visible;  ///< as in model::VisibleAnswers
    model::Values& values;                  ///< the nodes inside a `where` are overwritten
    model::Scratch& scratch;
    std::string_view source;  ///< the rule file, for the author's own words

    [[nodiscard]] model::VisibleAnswers patient() const { return {&profile, visible}; }
    [[nodiscard]] model::Evaluation evaluation() const {
        return {rules, patient(), values, scratch, nullptr};
    }
    [[nodiscard]] Truth truth(model::ExprId id) const { return values.truths[rules.tree[id].slot]; }
    /// Whether the fact has an answer that could be used and is not hidden.
    [[nodiscard]] bool is_answered(std::uint32_t fact) const {
        return patient().given(fact) == facts::Given::answered;
    }
};

}  // namespace caveat::explain
