// The grammar of what follows the left side of a test.
// Entrance: the rule tail.

#include "language/grammar/rules.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace caveat::language::grammar {
namespace {

using boost::fusion::at_c;

using ComparisonRule = x3::rule<struct ComparisonTag, Comparison>;
using DateRelationRule = x3::rule<struct DateRelationTag, DateRelation>;
using InclusionRule = x3::rule<struct InclusionTag, Inclusion>;
using CodesRule = x3::rule<struct CodesTag, std::vector<Name>>;
using SingleRule = x3::rule<struct SingleTag, std::vector<Name>>;
using IsRule = x3::rule<struct IsTag, NodeId>;
using FollowsRule = x3::rule<struct FollowsTag, NodeId>;

const auto deny = [](auto& context) { builder(context).deny_test(); };

const auto compare = [](auto& context) {
    auto& made = x3::_attr(context);
    x3::_val(context) = builder(context).compare(place(context), at_c<0>(made), at_c<1>(made));
};
const auto equal_or_beyond = [](auto& context) {
    auto& made = x3::_attr(context);
    x3::_val(context) = builder(context).compare(
        place(context), at_c<1>(made).value_or(Comparison::equal), at_c<0>(made));
};
const auto between = [](auto& context) {
    auto& made = x3::_attr(context);
    x3::_val(context) = builder(context).between(place(context), std::move(at_c<0>(made)),
                                                 std::move(at_c<1>(made)));
};
const auto limit_bands = [](auto& context) {
    auto& made = x3::_attr(context);
    x3::_val(context) =
        builder(context).limit_bands(place(context), at_c<0>(made), std::move(at_c<1>(made)));
};
const auto time_ago = [](auto& context) {
    auto& made = x3::_attr(context);
    std::optional<Comparison> beyond;
    if (at_c<3>(made)) beyond = *at_c<3>(made);
    x3::_val(context) = builder(context).time_ago(place(context), at_c<0>(made),
                                                  std::move(at_c<1>(made)), at_c<2>(made), beyond);
};
const auto compare_dates = [](auto& context) {
    auto& made = x3::_attr(context);
    auto& to = builder(context);
    x3::_val(context) = to.add(to.first_of(to.left()), place(context),
                               DateTest{at_c<0>(made), to.require_operand(to.left()),
                                        to.require_operand(at_c<1>(made)), to.is_denied()});
};
const auto within = [](auto& context) {
    auto& made = x3::_attr(context);
    auto& to = builder(context);
    x3::_val(context) = to.add(to.first_of(to.left()), place(context),
                               WithinLast{to.require_operand(to.left()), std::move(at_c<0>(made)),
                                          at_c<1>(made), to.is_denied()});
};
const auto empty = [](auto& context) {
    auto& to = builder(context);
    x3::_val(context) = to.add(to.first_of(to.left()), place(context),
                               IsEmpty{to.require_operand(to.left()), to.is_denied()});
};
const auto one_code = [](auto& context) {
    x3::_val(context) =
        builder(context).compare_codes(place(context), {std::move(x3::_attr(context))}, false);
};
const auto one_of_codes = [](auto& context) {
    x3::_val(context) =
        builder(context).compare_codes(place(context), std::move(x3::_attr(context)), true);
};
const auto include = [](auto& context) {
    auto& made = x3::_attr(context);
    x3::_val(context) =
        builder(context).include_codes(place(context), at_c<0>(made), std::move(at_c<1>(made)));
};
const auto nothing = [](auto& context) { x3::_val(context) = builder(context).left(); };

const ComparisonRule comparison = "comparison sign";
const DateRelationRule date_relation = "before, after or on";
const InclusionRule inclusion = "any of, all of or none of";
const CodesRule codes = "codes";
const SingleRule single = "code";
const IsRule is_what = "what it is";
const FollowsRule what_follows = "what follows `is`";

const auto comparison_def =
    sign(TokenKind::equal) >> x3::attr(Comparison::equal) |
    sign(TokenKind::unequal) >> x3::attr(Comparison::unequal) |
    sign(TokenKind::less) >> x3::attr(Comparison::less) |
    sign(TokenKind::less_or_equal) >> x3::attr(Comparison::less_or_equal) |
    sign(TokenKind::greater) >> x3::attr(Comparison::greater) |
    sign(TokenKind::greater_or_equal) >> x3::attr(Comparison::greater_or_equal);

const auto date_relation_def = word("before") >> x3::attr(DateRelation::before) |
                               word("after") >> x3::attr(DateRelation::after) |
                               word("on") >> x3::attr(DateRelation::on);

const auto inclusion_def = word("any") >> word("of") >> x3::attr(Inclusion::any_of) |
                           word("all") >> word("of") >> x3::attr(Inclusion::all_of) |
                           word("none") >> word("of") >> x3::attr(Inclusion::none_of);

const auto codes_def = (code >> *(sign(TokenKind::comma) >> code)) >> behind_codes;

const auto what_follows_def =
    word("empty")[empty] | (band_limit_ahead >> limit >> code)[limit_bands] |
    (ago_ahead >> ago_limit >> count >> time_unit >> ago >> -or_beyond)[time_ago] |
    (limit >> sum)[compare] | (word("between") >> bound >> between_and >> bound)[between] |
    (date_relation >> sum)[compare_dates] |
    (word("within") >> word("the") >> word("last") >> count >> time_unit)[within] |
    (range_ahead >> bound >> word("to") >> bound)[between] | (sum >> -or_beyond)[equal_or_beyond];

const auto is_what_def =
    lost_test[take_it] | misused_is[take_it] |
    (codes_ahead >> ((list_ahead >> word("one") >> word("of") >> codes)[one_of_codes] |
                     (code >> behind_codes)[one_code])) |
    (mended >> what_follows[take_it]);

const auto denial = -word("not")[deny];

const auto tail_def =
    (comparison >> sum)[compare] | (is_ >> denial >> is_what)[take_it] |
    (include_ >> (lost_test[take_it] | (list_ahead >> inclusion >> codes)[include] |
                  (x3::attr(Inclusion::one) >> single)[include])) |
    (bare_test >> is_what)[take_it] | x3::eps[nothing];

const auto single_def = x3::repeat(1)[code] >> behind_codes;

BOOST_SPIRIT_DEFINE(comparison)
BOOST_SPIRIT_DEFINE(what_follows)
BOOST_SPIRIT_DEFINE(date_relation)
BOOST_SPIRIT_DEFINE(inclusion)
BOOST_SPIRIT_DEFINE(codes)
BOOST_SPIRIT_DEFINE(is_what)
BOOST_SPIRIT_DEFINE(single)

}  // namespace

BOOST_SPIRIT_DEFINE(tail)
BOOST_SPIRIT_INSTANTIATE(TailRule, Cursor, x3::unused_type)

}  // namespace caveat::language::grammar
