// Reads one profile, and never more of it than a profile may have. Entrance: `read_all`.

#include "adapters/cli/input.hpp"

#include <algorithm>

namespace caveat::cli {

std::optional<std::string> read_all(std::istream& in) {
    constexpr std::size_t most = most_profile_bytes + 1;
    constexpr std::size_t step = 64U * 1024U;
    std::string all;
    while (in.good() && all.size() < most) {
        const std::size_t had = all.size();
        const std::size_t wanted = std::min(step, most - had);
        all.resize(had + wanted);
        in.read(all.data() + had, static_cast<std::streamsize>(wanted));
        all.resize(had + static_cast<std::size_t>(in.gcount()));
    }
    if (in.bad() || (in.fail() && !in.eof())) return std::nullopt;
    return all;
}

}  // namespace caveat::cli
