#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

/// What was measured, read back for the table.
namespace bench {

/// The middle of several measurements, with the least and the greatest.
struct Spread {
    double median = 0;
    double least = 0;
    double most = 0;
};
std::optional<Spread> spread_of(std::vector<double> values);

class Figures {
  public:
    /// Reads lines written by `Results`.
    void read_results(const std::string& path);
    /// Reads what Google Benchmark writes as CSV; its processor times become microseconds under
    /// "figure", with no number of rules.
    void read_csv(const std::string& path);

    /// Every value in the order in which they were written; empty when there is none.
    [[nodiscard]] const std::vector<double>& values(const std::string& what, std::size_t rules,
                                                    const std::string& who) const;
    [[nodiscard]] std::optional<Spread> spread(const std::string& what, std::size_t rules,
                                               const std::string& who) const;
    [[nodiscard]] std::optional<double> last(const std::string& what, std::size_t rules,
                                             const std::string& who) const;

    /// `above` through `below`, measurement by measurement.
    [[nodiscard]] std::optional<Spread> ratio(const std::string& what, std::size_t rules,
                                              const std::string& above,
                                              const std::string& below) const;

  private:
    std::map<std::tuple<std::string, std::size_t, std::string>, std::vector<double>> values_;
};

/// Three digits that matter.
std::string short_number(double value);

}  // namespace bench
