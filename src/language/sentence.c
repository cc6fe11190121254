/* Names of the tags and classes of sentence.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "attest/sentence.h"

attest_view attest_upos_name(enum attest_upos upos)
{
    static const char *const names[ATTEST_UPOS_COUNT] = {"ADJ",   "ADP",   "ADV", "AUX",  "CCONJ", "DET",
                                                         "INTJ",  "NOUN",  "NUM", "PART", "PRON",  "PROPN",
                                                         "PUNCT", "SCONJ", "SYM", "VERB", "X"};
    return attest_view_of((unsigned)upos < ATTEST_UPOS_COUNT ? names[upos] : "_");
}

attest_view attest_name_class_name(enum attest_name_class class_)
{
    static const char *const names[ATTEST_NAME_CLASS_COUNT] = {"",      "Person",  "Organization", "Place", "Facility",
                                                               "Event", "Work",    "NORP",         "Date",  "Time",
                                                               "Money", "Percent", "Quantity"};
    return attest_view_of((unsigned)class_ < ATTEST_NAME_CLASS_COUNT ? names[class_] : "");
}
