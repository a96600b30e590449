// Entrances: read_mapping, read_mapping_file.

#include "mapping/mapping_file.hpp"

#include "api/access.hpp"
#include "api/file_text.hpp"
#include "api/loaded_rules.hpp"
#include "mapping/context.hpp"
#include "mapping/form.hpp"
#include "model/tree.hpp"
#include "text/names.hpp"
#include "text/sha256.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace caveat::mapping {

namespace {

using language::KeyedValues;
using language::Scalar;
using language::YamlNode;
using text::quoted;

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? std::string{} : path.substr(0, slash + 1);
}

/// The rules without a mapping: nothing comes from a record. Forms count on the day on which they
/// were filled in, where nobody says how old they may be.
Tables no_tables(const RuleSet& rules) {
    Tables tables{rules, {}, {}, {}, {}, {}, {}, {}, {}, {}};
    tables.personal.resize(rules.fact_count());
    tables.service.outcomes.resize(rules.outcome_count());
    tables.service.hooks.push_back({"patient-view", Verb::caution, {}});
    tables.facts.resize(rules.fact_count());
    tables.own_form.from = RecordType::form;
    tables.own_form.take = Take::value;
    tables.own_form.within = Window{0, values::CalendarUnit::days};
    return tables;
}

std::map<std::string, std::string> usual_systems() {
    std::map<std::string, std::string> systems;
    for (const std::string& each : built_in_systems()) {
        systems[each] = std::string(built_in_system(each));
    }
    return systems;
}

class MappingReader {
  public:
    MappingReader(const RuleSet& rules, const std::string& name, const ReadValueSet& read_value_set,
                  const MappingLimits& limits, text::Diagnostics& diagnostics)
        : name_(name),
          read_value_set_(read_value_set),
          limits_(limits),
          tables_(no_tables(rules)),
          context_{rules, diagnostics, tables_, usual_systems()} {}

    void read(const YamlNode& root) {
        const KeyedValues values(
            root, "a mapping",
            {"fhir", "for", "canonical", "systems", "value sets", "queries", "facts", "form only",
             "answers within", "service", "outcomes", "about"},
            context_.diagnostics);
        top_ = root.pairs.empty() ? root.span : root.pairs.front().key.span;
        read_head(values);
        if (const YamlNode* node = values.find("systems")) read_systems(*node);
        if (const YamlNode* node = values.find("value sets")) read_value_sets(*node);
        read_queries(context_, values.find("queries"));
        values.require("facts", top_, "write a fact and where it comes from on each line");
        if (const YamlNode* node = values.find("facts")) read_facts(*node);
        for (const Scalar& fact : values.texts("form only")) read_form_only(fact);
        if (values.find("facts") != nullptr) report_forgotten();
        if (const YamlNode* node = values.find("service")) read_service(context_, *node);
        if (const YamlNode* node = values.find("outcomes")) read_outcomes(context_, *node);
        read_about(context_, values.find("about"));
        add_usual_queries(context_);
        check_closed_queries(context_);
        tables_.form = form_of(context_.rules, tables_.canonical,
                               [&](std::string_view name) { return context_.system(name); });
    }

    Tables take() { return std::move(tables_); }
    std::vector<std::string> take_value_set_files() { return std::move(value_set_files_); }

  private:
    void read_head(const KeyedValues& values) {
        values.require("fhir", top_, "begin with `fhir: 1`");
        if (const auto version = values.text("fhir"); version && version->text != "1") {
            context_
                .error("unknown-version", version->span,
                       "the version " + quoted(version->text) + " of mappings is not known here")
                .help("write `fhir: 1`");
        }
        const std::string_view id = context_.rules.id();
        values.require(
            "for", top_,
            "write the id of the rule set: `for: " + std::string(id.empty() ? "ID" : id) + "`");
        if (const auto wanted = values.text("for"); wanted && wanted->text != id) {
            context_
                .error("wrong-rule-set", wanted->span,
                       "this mapping is for " + quoted(wanted->text) + ", and the rules are " +
                           quoted(id))
                .help(
                    "name the mapping that belongs to these rules by `--mapping`, or write `for: " +
                    std::string(id) + "`");
        }
        read_canonical(values);
        if (const auto within = values.text("answers within")) {
            const auto window = read_window(context_.diagnostics, *within, "`answers within: 2 d`");
            if (window) tables_.own_form.within = window;
        }
    }

    void read_canonical(const KeyedValues& values) {
        const auto canonical = values.text("canonical");
        if (!canonical) return;
        const bool is_url = canonical->text.starts_with("http://") ||
                            canonical->text.starts_with("https://") ||
                            canonical->text.starts_with("urn:");
        if (is_url && canonical->text.find_first_of(" |#?") == std::string::npos) {
            tables_.canonical = canonical->text;
            return;
        }
        context_
            .error("unknown-word", canonical->span,
                   quoted(canonical->text) + " is no address that others could begin with")
            .help("write a URL of yours, as in `canonical: https://clinic.example/fhir`");
    }

    void read_systems(const YamlNode& node) {
        const YamlNode* const mapping = language::as_mapping(
            node, "`systems`", "write `{clinic: \"https://clinic.example/codes\"}`",
            context_.diagnostics);
        for (std::size_t i = 0; mapping != nullptr && i < mapping->pairs.size(); ++i) {
            const auto& [key, value] = mapping->pairs[i];
            const auto url = language::as_text(value, key.text, context_.diagnostics);
            const std::string name = text::canonical_name(key.text);
            if (!built_in_system(name).empty()) {
                context_.error("duplicate-name", key.span, quoted(key.text) + " is known already")
                    .help("give yours another name, or take the line out");
            } else if (url && url->text.find(':') == std::string::npos) {
                context_
                    .error("unknown-system", url->span,
                           quoted(url->text) + " is no URL of a code system")
                    .help(
                        "write it as the record has it, as in `https://clinic.example/codes` or "
                        "`urn:oid:…`");
            } else if (url) {
                context_.systems[name] = url->text;
            }
        }
    }

    void read_value_sets(const YamlNode& node) {
        const YamlNode* const mapping = language::as_mapping(
            node, "`value sets`", "write `{arthritis: valuesets/arthritis.json}`",
            context_.diagnostics);
        for (std::size_t i = 0; mapping != nullptr && i < mapping->pairs.size(); ++i) {
            const auto& [key, value] = mapping->pairs[i];
            const std::string name = text::canonical_name(key.text);
            const auto file = language::as_text(value, key.text, context_.diagnostics);
            if (!file || !read_value_set(name, *file)) context_.broken_value_sets.insert(name);
        }
    }

    bool read_value_set(const std::string& name, const Scalar& file) {
        Limits reading;
        reading.file_bytes = limits_.value_set_bytes;
        const bool is_rooted = file.text.starts_with('/');
        const std::string path = is_rooted ? file.text : folder_of(name_) + file.text;
        value_set_files_.push_back(path);
        const api::FileText read = api::read_file(path, reading);
        const auto refuse = [&](const std::string& why, const std::string& help) {
            context_
                .error("bad-value-set", file.span,
                       "the value set " + quoted(file.text) + " cannot be used: " + why)
                .help(help);
            return false;
        };
        if (read.problem) {
            return refuse(read.problem->message, "it is looked for beside the mapping");
        }
        ValueSet set = read_value_set_(read.text);
        if (!set.problem.empty()) return refuse(set.problem, set.help);
        codes_in_all_ += set.codes.size();
        if (codes_in_all_ > limits_.value_set_codes) {
            return refuse("all value sets together have more than " +
                              std::to_string(limits_.value_set_codes) + " codes",
                          "keep to the codes that these rules need");
        }
        if (!set.warning.empty()) {
            context_
                .warning("value-set-status", file.span,
                         "the value set " + quoted(file.text) + " " + set.warning)
                .help("it is used; ask whoever publishes it for one that is active");
        }
        tables_.value_sets.push_back(
            {name, path, set.url, set.version, text::sha256_hex(read.text)});
        context_.value_sets[name] = std::move(set.codes);
        return true;
    }

    std::optional<std::uint32_t> find(const Scalar& name) {
        const auto fact = context_.fact(name);
        if (!fact) lost_a_name_ = true;
        return fact;
    }

    /// Whether this is the first place where the fact is named.
    bool is_first(std::uint32_t fact, const Scalar& name) {
        named_.resize(tables_.facts.size());
        if (!named_[fact]) {
            named_[fact] = name.span;
            return true;
        }
        context_.error("duplicate-name", name.span, quoted(name.text) + " has a place already")
            .label(*named_[fact], "here")
            .help("keep one of the two");
        return false;
    }

    void read_facts(const YamlNode& node) {
        const YamlNode* const mapping = language::as_mapping(
            node, "`facts`", "write a fact and where it comes from on each line",
            context_.diagnostics);
        for (std::size_t i = 0; mapping != nullptr && i < mapping->pairs.size(); ++i) {
            const auto& [key, value] = mapping->pairs[i];
            const auto fact = find(key);
            if (fact && is_first(*fact, key)) read_fact(context_, *fact, value, key.span);
        }
        if (mapping != nullptr && mapping->lost_keys) lost_a_name_ = true;
    }

    void read_form_only(const Scalar& name) {
        if (const auto fact = find(name)) is_first(*fact, name);
    }

    [[nodiscard]] bool has_stand_in(std::uint32_t fact) const {
        const model::RuleSet& rules = api::loaded_of(context_.rules).model;
        const model::ExprId value = rules.fact_value[fact];
        if (value == model::none) return false;
        const auto* const node = std::get_if<model::FactValue>(&rules.tree[value].node);
        return node != nullptr && node->fallback != model::none;
    }

    /// No fact is forgotten: whoever wrote this has thought of each. A misspelt name is one
    /// mistake.
    void report_forgotten() {
        if (lost_a_name_) return;
        named_.resize(tables_.facts.size());
        for (std::uint32_t fact = 0; fact < tables_.facts.size(); ++fact) {
            if (named_[fact] || has_stand_in(fact)) continue;
            const std::string& name = context_.catalogue()[fact].name;
            context_
                .error("fact-not-mapped", top_,
                       "nothing says where " + quoted(name) + " comes from")
                .help("write it under `facts`, or under `form only` where no record knows it");
        }
    }

    const std::string& name_;
    const ReadValueSet& read_value_set_;
    std::vector<std::string> value_set_files_;
    const MappingLimits& limits_;
    Tables tables_;
    Context context_;
    Span top_;
    std::vector<std::optional<Span>> named_;
    bool lost_a_name_ = false;
    std::size_t codes_in_all_ = 0;
};

}  // namespace

Tables tables_of(const RuleSet& rules) {
    Tables tables = no_tables(rules);
    const auto systems = usual_systems();
    tables.form = form_of(rules, {}, [&](std::string_view name) -> std::optional<std::string> {
        const auto found = systems.find(text::canonical_name(name));
        if (found != systems.end()) return found->second;
        const bool is_url = name.find("://") != std::string_view::npos || name.starts_with("urn:");
        return is_url ? std::optional(std::string(name)) : std::nullopt;
    });
    return tables;
}

ReadMapping read_mapping(const RuleSet& rules, std::string_view text, const std::string& name,
                         const ReadValueSet& read_value_set, const MappingLimits& limits) {
    ReadMapping read{{}, {}, {name, std::string(text)}, {}};
    text::Diagnostics diagnostics;
    const auto root = language::read_yaml(read.source.text, {}, diagnostics);
    if (root && root->kind == YamlNode::Kind::mapping) {
        MappingReader reader(rules, name, read_value_set, limits, diagnostics);
        reader.read(*root);
        read.value_set_files = reader.take_value_set_files();
        if (!diagnostics.has_errors()) {
            read.tables = reader.take();
            read.tables->sha256 = text::sha256_hex(text);
        }
    } else if (!diagnostics.has_errors()) {
        report(diagnostics, Severity::error, "not-a-mapping", root ? root->span : Span{0, 0},
               "this is no mapping")
            .help("it begins with `fhir: 1`, and `for:` with the id of the rule set");
    }
    read.diagnostics = diagnostics.take();
    return read;
}

ReadMapping read_mapping_file(const RuleSet& rules, const std::string& path,
                              const ReadValueSet& read_value_set, const MappingLimits& limits) {
    Limits reading;
    reading.file_bytes = limits.file_bytes;
    api::FileText file = api::read_file(path, reading);
    if (file.problem) return {{}, {*file.problem}, {path, {}}, {}};
    return read_mapping(rules, file.text, path, read_value_set, limits);
}

}  // namespace caveat::mapping
