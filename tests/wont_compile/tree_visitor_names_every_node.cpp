// A node that a visitor forgets is a mistake of the one who wrote it, found when it is built.
// says: a visitor of the tree names every node

#include "model/walk.hpp"

bool is_group(const caveat::model::Node& node) {
    using namespace caveat::model;
    return visit(Overloaded{
                     []<OneOf<All, Any, AtLeastOf> Group>(const Group&) { return true; },
#ifdef MUST_NOT_COMPILE
                     [](const Not&) { return false; },
#else
                     []<OneOf<Not, Gated> Joined>(const Joined&) { return false; },
#endif
                     [](const TestNode auto&) { return false; },
                     [](const ValueNode auto&) { return false; },
                 },
                 node);
}
