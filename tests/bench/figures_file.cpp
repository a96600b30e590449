// Files of measurements into medians and ratios. The entrances are the functions of `Figures`.

#include "figures_file.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>

namespace bench {

std::optional<Spread> spread_of(std::vector<double> values) {
    if (values.empty()) return {};
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    const double median =
        values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    return Spread{median, values.front(), values.back()};
}

void Figures::read_results(const std::string& path) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line);
        std::string what;
        std::string who;
        std::size_t rules = 0;
        double value = 0;
        if (words >> what >> rules >> who >> value) values_[{what, rules, who}].push_back(value);
    }
}

void Figures::read_csv(const std::string& path) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() != '"') continue;
        const std::size_t end = line.find('"', 1);
        const std::string name = line.substr(1, end - 1);
        std::replace(line.begin(), line.end(), ',', ' ');
        std::istringstream words(line.substr(end + 1));
        double iterations = 0;
        double real_time = 0;
        double cpu_time = 0;
        std::string unit;
        if (!(words >> iterations >> real_time >> cpu_time >> unit)) continue;
        const double microseconds = unit == "ms" ? 1e3 : unit == "us" ? 1.0 : 1e-3;
        // What several threads do takes the processor as long as one.
        const double time = name.ends_with("/real_time") ? real_time : cpu_time;
        values_[{"figure", 0, name}].push_back(time * microseconds);
    }
}

const std::vector<double>& Figures::values(const std::string& what, std::size_t rules,
                                           const std::string& who) const {
    static const std::vector<double> none;
    const auto found = values_.find({what, rules, who});
    return found == values_.end() ? none : found->second;
}

std::optional<Spread> Figures::spread(const std::string& what, std::size_t rules,
                                      const std::string& who) const {
    return spread_of(values(what, rules, who));
}

std::optional<double> Figures::last(const std::string& what, std::size_t rules,
                                    const std::string& who) const {
    const std::vector<double>& all = values(what, rules, who);
    if (all.empty()) return {};
    return all.back();
}

std::optional<Spread> Figures::ratio(const std::string& what, std::size_t rules,
                                     const std::string& above, const std::string& below) const {
    const std::vector<double>& top = values(what, rules, above);
    const std::vector<double>& bottom = values(what, rules, below);
    std::vector<double> ratios;
    for (std::size_t i = 0; i < std::min(top.size(), bottom.size()); ++i)
        ratios.push_back(top[i] / bottom[i]);
    return spread_of(ratios);
}

std::string short_number(double value) {
    const double size = std::abs(value);
    int places = 0;
    for (double limit = 100; places < 5 && size < limit; limit /= 10) ++places;
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", places, value);
    return text;
}

}  // namespace bench
