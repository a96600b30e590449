// Whether an array is built as its type says. Entrance: is_sound.
//
// Lengths and offsets are the producer's word, and so are the sizes of buffers, of which the
// interface says nothing. Everything that one of them says of another is checked before a value is
// read: what lies behind a null, or outside the rows of an array, is looked at by nobody.

#include "adapters/arrow/view.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>

namespace caveat::arrow {

namespace {

constexpr std::int64_t most_length = std::numeric_limits<std::int64_t>::max() / 64;

/// Where something stands, put into words when it is wrong.
struct Path {
    const Path* above = nullptr;
    std::string_view name;

    [[nodiscard]] std::string text() const {
        const std::string before = above == nullptr ? std::string() : above->text();
        return before.empty() ? std::string(name) : before + '.' + std::string(name);
    }
};

class Check {
  public:
    explicit Check(std::string& wrong) : wrong_(wrong) {}

    /// Values [first, first + count) are looked at; the structure is that of the whole.
    bool array(const Field& field, const ArrowArray* array, const Path& path, std::int64_t first,
               std::int64_t count) {
        if (array == nullptr) return fail(path, "is not there");
        if (array->length < 0) return fail(path, "has a length below 0");
        if (array->offset < 0) return fail(path, "has an offset below 0");
        if (array->length > most_length || array->offset > most_length - array->length) {
            return fail(path, "has an offset and a length that no array has");
        }
        if (field.is_unread || field.kind == Kind::unsupported) return is_there(*array, path);
        if (array->n_children != static_cast<std::int64_t>(field.children.size())) {
            return fail(path, "has " + std::to_string(array->n_children) + " children, not " +
                                  std::to_string(field.children.size()));
        }
        if (array->n_children != 0 && array->children == nullptr) {
            return fail(path, "has no list of children");
        }
        if (!buffers(field, *array, path)) return false;
        if ((array->dictionary != nullptr) != (field.dictionary != nullptr)) {
            return fail(path, field.dictionary ? "has no dictionary" : "has a dictionary");
        }
        const ArrayView view{&field, array};
        if (field.dictionary) {
            const std::int64_t entries = array->dictionary->length;
            return this->array(*field.dictionary, array->dictionary, {&path, "dictionary"}, 0,
                               entries) &&
                   indices(view, path, first, count);
        }
        switch (field.kind) {
            case Kind::structure:
                return structure(view, path, first, count);
            case Kind::list:
            case Kind::list_view:
            case Kind::fixed_list:
                return lists(view, path, first, count);
            case Kind::text:
                return texts(view, path, first, count);
            case Kind::text_view:
                return text_views(view, path, first, count);
            default:
                return true;
        }
    }

  private:
    bool fail(const Path& path, const std::string& what) {
        const std::string place = path.text();
        wrong_ = (place.empty() ? std::string("the batch") : "`" + place + "` of the batch") + ' ' +
                 what;
        return false;
    }

    /// How many buffers the type has; texts as views have more.
    static std::int64_t buffer_count(const Field& field) {
        switch (field.kind) {
            case Kind::null:
                return 0;
            case Kind::structure:
            case Kind::fixed_list:
                return 1;
            case Kind::text:
            case Kind::text_view:
            case Kind::list_view:
                return 3;
            default:
                return 2;
        }
    }

    bool buffers(const Field& field, const ArrowArray& array, const Path& path) {
        const std::int64_t count = buffer_count(field);
        // Of nulls older libraries give one, which says nothing; so does Polars.
        const bool may_have_one = field.kind == Kind::null && array.n_buffers == 1;
        const bool has_count =
            field.kind == Kind::text_view ? array.n_buffers >= count : array.n_buffers == count;
        if (!has_count && !may_have_one) {
            return fail(path, "has " + std::to_string(array.n_buffers) + " buffers, not " +
                                  std::to_string(count));
        }
        if (count != 0 && array.buffers == nullptr) return fail(path, "has no list of buffers");
        if (array.length == 0) return true;
        // The first one may be missing; the texts of a column of empty texts, too.
        const std::int64_t needed =
            field.kind == Kind::text || field.kind == Kind::text_view ? 2 : count;
        for (std::int64_t i = 1; i < needed; ++i) {
            if (array.buffers[i] == nullptr) {
                return fail(path, "has no buffer " + std::to_string(i));
            }
        }
        return true;
    }

    /// What is never read is given out as it is: all that it consists of must be there.
    bool is_there(const ArrowArray& array, const Path& path) {
        if (array.n_buffers < 0 || (array.n_buffers > 0 && array.buffers == nullptr)) {
            return fail(path, "has no buffers");
        }
        if (array.n_children < 0) return fail(path, "has fewer children than none");
        for (std::int64_t i = 0; i < array.n_children; ++i) {
            const ArrowArray* const child = array.children == nullptr ? nullptr : array.children[i];
            if (child == nullptr) return fail(path, "has a child that is not there");
            if (!is_there(*child, path)) return false;
        }
        return array.dictionary == nullptr || is_there(*array.dictionary, path);
    }

    bool structure(const ArrayView& view, const Path& path, std::int64_t first,
                   std::int64_t count) {
        const std::int64_t end = view.array->offset + view.length();
        for (std::size_t i = 0; i < view.field->children.size(); ++i) {
            const Field& field = view.field->children[i];
            const ArrowArray* const child = view.array->children[i];
            const Path below{&path, field.name};
            if (child != nullptr && child->length >= 0 && child->length < end) {
                return fail(below, "is shorter than the struct that it stands in");
            }
            if (!array(field, child, below, view.physical(first), count)) return false;
        }
        return true;
    }

    bool lists(const ArrayView& view, const Path& path, std::int64_t first, std::int64_t count) {
        const Field& field = view.field->children[0];
        const ArrowArray* const child = view.array->children[0];
        const Path below{&path, field.name};
        if (child == nullptr) return fail(below, "is not there");
        if (!list_places(view, path, first, count)) return false;
        // Only items of these lists are looked at.
        std::int64_t begin = 0;
        std::int64_t end = 0;
        if (count != 0 && view.field->kind == Kind::list && view.validity() == nullptr) {
            // They stand side by side.
            const ArrayView::Items last = view.items(first + count - 1);
            begin = view.items(first).first;
            end = last.first + last.count;
            return array(field, child, below, begin, end - begin);
        }
        for (std::int64_t at = first; at < first + count; ++at) {
            if (view.is_null(at)) continue;
            const ArrayView::Items items = view.items(at);
            if (items.count == 0) continue;
            begin = end == 0 ? items.first : std::min(begin, items.first);
            end = std::max(end, items.first + items.count);
        }
        return array(field, child, below, begin, end - begin);
    }

    bool list_places(const ArrayView& view, const Path& path, std::int64_t first,
                     std::int64_t count) {
        const std::int64_t items = view.array->children[0]->length;
        if (items < 0) return fail(path, "has items of a length below 0");
        if (view.field->kind == Kind::fixed_list) {
            const std::int64_t size = view.field->list_size;
            const std::int64_t end = view.array->offset + view.length();
            if (size != 0 && end > items / size) return fail(path, "has lists beyond its items");
            return true;
        }
        if (count == 0) return true;
        if (view.field->kind == Kind::list) return offsets(view, path, items, first, count);
        for (std::int64_t at = first; at < first + count; ++at) {
            if (view.is_null(at)) continue;
            const ArrayView::Items list = view.items(at);
            const bool is_inside = list.first >= 0 && list.count >= 0 && list.first <= items &&
                                   list.count <= items - list.first;
            if (!is_inside) return fail(path, "has a list beyond its items, in " + row(at));
        }
        return true;
    }

    /// Whether offsets never fall, are not below 0, and end where there are values; without the
    /// words for it, which takes most of the time away.
    template <class Offset>
    static bool are_rising(const void* buffer, std::int64_t limit, std::int64_t first,
                           std::int64_t count) {
        unsigned falls = 0;
        for (std::int64_t i = first; i < first + count; ++i) {
            falls |=
                static_cast<unsigned>(read_at<Offset>(buffer, i + 1) < read_at<Offset>(buffer, i));
        }
        return falls == 0 && read_at<Offset>(buffer, first) >= 0 &&
               read_at<Offset>(buffer, first + count) <= limit;
    }

    /// The same, with words.
    bool offsets(const ArrayView& view, const Path& path, std::int64_t limit, std::int64_t first,
                 std::int64_t count) {
        const void* const buffer = view.array->buffers[1];
        const bool is_sound =
            view.field->is_large
                ? are_rising<std::int64_t>(buffer, limit, view.physical(first), count)
                : are_rising<std::int32_t>(buffer, limit, view.physical(first), count);
        if (is_sound) return true;
        const auto at = [&](std::int64_t place) {
            return view.field->is_large ? read_at<std::int64_t>(buffer, place)
                                        : std::int64_t{read_at<std::int32_t>(buffer, place)};
        };
        std::int64_t before = at(view.physical(first));
        if (before < 0) return fail(path, "has an offset below 0 in a buffer, in " + row(first));
        for (std::int64_t i = first; i < first + count; ++i) {
            const std::int64_t after = at(view.physical(i) + 1);
            if (after < before) return fail(path, "has offsets that fall, in " + row(i));
            before = after;
        }
        if (before > limit) return fail(path, "has offsets that end beyond its items");
        return true;
    }

    bool texts(const ArrayView& view, const Path& path, std::int64_t first, std::int64_t count) {
        if (count == 0) return true;
        constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();
        if (!offsets(view, path, no_limit, first, count)) return false;
        const std::int64_t end = view.physical(first) + count;
        const void* const buffer = view.array->buffers[1];
        const std::int64_t last = view.field->is_large
                                      ? read_at<std::int64_t>(buffer, end)
                                      : std::int64_t{read_at<std::int32_t>(buffer, end)};
        if (last != 0 && view.array->buffers[2] == nullptr) return fail(path, "has no texts");
        return true;
    }

    /// The sizes of the buffers with long texts stand in the last one.
    bool text_views(const ArrayView& view, const Path& path, std::int64_t first,
                    std::int64_t count) {
        constexpr std::int32_t most_inside = 12;
        constexpr std::int64_t size = 4;  // numbers of 32 bits
        const std::int64_t long_buffers = view.array->n_buffers - 3;
        const void* const sizes = view.array->buffers[view.array->n_buffers - 1];
        for (std::int64_t at = first; at < first + count; ++at) {
            if (view.is_null(at)) continue;
            const std::int64_t place = view.physical(at) * size;
            const void* const views = view.array->buffers[1];
            const auto length = read_at<std::int32_t>(views, place);
            if (length < 0) return fail(path, "has a text of a length below 0, in " + row(at));
            if (length <= most_inside) continue;
            const auto which = read_at<std::int32_t>(views, place + 2);
            const auto begin = read_at<std::int32_t>(views, place + 3);
            const bool is_inside = which >= 0 && which < long_buffers && begin >= 0 &&
                                   sizes != nullptr && view.array->buffers[2 + which] != nullptr;
            if (!is_inside || std::int64_t{begin} + length > read_at<std::int64_t>(sizes, which)) {
                return fail(path, "has a text outside its buffer, in " + row(at));
            }
        }
        return true;
    }

    bool indices(const ArrayView& view, const Path& path, std::int64_t first, std::int64_t count) {
        const auto end = static_cast<std::uint64_t>(view.array->dictionary->length);
        // What stands behind nulls mostly leads somewhere, too.
        const bool all_lead = with_integers(*view.field, [&](auto type) {
            using Index = decltype(type);
            const void* const buffer = view.array->buffers[1];
            const std::int64_t begin = view.physical(first);
            // Those below 0 are the greatest of all without a sign.
            using Unsigned = std::make_unsigned_t<Index>;
            Unsigned most = 0;
            for (std::int64_t i = begin; i < begin + count; ++i) {
                most = std::max(most, read_at<Unsigned>(buffer, i));
            }
            return count == 0 || most < end;
        });
        if (all_lead) return true;
        const bool has_nulls = view.validity() != nullptr;
        for (std::int64_t at = first; at < first + count; ++at) {
            if (has_nulls && view.is_null(at)) continue;
            if (static_cast<std::uint64_t>(view.integer(at)) >= end) {
                return fail(path, "has an index beyond its dictionary, in " + row(at));
            }
        }
        return true;
    }

    static std::string row(std::int64_t at) { return "place " + std::to_string(at); }

    std::string& wrong_;
};

}  // namespace

bool is_sound(const Field& field, const ArrowArray& array, std::int64_t first, std::int64_t count,
              std::string& wrong) {
    if (array.release == nullptr) {
        wrong = "the batch was released";
        return false;
    }
    if (array.length < 0 || first < 0 || count < 0 || first > array.length ||
        count > array.length - first) {
        wrong = "the batch does not have the rows that were asked for";
        return false;
    }
    return Check(wrong).array(field, &array, {}, first, count);
}

}  // namespace caveat::arrow
