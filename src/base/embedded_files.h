/* The list of embedded files: EMBED(symbol, name, path). One line a file; order matters for rules: later files come
 * after earlier ones. A path is relative to the root of the repository; the assembler finds it through -I. */
/* SPDX-License-Identifier: Apache-2.0 */
EMBED(context_jsonld, "context.jsonld", "ontology/context.jsonld")
EMBED(cues_tsv, "cues.tsv", "data/cues.tsv")
