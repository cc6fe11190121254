/* Model files: every check that stands between bytes and a network that cannot leave its buffers. Format: model/README.md. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/embedded.h"
#include "base/utf8.h"
#include "language/features.h"
#include "language/kernels.h"
#include "language/pack.h"
#include "language/lemma.h"
#include "language/model.h"

#define BUILTIN_NAME "model/attest-en.model"
#define ENTRY_SIZE 48u
#define NAME_SIZE 16u
#define ALIGNMENT 16u
#define BYTE_ORDER_MARK 0x01020304u
/* Scales and biases beyond this are no result of training; the bound keeps all sums finite. */
#define MAX_SCALE 1.0e4f

enum tensor_type { TENSOR_I8 = 1, TENSOR_F32 = 2, TENSOR_U64 = 3, TENSOR_TEXT = 4, TENSOR_I32 = 5 };

static const uint32_t element_sizes[] = {0, 1, 4, 8, 1, 4};

struct header {
    char magic[8];
    uint32_t version;
    uint32_t byte_order;
    uint32_t tensors;
    uint32_t reserved;
    uint64_t size;
    uint8_t digest[32];
};

/* One entry of the directory behind the header. */
struct entry {
    char name[NAME_SIZE];
    uint32_t type;
    uint32_t rows;
    uint32_t columns;
    uint32_t reserved;
    uint64_t offset;
    uint64_t size;
};

/* The first failure is kept; after it every request gives an empty result. */
struct reader {
    const unsigned char *bytes;
    uint64_t size;
    const struct entry *entries;
    uint32_t count;
    const char *source;
    attest_error *error;
    enum attest_status status;
};

#define FAIL(reader, ...)                                                                                              \
    ((reader)->status = attest_error_set((reader)->error, ATTEST_ERR_MODEL, (reader)->source, __VA_ARGS__))

static enum attest_status check_header(struct reader *reader, struct header *header)
{
    if (reader->size < ATTEST_I_MODEL_HEADER) {
        return FAIL(reader, "model file is cut short: %llu bytes, no room for the header",
                    (unsigned long long)reader->size);
    }
    memcpy(header, reader->bytes, sizeof *header);
    if (memcmp(header->magic, ATTEST_I_MODEL_MAGIC, sizeof header->magic) != 0) {
        return FAIL(reader, "not a model file: it does not begin with %s", ATTEST_I_MODEL_MAGIC);
    }
    if (header->byte_order != BYTE_ORDER_MARK) {
        return FAIL(reader, "model file has the other byte order; only little-endian machines can read it");
    }
    if (header->version != ATTEST_I_MODEL_VERSION) {
        return FAIL(reader, "model file has version %u, expected %u", header->version, ATTEST_I_MODEL_VERSION);
    }
    if (header->size != reader->size) {
        return FAIL(reader, "model file is cut short or has a tail: %llu bytes, its header says %llu",
                    (unsigned long long)reader->size, (unsigned long long)header->size);
    }
    if (header->tensors == 0 || header->tensors > ATTEST_I_MODEL_MAX_TENSORS ||
        ATTEST_I_MODEL_HEADER + (uint64_t)header->tensors * ENTRY_SIZE > reader->size) {
        return FAIL(reader, "model file has a bad number of tensors: %u", header->tensors);
    }
    reader->entries = (const struct entry *)(const void *)(reader->bytes + ATTEST_I_MODEL_HEADER);
    reader->count = header->tensors;
    return ATTEST_OK;
}

static enum attest_status check_entries(struct reader *reader)
{
    for (uint32_t i = 0; i < reader->count; i++) {
        const struct entry *e = &reader->entries[i];
        if (memchr(e->name, '\0', NAME_SIZE) == NULL) {
            return FAIL(reader, "model file: name of tensor %u does not end", i);
        }
        if (e->type < TENSOR_I8 || e->type > TENSOR_I32) {
            return FAIL(reader, "model file: tensor %s has unknown type %u", e->name, e->type);
        }
        if (e->offset % ALIGNMENT != 0 || e->offset > reader->size || e->size > reader->size - e->offset) {
            return FAIL(reader, "model file: tensor %s lies outside the file", e->name);
        }
        if (e->type != TENSOR_TEXT && e->size != (uint64_t)e->rows * e->columns * element_sizes[e->type]) {
            return FAIL(reader, "model file: tensor %s has %llu bytes, not those of %u x %u", e->name,
                        (unsigned long long)e->size, e->rows, e->columns);
        }
    }
    return ATTEST_OK;
}

static void hex_digest(const uint8_t bytes[32], char out[ATTEST_I_DIGEST_SIZE])
{
    memcpy(out, "sha256:", 7);
    for (size_t i = 0; i < 32; i++) {
        snprintf(out + 7 + 2 * i, 3, "%02x", bytes[i]);
    }
}

static enum attest_status check_digest(struct reader *reader, const char *expected)
{
    char actual[ATTEST_I_DIGEST_SIZE];
    attest_i_digest digest;
    attest_i_digest_init(&digest);
    attest_i_digest_update(&digest, (attest_view){(const char *)reader->bytes + ATTEST_I_MODEL_HEADER,
                                                  (size_t)(reader->size - ATTEST_I_MODEL_HEADER)});
    attest_i_digest_finish(&digest, actual);
    if (strcmp(actual, expected) != 0) {
        return FAIL(reader, "model file is damaged: checksum %s, its header says %s", actual, expected);
    }
    return ATTEST_OK;
}

static const struct entry *find(struct reader *reader, const char *name, enum tensor_type type)
{
    if (reader->status != ATTEST_OK) {
        return NULL;
    }
    for (uint32_t i = 0; i < reader->count; i++) {
        const struct entry *e = &reader->entries[i];
        if (strcmp(e->name, name) == 0) {
            if (e->type != (uint32_t)type) {
                FAIL(reader, "model file: tensor %s has type %u, expected %u", name, e->type, (unsigned)type);
                return NULL;
            }
            return e;
        }
    }
    FAIL(reader, "model file: tensor %s is missing", name);
    return NULL;
}

/* Floats of rows x 1, all finite and within the bound. */
static const float *take_floats(struct reader *reader, const char *name, uint32_t rows)
{
    const struct entry *e = find(reader, name, TENSOR_F32);
    if (!e) {
        return NULL;
    }
    const float *values = (const float *)(const void *)(reader->bytes + e->offset);
    if (e->rows != rows || e->columns != 1) {
        FAIL(reader, "model file: tensor %s is %u x %u, expected %u x 1", name, e->rows, e->columns, rows);
        return NULL;
    }
    for (uint32_t i = 0; i < rows; i++) {
        if (!(fabsf(values[i]) <= MAX_SCALE)) {
            FAIL(reader, "model file: tensor %s has a value out of range at %u", name, i);
            return NULL;
        }
    }
    return values;
}

static const int32_t *take_integers(struct reader *reader, const char *name, uint32_t rows)
{
    const struct entry *e = find(reader, name, TENSOR_I32);
    if (e && (e->rows != rows || e->columns != 1)) {
        FAIL(reader, "model file: tensor %s is %u x %u, expected %u x 1", name, e->rows, e->columns, rows);
        return NULL;
    }
    return e ? (const int32_t *)(const void *)(reader->bytes + e->offset) : NULL;
}

static const char *join(char out[4 * NAME_SIZE], const char *name, const char *tail)
{
    snprintf(out, 4 * NAME_SIZE, "%s%s", name, tail);
    return out;
}

/* A matrix NAME.w with scales NAME.s and bias NAME.b. rows 0: any number. */
static void take_matrix(struct reader *reader, const char *name, uint32_t rows, uint32_t columns,
                        attest_i_matrix *matrix)
{
    char text[4 * NAME_SIZE];
    const struct entry *e = find(reader, join(text, name, ".w"), TENSOR_I8);
    if (!e) {
        return;
    }
    if ((rows && e->rows != rows) || e->columns != columns) {
        FAIL(reader, "model file: tensor %s is %u x %u, expected %u x %u", text, e->rows, e->columns, rows, columns);
        return;
    }
    if (e->rows == 0 || e->rows % 4 || e->rows > ATTEST_I_MAX_OUTPUTS || e->columns == 0 || e->columns % 16 ||
        e->columns > ATTEST_I_MAX_WIDTH) {
        FAIL(reader, "model file: tensor %s has dimensions out of range: %u x %u", text, e->rows, e->columns);
        return;
    }
    matrix->weights = (const int8_t *)(reader->bytes + e->offset);
    matrix->rows = e->rows;
    matrix->columns = e->columns;
    matrix->scales = take_floats(reader, join(text, name, ".s"), e->rows);
    matrix->bias = take_floats(reader, join(text, name, ".b"), e->rows);
}

/* A matrix that reads LSTM outputs: see kernels.h for the bounds. */
static void check_narrow(struct reader *reader, const char *name, const attest_i_matrix *matrix)
{
    if (reader->status != ATTEST_OK) {
        return;
    }
    int32_t most = 0;
    for (size_t i = 0; i < (size_t)matrix->rows * matrix->columns; i++) {
        int32_t magnitude = matrix->weights[i] < 0 ? -matrix->weights[i] : matrix->weights[i];
        most = magnitude > most ? magnitude : most;
    }
    if (matrix->rows % ATTEST_I_PACKED_ROWS != 0 || matrix->columns % 64 != 0 || most > ATTEST_I_NARROW_MAX) {
        FAIL(reader,
             "model file: tensor %s.w has %u rows, %u columns and weights up to %d, expected multiples of %u and 64 "
             "and at most %d",
             name, matrix->rows, matrix->columns, (int)most, ATTEST_I_PACKED_ROWS, ATTEST_I_NARROW_MAX);
    }
}

/* Number of outputs that are inputs of a further matrix: a multiple of 16. */
static uint32_t take_hidden(struct reader *reader, const char *name, uint32_t columns, attest_i_matrix *matrix)
{
    take_matrix(reader, name, 0, columns, matrix);
    if (reader->status == ATTEST_OK && (matrix->rows % 16 != 0 || matrix->rows > ATTEST_I_MAX_WIDTH)) {
        FAIL(reader, "model file: tensor %s.w has a bad number of rows: %u", name, matrix->rows);
    }
    return matrix->rows;
}

static void check_order(struct reader *reader, const char *name, const uint64_t *hashes, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        if (hashes[i - 1] >= hashes[i]) {
            FAIL(reader, "model file: keys of table %s are not in order at %u", name, i);
            return;
        }
    }
}

static void take_table(struct reader *reader, const char *name, attest_i_table *table)
{
    char text[4 * NAME_SIZE];
    const struct entry *values = find(reader, join(text, name, ".v"), TENSOR_I8);
    const struct entry *hashes = find(reader, join(text, name, ".h"), TENSOR_U64);
    if (!values || !hashes) {
        return;
    }
    if (hashes->columns != 1 || values->rows != (uint64_t)hashes->rows + 1 || values->columns == 0 ||
        values->columns > ATTEST_I_MAX_WIDTH) {
        FAIL(reader, "model file: table %s has %u x %u values for %u keys", name, values->rows, values->columns,
             hashes->rows);
        return;
    }
    table->values = (const int8_t *)(reader->bytes + values->offset);
    table->size = values->columns;
    table->count = hashes->rows;
    table->hashes = (const uint64_t *)(const void *)(reader->bytes + hashes->offset);
    table->scales = take_floats(reader, join(text, name, ".s"), values->rows);
    check_order(reader, name, table->hashes, table->count);
}

static void take_lexicon(struct reader *reader, attest_i_lexicon *lexicon)
{
    const struct entry *hashes = find(reader, "lexicon.h", TENSOR_U64);
    if (!hashes) {
        return;
    }
    lexicon->hashes = (const uint64_t *)(const void *)(reader->bytes + hashes->offset);
    lexicon->count = hashes->rows;
    lexicon->scripts = take_integers(reader, "lexicon.i", hashes->rows);
    if (!lexicon->scripts) {
        return;
    }
    if (hashes->columns != 1) {
        FAIL(reader, "model file: tensor lexicon.h has %u columns, expected 1", hashes->columns);
        return;
    }
    check_order(reader, "lexicon", lexicon->hashes, lexicon->count);
    for (uint32_t i = 0; i < lexicon->count; i++) {
        if (lexicon->scripts[i] < 0 || (uint32_t)lexicon->scripts[i] >= lexicon->labels.count) {
            FAIL(reader, "model file: tensor lexicon.i names a script that is not there at %u", i);
            return;
        }
    }
}

/* Lines of a text tensor; `items` has room for them. */
static void take_labels(struct reader *reader, const char *name, attest_view *items, attest_i_labels *labels)
{
    const struct entry *e = find(reader, name, TENSOR_TEXT);
    if (!e) {
        return;
    }
    attest_view text = {(const char *)reader->bytes + e->offset, (size_t)e->size};
    if (attest_i_utf8_valid_prefix(text) != text.size) {
        FAIL(reader, "model file: inventory %s is not UTF-8", name);
        return;
    }
    labels->items = items;
    size_t begin = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '\n') {
            if (labels->count == e->rows || i == begin) {
                break;
            }
            items[labels->count++] = (attest_view){text.data + begin, i - begin};
            begin = i + 1;
        }
    }
    if (labels->count != e->rows || begin != text.size || labels->count == 0) {
        FAIL(reader, "model file: inventory %s does not have %u lines", name, e->rows);
    }
}

static uint32_t round_up(uint32_t value, uint32_t step)
{
    return (value + step - 1) / step * step;
}

static void take_inventories(struct reader *reader, attest_model *model)
{
    const char *const names[] = {"upos", "xpos", "feats", "lemma", "deprel", "lexicon"};
    attest_i_labels *const labels[] = {&model->upos_labels,  &model->xpos_labels,   &model->feats_labels,
                                       &model->lemma_labels, &model->deprel_labels, &model->lexicon.labels};
    size_t total = 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct entry *e = find(reader, names[i], TENSOR_TEXT);
        if (!e) {
            return;
        }
        if (e->rows > ATTEST_I_MAX_OUTPUTS) {
            FAIL(reader, "model file: inventory %s is too large: %u", names[i], e->rows);
            return;
        }
        total += e->rows;
    }
    model->label_memory = calloc(total + 1, sizeof *model->label_memory);
    if (!model->label_memory) {
        reader->status = ATTEST_ERR_NOMEM;
        return;
    }
    attest_view *items = model->label_memory;
    for (size_t i = 0; i < sizeof names / sizeof names[0] && reader->status == ATTEST_OK; i++) {
        take_labels(reader, names[i], items, labels[i]);
        items += labels[i]->count;
    }
}

static void check_scripts(struct reader *reader, const char *name, const attest_i_labels *labels)
{
    for (uint32_t i = 0; i < labels->count; i++) {
        if (!attest_i_lemma_script_valid(labels->items[i])) {
            FAIL(reader, "model file: malformed lemma script in inventory %s at %u", name, i);
            return;
        }
    }
}

static void check_inventories(struct reader *reader, attest_model *model)
{
    if (reader->status != ATTEST_OK) {
        return;
    }
    if (model->upos_labels.count > sizeof model->upos_of) {
        FAIL(reader, "model file: too many tags: %u", model->upos_labels.count);
        return;
    }
    for (uint32_t i = 0; i < model->upos_labels.count; i++) {
        int upos = 0;
        while (upos < ATTEST_UPOS_COUNT &&
               !attest_view_equal(attest_upos_name((enum attest_upos)upos), model->upos_labels.items[i])) {
            upos++;
        }
        if (upos == ATTEST_UPOS_COUNT) {
            FAIL(reader, "model file: unknown tag in inventory upos at %u", i);
            return;
        }
        model->upos_of[i] = (uint8_t)upos;
    }
    check_scripts(reader, "lemma", &model->lemma_labels);
    check_scripts(reader, "lexicon", &model->lexicon.labels);
    model->root_label = UINT32_MAX;
    for (uint32_t i = 0; i < model->deprel_labels.count; i++) {
        if (attest_view_equal(model->deprel_labels.items[i], ATTEST_VIEW("root"))) {
            model->root_label = i;
        }
    }
    if (model->root_label == UINT32_MAX) {
        FAIL(reader, "model file: inventory deprel has no root");
    }
}

static void take_encoder(struct reader *reader, attest_model *model)
{
    static const char *const kinds[ATTEST_I_FEATURE_KINDS] = {"word",    "suffix2", "suffix3", "suffix4",
                                                              "prefix2", "prefix4", "shape"};
    uint32_t concat = 0;
    for (size_t k = 0; k < ATTEST_I_FEATURE_KINDS; k++) {
        take_table(reader, kinds[k], &model->tables[k]);
        concat += model->tables[k].size;
    }
    take_table(reader, "vector", &model->vectors);
    concat += model->vectors.size;
    if (reader->status == ATTEST_OK && concat > ATTEST_I_MAX_WIDTH) {
        FAIL(reader, "model file: features are too wide: %u", concat);
    }
    uint32_t width = take_hidden(reader, "project", round_up(concat, 16), &model->project);
    const int32_t *shape = take_integers(reader, "shape.encoder", 2);
    if (!shape) {
        return;
    }
    if (shape[0] < 1 || shape[0] > ATTEST_I_MAX_LAYERS || shape[1] < 64 || shape[1] % 32 ||
        shape[1] * 2 > (int32_t)ATTEST_I_MAX_WIDTH) {
        FAIL(reader, "model file: bad encoder of %d layers of %d", (int)shape[0], (int)shape[1]);
        return;
    }
    model->layers = (uint32_t)shape[0];
    model->hidden = (uint32_t)shape[1];
    for (uint32_t i = 0; i < model->layers; i++) {
        for (int back = 0; back < 2; back++) {
            char name[2 * NAME_SIZE];
            attest_i_direction *direction = back ? &model->back[i] : &model->fore[i];
            snprintf(name, sizeof name, "%s%u.input", back ? "back" : "fore", i);
            take_matrix(reader, name, 4 * model->hidden, width, &direction->input);
            check_narrow(reader, name, &direction->input);
            snprintf(name, sizeof name, "%s%u.rec", back ? "back" : "fore", i);
            take_matrix(reader, name, 4 * model->hidden, round_up(model->hidden, 64), &direction->recurrent);
            check_narrow(reader, name, &direction->recurrent);
        }
        width = 2 * model->hidden;
    }
}

static void take_output(struct reader *reader, const char *name, uint32_t labels, uint32_t columns,
                        attest_i_matrix *matrix)
{
    take_matrix(reader, name, round_up(labels, 4), columns, matrix);
}

static void take_heads(struct reader *reader, attest_model *model)
{
    uint32_t encoded = 2 * model->hidden;
    uint32_t tag = take_hidden(reader, "tag", encoded, &model->tag);
    take_output(reader, "upos", model->upos_labels.count, tag, &model->upos);
    take_output(reader, "xpos", model->xpos_labels.count, tag, &model->xpos);
    take_output(reader, "feats", model->feats_labels.count, tag, &model->feats);
    take_output(reader, "lemma", model->lemma_labels.count, tag, &model->lemma);
    uint32_t tags = model->upos_labels.count + model->xpos_labels.count;
    if (reader->status == ATTEST_OK &&
        (model->upos_labels.count > ATTEST_I_MAX_TAGS || model->xpos_labels.count > ATTEST_I_MAX_TAGS)) {
        FAIL(reader, "model file: too many tags: %u and %u", model->upos_labels.count, model->xpos_labels.count);
    }
    encoded += take_hidden(reader, "feed", round_up(tags, 16), &model->feed);
    uint32_t name = take_hidden(reader, "name", encoded, &model->name_hidden);
    take_output(reader, "name.out", ATTEST_I_NAME_TAGS, name, &model->name_out);
    uint32_t arc = take_hidden(reader, "arc.dep", encoded, &model->arc_dep);
    if (reader->status == ATTEST_OK && arc > 256) {
        FAIL(reader, "model file: arc scores of width %u; at most 256 keep their sums within 32 bits", arc);
    }
    take_matrix(reader, "arc.head", arc, encoded, &model->arc_head);
    take_matrix(reader, "bilinear", arc, arc, &model->bilinear);
    model->arc_root = take_floats(reader, "arc.root", arc);
    const struct entry *distances = find(reader, "distances", TENSOR_F32);
    model->distance_count = distances ? distances->rows : 0;
    model->distances = take_floats(reader, "distances", model->distance_count);
    if (model->distance_count > ATTEST_I_MAX_WIDTH) {
        FAIL(reader, "model file: too many distance classes: %u", model->distance_count);
    }
    take_output(reader, "distance", 2 * (model->distance_count + 1) + 1, arc, &model->distance);
    uint32_t label = take_hidden(reader, "label.dep", encoded, &model->label_dep);
    take_matrix(reader, "label.head", label, encoded, &model->label_head);
    model->label_root = take_floats(reader, "label.root", label);
    take_output(reader, "label", model->deprel_labels.count, 2 * label, &model->label);
    const attest_i_matrix *const readers[] = {&model->tag,      &model->name_hidden, &model->arc_dep,
                                              &model->arc_head, &model->label_dep,   &model->label_head};
    static const char *const reader_names[] = {"tag", "name", "arc.dep", "arc.head", "label.dep", "label.head"};
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
        check_narrow(reader, reader_names[i], readers[i]);
    }
    const float *ranges = take_floats(reader, "ranges", ATTEST_I_RANGE_COUNT);
    const float *scale = take_floats(reader, "arc.scale", 1);
    if (ranges && scale) {
        memcpy(&model->ranges, ranges, sizeof model->ranges);
        model->arc_scale = *scale;
    }
}

enum attest_status attest_i_model_bind(attest_model **model, const unsigned char *bytes, uint64_t size, int verify,
                                       const char *source, attest_error *error)
{
    struct reader reader = {bytes, size, NULL, 0, source, error, ATTEST_OK};
    struct header header;
    char digest[ATTEST_I_DIGEST_SIZE];
    *model = NULL;
    if ((uintptr_t)bytes % ALIGNMENT != 0) {
        return attest_error_set(error, ATTEST_ERR_ARGUMENT, source, "model bytes are not aligned to %u", ALIGNMENT);
    }
    if (check_header(&reader, &header) != ATTEST_OK) {
        return reader.status;
    }
    hex_digest(header.digest, digest);
    if (verify && check_digest(&reader, digest) != ATTEST_OK) {
        return reader.status;
    }
    if (check_entries(&reader) != ATTEST_OK) {
        return reader.status;
    }
    attest_model *made = calloc(1, sizeof *made);
    if (!made) {
        return ATTEST_ERR_NOMEM;
    }
    made->bytes = bytes;
    made->size = size;
    memcpy(made->digest, digest, sizeof digest);
    const struct entry *name = find(&reader, "model.name", TENSOR_TEXT);
    if (name) {
        made->name = (attest_view){(const char *)bytes + name->offset, (size_t)name->size};
    }
    take_inventories(&reader, made);
    check_inventories(&reader, made);
    take_lexicon(&reader, &made->lexicon);
    take_encoder(&reader, made);
    take_heads(&reader, made);
    if (reader.status == ATTEST_OK) {
        reader.status = attest_i_model_pack(made);
    }
    if (reader.status != ATTEST_OK) {
        attest_model_free(made);
        return reader.status;
    }
    *model = made;
    return ATTEST_OK;
}

/* Place of `hash`, from 1; 0 if it is not there. */
static uint32_t search(const uint64_t *hashes, uint32_t count, uint64_t hash)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (hashes[middle] < hash) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count && hashes[low] == hash ? low + 1 : 0;
}

uint32_t attest_i_table_row(const attest_i_table *table, uint64_t hash)
{
    return search(table->hashes, table->count, hash);
}

static uint64_t add_tag(uint64_t hash, attest_view xpos)
{
    return attest_i_fnv(attest_i_fnv(hash, "\t", 1), xpos.data, xpos.size);
}

attest_view attest_i_lexicon_find(const attest_i_lexicon *lexicon, attest_view form, attest_view xpos)
{
    uint64_t exact = attest_i_fnv(ATTEST_I_FNV_START, form.data, form.size);
    uint64_t lower = attest_i_fnv_lower(ATTEST_I_FNV_START, form);
    uint32_t place = search(lexicon->hashes, lexicon->count, add_tag(exact, xpos));
    if (place == 0 && lower != exact) {
        place = search(lexicon->hashes, lexicon->count, add_tag(lower, xpos));
    }
    return place ? lexicon->labels.items[lexicon->scripts[place - 1]] : (attest_view){NULL, 0};
}

enum attest_status attest_model_load(attest_model **model, const char *path, attest_error *error)
{
    *model = NULL;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return attest_error_set(error, ATTEST_ERR_READ, path, "cannot open model file: %s", strerror(errno));
    }
    struct stat status;
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0 ||
        (uint64_t)status.st_size > ATTEST_I_MODEL_MAX_SIZE) {
        close(file);
        return attest_error_set(error, ATTEST_ERR_MODEL, path,
                                "not a model file: it is no regular file of 1 byte to 1 GiB");
    }
    size_t size = (size_t)status.st_size;
    void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
    close(file);
    if (bytes == MAP_FAILED) {
        return attest_error_set(error, ATTEST_ERR_READ, path, "cannot map model file: %s", strerror(errno));
    }
    enum attest_status bound = attest_i_model_bind(model, bytes, size, 1, path, error);
    if (bound != ATTEST_OK) {
        munmap(bytes, size);
        return bound;
    }
    (*model)->mapped = 1;
    return ATTEST_OK;
}

enum attest_status attest_model_builtin(attest_model **model, attest_error *error)
{
    attest_view content;
    *model = NULL;
    if (attest_i_embedded_find(ATTEST_VIEW(BUILTIN_NAME), &content) != ATTEST_OK) {
        return attest_error_set(error, ATTEST_ERR_MODEL, NULL, "no model is built into this program");
    }
    return attest_i_model_bind(model, (const unsigned char *)content.data, content.size, 0, "built-in model", error);
}

void attest_model_free(attest_model *model)
{
    if (!model) {
        return;
    }
    if (model->mapped) {
        munmap((void *)(uintptr_t)model->bytes, (size_t)model->size);
    }
    free(model->label_memory);
    free(model->packed_memory);
    free(model);
}

attest_view attest_model_name(const attest_model *model)
{
    return model->name;
}

const char *attest_model_digest(const attest_model *model)
{
    return model->digest;
}
