// Collects which declared names a sentence uses. Entrances: uses_of.

#include "language/uses.hpp"

#include <variant>

namespace caveat::language {
namespace {

/// Walks a tree without recursion, so that its depth costs no stack.
class NameCollector {
  public:
    explicit NameCollector(const Syntax* syntax) : syntax_(syntax) {}

    void walk(NodeId root) {
        waiting_.push_back(root);
        while (!waiting_.empty()) {
            const NodeId next = waiting_.back();
            waiting_.pop_back();
            std::visit([this](const auto& content) { look_at(content); },
                       syntax_->nodes[next].content);
        }
    }

    void add(const std::vector<SlotArgument>& arguments) {
        for (const SlotArgument& argument : arguments) add(argument.value);
    }

    std::vector<const Entry*> take() { return std::move(found_); }

  private:
    void add(const Name& name) {
        if (name.entry != nullptr && !name.is_field && !name.slot) found_.push_back(name.entry);
    }
    void add(const Count& count) {
        if (const auto* name = std::get_if<Name>(&count.value)) add(*name);
    }
    void add(const std::optional<Count>& count) {
        if (count) add(*count);
    }
    void go_to(NodeId part) { waiting_.push_back(part); }
    void go_to(const std::optional<NodeId>& part) {
        if (part) waiting_.push_back(*part);
    }
    void go_to(const std::vector<NodeId>& parts) {
        waiting_.insert(waiting_.end(), parts.begin(), parts.end());
    }

    void look_at(const And& both) { go_to(both.parts); }
    void look_at(const Or& either) { go_to(either.parts); }
    void look_at(const Not& denied) { go_to(denied.part); }
    void look_at(const CountOf& several) {
        add(several.count);
        go_to(several.parts);
    }
    void look_at(const NameUse& use) { add(use.name); }
    void look_at(const PhraseUse& use) {
        add(use.phrase);
        add(use.arguments);
    }
    void look_at(const Quantified& quantified) {
        add(quantified.records);
        add(quantified.count);
        go_to(quantified.where);
    }
    void look_at(const Compare& compared) {
        go_to(compared.left);
        go_to(compared.right);
    }
    void look_at(const Between& between) {
        add(between.low);
        add(between.high);
        go_to(between.value);
    }
    void look_at(const IsCode& test) { go_to(test.left); }
    void look_at(const Include& test) { go_to(test.left); }
    void look_at(const IsEmpty& test) { go_to(test.left); }
    void look_at(const DateTest& test) {
        go_to(test.left);
        go_to(test.right);
    }
    void look_at(const WithinLast& test) {
        add(test.count);
        go_to(test.date);
    }
    void look_at(const MoreThanAgo& test) {
        add(test.count);
        go_to(test.date);
    }
    void look_at(const NumberLiteral&) {}
    void look_at(const DateLiteral&) {}
    void look_at(const Arithmetic& calculated) {
        go_to(calculated.left);
        go_to(calculated.right);
    }
    void look_at(const FunctionCall& call) { go_to(call.arguments); }
    void look_at(const CountOfThings& counted) {
        go_to(counted.thing);
        go_to(counted.where);
    }
    void look_at(const Measure& measure) {
        add(measure.records);
        go_to(measure.where);
    }
    void look_at(const TimeSince& since) { go_to(since.date); }
    void look_at(const Broken&) {}

    const Syntax* syntax_;
    std::vector<NodeId> waiting_;
    std::vector<const Entry*> found_;
};

}  // namespace

std::vector<const Entry*> uses_of(const Syntax& syntax, NodeId root) {
    NameCollector uses(&syntax);
    uses.walk(root);
    return uses.take();
}

std::vector<const Entry*> uses_of(const std::vector<SlotArgument>& arguments) {
    NameCollector uses(nullptr);
    uses.add(arguments);
    return uses.take();
}

}  // namespace caveat::language
