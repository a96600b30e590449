// A diagnostic has one of the codes of <caveat/codes.hpp>: hosts can know them all.
// says: (not a constant expression|call to consteval function|is not usable)

#include "../../src/text/code.hpp"

#ifdef MUST_NOT_COMPILE
const caveat::text::DiagnosticCode code = "unkown-name";
#else
const caveat::text::DiagnosticCode code = "unknown-name";
#endif
