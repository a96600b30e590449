// A name into a contender. The entrance is `make_contender`.

#include "contender.hpp"

#include <stdexcept>

namespace bench {

std::vector<std::string> contender_names() {
    std::vector<std::string> names = {caveat_one, branches,          flat, columns, columns_listed,
                                      clips,      caveat_one_missing};
    // Right beside what it is compared with.
    if (has_caveat_batch())
        names.insert(names.begin() + 4, {caveat_batch, caveat_batch_missing, caveat_batch_listed});
    return names;
}

std::unique_ptr<Contender> make_contender(const std::string& name, const Input& input) {
    if (name == caveat_one || name == caveat_one_missing) return make_caveat(name, input);
    if (name == branches || name == flat || name == columns || name == columns_listed)
        return make_generated(name, input);
    if (name == caveat_batch || name == caveat_batch_listed || name == caveat_batch_missing)
        return make_caveat_batch(name, input);
    if (name == clips) return make_clips(name, input);
    throw std::runtime_error("no contender is called " + name);
}

}  // namespace bench
