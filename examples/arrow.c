/* Patients as a record batch of Apache Arrow, as any library that speaks Arrow hands it over:
 * screened all at once, by the C data interface alone.
 *
 *     arrow_c_example rules/back-pain-massage.yaml
 */

#include <caveat/caveat.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Four patients. Whether they have back pain, a bit each; whether they had a check-up, where the
   second was not asked. */
static const uint8_t back_pain_bits[1] = {0x0F};
static const uint8_t check_up_bits[1] = {0x01};
static const uint8_t check_up_asked[1] = {0x0D};
static const char *const patients[4] = {"p1", "p2", "p3", "p4"};

/* The memory is that of this program: there is nothing to give back. */
static void keep_schema(struct ArrowSchema *schema) { schema->release = NULL; }
static void keep_array(struct ArrowArray *array) { array->release = NULL; }

static void describe(struct ArrowSchema *field, const char *name, const char *format) {
    memset(field, 0, sizeof *field);
    field->name = name;
    field->format = format;
    field->flags = ARROW_FLAG_NULLABLE;
    field->release = keep_schema;
}

static void fill(struct ArrowArray *column, int64_t length, const void **buffers, int64_t count) {
    memset(column, 0, sizeof *column);
    column->length = length;
    column->null_count = -1; /* nobody counted */
    column->buffers = buffers;
    column->n_buffers = count;
    column->release = keep_array;
}

static void show_problems(const caveat_diagnostics *found) {
    char *text = NULL;
    if (caveat_diagnostics_render(found, &text) == CAVEAT_OK && text != NULL) fputs(text, stderr);
    caveat_string_free(text);
}

int main(int count, char **arguments) {
    struct ArrowSchema fields[2];
    struct ArrowSchema *field_places[2] = {&fields[0], &fields[1]};
    struct ArrowSchema schema;
    struct ArrowArray columns[2];
    struct ArrowArray *column_places[2] = {&columns[0], &columns[1]};
    const void *back_pain[2] = {NULL, back_pain_bits};
    const void *check_up[2] = {check_up_asked, check_up_bits};
    const void *rows[1] = {NULL};
    struct ArrowArray batch;
    struct ArrowArray out;
    caveat_rules *rules = NULL;
    caveat_diagnostics *found = NULL;
    caveat_binding *binding = NULL;
    caveat_arrow_options options;
    char *words = NULL;
    int64_t row;

    if (count < 2) {
        fprintf(stderr, "usage: arrow_c_example RULES\n");
        return 2;
    }
    if (caveat_load_file(arguments[1], NULL, &rules, &found) != CAVEAT_OK) {
        show_problems(found);
        caveat_diagnostics_free(found);
        return 2;
    }
    caveat_diagnostics_free(found);

    describe(&fields[0], "back pain", "b");
    describe(&fields[1], "medical check done", "b");
    describe(&schema, "", "+s");
    schema.n_children = 2;
    schema.children = field_places;
    fill(&columns[0], 4, back_pain, 2);
    fill(&columns[1], 4, check_up, 2);
    fill(&batch, 4, rows, 1);
    batch.n_children = 2;
    batch.children = column_places;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.as_of = "2026-11-20";
    if (caveat_arrow_bind(rules, &schema, &options, &binding, &found) != CAVEAT_OK) {
        show_problems(found);
        caveat_diagnostics_free(found);
        caveat_rules_free(rules);
        return 1;
    }
    caveat_diagnostics_free(found);
    if (caveat_arrow_screen(binding, &batch, 0, 4, &out, &words) != CAVEAT_OK) {
        fprintf(stderr, "%s\n", words != NULL ? words : "it failed");
        caveat_string_free(words);
        return 1;
    }
    /* patient, as_of, verdict, at_least, at_most …: words by their place in a dictionary. */
    for (row = 0; row < out.length; ++row) {
        const int8_t *const at_most = (const int8_t *)out.children[4]->buffers[1];
        printf("%s: at most %s\n", patients[row], caveat_word(CAVEAT_WORDS_VERDICT, at_most[row]));
    }
    out.release(&out);
    caveat_binding_free(binding);
    caveat_rules_free(rules);
    return 0;
}
