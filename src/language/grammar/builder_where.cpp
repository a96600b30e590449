// How far `where` reaches, and what is missing around it.
// Entrances: the steps of Builder for `where`, and Builder::report_beyond_where.

#include "language/grammar/builder.hpp"

#include <utility>

namespace caveat::language {

using text::quoted;
using text::with;

bool Builder::take_where(std::size_t& at) {
    if (!is_word(at, "where")) return false;
    ++at;
    return true;
}

bool Builder::read_missing_where(std::size_t& at, NodeId& made) {
    const std::size_t shown = at >= end() && at > 0 ? at - 1 : at;
    if (records_.entry != nullptr) {
        std::size_t first = at;
        while (first > 0 && span(first - 1, at).begin >= records_.span.begin) --first;
        const bool is_none = first > 0 && is_word(first - 1, "no");
        const std::string all = (is_none ? "exactly 0 " : "at least 1 ") + records_.written;
        with(error("missing-word", shown, shown + 1, "`where` is missing here"))
            .write({{(is_none ? "no " : "any ") + records_.written + " where …", {}},
                    proposal(first > 0 ? first - 1 : first, at, all)});
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
    if (where.fields == nullptr) ++line_.muted;
    where_.push_back(where);
    line_.fields = where.fields;
    return true;
}

bool Builder::leave_where(std::size_t& at) {
    const Where where = where_.back();
    where_.pop_back();
    line_.fields = where_.empty() ? nullptr : where_.back().fields;
    if (where.fields == nullptr) {
        --line_.muted;
        return true;
    }
    // One pair of parentheses around all of it?
    const bool is_enclosed =
        token(where.first).kind == TokenKind::open && behind_close(where.first) == at;
    if (is_enclosed || (!is_word(at, "and") && !is_word(at, "or"))) return true;
    const bool is_inner = !opens_.empty();
    std::erase_if(left_, [&](const Where& before) {
        return before.fields == where.fields && (!is_inner || before.last > opens_.back());
    });
    constexpr std::size_t most_lists = 16;
    if (left_.size() == most_lists) left_.erase(left_.begin());
    left_.push_back({where.fields, where.first, at});
    return true;
}

/// Whether the part that begins at `first` may stand inside a `where`: it asks about no list of
/// records.
bool Builder::may_stand_in_where(std::size_t first, std::size_t last) const {
    for (std::size_t at = first; at < last; ++at) {
        const Form form = form_at(at);
        const bool is_group = is_group_ahead(at) || is_or_more_of(at);
        if (form == Form::measure || form == Form::count_of) return false;
        if (form == Form::quantified && !is_group) return false;
    }
    return true;
}

/// `any visit where ok and (fever or pain > 5)`: `pain` is a field of the visits, and whoever wrote
/// no parentheses behind `where` may think that it reaches so far. A name may begin at `at`.
bool Builder::report_beyond_where(std::size_t& at) {
    if (left_.empty() || line_.fields != nullptr || token(at).kind != TokenKind::word) return false;
    for (std::size_t i = left_.size(); i-- > 0;) {
        const Where where = left_[i];
        const auto field = longest_match(*where.fields, line_.tokens.all(), at, nullptr);
        if (!field) continue;
        const auto* name = find_name(at);
        if (name && name->match.end > field->end) continue;
        if (at < where.meant) {  // it was said of a name before this one
            at = field->end;
            return true;
        }
        left_.erase(left_.begin() + static_cast<std::ptrdiff_t>(i));
        // As far as tests with fields are joined in the same way; a mixture is reported as one.
        const auto goes_on = [&](std::size_t stop) {
            return (is_word(stop, "and") || is_word(stop, "or")) &&
                   token(stop).folded == token(where.last).folded;
        };
        std::size_t stop = where.last;
        while (stop <= at && goes_on(stop)) stop = skip_to_separator(stop + 1);
        if (stop <= at) continue;
        for (std::size_t next = stop; goes_on(next);) {
            const std::size_t joint = next;
            next = skip_to_separator(joint + 1);
            if (!may_stand_in_where(joint + 1, next)) break;
            for (std::size_t word = joint + 1; word < next; ++word) {
                if (longest_match(*where.fields, line_.tokens.all(), word, nullptr)) stop = next;
            }
        }
        const bool may_reach = may_stand_in_where(where.last + 1, stop);
        if (!may_reach && !name) continue;
        const std::string written = words(at, field->end);
        const std::string condition = "where (" + words(where.first, where.last);
        std::vector<text::Proposal> meant;
        if (may_reach) {
            const std::string all = condition + " " + words(where.last, stop) + ")";
            meant.push_back(proposal(where.first - 1, stop, all));
        }
        if (name) {
            meant.push_back(proposal(where.first - 1, where.last, condition + ")",
                                     " if " + quoted(written) + " outside the records is meant"));
        }
        with(error("where-scope", where.last, field->end,
                   quoted(written) + " is a field, but this `where` ends before " +
                       quoted(words(where.last, where.last + 1))))
            .write(meant);
        left_.push_back({where.fields, where.first, where.last, stop});
        at = field->end;
        return true;
    }
    return false;
}

}  // namespace caveat::language
