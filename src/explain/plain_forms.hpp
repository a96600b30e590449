#pragma once

// Each condition in a few bytes: most rules are explained without a look at the typed tree.

#include "facts/code_set.hpp"
#include "facts/profile.hpp"
#include "model/rule_set.hpp"
#include "values/rational.hpp"

#include <cstdint>
#include <vector>

namespace caveat::explain {

using model::ExprId;

/// A group of conditions, or a plain test: one fact, with nothing that stands in for it, beside a
/// constant. With no answer a plain test is always unknown.
struct PlainForm {
    enum class Kind : std::uint8_t {
        unread,
        all,
        any,
        at_least,  ///< `count` of the parts
        denial,    ///< of `test`
        gated,     ///< the test and its gates
        yes_no,
        number,
        choice,
        includes_any,
        includes_all,
        other,  ///< anything else
    };
    Kind kind = Kind::unread;
    model::Comparison comparison = model::Comparison::equal;  ///< number
    std::uint32_t fact = 0;                                   ///< of a plain test
    std::uint32_t limit = 0;                                  ///< number, choice, …
    model::Children parts;                                    ///< of a group
    std::uint32_t count = 0;                                  ///< at_least
    ExprId test = model::none;                                ///< denial, gated

    [[nodiscard]] bool is_plain() const { return kind >= Kind::yes_no && kind < Kind::other; }
    [[nodiscard]] bool is_group() const { return kind >= Kind::all && kind <= Kind::gated; }
};

class PlainForms {
  public:
    explicit PlainForms(const model::RuleSet& rules) : rules_(rules), forms_(rules.tree.size()) {}

    /// Of a condition that is not inside a `where`.
    const PlainForm& operator[](ExprId id) {
        PlainForm& form = forms_[id];
        if (form.kind == PlainForm::Kind::unread) form = read(id);
        return form;
    }
    /// What the answer makes of a plain test.
    [[nodiscard]] Truth truth(const PlainForm& test, const facts::Value& answer) const;
    /// The codes of a plain test on a choice or choices.
    [[nodiscard]] const facts::CodeSet& codes(const PlainForm& test) const {
        return codes_[test.limit];
    }

  private:
    [[nodiscard]] Truth number_truth(const PlainForm& test, const facts::Value& answer) const;
    PlainForm read(ExprId id);
    PlainForm read_comparison(const model::Compare& node);
    PlainForm read_codes(ExprId value, const facts::CodeSet& codes, PlainForm::Kind kind);

    const model::RuleSet& rules_;
    std::vector<PlainForm> forms_;  ///< by ExprId
    std::vector<values::Rational> numbers_;
    std::vector<facts::CodeSet> codes_;
};

}  // namespace caveat::explain
