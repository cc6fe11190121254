/* Data files in the program's read-only section, put there by the assembler, so that a build needs no generator. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/embedded.h"

/* clang-format off */
#define EMBED(symbol, name, path)                                  \
    __asm__(".pushsection .rodata\n"                               \
            ".balign 16\n"                                         \
            "attest_i_embedded_" #symbol ":\n"                     \
            ".incbin \"" path "\"\n"                               \
            "attest_i_embedded_" #symbol "_end:\n"                 \
            ".byte 0\n"                                            \
            ".popsection\n");                                      \
    extern const char attest_i_embedded_##symbol[] __attribute__((visibility("hidden")));     \
    extern const char attest_i_embedded_##symbol##_end[] __attribute__((visibility("hidden")));
#include "base/embedded_files.h"
#undef EMBED

static const struct embedded_file {
    attest_view name;
    const char *begin;
    const char *end;
} files[] = {
#define EMBED(symbol, name, path) {{name, sizeof(name) - 1}, attest_i_embedded_##symbol, attest_i_embedded_##symbol##_end},
#include "base/embedded_files.h"
#undef EMBED
};
/* clang-format on */

size_t attest_i_embedded_count(void)
{
    return sizeof files / sizeof files[0];
}

attest_view attest_i_embedded_name(size_t index)
{
    return files[index].name;
}

attest_view attest_i_embedded_content(size_t index)
{
    return (attest_view){files[index].begin, (size_t)(files[index].end - files[index].begin)};
}

enum attest_status attest_i_embedded_find(attest_view name, attest_view *content)
{
    for (size_t i = 0; i < attest_i_embedded_count(); i++) {
        if (attest_view_equal(files[i].name, name)) {
            *content = attest_i_embedded_content(i);
            return ATTEST_OK;
        }
    }
    return ATTEST_NONE;
}
