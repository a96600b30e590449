// A rule set's text becomes its document again. Entrance: document_of.

#include "analysis/written_file.hpp"

#include <limits>
#include <utility>

namespace caveat::analysis {

language::Document document_of(const api::LoadedRules& loaded) {
    // It passed the limits under which it was loaded, whatever they were.
    constexpr std::size_t boundless = std::numeric_limits<std::size_t>::max();
    text::Diagnostics known;
    auto document =
        language::read_document(loaded.source, {boundless, boundless, boundless}, known);
    return document ? std::move(*document) : language::Document{};
}

}  // namespace caveat::analysis
