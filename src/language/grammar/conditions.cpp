// The grammar of conditions: and, or, not, quantifiers.
// Entrances: the rules condition, one, where_clause, quantified.

#include "language/grammar/rules.hpp"

#include <utility>

namespace caveat::language::grammar {
namespace {

using boost::fusion::at_c;

using ConjunctionRule = x3::rule<struct ConjunctionTag, NodeId>;
using RequiredWhereRule = x3::rule<struct RequiredWhereTag, NodeId>;
using GroupRule = x3::rule<struct GroupTag, NodeId>;
using EachRule = x3::rule<struct EachTag, Quantifier>;
using CountedRule = x3::rule<struct CountedTag, Quantifier>;
using GroupQuantityRule = x3::rule<struct GroupQuantityTag, Quantifier>;

const auto join_or = [](auto& context) {
    x3::_val(context) = builder(context).join_or(std::move(x3::_attr(context)));
};
const auto join_and = [](auto& context) {
    x3::_val(context) = builder(context).join_and(std::move(x3::_attr(context)));
};
const auto negate = [](auto& context) {
    auto& made = x3::_attr(context);
    x3::_val(context) = builder(context).negate(at_c<0>(made), at_c<1>(made));
};
const auto begin_test = [](auto& context) { builder(context).begin_test(x3::_attr(context)); };
const auto end_test = [](auto& context) {
    x3::_val(context) = builder(context).end_test(x3::_attr(context));
};

const auto quantify_each = [](auto& context) {
    auto& made = x3::_attr(context);
    x3::_val(context) = builder(context).add(
        at_c<0>(made), place(context),
        Quantified{at_c<1>(made), std::nullopt, std::move(at_c<2>(made)), at_c<3>(made)});
};
const auto quantify_counted = [](auto& context) {
    auto& made = x3::_attr(context);
    std::optional<NodeId> where;
    if (at_c<4>(made)) where = *at_c<4>(made);
    x3::_val(context) = builder(context).add(
        at_c<0>(made), place(context),
        Quantified{at_c<1>(made), std::move(at_c<2>(made)), std::move(at_c<3>(made)), where});
};
const auto count_conditions = [](auto& context) {
    auto& made = x3::_attr(context);
    auto& parts = at_c<3>(made);
    for (NodeId& part : parts) part = builder(context).require_condition(part);
    x3::_val(context) =
        builder(context).add(at_c<0>(made), place(context),
                             CountOf{at_c<1>(made), std::move(at_c<2>(made)), std::move(parts)});
};

const EachRule each_quantity = "any or no";
const CountedRule counted_quantity = "at least, at most or exactly";
const GroupQuantityRule group_quantity = "how many";
const RequiredWhereRule required_where = "where";
const GroupRule group = "parenthesis";
const ConjunctionRule conjunction = "conjunction";

const auto each_quantity_def = word("any") >> x3::attr(Quantifier::any) |
                               word("no") >> x3::attr(Quantifier::none);

const auto group_quantity_def = counted_quantity | word("any") >> x3::attr(Quantifier::at_least);

const auto counted_quantity_def = word("at") >> word("least") >> x3::attr(Quantifier::at_least) |
                                  word("at") >> word("most") >> x3::attr(Quantifier::at_most) |
                                  word("exactly") >> x3::attr(Quantifier::exactly);

const auto condition_def = (conjunction % word("or"))[join_or];

const auto conjunction_def = ((one >> follower) % word("and"))[join_and];

const auto one_def = missing_subject[take_it] | (here >> word("not") >> not_once >> one)[negate] |
                     (ahead(Form::quantified) >> quantified)[take_it] |
                     (sum[begin_test] >> tail[end_test]);

const auto where_clause_def = where_ >> enter_where >> one >> leave_where;

const auto group_def = (here >> open >> condition >> close)[enclose];

const auto enclosed_where_def = where_enclosed >> where_ >> enter_where >>
                                ((ahead(Form::open) >> group[take_it]) | one[take_it]) >>
                                leave_where;

const auto required_where_def = where_clause | missing_where;

const auto quantified_def =
    (group_ahead >> (here >> group_quantity >> count >> word("of") >> open >>
                     (condition % sign(TokenKind::semicolon)) >> close)[count_conditions]) |
    (or_more_ahead >>
     (here >> x3::attr(Quantifier::at_least) >> count >> word("or") >> word("more") >> word("of") >>
      open >> (condition % sign(TokenKind::semicolon)) >> close)[count_conditions]) |
    (here >> each_quantity >> record_name >> required_where)[quantify_each] |
    (here >> counted_quantity >> count >> record_name >> -where_clause)[quantify_counted];

BOOST_SPIRIT_DEFINE(each_quantity)
BOOST_SPIRIT_DEFINE(counted_quantity)
BOOST_SPIRIT_DEFINE(group_quantity)
BOOST_SPIRIT_DEFINE(conjunction)
BOOST_SPIRIT_DEFINE(group)
BOOST_SPIRIT_DEFINE(required_where)

}  // namespace

BOOST_SPIRIT_DEFINE(condition, one, where_clause, enclosed_where, quantified)
BOOST_SPIRIT_INSTANTIATE(ConditionRule, Cursor, x3::unused_type)
BOOST_SPIRIT_INSTANTIATE(OneRule, Cursor, x3::unused_type)
BOOST_SPIRIT_INSTANTIATE(WhereRule, Cursor, x3::unused_type)
BOOST_SPIRIT_INSTANTIATE(EnclosedWhereRule, Cursor, x3::unused_type)
BOOST_SPIRIT_INSTANTIATE(QuantifiedRule, Cursor, x3::unused_type)

}  // namespace caveat::language::grammar
