// Reads a line until it can be used. Entrance: `Conversation::listen`.

#include "adapters/cli/conversation.hpp"

#include <string>

namespace caveat::cli {

namespace {

/// A longer line is no answer to anything.
constexpr std::size_t longest_line = 10'000;

}  // namespace

void Conversation::say(std::size_t indent, std::string_view words, TextRole role) {
    Page lines = page();
    lines.line(indent, words, role);
    say(lines.take());
}

void Conversation::help(const AnswerType& type) {
    Page lines = page();
    lines.line(2, "Answer: " + how_to_answer(type) + '.', TextRole::help);
    lines.item("?", "it is not known, or not more exactly; nobody will be asked again");
    lines.item("back", "take the last answer back");
    lines.item("why", "say what hangs on this question");
    lines.item("stop", "end here; what was answered is kept");
    lines.line(2, "Where a choice has one of these names, write /back, /why, /stop.",
               TextRole::help);
    say(lines.take());
}

Typed Conversation::listen(const AnswerType& type,
                           const std::function<std::string(const JsonValue&)>& problem_with,
                           const std::function<void()>& say_why) {
    std::string line;
    while (true) {
        if (is_typed_) out_ << "> ";
        out_ << std::flush;
        if (!std::getline(in_, line)) {
            has_ended_ = true;
            if (is_typed_) out_ << '\n';
            return {Request::stop, {}, {}};
        }
        Typed typed = line.size() > longest_line ? Typed{Request::none, {}, "this is too long"}
                                                 : understand(type, line);
        if (typed.request == Request::help) {
            help(type);
            continue;
        }
        if (typed.request == Request::why) {
            say_why();
            continue;
        }
        if (typed.request != Request::none) return typed;
        if (typed.answer) {
            typed.problem = problem_with(*typed.answer);
            if (typed.problem.empty()) return typed;
        }
        say(2, typed.problem, TextRole::error);
    }
}

}  // namespace caveat::cli
