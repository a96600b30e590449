// The grammar of numbers, and of whatever else may stand beside a comparison.
// Entrance: the rule sum.

#include "language/grammar/rules.hpp"

#include <utility>
#include <vector>

namespace caveat::language::grammar {
namespace {

using boost::fusion::at_c;

using ProductRule = x3::rule<struct ProductTag, NodeId>;
using PrimaryRule = x3::rule<struct PrimaryTag, NodeId>;
using OperatorRule = x3::rule<struct OperatorTag, ArithmeticOperator>;
using FactorRule = x3::rule<struct FactorTag, ArithmeticOperator>;

const auto fold = [](auto& context) {
    auto& made = x3::_attr(context);
    x3::_val(context) =
        builder(context).arithmetic(at_c<0>(made), x3::_val(context), at_c<1>(made));
};
const auto count_things = [](auto& context) {
    auto& made = x3::_attr(context);
    auto& to = builder(context);
    std::optional<NodeId> where;
    if (at_c<2>(made)) where = to.require_condition(*at_c<2>(made));
    const Name& name = at_c<1>(made);
    const NodeId thing = to.add(at_c<0>(made) + 2, place(context), NameUse{name});
    x3::_val(context) = to.take_lost_where()
                            ? to.broken(at_c<0>(made), place(context))
                            : to.add(at_c<0>(made), place(context), CountOfThings{thing, where});
};
const auto measure = [](auto& context) {
    auto& made = x3::_attr(context);
    auto& to = builder(context);
    std::optional<NodeId> where;
    if (at_c<2>(made)) where = to.require_condition(*at_c<2>(made));
    MeasureHead& head = at_c<1>(made);
    x3::_val(context) =
        to.take_lost_where()
            ? to.broken(at_c<0>(made), place(context))
            : to.add(at_c<0>(made), place(context),
                     Measure{head.kind, std::move(head.field), std::move(head.records), where});
};
const auto time_since = [](auto& context) {
    auto& made = x3::_attr(context);
    auto& to = builder(context);
    const NodeId date = to.require_operand(at_c<2>(made));
    x3::_val(context) = to.add(at_c<0>(made), place(context), TimeSince{at_c<1>(made), date});
};
template <Function function>
const auto call = [](auto& context) {
    auto& made = x3::_attr(context);
    auto& to = builder(context);
    std::vector<NodeId> arguments;
    for (const NodeId argument : at_c<1>(made)) arguments.push_back(to.require_operand(argument));
    x3::_val(context) =
        to.add(at_c<0>(made), place(context), FunctionCall{function, std::move(arguments), 0});
};
const auto round = [](auto& context) {
    auto& made = x3::_attr(context);
    auto& to = builder(context);
    const NodeId argument = to.require_operand(at_c<1>(made));
    x3::_val(context) = to.add(at_c<0>(made), place(context),
                               FunctionCall{Function::round, {argument}, at_c<2>(made)});
};

const OperatorRule term_operator = "+ or -";
const FactorRule factor_operator = "* or /";
const ProductRule product = "product";
const PrimaryRule primary = "operand";

const auto term_operator_def = sign(TokenKind::plus) >> x3::attr(ArithmeticOperator::add) |
                               sign(TokenKind::minus) >> x3::attr(ArithmeticOperator::subtract);

const auto factor_operator_def = sign(TokenKind::times) >> x3::attr(ArithmeticOperator::multiply) |
                                 sign(TokenKind::slash) >> x3::attr(ArithmeticOperator::divide);

const auto sum_def = product[take_it] >> *(term_operator >> product)[fold];

const auto product_def = primary[take_it] >> *(factor_operator >> primary)[fold];

const auto primary_def =
    (ahead(Form::open) >> (here >> open >> condition >> close)[enclose]) |
    (ahead(Form::count_of) >>
     (here >> word("count") >> word("of") >> counted_name >> -enclosed_where)[count_things]) |
    (ahead(Form::measure) >> (here >> measure_head >> -enclosed_where)[measure]) |
    (ahead(Form::since) >> (here >> time_unit >> word("since") >> primary)[time_since]) |
    (ahead(Form::function) >> ((here >> word("min") >> open >> (sum % sign(TokenKind::comma)) >>
                                close)[call<Function::minimum>] |
                               (here >> word("max") >> open >> (sum % sign(TokenKind::comma)) >>
                                close)[call<Function::maximum>] |
                               (here >> word("round") >> open >> sum >> places >> close)[round])) |
    operand[take_it];

BOOST_SPIRIT_DEFINE(term_operator)
BOOST_SPIRIT_DEFINE(factor_operator)
BOOST_SPIRIT_DEFINE(product)
BOOST_SPIRIT_DEFINE(primary)

}  // namespace

BOOST_SPIRIT_DEFINE(sum)
BOOST_SPIRIT_INSTANTIATE(SumRule, Cursor, x3::unused_type)

}  // namespace caveat::language::grammar
