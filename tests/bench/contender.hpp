#pragma once

#include "workload.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

/// The contenders of the comparison, all doing the same work behind one interface.
namespace bench {

/// The fired rules of each patient, in rising order.
using Fired = std::vector<std::vector<std::uint32_t>>;

class Contender {
  public:
    explicit Contender(std::string name) : name_(std::move(name)) {}
    virtual ~Contender() = default;
    Contender(const Contender&) = delete;
    Contender& operator=(const Contender&) = delete;

    [[nodiscard]] const std::string& name() const { return name_; }

    /// Does the work for the first `patients` patients. What was found stays in memory of its own,
    /// which the next run overwrites. Returns how many rules fired, or another number that
    /// cannot be known without the work.
    virtual std::uint64_t run(std::size_t patients) = 0;

    /// The same, kept for comparison.
    virtual Fired fired(std::size_t patients) = 0;

  private:
    std::string name_;
};

/// What every contender is made from. Both outlive it.
struct Input {
    const Workload& workload;
    const std::vector<Patient>& patients;
    std::uint64_t seed;
};

/// The names by which results are written and asked for.
inline constexpr const char* caveat_one = "caveat-one";
inline constexpr const char* caveat_one_missing = "caveat-one-missing";
inline constexpr const char* caveat_batch = "caveat-batch";
inline constexpr const char* caveat_batch_listed = "caveat-batch-listed";
inline constexpr const char* caveat_batch_missing = "caveat-batch-missing";
inline constexpr const char* branches = "branches";
inline constexpr const char* flat = "flat";
inline constexpr const char* columns = "columns";
inline constexpr const char* columns_listed = "columns-listed";
inline constexpr const char* clips = "clips";

/// Those that are built here, in the order in which they are measured.
std::vector<std::string> contender_names();

/// Throws std::runtime_error when there is none of that name, or it rejects the rules.
std::unique_ptr<Contender> make_contender(const std::string& name, const Input& input);

std::unique_ptr<Contender> make_caveat(const std::string& name, const Input& input);
bool has_caveat_batch();
std::unique_ptr<Contender> make_caveat_batch(const std::string& name, const Input& input);
std::unique_ptr<Contender> make_generated(const std::string& name, const Input& input);
std::unique_ptr<Contender> make_clips(const std::string& name, const Input& input);

}  // namespace bench
