// Judges what stands in which order: words and parentheses that are missing or too many, and how
// far `where` reaches. Entrances: the check_ and take_ steps of Builder.

#include "language/grammar/builder.hpp"

#include <algorithm>
#include <utility>

namespace caveat::language {

using text::quoted;
using text::with;

namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

bool is_comparison(TokenKind kind) {
    return kind == TokenKind::equal || kind == TokenKind::unequal || kind == TokenKind::less ||
           kind == TokenKind::less_or_equal || kind == TokenKind::greater ||
           kind == TokenKind::greater_or_equal;
}

}  // namespace

/// Behind a test: `and`, `or`, the end of its part, or a message.
bool Builder::check_follower(std::size_t& at) {
    while (true) {
        const Token& next = token(at);
        const bool is_stray_close = next.kind == TokenKind::close && opens_.empty();
        const bool is_stray_semicolon = next.kind == TokenKind::semicolon && opens_.empty();
        if (is_separator(at) && !is_stray_close && !is_stray_semicolon) return true;
        if (is_stray_close) {
            with(error("unmatched-parenthesis", at, at + 1, "no `(` belongs to this `)`"))
                .help("remove it, or open it with `(`");
            ++at;
            continue;
        }
        if (next.kind == TokenKind::comma && !opens_.empty()) return true;  // take_close speaks
        if (lost_ == at && is_name_word(next)) {
            const std::size_t stop = skip_to_separator(at);
            at = std::max(stop, at + (stop == at ? 1U : 0U));
            continue;
        }
        if (is_comparison(next.kind)) {
            with(error("chained-comparison", at, at + 1, "a test has one comparison sign"))
                .help("write `x is between 1 and 3`, or join two tests with `and`");
        } else if (next.kind == TokenKind::comma || is_stray_semicolon) {
            with(error("unexpected-word", at, at + 1,
                       quoted(words(at, at + 1)) + " joins no conditions"))
                .help("write `and` or `or`");
        } else if (next.kind == TokenKind::word && repair_keyword(at)) {
            continue;
        } else if (is_name_word(next) && find_name(at)) {
            const std::size_t behind = find_name(at)->match.end;
            with(error("missing-operator", at, behind,
                       "`and` or `or` is missing before " + quoted(words(at, behind))))
                .help("write `and " + words(at, behind) + "`");
        } else {
            const std::size_t stop = std::max(at + 1, std::min(skip_to_separator(at), at + 4));
            with(error("unexpected-word", at, stop,
                       quoted(words(at, stop)) + " does not fit behind " +
                           quoted(at > 0 ? words(at - 1, at) : "")))
                .help("join conditions with `and` or `or`");
        }
        const std::size_t stop = skip_to_separator(at);
        at = std::max(stop, at + (stop == at ? 1U : 0U));
    }
}

bool Builder::take_open(std::size_t& at) {
    if (token(at).kind == TokenKind::open) {
        opens_.push_back(at++);
        return true;
    }
    with(error("missing-parenthesis", at > 0 ? at - 1 : at, std::min(at + 1, end()),
               "`(` is missing here"))
        .help("write `at least 2 of (one; another; a third)`");
    opens_.push_back(nowhere);
    return true;
}

bool Builder::take_close(std::size_t& at) {
    const std::size_t opened = opens_.back();
    opens_.pop_back();
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
        with(error("double-not", first - 1, at,
                   "`not` stands here " + std::string(at - first == 1 ? "twice" : "several times")))
            .help((at - first) % 2 == 1 ? "leave both out" : "write one `not`");
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
    with(error("missing-word", shown, shown + 1, "`and` is missing: `between` has two ends"))
        .help("write `is between 1 and 3`");
    if (token(at).kind == TokenKind::comma || token(at).kind == TokenKind::minus ||
        is_word(at, "to"))
        ++at;
    return true;
}

bool Builder::take_ago(std::size_t& at) {
    if (is_word(at, "ago")) {
        ++at;
        return true;
    }
    const std::size_t shown = at >= end() && at > 0 ? at - 1 : at;
    with(error("missing-word", shown, shown + 1, "`ago` is missing here"))
        .help("write `is more than 6 weeks ago`");
    return true;
}

bool Builder::take_where(std::size_t& at) {
    if (!is_word(at, "where")) return false;
    ++at;
    return true;
}

bool Builder::read_missing_where(std::size_t& at, NodeId& made) {
    const std::size_t shown = at >= end() && at > 0 ? at - 1 : at;
    if (records_.entry != nullptr) {
        with(error("missing-word", shown, shown + 1, "`where` is missing here"))
            .help("write `any " + records_.written + " where …`, or `at least 1 " +
                  records_.written + "`");
    }
    made = broken(shown, shown + 1);
    return true;
}

/// Behind a count or measure `where` needs parentheses, since a number goes on behind it.
bool Builder::check_where_is_enclosed(std::size_t& at) {
    if (!is_word(at, "where")) return false;
    if (token(at + 1).kind != TokenKind::open) {
        where_is_lost_ = true;
        with(error("where-parentheses", at, at + 1, "this `where` needs parentheses behind it"))
            .help("write `where (…)`");
    }
    return true;
}

bool Builder::enter_where(std::size_t& at) {
    Where where;
    where.first = at;
    if (records_.entry != nullptr) where.fields = records_.entry->fields.get();
    if (records_.entry != nullptr && where.fields == nullptr) {
        error("not-records", at - 1, at,
              quoted(records_.written) + " has no records to choose among");
    }
    if (where.fields == nullptr) ++muted_;
    where_.push_back(where);
    return true;
}

bool Builder::leave_where(std::size_t& at) {
    const Where where = where_.back();
    where_.pop_back();
    if (where.fields == nullptr) {
        --muted_;
        return true;
    }
    if (!is_word(at, "and") && !is_word(at, "or")) return true;
    // One pair of parentheses around all of it?
    std::size_t depth = 0;
    std::size_t closed = nowhere;
    for (std::size_t i = where.first; i < at && closed == nowhere; ++i) {
        if (token(i).kind == TokenKind::open) ++depth;
        if (token(i).kind == TokenKind::close && depth > 0 && --depth == 0) closed = i;
        if (depth == 0 && token(i).kind != TokenKind::close) break;
    }
    if (closed + 1 == at) return true;
    const std::size_t name_at_next = is_word(at + 1, "not") ? at + 2 : at + 1;
    const auto field = longest_match(*where.fields, tokens_, name_at_next, nullptr);
    if (!field) return true;
    const auto name = find_name(name_at_next);
    if (name && name->match.end > field->end) return true;
    const std::string condition = words(where.first, at);
    with(error("where-scope", at, field->end,
               quoted(words(name_at_next, field->end)) +
                   " is a field, but this `where` ends before " + quoted(words(at, at + 1))))
        .help("write `where (" + condition + " " + words(at, skip_to_separator(at + 1)) + ")`");
    at = skip_to_separator(at + 1);
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
