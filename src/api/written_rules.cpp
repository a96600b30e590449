// What the author of a loaded rule set wrote. Entrance: LoadedRules::file.

#include "api/loaded_rules.hpp"
#include "check/context.hpp"
#include "language/sentences.hpp"

#include <limits>
#include <utility>

namespace caveat::api {

namespace {

/// The file passed the limits under which it was loaded, whatever they were.
Limits boundless() {
    constexpr std::size_t most = std::numeric_limits<std::int32_t>::max();
    Limits limits;
    limits.expression_depth = limits.rules = limits.facts = limits.codes = most;
    limits.phrase_slots = limits.text_bytes = limits.nesting = limits.list_length = most;
    return limits;
}

language::RuleFile read(std::string_view source) {
    language::RuleFile file;
    const Limits limits = boundless();
    text::Diagnostics known;  // what loading has said already
    auto document = language::read_document(
        source, {limits.nesting, limits.list_length, limits.text_bytes}, known);
    if (!document) return file;
    file.document = std::move(*document);
    check::Context context{file.document, source, limits, known};
    check::declare(context);
    file.vocabulary = std::move(context.vocabulary);
    file.sentences = language::read_sentences(
        file.document, {&file.vocabulary, {}, limits.expression_depth, &known});
    return file;
}

}  // namespace

const language::RuleFile& LoadedRules::file() const {
    return *file_.get([&](std::shared_ptr<const language::RuleFile>& file) {
        file = std::make_shared<const language::RuleFile>(read(source));
    });
}

}  // namespace caveat::api
