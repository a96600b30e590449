// From a rule file to a rule set: language, then check. The only place of the library that opens
// files. Entrances: load_file, load_text.

#include <caveat/rules.hpp>

#include "api/loaded_rules.hpp"
#include "check/check.hpp"
#include "language/document.hpp"
#include "text/diagnostics.hpp"
#include "text/sha256.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

namespace caveat {

namespace {

constexpr std::size_t most_bytes = 0x7fff'ffff;  // spans are 32 bits

std::size_t byte_limit(const Limits& limits) {
    return std::min(limits.file_bytes, most_bytes);
}

Loaded refused(std::string_view name, std::string code, std::string message, std::string help) {
    Loaded loaded;
    loaded.source.name = std::string(name);
    text::Diagnostics diagnostics;
    text::with(diagnostics.error(std::move(code), Span{0, 0}, std::move(message)))
        .help(std::move(help));
    loaded.diagnostics = diagnostics.take();
    return loaded;
}

Loaded too_large(std::string_view name, const Limits& limits) {
    return refused(name, "file-too-large",
                   "the file has more than " + std::to_string(byte_limit(limits)) + " bytes",
                   "split the rule set, or raise the limit `file_bytes`");
}

Loaded load(std::string text, std::string_view name, const Limits& limits) {
    Loaded loaded;
    loaded.source.name = std::string(name);
    text::Diagnostics diagnostics;
    const auto document = language::read_document(
        text, {limits.nesting, limits.list_length, limits.text_bytes}, diagnostics);
    std::optional<model::RuleSet> model;
    if (document) model = check::check(*document, text, limits, diagnostics);
    const bool is_good = model && !diagnostics.has_errors();
    loaded.diagnostics = diagnostics.take();
    if (is_good) {
        auto rules = std::make_shared<api::LoadedRules>();
        rules->model = std::move(*model);
        rules->compiled = eval::compile(rules->model);
        rules->sha256 = text::sha256_hex(text);
        rules->source = text;
        loaded.rules.emplace(std::move(rules));
    }
    loaded.source.text = std::move(text);
    return loaded;
}

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

}  // namespace

Loaded load_text(std::string_view text, std::string_view name, const Limits& limits) {
    if (text.size() > byte_limit(limits)) return too_large(name, limits);
    try {
        return load(std::string(text), name, limits);
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& unexpected) {
        return refused(name, "internal",
                       std::string("this file could not be read: ") + unexpected.what(),
                       "please report this file: it shows a defect of the library");
    }
}

Loaded load_file(const std::string& path, const Limits& limits) {
    std::error_code problem;
    const std::filesystem::path place(std::u8string(path.begin(), path.end()));
    const auto status = std::filesystem::status(place, problem);
    if (status.type() == std::filesystem::file_type::not_found) {
        return refused(path, "file-not-found", "there is no such file", "check the path");
    }
    if (problem) return refused(path, "file-unreadable", problem.message(), "check the path");
    if (std::filesystem::is_directory(status)) {
        return refused(path, "file-unreadable", "this is a folder, not a rule file",
                       "name a rule file inside it");
    }
    const File file(std::fopen(path.c_str(), "rb"));
    if (!file) {
        const std::error_code reason(errno, std::generic_category());
        return refused(path, "file-unreadable", reason.message(), "check who may read the file");
    }
    // Read with a bound rather than ask for the size: pipes and devices have none.
    std::string text;
    const std::size_t limit = byte_limit(limits);
    std::size_t count = 0;
    std::string piece(64U * 1024U, '\0');
    while ((count = std::fread(piece.data(), 1, piece.size(), file.get())) > 0) {
        text.append(piece, 0, count);
        if (text.size() > limit) return too_large(path, limits);
    }
    if (std::ferror(file.get()) != 0) {
        return refused(path, "file-unreadable", "the file could not be read to its end",
                       "try again, or copy the file");
    }
    return load_text(text, path, limits);
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
