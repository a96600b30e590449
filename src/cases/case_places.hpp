#pragma once

// Where the answers of a case were written.

#include <caveat/diagnostic.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace caveat::cases {

/// Shows problems of a profile in the file of its case.
class CasePlaces {
  public:
    void note(const std::string& path, Span span) { places_[path] = span; }
    /// A name that no fact has; problems name these in order.
    void note_unknown(const std::string& path, Span span) {
        note(path, span);
        unknown_.push_back(span);
    }

    /// The problem where its cause was written, in the words of a case. `place` is that of the
    /// case.
    Diagnostic shown(const Diagnostic& problem, Span place);

  private:
    Span place_of(const Diagnostic& problem, Span place);

    std::map<std::string, Span> places_;  ///< by path
    std::vector<Span> unknown_;           ///< names that no fact has, in order
    std::size_t unknown_shown_ = 0;
};

}  // namespace caveat::cases
