// A screening is reused, one for each thread; a copy would hide an allocation.
// says: deleted

#include <caveat/screen.hpp>

#include <utility>

caveat::Screening handed_on(caveat::Screening& screening) {
#ifdef MUST_NOT_COMPILE
    return caveat::Screening(screening);
#else
    return caveat::Screening(std::move(screening));
#endif
}
