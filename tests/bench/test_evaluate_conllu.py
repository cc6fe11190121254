#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Hand-made cases for evaluate_conllu.py; run directly."""
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import evaluate_conllu as evaluation  # noqa: E402


def corpus(*sentences):
    """Sentences as lists of rows "id form upos head deprel [deps]"."""
    lines = []
    for sentence in sentences:
        for row in sentence:
            fields = row.split()
            number, form, upos, head, deprel = (fields + ["_"] * 5)[:5]
            deps = fields[5] if len(fields) > 5 else "_"
            lines.append("\t".join([number, form, form.lower(), upos, upos, "_", head, deprel, deps, "_"]))
        lines.append("")
    return evaluation.Corpus(lines=lines)


def scores(gold, system):
    return evaluation.evaluate(gold, system)[0]


GOLD = ["1 Rivers NOUN 2 nsubj 2:nsubj", "2 rise VERB 0 root 0:root", "3 . PUNCT 2 punct 2:punct"]


class Cases(unittest.TestCase):
    def check(self, score, gold, system, right):
        self.assertEqual((score.gold, score.system, score.right), (gold, system, right))

    def test_same(self):
        for name, score in scores(corpus(GOLD), corpus(GOLD)).items():
            self.assertEqual(score.right, score.gold, name)
            self.assertEqual(score.right, score.system, name)

    def test_wrong_head_and_wrong_relation(self):
        system = ["1 Rivers NOUN 2 obj 2:obj", "2 rise VERB 0 root 0:root", "3 . PUNCT 1 punct 1:punct"]
        found = scores(corpus(GOLD), corpus(system))
        self.check(found["UAS"], 3, 3, 2)
        self.check(found["LAS"], 3, 3, 1)
        self.check(found["CLAS"], 2, 2, 1)
        self.check(found["CLAIM"], 2, 2, 1)
        self.check(found["ELAS"], 3, 3, 1)

    def test_subtype(self):
        system = ["1 Rivers NOUN 2 nsubj:pass 2:nsubj:pass", "2 rise VERB 0 root 0:root", "3 . PUNCT 2 punct 2:punct"]
        found = scores(corpus(GOLD), corpus(system))
        self.check(found["LAS"], 3, 3, 3)
        self.check(found["LAS+"], 3, 3, 2)
        self.check(found["ELAS"], 3, 3, 2)

    def test_tokens_split_differently(self):
        system = ["1 Rivers NOUN 2 nsubj", "2 rise. VERB 0 root"]
        found = scores(corpus(GOLD), corpus(system))
        self.check(found["Tokens"], 3, 2, 1)
        self.check(found["Words"], 3, 2, 1)
        # The head of "Rivers" is a word that has no counterpart.
        self.check(found["UAS"], 3, 2, 0)

    def test_sentences_split_differently(self):
        one = corpus(GOLD, GOLD)
        joined = corpus(GOLD + ["4 Rivers NOUN 5 nsubj", "5 rise VERB 2 conj", "6 . PUNCT 5 punct"])
        found = scores(one, joined)
        self.check(found["Sentences"], 2, 1, 0)
        self.check(found["Tokens"], 6, 6, 6)
        self.check(found["UAS"], 6, 6, 5)

    def test_contraction_aligned_by_form(self):
        gold = corpus(["1-2 don't", "1 do AUX 3 aux", "2 n't PART 3 advmod", "3 go VERB 0 root"])
        system = corpus(["1-2 don't", "1 do AUX 3 aux", "2 not PART 3 advmod", "3 go VERB 0 root"])
        found = scores(gold, system)
        self.check(found["Tokens"], 2, 2, 2)
        self.check(found["Words"], 3, 3, 2)
        self.check(found["UAS"], 3, 3, 2)

    def test_contraction_against_plain_words(self):
        gold = corpus(["1-2 don't", "1 do AUX 3 aux", "2 n't PART 3 advmod", "3 go VERB 0 root"])
        system = corpus(["1 do AUX 3 aux", "2 n't PART 3 advmod", "3 go VERB 0 root"])
        found = scores(gold, system)
        self.check(found["Tokens"], 2, 3, 1)
        self.check(found["Words"], 3, 3, 3)
        self.check(found["UAS"], 3, 3, 3)

    def test_edges_through_empty_nodes(self):
        gold = corpus(["1 Ann PROPN 2 nsubj 2:nsubj|2.1:nsubj", "2 sings VERB 0 root 0:root", "2.1 sings VERB _ _ 2:conj"])
        system = corpus(["1 Ann PROPN 2 nsubj 2:nsubj|2:conj>nsubj", "2 sings VERB 0 root 0:root"])
        self.check(scores(gold, system)["ELAS"], 3, 3, 3)

    def test_other_text_is_refused(self):
        with self.assertRaises(evaluation.Problem):
            scores(corpus(GOLD), corpus(GOLD[:2]))


if __name__ == "__main__":
    unittest.main()
