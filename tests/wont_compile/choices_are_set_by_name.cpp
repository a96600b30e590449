// A list in braces has a type of its own: `set` could take it for the two ends of one text.
// says: deleted

#include <caveat/profile.hpp>

void answer(caveat::ProfileBuilder& builder) {
#ifdef MUST_NOT_COMPILE
    builder.set("pain regions", {"neck", "lower back"});
#else
    builder.set("pain regions", caveat::Codes{{"neck", "lower back"}});
#endif
}
