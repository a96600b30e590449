"""Leaves out of utf8proc's tables what Caveat does not ask them, which is more than half of them.

    python3 smaller-utf8proc.py UTF8PROC OUTPUT SOURCE...

UTF8PROC is the folder with its sources. Into OUTPUT go its code as it is and its tables with categories,
widths, folding of case, and composition and decomposition without those of compatibility. SOURCE are the
files of ours that ask it anything: one that asks what is no longer there is an error. So are tables that
are not laid out as those of version 2.8.
"""

import pathlib
import re
import shutil
import sys

ASKED = {
    "utf8proc_category", "utf8proc_charwidth", "utf8proc_map", "UTF8PROC_STABLE", "UTF8PROC_COMPOSE",
    "UTF8PROC_CASEFOLD", "UTF8PROC_ERROR_NOMEM", "utf8proc_category_t", "utf8proc_int32_t",
    "utf8proc_uint8_t", "utf8proc_ssize_t", "utf8proc_option_t",
}
FIELDS = [
    "category", "combining_class", "bidi_class", "decomp_type", "decomp_seqindex", "casefold_seqindex",
    "uppercase_seqindex", "lowercase_seqindex", "titlecase_seqindex", "comb_index", "bidi_mirrored",
    "comp_exclusion", "ignorable", "control_boundary", "charwidth", "pad", "boundclass",
]
NOT_ASKED = {
    "bidi_class": "0", "decomp_type": "0", "uppercase_seqindex": "UINT16_MAX",
    "lowercase_seqindex": "UINT16_MAX", "titlecase_seqindex": "UINT16_MAX", "bidi_mirrored": "false",
    "ignorable": "false", "control_boundary": "false", "boundclass": "0",
}
BLOCK = 256
CODE_POINTS = 0x110000


def numbers(text, name):
    found = re.search(rf"\butf8proc_uint16_t utf8proc_{name}\[\] = {{([\d,\s]*)}};", text)
    return [int(each) for each in found[1].replace(",", " ").split()]


def units_of(sequences, index):
    """The numbers at an index into the sequences, a count before them included."""
    at, more = index & 0x3FFF, index >> 14
    end = at
    if more == 3:
        more = sequences[at]
        end += 1
    for _ in range(more + 1):
        end += 2 if sequences[end] & 0xF800 == 0xD800 else 1
    return tuple(sequences[at:end])


class Sequences:
    def __init__(self):
        self.all = []
        self.places = {}

    def add(self, units):
        if units not in self.places:
            self.places[units] = len(self.all)
            self.all += units
        return self.places[units]


def main(source, output, *users):
    source, output = pathlib.Path(source), pathlib.Path(output)
    for user in users:
        text = re.sub(r"//.*|#include.*", "", pathlib.Path(user).read_text())
        for word in re.findall(r"\butf8proc_\w+", text, re.IGNORECASE):
            if word not in ASKED and not word.startswith("UTF8PROC_CATEGORY_"):
                sys.exit(f"{user} asks for {word}, of which {sys.argv[0]} leaves nothing")

    header = (source / "utf8proc.h").read_text()
    struct = re.search(r"typedef struct utf8proc_property_struct {(.*?)} utf8proc_property_t;", header, re.S)
    declared = re.findall(r"(\w+)(?::\d+)?;", re.sub(r"/\*.*?\*/", "", struct[1], flags=re.S))
    if declared != FIELDS:
        sys.exit(f"{source}/utf8proc.h: a property has other fields than are known here")

    text = (source / "utf8proc_data.c").read_text()
    sequences, combinations = numbers(text, "sequences"), numbers(text, "combinations")
    blocks, properties_at = numbers(text, "stage1table"), numbers(text, "stage2table")
    rows = re.search(r"utf8proc_property_t utf8proc_properties\[\] = {(.*?)\n};", text, re.S)[1]
    old = [dict(zip(FIELDS, re.split(r",\s*", row), strict=True)) for row in re.findall(r"{(.*?)}", rows)]

    kept, new, place = Sequences(), {}, []
    for row in old:
        smaller = {**row, **NOT_ASKED}
        if row["decomp_type"] != "0":
            smaller["decomp_seqindex"] = "UINT16_MAX"
        for field in ("decomp_seqindex", "casefold_seqindex"):
            if smaller[field] != "UINT16_MAX":
                index = int(smaller[field])
                smaller[field] = str(index & 0xC000 | kept.add(units_of(sequences, index)))
        place.append(new.setdefault(tuple(smaller.values()), len(new)))
    new = [dict(zip(FIELDS, row)) for row in new]

    table, starts, second = {}, [], []
    for first in range(0, CODE_POINTS, BLOCK):
        start = blocks[first // BLOCK]
        block = tuple(place[each] for each in properties_at[start:start + BLOCK])
        if block not in table:
            table[block] = len(second)
            second += block
        starts.append(table[block])

    # Every code point has what it had.
    for code_point in range(CODE_POINTS):
        block, rest = divmod(code_point, BLOCK)
        was, now = old[properties_at[blocks[block] + rest]], new[second[starts[block] + rest]]
        for field in FIELDS:
            wanted, given = was[field], now[field]
            if field in NOT_ASKED or field == "decomp_seqindex" and was["decomp_type"] != "0":
                wanted = NOT_ASKED.get(field, "UINT16_MAX")
            elif field in ("decomp_seqindex", "casefold_seqindex") and wanted != "UINT16_MAX":
                wanted = (int(wanted) >> 14, units_of(sequences, int(wanted)))
                given = (int(given) >> 14, units_of(kept.all, int(given)))
            if wanted != given:
                sys.exit(f"U+{code_point:04X} would have another {field}")

    def table_of(name, values):
        lines = [",".join(map(str, values[at:at + 16])) for at in range(0, len(values), 16)]
        return f"static const utf8proc_uint16_t utf8proc_{name}[] = {{\n" + ",\n".join(lines) + "};\n"

    output.mkdir(parents=True, exist_ok=True)
    for file in ("utf8proc.h", "utf8proc.c"):
        shutil.copy(source / file, output / file)
    (output / "utf8proc_data.c").write_text(
        table_of("sequences", kept.all) + table_of("stage1table", starts) + table_of("stage2table", second)
        + "static const utf8proc_property_t utf8proc_properties[] = {\n"
        + ",\n".join("{" + ",".join(row.values()) + "}" for row in new) + "};\n"
        + table_of("combinations", combinations))


main(*sys.argv[1:])
