#pragma once

#include "check/compiler.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace caveat::check {

/// Another scope while it lives: a term's own sentence, or a record's fields.
class Compiler::Enter {
  public:
    Enter(Compiler& compiler, Scope scope)
        : compiler_(compiler),
          outer_(compiler.scope_),
          outer_compiled_(std::exchange(compiler.compiled_, {})) {
        compiler.scope_ = scope;
    }
    ~Enter() {
        compiler_.scope_ = outer_;
        compiler_.compiled_ = std::move(outer_compiled_);
    }
    Enter(const Enter&) = delete;
    Enter& operator=(const Enter&) = delete;

  private:
    Compiler& compiler_;
    Scope outer_;
    std::map<language::NodeId, model::ExprId> outer_compiled_;
};

/// One level further down, through names as well as parentheses.
class Compiler::Deeper {
  public:
    Deeper(Compiler& compiler, Span span)
        : compiler_(compiler), span_(span), outer_height_(std::exchange(compiler.height_, 0)) {
        if (++compiler.depth_ > most_levels) report();
    }
    ~Deeper() {
        --compiler_.depth_;
        compiler_.height_ = std::max(outer_height_, compiler_.height_ + 1);
    }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

    /// What is in use here already is counted from above, what was compiled before from below, so
    /// that the order of the file makes no difference.
    [[nodiscard]] bool is_too_deep() {
        if (compiler_.depth_ <= most_levels && compiler_.height_ < most_levels) return false;
        report();
        return true;
    }

  private:
    void report() {
        if (std::exchange(compiler_.too_deep_reported_, true)) return;
        text::with(compiler_.context_.error("too-deep", span_,
                                            "conditions and terms are nested more than " +
                                                std::to_string(most_levels) + " deep here"))
            .help("use fewer terms that are made of other terms");
    }

    Compiler& compiler_;
    Span span_;
    std::size_t outer_height_;
};

}  // namespace caveat::check
