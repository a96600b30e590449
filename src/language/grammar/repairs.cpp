// Turns signs of other languages into ours, each with a message, before the grammar runs; and holds
// the nesting under its limit. Entrance: Repairs::prepare.

#include "language/grammar/repairs.hpp"

#include "language/characters.hpp"
#include "language/grammar/guesses.hpp"
#include "text/names.hpp"
#include "values/unit_spellings.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace caveat::language {

using text::quoted;
using text::with;

namespace {

/// What somebody used to other languages types, and what is meant.
struct ForeignSign {
    std::string_view sign;
    TokenKind kind;
    std::string_view meant;
};

constexpr std::array foreign_signs = {
    ForeignSign{"==", TokenKind::equal, "="},
    ForeignSign{"===", TokenKind::equal, "="},
    ForeignSign{"=<", TokenKind::less_or_equal, "<="},
    ForeignSign{"<>", TokenKind::unequal, "!="},
    ForeignSign{"&&", TokenKind::word, "and"},
    ForeignSign{"&", TokenKind::word, "and"},
    ForeignSign{"||", TokenKind::word, "or"},
    ForeignSign{"|", TokenKind::word, "or"},
    ForeignSign{"∧", TokenKind::word, "and"},
    ForeignSign{"∨", TokenKind::word, "or"},
    ForeignSign{"!", TokenKind::word, "not"},
    ForeignSign{"¬", TokenKind::word, "not"},
    ForeignSign{"−", TokenKind::minus, "-"},
    ForeignSign{"–", TokenKind::minus, "-"},
    ForeignSign{"—", TokenKind::minus, "-"},
    ForeignSign{"÷", TokenKind::slash, "/"},
    ForeignSign{"·", TokenKind::times, "*"},
    ForeignSign{"⇒", TokenKind::arrow, "→"},
    ForeignSign{"➔", TokenKind::arrow, "→"},
    ForeignSign{"⟶", TokenKind::arrow, "→"},
    ForeignSign{"➜", TokenKind::arrow, "→"},
    ForeignSign{"⟹", TokenKind::arrow, "→"},
    ForeignSign{"⋅", TokenKind::times, "*"},
    ForeignSign{"∙", TokenKind::times, "*"},
    ForeignSign{"✕", TokenKind::times, "*"},
    ForeignSign{"✖", TokenKind::times, "*"},
    ForeignSign{"∗", TokenKind::times, "*"},
    ForeignSign{"⁄", TokenKind::slash, "/"},
    ForeignSign{"∕", TokenKind::slash, "/"},
    ForeignSign{"‑", TokenKind::minus, "-"},
    ForeignSign{"‐", TokenKind::minus, "-"},
    ForeignSign{"‒", TokenKind::minus, "-"},
    ForeignSign{"－", TokenKind::minus, "-"},
    ForeignSign{"＋", TokenKind::plus, "+"},
    ForeignSign{"≧", TokenKind::greater_or_equal, ">="},
    ForeignSign{"⩾", TokenKind::greater_or_equal, ">="},
    ForeignSign{"⪰", TokenKind::greater_or_equal, ">="},
    ForeignSign{"≮", TokenKind::greater_or_equal, ">="},
    ForeignSign{"≦", TokenKind::less_or_equal, "<="},
    ForeignSign{"⩽", TokenKind::less_or_equal, "<="},
    ForeignSign{"⪯", TokenKind::less_or_equal, "<="},
    ForeignSign{"≯", TokenKind::less_or_equal, "<="},
    ForeignSign{"＞", TokenKind::greater, ">"},
    ForeignSign{"﹥", TokenKind::greater, ">"},
    ForeignSign{"›", TokenKind::greater, ">"},
    ForeignSign{"＜", TokenKind::less, "<"},
    ForeignSign{"﹤", TokenKind::less, "<"},
    ForeignSign{"‹", TokenKind::less, "<"},
    ForeignSign{"＝", TokenKind::equal, "="},
};

}  // namespace

bool Repairs::prepare(bool is_sentence) {
    if (!may_report()) return false;
    line_.is_sentence = is_sentence;
    join_digit_groups();
    replace_powers_of_ten();
    join_fractions();
    join_quotes();
    remove_quotes_of_names();
    if (Guesses(line_).names_what_was_cut() || (!is_sentence && report_points_in_text()))
        return false;
    replace_foreign_signs();
    if (!is_sentence && report_conditional_number()) return false;
    replace_wordings();
    return check_depth();
}

/// `“2-4 times a month”`, or a quotation mark without a partner: says what is meant, and reads on
/// as if it stood there.
void Repairs::join_quotes() {
    const auto mark_at = [&](std::size_t at) -> std::string_view {
        const Token& token = this->token(at);
        const auto sign =
            std::string_view(line_.text.text).substr(token.begin, token.end - token.begin);
        if (token.kind != TokenKind::other) return {};
        return sign == "\"" || sign == "'" ? sign : text::typographic_quote(sign);
    };
    for (std::size_t at = 0; at < end() && may_report(); ++at) {
        const std::string_view open = mark_at(at);
        if (open.empty()) continue;
        std::size_t closing = at + 1;
        while (closing < end() && mark_at(closing).empty()) ++closing;
        const bool is_closed = closing < end();
        if (!is_closed) closing = std::max(skip_to_separator(at + 1), at + 1);
        const std::size_t last = closing + (is_closed ? 1 : 0);
        const std::size_t stop = is_closed ? token(closing).begin : token(closing - 1).end;
        const std::string content = line_.text.text.substr(token(at).end, stop - token(at).end);
        const std::string canonical = text::canonical_name(content);
        const bool is_name = is_declared_name(canonical) && (at == 0 || !is_behind_code_word(at));
        Diagnostic& problem = error("quotation-mark", at, last,
                                    is_closed ? quoted(open) + " and " + quoted(mark_at(closing)) +
                                                    " are no quotation marks of this language"
                                              : quoted(open) + " has no partner");
        if (canonical.empty() && at > 0 && is_number_at(at - 1)) {
            with(problem).help("a unit stands behind a number: `5 min`, `5 [ft_i]`");
        } else if (canonical.empty()) {
            with(problem).help("leave it out").fix("leave it out", problem.span, {});
        } else if (is_name) {
            write(problem, {content}, ": names stand without quotes");
        } else {
            write(problem, {"\"" + content + "\""});
        }
        Token code = token(at);
        code.kind = TokenKind::quoted;
        code.end = static_cast<std::uint32_t>(is_closed ? token(closing).end : stop);
        code.folded = canonical;
        line_.tokens.replace(at, last,
                             canonical.empty() ? std::vector<Token>() : std::vector{code});
    }
}

/// `"fever" and "chills"`: only codes stand in quotes.
void Repairs::remove_quotes_of_names() {
    for (std::size_t at = 0; at < end() && may_report(); ++at) {
        if (token(at).kind != TokenKind::quoted || (at > 0 && is_behind_code_word(at))) continue;
        if (!is_declared_name(token(at).folded)) continue;
        std::size_t offset = token(at).begin;
        const auto is_mark = [&](std::size_t byte) {
            return text::word_length(line_.text.text, byte) == 0;
        };
        while (is_mark(offset)) ++offset;
        const std::string_view rest =
            std::string_view(line_.text.text).substr(offset, token(at).end - offset);
        std::vector<Token> inner = tokenize(rest);
        while (!inner.empty() && !is_name_word(inner.back())) inner.pop_back();
        for (Token& each : inner) {
            each.begin += static_cast<std::uint32_t>(offset);
            each.end += static_cast<std::uint32_t>(offset);
        }
        write(
            error("quotation-mark", at, at + 1, "only codes stand in quotes, names do not"),
            {line_.text.text.substr(inner.front().begin, inner.back().end - inner.front().begin)});
        line_.tokens.replace(at, at + 1, inner);
    }
}

void Repairs::replace_foreign_signs() {
    const auto is_foreign = [](const Token& token) { return token.kind == TokenKind::other; };
    if (std::none_of(line_.tokens.all().begin(), line_.tokens.all().end(), is_foreign)) return;
    std::vector<Token> kept;
    std::size_t unit_end = 0;  // signs before this byte belong to a unit
    bool has_arrow = false;
    for (std::size_t at = 0; at < line_.tokens.size(); ++at) has_arrow = has_arrow || is_arrow(at);
    for (std::size_t at = 0; at < line_.tokens.size(); ++at) {
        const Token& token = line_.tokens[at];
        const bool is_in_unit = token.begin < unit_end;
        if (token.kind != TokenKind::other || is_in_unit) {
            kept.push_back(token);
            const bool is_literal = token.kind == TokenKind::number && !is_in_unit;
            if (is_literal) unit_end = unit_end_behind(at);
            continue;
        }
        const std::string sign = line_.text.text.substr(token.begin, token.end - token.begin);
        const ForeignSign* found = nullptr;
        for (const auto& each : foreign_signs) {
            if (each.sign == sign) found = &each;
        }
        static constexpr ForeignSign as_arrow{"=>", TokenKind::arrow, "→"};
        static constexpr ForeignSign as_greater{"=>", TokenKind::greater_or_equal, ">="};
        static constexpr ForeignSign colon{":", TokenKind::arrow, "→"};
        if (sign == ":" && line_.is_sentence && !has_arrow) found = &colon;
        if (sign == "=>") {
            // An outcome begins with no number, and a rule has one arrow.
            const bool is_limit =
                !line_.is_sentence || has_arrow || this->token(at + 1).kind == TokenKind::number;
            found = is_limit ? &as_greater : &as_arrow;
        }
        // `n > 5!` denies nothing.
        if (sign == "!" &&
            (is_separator(at + 1) || is_number_at(at + 1) || (at > 0 && is_number_at(at - 1)))) {
            found = nullptr;
        }
        const bool is_dash = sign == "–" || sign == "—";
        static constexpr std::array<std::string_view, 8> before_limit = {
            "over", "above", "under", "below", "least", "most", "than", "last"};
        const bool is_range = is_dash && at > 1 && !is_among(at - 2, before_limit) &&
                              kept.size() > 1 && kept.back().kind == TokenKind::number &&
                              kept[kept.size() - 2].kind == TokenKind::word &&
                              this->token(at + 1).kind == TokenKind::number &&
                              (is_separator(at + 2) || is_separator(at + 3));
        if (is_range) {
            const bool is_between = kept[kept.size() - 2].folded == "between";
            const std::string joint = is_between ? "and" : "to";
            write(error("unknown-sign", at - 1, at + 2,
                        quoted(sign) + " is no sign of this language"),
                  {words(at - 1, at) + " " + joint + " " + words(at + 1, at + 2)});
            kept.push_back(token);
            kept.back().become(joint);
            continue;
        }
        const auto is_minus = [](const Token& each) { return each.kind == TokenKind::minus; };
        const bool is_of_date = this->token(at + 2).kind == TokenKind::other ||
                                (kept.size() > 1 && is_minus(kept[kept.size() - 2]));
        if (is_dash && !is_of_date && at > 0 && may_be_range(at - 1, at + 1)) {
            report_two_numbers(at - 1, at + 2);
            ++at;
            continue;
        }
        if (found == nullptr) {
            if (replace_sign_of_unit(sign, at, kept)) continue;
            Diagnostic& problem =
                error("unknown-sign", at, at + 1, quoted(sign) + " has no meaning in a condition");
            if (may_change_amount(sign, at)) {
                with(problem).help(
                    "say what it means with words, `<=`, `>=`, `*`, or a unit behind the number");
            } else {
                with(problem).help("leave it out").fix("leave it out", problem.span, {});
            }
            // What would be said of `pain ⋛ 7` and of `5±1` without the sign is said.
            if (begin_of_name_before(at) < at && is_number_at(at + 1)) {
                kept.push_back(token);
                const bool raises = sign == "^" || sign == "**";
                kept.back().kind = raises ? TokenKind::times : TokenKind::equal;
                line_.said.push_back(token.begin);
                continue;
            }
            if (!kept.empty() && kept.back().kind == TokenKind::number && is_number_at(at + 1)) {
                line_.said.push_back(kept.back().begin);
                kept.back().become("0x");
                ++at;
                continue;
            }
            const bool is_behind = !kept.empty() && (kept.back().kind == TokenKind::close ||
                                                     kept.back().kind == TokenKind::word);
            const TokenKind next = this->token(at + 1).kind;
            if (!is_behind || (next != TokenKind::word && next != TokenKind::open) ||
                is_separator(at + 1)) {
                continue;
            }
            kept.push_back(token);
            kept.back().become("and");
            continue;
        }
        write(error("unknown-sign", at, at + 1, quoted(sign) + " is no sign of this language"),
              {std::string(found->meant)});
        Token meant = token;
        meant.kind = found->kind;
        if (found->kind == TokenKind::word) meant.become(found->meant);
        kept.push_back(std::move(meant));
    }
    line_.tokens.assign(std::move(kept));
}

bool Repairs::is_number_at(std::size_t at) const {
    const TokenKind kind = token(at).kind;
    return kind == TokenKind::number || (kind == TokenKind::word && is_digit(token(at).folded[0]));
}

/// Whether a sign that the language does not have may say how much: beside a number it does, and
/// so does an exponent, or the point of `.inf`.
bool Repairs::may_change_amount(std::string_view sign, std::size_t at) const {
    static constexpr std::array<std::string_view, 24> of_amounts = {
        "^", "**", "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹",
        "⁻", "⁺",  "√", "∛", "±", "~", "≈", "≅", "‰", "°", "∑", "∏"};
    const bool is_point =
        sign == "." && is_name_word(token(at + 1)) && token(at).end == token(at + 1).begin;
    return is_point || is_number_at(at + 1) || (at > 0 && is_number_at(at - 1)) ||
           std::find(of_amounts.begin(), of_amounts.end(), sign) != of_amounts.end();
}

/// `5‰`, `38 ℃`: a sign that stands for a unit, behind its number.
bool Repairs::replace_sign_of_unit(const std::string& sign, std::size_t at,
                                   std::vector<Token>& kept) {
    const bool is_behind = at > 0 && !kept.empty() && kept.back().kind == TokenKind::number &&
                           kept.back().end == token(at - 1).end;
    const std::vector<std::string> meant =
        is_behind ? values::units_like(sign) : std::vector<std::string>();
    if (meant.size() != 1) return false;
    write(error("unknown-unit", at - 1, at + 1, "no unit is called " + quoted(sign)),
          {kept.back().folded + " " + meant.front()});
    line_.said.push_back(kept.back().begin);
    kept.back().become("0x");
    return true;
}

/// The grammar calls itself for parentheses, those that are missing behind `at least 2 of` too, and
/// for `not`; operators in a row make a deep tree.
bool Repairs::check_depth() {
    std::vector<std::size_t> operators = {0};
    std::size_t missing = 0;
    for (std::size_t at = 0; at < line_.tokens.size(); ++at) {
        switch (line_.tokens[at].kind) {
            case TokenKind::open:
                operators.push_back(0);
                break;
            case TokenKind::close:
                if (operators.size() > 1) operators.pop_back();
                break;
            case TokenKind::plus:
            case TokenKind::minus:
            case TokenKind::times:
            case TokenKind::slash:
                ++operators.back();
                break;
            case TokenKind::word:
                if (is_word(at, "since") || is_word(at, "where")) ++operators.back();
                if (is_word(at, "and") || is_word(at, "or")) operators.back() = 0;
                if (lacks_parenthesis(at)) ++missing;
                break;
            default:
                break;
        }
        if (operators.size() > line_.context.expression_depth + 1 ||
            operators.back() > line_.context.expression_depth ||
            missing > line_.context.expression_depth) {
            with(error("expression-depth", at, at + 1,
                       "parentheses and operators are nested more than " +
                           std::to_string(line_.context.expression_depth) + " deep"))
                .help("name a part of it under `terms`");
            return false;
        }
    }
    return true;
}

}  // namespace caveat::language
