// Turns `expect` of a case into expectations: rules, facts, outcomes and verdicts looked up.
// Entrance: read_expectations.

#include "cases/expectations.hpp"

#include <caveat/keys.hpp>

#include "api/report_words.hpp"

#include <array>

namespace caveat::cases {

namespace {

using language::KeyedValues;
using language::Scalar;
using language::YamlNode;
using text::quoted;
using text::with;

constexpr std::array<std::pair<std::string_view, RuleDemand>, 5> demands{
    {{"fires", RuleDemand::fires},
     {"presumes", RuleDemand::presumes},
     {"silent", RuleDemand::silent},
     {"undecided", RuleDemand::undecided},
     {"overridden", RuleDemand::overridden}}};

class ExpectationReader {
  public:
    ExpectationReader(NameLookup& lookup, text::Diagnostics& diagnostics)
        : lookup_(lookup), diagnostics_(diagnostics) {}

    Expectations read(const YamlNode& mapping) {
        const KeyedValues values(
            mapping, "`expect`",
            {"fires", "presumes", "silent", "undecided", "overridden", "asks", "outcomes",
             "verdict", "at least", "at most", "complete", "applicable", "problems"},
            diagnostics_);
        if (mapping.pairs.empty() && !mapping.lost_keys) {
            with(diagnostics_.error("empty-expectation", mapping.span,
                                    "this case expects nothing, so it could never fail"))
                .help("write what must hold: `expect: {fires: [rule-id]}`");
        }
        for (const auto& [key, demand] : demands) read_rules(values, key, demand);
        for (const Scalar& name : texts(values, "asks")) {
            if (const auto fact = lookup_.fact(name)) expect_.asks.push_back({*fact, name.span});
        }
        for (const Scalar& name : texts(values, "outcomes")) {
            const auto outcome = lookup_.outcome(name);
            if (outcome) expect_.outcomes.push_back({*outcome, name.span});
        }
        for (const Scalar& code : texts(values, "problems")) {
            expect_.problems.push_back({code.text, code.span});
        }
        read_words(values);
        return std::move(expect_);
    }

  private:
    /// What is listed under a key: something, or it would hold of everybody.
    std::vector<Scalar> texts(const KeyedValues& values, std::string_view key) {
        const YamlNode* const node = values.find(key);
        if (node != nullptr && node->kind == YamlNode::Kind::list && node->items.empty()) {
            with(diagnostics_.error("empty-expectation", node->span,
                                    quoted(key) + " names nothing, so it could never fail"))
                .help(help_for_nothing(key));
        }
        return values.texts(key);
    }

    /// What may have been meant by an empty list.
    static std::string help_for_nothing(std::string_view key) {
        if (key == "fires" || key == "presumes" || key == "outcomes") {
            return "where nothing may fire, name the rules: `silent: [rule-id]`";
        }
        if (key == "asks" || key == "undecided") {
            return "where nothing may be left open, write `complete: yes`";
        }
        return "name what must hold, or leave the key out";
    }

    void read_rules(const KeyedValues& values, std::string_view key, RuleDemand demand) {
        for (const Scalar& name : texts(values, key)) {
            const auto rule = lookup_.rule(name);
            if (rule) expect_.rules.push_back({demand, *rule, name.span});
        }
    }

    std::optional<Placed<Verdict>> read_verdict(const KeyedValues& values, std::string_view key) {
        static const std::vector<std::pair<std::string, Verdict>> words = [] {
            std::vector<std::pair<std::string, Verdict>> all;
            for (const Verdict each :
                 {Verdict::do_not_proceed, Verdict::refer_first, Verdict::proceed_with_conditions,
                  Verdict::proceed, Verdict::not_applicable}) {
                all.emplace_back(api::short_form(each), each);
            }
            return all;
        }();
        const std::optional<Scalar> text = values.text(key);
        if (!text) return std::nullopt;
        const auto verdict = read_word(*text, words, "a verdict", diagnostics_);
        if (!verdict) return std::nullopt;
        return Placed<Verdict>{*verdict, text->span};
    }

    void read_words(const KeyedValues& values) {
        expect_.verdict = read_verdict(values, "verdict");
        expect_.at_least = read_verdict(values, "at least");
        expect_.at_most = read_verdict(values, "at most");
        if (const auto text = values.text("complete")) {
            if (const auto said = read_yes_no(*text, "complete", diagnostics_)) {
                expect_.complete = {*said, text->span};
            }
        }
        if (const auto text = values.text("applicable")) {
            if (const auto said =
                    read_word(*text, truth_words(), "yes, no or unknown", diagnostics_)) {
                expect_.applicable = {*said, text->span};
            }
        }
    }

    NameLookup& lookup_;
    text::Diagnostics& diagnostics_;
    Expectations expect_;
};

}  // namespace

const std::vector<std::pair<std::string, Truth>>& truth_words() {
    static const auto words =
        with_words({Truth::yes, Truth::no, Truth::unknown}, [](Truth truth) { return key(truth); });
    return words;
}

Expectations read_expectations(NameLookup& lookup, const YamlNode& node,
                               text::Diagnostics& diagnostics) {
    const YamlNode* const mapping = language::as_mapping(
        node, "`expect`", "write `expect: {fires: [rule-id], verdict: refer first}`", diagnostics);
    if (mapping == nullptr) return {};
    return ExpectationReader(lookup, diagnostics).read(*mapping);
}

std::optional<RuleId> NameLookup::rule(const Scalar& name) {
    if (name.is_broken) return std::nullopt;
    if (const auto rule = rules_.find_rule(name.text)) return rule;
    for (std::uint32_t i = 0; rule_ids_.size() < rules_.rule_count(); ++i) {
        rule_ids_.emplace_back(rules_.rule(RuleId{i}).id);
    }
    unknown("unknown-rule", name, "no rule has the id ", rule_ids_);
    return std::nullopt;
}

std::optional<FactId> NameLookup::fact(const Scalar& name) {
    if (name.is_broken) return std::nullopt;
    if (const auto fact = rules_.find_fact(name.text)) return fact;
    for (std::uint32_t i = 0; fact_names_.size() < rules_.fact_count(); ++i) {
        fact_names_.emplace_back(rules_.fact(FactId{i}).name);
    }
    unknown("unknown-fact", name, "no fact is called ", fact_names_);
    return std::nullopt;
}

std::optional<OutcomeId> NameLookup::outcome(const Scalar& name) {
    if (name.is_broken) return std::nullopt;
    for (std::uint32_t i = 0; outcome_names_.size() < rules_.outcome_count(); ++i) {
        const OutcomeInfo outcome = rules_.outcome(OutcomeId{i});
        outcome_names_.push_back(api::name_of(outcome));
        outcomes_.emplace(text::canonical_name(outcome_names_.back()), OutcomeId{i});
        // `suggest 1 sessions` is read as well as `suggest 1 session`.
        outcomes_.emplace(text::canonical_name(api::key_words_of(outcome)), OutcomeId{i});
    }
    const auto found = outcomes_.find(text::canonical_name(name.text));
    if (found != outcomes_.end()) return found->second;
    unknown("unknown-outcome", name, "no rule leads to ", outcome_names_);
    return std::nullopt;
}

void NameLookup::unknown(text::DiagnosticCode code, const Scalar& name, const std::string& lead,
                         const std::vector<std::string>& known) {
    // Past the cap nobody reads the help, and a hostile file must not make it cost anything.
    const bool is_kept = diagnostics_.error_count() < text::Diagnostics::most_of_a_kind;
    with(diagnostics_.error(code, name.span, lead + quoted(name.text)))
        .help(is_kept ? text::help_for_name(name.text, known) : "");
}

std::optional<bool> read_yes_no(const Scalar& text, std::string_view name,
                                text::Diagnostics& diagnostics) {
    if (text.text == "yes") return true;
    if (text.text == "no") return false;
    if (!text.is_broken) {
        with(diagnostics.error("wrong-value", text.span,
                               quoted(name) + " is yes or no, not " + quoted(text.text)))
            .help("write `yes` or `no`");
    }
    return std::nullopt;
}

}  // namespace caveat::cases
