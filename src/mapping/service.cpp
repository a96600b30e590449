// Reads how a rule set answers an EHR. Entrances: read_service, read_outcomes.

#include "mapping/context.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace caveat::mapping {

namespace {

using language::KeyedValues;
using language::Scalar;
using language::YamlNode;
using text::quoted;

const std::vector<std::string> hooks_known{"patient-view",    "appointment-book",
                                           "order-select",    "order-sign",
                                           "encounter-start", "encounter-discharge"};

const std::vector<std::string> verbs_known{"inform",  "suggest", "caution",
                                           "require", "refer",   "avoid"};

std::string text_of(const KeyedValues& values, std::string_view key) {
    const auto text = values.text(key);
    return text ? text->text : std::string();
}

std::vector<Coding> read_reasons(Context& context, const KeyedValues& values) {
    const YamlNode* const node = values.find("override reasons");
    if (node == nullptr) return {};
    std::vector<Coding> reasons = read_codes(context, *node, "`override reasons`").codings();
    for (const Coding& each : reasons) {
        if (!each.display.empty()) continue;
        context
            .error("bad-coding", each.span,
                   "the reason " + quoted(each.code) + " has no words that people could choose")
            .help("write them behind a bar, as in `" + each.code + " | not wanted by the patient`");
    }
    return reasons;
}

class HookReader {
  public:
    HookReader(Context& context, const Scalar& name, const YamlNode& node)
        : context_(context), name_(name), node_(node) {}

    std::optional<Hook> read() {
        for (const std::string& known : hooks_known) {
            if (known == name_.text) hook_.name = known;
        }
        if (hook_.name.empty()) {
            context_.error("unknown-hook", name_.span, "no hook is called " + quoted(name_.text))
                .help(help_from_list(name_.text, hooks_known));
            return std::nullopt;
        }
        hook_.span = name_.span;
        const YamlNode* const mapping = language::as_mapping(
            node_, "a hook", "write `{show from: caution}`", context_.diagnostics);
        if (mapping == nullptr) return std::nullopt;
        const KeyedValues values(*mapping, "a hook", {"show from", "when booked", "when ordered"},
                                 context_.diagnostics);
        if (const auto verb = values.text("show from")) read_verb(*verb);
        read_filter(values, "when booked", hook_.name == "appointment-book");
        read_filter(values, "when ordered",
                    hook_.name == "order-select" || hook_.name == "order-sign");
        return std::move(hook_);
    }

  private:
    void read_verb(const Scalar& written) {
        const std::string word = text::canonical_name(written.text);
        for (std::size_t i = 0; i < verbs_known.size(); ++i) {
            if (verbs_known[i] != word) continue;
            hook_.show_from = static_cast<Verb>(i);
            if (hook_.show_from <= Verb::refer) return;
            context_
                .error("hides-warning", written.span,
                       quoted(written.text) + " would hide what refers the patient")
                .help(
                    "write `refer` or a milder verb: what refers or advises against is always "
                    "shown");
            return;
        }
        context_.error("unknown-word", written.span, "no verb is called " + quoted(written.text))
            .help(help_from_list(written.text, verbs_known));
    }

    void read_filter(const KeyedValues& values, std::string_view key, bool fits) {
        const YamlNode* const node = values.find(key);
        if (node == nullptr) return;
        if (!fits) {
            context_
                .error("misplaced-key", node->span,
                       quoted(key) + " means nothing for " + quoted(hook_.name))
                .help("take it out");
            return;
        }
        hook_.only_for = read_codes(context_, *node, quoted(key));
    }

    Context& context_;
    const Scalar& name_;
    const YamlNode& node_;
    Hook hook_;
};

class OutcomeReader {
  public:
    OutcomeReader(Context& context, const Scalar& name) : context_(context), name_(name) {}

    void read(const YamlNode& node) {
        const auto first = context_.rules.find_outcome(name_.text);
        if (!first) return unknown();
        const YamlNode* const mapping = language::as_mapping(
            node, "an outcome", "write `{summary: Ask a doctor first}`", context_.diagnostics);
        if (mapping == nullptr) return;
        const KeyedValues values(*mapping, "an outcome", {"summary", "order", "override reasons"},
                                 context_.diagnostics);
        OutcomeCard card;
        card.summary = text_of(values, "summary");
        card.override_reasons = read_reasons(context_, values);
        if (const YamlNode* order = values.find("order")) read_order(*order, card);
        // Those that differ in their arguments alone are one declaration.
        const std::string_view id = context_.rules.outcome(*first).id;
        for (const OutcomeId each : context_.rules.outcomes()) {
            if (context_.rules.outcome(each).id != id) continue;
            context_.tables.service.outcomes[each.index] = card;
        }
    }

  private:
    void unknown() {
        std::vector<std::string> names;
        for (const OutcomeId each : context_.rules.outcomes()) {
            const OutcomeInfo& info = context_.rules.outcome(each);
            std::string name =
                verbs_known[static_cast<std::size_t>(info.verb)] + " " + std::string(info.name);
            if (!context_.rules.find_outcome(name)) {  // with the arguments that a rule gives it
                name = info.id;
                std::replace(name.begin(), name.end(), '_', ' ');
            }
            if (names.empty() || names.back() != name) names.push_back(std::move(name));
        }
        const std::string help = text::help_for_name(name_.text, names);
        context_.error("unknown-name", name_.span, "no outcome is called " + quoted(name_.text))
            .help(help.empty() ? "name outcomes that the rule file declares" : help);
    }

    void read_order(const YamlNode& node, OutcomeCard& card) {
        constexpr std::string_view help =
            "write `{create: ServiceRequest, coded as: {SYSTEM: CODE | its name}}`";
        const YamlNode* const mapping =
            language::as_mapping(node, "an order", help, context_.diagnostics);
        if (mapping == nullptr) return;
        const KeyedValues values(*mapping, "an order", {"create", "coded as", "priority"},
                                 context_.diagnostics);
        values.require("create", name_.span, help);
        values.require("coded as", name_.span, help);
        const auto type = values.text("create");
        const YamlNode* const codes = values.find("coded as");
        if (!type || codes == nullptr) return;
        const std::vector<std::string> types{"ServiceRequest", "MedicationRequest"};
        if (type->text != types[0] && type->text != types[1]) {
            context_.error("unknown-type", type->span, quoted(type->text) + " is not ordered")
                .help(help_from_list(type->text, types));
            return;
        }
        const CodeTable table = read_codes(context_, *codes, "`coded as`");
        if (table.codings().size() != 1 || table.codings().front().is_prefix) {
            if (!table.empty()) {
                context_.error("bad-coding", codes->span, "an order has one code")
                    .help("write the one that is to be ordered");
            }
            return;
        }
        card.order = type->text;
        card.order_code = table.codings().front();
        read_priority(values, card);
    }

    void read_priority(const KeyedValues& values, OutcomeCard& card) {
        const auto priority = values.text("priority");
        if (!priority) return;
        const std::vector<std::string> known{"routine", "urgent", "asap", "stat"};
        for (const std::string& each : known) {
            if (each == priority->text) card.priority = each;
        }
        if (!card.priority.empty()) return;
        context_
            .error("unknown-word", priority->span,
                   "no priority is called " + quoted(priority->text))
            .help(help_from_list(priority->text, known));
    }

    Context& context_;
    const Scalar& name_;
};

}  // namespace

void read_service(Context& context, const YamlNode& node) {
    const YamlNode* const mapping = language::as_mapping(
        node, "`service`", "write `hooks: {patient-view: {show from: caution}}`",
        context.diagnostics);
    if (mapping == nullptr) return;
    const KeyedValues values(*mapping, "`service`",
                             {"title", "description", "usage", "hooks", "override reasons"},
                             context.diagnostics);
    Service& service = context.tables.service;
    service.title = text_of(values, "title");
    service.description = text_of(values, "description");
    service.usage = text_of(values, "usage");
    service.override_reasons = read_reasons(context, values);
    const YamlNode* const hooks = values.find("hooks");
    if (hooks == nullptr) return;
    const YamlNode* const list = language::as_mapping(
        *hooks, "`hooks`", "write `{patient-view: {show from: caution}}`", context.diagnostics);
    if (list == nullptr) return;
    service.hooks.clear();
    for (const language::YamlPair& pair : list->pairs) {
        if (auto hook = HookReader(context, pair.key, pair.value).read()) {
            service.hooks.push_back(std::move(*hook));
        }
    }
}

void read_outcomes(Context& context, const YamlNode& node) {
    const YamlNode* const mapping = language::as_mapping(
        node, "`outcomes`", "write the name of an outcome, and what its card says",
        context.diagnostics);
    if (mapping == nullptr) return;
    for (const language::YamlPair& pair : mapping->pairs) {
        OutcomeReader(context, pair.key).read(pair.value);
    }
}

}  // namespace caveat::mapping
