// `caveat format` on files: what it writes, what it leaves alone, and what it says.

#include "adapters/cli/cli.hpp"
#include "adapters/cli/new_file.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace caveat::cli {

BOOST_AUTO_TEST_SUITE(format_command)

namespace {

namespace fs = std::filesystem;

const std::string tidy =
    "caveat: 1\n"
    "id: small\n"
    "version: 1.0.0\n"
    "facts:\n"
    "  fever: {type: yes/no}  # asked first\n"
    "outcomes:\n"
    "  avoid massage:\n"
    "rules:\n"
    "  - fever → avoid massage\n";

const std::string untidy =
    "caveat:   1\n"
    "id: small\n"
    "version: 1.0.0\n"
    "facts:\n"
    "     fever: { type: yes/no }     # asked first\n"
    "outcomes:\n"
    "  avoid massage:\n"
    "rules:\n"
    "- fever → avoid massage\n";

/// A folder of files for one test.
struct Folder {
    fs::path path = fs::temp_directory_path() / "caveat_format_command_test";

    Folder() {
        fs::remove_all(path);
        fs::create_directories(path);
    }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string write(const std::string& name, const std::string& content) {
        std::ofstream(path / name, std::ios::binary) << content;
        return (path / name).string();
    }
    [[nodiscard]] std::string read(const std::string& name) const {
        std::ifstream file(path / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    [[nodiscard]] auto count() const {
        return std::distance(fs::directory_iterator(path), fs::directory_iterator());
    }
};

struct Ran {
    int status = 0;
    std::string out;
    std::string err;
};

Ran caveat_format(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"caveat", "format"});
    std::vector<const char*> raw;
    for (const std::string& each : arguments) raw.push_back(each.c_str());
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    const int status = run(static_cast<int>(raw.size()), raw.data(), {in, out, err});
    return {status, out.str(), err.str()};
}

}  // namespace

BOOST_AUTO_TEST_CASE(files_are_laid_out_in_place_and_tidy_ones_not_touched) {
    Folder folder;
    const std::string one = folder.write("one.yaml", untidy);
    const std::string two = folder.write("two.yaml", tidy);
    const auto written = fs::last_write_time(two);
    const Ran ran = caveat_format({one, two});
    BOOST_TEST(ran.status == done);
    BOOST_TEST(ran.out == one + ": 3 lines changed\n");
    BOOST_TEST(ran.err == "");
    BOOST_TEST(folder.read("one.yaml") == tidy);
    BOOST_TEST(folder.read("two.yaml") == tidy);
    BOOST_TEST((fs::last_write_time(two) == written));
    BOOST_TEST(folder.count() == 2);
    BOOST_TEST(caveat_format({one}).out == "");
}

BOOST_AUTO_TEST_CASE(check_says_which_lines_would_change_and_changes_nothing) {
    Folder folder;
    const std::string one = folder.write("one.yaml", untidy);
    const std::string two = folder.write("two.yaml", tidy);
    const Ran ran = caveat_format({"--check", two, one});
    BOOST_TEST(ran.status == found_problems);
    BOOST_TEST(ran.out == one + ":1:\n- caveat:   1\n+ caveat: 1\n" + one +
                              ":5:\n-      fever: { type: yes/no }     # asked first\n"
                              "+   fever: {type: yes/no}  # asked first\n" +
                              one +
                              ":9:\n- - fever → avoid massage\n+   - fever → avoid massage\n" +
                              one + ": 3 lines would change; write `caveat format " + one + "`\n");
    BOOST_TEST(folder.read("one.yaml") == untidy);
    BOOST_TEST(caveat_format({"--check", two}).status == done);
    BOOST_TEST(caveat_format({"--check", two}).out == "");
}

BOOST_AUTO_TEST_CASE(a_file_with_many_changes_does_not_flood_the_screen) {
    Folder folder;
    std::string many = untidy;
    for (int i = 0; i < 100; ++i) {
        many += "- {id: r" + std::to_string(i) + ", rule: fever → avoid massage}\n";
    }
    const Ran ran = caveat_format({"--check", folder.write("many.yaml", many)});
    BOOST_TEST(std::count(ran.out.begin(), ran.out.end(), '\n') == 62);
    BOOST_TEST(ran.out.find("and 83 lines more") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(standard_output_takes_the_text_alone) {
    Folder folder;
    const std::string one = folder.write("one.yaml", untidy);
    const Ran ran = caveat_format({one, "--stdout"});
    BOOST_TEST(ran.status == done);
    BOOST_TEST(ran.out == tidy);
    BOOST_TEST(folder.read("one.yaml") == untidy);
    BOOST_TEST(caveat_format({one, "--stdout", "--check"}).status == unusable);
}

BOOST_AUTO_TEST_CASE(a_file_that_does_not_load_is_left_alone_and_the_others_are_not) {
    Folder folder;
    const std::string wrong = folder.write("wrong.yaml", untidy + "-  fevr → avoid massage\n");
    const std::string one = folder.write("one.yaml", untidy);
    const Ran ran = caveat_format({wrong, one});
    BOOST_TEST(ran.status == unusable);
    BOOST_TEST(ran.err.find("wrong.yaml:10:4: error: no fact is called `fevr`") !=
               std::string::npos);
    BOOST_TEST(ran.out == one + ": 3 lines changed\n");
    BOOST_TEST(folder.read("wrong.yaml") == untidy + "-  fevr → avoid massage\n");
    BOOST_TEST(folder.read("one.yaml") == tidy);
    BOOST_TEST(caveat_format({(folder.path / "none.yaml").string()}).status == unusable);
}

BOOST_AUTO_TEST_CASE(permissions_and_links_stay) {
    Folder folder;
    const std::string one = folder.write("one.yaml", untidy);
    const auto permissions = fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read;
    fs::permissions(one, permissions);
    const fs::path link = folder.path / "link.yaml";
    fs::create_symlink("one.yaml", link);
    BOOST_TEST(caveat_format({link.string()}).status == done);
    BOOST_TEST(fs::is_symlink(link));
    BOOST_TEST(folder.read("one.yaml") == tidy);
    BOOST_TEST((fs::status(one).permissions() == permissions));
    BOOST_TEST(folder.count() == 2);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_replaced_says_why) {
    Folder folder;
    BOOST_TEST(!replace_file((folder.path / "none.yaml").string(), "x").empty());
    BOOST_TEST(!replace_file(folder.path.string(), "x").empty());
    BOOST_TEST(folder.count() == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::cli
