/* Strings and terms as parts of the result formats. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_STORE_QUERY_TEXT_H
#define ATTEST_STORE_QUERY_TEXT_H

#include "attest/quad.h"
#include "base/memory.h"
#include "store/display.h"

/* A JSON string with its quotes. */
void attest_i_text_json(attest_i_buffer *buffer, attest_view text);

/* Character data of XML and HTML, or an attribute value in double quotes. Control characters that XML forbids become U+FFFD. */
void attest_i_text_xml(attest_i_buffer *buffer, attest_view text);

/* A term in Turtle; IRIs by `shortener` (NULL: in full). NONE appends nothing. */
void attest_i_text_term(attest_i_buffer *buffer, const attest_term *term, const attest_i_shortener *shortener);

#endif
