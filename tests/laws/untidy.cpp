// Spoils the looks of a rule file. Entrance: made_untidy.

#include "untidy.hpp"

#include <caveat/rules.hpp>

#include <algorithm>
#include <utility>

namespace caveat::testing {

namespace {

std::vector<std::size_t> places_behind(const std::string& text, char sign) {
    std::vector<std::size_t> places;
    for (std::size_t at = text.find(sign); at != std::string::npos; at = text.find(sign, at + 1)) {
        places.push_back(at + 1);
    }
    return places;
}

std::string blanks(Chance& chance, std::size_t most) {
    return std::string(chance.below(most + 1), ' ');
}

/// One change somewhere; `comment` is what a comment would say.
std::string changed(const std::string& text, const std::string& comment, Chance& chance) {
    std::string made = text;
    const auto insert_behind = [&](char sign, const std::string& what, std::size_t back = 0) {
        const auto places = places_behind(text, sign);
        if (!places.empty()) made.insert(chance.pick(places) - back, what);
    };
    switch (chance.below(11)) {
        case 0:
        case 1:
            insert_behind('\n', blanks(chance, 8) + comment + "\n");
            break;
        case 2:
            insert_behind('\n', " " + blanks(chance, 4) + comment, 1);
            break;
        case 3:
            insert_behind('\n', std::string(1 + chance.below(3), '\n'));
            break;
        case 4:
            insert_behind('\n', blanks(chance, 6) + "\n");
            break;
        case 5:
            insert_behind('\n', chance.percent(80) ? "   " : "\t", 1);
            break;
        case 6:
            insert_behind(chance.percent(50) ? ':' : ',', " " + blanks(chance, 5));
            break;
        case 7:
            insert_behind(',', "\n" + blanks(chance, 12));
            break;
        case 8:
            insert_behind(chance.percent(50) ? '[' : '{', "\n" + blanks(chance, 9));
            break;
        case 9:
            insert_behind(chance.percent(50) ? ':' : ',', blanks(chance, 3), 1);
            break;
        default: {
            // A deeper or flatter line, or a whole file moved to the right.
            const bool is_whole = chance.percent(30);
            const std::string more = blanks(chance, 3);
            if (!is_whole) {
                insert_behind('\n', more);
                break;
            }
            made = more;
            for (const char c : text) {
                made += c;
                if (c == '\n') made += more;
            }
            break;
        }
    }
    return made;
}

void with_other_line_breaks(std::string& text, Chance& chance) {
    if (chance.percent(20)) {
        std::string with_returns;
        for (const char c : text)
            with_returns += c == '\n' ? std::string("\r\n") : std::string(1, c);
        text = std::move(with_returns);
    }
    if (chance.percent(15)) text.insert(0, "\xEF\xBB\xBF");
    if (chance.percent(15)) {
        while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    }
}

}  // namespace

Untidy made_untidy(const std::string& text, Chance& chance, int changes) {
    Untidy untidy{text, {}};
    const auto keep_if_it_loads = [&](std::string made) {
        if (load_text(made).rules) untidy.text = std::move(made);
    };
    std::vector<std::string> comments;
    for (int i = 0; i < changes; ++i) {
        comments.push_back("# remark " + std::to_string(i) + ";");
        keep_if_it_loads(changed(untidy.text, comments.back(), chance));
    }
    std::string made = untidy.text;
    with_other_line_breaks(made, chance);
    keep_if_it_loads(std::move(made));
    std::erase_if(comments, [&](const std::string& each) {
        return untidy.text.find(each) == std::string::npos;
    });
    std::sort(comments.begin(), comments.end(), [&](const std::string& a, const std::string& b) {
        return untidy.text.find(a) < untidy.text.find(b);
    });
    untidy.comments = std::move(comments);
    return untidy;
}

}  // namespace caveat::testing
