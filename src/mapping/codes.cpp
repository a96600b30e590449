// Reads systems and codes, and what else every part of a mapping is made of. Entrance: read_codes.

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "mapping/context.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <utility>

namespace caveat::mapping {

namespace {

using language::Scalar;
using language::YamlNode;
using text::quoted;

std::string_view trimmed(std::string_view words) {
    const std::size_t begin = std::min(words.find_first_not_of(" \t\n"), words.size());
    return words.substr(begin, words.find_last_not_of(" \t\n") + 1 - begin);
}

/// `M54.5*`, `278860009 | Chronic low back pain`
void read_code(Context& context, const Scalar& written, const std::string& system,
               std::vector<Coding>& into) {
    const std::string_view text = written.text;
    const std::size_t bar = std::min(text.find('|'), text.size());
    Coding made{system, std::string(trimmed(text.substr(0, bar))),
                std::string(trimmed(text.substr(std::min(bar + 1, text.size())))), false,
                written.span};
    const std::size_t star = made.code.find('*');
    if (made.code.empty() || star == 0) {
        context.error("bad-coding", written.span, "a code is missing before what stands here")
            .help("write a code, as in `278860009`, or `278860009 | what it means`");
        return;
    }
    if (made.code.find_first_of(" \t\n,;") != std::string::npos) {
        context.error("bad-coding", written.span, quoted(made.code) + " is more than one code")
            .help("write a list, as in `[278860009, 161891005]`");
        return;
    }
    if (star != std::string::npos) {
        if (star + 1 != made.code.size() || !has_prefixes(system)) {
            context
                .error("bad-coding", written.span,
                       quoted(made.code) + " names no code: nothing here begins with another code")
                .help(
                    "`*` stands at the end, and in `icd10`, `icd10cm`, `icd10gm` and `atc` alone; "
                    "list the codes, or name a value set by `kinds of`");
            return;
        }
        made.is_prefix = true;
        made.code.pop_back();
    }
    if (!is_written_well(system, made.code)) {
        context
            .error("bad-coding", written.span,
                   quoted(made.code) + " is not written as its system writes codes")
            .help(
                "write it in capitals, and in ICD-10 with its point, as in `M54.50`; of SNOMED "
                "the number of one concept");
        return;
    }
    into.push_back(std::move(made));
}

}  // namespace

const facts::Catalogue& Context::catalogue() const {
    return api::loaded_of(rules).model.catalogue;
}

std::optional<std::string> Context::system(std::string_view name) const {
    const auto found = systems.find(text::canonical_name(name));
    if (found != systems.end()) return found->second;
    if (name.find("://") != std::string_view::npos || name.starts_with("urn:")) {
        return std::string(name);
    }
    return std::nullopt;
}

std::vector<std::string> Context::system_names() const {
    std::vector<std::string> names;
    for (const auto& each : systems) names.push_back(each.first);
    return names;
}

std::optional<std::uint32_t> Context::fact(const Scalar& name) {
    const auto found = catalogue().find(name.text);
    if (found) return found;
    const std::string help = text::help_for_name(name.text, catalogue().names());
    error("unknown-name", name.span, "no fact is called " + quoted(name.text))
        .help(help.empty() ? "name facts that the rule file declares" : help);
    return std::nullopt;
}

std::optional<std::uint32_t> Context::query(std::string_view key) const {
    for (std::uint32_t i = 0; i < tables.queries.size(); ++i) {
        if (tables.queries[i].key == key) return i;
    }
    return std::nullopt;
}

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i != 0) text += i + 1 == names.size() ? " or " : ", ";
        text += quoted(names[i]);
    }
    return text;
}

std::string help_from_list(std::string_view wrong, const std::vector<std::string>& names) {
    std::string help = text::help_for_name(wrong, names);
    if (help.empty() && !names.empty()) help = "write " + listed(names);
    return help;
}

std::optional<bool> read_yes_no(Context& context, const Scalar& word, std::string_view key) {
    const std::string folded = text::folded(word.text);
    if (folded == "yes" || folded == "no") return folded == "yes";
    context.error("wrong-value", word.span, quoted(key) + " is `yes` or `no`")
        .help("write `" + std::string(key) + ": yes`, or take the line out");
    return std::nullopt;
}

CodeTable read_codes(Context& context, const YamlNode& node, std::string_view what) {
    std::vector<Coding> codings;
    const YamlNode* const mapping = language::as_mapping(
        node, what, "write the system and the code: `{snomed: 278860009}`", context.diagnostics);
    if (mapping == nullptr) return {};
    for (const language::YamlPair& pair : mapping->pairs) {
        const auto system = context.system(pair.key.text);
        if (!system) {
            context
                .error("unknown-system", pair.key.span,
                       "no code system is called " + quoted(pair.key.text))
                .help(help_from_list(pair.key.text, context.system_names()) +
                      "; others are declared under `systems`, or written as their URL");
            continue;
        }
        for (const Scalar& code :
             language::as_texts(pair.value, pair.key.text, context.diagnostics)) {
            read_code(context, code, *system, codings);
        }
        if (pair.value.kind == YamlNode::Kind::list && pair.value.items.empty()) {
            context.error("bad-coding", pair.value.span, "no code stands here")
                .help("write at least one code; an empty list matches nothing");
        }
    }
    if (mapping->pairs.empty()) {
        context.error("bad-coding", mapping->span, "no code stands here")
            .help("write the system and the code: `{snomed: 278860009}`");
    }
    return CodeTable(std::move(codings));
}

}  // namespace caveat::mapping
