// From comparisons of what ends at 100 to limits between 0 and 1. Entrance: fractions_of_percent.

#include "analysis/fractions.hpp"

#include <caveat/codes.hpp>

#include "analysis/tested_number.hpp"
#include "analysis/written_file.hpp"
#include "model/evaluation.hpp"
#include "text/diagnostics.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace caveat::analysis {

namespace {

using model::ExprId;
using text::quoted;
using values::Rational;

/// Where a limit is written, and what it belongs to.
struct LimitPlace {
    Span span;
    Span owner;
};

class Fractions {
  public:
    explicit Fractions(const api::LoadedRules& loaded)
        : text_(loaded.source),
          document_(document_of(loaded)),
          rules_(loaded.model),
          tree_(rules_.tree) {
        nothing_.fit(tree_);
        model::Scratch scratch;
        model::Evaluation(rules_, {}, nothing_, scratch, nullptr).all();
    }

    std::vector<Finding> find() {
        for (ExprId id = 0; id < tree_.size(); ++id) {
            const model::Node& node = tree_[id].node;
            if (const auto* test = std::get_if<model::Compare>(&node)) {
                look_at(test->left, test->right);
                look_at(test->right, test->left);
            } else if (const auto* between = std::get_if<model::Between>(&node)) {
                look_at(between->value, between->low);
                look_at(between->value, between->high);
            }
        }
        return in_order_of_the_file(std::move(found_));
    }

  private:
    void look_at(ExprId number, ExprId limit) {
        const auto* constant = std::get_if<model::NumberConstant>(&tree_[limit].node);
        if (constant == nullptr || !constant->value.is_single()) return;
        const auto written = in_own_unit(tree_, number, constant->value.low.value);
        if (!written || *written <= Rational(0) || *written >= Rational(1)) return;
        if (!ends_at_hundred(number)) return;
        const std::optional<LimitPlace> place = place_of_limit(tree_[limit].span);
        const bool has_unit = !unit_of(number).empty();
        if (!place || (!has_unit && place->owner == Span{})) return;
        if (!seen_.insert(place->span.begin).second) return;
        const auto times_hundred = values::multiply(*written, Rational(100));
        if (times_hundred) report(number, *times_hundred, *place, has_unit);
    }

    [[nodiscard]] std::string_view words(Span span) const {
        return std::string_view(text_).substr(span.begin, span.end - span.begin);
    }
    [[nodiscard]] const std::string& unit_of(ExprId number) const {
        return tree_.unit(tree_[number].unit).symbol;
    }

    bool ends_at_hundred(ExprId number) const {
        if (!unit_of(number).empty() && unit_of(number) != "%") return false;
        const auto* field = std::get_if<model::FieldValue>(&tree_[number].node);
        const values::Range& range =
            field != nullptr ? rules_.catalogue[field->records].fields[field->field].type.range
                             : nothing_.numbers[tree_[number].slot];
        if (!range.high.is_finite()) return false;
        const auto high = in_own_unit(tree_, number, range.high.value);
        return high == Rational(100);
    }

    /// A number that stands there, or in the parameter named there, with no unit behind it.
    std::optional<LimitPlace> place_of_limit(Span span) const {
        if (is_bare(words(span))) return LimitPlace{span, owner_of(span)};
        const std::string name = text::canonical_name(words(span));
        for (const language::ParameterEntry& parameter : document_.parameters) {
            if (!parameter.value || text::canonical_name(parameter.name.text) != name) continue;
            if (!is_bare(parameter.value->text)) return std::nullopt;
            return LimitPlace{parameter.value->span, parameter.span};
        }
        return std::nullopt;
    }

    static bool is_bare(std::string_view number) {
        return !number.empty() && number.find_first_not_of("0123456789.") == std::string_view::npos;
    }

    Span owner_of(Span span) const {
        const auto holds = [&](const auto& entry) {
            return entry.span.begin <= span.begin && span.end <= entry.span.end;
        };
        const auto find = [&](const auto& entries) -> std::optional<Span> {
            const auto found = std::find_if(entries.begin(), entries.end(), holds);
            return found == entries.end() ? std::nullopt : std::optional(found->span);
        };
        if (const auto rule = find(document_.rules)) return *rule;
        if (const auto score = find(document_.scores)) return *score;
        return find(document_.facts).value_or(Span{});
    }

    void report(ExprId number, const Rational& times_hundred, const LimitPlace& place,
                bool has_unit) {
        const std::string unit = has_unit ? " %" : "";
        const std::string limit(words(place.span));
        const std::string meant = values::to_text(times_hundred) + unit;
        const std::string name = quoted(text::one_line(words(tree_[number].span)));
        const std::string message = name + " goes up to 100" + unit + ", and this is ";
        // The limits of one table, or of one rule, are one mistake.
        const auto same = std::find_if(found_.begin(), found_.end(), [&](const Finding& each) {
            return place.owner != Span{} && each.owner == place.owner &&
                   each.diagnostic.message.starts_with(message);
        });
        if (same != found_.end()) {
            text::with(same->diagnostic).label(place.span, "and this is " + limit + unit);
            same->diagnostic.fixes.front().edits.push_back({place.span, meant});
            if (has_unit) same->diagnostic.fixes.back().edits.push_back({place.span, limit + unit});
            return;
        }
        Finding finding;
        Diagnostic& problem = finding.diagnostic;
        problem.severity = Severity::warning;
        problem.code = codes::fraction_of_percent;
        problem.span = place.span;
        problem.message = message + limit + unit;
        problem.help = "did you mean " + quoted(meant) + "? ";
        problem.help +=
            has_unit ? "if not, write " + quoted(limit + unit) : "if not, say so under `accept`";
        problem.fixes.push_back({"write " + quoted(meant), {{place.span, meant}}});
        if (has_unit) {
            problem.fixes.push_back(
                {"write " + quoted(limit + unit), {{place.span, limit + unit}}});
        }
        finding.owner = place.owner;
        found_.push_back(std::move(finding));
    }

    const std::string& text_;
    const language::Document& document_;
    const model::RuleSet& rules_;
    const model::Tree& tree_;
    model::Values nothing_;
    std::set<std::uint32_t> seen_;  ///< where a limit begins
    std::vector<Finding> found_;
};

}  // namespace

std::vector<Finding> fractions_of_percent(const api::LoadedRules& loaded) {
    return Fractions(loaded).find();
}

}  // namespace caveat::analysis
