/* A dataset or store as a storage of librdf: any program that uses librdf can read and query it through the model interface. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_STORE_STORAGE_H
#define ATTEST_STORE_STORAGE_H

#include "store/dataset.h"

/* Name of the storage: librdf_new_storage(world, ATTEST_I_STORAGE_NAME, PATH, "contexts='yes'"). */
#define ATTEST_I_STORAGE_NAME "attest"

struct librdf_world_s;

/* Make the storage known to `world`: attest_store_register says how it is used. */
enum attest_status attest_i_storage_register(struct librdf_world_s *world) ATTEST_MUST_USE;

#endif
