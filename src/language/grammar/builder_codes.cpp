// Turns codes and bands behind `is` and `include` into tests.
// Entrances: Builder::read_code, Builder::compare_codes, Builder::include_codes.

#include "language/grammar/builder.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace caveat::language {

using text::quoted;
using text::with;

namespace {

constexpr std::string_view comma_remark =
    "; a condition with a comma inside `[ ]` or `{ }` needs quotes";

const Name* name_of(const NodeContent& content) {
    if (const auto* use = std::get_if<NameUse>(&content)) return &use->name;
    if (const auto* measure = std::get_if<Measure>(&content)) return &measure->field;
    return nullptr;
}

std::string list_of(const std::vector<Name>& codes) {
    std::string list;
    for (const Name& code : codes) {
        if (!list.empty()) list += ", ";
        list += code.entry != nullptr && code.entry->is_quoted ? code.entry->typed() : code.written;
    }
    return list;
}

}  // namespace

/// The codes or bands that may stand behind a node; null when it has none. `owner` is its name.
const NameTable* Builder::codes_of(NodeId id, std::string& owner) const {
    owner = words_of(id);
    const Name* name = name_of(node(id).content);
    return name == nullptr || name->entry == nullptr ? nullptr : name->entry->codes.get();
}

bool Builder::is_choices(NodeId id) const {
    const Name* name = name_of(node(id).content);
    return name != nullptr && name->entry != nullptr && name->entry->kind == NameKind::choices;
}

/// A test of a name that nobody declared: nothing can be said about its codes.
bool Builder::read_lost_test(std::size_t& at, NodeId& made) {
    const Name* name = name_of(node(left()).content);
    const bool is_lost =
        is_broken(left()) || (name != nullptr && name->entry == nullptr && !name->slot);
    const bool is_number = is_word(at, "at") || limit_words(at) == 1 || is_word(at, "between") ||
                           token(at).kind != TokenKind::word;
    if (!is_lost || is_number) return false;
    const std::size_t first = first_of(left());
    at = skip_to_separator(at);
    made = broken(first, at);
    return true;
}

/// `fever is yes`: a yes/no fact is a condition by itself.
bool Builder::read_misused_is(std::size_t& at, NodeId& made) {
    static constexpr auto presences =
        std::to_array<std::string_view>({"present", "there", "positive"});
    static constexpr auto absences = std::to_array<std::string_view>(
        {"absent", "denied", "excluded", "gone", "lacking", "negative"});
    std::string owner;
    const NameTable* codes = codes_of(left(), owner);
    if (codes != nullptr && longest_match(*codes, line_.tokens.all(), at, nullptr)) return false;
    if (is_word(at, "known") || is_word(at, "unknown") || is_word(at, "missing")) {
        const std::size_t first = first_of(left());
        ++at;
        with(error("no-such-test", first, at, "no condition asks whether an answer is there"))
            .help("say under `if unknown` what the rule does while it is missing");
        made = broken(first, at);
        return true;
    }
    const bool is_yes = is_word(at, "yes") || is_word(at, "true") || is_among(at, presences);
    const bool is_no = is_word(at, "no") || is_word(at, "false") || is_among(at, absences);
    const auto* use = std::get_if<NameUse>(&node(left()).content);
    if ((!is_yes && !is_no) || !is_separator(at + 1) || use == nullptr ||
        use->name.entry == nullptr || use->name.entry->codes != nullptr) {
        return false;
    }
    const std::string name = words_of(left());
    const std::size_t first = first_of(left());
    ++at;
    Diagnostic& problem =
        error("yes-no-test", first, at, quoted(name) + " is a condition by itself");
    // Of `fever and chills are absent`, nobody knows what is denied.
    const bool are_several = is_word(range(left()).last, "are") && first > 0 &&
                             (is_word(first - 1, "and") || is_word(first - 1, "or"));
    if (is_yes == is_denied() && are_several) {
        with(problem).help("put `not` in front of each name that is denied");
    } else {
        write(problem, {(is_yes == is_denied() ? "not " : "") + name});
    }
    made = broken(first, at);
    return true;
}

/// Where a code ends that stands here without the quotes it needs; `at` when none does.
std::size_t Builder::end_without_quotes(const NameTable& codes, std::size_t at) const {
    if (!codes.impl().has_quoted) return at;
    constexpr std::size_t most_tokens = 24;
    for (std::size_t last = std::min(end(), at + most_tokens); last > at; --last) {
        const Entry* code = codes.find(words(at, last));
        if (code != nullptr && code->is_quoted) return last;
    }
    return at;
}

bool Builder::check_codes_ahead(std::size_t& at) {
    std::string owner;
    const NameTable* codes = codes_of(left(), owner);
    if (token(at).kind == TokenKind::quoted) return true;
    const bool is_list = is_word(at, "one") && is_word(at + 1, "of");
    if (codes == nullptr) return is_list;
    const auto* use = std::get_if<NameUse>(&node(left()).content);
    const bool is_score = use != nullptr && use->name.entry->kind == NameKind::score;
    if (!is_score && end_without_quotes(*codes, at) > at) return true;
    if (token(at).kind != TokenKind::word || is_separator(at)) return false;
    if (const auto code = longest_match(*codes, line_.tokens.all(), at, nullptr)) {
        // `score is low mark` beside a band `low` and a parameter `low mark`: the longest wins.
        const auto* name = find_name(at);
        return !is_score || !name || name->match.end <= code->end;
    }
    if (is_list) return true;
    const bool is_limit = is_word(at, "at") || limit_words(at) > 0 || is_word(at, "between") ||
                          is_word(at, "empty") || is_word(at, "before") || is_word(at, "after") ||
                          is_word(at, "within") || is_word(at, "on");
    if (is_limit) return false;
    return !is_score || form_at(at) == Form::unknown;
}

/// `include none of these` finds the code `none of these`.
bool Builder::check_list_ahead(std::size_t& at) {
    if (!is_word(at + 1, "of")) return false;
    std::string owner;
    const NameTable* codes = codes_of(left(), owner);
    const auto code =
        codes == nullptr ? std::nullopt : longest_match(*codes, line_.tokens.all(), at, nullptr);
    return !code || code->end <= at + 2;
}

bool Builder::read_code(std::size_t& at, Name& made) {
    const std::size_t first = at;
    if (!tests_.back().codes) tests_.back().codes = at;
    std::string owner;
    const NameTable* codes = codes_of(left(), owner);
    if (codes == nullptr) {
        if (name_of(node(left()).content) == nullptr || !is_broken(left())) {
            with(error("no-codes", range(left()).first, range(left()).last,
                       quoted(owner) + " has no codes"))
                .help("codes belong to facts of type `choice` and `choices`, bands to scores");
            syntax_.nodes[left()].content = Broken{};
        }
        while (is_code_text(at) || (token(at).kind == TokenKind::comma && is_code_text(at + 1))) {
            ++at;
        }
        made = name_at(first, at, nullptr);
        return true;
    }
    if (const std::size_t stop = end_without_quotes(*codes, at); stop > at) {
        const Entry* code = codes->find(words(at, stop));
        write(error("quotation-mark", at, stop,
                    quoted(words(at, stop)) + " is a code that stands in quotes"),
              {code->typed()});
        at = stop;
        made = name_at(first, at, code);
        return true;
    }
    const bool is_written =
        token(at).kind == TokenKind::word || token(at).kind == TokenKind::quoted;
    if (!is_written || is_separator(at)) {
        const std::size_t shown = at >= end() && at > 0 ? at - 1 : at;
        with(error("missing-code", shown, shown + 1, "a code is missing here"))
            .help(at < end() && is_separator(at)
                      ? "put `" + words(at, at + 1) + "` behind the last code"
                      : "");
        made = name_at(first, first, nullptr);
        return true;
    }
    if (codes->entries().empty()) {  // the list of codes was at fault and was reported
        while (is_code_text(at)) ++at;
        made = name_at(first, at, nullptr);
        return true;
    }
    const auto ends = [&](std::size_t i) {
        return is_separator(i) || (!is_name_word(token(i)) && token(i).kind != TokenKind::number);
    };
    const auto found = longest_match(*codes, line_.tokens.all(), at, nullptr);
    if (found && !ends(found->end)) repair_keyword(found->end);
    if (found && ends(found->end)) {
        at = found->end;
        made = name_at(first, at, found->entry);
        return true;
    }
    at = Guesses(line_).report_unknown(at, {Wanted::code, codes, owner});
    while (!ends(at)) ++at;
    made = name_at(first, at, nullptr);
    return true;
}

/// `include a or b`: the second code would be read as a condition of its own.
bool Builder::check_code_list(std::size_t& at) {
    std::string owner;
    const NameTable* codes = codes_of(left(), owner);
    if (codes == nullptr || report_band_or_beyond(at)) return true;
    const std::size_t joint = at;
    const std::size_t codes_begin = tests_.back().codes.value_or(at);
    std::string list;
    bool has_name = false;
    bool has_and = false;
    bool has_or = false;
    while (is_word(at, "and") || is_word(at, "or") || token(at).kind == TokenKind::comma) {
        const bool has_word =
            token(at).kind == TokenKind::comma && (is_word(at + 1, "or") || is_word(at + 1, "and"));
        const std::size_t next = has_word ? at + 2 : at + 1;
        const auto code = longest_match(*codes, line_.tokens.all(), next, nullptr);
        const auto* name = find_name(next);
        if (!code || (name && name->match.end > code->end)) break;
        list += ", " + words(next, code->end);
        has_name = has_name || name != nullptr;
        has_and = has_and || is_word(next - 1, "and");
        has_or = has_or || is_word(next - 1, "or");
        at = code->end;
    }
    if (at == joint) return true;
    const bool are_choices = is_choices(left());
    const std::string verb = are_choices ? (is_denied() ? " not include " : " include ")
                                         : (is_denied() ? " is not " : " is ");
    const std::string all = " " + words(codes_begin, joint) + list;
    // What stands before them is no code: `include every neck, other`.
    const auto first_code = longest_match(*codes, line_.tokens.all(), codes_begin, nullptr);
    const bool is_list_of_codes =
        first_code && (first_code->end == joint || token(first_code->end).kind == TokenKind::comma);
    const std::string test = owner + verb;
    const std::string next = words(joint + 1, at);
    const std::size_t first = first_of(left());
    Diagnostic& problem = error("code-after-and", first, at,
                                quoted(next) + " behind " + quoted(words(joint, joint + 1)) +
                                    " is a code of " + quoted(owner) + ", not a condition");
    std::vector<text::Proposal> proposals;
    const auto propose = [&](const std::string& list_word) {
        proposals.push_back(proposal(first, at, test + list_word + all));
    };
    if (!is_list_of_codes) {
        with(problem).help("behind `is` or `include`, a list begins with its first code");
    } else if (has_and && has_or) {
        with(problem).help("write one test for each, with parentheses where `and` meets `or`: `" +
                           test + "…`" +
                           (has_name ? ", or `(" + next + ")` if the fact is meant" : ""));
    } else {
        if (codes_begin > 1 && is_word(codes_begin - 1, "of")) {  // as the author began it
            propose(words(codes_begin - 2, codes_begin));
        } else if (!are_choices) {
            propose("one of");
        } else {
            propose(has_and ? "all of" : "any of");
            // Of two things denied, people deny both, or that they come together.
            if (has_and && is_denied()) propose("any of");
        }
        if (has_name) {
            proposals.push_back(proposal(joint + 1, at, "(" + next + ")", " if the fact is meant"));
        }
        with(problem).write(proposals);
    }
    tests_.back().has_broken_codes = true;
    return true;
}

/// `sex = male`, `wells >= likely`: signs are for numbers.
bool Builder::report_sign_before_code(std::size_t& at) {
    if (at == 0 || tests_.empty() || !is_comparison(token(at - 1).kind)) return false;
    std::string owner;
    const NameTable* codes = codes_of(left(), owner);
    const auto code =
        codes == nullptr ? std::nullopt : longest_match(*codes, line_.tokens.all(), at, nullptr);
    if (!code) return false;
    const auto* use = std::get_if<NameUse>(&node(left()).content);
    const bool is_score = use != nullptr && use->name.entry->kind == NameKind::score;
    const std::string written = words(at, code->end);
    std::string verb;
    switch (token(at - 1).kind) {
        case TokenKind::equal:
            verb = is_choices(left()) ? " include " : " is ";
            break;
        case TokenKind::unequal:
            verb = is_choices(left()) ? " not include " : " is not ";
            break;
        case TokenKind::greater_or_equal:
            verb = " is at least ";
            break;
        case TokenKind::less_or_equal:
            verb = " is at most ";
            break;
        case TokenKind::greater:
            verb = " is not at most ";
            break;
        default:
            verb = " is not at least ";
            break;
    }
    const bool has_order = is_score || !verb.ends_with("st ");
    Diagnostic& problem = error("code-as-name", first_of(left()), code->end,
                                quoted(written) + " is no number, but a code of " + quoted(owner));
    if (has_order) {
        write(problem, {owner + verb + written});
    } else {
        with(problem).help("codes have no order; name every one that is meant: `" + owner +
                           (is_choices(left()) ? " include any of …`" : " is one of …`"));
    }
    at = code->end;
    return true;
}

/// Whether a mistake in the list of codes was reported: then its length says nothing.
bool Builder::is_broken_list(const std::vector<Name>& codes) const {
    return tests_.back().has_broken_codes || codes.empty() || codes.back().entry == nullptr;
}

NodeId Builder::compare_codes(std::size_t last, std::vector<Name> codes, bool is_list) {
    const std::size_t first = first_of(left());
    const std::string name = words_of(left());
    if (tests_.back().has_broken_codes) return broken(first, last);
    if (is_choices(left())) {
        write(error("is-for-choices", first, last,
                    quoted(name) + " may hold several codes: `is` compares one"),
              {name + (is_denied() ? " not" : "") +
               (codes.size() > 1 ? " include any of " : " include ") + list_of(codes)});
        return broken(first, last);
    }
    if (is_list && codes.size() < 2) {
        if (is_broken_list(codes)) return broken(first, last);
        write(error("short-code-list", first, last, "`one of` takes two codes or more"),
              {name + (is_denied() ? " is not " : " is ") + list_of(codes)}, comma_remark);
        return broken(first, last);
    }
    return add(first, last, IsCode{left(), std::move(codes), is_denied(), Reach::alone});
}

NodeId Builder::include_codes(std::size_t last, Inclusion inclusion, std::vector<Name> codes) {
    const std::size_t first = first_of(left());
    const std::string name = words_of(left());
    std::string owner;
    if (!is_choices(left()) && codes_of(left(), owner) != nullptr) {
        const std::string is =
            name + (is_denied() != (inclusion == Inclusion::none_of) ? " is not " : " is ");
        const bool is_list = codes.size() > 1;
        // One value is never all of several.
        const bool has_meaning = !is_list || inclusion != Inclusion::all_of;
        write(error("include-for-choice", first, last,
                    quoted(name) + " has one value: `include` is for facts of type `choices`"),
              {is + (!has_meaning ? "…" : (is_list ? "one of " : "") + list_of(codes))});
        return broken(first, last);
    }
    if (inclusion != Inclusion::one && codes.size() < 2) {
        if (is_broken_list(codes)) return broken(first, last);
        const std::string kind = inclusion == Inclusion::any_of   ? "any of"
                                 : inclusion == Inclusion::all_of ? "all of"
                                                                  : "none of";
        write(error("short-code-list", first, last, quoted(kind) + " takes two codes or more"),
              {name + (is_denied() != (inclusion == Inclusion::none_of) ? " not" : "") +
               " include " + list_of(codes)},
              comma_remark);
        return broken(first, last);
    }
    return add(first, last, Include{left(), inclusion, std::move(codes), is_denied()});
}

}  // namespace caveat::language
