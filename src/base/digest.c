/* SHA-256 digests in the form "sha256:<hex>". */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/digest.h"

#include <stdio.h>
#include <string.h>

void attest_i_digest_init(attest_i_digest *digest)
{
    sha256_init(&digest->state);
}

void attest_i_digest_update(attest_i_digest *digest, attest_view bytes)
{
    if (bytes.size) {
        sha256_update(&digest->state, bytes.size, (const uint8_t *)bytes.data);
    }
}

void attest_i_digest_field(attest_i_digest *digest, attest_view field)
{
    char length[32];
    int size = snprintf(length, sizeof length, "%zu:", field.size);
    attest_i_digest_update(digest, (attest_view){length, (size_t)size});
    attest_i_digest_update(digest, field);
}

void attest_i_digest_finish(attest_i_digest *digest, char out[ATTEST_I_DIGEST_SIZE])
{
    static const char hex[] = "0123456789abcdef";
    uint8_t bytes[SHA256_DIGEST_SIZE];
    sha256_digest(&digest->state, sizeof bytes, bytes);
    memcpy(out, "sha256:", 7);
    char *at = out + 7;
    for (size_t i = 0; i < sizeof bytes; i++) {
        *at++ = hex[bytes[i] >> 4];
        *at++ = hex[bytes[i] & 15];
    }
    *at = '\0';
}
