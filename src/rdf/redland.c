/* Redland, loaded when it is first needed. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "rdf/redland.h"

#include "base/library.h"
#include "data/sonames.h"

attest_i_raptor_functions attest_i_raptor;
attest_i_rasqal_functions attest_i_rasqal;
attest_i_librdf_functions attest_i_librdf;

#define NAME(name) #name,
static const char *const RAPTOR_NAMES[] = {ATTEST_I_RAPTOR_FUNCTIONS(NAME)};
static const char *const RASQAL_NAMES[] = {ATTEST_I_RASQAL_FUNCTIONS(NAME)};
static const char *const LIBRDF_NAMES[] = {ATTEST_I_LIBRDF_FUNCTIONS(NAME)};

#define COUNT(names) (sizeof(names) / sizeof(names)[0])

enum attest_status attest_i_raptor_load(attest_error *error)
{
    static attest_i_library raptor = {ATTEST_I_SONAME_raptor2, RAPTOR_NAMES, &attest_i_raptor, COUNT(RAPTOR_NAMES), 0};
    return attest_i_library_load(&raptor, error);
}

enum attest_status attest_i_rasqal_load(attest_error *error)
{
    static attest_i_library rasqal = {ATTEST_I_SONAME_rasqal, RASQAL_NAMES, &attest_i_rasqal, COUNT(RASQAL_NAMES), 0};
    enum attest_status status = attest_i_raptor_load(error);
    return status == ATTEST_OK ? attest_i_library_load(&rasqal, error) : status;
}

enum attest_status attest_i_librdf_load(attest_error *error)
{
    static attest_i_library librdf = {ATTEST_I_SONAME_rdf, LIBRDF_NAMES, &attest_i_librdf, COUNT(LIBRDF_NAMES), 0};
    return attest_i_library_load(&librdf, error);
}
