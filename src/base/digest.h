/* SHA-256 (FIPS 180-4) through nettle, written the way attest names digests. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_BASE_DIGEST_H
#define ATTEST_BASE_DIGEST_H

#include <nettle/sha2.h>

#include "attest/view.h"

/* "sha256:", 64 hexadecimal digits, NUL. */
#define ATTEST_I_DIGEST_SIZE 72

typedef struct attest_i_digest {
    struct sha256_ctx state;
} attest_i_digest;

void attest_i_digest_init(attest_i_digest *digest);
void attest_i_digest_update(attest_i_digest *digest, attest_view bytes);

/* Update with the bytes and a separator that makes a sequence of fields unambiguous: length, colon, bytes. */
void attest_i_digest_field(attest_i_digest *digest, attest_view field);

/* Write "sha256:..." and reset the state. */
void attest_i_digest_finish(attest_i_digest *digest, char out[ATTEST_I_DIGEST_SIZE]);

#endif
