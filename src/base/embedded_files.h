/* The list of embedded files: EMBED(symbol, name, path). One line a file; order matters for rules: later files come
 * after earlier ones. A path is relative to the root of the repository; the assembler finds it through -I. */
/* SPDX-License-Identifier: Apache-2.0 */
EMBED(context_jsonld, "context.jsonld", "ontology/context.jsonld")
EMBED(cues_tsv, "cues.tsv", "data/cues.tsv")
EMBED(lexicon_abbreviation, "lexicons/abbreviation.tsv", "ontology/lexicons/abbreviation.tsv")
EMBED(lexicon_sentence_opener, "lexicons/sentence-opener.tsv", "ontology/lexicons/sentence-opener.tsv")
EMBED(lexicon_month, "lexicons/month.tsv", "ontology/lexicons/month.tsv")
EMBED(lexicon_weekday, "lexicons/weekday.tsv", "ontology/lexicons/weekday.tsv")
EMBED(rules_common, "rules/common.rules", "ontology/rules/common.rules")
EMBED(rules_zones, "rules/zones.rules", "ontology/rules/zones.rules")
EMBED(rules_boilerplate, "rules/boilerplate.rules", "ontology/rules/boilerplate.rules")
EMBED(abbreviations, "segmentation/abbreviations.tsv", "ontology/segmentation/abbreviations.tsv")
EMBED(contractions, "segmentation/contractions.tsv", "ontology/segmentation/contractions.tsv")
EMBED(address_suffixes, "segmentation/address_suffixes.tsv", "ontology/segmentation/address_suffixes.tsv")
EMBED(sentence_starters, "segmentation/sentence_starters.tsv", "ontology/segmentation/sentence_starters.tsv")
EMBED(affixes, "segmentation/affixes.tsv", "ontology/segmentation/affixes.tsv")
EMBED(segment_weights, "segment.weights", "src/language/model/segment.weights")
