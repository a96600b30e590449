// Any bytes as a rule file to lay out: what loads is laid out, for good, and its proof never fails.

#include <caveat/format.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer chose the name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    for (const auto& formatted : {caveat::format_rules(text), caveat::format_cases(text)}) {
        if (formatted.text.has_value() != formatted.diagnostics.empty()) std::abort();
        const bool has_failed = std::any_of(
            formatted.diagnostics.begin(), formatted.diagnostics.end(),
            [](const caveat::Diagnostic& each) { return each.code == "format-changed"; });
        if (has_failed) std::abort();
        if (!formatted.text) continue;
        if (formatted.has_changes() == caveat::layout_changes(formatted).empty()) std::abort();
        if (caveat::format_cases(*formatted.text).has_changes()) std::abort();
    }
    return 0;
}
