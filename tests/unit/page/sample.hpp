#pragma once

// Rule sets for tests of pages, and a look at what comes out.

#include <caveat/authoring/show.hpp>
#include <caveat/json.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include "support/golden.hpp"
#include "support/markup.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

namespace caveat::page::testing {

inline RuleSet load(std::string_view text) {
    const Loaded loaded = load_text(text);
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    return *loaded.rules;
}

inline RuleSet load_source(const std::string& path) {
    return load(caveat::testing::read_source_file(path));
}

inline bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

using caveat::testing::misnested;

inline void check_whole(const std::string& html) {
    BOOST_TEST(caveat::testing::wrong_with_page(html) == "");
}

}  // namespace caveat::page::testing
