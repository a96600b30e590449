// Turns what the grammar has matched into nodes of the syntax tree.
// Entrances: the functions of Builder that return a NodeId.

#include "language/grammar/builder.hpp"

#include <utility>

namespace caveat::language {

using text::quoted;
using text::with;

namespace {

/// Whether a node can stand as a condition. Names and measures may be of any kind; their
/// declarations tell, and `check` asks them.
bool may_be_condition(const NodeContent& content) {
    return !std::holds_alternative<NumberLiteral>(content) &&
           !std::holds_alternative<DateLiteral>(content) &&
           !std::holds_alternative<Arithmetic>(content) &&
           !std::holds_alternative<FunctionCall>(content) &&
           !std::holds_alternative<CountOfThings>(content) &&
           !std::holds_alternative<TimeSince>(content);
}

bool may_be_operand(const NodeContent& content) {
    return !may_be_condition(content) || std::holds_alternative<NameUse>(content) ||
           std::holds_alternative<PhraseUse>(content) || std::holds_alternative<Measure>(content) ||
           std::holds_alternative<Broken>(content);
}

}  // namespace

NodeId Builder::add(std::size_t first, std::size_t last, NodeContent content) {
    // Groups of YAML share the tree between sentences; nodes in between belong to nobody here.
    ranges_.resize(syntax_.nodes.size() - base_);
    ranges_.push_back({first, last, false});
    return syntax_.add(span(first, last), std::move(content));
}

bool Builder::is_broken(NodeId id) const {
    return std::holds_alternative<Broken>(node(id).content);
}

NodeId Builder::enclose(std::size_t first, std::size_t last, NodeId part) {
    ranges_[part - base_] = {first, last, true};
    syntax_.nodes[part].span = span(first, last);
    return part;
}

NodeId Builder::require_condition(NodeId id) {
    if (may_be_condition(node(id).content)) return id;
    with(error("not-a-condition", range(id).first, range(id).last,
               quoted(words_of(id)) + " is no condition: it is neither true nor false"))
        .help("compare it: `" + words_of(id) + " >= …`");
    syntax_.nodes[id].content = Broken{};
    return id;
}

NodeId Builder::require_operand(NodeId id) {
    if (may_be_operand(node(id).content)) return id;
    error("not-a-value", range(id).first, range(id).last,
          quoted(words_of(id)) + " is a condition; a value belongs here");
    syntax_.nodes[id].content = Broken{};
    return id;
}

NodeId Builder::join_and(std::vector<NodeId> parts) {
    if (parts.size() == 1) return parts.front();
    for (NodeId& part : parts) part = require_condition(part);
    const std::size_t first = range(parts.front()).first;
    const std::size_t last = range(parts.back()).last;
    return add(first, last, And{std::move(parts)});
}

NodeId Builder::join_or(std::vector<NodeId> parts) {
    if (parts.size() == 1) return parts.front();
    const std::size_t first = range(parts.front()).first;
    const std::size_t last = range(parts.back()).last;
    bool is_mixed = false;
    for (NodeId& part : parts) {
        part = require_condition(part);
        const bool is_and = std::holds_alternative<And>(node(part).content);
        is_mixed = is_mixed || (is_and && !range(part).is_enclosed);
    }
    if (!is_mixed) {
        return report_not_before_or(parts) ? broken(first, last)
                                           : add(first, last, Or{std::move(parts)});
    }

    // Both readings: first each `and` binds, then each `or`.
    std::string and_first;
    std::string or_first;
    std::string open_or;  // operands joined by `or` that are not yet closed
    std::size_t open_count = 0;
    const auto close_or = [&] {
        or_first += open_count > 1 ? "(" + open_or + ")" : open_or;
        open_or.clear();
        open_count = 0;
    };
    for (const NodeId part : parts) {
        const auto* both = std::get_if<And>(&node(part).content);
        const bool is_group = both != nullptr && !range(part).is_enclosed;
        if (!and_first.empty()) and_first += " or ";
        and_first += is_group ? "(" + words_of(part) + ")" : words_of(part);
        const std::vector<NodeId> operands = is_group ? both->parts : std::vector<NodeId>{part};
        for (std::size_t i = 0; i < operands.size(); ++i) {
            if (i > 0) {
                close_or();
                or_first += " and ";
            }
            if (open_count > 0) open_or += " or ";
            open_or += words_of(operands[i]);
            ++open_count;
        }
    }
    close_or();
    write(error("mixed-and-or", first, last, "`and` beside `or` needs parentheses"),
          {and_first, or_first});
    return broken(first, last);
}

/// `not a or b` says one thing to the grammar, and `neither a nor b` to most people.
bool Builder::report_not_before_or(const std::vector<NodeId>& parts) {
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
        const auto is_bare_not = [&](NodeId part) {
            return std::holds_alternative<Not>(node(part).content) && !range(part).is_enclosed;
        };
        if (!is_bare_not(parts[i]) || is_bare_not(parts[i + 1])) continue;
        const std::size_t first = range(parts[i]).first;
        const std::size_t last = range(parts.back()).last;
        const std::string denied = words(first + 1, range(parts[i]).last);
        const std::string rest = words(range(parts[i + 1]).first, last);
        write(error("two-readings", first, last,
                    "`not` before `or` can be read two ways: one of them denied, or all of them"),
              {"not (" + denied + " or " + rest + ")", "(not " + denied + ") or " + rest});
        return true;
    }
    return false;
}

NodeId Builder::negate(std::size_t first, NodeId part) {
    part = require_condition(part);
    return add(first, range(part).last, Not{part});
}

NodeId Builder::arithmetic(ArithmeticOperator op, NodeId left, NodeId right) {
    const std::size_t first = range(left).first;
    const std::size_t last = range(right).last;
    left = require_operand(left);
    right = require_operand(right);
    return add(first, last, Arithmetic{op, left, right});
}

void Builder::begin_test(NodeId left) {
    tests_.push_back({left, false});
}

NodeId Builder::end_test(NodeId made) {
    tests_.pop_back();
    return made;
}

NodeId Builder::compare(std::size_t last, Comparison comparison, NodeId right) {
    const bool is_denied = tests_.back().is_negated;
    const NodeId left = require_operand(tests_.back().left);
    right = require_operand(right);
    const std::size_t first = range(left).first;
    if (report_date_against_time(left, comparison, right)) return broken(first, last);
    // A code beside a sign was reported where it was read.
    return add(first, std::max(last, range(right).last),
               Compare{comparison, left, right, is_denied});
}

/// `surgery date < 6 weeks`, `surgery date > 2026-01-01`: dates are compared in words.
bool Builder::report_date_against_time(NodeId left, Comparison comparison, NodeId right) {
    if (!is_date(left)) return false;
    const auto sign = static_cast<std::size_t>(comparison);
    const std::string name = words_of(left);
    const std::string other = words_of(right);
    const std::size_t first = range(left).first;
    const std::size_t last = range(right).last;
    const std::string is = is_denied() ? " is not " : " is ";
    if (is_date(right) || std::holds_alternative<DateLiteral>(node(right).content)) {
        constexpr std::string_view relations[] = {"on",        "not on", "before",
                                                  "not after", "after",  "not before"};
        write(error("wrong-kind", first, last, "dates are compared in words"),
              {name + is + std::string(relations[sign]) + " " + other});
        return true;
    }
    const auto* length = std::get_if<NumberLiteral>(&node(right).content);
    const auto unit = length == nullptr ? std::nullopt : time_unit_meant(length->unit);
    if (!unit) return false;
    constexpr std::string_view limits[] = {"", "", "less than", "at most", "more than", "at least"};
    constexpr std::string_view units[] = {"days", "weeks", "months", "years"};
    const std::string time(units[static_cast<std::size_t>(*unit)]);
    const std::string count = words(range(right).first, range(right).first + 1);
    const bool is_equal = (comparison == Comparison::equal) != is_denied();
    // Behind the day that is 6 weeks ago, or longer ago than that? `6 weeks or more ago` tells.
    const bool has_beyond = is_or_beyond(last);
    const std::size_t behind = last + (has_beyond ? 2 : 0);
    const bool says_ago = is_word(behind, "ago");
    const auto ago = [&](std::string_view limit) {
        return name + is + std::string(limit) + " " + count + " " + time + " ago";
    };
    std::vector<std::string> readings;
    if (limits[sign].empty()) {
        readings.push_back(time + " since " + name + (is_equal ? " = " : " != ") + count);
    } else {
        readings.push_back(ago(limits[sign]));
        // `<` and `>`, `<=` and `>=` are two apart.
        if (says_ago && !has_beyond) {
            readings.push_back(ago(limits[sign < 4 ? sign + 2 : sign - 2]));
        }
    }
    write(error("wrong-kind", first, says_ago ? behind + 1 : last,
                quoted(name) + " is a date; " + quoted(other) + " is a length of time"),
          readings);
    if (says_ago) line_.lost = behind;
    return true;
}

bool share_unit(Count& low, Count& high) {
    if (!std::holds_alternative<Decimal>(low.value) ||
        !std::holds_alternative<Decimal>(high.value)) {
        return true;
    }
    if (low.unit.empty() && !high.unit.empty()) {
        low.unit = high.unit;
        low.unit_span = high.unit_span;
    }
    return low.unit.empty() == high.unit.empty();
}

NodeId Builder::between(std::size_t last, Count low, Count high) {
    const std::size_t first = first_of(left());
    const NodeId tested = require_operand(left());
    if (!share_unit(low, high)) {
        write(error("missing-unit", first, last, "the second end has no unit, the first one has"),
              {words(first, last) + " " + low.unit});
        return broken(first, last);
    }
    return add(first, last, Between{tested, std::move(low), std::move(high), is_denied()});
}

/// `more than 6 weeks ago` and `at most 6 weeks ago` are tests of their own; the others count the
/// time that has passed.
NodeId Builder::time_ago(std::size_t last, Comparison comparison, Count length, TimeUnit unit,
                         std::optional<Comparison> beyond) {
    if (comparison == Comparison::equal || beyond) return report_ago(last, comparison, beyond);
    const std::size_t first = first_of(left());
    const NodeId date = require_operand(left());
    if (comparison == Comparison::greater) {
        return add(first, last, MoreThanAgo{date, std::move(length), unit, is_denied()});
    }
    if (comparison == Comparison::less_or_equal) {
        return add(first, last, WithinLast{date, std::move(length), unit, is_denied()});
    }
    const NodeId passed = add(first, last, TimeSince{unit, date});
    NodeContent limit = Broken{};
    if (auto* name = std::get_if<Name>(&length.value)) {
        limit = NameUse{std::move(*name)};
    } else {
        limit = NumberLiteral{std::get<Decimal>(length.value), {}, length.unit_span};
    }
    const NodeId count = add(first, last, std::move(limit));
    return add(first, last, Compare{comparison, passed, count, is_denied()});
}

/// `6 weeks ago`, `6 weeks ago or more`: the limit stands before the time.
NodeId Builder::report_ago(std::size_t last, Comparison comparison,
                           std::optional<Comparison> beyond) {
    const std::size_t first = first_of(left());
    const std::string name = words_of(left());
    std::size_t count = range(left()).last;
    if (is_is(count)) ++count;
    if (is_word(count, "not")) ++count;
    count += limit_words(count);
    std::size_t ago = count;
    while (ago < last && !is_word(ago, "ago") && !is_or_beyond(ago)) ++ago;
    if (is_word(last, "ago")) line_.lost = last++;  // `at least 6 weeks or more ago`
    const std::string time = words(count, ago);
    const std::string is = is_denied() ? " is not " : " is ";
    if (comparison != Comparison::equal) {
        write(error("foreign-wording", first, last, "a time has one limit"),
              {name + is + "at least " + time + " ago", name + is + "more than " + time + " ago"});
    } else if (beyond) {
        const bool is_least = beyond == Comparison::greater_or_equal;
        write(error("foreign-wording", first, last, "the limit stands before the time"),
              {name + is + (is_least ? "at least " : "at most ") + time + " ago"});
    } else {
        const std::string unit = words(ago - 1, ago);
        write(
            error("foreign-wording", first, last, "`ago` needs a limit: `more than`, `at least` …"),
            {unit + " since " + name + is + words(count, ago - 1)});
    }
    return broken(first, last);
}

}  // namespace caveat::language
