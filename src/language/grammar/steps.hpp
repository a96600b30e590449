#pragma once

// The terminals of the grammar: Spirit parsers over tokens that call the builder's steps.

#include "language/grammar/builder.hpp"

#include <boost/fusion/include/at_c.hpp>
#include <boost/spirit/home/x3.hpp>

#include <cstddef>
#include <iterator>

namespace caveat::language::grammar {

namespace x3 = boost::spirit::x3;

/// A place in the tokens, which brings the builder along to every step.
class Cursor {
  public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = Token;
    using difference_type = std::ptrdiff_t;
    using pointer = const Token*;
    using reference = const Token&;

    Cursor() = default;
    Cursor(Builder& to, std::size_t place) : builder(&to), at(place) {}

    reference operator*() const { return builder->token(at); }
    pointer operator->() const { return &builder->token(at); }
    Cursor& operator++() {
        ++at;
        return *this;
    }
    Cursor operator++(int) {
        Cursor before = *this;
        ++at;
        return before;
    }
    friend bool operator==(const Cursor& a, const Cursor& b) { return a.at == b.at; }
    friend bool operator!=(const Cursor& a, const Cursor& b) { return a.at != b.at; }

    Builder* builder = nullptr;
    std::size_t at = 0;
};

/// A step that makes something.
template <typename Made, bool (Builder::*step)(std::size_t&, Made&)>
struct Step : x3::parser<Step<Made, step>> {
    using attribute_type = Made;
    static constexpr bool has_attribute = true;

    template <typename Context, typename RuleContext, typename Attribute>
    bool parse(Cursor& first, const Cursor&, const Context&, RuleContext&,
               Attribute& attribute) const {
        Made made{};
        if (!(first.builder->*step)(first.at, made)) return false;
        x3::traits::move_to(made, attribute);
        return true;
    }
};

/// A step that only looks or passes on.
template <bool (Builder::*step)(std::size_t&)>
struct Check : x3::parser<Check<step>> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;

    template <typename Context, typename RuleContext, typename Attribute>
    bool parse(Cursor& first, const Cursor&, const Context&, RuleContext&, Attribute&) const {
        return (first.builder->*step)(first.at);
    }
};

/// One word of the language.
struct Word : x3::parser<Word> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;
    Keyword word;

    explicit constexpr Word(Keyword which) : word(which) {}

    template <typename Context, typename RuleContext, typename Attribute>
    bool parse(Cursor& first, const Cursor&, const Context&, RuleContext&, Attribute&) const {
        if (!first.builder->is_word(first.at, word)) return false;
        ++first.at;
        return true;
    }
};

struct Sign : x3::parser<Sign> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;
    TokenKind kind;

    explicit constexpr Sign(TokenKind sign) : kind(sign) {}

    template <typename Context, typename RuleContext, typename Attribute>
    bool parse(Cursor& first, const Cursor&, const Context&, RuleContext&, Attribute&) const {
        if (first->kind != kind) return false;
        ++first.at;
        return true;
    }
};

/// Succeeds where this form begins, and consumes nothing.
struct Ahead : x3::parser<Ahead> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;
    Form form;

    explicit constexpr Ahead(Form what) : form(what) {}

    template <typename Context, typename RuleContext, typename Attribute>
    bool parse(Cursor& first, const Cursor&, const Context&, RuleContext&, Attribute&) const {
        return first.builder->form_at(first.at) == form;
    }
};

/// The same for what only a look at several tokens tells.
template <bool (Looking::*is_ahead)(std::size_t) const>
struct Lookahead : x3::parser<Lookahead<is_ahead>> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;

    template <typename Context, typename RuleContext, typename Attribute>
    bool parse(Cursor& first, const Cursor&, const Context&, RuleContext&, Attribute&) const {
        const Looking& looking = *first.builder;
        return (looking.*is_ahead)(first.at);
    }
};

/// Where the next token stands, for nodes that begin with a word of the language.
struct Here : x3::parser<Here> {
    using attribute_type = std::size_t;
    static constexpr bool has_attribute = true;

    template <typename Context, typename RuleContext, typename Attribute>
    bool parse(Cursor& first, const Cursor&, const Context&, RuleContext&,
               Attribute& attribute) const {
        x3::traits::move_to(first.at, attribute);
        return true;
    }
};

constexpr Word word(Keyword which) {
    return Word(which);
}
constexpr Sign sign(TokenKind kind) {
    return Sign(kind);
}
constexpr Ahead ahead(Form form) {
    return Ahead(form);
}

inline constexpr Here here{};
inline constexpr Lookahead<&Looking::is_group_ahead> group_ahead{};
inline constexpr Lookahead<&Looking::is_or_more_of> or_more_ahead{};
inline constexpr Step<NodeId, &Builder::read_operand> operand{};
inline constexpr Step<Count, &Builder::read_count> count{};
inline constexpr Step<Count, &Builder::read_bound> bound{};
inline constexpr Step<Name, &Builder::read_record_name> record_name{};
inline constexpr Step<Name, &Builder::read_counted_name> counted_name{};
inline constexpr Step<MeasureHead, &Builder::read_measure_head> measure_head{};
inline constexpr Step<int, &Builder::read_places> places{};
inline constexpr Step<TimeUnit, &Builder::read_time_unit> time_unit{};
inline constexpr Step<Name, &Builder::read_code> code{};
inline constexpr Step<Comparison, &Builder::read_limit> limit{};
inline constexpr Step<Comparison, &Builder::read_or_beyond> or_beyond{};
inline constexpr Step<Comparison, &Builder::read_ago_limit> ago_limit{};
inline constexpr Step<NodeId, &Builder::read_lost_test> lost_test{};
inline constexpr Step<NodeId, &Builder::read_missing_subject> missing_subject{};
inline constexpr Step<NodeId, &Builder::read_misused_is> misused_is{};
inline constexpr Step<NodeId, &Builder::read_missing_where> missing_where{};
inline constexpr Step<OutcomeUse, &Builder::read_outcome> outcome{};
inline constexpr Check<&Builder::check_follower> follower{};
inline constexpr Check<&Builder::check_codes_ahead> codes_ahead{};
inline constexpr Check<&Builder::check_bare_test> bare_test{};
inline constexpr Check<&Builder::check_range> range_ahead{};
inline constexpr Check<&Builder::check_ago> ago_ahead{};
inline constexpr Check<&Builder::check_band_limit> band_limit_ahead{};
inline constexpr Check<&Builder::mend_test_words> mended{};
inline constexpr Check<&Builder::check_list_ahead> list_ahead{};
inline constexpr Check<&Builder::check_code_list> behind_codes{};
inline constexpr Check<&Builder::check_not_twice> not_once{};
inline constexpr Check<&Builder::check_where_is_enclosed> where_enclosed{};
inline constexpr Check<&Builder::take_is> is_{};
inline constexpr Check<&Builder::take_include> include_{};
inline constexpr Check<&Builder::take_open> open{};
inline constexpr Check<&Builder::take_close> close{};
inline constexpr Check<&Builder::take_between_and> between_and{};
inline constexpr Check<&Builder::take_ago> ago{};
inline constexpr Check<&Builder::take_where> where_{};
inline constexpr Check<&Builder::enter_where> enter_where{};
inline constexpr Check<&Builder::leave_where> leave_where{};
inline constexpr Check<&Builder::take_arrow> arrow{};

/// Inside an action: the builder, and the token after what was matched.
template <typename Context>
Builder& builder(const Context& context) {
    return *x3::_where(context).begin().builder;
}
template <typename Context>
std::size_t place(const Context& context) {
    return x3::_where(context).begin().at;
}

/// Actions of several rules.
inline constexpr auto take_it = [](auto& context) { x3::_val(context) = x3::_attr(context); };
inline constexpr auto enclose = [](auto& context) {
    using boost::fusion::at_c;
    auto& made = x3::_attr(context);
    x3::_val(context) = builder(context).enclose(at_c<0>(made), place(context), at_c<1>(made));
};

}  // namespace caveat::language::grammar
