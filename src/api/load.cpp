// From a rule file to a rule set: language, then check. Entrances: load_file, load_text,
// load_again.

#include "api/load.hpp"

#include <caveat/rules.hpp>

#include "api/access.hpp"
#include "api/file_text.hpp"
#include "api/loaded_rules.hpp"
#include "check/check.hpp"
#include "language/document.hpp"
#include "text/diagnostics.hpp"
#include "text/sha256.hpp"

#include <exception>
#include <memory>
#include <utility>

namespace caveat {

namespace {

Loaded refused(std::string_view name, Diagnostic problem) {
    Loaded loaded;
    loaded.source.name = std::string(name);
    loaded.diagnostics.push_back(std::move(problem));
    return loaded;
}

/// yaml  null: the text is loaded once
Loaded load(std::string_view text, std::string_view name, const Limits& limits,
            language::YamlFile* yaml) {
    if (text.size() > api::most_bytes(limits)) return refused(name, api::too_large(limits));
    try {
        Loaded loaded;
        loaded.source.name = std::string(name);
        loaded.source.text = std::string(text);
        text::Diagnostics diagnostics;
        const language::ReadLimits bounds{limits.nesting, limits.list_length, limits.text_bytes};
        std::shared_ptr<const language::Document> document;
        if (yaml == nullptr) {
            document = language::read_document(text, bounds, diagnostics);
        } else if (const auto* const root = yaml->read(text, bounds, diagnostics)) {
            document = language::read_document(*root, diagnostics);
        }
        std::optional<model::RuleSet> model;
        if (document) model = check::check(*document, text, limits, diagnostics);
        const bool is_good = model && !diagnostics.has_errors();
        loaded.diagnostics = diagnostics.take();
        if (!is_good) return loaded;
        if (yaml == nullptr) document = nullptr;
        eval::Compiled compiled = eval::compile(*model);
        loaded.rules = api::Access::rule_set(std::make_shared<const api::LoadedRules>(
            std::move(*model), std::move(compiled), loaded.source.text, text::sha256_hex(text),
            std::move(document)));
        return loaded;
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& unexpected) {
        return refused(
            name, api::file_problem(
                      "internal", std::string("this file could not be read: ") + unexpected.what(),
                      "please report this file: it shows a defect of the library"));
    }
}

}  // namespace

Loaded load_text(std::string_view text, std::string_view name, const Limits& limits) {
    return load(text, name, limits, nullptr);
}

Loaded api::load_again(std::string_view text, std::string_view name, const Limits& limits,
                       language::YamlFile& yaml) {
    return load(text, name, limits, &yaml);
}

Loaded load_file(const std::string& path, const Limits& limits) {
    api::FileText file = api::read_file(path, limits);
    if (file.problem) return refused(path, std::move(*file.problem));
    return load_text(file.text, path, limits);
}

std::string sha256_of(std::string_view bytes) {
    return text::sha256_hex(bytes);
}

std::string render(const Loaded& loaded) {
    return render_styled(loaded).text;
}

StyledText render_styled(const Loaded& loaded, std::size_t width) {
    StyledText drawn;
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
        drawn.add(render_styled(diagnostic, loaded.source, width));
    }
    return drawn;
}

}  // namespace caveat
