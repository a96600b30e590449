#pragma once

// What the nodes of a hand-made tree are worth for one patient, in words.

#include "model/evaluation.hpp"
#include "model/walk.hpp"
#include "unit/support/hand_made.hpp"

#include <span>
#include <string>
#include <vector>

namespace caveat::testing {

inline std::string to_text(Truth truth) {
    return truth == Truth::yes ? "yes" : truth == Truth::no ? "no" : "unknown";
}

class Worth {
  public:
    std::vector<model::Incident> incidents;

    Worth(const HandMade& book, const facts::Profile& profile,
          std::span<const std::uint8_t> visible = {}, bool presumes_prorated = false)
        : rules_(book.rules) {
        values_.fit(rules_.tree);
        model::Evaluation evaluation(rules_, {&profile, visible}, values_, scratch_, &incidents);
        if (presumes_prorated) evaluation.presume_prorated();
        evaluation.all();
    }
    Worth(const HandMade& book, const Answers& answers) : Worth(book, answers.profile) {}

    /// `yes`, `5 to 7`, `2026-11-20`; of a choice every code that it may be (`gentle or deep`); of
    /// choices what is in the list and what is not (`neck, not back`).
    [[nodiscard]] std::string of(ExprId id) const {
        const model::Expr& expr = rules_.tree[id];
        switch (expr.kind) {
            case ValueKind::truth:
                return to_text(values_.truths[expr.slot]);
            case ValueKind::yes_no:
                return to_text(values_.yes_no[expr.slot]);
            case ValueKind::number:
                return values::to_text(values_.numbers[expr.slot]);
            case ValueKind::choice:
                return names(id, values_.choices_one[expr.slot].present, " or ", "");
            case ValueKind::choices: {
                const model::CodesValue& list = values_.choices[expr.slot];
                const std::string present = names(id, list.present, ", ", "");
                const std::string absent = names(id, list.absent, ", ", "not ");
                return present.empty() || absent.empty() ? present + absent
                                                         : present + ", " + absent;
            }
            case ValueKind::date:
                break;
        }
        return values::to_text(values_.dates[expr.slot]);
    }

  private:
    [[nodiscard]] std::string names(ExprId id, const facts::CodeSet& codes,
                                    const std::string& between, const std::string& before) const {
        const auto place = model::measured_place(rules_.tree[id].node);
        std::string text;
        const std::vector<facts::Code>& all = rules_.catalogue.type_at(*place).codes;
        for (std::size_t code = 0; code < all.size(); ++code) {
            if (codes.contains(code))
                text += (text.empty() ? "" : between) + before + all[code].name;
        }
        return text;
    }

    const model::RuleSet& rules_;
    model::Values values_;
    model::Scratch scratch_;
};

}  // namespace caveat::testing
