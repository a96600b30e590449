// "Unknown" must not slip into an `if` as though it were certain.
// says: (cannot|could not) convert|not contextually convertible

#include <caveat/values.hpp>

int shown(caveat::Truth truth) {
#ifdef MUST_NOT_COMPILE
    if (truth) return 1;
#else
    if (truth == caveat::Truth::yes) return 1;
#endif
    return 0;
}
