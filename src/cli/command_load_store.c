/* attest load --store: into a store on disk. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/load.h"

enum cli_exit cli_load_store(const cli_load_request *request)
{
    cli_message("%s: stores on disk are not built in", request->store);
    return CLI_FAILED;
}
