// What answers for nodes of the tree that do not exist yet would skip them in silence.
// says: a visitor of the tree has no catch-all

#include "model/walk.hpp"

bool is_group(const caveat::model::Node& node) {
    using namespace caveat::model;
    return visit(Overloaded{
                     []<OneOf<All, Any, AtLeastOf> Group>(const Group&) { return true; },
#ifdef MUST_NOT_COMPILE
                     [](const auto&) { return false; },
#else
                     []<OneOf<Not, Gated> Joined>(const Joined&) { return false; },
                     [](const TestNode auto&) { return false; },
                     [](const ValueNode auto&) { return false; },
#endif
                 },
                 node);
}
