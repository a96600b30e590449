// Turns C++ sources into the set of diagnostic codes written in them.
// Entrance: diagnostic_codes_in.

#include "source_codes.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string_view>

namespace caveat::testing {

namespace {

namespace files = std::filesystem;

std::string content_of(const files::path& path) {
    std::ifstream file(path, std::ios::binary);
    BOOST_REQUIRE_MESSAGE(file, "cannot read " << path.string());
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Codes stand first in a call, alone or as one of two; or they are kept in a variable `code`.
void collect_from(const std::string& source, std::set<std::string>& codes) {
    static const std::regex call(
        R"re(\b(?:error|warning|refused|fail|file_problem)\(\s*)re"
        R"re((?:[a-z_]+,\s*)?(?:[a-z_]+ \? "([a-z]+(?:-[a-z0-9]+)*)"\s*:\s*)?)re"
        R"re("([a-z]+(?:-[a-z0-9]+)*)"\s*,)re");
    static const std::regex variable(R"re(\bcode = "([a-z]+(?:-[a-z0-9]+)+)";)re");
    for (const std::regex* each : {&call, &variable}) {
        for (std::sregex_iterator found(source.begin(), source.end(), *each), end; found != end;
             ++found) {
            for (std::size_t group = 1; group < found->size(); ++group) {
                if ((*found)[group].matched) codes.insert((*found)[group].str());
            }
        }
    }
}

}  // namespace

std::set<std::string> diagnostic_codes_in(const std::vector<std::string>& paths) {
    std::set<std::string> codes;
    for (const std::string& path : paths) {
        const files::path place = files::path(CAVEAT_SOURCE_DIR) / path;
        if (files::is_regular_file(place)) {
            collect_from(content_of(place), codes);
            continue;
        }
        for (const files::directory_entry& entry : files::recursive_directory_iterator(place)) {
            const files::path extension = entry.path().extension();
            if (extension == ".cpp" || extension == ".hpp") {
                collect_from(content_of(entry.path()), codes);
            }
        }
    }
    return codes;
}

}  // namespace caveat::testing
