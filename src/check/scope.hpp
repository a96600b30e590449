#pragma once

#include "check/compiler.hpp"

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
    /// Levels of conditions and terms inside one another, all sentences taken together.
    static constexpr std::size_t most = 256;

    Deeper(Compiler& compiler, Span span) : compiler_(compiler) {
        if (++compiler.depth_ <= most || compiler.too_deep_reported_) return;
        compiler.too_deep_reported_ = true;
        text::with(compiler.context_.error("too-deep", span,
                                           "conditions and terms are nested more than " +
                                               std::to_string(most) + " deep here"))
            .help("use fewer terms that are made of other terms");
    }
    ~Deeper() { --compiler_.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

    [[nodiscard]] bool is_too_deep() const { return compiler_.depth_ > most; }

  private:
    Compiler& compiler_;
};

}  // namespace caveat::check
