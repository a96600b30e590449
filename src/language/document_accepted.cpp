// Turns `accept: {finding: because text}` into findings and reasons. Entrance: read_accepted.

#include "language/document_reader.hpp"
#include "language/finding_codes.hpp"
#include "text/names.hpp"
#include "text/suggest.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace caveat::language {
namespace {

using text::quoted;
using text::with;

bool is_finding(const Scalar& written) {
    const std::string name = text::canonical_name(written.text);
    return std::any_of(finding_codes.begin(), finding_codes.end(),
                       [&](std::string_view code) { return text::canonical_name(code) == name; });
}

void report_unknown(const Scalar& written, text::Diagnostics& diagnostics) {
    static const std::vector<std::string> known(finding_codes.begin(), finding_codes.end());
    Diagnostic& problem = diagnostics.error("unknown-finding", written.span,
                                            "no finding is called " + quoted(written.text));
    text::propose(problem, written.text, known);
    if (problem.help.empty()) {
        problem.help = "write the code that `caveat check` puts in `[ ]` behind a finding";
    }
    with(problem).argument("finding", written.text);
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

std::vector<Acceptance> read_accepted(const KeyedValues& values, text::Diagnostics& diagnostics) {
    std::vector<Acceptance> accepted;
    const YamlNode* node = values.find("accept");
    if (node == nullptr) return accepted;
    const YamlNode* mapping =
        as_mapping(*node, "`accept`", "write `accept: {no-source: …}`", diagnostics);
    if (mapping == nullptr) return accepted;
    if (mapping->pairs.empty() && !mapping->lost_keys) {
        with(diagnostics.error("empty-group", mapping->span, "`accept` is empty"))
            .help("write `{no-source: …}` and the reason, or remove the key");
    }
    for (const auto& [finding, value] : mapping->pairs) {
        if (!is_finding(finding)) {
            report_unknown(finding, diagnostics);
            continue;
        }
        const bool is_null = value.kind == YamlNode::Kind::null;
        auto because = is_null ? std::nullopt : as_text(value, finding.text, diagnostics);
        if (is_null || (because && is_blank(because->text))) {
            with(diagnostics.error("missing-reason", is_null ? finding.span : because->span,
                                   quoted(finding.text) + " is accepted without a reason"))
                .help("say in a few words why this is meant");
            continue;
        }
        if (!because) continue;
        warn_of_comment(*because, diagnostics);
        accepted.push_back({finding, std::move(*because)});
    }
    return accepted;
}

}  // namespace caveat::language
