// Any bytes as a rule file: loading reports what is wrong and ends.

#include <caveat/rules.hpp>

#include <cstdint>
#include <cstdlib>
#include <string_view>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer chose the name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto loaded = caveat::load_text(text);
    // A file that gives no rule set says why, and what it says can be drawn.
    if (!loaded.rules && loaded.diagnostics.empty()) std::abort();
    if (!loaded.diagnostics.empty() && caveat::render(loaded).empty()) std::abort();
    return 0;
}
