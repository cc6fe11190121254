/* Model files, loaded or built in, as models. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/embedded.h"
#include "language/model.h"
#include "language/model_parts.h"
#include "language/pack.h"

#define BUILTIN_NAME "model/attest-en.model"

enum attest_status attest_i_model_bind(attest_model **model, const unsigned char *bytes, uint64_t size, int verify,
                                       const char *source, attest_error *error)
{
    attest_i_tensors tensors = {
        .bytes = bytes, .size = size, .source = source, .scope = "", .error = error, .status = ATTEST_OK};
    char digest[ATTEST_I_DIGEST_SIZE];
    *model = NULL;
    enum attest_status status = attest_i_tensors_open(&tensors, verify, digest);
    if (status != ATTEST_OK) {
        return status;
    }
    attest_model *made = calloc(1, sizeof *made);
    if (!made) {
        return ATTEST_ERR_NOMEM;
    }
    made->bytes = bytes;
    made->size = size;
    memcpy(made->digest, digest, sizeof digest);
    status = attest_i_model_take_parts(&tensors, made);
    status = status == ATTEST_OK ? attest_i_model_pack(made) : status;
    if (status != ATTEST_OK) {
        attest_model_free(made);
        return status;
    }
    *model = made;
    return ATTEST_OK;
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

uint32_t attest_model_networks(const attest_model *model)
{
    return model->member_count;
}

enum attest_status attest_model_limit(attest_model *model, uint32_t count)
{
    if (count == 0 || count > model->member_count) {
        return ATTEST_ERR_ARGUMENT;
    }
    model->member_count = count;
    return ATTEST_OK;
}

const char *attest_model_digest(const attest_model *model)
{
    return model->digest;
}
