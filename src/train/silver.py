"""Names for trees that have none annotated. The tree gives the spans; the class comes from lists and cue words where they know, else from what a trained
network says of all mentions of the name together, where it is sure. Other spans are left open: they cost no loss."""
# SPDX-License-Identifier: Apache-2.0
import collections
import json

import data

COMPANY = set("""inc inc. corp corp. corporation co co. ltd ltd. llc l.l.c. plc company group holdings university college institute bank department
ministry committee association council agency party union society foundation press news times post journal school church bureau commission board team
club league industries systems services capital energy partners associates airlines airways motors insurance electric""".split())
STATES = set("""AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA
WA WV WI WY""".split())
GIVEN_NOT = {"Al", "An", "Art", "March", "May"}  # rarely people where they stand in a name


def read_given(paths):
    return {name for path in paths for name in json.load(open(path, encoding="utf-8"))} - GIVEN_NOT


def read_table(path):
    """The first two columns of a gazetteer of ontology/."""
    for line in open(path, encoding="utf-8"):
        if not line.startswith("#"):
            yield line.rstrip("\n").split("\t")


class Lists:
    def __init__(self, given, gazetteers, heads, companies):
        self.given, self.kinds, self.heads = given, {}, {}
        for path in gazetteers:
            for cells in read_table(path):
                self.kinds.setdefault(cells[0], cells[1])
        for cells in read_table(heads):
            self.heads[cells[0]] = cells[1]
        with open(companies, encoding="utf-8") as file:
            self.companies = {line.strip().lower() for line in file if line[:1].isupper()}

    def is_given(self, form):
        return form[0].isupper() and form.capitalize() in self.given


class Classifier:
    def __init__(self, lists, sentences, probability, citizens):
        self.lists, self.sentences, self.probability, self.citizens = lists, sentences, probability, citizens
        self.spans = [data.proper_spans(s) for s in sentences]
        self.sums, self.counts = collections.defaultdict(lambda: [0.0] * len(data.NAMES)), collections.Counter()
        self.organizations, self.families = set(), set()
        for i, s in enumerate(sentences):
            for begin, end in self.spans[i]:
                self.learn(i, s.forms[begin:end], begin, end)

    def learn(self, i, forms, begin, end):
        low = [f.lower() for f in forms]
        key = " ".join(low)
        self.counts[key] += 1
        self.sums[key] = [a + b for a, b in zip(self.sums[key], self.share(i, begin, end))]
        if len(low) == 1:
            return
        lists = self.lists
        if low[-1] in COMPANY and low[0] not in lists.kinds and low[0].capitalize() not in lists.given:
            self.organizations.add(low[0])
        if len(low) < 4 and forms[0].capitalize() in lists.given and low[-1].isalpha() and not (
                low[-1] in COMPANY or low[-1] in lists.heads or low[-1] in data.FACILITY or low[-1] in lists.kinds):
            self.families.add(low[-1])

    def share(self, i, begin, end):
        p = self.probability[i]
        return [sum(p[t][2 * c + 1] + p[t][2 * c + 2] for t in range(begin, end)) / (end - begin) for c in range(len(data.NAMES))]

    def is_where(self, s, begin, end):
        """In, at, from ... it."""
        head = next((t for t in range(begin, end) if not begin <= s.head[t] - 1 < end), end - 1)
        return any(s.head[t] - 1 == head and s.deprel[t] == "case" and s.forms[t].lower() in ("in", "at", "near", "from", "to") for t in range(len(s.forms)))

    def of_list(self, i, begin, end):
        s, lists = self.sentences[i], self.lists
        forms = s.forms[begin:end]
        low = [f.lower() for f in forms]
        kind, last, single = lists.kinds.get(" ".join(low)), low[-1], end - begin == 1
        given, where = lists.is_given(forms[0]), self.is_where(s, begin, end)
        if single and forms[0] in self.citizens:
            return "NORP"
        if not single and (last in COMPANY or lists.heads.get(last) == "organization"):
            return "Organization"
        if kind in ("country", "area") or (kind in ("region", "capital") and (where or not given or not single)):
            return "Place"
        if kind in ("seat", "organization"):
            return "Organization"
        if kind in ("demonym", "people"):
            return "NORP"
        if single and forms[0] in STATES:
            return "Place"
        if single and last in self.organizations and not where:
            return "Organization"
        if single and last in self.families and not (where and kind):
            return "Person"
        if kind == "city" and single and self.sums[last][0] > self.sums[last][data.NAMES.index("Place")]:
            return "Person"
        if kind == "city" and (where or not given):
            return "Place"
        if not single and (lists.heads.get(last) in ("place", "facility") or last in data.FACILITY):
            return "Place or Facility"
        if given and end - begin < 4:
            return "Person"
        return "Organization" if " ".join(low) in lists.companies else None

    def class_of(self, i, begin, end):
        known = self.of_list(i, begin, end)
        if known:
            return known
        key = " ".join(self.sentences[i].forms[begin:end]).lower()
        mean = [0.6 * a / self.counts[key] + 0.4 * b for a, b in zip(self.sums[key], self.share(i, begin, end))]
        best = max(range(len(data.NAMES)), key=lambda c: mean[c])
        return data.NAMES[best] if mean[best] > (0.6 if self.counts[key] > 2 else 0.7) else None

    def tags(self, i):
        """Allowed tags of each token."""
        s = self.sentences[i]
        allowed = [1] * len(s.forms)
        for begin, end in self.spans[i]:
            found = self.class_of(i, begin, end)
            for t in range(begin, end):
                start = "I-" if t > begin else "B-"
                allowed[t] = sum(1 << data.TAG[start + c] for c in found.split(" or ")) if found else data.ANY
        for t, form in enumerate(s.forms):
            if allowed[t] == 1 and form in self.citizens and s.upos[t] in ("ADJ", "PROPN", "NOUN"):
                allowed[t] = 1 << data.TAG["B-NORP"]
            elif allowed[t] == 1 and s.upos[t] == "PROPN" and form.rstrip(".") not in data.CALENDAR:
                allowed[t] = data.ANY
        return allowed
