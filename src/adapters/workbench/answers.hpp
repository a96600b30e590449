#pragma once

// What the workspace answers, as JSON. Offsets are UTF-16 units from the beginning of the text, as
// browsers and editors count.

#include "adapters/json/json_writer.hpp"
#include "editing/workspace.hpp"

#include <string_view>
#include <vector>

namespace caveat::workbench {

/// `"from":3,"to":9`, as members of the object at hand.
void write_span(json::JsonWriter& json, const editing::OpenFile& file, Span span);

/// `{"from":…,"to":…,"line":…,"column":…,"severity":…,"code":…,"message":…,"help":…,"labels":[…],
/// "fixes":[…]}`; lines and columns from 1.
void write_diagnostic(json::JsonWriter& json, const editing::OpenFile& file,
                      const Diagnostic& problem);

/// `[{"text":…,"role":…}]`
void write_runs(json::JsonWriter& json, const StyledText& text);

std::string_view word_of(Severity severity);
std::string_view word_of(TextRole role);
std::string_view word_of(editing::OfferKind kind);
std::string_view word_of(editing::NamedThingKind kind);
std::string_view word_of(editing::WordKind kind);

}  // namespace caveat::workbench
