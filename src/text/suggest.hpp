#pragma once

#include <caveat/diagnostic.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::text {

/// The candidates that the author of `wrong` may have meant, best first, as they are written in
/// `candidates`; at most `most`, each once. Compares canonical names by typing slips (a letter
/// left out, added, replaced, or swapped with its neighbour), by words in another order, and by
/// words left out or added, whatever alphabet letters that look alike are of. What says the
/// opposite of `wrong` (`are_opposed`) is none of them. The order is the same on every run, and
/// equally good candidates come in alphabetical order. A candidate equal to `wrong` comes first.
///
/// The work grows with the number of candidates alone: names longer than 120 code points are not
/// compared.
std::vector<std::string> suggestions(std::string_view wrong,
                                     std::span<const std::string> candidates, std::size_t most = 3);

/// Help for a name that is none of the candidates: which of them it only looks like, or "did you
/// mean `a`?"; empty where none is near.
std::string help_for_name(std::string_view wrong, std::span<const std::string> candidates,
                          std::size_t most = 3);

/// The same of candidates that `suggestions` has found.
std::string help_from(std::string_view wrong, const std::vector<std::string>& similar);

/// Help for the problem of a name that is none of the candidates, as `help_for_name` has it; each
/// name that it proposes is a fix, in place of what the problem marks. No help where none is near.
void propose(Diagnostic& problem, std::string_view wrong, std::span<const std::string> candidates,
             std::size_t most = 3);

/// The same of candidates that `suggestions` has found.
void propose_from(Diagnostic& problem, std::string_view wrong,
                  const std::vector<std::string>& similar);

}  // namespace caveat::text
