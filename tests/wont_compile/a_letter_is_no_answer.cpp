// A letter would count as its number, an address as a yes.
// says: deleted

#include <caveat/answer.hpp>

#ifdef MUST_NOT_COMPILE
const caveat::Answer letter('8');
const int pain = 8;
const caveat::Answer address(&pain);
#else
const caveat::Answer number(8);
#endif
