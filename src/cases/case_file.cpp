// Turns a YAML file of cases into cases: every key known, every name looked up in the rule set.
// Entrances: read_case_file, read_own_cases.

#include <caveat/authoring/cases.hpp>

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "cases/case_profile.hpp"
#include "cases/coverage.hpp"
#include "cases/expectations.hpp"
#include "explain/words.hpp"
#include "language/document_reader.hpp"
#include "language/yaml_reader.hpp"
#include "text/names.hpp"
#include "text/suggest.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace caveat::authoring {

namespace {

using cases::condition_words;
using cases::NameLookup;
using cases::read_case_profile;
using cases::read_expectations;
using cases::read_word;
using cases::read_yes_no;
using cases::truth_words;
using cases::with_words;
using language::KeyedValues;
using language::Scalar;
using language::YamlNode;
using text::quoted;
using text::with;

using Names = std::map<std::string, Span>;

class CasesReader {
  public:
    CasesReader(const RuleSet& rules, text::Diagnostics& diagnostics,
                const std::vector<CaseFile>& before)
        : rules_(rules), diagnostics_(diagnostics), lookup_(rules, diagnostics) {
        for (const CaseFile& file : before) {
            for (const Case& each : file.cases)
                elsewhere_[text::folded(each.name)] = file.source.name;
        }
    }

    void read(const KeyedValues& values, CaseFile& file) {
        if (const YamlNode* node = values.find("cases")) {
            const YamlNode* list =
                language::as_list(*node, "`cases`", "put `- ` before each case", diagnostics_);
            for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
                if (auto one = read_case(list->items[i])) file.cases.push_back(std::move(*one));
            }
        }
        if (const YamlNode* node = values.find("unreachable")) {
            const YamlNode* list = language::as_list(*node, "`unreachable`",
                                                     "put `- ` before each answer", diagnostics_);
            for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
                if (auto one = read_answer(list->items[i])) {
                    file.unreachable.push_back(std::move(*one));
                }
            }
        }
    }

  private:
    std::optional<Case> read_case(const YamlNode& node) {
        const YamlNode* const mapping =
            language::as_mapping(node, "a case", "write `name: …`", diagnostics_);
        if (mapping == nullptr) return std::nullopt;
        const Span place = mapping->pairs.empty() ? node.span : mapping->pairs.front().key.span;
        const KeyedValues values(*mapping, "a case",
                                 {"name", "as of", "facts", "respondents", "approved", "expect"},
                                 diagnostics_);
        values.require("name", place, "write `name: one sentence that says what this case shows`");
        values.require("expect", place, "write what must hold: `expect: {fires: [rule-id]}`");
        const std::optional<Scalar> name = values.text("name");
        if (name) check_name(*name);
        bool is_approved = true;
        if (const auto approved = values.text("approved")) {
            is_approved = read_yes_no(*approved, "approved", diagnostics_).value_or(true);
        }
        Respondents respondents;
        if (const YamlNode* who = values.find("respondents")) respondents = read_respondents(*who);
        Expectations expect;
        if (const YamlNode* expected = values.find("expect")) {
            expect = read_expectations(lookup_, *expected, diagnostics_);
        }
        std::vector<std::string> codes;
        for (const Placed<std::string>& code : expect.problems) codes.push_back(code.value);
        const Span span = name ? name->span : place;
        Profile profile = read_case_profile(rules_, facts_of(values), values.text("as of"), span,
                                            codes, diagnostics_);
        return Case{name ? name->text : std::string{},
                    span,
                    is_approved,
                    respondents,
                    profile,
                    std::move(expect)};
    }

    const YamlNode* facts_of(const KeyedValues& values) {
        const YamlNode* const node = values.find("facts");
        if (node == nullptr) return nullptr;
        return language::as_mapping(*node, "`facts`", "write `facts: {}` where nothing is known",
                                    diagnostics_);
    }

    void check_name(const Scalar& name) {
        const std::string folded = text::folded(name.text);
        const auto [found, is_new] = names_.emplace(folded, name.span);
        if (!is_new) {
            with(diagnostics_.error("duplicate-name", name.span,
                                    "two cases are called " + quoted(name.text)))
                .label(found->second, "the first one")
                .help("give each a name that says what it alone shows");
            return;
        }
        const auto other = elsewhere_.find(folded);
        if (other == elsewhere_.end()) return;
        with(diagnostics_.error(
                 "duplicate-name", name.span,
                 "a case in " + quoted(other->second) + " is called " + quoted(name.text) + " too"))
            .help("give each a name that says what it alone shows");
    }

    Respondents read_respondents(const YamlNode& node) {
        Respondents who{false, false};
        for (const Scalar& one : language::as_texts(node, "respondents", diagnostics_)) {
            const std::string word = text::canonical_name(one.text);
            if (word == "patient") {
                who.patient = true;
            } else if (word == "clinician") {
                who.clinician = true;
            } else {
                const std::vector<std::string> known{"patient", "clinician"};
                std::string help = text::help_for_name(word, known);
                with(diagnostics_.error("unknown-respondent", one.span,
                                        "nobody here is called " + quoted(one.text)))
                    .help(help.empty() ? "write `patient`, `clinician`, or both" : help);
            }
        }
        return who;
    }

    std::optional<Unreachable> read_answer(const YamlNode& node) {
        const YamlNode* const mapping = language::as_mapping(
            node, "an answer", "write `{rule: …, never: fired, because: …}`", diagnostics_);
        if (mapping == nullptr) return std::nullopt;
        const Span place = mapping->pairs.empty() ? node.span : mapping->pairs.front().key.span;
        const KeyedValues values(*mapping, "an answer", {"rule", "test", "never", "because"},
                                 diagnostics_);
        values.require("never", place,
                       "write `never: fired` for a rule, `never: unknown` for a test");
        values.require("because", place, "write why no patient can show it: `because: …`");
        const std::optional<Scalar> rule = values.text("rule");
        const std::optional<Scalar> test = values.text("test");
        if (rule.has_value() == test.has_value()) {
            with(diagnostics_.error("wrong-form", place,
                                    "an answer is about one rule or about one test"))
                .help("write `rule: id`, or `test: \"the words of the test\"`");
            return std::nullopt;
        }
        Unreachable answer;
        answer.span = rule ? rule->span : test->span;
        if (const auto because = values.text("because")) answer.because = because->text;
        if (rule) {
            answer.rule = lookup_.rule(*rule);
            if (!answer.rule) return std::nullopt;
        } else {
            answer.test = condition_words(test->text);
        }
        for (const Scalar& word : values.texts("never")) read_never(word, answer);
        return answer;
    }

    void read_never(const Scalar& word, Unreachable& answer) {
        static const auto statuses = with_words({Status::fired, Status::presumed, Status::undecided,
                                                 Status::overridden, Status::not_fired},
                                                explain::status_words);
        if (answer.rule) {
            if (const auto found = read_word(word, statuses, "a status of a rule", diagnostics_)) {
                answer.never_status.push_back({*found, word.span});
            }
        } else if (const auto found =
                       read_word(word, truth_words(), "a truth of a test", diagnostics_)) {
            answer.never_truth.push_back({*found, word.span});
        }
    }

    const RuleSet& rules_;
    text::Diagnostics& diagnostics_;
    NameLookup lookup_;
    Names names_;
    std::map<std::string, std::string> elsewhere_;  ///< names of cases, by the file that has them
};

void finish(CaseFile& file, text::Diagnostics& diagnostics) {
    file.is_usable = !diagnostics.has_errors();
    file.diagnostics = diagnostics.take();
}

constexpr language::ReadLimits limits{};

}  // namespace

CaseFile read_case_file(const RuleSet& rules, std::string_view text, std::string_view name,
                        const std::vector<CaseFile>& before) {
    CaseFile file;
    file.source.name = std::string(name);
    text::Diagnostics diagnostics;
    if (text.size() > most_case_bytes) {
        with(diagnostics.error(
                 "file-too-large", Span{0, 0},
                 "the file has more than " + std::to_string(most_case_bytes) + " bytes"))
            .help("split it: name each part by `--cases`");
        finish(file, diagnostics);
        return file;
    }
    file.source.text = std::string(text);
    const auto root = language::read_yaml(file.source.text, limits, diagnostics);
    if (root && root->kind == YamlNode::Kind::mapping) {
        const KeyedValues values(*root, "a file of cases", {"caveat", "cases", "unreachable"},
                                 diagnostics);
        if (const auto version = values.text("caveat"); version && version->text != "1") {
            with(diagnostics.error(
                     "unknown-version", version->span,
                     "the language version " + quoted(version->text) + " is not known here"))
                .help("write `caveat: 1`");
        }
        values.require("cases", root->pairs.empty() ? root->span : root->pairs.front().key.span,
                       "write `cases:`, and below it one case after each `- `");
        CasesReader(rules, diagnostics, before).read(values, file);
    } else if (!diagnostics.has_errors()) {
        with(diagnostics.error("not-a-case-file", root ? root->span : Span{0, 0},
                               "this is no file of cases"))
            .help("it begins with `cases:`, and below it stands one case after each `- `");
    }
    finish(file, diagnostics);
    return file;
}

std::optional<CaseFile> read_own_cases(const RuleSet& rules, std::string_view name) {
    CaseFile file;
    file.source.name = std::string(name);
    file.source.text = api::loaded_of(rules).source;
    text::Diagnostics unseen;  // the file has been loaded: what it says of it was said then
    const auto root = language::read_yaml(file.source.text, limits, unseen);
    if (!root || root->kind != YamlNode::Kind::mapping) return std::nullopt;
    language::YamlNode part;
    part.kind = YamlNode::Kind::mapping;
    part.span = root->span;
    for (const language::YamlPair& pair : root->pairs) {
        const std::string key = text::canonical_name(pair.key.text);
        if (key == "cases" || key == "unreachable") part.pairs.push_back(pair);
    }
    if (part.pairs.empty()) return std::nullopt;
    text::Diagnostics diagnostics;
    const KeyedValues values(part, "a rule file", {"cases", "unreachable"}, diagnostics);
    CasesReader(rules, diagnostics, {}).read(values, file);
    finish(file, diagnostics);
    return file;
}

}  // namespace caveat::authoring
