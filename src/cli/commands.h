/* The commands: COMMAND(name), in the order of the help text. Each is `cli_command_NAME` in command_NAME.c. */
/* SPDX-License-Identifier: Apache-2.0 */
COMMAND(extract)
COMMAND(parse)
COMMAND(load)
COMMAND(store)
COMMAND(query)
COMMAND(audit)
COMMAND(verify)
COMMAND(import)
COMMAND(rules)
