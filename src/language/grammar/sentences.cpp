// Turns sentences into syntax trees: the grammar of whole rules, and the entrances that run it.
// Entrances: parse_condition, parse_sentence, parse_outcomes.
//
// The language has no fixed words but a few dozen: all others are declared in the file at hand, and
// a name of several words may contain any of them. So the grammar runs over tokens, not characters,
// and whoever asks "what begins here?" asks the vocabulary first, longest name first.
//
//   text ─tokenize─▸ tokens ─Repairs─▸ tokens as they are meant ─rules of Spirit─▸ nodes (Syntax)
//   └ token.cpp      └ repairs*.cpp     conditions, tests,         └ Builder: steps, nodes
//                      ▲                numbers, sentences           │
//                      └─────────────── read again ──────────────────┘
//
// All of them look at one `Line`: the tokens, the names found at them (each looked up once), and
// what was said of them. `Looking` answers what stands where and changes nothing; `Repairs` mends
// tokens, `Guesses` says what may be meant by words that name nothing, and `Builder` is one
// reading.
//
// The rules (`conditions`, `tests`, `numbers`, `sentences`) say in which order things stand; every
// terminal of theirs is a step of the `Builder` (`steps.hpp`), which adds nodes and reports. They
// are read by recursive descent:
//
//   condition     conjunctions, joined by `or`
//   conjunction   tests, joined by `and`
//   one           `not` one, a quantifier with its `where` one, or a sum and its tail
//   sum           products, which are made of primaries; a primary is also `( condition )`
//   tail          `>= 7`, `is female`, `include any of …`, or nothing
//
// What somebody used to another language or to speech writes (`&&`, `no more than 65`) is reported
// and put right in the tokens, most of it before any rule runs. A mistake that only shows to the
// grammar, such as a misspelt `and` behind a name, is mended there too, but not under its feet: the
// reading ends, and the next one begins with what was mended (`read_line`). A sentence without
// mistakes is read once. So each mistake has its message, and the tree has a `Broken` where nothing
// could be made of the words: whoever compiles it stays silent there.
//
// A rule decides by what is ahead (`Form`, `…_ahead`) rather than by trying: a step that returns
// false has touched nothing, and one that must succeed reports and stands in for what is missing.
// Nodes are added children first, each with its place in the file. A name is found by a walk down a
// tree of words (`name_trie.hpp`), one step a word; and `check_depth` bounds how deep parentheses
// and operators nest, before the rules call themselves for each of them.

#include <caveat/codes.hpp>

#include "language/grammar/rules.hpp"
#include "language/syntax.hpp"

#include <utility>

namespace caveat::language {
namespace grammar {
namespace {

using SentenceRule = x3::rule<struct SentenceTag, Sentence>;

const auto set_condition = [](auto& context) {
    x3::_val(context).condition = builder(context).require_condition(x3::_attr(context));
};
const auto set_exemption = [](auto& context) {
    x3::_val(context).exemption = builder(context).require_condition(x3::_attr(context));
};
const auto add_outcome = [](auto& context) {
    x3::_val(context).outcomes.push_back(std::move(x3::_attr(context)));
};

const SentenceRule sentence = "rule";

const auto sentence_def = condition[set_condition] >>
                          -(word("unless") >> condition[set_exemption]) >> arrow >>
                          (outcome[add_outcome] % word("and"));

BOOST_SPIRIT_DEFINE(sentence)

template <typename Rule, typename Made>
std::size_t run(Builder& builder, const Rule& rule, Made& made) {
    Cursor first(builder, 0);
    const Cursor last(builder, builder.end());
    x3::parse(first, last, rule, made);
    return first.at;
}

}  // namespace
}  // namespace grammar

namespace {

using text::with;

/// The place of the first arrow; reports that there is none, or a second one.
bool check_arrows(Line& line) {
    Repairs sentence(line);
    std::optional<std::size_t> arrow;
    std::optional<std::size_t> unless;
    for (std::size_t at = 0; at < sentence.end(); ++at) {
        if (sentence.is_word(at, "unless")) {
            if (arrow) {
                const bool is_complete =
                    *arrow > 0 && at > *arrow + 1 && at + 1 < sentence.end() && !unless;
                const std::string meant = is_complete ? sentence.words(0, *arrow) + " unless " +
                                                            sentence.words(at + 1, sentence.end()) +
                                                            " → " + sentence.words(*arrow + 1, at)
                                                      : "… unless … → …";
                with(sentence.error("unless-after-arrow", at, at + 1,
                                    "`unless` stands before the arrow, not behind it"))
                    .write({sentence.proposal(0, sentence.end(), meant)});
                return false;
            }
            if (unless) {
                with(sentence.error("second-unless", at, at + 1, "a rule has one `unless`"))
                    .help("join the exemptions with `or` behind the first one");
                return false;
            }
            unless = at;
        }
        if (!sentence.is_arrow(at)) continue;
        if (arrow) {
            with(sentence.error("second-arrow", at, at + 1, "a rule has one arrow"))
                .help("join outcomes with `and`, or write two rules");
            return false;
        }
        arrow = at;
    }
    if (arrow) return true;
    for (std::size_t at = 0; at < sentence.end(); ++at) {
        if (sentence.repair_then(at)) return true;
    }
    with(sentence.error("missing-arrow", 0, sentence.end(), "a rule needs an arrow"))
        .help("a rule is `condition → outcome`, with `→`, `->` or `then`");
    return false;
}

/// `[conditions include any of a, b]`: whether YAML has cut `text` from `next` at the comma of its
/// list of codes. Reports that in place of what follows from it; otherwise passes on what was
/// reported about `text` alone.
bool report_split_list(const Scalar& text, const Condition& next, text::Diagnostics& about_text,
                       text::Diagnostics& diagnostics) {
    std::vector<Diagnostic> found = about_text.take();
    const bool is_split = !found.empty() && found.back().code == codes::short_code_list &&
                          text.style == ScalarStyle::plain;
    if (!is_split) {
        for (Diagnostic& each : found) diagnostics.add(std::move(each));
        return false;
    }
    const auto* rest = std::get_if<Scalar>(&next.content);
    with(diagnostics.error("split-list", {text.span.begin, next.span.end},
                           "YAML splits this condition at the comma"))
        .help("put the condition in quotes: `\"" + text.text + ", " +
              (rest != nullptr ? rest->text : "…") + "\"`");
    return true;
}

std::optional<NodeId> group_node(const ConditionGroup& group, std::vector<NodeId> parts, Span span,
                                 const ParseContext& context, Syntax& syntax) {
    switch (group.kind) {
        case GroupKind::all_of:
            return parts.size() == 1 ? parts.front() : syntax.add(span, And{std::move(parts)});
        case GroupKind::any_of:
            return parts.size() == 1 ? parts.front() : syntax.add(span, Or{std::move(parts)});
        case GroupKind::none_of: {
            const NodeId any =
                parts.size() == 1 ? parts.front() : syntax.add(span, Or{std::move(parts)});
            return syntax.add(span, Not{any});
        }
        case GroupKind::at_least:
        case GroupKind::at_most:
        case GroupKind::exactly:
            break;
    }
    if (!group.count) return std::nullopt;
    Line line(*group.count, context);
    if (!Repairs(line).prepare(false)) return std::nullopt;
    Count count = read_line(line, syntax, [](Builder& builder) {
        Count read;
        std::size_t at = 0;
        builder.read_count(at, read);
        builder.expect_end(at);
        return read;
    });
    const Quantifier quantifier = group.kind == GroupKind::at_least  ? Quantifier::at_least
                                  : group.kind == GroupKind::at_most ? Quantifier::at_most
                                                                     : Quantifier::exactly;
    return syntax.add(span, CountOf{quantifier, std::move(count), std::move(parts)});
}

}  // namespace

NodeId Syntax::add(Span span, NodeContent content) {
    nodes.push_back({span, std::move(content)});
    return static_cast<NodeId>(nodes.size() - 1);
}

NodeId parse_condition(const Scalar& text, bool may_be_number, const ParseContext& context,
                       Syntax& syntax) {
    if (text.is_broken) return syntax.add(text.span, Broken{});
    Line line(text, context);
    if (!Repairs(line).prepare(false)) return syntax.add(text.span, Broken{});
    return read_line(line, syntax, [&](Builder& builder) {
        NodeId made = 0;
        const std::size_t at = grammar::run(builder, grammar::condition, made);
        builder.expect_end(at);
        return may_be_number ? made : builder.require_condition(made);
    });
}

NodeId parse_condition(const Condition& condition, bool may_be_number, const ParseContext& context,
                       Syntax& syntax) {
    if (const auto* text = std::get_if<Scalar>(&condition.content)) {
        return parse_condition(*text, may_be_number, context, syntax);
    }
    const ConditionGroup& group = *std::get<std::unique_ptr<ConditionGroup>>(condition.content);
    std::vector<NodeId> parts;
    for (std::size_t i = 0; i < group.parts.size(); ++i) {
        const auto* text = std::get_if<Scalar>(&group.parts[i].content);
        if (text == nullptr || !group.is_flow || i + 1 == group.parts.size()) {
            parts.push_back(parse_condition(group.parts[i], false, context, syntax));
            continue;
        }
        text::Diagnostics about_text;
        ParseContext alone = context;
        alone.diagnostics = &about_text;
        parts.push_back(parse_condition(*text, false, alone, syntax));
        if (report_split_list(*text, group.parts[i + 1], about_text, *context.diagnostics)) {
            syntax.nodes[parts.back()].content = Broken{};
            break;
        }
    }
    const auto made = group_node(group, std::move(parts), condition.span, context, syntax);
    return made ? *made : syntax.add(condition.span, Broken{});
}

std::optional<Sentence> parse_sentence(const Scalar& text, const ParseContext& context,
                                       Syntax& syntax) {
    if (text.is_broken) return std::nullopt;
    Line line(text, context);
    if (!Repairs(line).prepare(true) || !check_arrows(line)) return std::nullopt;
    return read_line(line, syntax, [](Builder& builder) {
        Sentence made;
        const std::size_t at = grammar::run(builder, grammar::sentence, made);
        builder.expect_end(at);
        return made;
    });
}

std::vector<OutcomeUse> parse_outcomes(const Scalar& text, const ParseContext& context) {
    if (text.is_broken) return {};
    Line line(text, context);
    if (!Repairs(line).prepare(false)) return {};
    Syntax unused;
    return read_line(line, unused, [](Builder& builder) {
        std::vector<OutcomeUse> made;
        std::size_t at = 0;
        while (true) {
            OutcomeUse use;
            if (!builder.read_outcome(at, use)) break;
            made.push_back(std::move(use));
            if (!builder.is_word(at, "and")) break;
            ++at;
        }
        builder.expect_end(at);
        return made;
    });
}

}  // namespace caveat::language
