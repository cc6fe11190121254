"""Reading of treebanks and entity annotation into sentences of plain columns."""
# SPDX-License-Identifier: Apache-2.0
import json
import re

NAMES = ["Person", "Organization", "Place", "Facility", "Event", "Work", "NORP"]
TAGS = ["O"] + [p + n for n in NAMES for p in ("B-", "I-")]
TAG = {t: i for i, t in enumerate(TAGS)}
ANY = (1 << len(TAGS)) - 1

TITLES = set("""mr mrs ms miss dr prof professor sir lord lady dame king queen prince princess emperor tsar sultan emir sheikh pope bishop
archbishop cardinal father reverend rev rabbi imam saint president vice-president premier prime minister secretary senator sen
representative rep congressman congresswoman governor gov mayor chancellor ambassador envoy commissioner director chairman chairwoman chair
chief executive ceo spokesman spokeswoman spokesperson general gen colonel col lieutenant lt captain capt major maj sergeant sgt
corporal private admiral adm commander cmdr marshal officer detective inspector constable sheriff judge justice attorney coach
councillor councilman councilwoman alderman speaker doctor nurse foreign defence defense finance interior deputy former state press
ayatollah brig brigadier leader""".split())
FACILITY = set("""airport airfield airbase base station bridge hospital clinic stadium arena museum gallery road street avenue boulevard highway
motorway building tower castle church cathedral chapel abbey mosque temple synagogue palace port harbour harbor dock pier library hotel
theater theatre hall house mansion prison jail zoo cemetery dam plant factory mill gate garden gardens plaza mall market court fort fortress
barracks canal tunnel railway line terminal square lab laboratory""".split())
CITIZEN_WORDS = set("""Muslim Muslims Christian Christians Jewish Jew Jews Sunni Sunnis Shia Shiite Shiites Alawite Alawites Druze Kurdish
Kurd Kurds Catholic Catholics Protestant Protestants Orthodox Hindu Hindus Buddhist Buddhists Sikh Sikhs Yazidi Yazidis Mormon Mormons
Islamic Islamist Islamists Republican Republicans Democrat Democrats Democratic Conservative Conservatives Labour Communist Communists Soviet
European Europeans African Africans Asian Asians American Americans Arab Arabs Arabic Latino Latinos Hispanic Western Palestinian Palestinians
English British Britons Briton Scottish Scots Welsh Irish Dutch Turk Turks Turkish French Chinese Japanese Chechen Chechens Tatar Uyghur
Rohingya Tibetan Bavarian Catalan Basque Roman Romans Greek Greeks Persian Persians Ottoman Texan Californian Parisian Londoner
Marxist Maoist Nazi Nazis Taiwanese Kosovar Crimean Siberian Caucasian Balkan Nordic Scandinavian Slavic Israeli Israelis Israelite""".split())


class Sentence:
    """forms; with trees: upos xpos feats lemma head (0 is the root) deprel; ner: per token a bit set of allowed tags, or None; sent_id of a treebank, or ""."""
    __slots__ = ("forms", "upos", "xpos", "feats", "lemma", "head", "deprel", "ner", "source", "sent_id")

    def __init__(self, forms, source):
        self.forms, self.source, self.ner, self.head, self.sent_id = forms, source, None, None, ""


def open_entities(cell):
    """(opened, closed) of one Entity= cell: opened are (id, type, minspan, identity, also closed here)."""
    opened, closed = [], []
    for part in re.findall(r"\([^()]*\)?|\d+\)|[^()]+\)", cell):
        if part.startswith("("):
            fields = part.strip("()").split("-", 7)
            identity = fields[7] if len(fields) > 7 else ""
            opened.append((fields[0], fields[1] if len(fields) > 1 else "", identity))
            if part.endswith(")"):
                closed.append(fields[0])
        else:
            closed.append(part.rstrip(")"))
    return opened, closed


def is_cap(form):
    return form[:1] != form[:1].lower() or form[:1].isdigit()


def name_span(sentence, begin, end):
    """The name within the entity [begin,end): the capitalised words around its head, or None."""
    head = next((i for i in range(begin, end) if not begin <= sentence.head[i] - 1 < end), None)
    if head is None or sentence.upos[head] != "PROPN":
        return None

    def word(i):
        return is_cap(sentence.forms[i]) and sentence.upos[i] in ("PROPN", "ADJ", "NOUN", "NUM", "VERB", "X", "ADV")

    def glue(i):
        return sentence.forms[i].lower() in ("of", "the", "and", "for", "&", "de", "la", "al", "el", "bin", "van", "von", "der", "'s", "’s", "-", ".",
                                             "’", "'", "in", "at", "on")
    left = head
    while left > begin:
        if word(left - 1):
            left -= 1
            continue
        k = left - 1
        while k > begin and glue(k) and left - k < 3:
            k -= 1
        if k < left - 1 and k >= begin and word(k):
            left = k
        else:
            break
    right = head + 1
    while right < end:
        if word(right):
            right += 1
            continue
        k = right
        while k < end and glue(k) and k - right < 2:
            k += 1
        if right < k < end and word(k):
            right = k + 1
        else:
            break
    return left, right


def strip_titles(sentence, begin, end):
    cut = begin
    for i in range(begin, end):
        if sentence.forms[i].lower().rstrip(".") in TITLES:
            cut = i + 1
    return cut


def add_names(sentence, entities, citizens, countries):
    n = len(sentence.forms)
    tags = [0] * n
    for begin, end, kind, identity in sorted(entities, key=lambda e: (e[0] - e[1], e[0])):
        if kind not in ("person", "place", "organization", "event", "object", "abstract"):
            continue
        span = name_span(sentence, begin, end)
        if span is None:
            continue
        left, right = span
        if kind == "person":
            left = strip_titles(sentence, left, right)
        if left >= right or any(tags[left:right]):
            continue
        single = right - left == 1
        if single and sentence.forms[left] in citizens:
            cls = "NORP"
        elif kind == "place" or (kind == "organization" and " ".join(sentence.forms[left:right]) in countries):
            last = sentence.forms[right - 1].lower()
            first = sentence.forms[left].lower()
            cls = "Facility" if last in FACILITY or first in ("port", "castle", "palace", "fort") else "Place"
        elif kind in ("object", "abstract"):
            if kind == "abstract" and not identity and single:
                continue
            cls = "Work"
        else:
            cls = {"person": "Person", "organization": "Organization", "event": "Event"}[kind]
        tags[left] = TAG["B-" + cls]
        for i in range(left + 1, right):
            tags[i] = TAG["I-" + cls]
    for i in range(n):
        if not tags[i] and sentence.forms[i] in citizens and sentence.upos[i] in ("ADJ", "PROPN", "NOUN"):
            tags[i] = TAG["B-NORP"]
    return tags


CALENDAR = set("""Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October
November December Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec""".split())


def proper_spans(sentence):
    """Names as the tree shows them: proper nouns with what hangs on them as compound, flat or capitalised adjective, titles left out."""
    n, spans, taken = len(sentence.forms), [], set()
    for head in range(n):
        above = sentence.head[head] - 1
        if sentence.upos[head] != "PROPN" or (above >= 0 and sentence.deprel[head] in ("flat", "compound", "goeswith") and sentence.upos[above] == "PROPN"):
            continue
        members = {head}
        for _ in range(3):
            members |= {i for i in range(n) if sentence.head[i] - 1 in members and (
                sentence.deprel[i] in ("flat", "goeswith") or (sentence.deprel[i] in ("compound", "amod", "nummod") and is_cap(sentence.forms[i]) and
                                                             sentence.upos[i] in ("PROPN", "ADJ", "NUM")) or sentence.forms[i] == "-")}
        left, right = head, head + 1
        while left - 1 in members:
            left -= 1
        while right in members:
            right += 1
        left = strip_titles(sentence, left, right)
        while left < right and sentence.forms[left] == "-":
            left += 1
        text = sentence.forms[left:right]
        if left < right and not taken & set(range(left, right)) and not (set(f.rstrip(".") for f in text) & CALENDAR) and not any("@" in f or "//" in f for f in text):
            spans.append((left, right))
            taken |= set(range(left, right))
    return spans


def read_conllu(path, source, words=None):
    """Sentences of a CoNLL-U file. words (citizens, countries): GUM's entity annotation is read, with their help; in the own treebank names
    stand in MISC as Name=B-Class."""
    sentences, rows, running, sent_id = [], [], [], ""
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            running = []
        if line.startswith("# sent_id = "):
            sent_id = line[12:]
        if line.startswith("#"):
            continue
        if line:
            cells = line.split("\t")
            if cells[0].isdigit():
                rows.append(cells)
            continue
        if not rows:
            continue
        s = Sentence([r[1] for r in rows], source)
        s.sent_id = sent_id
        s.lemma, s.upos, s.xpos, s.feats = ([r[k] for r in rows] for k in (2, 3, 4, 5))
        s.head = [int(r[6]) for r in rows]
        s.deprel = [r[7] for r in rows]
        if words:
            found = []
            for i, r in enumerate(rows):
                match = re.search(r"(?:^|\|)Entity=([^|]*)", r[9])
                if not match:
                    continue
                opened, closed = open_entities(match.group(1))
                running += [[i] + list(o) for o in opened]
                for c in closed:
                    for k in range(len(running) - 1, -1, -1):
                        if running[k][1] == c:
                            begin, _, kind, identity = running.pop(k)
                            found.append((begin, i + 1, kind, identity))
                            break
            running = []
            s.ner = [1 << t for t in add_names(s, found, *words)]
        elif "Name=" in "".join(r[9] for r in rows) or source == "own":
            s.ner = [1 << TAG[dict(p.split("=", 1) for p in r[9].split("|") if "=" in p).get("Name", "O")] for r in rows]
        sentences.append(s)
        rows = []
    return sentences


def add_annotated_names(path, sentences):
    """Names of our own annotation beside a treebank: sent_id, then BEGIN-END:CLASS (token numbers, the last one included; the class ? is left open). A sentence that the file does not list has no names."""
    listed = {}
    for line in open(path, encoding="utf-8"):
        if not line.startswith("#"):
            sent_id, spans = line.rstrip("\n").split("\t")
            listed[sent_id] = spans.split(" ")
    for s in sentences:
        s.ner = [1] * len(s.forms)
        for span in listed.pop(s.sent_id, []):
            begin, end, name = re.fullmatch(r"(\d+)-(\d+):(\S+)", span).groups()
            for t in range(int(begin) - 1, int(end)):
                s.ner[t] = ANY if name == "?" else 1 << TAG[("B-" if t == int(begin) - 1 else "I-") + name]
    if listed:
        raise ValueError("%s: no such sentence: %s" % (path, next(iter(listed))))


def read_wikigold(path, citizens):
    """LOC may be Place or Facility; MISC is a nationality, event or work."""
    sentences, forms, tags = [], [], []
    for line in list(open(path, encoding="utf-8")) + ["\n"]:
        if line.strip():
            form, tag = line.split()
            forms.append(form)
            tags.append(tag)
            continue
        if forms and forms[0] != "-DOCSTART-":
            s = Sentence(forms, "wikigold")
            s.ner = []
            for i, tag in enumerate(tags):
                kind = tag[2:]
                start = "I-" if i and tags[i - 1][2:] == kind else "B-"
                if tag == "O":
                    allowed = 1 if forms[i] not in citizens else 1 << TAG["B-NORP"]
                elif kind == "LOC":
                    allowed = 1 << TAG[start + "Place"] | 1 << TAG[start + "Facility"]
                elif kind == "MISC":
                    if forms[i] in citizens:
                        allowed = 1 << TAG[start + "NORP"]
                    else:
                        allowed = 1 << TAG[start + "Event"] | 1 << TAG[start + "Work"]
                        if start == "I-" and forms[i - 1] in citizens:
                            allowed = ANY
                else:
                    allowed = 1 << TAG[start + {"PER": "Person", "ORG": "Organization"}[kind]]
                s.ner.append(allowed)
            sentences.append(s)
        forms, tags = [], []
    return sentences


def read_uner(path):
    """Forms and spans (begin, end, class) of a Universal NER file."""
    out, forms, tags = [], [], []
    for line in list(open(path, encoding="utf-8")) + ["\n"]:
        line = line.rstrip("\n")
        if line.startswith("#"):
            continue
        if line:
            cells = line.split("\t")
            forms.append(cells[1])
            tags.append(cells[2])
        elif forms:
            out.append((forms, spans_of(tags)))
            forms, tags = [], []
    return out


def spans_of(tags):
    spans, begin = [], None
    for i, tag in enumerate(list(tags) + ["O"]):
        if begin is not None and not (tag.startswith("I-") and tag[2:] == spans[-1][2]):
            spans[-1] = (begin, i, spans[-1][2])
            begin = None
        if tag != "O" and begin is None:
            begin = i
            spans.append((i, i, tag[2:]))
    return spans


def country_words(path):
    """(demonyms with plurals, names of countries, continents and capitals) of a world-countries package."""
    citizens, countries = set(CITIZEN_WORDS), {"US", "U.S.", "USA", "U.S.A.", "UK", "U.K.", "America", "England", "Scotland", "Wales", "Europe", "Africa", "Asia"}
    with open(path, encoding="utf-8") as file:
        rows = json.load(file)
    for country in rows:
        countries.add(country["name"]["common"])
        countries.update(country.get("capital", []))
        for form in country.get("demonyms", {}).get("eng", {}).values():
            for word in re.split(r"\s*(?:,| or )\s*", form):
                if word and " " not in word and word[0].isupper():
                    citizens.add(word)
                    if not word.endswith(("s", "sh", "ch", "ese")):
                        citizens.add(word + "s")
    return citizens, countries
