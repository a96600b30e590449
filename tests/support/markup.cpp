// A look at markup, written apart from whatever writes it. Entrances: misnested, wrong_with_page.

#include "support/markup.hpp"

#include <algorithm>
#include <set>
#include <vector>

namespace caveat::testing {

namespace {

/// One tag after the other.
class Tags {
  public:
    explicit Tags(std::string_view markup) : markup_(markup) {}

    /// False at the end.
    bool next() {
        at_ = markup_.find('<', at_);
        if (at_ == std::string_view::npos) return false;
        // A `>` in an attribute does not end a tag.
        std::size_t end = at_ + 1;
        for (bool is_quoted = false; end < markup_.size(); ++end) {
            if (markup_[end] == '"') is_quoted = !is_quoted;
            if (markup_[end] == '>' && !is_quoted) break;
        }
        tag_ = markup_.substr(at_ + 1, end - at_ - 1);
        closes_ = tag_.starts_with('/');
        if (closes_) tag_.remove_prefix(1);
        at_ = end;
        // What stands in these is no markup.
        if (!closes_ && (name() == "style" || name() == "script")) at_ = markup_.find("</", at_);
        return true;
    }
    [[nodiscard]] bool closes() const { return closes_; }
    [[nodiscard]] bool is_alone() const {
        static const std::set<std::string_view> void_elements{"meta", "!DOCTYPE", "br", "input"};
        return tag_.ends_with('/') || void_elements.contains(name());
    }
    [[nodiscard]] std::string_view name() const { return tag_.substr(0, tag_.find_first_of(" /")); }
    [[nodiscard]] std::string around() const { return std::string(markup_.substr(at_, 80)); }

    /// Calls `visit(name, value)`; a name without a value has an empty one.
    template <class Visit>
    void each_attribute(const Visit& visit) const {
        std::string_view rest = tag_.substr(name().size());
        while (true) {
            rest.remove_prefix(std::min(rest.find_first_not_of(" \n/"), rest.size()));
            if (rest.empty()) return;
            const std::string_view name = rest.substr(0, rest.find_first_of("= \n/"));
            rest.remove_prefix(name.size());
            std::string_view value;
            if (rest.starts_with("=\"")) {
                value = rest.substr(2, rest.find('"', 2) - 2);
                rest.remove_prefix(std::min(value.size() + 3, rest.size()));
            } else if (rest.starts_with('=')) {
                visit(name, "a value without quotes");
                return;
            }
            visit(name, value);
        }
    }

  private:
    std::string_view markup_;
    std::size_t at_ = 0;
    std::string_view tag_;
    bool closes_ = false;
};

}  // namespace

std::string misnested(std::string_view markup) {
    std::vector<std::string_view> open;
    for (Tags tags(markup); tags.next();) {
        if (tags.is_alone()) continue;
        if (!tags.closes()) {
            open.push_back(tags.name());
        } else if (open.empty() || open.back() != tags.name()) {
            return "</" + std::string(tags.name()) + "> closes " +
                   (open.empty() ? "nothing" : std::string(open.back())) + " near " + tags.around();
        } else {
            open.pop_back();
        }
    }
    return open.empty() ? "" : std::string(open.back()) + " stays open";
}

std::string wrong_with_page(std::string_view html) {
    std::string wrong = misnested(html);
    if (!wrong.empty()) return wrong;
    static const std::set<std::string_view> unwanted{"img",  "iframe", "object", "embed",
                                                     "link", "base",   "form",   "audio"};
    std::set<std::string_view> places;
    std::vector<std::string_view> targets;
    std::size_t scripts = 0;
    std::size_t styles = 0;
    for (Tags tags(html); tags.next();) {
        if (tags.closes()) continue;
        if (unwanted.contains(tags.name())) return "an element " + std::string(tags.name());
        scripts += tags.name() == "script" ? 1U : 0U;
        styles += tags.name() == "style" ? 1U : 0U;
        tags.each_attribute([&](std::string_view name, std::string_view value) {
            if (name == "id" && !places.insert(value).second) {
                wrong = "two places " + std::string(value);
            } else if (name == "aria-labelledby") {
                targets.push_back(value);
            } else if (name == "href") {
                if (!value.starts_with('#')) wrong = "a link to " + std::string(value);
                targets.push_back(value.substr(1));
            } else if (name.starts_with("on") || name == "style" || name == "src") {
                wrong = "an attribute " + std::string(name);
            }
        });
        if (!wrong.empty()) return wrong;
    }
    for (const std::string_view target : targets) {
        if (!places.contains(target)) return "no place " + std::string(target);
    }
    return scripts == 1 && styles == 1 ? "" : "not one script and one style";
}

}  // namespace caveat::testing
