// A part of the parent that screens: its C++23, its warnings, and no exceptions.

#include <caveat/caveat.hpp>
#include <caveat/json.hpp>

#include <cstdio>

static_assert(__cplusplus > 202002L);
#if defined(__cpp_exceptions)
#error "the flags of this target are its own"
#endif

int main() {
    const auto loaded = caveat::load_text(
        "caveat: 1\nid: parent\nversion: 1.0.0\ntitle: One rule\nfacts:\n  fever: {type: yes/no}\n"
        "outcomes:\n  refer to doctor: {say: See a doctor first.}\n"
        "rules:\n  - fever -> refer to doctor\n");
    if (!loaded.rules) {
        std::fputs(caveat::render(loaded).c_str(), stderr);
        return 1;
    }
    const auto profile = caveat::read_profile(*loaded.rules, R"({"facts": {"fever": true}})");
    std::printf("%s: %s with %zu problems\n", CAVEAT_VERSION_STRING,
                std::string(loaded.rules->id()).c_str(), profile.problems().size());
    return profile.problems().empty() ? 0 : 2;
}
