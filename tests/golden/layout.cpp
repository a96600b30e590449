// What `caveat format` makes of rule files: each `layout/*.yaml` laid out is compared with the
// `.txt` beside it, and below that stand the lines that changed.

#include <caveat/format.hpp>

#include "support/golden.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <set>
#include <string>

BOOST_AUTO_TEST_SUITE(golden_layout)

namespace {

namespace files = std::filesystem;

std::set<std::string> names() {
    std::set<std::string> stems;
    for (const auto& entry : files::directory_iterator(files::path(CAVEAT_SOURCE_DIR) / "tests" /
                                                       "golden" / "layout")) {
        if (entry.path().extension() == ".yaml") stems.insert(entry.path().stem().string());
    }
    return stems;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_untidy_file_is_laid_out_exactly_so) {
    for (const std::string& name : names()) {
        BOOST_TEST_CONTEXT(name) {
            const caveat::Formatted formatted = caveat::format_rules(
                caveat::testing::read_source_file("tests/golden/layout/" + name + ".yaml"),
                name + ".yaml");
            BOOST_REQUIRE_MESSAGE(formatted.text, caveat::render(formatted));
            caveat::testing::check_golden("layout/" + name + ".txt", *formatted.text);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_tidy_file_stays_as_it_is) {
    const std::string tidy = caveat::testing::read_source_file("tests/golden/layout/tidy.yaml");
    const caveat::Formatted formatted = caveat::format_rules(tidy);
    BOOST_TEST(formatted.text.value_or("") == tidy);
    BOOST_TEST(!formatted.has_changes());
    BOOST_TEST(caveat::layout_changes(formatted).empty());
}

BOOST_AUTO_TEST_SUITE_END()
