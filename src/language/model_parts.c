/* From the tensors of a model file to the parts of the network, each checked so that the network cannot leave its buffers. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "language/model_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "language/kernels.h"
#include "language/lemma.h"

/* A matrix NAME.w with scales NAME.s and bias NAME.b. rows 0: any number. */
static void take_matrix(attest_i_tensors *tensors, const char *name, uint32_t rows, uint32_t columns,
                        attest_i_matrix *matrix)
{
    char text[ATTEST_I_TENSOR_JOINED];
    const attest_i_tensor *e =
        attest_i_tensor_find(tensors, attest_i_tensor_join(text, name, ".w"), ATTEST_I_TENSOR_I8);
    if (!e) {
        return;
    }
    if ((rows && e->rows != rows) || e->columns != columns) {
        ATTEST_I_TENSORS_FAIL(tensors, "model file: tensor %s%s is %u x %u, expected %u x %u", tensors->scope, text,
                              e->rows, e->columns, rows, columns);
        return;
    }
    if (e->rows == 0 || e->rows % 4 || e->rows > ATTEST_I_MAX_OUTPUTS || e->columns == 0 || e->columns % 16 ||
        e->columns > ATTEST_I_MAX_WIDTH) {
        ATTEST_I_TENSORS_FAIL(tensors, "model file: tensor %s%s has dimensions out of range: %u x %u", tensors->scope,
                              text, e->rows, e->columns);
        return;
    }
    matrix->weights = (const int8_t *)(tensors->bytes + e->offset);
    matrix->rows = e->rows;
    matrix->columns = e->columns;
    matrix->scales = attest_i_tensor_floats(tensors, attest_i_tensor_join(text, name, ".s"), e->rows);
    matrix->bias = attest_i_tensor_floats(tensors, attest_i_tensor_join(text, name, ".b"), e->rows);
}

/* A matrix that reads LSTM outputs: see kernels.h for the bounds. */
static void check_narrow(attest_i_tensors *tensors, const char *name, const attest_i_matrix *matrix)
{
    if (tensors->status != ATTEST_OK) {
        return;
    }
    int32_t most = 0;
    for (size_t i = 0; i < (size_t)matrix->rows * matrix->columns; i++) {
        int32_t magnitude = matrix->weights[i] < 0 ? -matrix->weights[i] : matrix->weights[i];
        most = magnitude > most ? magnitude : most;
    }
    if (matrix->rows % ATTEST_I_PACKED_ROWS != 0 || matrix->columns % 64 != 0 || most > ATTEST_I_NARROW_MAX) {
        ATTEST_I_TENSORS_FAIL(
            tensors,
            "model file: tensor %s%s.w has %u rows, %u columns and weights up to %d, expected multiples of %u and 64 "
            "and at most %d",
            tensors->scope, name, matrix->rows, matrix->columns, (int)most, ATTEST_I_PACKED_ROWS, ATTEST_I_NARROW_MAX);
    }
}

/* Number of outputs that are inputs of a further matrix: a multiple of 16. */
static uint32_t take_hidden(attest_i_tensors *tensors, const char *name, uint32_t columns, attest_i_matrix *matrix)
{
    take_matrix(tensors, name, 0, columns, matrix);
    if (tensors->status == ATTEST_OK && (matrix->rows % 16 != 0 || matrix->rows > ATTEST_I_MAX_WIDTH)) {
        ATTEST_I_TENSORS_FAIL(tensors, "model file: tensor %s%s.w has a bad number of rows: %u", tensors->scope, name,
                              matrix->rows);
    }
    return matrix->rows;
}

static void check_order(attest_i_tensors *tensors, const char *name, const uint64_t *hashes, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        if (hashes[i - 1] >= hashes[i]) {
            ATTEST_I_TENSORS_FAIL(tensors, "model file: keys of table %s are not in order at %u", name, i);
            return;
        }
    }
}

/* Keys of a table, which all members share. */
static void take_keys(attest_i_tensors *tensors, const char *name, attest_i_table *table)
{
    char text[ATTEST_I_TENSOR_JOINED];
    const attest_i_tensor *hashes =
        attest_i_tensor_find(tensors, attest_i_tensor_join(text, name, ".h"), ATTEST_I_TENSOR_U64);
    if (!hashes) {
        return;
    }
    if (hashes->columns != 1) {
        ATTEST_I_TENSORS_FAIL(tensors, "model file: tensor %s has %u columns, expected 1", text, hashes->columns);
        return;
    }
    table->count = hashes->rows;
    table->hashes = (const uint64_t *)(const void *)(tensors->bytes + hashes->offset);
    check_order(tensors, name, table->hashes, table->count);
}

/* Values of a table whose keys are there. */
static void take_rows(attest_i_tensors *tensors, const char *name, attest_i_table *table)
{
    char text[ATTEST_I_TENSOR_JOINED];
    const attest_i_tensor *values =
        attest_i_tensor_find(tensors, attest_i_tensor_join(text, name, ".v"), ATTEST_I_TENSOR_I8);
    if (!values) {
        return;
    }
    if (values->rows != (uint64_t)table->count + 1 || values->columns == 0 || values->columns > ATTEST_I_MAX_WIDTH) {
        ATTEST_I_TENSORS_FAIL(tensors, "model file: table %s%s has %u x %u values for %u keys", tensors->scope, name,
                              values->rows, values->columns, table->count);
        return;
    }
    table->values = (const int8_t *)(tensors->bytes + values->offset);
    table->size = values->columns;
    table->scales = attest_i_tensor_floats(tensors, attest_i_tensor_join(text, name, ".s"), values->rows);
}

static void take_lexicon(attest_i_tensors *tensors, attest_i_lexicon *lexicon)
{
    const attest_i_tensor *hashes = attest_i_tensor_find(tensors, "lexicon.h", ATTEST_I_TENSOR_U64);
    if (!hashes) {
        return;
    }
    lexicon->hashes = (const uint64_t *)(const void *)(tensors->bytes + hashes->offset);
    lexicon->count = hashes->rows;
    lexicon->scripts = attest_i_tensor_integers(tensors, "lexicon.i", hashes->rows);
    if (!lexicon->scripts) {
        return;
    }
    if (hashes->columns != 1) {
        ATTEST_I_TENSORS_FAIL(tensors, "model file: tensor lexicon.h has %u columns, expected 1", hashes->columns);
        return;
    }
    check_order(tensors, "lexicon", lexicon->hashes, lexicon->count);
    for (uint32_t i = 0; i < lexicon->count; i++) {
        if (lexicon->scripts[i] < 0 || (uint32_t)lexicon->scripts[i] >= lexicon->labels.count) {
            ATTEST_I_TENSORS_FAIL(tensors, "model file: tensor lexicon.i names a script that is not there at %u", i);
            return;
        }
    }
}

/* Lines of a text tensor; `items` has room for them. */
static void take_labels(attest_i_tensors *tensors, const char *name, attest_view *items, attest_i_labels *labels)
{
    const attest_i_tensor *e = attest_i_tensor_find(tensors, name, ATTEST_I_TENSOR_TEXT);
    if (!e) {
        return;
    }
    attest_view text = {(const char *)tensors->bytes + e->offset, (size_t)e->size};
    if (attest_i_utf8_valid_prefix(text) != text.size) {
        ATTEST_I_TENSORS_FAIL(tensors, "model file: inventory %s is not UTF-8", name);
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
        ATTEST_I_TENSORS_FAIL(tensors, "model file: inventory %s does not have %u lines", name, e->rows);
    }
}

static uint32_t round_up(uint32_t value, uint32_t step)
{
    return (value + step - 1) / step * step;
}

static void take_inventories(attest_i_tensors *tensors, attest_model *model)
{
    const char *const names[] = {"upos", "xpos", "feats", "lemma", "deprel", "lexicon"};
    attest_i_labels *const labels[] = {&model->upos_labels,  &model->xpos_labels,   &model->feats_labels,
                                       &model->lemma_labels, &model->deprel_labels, &model->lexicon.labels};
    size_t total = 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const attest_i_tensor *e = attest_i_tensor_find(tensors, names[i], ATTEST_I_TENSOR_TEXT);
        if (!e) {
            return;
        }
        if (e->rows > ATTEST_I_MAX_OUTPUTS) {
            ATTEST_I_TENSORS_FAIL(tensors, "model file: inventory %s is too large: %u", names[i], e->rows);
            return;
        }
        total += e->rows;
    }
    model->label_memory = calloc(total + 1, sizeof *model->label_memory);
    if (!model->label_memory) {
        tensors->status = ATTEST_ERR_NOMEM;
        return;
    }
    attest_view *items = model->label_memory;
    for (size_t i = 0; i < sizeof names / sizeof names[0] && tensors->status == ATTEST_OK; i++) {
        take_labels(tensors, names[i], items, labels[i]);
        items += labels[i]->count;
    }
}

static void check_scripts(attest_i_tensors *tensors, const char *name, const attest_i_labels *labels)
{
    for (uint32_t i = 0; i < labels->count; i++) {
        if (!attest_i_lemma_script_valid(labels->items[i])) {
            ATTEST_I_TENSORS_FAIL(tensors, "model file: malformed lemma script in inventory %s at %u", name, i);
            return;
        }
    }
}

static void check_inventories(attest_i_tensors *tensors, attest_model *model)
{
    if (tensors->status != ATTEST_OK) {
        return;
    }
    if (model->upos_labels.count > sizeof model->upos_of) {
        ATTEST_I_TENSORS_FAIL(tensors, "model file: too many tags: %u", model->upos_labels.count);
        return;
    }
    for (uint32_t i = 0; i < model->upos_labels.count; i++) {
        int upos = 0;
        while (upos < ATTEST_UPOS_COUNT &&
               !attest_view_equal(attest_upos_name((enum attest_upos)upos), model->upos_labels.items[i])) {
            upos++;
        }
        if (upos == ATTEST_UPOS_COUNT) {
            ATTEST_I_TENSORS_FAIL(tensors, "model file: unknown tag in inventory upos at %u", i);
            return;
        }
        model->upos_of[i] = (uint8_t)upos;
    }
    check_scripts(tensors, "lemma", &model->lemma_labels);
    check_scripts(tensors, "lexicon", &model->lexicon.labels);
    model->root_label = UINT32_MAX;
    for (uint32_t i = 0; i < model->deprel_labels.count; i++) {
        if (attest_view_equal(model->deprel_labels.items[i], ATTEST_VIEW("root"))) {
            model->root_label = i;
        }
    }
    if (model->root_label == UINT32_MAX) {
        ATTEST_I_TENSORS_FAIL(tensors, "model file: inventory deprel has no root");
    }
}

static const char *const kind_names[ATTEST_I_FEATURE_KINDS] = {"word",    "suffix2", "suffix3", "suffix4",
                                                               "prefix2", "prefix4", "shape"};

/* What all members read alike: keys of features, word vectors, classes of distance. */
static void take_shared(attest_i_tensors *tensors, attest_model *model)
{
    for (size_t k = 0; k < ATTEST_I_FEATURE_KINDS; k++) {
        take_keys(tensors, kind_names[k], &model->members[0].tables[k]);
    }
    take_keys(tensors, "vector", &model->vectors);
    take_rows(tensors, "vector", &model->vectors);
    const attest_i_tensor *distances = attest_i_tensor_find(tensors, "distances", ATTEST_I_TENSOR_F32);
    model->distance_count = distances ? distances->rows : 0;
    model->distances = attest_i_tensor_floats(tensors, "distances", model->distance_count);
    if (model->distance_count > ATTEST_I_MAX_WIDTH) {
        ATTEST_I_TENSORS_FAIL(tensors, "model file: too many distance classes: %u", model->distance_count);
    }
    const int32_t *members = attest_i_tensor_integers(tensors, "members", 1);
    if (members && (*members < 1 || *members > ATTEST_I_MAX_MEMBERS)) {
        ATTEST_I_TENSORS_FAIL(tensors, "model file: %d members, expected 1 to %d", (int)*members, ATTEST_I_MAX_MEMBERS);
    }
    model->member_count = members && tensors->status == ATTEST_OK ? (uint32_t)*members : 0;
}

static void take_encoder(attest_i_tensors *tensors, const attest_model *model, attest_i_member *member)
{
    uint32_t concat = model->vectors.size;
    for (size_t k = 0; k < ATTEST_I_FEATURE_KINDS; k++) {
        member->tables[k] = model->members[0].tables[k];
        take_rows(tensors, kind_names[k], &member->tables[k]);
        concat += member->tables[k].size;
    }
    if (tensors->status == ATTEST_OK && concat > ATTEST_I_MAX_WIDTH) {
        ATTEST_I_TENSORS_FAIL(tensors, "model file: features are too wide: %u", concat);
    }
    uint32_t width = take_hidden(tensors, "project", round_up(concat, 16), &member->project);
    const int32_t *shape = attest_i_tensor_integers(tensors, "shape.encoder", 2);
    if (!shape) {
        return;
    }
    if (shape[0] < 1 || shape[0] > ATTEST_I_MAX_LAYERS || shape[1] < 64 || shape[1] % 32 ||
        shape[1] * 2 > (int32_t)ATTEST_I_MAX_WIDTH) {
        ATTEST_I_TENSORS_FAIL(tensors, "model file: bad encoder of %d layers of %d", (int)shape[0], (int)shape[1]);
        return;
    }
    member->layers = (uint32_t)shape[0];
    member->hidden = (uint32_t)shape[1];
    for (uint32_t i = 0; i < member->layers; i++) {
        for (int back = 0; back < 2; back++) {
            char name[2 * ATTEST_I_TENSOR_NAME];
            attest_i_direction *direction = back ? &member->back[i] : &member->fore[i];
            snprintf(name, sizeof name, "%s%u.input", back ? "back" : "fore", i);
            take_matrix(tensors, name, 4 * member->hidden, width, &direction->input);
            check_narrow(tensors, name, &direction->input);
            snprintf(name, sizeof name, "%s%u.rec", back ? "back" : "fore", i);
            take_matrix(tensors, name, 4 * member->hidden, round_up(member->hidden, 64), &direction->recurrent);
            check_narrow(tensors, name, &direction->recurrent);
        }
        width = 2 * member->hidden;
    }
}

static void take_output(attest_i_tensors *tensors, const char *name, uint32_t labels, uint32_t columns,
                        attest_i_matrix *matrix)
{
    take_matrix(tensors, name, round_up(labels, 4), columns, matrix);
}

static void take_heads(attest_i_tensors *tensors, const attest_model *model, attest_i_member *member)
{
    uint32_t encoded = 2 * member->hidden;
    uint32_t tag = take_hidden(tensors, "tag", encoded, &member->tag);
    take_output(tensors, "upos", model->upos_labels.count, tag, &member->upos);
    take_output(tensors, "xpos", model->xpos_labels.count, tag, &member->xpos);
    take_output(tensors, "feats", model->feats_labels.count, tag, &member->feats);
    take_output(tensors, "lemma", model->lemma_labels.count, tag, &member->lemma);
    uint32_t tags = model->upos_labels.count + model->xpos_labels.count;
    if (tensors->status == ATTEST_OK &&
        (model->upos_labels.count > ATTEST_I_MAX_TAGS || model->xpos_labels.count > ATTEST_I_MAX_TAGS)) {
        ATTEST_I_TENSORS_FAIL(tensors, "model file: too many tags: %u and %u", model->upos_labels.count,
                              model->xpos_labels.count);
    }
    encoded += take_hidden(tensors, "feed", round_up(tags, 16), &member->feed);
    uint32_t name = take_hidden(tensors, "name", encoded, &member->name_hidden);
    take_output(tensors, "name.out", ATTEST_I_NAME_TAGS, name, &member->name_out);
    uint32_t arc = take_hidden(tensors, "arc.dep", encoded, &member->arc_dep);
    if (tensors->status == ATTEST_OK && arc > 256) {
        ATTEST_I_TENSORS_FAIL(tensors, "model file: arc scores of width %u; at most 256 keep their sums within 32 bits",
                              arc);
    }
    take_matrix(tensors, "arc.head", arc, encoded, &member->arc_head);
    take_matrix(tensors, "bilinear", arc, arc, &member->bilinear);
    member->arc_root = attest_i_tensor_floats(tensors, "arc.root", arc);
    take_output(tensors, "distance", 2 * (model->distance_count + 1) + 1, arc, &member->distance);
    uint32_t label = take_hidden(tensors, "label.dep", encoded, &member->label_dep);
    take_matrix(tensors, "label.head", label, encoded, &member->label_head);
    member->label_root = attest_i_tensor_floats(tensors, "label.root", label);
    take_output(tensors, "label", model->deprel_labels.count, 2 * label, &member->label);
    const attest_i_matrix *const readers[] = {&member->tag,      &member->name_hidden, &member->arc_dep,
                                              &member->arc_head, &member->label_dep,   &member->label_head};
    static const char *const reader_names[] = {"tag", "name", "arc.dep", "arc.head", "label.dep", "label.head"};
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
        check_narrow(tensors, reader_names[i], readers[i]);
    }
    const float *ranges = attest_i_tensor_floats(tensors, "ranges", ATTEST_I_RANGE_COUNT);
    const float *scale = attest_i_tensor_floats(tensors, "arc.scale", 1);
    if (ranges && scale) {
        memcpy(&member->ranges, ranges, sizeof member->ranges);
        member->arc_scale = *scale;
    }
}

enum attest_status attest_i_model_take_parts(attest_i_tensors *tensors, attest_model *model)
{
    const attest_i_tensor *name = attest_i_tensor_find(tensors, "model.name", ATTEST_I_TENSOR_TEXT);
    if (name) {
        model->name = (attest_view){(const char *)tensors->bytes + name->offset, (size_t)name->size};
    }
    take_inventories(tensors, model);
    check_inventories(tensors, model);
    take_lexicon(tensors, &model->lexicon);
    take_shared(tensors, model);
    for (uint32_t m = 0; m < model->member_count; m++) {
        char scope[8];
        snprintf(scope, sizeof scope, "%u.", m + 1);
        tensors->scope = scope;
        take_encoder(tensors, model, &model->members[m]);
        take_heads(tensors, model, &model->members[m]);
        tensors->scope = "";
    }
    return tensors->status;
}
