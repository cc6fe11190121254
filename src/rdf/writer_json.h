/* JSON text, straight into an output: what the JSON-LD and NDJSON writers share. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_WRITER_JSON_H
#define ATTEST_RDF_WRITER_JSON_H

#include "attest/view.h"
#include "rdf/output.h"

/* A JSON string (RFC 8259): controls, quote and backslash escaped, all else as it is; bytes that are no UTF-8, as file names may
 * have them, become U+FFFD. */
void attest_i_write_json_string(attest_i_output *output, attest_view text);

/* A string, or null for an empty one. */
void attest_i_write_json_string_or_null(attest_i_output *output, attest_view text);

void attest_i_write_json_number(attest_i_output *output, uint64_t number);

/* A number from 0 to 1 with at most four digits behind the point, the same in every locale. */
void attest_i_write_json_share(attest_i_output *output, double share);

#endif
