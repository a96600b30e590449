#pragma once

// Lines to and from whoever is asked.

#include <caveat/styled_text.hpp>

#include "adapters/cli/terminal.hpp"
#include "adapters/cli/typed_answer.hpp"

#include <functional>
#include <istream>
#include <ostream>
#include <string_view>

namespace caveat::cli {

class Conversation {
  public:
    /// is_typed  somebody types what `in` gives, and is shown where
    Conversation(std::istream& in, std::ostream& out, const Terminal& terminal, bool is_typed)
        : in_(in), out_(out), terminal_(terminal), is_typed_(is_typed) {}

    [[nodiscard]] Page page() const { return Page(terminal_.page_width()); }
    [[nodiscard]] std::size_t width() const { return terminal_.page_width(); }
    void say(const StyledText& text) { show(out_, terminal_, text); }
    void say(std::size_t indent, std::string_view words, TextRole role = TextRole::plain);

    /// Reads lines until one is an answer that nothing speaks against, or a request other than for
    /// help or why. The end of the input is a request to stop.
    ///
    /// problem_with  what speaks against an answer; empty if nothing
    /// say_why       says why this is asked
    Typed listen(const AnswerType& type,
                 const std::function<std::string(const JsonValue&)>& problem_with,
                 const std::function<void()>& say_why);

    [[nodiscard]] bool has_ended() const { return has_ended_; }

  private:
    void help(const AnswerType& type);

    std::istream& in_;
    std::ostream& out_;
    Terminal terminal_;
    bool is_typed_;
    bool has_ended_ = false;
};

}  // namespace caveat::cli
