// The only place of the library that opens files. Entrance: read_file.

#include "api/file_text.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

namespace caveat::api {

namespace {

constexpr std::size_t bytes_of_a_span = 0x7fff'ffff;  // 32 bits

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

FileText refused(text::DiagnosticCode code, std::string message, std::string help) {
    return {{}, file_problem(code, std::move(message), std::move(help))};
}

}  // namespace

std::size_t most_bytes(const Limits& limits) {
    return std::min(limits.file_bytes, bytes_of_a_span);
}

Diagnostic file_problem(text::DiagnosticCode code, std::string message, std::string help) {
    Diagnostic problem;
    problem.code = code.text();
    problem.message = std::move(message);
    problem.help = std::move(help);
    return problem;
}

Diagnostic too_large(const Limits& limits) {
    return file_problem("file-too-large",
                        "the file has more than " + std::to_string(most_bytes(limits)) + " bytes",
                        "split the rule set, or raise the limit `file_bytes`");
}

FileText read_file(const std::string& path, const Limits& limits) {
    std::error_code problem;
    const std::filesystem::path place(std::u8string(path.begin(), path.end()));
    const auto status = std::filesystem::status(place, problem);
    if (status.type() == std::filesystem::file_type::not_found) {
        return refused("file-not-found", "there is no such file", "check the path");
    }
    if (problem) return refused("file-unreadable", problem.message(), "check the path");
    if (std::filesystem::is_directory(status)) {
        return refused("file-unreadable", "this is a folder, not a rule file",
                       "name a rule file inside it");
    }
    const File file(std::fopen(path.c_str(), "rb"));
    if (!file) {
        const std::error_code reason(errno, std::generic_category());
        return refused("file-unreadable", reason.message(), "check who may read the file");
    }
    // Read with a bound rather than ask for the size: pipes and devices have none.
    std::string text;
    const std::size_t limit = most_bytes(limits);
    std::size_t count = 0;
    std::string piece(64U * 1024U, '\0');
    while ((count = std::fread(piece.data(), 1, piece.size(), file.get())) > 0) {
        text.append(piece, 0, count);
        if (text.size() > limit) return {{}, too_large(limits)};
    }
    if (std::ferror(file.get()) != 0) {
        return refused("file-unreadable", "the file could not be read to its end",
                       "try again, or copy the file");
    }
    return {std::move(text), std::nullopt};
}

}  // namespace caveat::api
