// The generated code as contenders: branches, no branches, columns. The entrance is
// `make_generated`.

#include "contender.hpp"
#include "generated.hpp"

#include <cstdlib>
#include <stdexcept>

namespace bench {

namespace {

using OnePatient = std::uint32_t* (*)(const Patient&, std::uint32_t*);

class Structs : public Contender {
  public:
    Structs(const std::string& name, const Input& input, OnePatient rules)
        : Contender(name),
          patients_(input.patients),
          rules_(rules),
          list_(generated_rule_count() + 1) {}

    std::uint64_t run(std::size_t patients) override {
        std::uint64_t total = 0;
        for (std::size_t i = 0; i < patients; ++i) {
            const std::uint32_t* end = rules_(patients_[i], list_.data());
            total += static_cast<std::uint64_t>(end - list_.data());
        }
        return total;
    }

    Fired fired(std::size_t patients) override {
        Fired all;
        for (std::size_t i = 0; i < patients; ++i) {
            std::uint32_t* end = rules_(patients_[i], list_.data());
            all.emplace_back(list_.data(), end);
        }
        return all;
    }

  private:
    const std::vector<Patient>& patients_;
    OnePatient rules_;
    std::vector<std::uint32_t> list_;
};

struct FreeBits {
    void operator()(Bits* memory) const { std::free(memory); }
};
using BitsMemory = std::unique_ptr<Bits, FreeBits>;

BitsMemory make_bits(std::size_t count) {
    void* memory = std::aligned_alloc(sizeof(Bits), count * sizeof(Bits));
    if (memory == nullptr) throw std::bad_alloc();
    return BitsMemory(static_cast<Bits*>(memory));
}

/// One bitmap for each rule, chunk by chunk.
class ColumnBitmaps : public Contender {
  public:
    ColumnBitmaps(const std::string& name, const Input& input)
        : Contender(name),
          table_(make_table(input.patients)),
          bits_(make_bits(generated_rule_count() * chunk_lines)) {}

    std::uint64_t run(std::size_t patients) override {
        std::uint64_t some = 0;
        for (std::size_t first = 0; first < patients; first += chunk_patients) {
            run_columns(table_.columns, first / chunk_patients, bits_.get(), chunk_lines);
            some += bits_.get()[0][0];
        }
        return some;
    }

    Fired fired(std::size_t patients) override {
        Fired all(patients);
        for (std::size_t i = 0; i < patients; ++i) {
            if (i % chunk_patients == 0)
                run_columns(table_.columns, i / chunk_patients, bits_.get(), chunk_lines);
            const std::size_t line = i % chunk_patients / line_patients;
            for (std::uint32_t rule = 0; rule < generated_rule_count(); ++rule) {
                const Bits& bits = bits_.get()[rule * chunk_lines + line];
                if ((bits[i % line_patients / 64] >> (i % 64) & 1U) != 0) all[i].push_back(rule);
            }
        }
        return all;
    }

  private:
    Table table_;
    BitsMemory bits_;
};

/// The bitmaps of one chunk at a time, turned into a list for each patient of a word, so that the
/// lists that grow side by side stay in the cache.
class ColumnLists : public Contender {
  public:
    ColumnLists(const std::string& name, const Input& input)
        : Contender(name),
          table_(make_table(input.patients)),
          rules_(generated_rule_count()),
          bits_(make_bits(rules_ * chunk_lines)),
          lists_(word_patients * rules_),
          lengths_(word_patients) {}

    std::uint64_t run(std::size_t patients) override {
        std::uint64_t total = 0;
        for (std::size_t first = 0; first < patients; first += word_patients) {
            list_word(first / word_patients);
            for (const std::uint32_t length : lengths_) total += length;
        }
        return total;
    }

    Fired fired(std::size_t patients) override {
        Fired all;
        for (std::size_t i = 0; i < patients; ++i) {
            if (i % word_patients == 0) list_word(i / word_patients);
            const std::uint32_t* list = lists_.data() + i % word_patients * rules_;
            all.emplace_back(list, list + lengths_[i % word_patients]);
        }
        return all;
    }

  private:
    static constexpr std::size_t word_patients = 64;
    static constexpr std::size_t chunk_words = chunk_patients / word_patients;

    void list_word(std::size_t word) {
        if (word % chunk_words == 0)
            run_columns(table_.columns, word / chunk_words, bits_.get(), chunk_lines);
        std::fill(lengths_.begin(), lengths_.end(), 0U);
        const auto* words =
            reinterpret_cast<const std::uint64_t*>(bits_.get()) + word % chunk_words;
        for (std::uint32_t rule = 0; rule < rules_; ++rule) {
            for (std::uint64_t rest = words[rule * chunk_words]; rest != 0; rest &= rest - 1) {
                const auto i = static_cast<std::size_t>(std::countr_zero(rest));
                lists_[i * rules_ + lengths_[i]++] = rule;
            }
        }
    }

    Table table_;
    std::size_t rules_;
    BitsMemory bits_;
    std::vector<std::uint32_t> lists_;
    std::vector<std::uint32_t> lengths_;
};

}  // namespace

std::unique_ptr<Contender> make_generated(const std::string& name, const Input& input) {
    if (input.workload.rules.size() != generated_rule_count())
        throw std::runtime_error("the code was generated for another number of rules");
    if (name == branches) return std::make_unique<Structs>(name, input, run_branches);
    if (name == flat) return std::make_unique<Structs>(name, input, run_flat);
    if (name == columns) return std::make_unique<ColumnBitmaps>(name, input);
    return std::make_unique<ColumnLists>(name, input);
}

}  // namespace bench
