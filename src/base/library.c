/* Shared libraries that are loaded when they are first needed. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

/* POSIX lets a pointer to a function be had from one to an object. */
_Static_assert(sizeof(void *) == sizeof(void (*)(void)), "pointers to functions are of another size");

static enum attest_status load(attest_i_library *library, attest_error *error)
{
    void *handle = dlopen(library->soname, RTLD_LAZY | RTLD_LOCAL);
    if (!handle) {
        const char *reason = dlerror();
        return attest_error_set(error, ATTEST_ERR, NULL, "a library cannot be loaded: %s",
                                reason ? reason : library->soname);
    }
    for (size_t i = 0; i < library->count; i++) {
        void *address = dlsym(handle, library->names[i]);
        if (!address) {
            return attest_error_set(error, ATTEST_ERR, NULL, "%s is too old: it has no %s", library->soname,
                                    library->names[i]);
        }
        memcpy((char *)library->functions + i * sizeof address, &address, sizeof address);
    }
    library->loaded = 1;
    return ATTEST_OK;
}

enum attest_status attest_i_library_load(attest_i_library *library, attest_error *error)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&lock);
    enum attest_status status = library->loaded ? ATTEST_OK : load(library, error);
    pthread_mutex_unlock(&lock);
    return status;
}
