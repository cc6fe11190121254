/* A claim's words in their surroundings, as runs of plain text and evidence. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/report.h"
#include "base/utf8.h"

/* Byte offset of a code point of `text`; its end if there are fewer. */
static size_t byte_of(attest_view text, uint64_t codepoint)
{
    size_t offset = 0;
    while (codepoint-- > 0 && offset < text.size) {
        (void)attest_i_utf8_next(text, &offset);
    }
    return offset;
}

/* Is all evidence within the sentence, in order? A graph that was tampered with may say anything. */
static int evidence_fits(const attest_i_report_claim *claim)
{
    uint64_t at = claim->sentence.start;
    for (size_t i = 0; i < claim->evidence_count; i++) {
        if (claim->evidence[i].start < at || claim->evidence[i].end > claim->sentence.end ||
            claim->evidence[i].end < claim->evidence[i].start) {
            return 0;
        }
        at = claim->evidence[i].end;
    }
    return claim->sentence.exact.size > 0 && claim->evidence_count > 0;
}

/* Text on its way out, no character of it twice. */
struct stitching {
    attest_i_report_run *handler;
    void *user_data;
    uint64_t at; /* code point of the source behind what was shown last */
    int begun;
};

/* Do the pieces say of themselves what their offsets say? */
static int offsets_fit(const attest_i_report_claim *claim)
{
    for (size_t i = 0; i < claim->evidence_count; i++) {
        const attest_i_report_piece *piece = &claim->evidence[i];
        if (piece->end < piece->start || piece->end - piece->start != attest_i_utf8_count(piece->exact) ||
            piece->start < attest_i_utf8_count(piece->prefix)) {
            return 0;
        }
    }
    return 1;
}

/* Show `text`, which starts at code point `start`, as far as it lies behind what was shown and before `limit`. */
static void show(struct stitching *stitching, attest_view text, uint64_t start, uint64_t limit, int marked)
{
    uint64_t end = start + attest_i_utf8_count(text);
    uint64_t from = stitching->begun && stitching->at > start ? stitching->at : start;
    uint64_t to = end < limit ? end : limit;
    if (from >= to) {
        return;
    }
    if (stitching->begun && from > stitching->at) {
        stitching->handler(stitching->user_data, ATTEST_VIEW(" … "), 0);
    }
    size_t begin = byte_of(text, from - start);
    stitching->handler(stitching->user_data, (attest_view){text.data + begin, byte_of(text, to - start) - begin},
                       marked);
    stitching->at = to;
    stitching->begun = 1;
}

/* Evidence in several sentences, or whose sentence is not known: each piece with its surroundings; what two of them share is shown
 * once, and a gap between them as " … ". */
static void join_pieces(const attest_i_report_claim *claim, attest_i_report_run *handler, void *user_data)
{
    struct stitching stitching = {handler, user_data, 0, 0};
    int fits = offsets_fit(claim);
    for (size_t i = 0; i < claim->evidence_count; i++) {
        const attest_i_report_piece *piece = &claim->evidence[i];
        uint64_t start = piece->start;
        uint64_t limit = i + 1 < claim->evidence_count ? claim->evidence[i + 1].start : UINT64_MAX;
        if (!fits) { /* a graph that was tampered with: no place can be trusted, so that all is shown */
            if (i > 0) {
                handler(user_data, ATTEST_VIEW(" … "), 0);
            }
            stitching.begun = 0;
            start = attest_i_utf8_count(piece->prefix);
            limit = UINT64_MAX;
        }
        uint64_t end = start + attest_i_utf8_count(piece->exact);
        show(&stitching, piece->prefix, start - attest_i_utf8_count(piece->prefix), UINT64_MAX, 0);
        show(&stitching, piece->exact, start, UINT64_MAX, 1);
        show(&stitching, piece->suffix, end, limit, 0);
    }
}

void attest_i_report_runs(const attest_i_report_claim *claim, attest_i_report_run *handler, void *user_data)
{
    if (!evidence_fits(claim)) {
        join_pieces(claim, handler, user_data);
        return;
    }
    attest_view text = claim->sentence.exact;
    size_t at = 0;
    for (size_t i = 0; i < claim->evidence_count; i++) {
        size_t begin = byte_of(text, claim->evidence[i].start - claim->sentence.start);
        size_t end = byte_of(text, claim->evidence[i].end - claim->sentence.start);
        if (begin > at) {
            handler(user_data, (attest_view){text.data + at, begin - at}, 0);
        }
        if (end > begin) {
            handler(user_data, (attest_view){text.data + begin, end - begin}, 1);
        }
        at = end;
    }
    if (at < text.size) {
        handler(user_data, (attest_view){text.data + at, text.size - at}, 0);
    }
}
