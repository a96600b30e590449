#pragma once

// What reading a rule set with its patients in mind brings to light.

#include <caveat/diagnostic.hpp>
#include <caveat/rules.hpp>

#include <optional>
#include <string>
#include <vector>

namespace caveat::analysis {

/// A patient who proves something, as the smallest profile that does.
struct Witness {
    std::string profile;  ///< JSON, ready to paste
    std::string shows;    ///< "both rules fire for this patient"
    friend bool operator==(const Witness&, const Witness&) = default;
};

/// Something that loads and is probably not what its author meant.
///
/// The diagnostic is a warning; its code (`never-fires`) is the name under which the author can
/// accept it. It is reported at a declaration, rule or sentence, and an answer under `accept` of
/// that very declaration or rule is about it.
struct Finding {
    Diagnostic diagnostic;
    /// The declaration that may accept it: the span of the rule, fact, outcome or source in the
    /// file. Empty: nothing can, it has to be mended.
    Span owner;
    /// Of what patients show: the rules that it is about, the one that may accept it first.
    std::vector<RuleId> rules;
    std::vector<Witness> patients;
};

/// A question that was left open.
struct Undecided {
    std::string code;      ///< of the finding that it would have been; empty: of any
    Span owner;            ///< as in `Finding`
    std::string question;  ///< "whether `a` can ever fire"
    std::string why;       ///< "the solver gave up"
};

struct Checked {
    std::vector<Finding> findings;  ///< in the order of the file
    std::vector<Undecided> undecided;
};

}  // namespace caveat::analysis
