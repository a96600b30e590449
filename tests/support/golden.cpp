// Turns a text and the name of a golden file into a pass or the first line that differs.
// Entrance: check_golden.

#include "golden.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

namespace caveat::testing {

namespace {

namespace files = std::filesystem;

std::optional<std::string> read_file(const files::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(in), {});
}

void write_file(const files::path& path, std::string_view text) {
    files::create_directories(path.parent_path());
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    if (!out) BOOST_ERROR("cannot write " << path.string());
}

bool is_updating() {
    const char* wish = std::getenv("CAVEAT_UPDATE_GOLDEN");
    return wish != nullptr && std::string_view(wish) == "1";
}

std::string_view line_at(std::string_view text, std::size_t start) {
    if (start >= text.size()) return "(the end of the text)";
    return text.substr(start, text.find('\n', start) - start);
}

/// Where two texts part: the number of the line, and the line in each of them.
std::string first_difference(std::string_view expected, std::string_view actual) {
    const auto parted =
        std::mismatch(expected.begin(), expected.end(), actual.begin(), actual.end());
    const auto same = static_cast<std::size_t>(parted.first - expected.begin());
    const auto common = expected.substr(0, same);
    const auto newline = common.rfind('\n');
    const auto start = newline == std::string_view::npos ? 0 : newline + 1;
    const auto number = 1 + std::count(common.begin(), common.end(), '\n');
    std::string shown = "line " + std::to_string(number) + "\n  expected: ";
    shown += line_at(expected, start);
    shown += "\n  actual:   ";
    shown += line_at(actual, start);
    return shown;
}

}  // namespace

std::string read_source_file(std::string_view path_in_repository) {
    const auto path = files::path(CAVEAT_SOURCE_DIR) / path_in_repository;
    auto text = read_file(path);
    if (!text) BOOST_ERROR("cannot read " << path.string());
    return text.value_or("");
}

void check_golden(std::string_view path, std::string_view actual) {
    const auto file = files::path(CAVEAT_SOURCE_DIR) / "tests" / "golden" / path;
    const auto expected = read_file(file);
    if (expected && *expected == actual) {
        BOOST_TEST(true);
        return;
    }
    if (is_updating()) {
        write_file(file, actual);
        BOOST_TEST_MESSAGE("wrote " << file.string());
        return;
    }
    if (!expected) {
        BOOST_ERROR("no golden file " << path << "; CAVEAT_UPDATE_GOLDEN=1 writes it. The text:\n"
                                      << actual);
        return;
    }
    BOOST_ERROR("golden file " << path << " differs at " << first_difference(*expected, actual));
}

}  // namespace caveat::testing
