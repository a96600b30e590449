// From the entries and bands of scores to those that nobody comes to. Entrance: unreached.

#include "proof/unreached.hpp"

#include "analysis/tested_number.hpp"
#include "analysis/written_file.hpp"
#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "model/entry_groups.hpp"
#include "model/evaluation.hpp"
#include "model/sharing.hpp"
#include "model/walk.hpp"
#include "proof/number_extent.hpp"
#include "text/diagnostics.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace caveat::proof {

namespace {

using analysis::number_tested_by;
using model::ExprId;
using model::ScoreEntry;
using model::Totals;
using text::quoted;
using values::Rational;

using Entries = std::span<const ScoreEntry>;

/// "`a`", "`a` and `b`", "`a`, `b` and `c`"
std::string listed(const std::vector<std::string>& words, const char* last) {
    std::string list;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) list += i + 1 == words.size() ? last : ", ";
        list += quoted(words[i]);
    }
    return list;
}

class Unreached {
  public:
    Unreached(const RuleSet& rules, const ReasonerOptions& options, Reasoner& reasoner)
        : options_(options),
          loaded_(api::loaded_of(rules)),
          model_(loaded_.model),
          tree_(model_.tree),
          document_(analysis::document_of(loaded_)),
          equal_to_(model::representatives(tree_)),
          reasoner_(reasoner) {
        nothing_.fit(tree_);
        model::Scratch scratch;
        model::Evaluation(model_, {}, nothing_, scratch, nullptr).all();
    }

    Checked run() {
        for (std::size_t i = 0; i < model_.scores.size(); ++i) {
            look_at_entries(i);
            look_at_bands(i);
            if (!reasoner_.is_spent()) continue;
            checked_.undecided.push_back({"", document_.scores[i].span,
                                          "what patients reach in " + name(i),
                                          "the rule set is too large for so many questions"});
            break;
        }
        return std::move(checked_);
    }

  private:
    [[nodiscard]] std::string words(Span span) const {
        return text::one_line(
            std::string_view(loaded_.source).substr(span.begin, span.end - span.begin));
    }
    [[nodiscard]] std::string name(std::size_t score) const {
        return quoted(document_.scores[score].name.text);
    }

    Diagnostic& found(std::size_t score, text::DiagnosticCode code, Span span,
                      std::string message) {
        Finding& finding = checked_.findings.emplace_back();
        finding.diagnostic.severity = Severity::warning;
        finding.diagnostic.code = code.text();
        finding.diagnostic.span = span;
        finding.diagnostic.message = std::move(message);
        finding.owner = document_.scores[score].span;
        return finding.diagnostic;
    }

    bool can_be(std::size_t score, text::DiagnosticCode code, const Reached& reached,
                const std::string& question) {
        if (reasoner_.is_spent()) return true;
        const Answered answered = reasoner_.ask({{}, std::nullopt, false, reached});
        if (answered.possible == Possible::not_decided && !reasoner_.is_spent()) {
            checked_.undecided.push_back(
                {code.text(), document_.scores[score].span, question, answered.why});
        }
        return answered.possible != Possible::no;
    }

    // Entries and rows

    void look_at_entries(std::size_t score) {
        const Entries all = model_.scores[score].entries;
        for (std::size_t at = 0; at < all.size();) {
            std::size_t next = at + 1;
            while (next < all.size() && all[next].item == all[at].item) ++next;
            if (all[at].condition != model::none) look_at_item(score, all.subspan(at, next - at));
            at = next;
        }
    }

    void look_at_item(std::size_t score, Entries item) {
        std::vector<const ScoreEntry*> never;
        for (const ScoreEntry& entry : item) {
            if (!can_count(score, entry)) never.push_back(&entry);
        }
        if (!never.empty()) report(score, item, never);
    }

    bool can_count(std::size_t score, const ScoreEntry& entry) {
        const model::Expr& condition = tree_[entry.condition];
        if (nothing_.truths[condition.slot] == Truth::no) return false;
        const auto tested = number_tested_by(tree_, equal_to_, entry.condition);
        std::vector<ExprId> roots{entry.condition};
        if (tested) {
            const values::Range& range = nothing_.numbers[tree_[tested->number].slot];
            const Totals numbers(range, model::step_of(model_, tested->number, range));
            if (!numbers.one_in(tested->interval)) return false;
            // It stands in one comparison for each end.
            roots = {tested->number};
            if (const auto* gated = std::get_if<model::Gated>(&condition.node)) {
                const auto gates = tree_.children(gated->gates);
                roots.insert(roots.end(), gates.begin(), gates.end());
            }
        }
        return looks_once(model_, roots) || can_be(score, "never-counts", {entry.condition, {}},
                                                   "whether " + quoted(words(entry.span)) + " in " +
                                                       name(score) + " counts for anybody");
    }

    void report(std::size_t score, Entries item, const std::vector<const ScoreEntry*>& never) {
        const ScoreEntry& first = *never.front();
        std::vector<std::string> rows;
        for (const ScoreEntry* row : never) rows.push_back(words(row->span));
        std::string message = "nobody meets ";
        if (first.is_row())
            message = rows.size() > 1 ? "nobody is in the rows " : "nobody is in the row ";
        message += listed(rows, " and ");
        const auto tested = number_tested_by(tree_, equal_to_, first.condition);
        const std::string extent =
            tested ? extent_text(model_, nothing_, tested->number, reasoner_) : "";
        const Span about = first.is_row() ? first.table
                           : tested       ? tree_[tested->number].span
                                          : Span{};
        if (!extent.empty()) message += ": " + quoted(words(about)) + " " + extent;
        Diagnostic& problem = found(score, "never-counts", first.span, std::move(message));
        for (std::size_t i = 1; i < never.size(); ++i) {
            text::with(problem).label(never[i]->span, "nor in this one");
        }
        if (const auto fix = in_percent(score, item, never)) {
            problem.help = "did you mean " + fix->title + "?";
            problem.fixes.push_back({"write " + fix->title, fix->edits});
        } else {
            problem.help = !tested          ? "look for parts of it that exclude each other"
                           : first.is_row() ? "correct the row, or take it out"
                                            : "correct the entry, or take it out";
        }
    }

    /// Where a ratio is compared with numbers that were meant as per cent: the item so.
    std::optional<Fix> in_percent(std::size_t score, Entries item,
                                  const std::vector<const ScoreEntry*>& never) const {
        const auto tested = number_tested_by(tree_, equal_to_, never.front()->condition);
        if (!tested || !tree_.unit(tree_[tested->number].unit).symbol.empty()) {
            return std::nullopt;
        }
        Fix fix;
        std::vector<std::string> written;
        for (const ScoreEntry& entry : item) {
            std::string row = words(entry.span);
            const std::string_view text =
                std::string_view(loaded_.source)
                    .substr(entry.span.begin, entry.span.end - entry.span.begin);
            constexpr std::string_view digits = "0123456789";
            const std::size_t last = text.find_last_of(digits);
            if (last == std::string_view::npos) return std::nullopt;
            const auto place = static_cast<std::uint32_t>(entry.span.begin + last + 1);
            fix.edits.push_back({{place, place}, " %"});
            row.insert(row.find_last_of(digits) + 1, " %");
            written.push_back(std::move(row));
        }
        fix.title = listed(written, " and ");
        return mends(fix, score, item.front().item) ? std::optional(fix) : std::nullopt;
    }

    /// Whether the file loads so, and somebody meets each of these entries.
    bool mends(const Fix& fix, std::size_t score, std::uint32_t item) const {
        std::string text = loaded_.source;
        for (auto edit = fix.edits.rbegin(); edit != fix.edits.rend(); ++edit) {
            text.replace(edit->span.begin, edit->span.end - edit->span.begin, edit->text);
        }
        const Loaded mended = load_text(text);
        if (!mended.rules) return false;
        Reasoner reasoner({*mended.rules}, options_);
        return Unreached(*mended.rules, options_, reasoner).all_count(score, item);
    }

    bool all_count(std::size_t score, std::uint32_t item) {
        const Entries all = model_.scores[score].entries;
        const bool all_may = std::all_of(all.begin(), all.end(), [&](const ScoreEntry& entry) {
            return entry.item != item || can_count(score, entry);
        });
        return all_may && checked_.undecided.empty();
    }

    // Bands

    void look_at_bands(std::size_t index) {
        const model::Score& score = model_.scores[index];
        if (score.bands.empty()) return;
        const Totals totals = model::totals_of(model_, score, nothing_);
        const bool is_exact = has_separate_answers(score);
        std::vector<std::size_t> never;
        for (std::size_t band = 0; band < score.bands.size(); ++band) {
            const model::Interval& interval = score.bands[band].interval;
            if (!totals.one_in(interval)) {
                // Of items made up for, totals lie between those of the others.
                if (score.prorating.at_least == 0 || lies_in(totals.range(), interval) == Truth::no)
                    never.push_back(band);
                continue;
            }
            if (is_exact || can_be(index, "empty-band", {score.value, interval},
                                   "whether any total of " + name(index) + " lies in " +
                                       quoted(score.bands[band].name))) {
                continue;
            }
            never.push_back(band);
        }
        if (!never.empty()) report_bands(index, never, totals.range());
    }

    /// Whether no two answers that its groups tell apart rest on one fact, so that every total that
    /// was counted is somebody's.
    bool has_separate_answers(const model::Score& score) const {
        if (!model_.impossible.empty()) return false;
        std::set<std::uint32_t> seen;
        std::set<std::uint32_t> choices;  // lists whose codes are answers of their own
        const auto is_new = [&](std::span<const ExprId> roots) {
            std::vector<std::uint32_t> facts;
            for (const ExprId root : roots) model::add_facts_behind(model_, root, facts);
            return std::all_of(facts.begin(), facts.end(),
                               [&](std::uint32_t fact) { return seen.insert(fact).second; });
        };
        for (const model::EntryGroup& group : score.groups) {
            for (const model::SharedAnswer& answer : group.answers) {
                const auto* fact = std::get_if<model::FactValue>(&tree_[answer.value].node);
                const bool is_code =
                    fact != nullptr && tree_[answer.value].kind == model::ValueKind::choices;
                if (is_code && !choices.insert(fact->fact).second) continue;
                if (!is_new({&answer.value, 1})) return false;
            }
        }
        for (std::size_t i = 0; i < score.alone.size();) {
            std::vector<ExprId> roots;
            const std::uint32_t item = score.entries[score.alone[i]].item;
            for (; i < score.alone.size() && score.entries[score.alone[i]].item == item; ++i) {
                const ScoreEntry& entry = score.entries[score.alone[i]];
                roots.push_back(entry.condition != model::none ? entry.condition : entry.number);
                for (const ExprId gate : tree_.children(entry.gates)) roots.push_back(gate);
            }
            if (!is_new(roots)) return false;
        }
        return true;
    }

    void report_bands(std::size_t index, const std::vector<std::size_t>& never,
                      const values::Range& totals) {
        const auto& bands = document_.scores[index].bands;
        std::vector<std::string> names;
        for (const std::size_t band : never) names.push_back(bands[band].name.text);
        const bool is_beyond = std::all_of(never.begin(), never.end(), [&](std::size_t band) {
            return lies_in(totals, model_.scores[index].bands[band].interval) == Truth::no;
        });
        Diagnostic& problem =
            found(index, "empty-band", bands[never.front()].interval.span,
                  "no total of " + name(index) + " lies in " + listed(names, " or ") +
                      (is_beyond ? ": it is " + values::to_text(totals) : ""));
        for (std::size_t i = 1; i < never.size(); ++i) {
            text::with(problem).label(bands[never[i]].interval.span, "nor in this one");
        }
        if (!is_beyond) {
            problem.help = "take it out, or let the band beside it cover it";
            return;
        }
        problem.help = "write the bands for " + values::to_text(totals);
        if (const auto factor = factor_of(index, totals)) {
            problem.help += ", or let every entry count " + values::to_text(*factor) +
                            " times as much" + example_of(index, *factor);
        }
    }

    /// How many times as much the highest total would have to be for the bands that are written.
    std::optional<Rational> factor_of(std::size_t index, const values::Range& totals) const {
        std::optional<Rational> end;
        for (const model::Band& band : model_.scores[index].bands) {
            for (const values::Bound& bound : {band.interval.low, band.interval.high}) {
                if (bound.is_finite() && (!end || bound.value > *end)) end = bound.value;
            }
        }
        if (!end || !totals.high.is_finite() || totals.high.value <= Rational(0)) {
            return std::nullopt;
        }
        const auto factor = values::divide(*end, totals.high.value);
        const bool is_plain = factor && factor->is_whole() && *factor > Rational(1);
        return is_plain ? factor : std::nullopt;
    }

    /// `, as in pain * 2` for the first entry that is a number.
    std::string example_of(std::size_t index, const Rational& factor) const {
        for (const language::PointsEntry& entry : document_.scores[index].points) {
            if (entry.weight || entry.is_table) continue;
            return ", as in " +
                   quoted(words(entry.expression.span) + " * " + values::to_text(factor));
        }
        return "";
    }

    const ReasonerOptions& options_;
    const api::LoadedRules& loaded_;
    const model::RuleSet& model_;
    const model::Tree& tree_;
    const language::Document& document_;
    std::vector<ExprId> equal_to_;
    Reasoner& reasoner_;
    model::Values nothing_;
    Checked checked_;
};

}  // namespace

Checked unreached(const RuleSet& rules, const ReasonerOptions& options, Reasoner& reasoner) {
    return Unreached(rules, options, reasoner).run();
}

}  // namespace caveat::proof
