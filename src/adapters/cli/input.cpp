// Reads profiles from streams without ever holding more than one. Entrances: `read_all`,
// `read_line`.

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

bool read_line(std::istream& in, std::string& line) {
    line.clear();
    std::streambuf* const buffer = in.rdbuf();
    bool has_any = false;
    for (int c = buffer->sbumpc(); c != std::char_traits<char>::eof(); c = buffer->sbumpc()) {
        has_any = true;
        if (c == '\n') break;
        if (line.size() <= most_profile_bytes) line += static_cast<char>(c);
    }
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return has_any;
}

}  // namespace caveat::cli
