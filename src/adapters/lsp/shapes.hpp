#pragma once

// What the protocol has for ranges, diagnostics and errors.

#include "adapters/json/json_tree.hpp"
#include "adapters/json/json_writer.hpp"
#include "editing/workspace.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace caveat::lsp {

using editing::OpenFile;

/// Codes of errors, from JSON-RPC and the protocol.
inline constexpr int parse_error = -32700;
inline constexpr int invalid_request = -32600;
inline constexpr int unknown_method = -32601;
inline constexpr int invalid_params = -32602;
inline constexpr int internal_error = -32603;
inline constexpr int not_initialised = -32002;
inline constexpr int request_cancelled = -32800;
inline constexpr int request_failed = -32803;

json::TreeLimits tree_limits();

/// A whole response; `id` is JSON.
std::string error_of(std::string_view id, int code, std::string_view message);

/// What is said of a file, up to its name and in its `params`.
void begin_publishing(json::JsonWriter& json, std::string_view uri);

/// `{"start":{"line":…,"character":…},"end":…}`
void write_range(json::JsonWriter& json, const OpenFile& file, editing::Units units, Span span);
/// `[{"range":…,"newText":…}]`
void write_edits(json::JsonWriter& json, const OpenFile& file, editing::Units units,
                 const std::vector<Edit>& edits);
/// `data` is what the workbench says of it, byte for byte. A finding is a hint: the rules load.
///
/// reference  the address of the reference of the language: `codeDescription` is the section of it
///            that tells of such a problem; empty: none
void write_diagnostic(json::JsonWriter& json, const OpenFile& file, editing::Units units,
                      const Diagnostic& problem, bool is_finding, std::string_view reference);
/// The section of the reference about findings, and the one about cases; empty for any other
/// problem.
std::string_view section_about(const OpenFile& file, const Diagnostic& problem);

/// The findings of a `caveat/check/1`.
std::vector<Diagnostic> findings_in(const json::JsonTree& check);

}  // namespace caveat::lsp
