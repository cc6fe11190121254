/* The list of embedded files: EMBED(symbol, name, path). One line a file; order matters for rules: later files come
 * after earlier ones. A path is relative to the root of the repository; the assembler finds it through -I. */
/* SPDX-License-Identifier: Apache-2.0 */
EMBED(context_jsonld, "context.jsonld", "ontology/context.jsonld")
EMBED(cues_tsv, "cues.tsv", "data/cues.tsv")
EMBED(abbreviations, "lexicons/abbreviations.tsv", "ontology/lexicons/abbreviations.tsv")
EMBED(contractions, "lexicons/contractions.tsv", "ontology/lexicons/contractions.tsv")
EMBED(address_suffixes, "lexicons/address_suffixes.tsv", "ontology/lexicons/address_suffixes.tsv")
EMBED(sentence_starters, "lexicons/sentence_starters.tsv", "ontology/lexicons/sentence_starters.tsv")
EMBED(affixes, "lexicons/affixes.tsv", "ontology/lexicons/affixes.tsv")
EMBED(segment_weights, "segment.weights", "src/language/model/segment.weights")
