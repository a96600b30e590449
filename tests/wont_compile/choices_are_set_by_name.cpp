// A list in braces has a call of its own: `set` could take it for the two ends of one text.
// says: deleted

#include <caveat/profile.hpp>

void answer(caveat::ProfileBuilder& builder) {
#ifdef MUST_NOT_COMPILE
    builder.set("pain regions", {"neck", "lower back"});
#else
    builder.set_choices("pain regions", {"neck", "lower back"});
#endif
}
