// How fast simdjson turns a stream of JSON into its DOM and does nothing with it: what the stream
// of screenings is held against. Prints the processor seconds of parsing alone, as a stream and
// line by line, and the number of bytes:
//
//     bench_dom FILE
//
// The file is read piece by piece, so that the bytes are in the cache when they are parsed.

#include "measure.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <string_view>

namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 20U;

/// Parses every document; the sum keeps the compiler from leaving it out.
std::size_t parse_as_stream(simdjson::dom::parser& parser, const char* text, std::size_t length) {
    std::size_t found = 0;
    simdjson::dom::document_stream documents;
    if (parser.parse_many(text, length, piece_bytes).get(documents) != simdjson::SUCCESS) return 0;
    for (auto document : documents) found += document.error() == simdjson::SUCCESS ? 1U : 0U;
    return found;
}

std::size_t parse_lines(simdjson::dom::parser& parser, const char* text, std::size_t length) {
    std::size_t found = 0;
    const char* const end = text + length;
    while (text < end) {
        const auto* stop =
            static_cast<const char*>(std::memchr(text, '\n', static_cast<std::size_t>(end - text)));
        if (stop == nullptr) stop = end;
        const auto bytes = static_cast<std::size_t>(stop - text);
        // There is always room behind the text.
        found += parser.parse(text, bytes, false).error() == simdjson::SUCCESS ? 1U : 0U;
        text = stop + 1;
    }
    return found;
}

}  // namespace

int main(int argc, char** argv) {
    std::FILE* file = argc == 2 ? std::fopen(argv[1], "rb") : nullptr;
    if (file == nullptr) {
        std::fputs("usage: bench_dom FILE\n", stderr);
        return 2;
    }
    std::vector<char> piece(piece_bytes + simdjson::SIMDJSON_PADDING);
    simdjson::dom::parser stream_parser;
    simdjson::dom::parser line_parser;
#ifdef SIMDJSON_THREADS_ENABLED
    stream_parser.threaded = false;
#endif
    double stream_seconds = 0;
    double line_seconds = 0;
    std::size_t bytes = 0;
    std::size_t found = 0;
    std::size_t kept = 0;
    for (;;) {
        const std::size_t got = std::fread(piece.data() + kept, 1, piece_bytes - kept, file);
        const std::size_t have = kept + got;
        if (have == 0) break;
        const std::string_view text(piece.data(), have);
        const std::size_t last = text.rfind('\n');
        const std::size_t whole = got == 0 || last == std::string_view::npos ? have : last + 1;
        const double start = bench::cpu_nanoseconds();
        found += parse_as_stream(stream_parser, piece.data(), whole);
        const double middle = bench::cpu_nanoseconds();
        found += parse_lines(line_parser, piece.data(), whole);
        const double end = bench::cpu_nanoseconds();
        stream_seconds += (middle - start) * 1e-9;
        line_seconds += (end - middle) * 1e-9;
        bytes += whole;
        kept = have - whole;
        std::memmove(piece.data(), piece.data() + whole, kept);
    }
    std::fclose(file);
    std::printf("%.6f %.6f %zu %zu\n", stream_seconds, line_seconds, bytes, found);
}
