// Judges what stands in which order: words and parentheses that are missing or too many.
// Entrances: the check_ and take_ steps of Builder.

#include "language/grammar/builder.hpp"

#include <algorithm>
#include <utility>

namespace caveat::language {

using text::quoted;
using text::with;

namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

}  // namespace

/// Behind a test: `and`, `or`, the end of its part, or a message.
bool Builder::check_follower(std::size_t& at) {
    while (true) {
        const Token& next = token(at);
        const bool is_stray_close = next.kind == TokenKind::close && opens_.empty();
        const bool is_stray_semicolon = next.kind == TokenKind::semicolon && opens_.empty();
        if (is_separator(at) && !is_stray_close && !is_stray_semicolon) return true;
        if (is_stray_close) {
            Diagnostic& problem =
                error("unmatched-parenthesis", at, at + 1, "no `(` belongs to this `)`");
            with(problem).help("remove it, or open it with `(`").fix("remove it", problem.span, {});
            ++at;
            continue;
        }
        if (next.kind == TokenKind::comma && !opens_.empty()) return true;  // take_close speaks
        if (line_.lost == at && is_name_word(next)) {
            const std::size_t stop = skip_to_separator(at);
            at = std::max(stop, at + (stop == at ? 1U : 0U));
            continue;
        }
        if (is_comparison(next.kind)) {
            report_chain(at);
        } else if (next.kind == TokenKind::comma || is_stray_semicolon) {
            report_comma(at);
            const std::size_t stop = end_of_commas(at);
            at = std::max(stop, at + 1);
            continue;
        } else {
            if (next.kind == TokenKind::word) repair_keyword(at);
            report_misfit(at);
        }
        const std::size_t stop = skip_to_separator(at);
        at = std::max(stop, at + (stop == at ? 1U : 0U));
    }
}

/// A word behind a test that neither goes on with it nor joins another.
void Builder::report_misfit(std::size_t at) {
    const auto* name = is_name_word(token(at)) ? find_name(at) : nullptr;
    if (name) {
        const std::string behind = words(at, name->match.end);
        write(error("missing-operator", at, name->match.end,
                    "`and` or `or` is missing before " + quoted(behind)),
              {"and " + behind, "or " + behind});
        return;
    }
    const std::size_t stop = std::max(at + 1, std::min(skip_to_separator(at), at + 4));
    with(error("unexpected-word", at, stop,
               quoted(words(at, stop)) + " does not fit behind " +
                   quoted(at > 0 ? words(at - 1, at) : "")))
        .help("join conditions with `and` or `or`");
}

/// `65 <= age < 75`; `at` is the second sign.
void Builder::report_chain(std::size_t at) {
    const auto* test = syntax_.nodes.size() > base_
                           ? std::get_if<Compare>(&syntax_.nodes.back().content)
                           : nullptr;
    // The first sign of `pain in mm > 5` and of `n % 2 = 0` is none: that was said.
    const auto is_said = [&](std::uint32_t place) {
        return test != nullptr && place >= token(range(test->left).last).begin &&
               place < token(range(test->right).first).begin;
    };
    const auto any_said = [&](const std::vector<std::uint32_t>& places) {
        return std::any_of(places.begin(), places.end(), is_said);
    };
    if (any_said(line_.said) || any_said(line_.saying)) return;
    const std::size_t stop = skip_to_separator(at + 1);
    // Of `pain > > 7`, nobody knows which sign is meant.
    const bool is_whole =
        test != nullptr && !words_of(test->left).empty() && !words_of(test->right).empty();
    if (!is_whole || stop == at + 1 || is_comparison(token(at - 1).kind)) {
        with(error("chained-comparison", at, at + 1, "a test has one comparison sign"))
            .help("write two tests, joined with `and`");
        return;
    }
    constexpr std::string_view signs[] = {"=", "!=", "<", "<=", ">", ">="};
    constexpr std::string_view turned[] = {"=", "!=", ">", ">=", "<", "<="};
    const auto sign = static_cast<std::size_t>(test->comparison);
    const std::string left = words_of(test->left);
    const std::string middle = words_of(test->right);
    const auto is_number = [&](NodeId id) {
        return std::holds_alternative<NumberLiteral>(node(id).content);
    };
    const bool is_literal = is_number(test->left);
    // `pain > 3 < 7`: a limit has none of its own.
    const bool is_limit = !is_literal && is_number(test->right);
    const std::string first = is_literal ? middle + " " + std::string(turned[sign]) + " " + left
                                         : left + " " + std::string(signs[sign]) + " " + middle;
    write(error("chained-comparison", first_of(test->left), stop, "a test has one comparison sign"),
          {first + " and " + (is_limit ? left : middle) + " " + words(at, stop)});
}

/// `fever, chills`: people write commas for `and` as well as for `or`.
void Builder::report_comma(std::size_t at) {
    const std::size_t stop = end_of_commas(at);
    const std::size_t first = syntax_.nodes.size() > base_
                                  ? range(static_cast<NodeId>(syntax_.nodes.size() - 1)).first
                                  : at;
    auto parts = parts_between(first, stop, true);
    const bool is_denied = !parts.empty() && parts.front().starts_with("not ");
    std::vector<std::string> readings;
    if (parts.size() > 1) {
        std::string none = "not (" + parts.front().substr(is_denied ? 4 : 0);
        for (std::size_t i = 1; i < parts.size(); ++i) none += " or " + parts[i];
        if (is_denied) parts.front() = "(" + parts.front() + ")";
        std::string all = parts.front();
        std::string any = parts.front();
        for (std::size_t i = 1; i < parts.size(); ++i) {
            all += " and " + parts[i];
            any += " or " + parts[i];
        }
        if (is_denied) readings.push_back(none + ")");
        readings.push_back(all);
        readings.push_back(any);
    }
    Diagnostic& problem = error("unexpected-word", first, std::max(stop, at + 1),
                                quoted(words(at, at + 1)) + " joins no conditions");
    if (readings.empty()) {
        with(problem).help("join conditions with `and` or `or`");
    } else {
        write(problem, readings);
    }
}

bool Builder::take_open(std::size_t& at) {
    if (token(at).kind == TokenKind::open) {
        opens_.push_back(at++);
        return true;
    }
    with(error("missing-parenthesis", at > 0 ? at - 1 : at, std::min(at + 1, end()),
               "`(` is missing here"))
        .help("write `at least 2 of (…; …)`");
    opens_.push_back(nowhere);
    return true;
}

bool Builder::take_close(std::size_t& at) {
    const std::size_t opened = opens_.back();
    opens_.pop_back();
    std::erase_if(left_, [&](const Where& where) { return where.last > opened; });
    if (token(at).kind == TokenKind::close) {
        ++at;
        return true;
    }
    if (opened == nowhere) return true;
    std::size_t depth = 0;
    std::size_t closing = at;
    while (closing < end() && !is_arrow(closing) && !is_word(closing, "unless")) {
        if (token(closing).kind == TokenKind::close && depth-- == 0) break;
        if (token(closing).kind == TokenKind::open) ++depth;
        ++closing;
    }
    if (token(closing).kind != TokenKind::close) {
        with(error("unmatched-parenthesis", opened, opened + 1, "this `(` is never closed"))
            .help("close it with `)`");
        return true;
    }
    const bool is_function =
        opened > 0 &&
        (is_word(opened - 1, "min") || is_word(opened - 1, "max") || is_word(opened - 1, "round"));
    with(error("unexpected-word", at, at + 1,
               quoted(words(at, at + 1)) + " does not fit inside these parentheses"))
        .help(is_function                          ? "arguments are separated by `,`"
              : token(at).kind == TokenKind::comma ? "conditions are separated by `;`"
                                                   : "");
    at = closing + 1;
    return true;
}

bool Builder::check_not_twice(std::size_t& at) {
    const std::size_t first = at;
    while (is_word(at, "not")) ++at;
    if (at > first) {
        const bool is_even = (at - first) % 2 == 1;
        const std::string title = !is_even          ? "write one `not`"
                                  : at - first == 1 ? "leave both out"
                                                    : "leave them out";
        with(error("double-not", first - 1, at,
                   "`not` stands here " + std::string(at - first == 1 ? "twice" : "several times")))
            .help(title)
            .fix(title, span(first - 1, at), is_even ? "" : "not");
    }
    return true;
}

bool Builder::take_is(std::size_t& at) {
    if (assumed_is_ && *assumed_is_ == at) {
        assumed_is_.reset();
        return true;
    }
    if (!is_is(at)) return false;
    ++at;
    return true;
}

bool Builder::take_include(std::size_t& at) {
    if (is_word(at, "not") && is_include(at + 1)) {
        deny_test();
        at += 2;
        return true;
    }
    if (!is_include(at)) return false;
    ++at;
    return true;
}

bool Builder::take_between_and(std::size_t& at) {
    if (is_word(at, "and")) {
        ++at;
        return true;
    }
    const std::size_t shown = at >= end() && at > 0 ? at - 1 : at;
    const bool is_other_word = token(at).kind == TokenKind::comma ||
                               token(at).kind == TokenKind::minus || is_word(at, "to") ||
                               is_word(at, "or");
    write(error("missing-word", shown, shown + 1, "`and` is missing: `between` has two ends"),
          {is_other_word && shown == at ? "and" : "is between … and …"});
    if (is_other_word) ++at;
    return true;
}

bool Builder::take_ago(std::size_t& at) {
    if (is_word(at, "ago")) {
        ++at;
        return true;
    }
    const std::size_t first = at > 0 ? at - 1 : at;
    write(error("missing-word", first, at, "`ago` is missing here"), {words(first, at) + " ago"});
    return true;
}

/// `age >= 65 and < 75`: the second test needs its own name.
bool Builder::read_missing_subject(std::size_t& at, NodeId& made) {
    if (at == 0 || (!is_word(at - 1, "and") && !is_word(at - 1, "or"))) return false;
    if (is_or_more_of(at)) return false;  // `2 or more of (fever; chills)` is a test of its own
    if (syntax_.nodes.size() <= base_) return false;
    const auto before = static_cast<NodeId>(syntax_.nodes.size() - 1);
    const auto* compared = std::get_if<Compare>(&node(before).content);
    const auto* between = std::get_if<Between>(&node(before).content);
    if ((compared == nullptr && between == nullptr) || range(before).last != at - 1) return false;
    const bool is_equal = compared != nullptr && compared->comparison == Comparison::equal;
    const bool is_denied =
        is_word(at - 1, "or") && (compared != nullptr ? compared->is_negated : between->is_negated);
    const std::size_t number = end_of_bound(at);
    const bool is_number = is_equal && number > at && is_separator(number);
    const bool is_limit = is_word(at, "at") || is_bare_test(at);
    if (is_limit && number == at && !is_separator(end_of_bound(at + (is_word(at, "at") ? 2 : 1)))) {
        return false;
    }
    const bool is_test = is_comparison(token(at).kind) || (is_is(at) && !find_name(at)) ||
                         (is_limit && !find_name(at));
    if (!is_number && !is_test) return false;
    const std::size_t first = at;
    std::size_t stop = skip_to_separator(at);
    if (is_word(at, "between")) stop = skip_to_separator(stop + 1);
    if (is_or_beyond(number)) stop = number + 2;
    const std::string name = words_of(compared != nullptr ? compared->left : between->value);
    at = std::max(stop, at + 1);
    const std::string test = words(first, at);
    Diagnostic& problem =
        error("missing-operand", first, at, quoted(test) + " does not say of what");
    if (is_denied) {
        with(problem).write(
            {proposal(first - 1, at, "and " + name + " is not " + test, " where both are denied,"),
             proposal(first - 1, at, "or " + name + " is " + test)});
    } else {
        write(problem, {name + (is_number ? " is " : " ") + test});
    }
    made = broken(first, at);
    return true;
}

bool Builder::take_arrow(std::size_t& at) {
    while (at < end() && !is_arrow(at)) ++at;
    if (at < end()) ++at;
    return true;
}

void Builder::expect_end(std::size_t at) {
    if (at >= end()) return;
    const std::size_t stop = std::min(end(), at + 4);
    with(error("unexpected-word", at, stop, quoted(words(at, stop)) + " is left over"))
        .help(is_arrow(at)            ? "an arrow belongs into a rule, not into a condition"
              : is_word(at, "unless") ? "`unless` belongs into a rule, not into a condition"
                                      : "");
}

}  // namespace caveat::language
