// What the author of a loaded rule set wrote. Entrance: LoadedRules::shared_file.

#include "api/loaded_rules.hpp"
#include "check/check.hpp"
#include "language/document.hpp"

#include <limits>
#include <memory>
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

std::shared_ptr<const language::Document> read(std::string_view source, const Limits& limits) {
    text::Diagnostics known;  // what loading has said already
    auto document = language::read_document(
        source, {limits.nesting, limits.list_length, limits.text_bytes}, known);
    return document ? document : std::make_shared<language::Document>();
}

}  // namespace

std::shared_ptr<const language::RuleFile> LoadedRules::shared_file() const {
    return file_.get([&](std::shared_ptr<const language::RuleFile>& file) {
        const Limits limits = boundless();
        file = check::as_written(written ? written : read(source, limits), source, limits);
    });
}

}  // namespace caveat::api
