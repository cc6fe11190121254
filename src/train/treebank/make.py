"""Writes news.conllu: news-style sentences with trees and names, put together from phrases by a small grammar of our own, with fixed seed.

The treebanks that we train on have little of what news is made of: attributions before, behind and inside the content, quotations,
appositions of office, coordinated and nested names. Conventions are those of UD 2.16 English. Run: python3 make.py > news.conllu
"""
# SPDX-License-Identifier: Apache-2.0
import random
import sys

import lexicon as L

rng = random.Random(20241)
pick = rng.choice


class Phrase:
    """tokens: [form, lemma, upos, xpos, head (index or None), relation, name]; head: index of the phrase's head."""

    def __init__(self, tokens, head, plural=False):
        self.tokens, self.head, self.plural = tokens, head, plural


def word(form, lemma, upos, xpos, plural=False):
    return Phrase([[form, lemma, upos, xpos, None, None, "O"]], 0, plural)


def join(*parts):
    """Phrases in order; the bare one is the head, the others come as (relation, phrase)."""
    tokens, heads, head, plural = [], [], None, False
    for part in parts:
        if part is None:
            continue
        phrase = part[1] if isinstance(part, tuple) else part
        start = len(tokens)
        tokens += [t[:4] + [None if t[4] is None else t[4] + start] + t[5:] for t in phrase.tokens]
        heads.append((start + phrase.head, part[0] if isinstance(part, tuple) else None))
        if not isinstance(part, tuple):
            head, plural = start + phrase.head, phrase.plural
    for at, relation in heads:
        if relation:
            tokens[at][4], tokens[at][5] = head, relation
    return Phrase(tokens, head, plural)


def named(phrase, kind):
    for i, token in enumerate(phrase.tokens):
        token[6] = ("B-" if i == 0 else "I-") + kind
    return phrase


def flat(words, kind=None, xpos="NNP"):
    """First word is the head, the others flat; a hyphen hangs on what follows."""
    tokens = []
    for i, w in enumerate(words):
        if w == "-":
            tokens.append(["-", "-", "PUNCT", "HYPH", i + 1, "punct", "O"])
        else:
            upos, tag = ("NUM", "CD") if w.isdigit() else ("PROPN", xpos)
            tokens.append([w, w, upos, tag, 0 if i else None, "flat" if i else None, "O"])
    phrase = Phrase(tokens, 0)
    return named(phrase, kind) if kind else phrase


ADJECTIVAL = {"Foreign", "Prime", "Islamic", "European", "United", "Red", "Black", "Northern", "Eastern", "National", "Supreme", "Central", "White", "Free", "Persian",
              "Middle", "Arab", "Cold", "New", "Associated", "Deputy", "Interior"} - {"Interior"}


def compound(words, kind=None):
    """Last word is the head; the words before are compounds or adjectives."""
    if "-" in words:
        return flat(words, kind)
    last = len(words) - 1
    tokens = []
    for i, w in enumerate(words):
        adjective = w in ADJECTIVAL and i < last
        tokens.append([w, w, "ADJ" if adjective else "PROPN", "NNPS" if w in ("Nations", "Forces", "States") else "NNP", None if i == last else last,
                       None if i == last else "amod" if adjective else "compound", "O"])
    phrase = Phrase(tokens, last)
    return named(phrase, kind) if kind else phrase


def adj(form):
    return word(form, form.lower() if form not in DEMONYMS else form, "ADJ", "JJ")


def noun(pair, plural):
    return word(pair[1 if plural else 0], pair[0], "NOUN", "NNS" if plural else "NN", plural)


def det(form):
    return word(form, "a" if form == "an" else form.lower(), "DET", "DT")


def prep(form):
    return word(form, form.lower(), "ADP", "IN")


def comma():
    return word(",", ",", "PUNCT", ",")


DEMONYMS = {c[1] for c in L.COUNTRIES} | {"American", "European", "Western"}
MASS = {"troop": 1, "talk": 1, "negotiation": 1, "sanction": 1, "contact": 1}


def demonym():
    phrase = adj(pick(L.COUNTRIES)[1])
    return named(phrase, "NORP")


def article(phrase):
    """a or an for the next word."""
    return det("an" if phrase.tokens[0][0][0].lower() in "aeio" else "a")


# --- names ---------------------------------------------------------------------------------------------------------

def last_name():
    return ["al", "-", pick(L.AL)] if rng.random() < .15 else [pick(L.LAST)]


def person(full=None):
    words = ([pick(L.FIRST)] if full or (full is None and rng.random() < .6) else []) + last_name()
    if len(words) == 4 and rng.random() < .3:
        words.insert(1, pick(L.FIRST))
    return flat(words, "Person")


def titled():
    """"Foreign Minister Anna Haddad", "Turkish President Aslan", "spokesman Omar Weiss"."""
    name = person()
    if rng.random() < .25:
        role = noun(pick([["spokesman", "spokesmen"], ["spokeswoman", "spokeswomen"], ["analyst", "analysts"], ["commander", "commanders"]]), False)
        if rng.random() < .6:
            owner = pick([compound(o[0], "Organization") for o in L.ORGS if len(o[0]) <= 2 and "-" not in o[0]])
            role = join(("compound", owner), role)
    else:
        role = compound(pick(L.TITLES)[0])
        if rng.random() < .35:
            role = join(("amod", demonym()), role)
        elif rng.random() < .15:
            role = join(("compound", named(word("US", "US", "PROPN", "NNP"), "Place")), role)
    return join(("nmod:desc", role), name)


def city():
    return flat([pick(L.CITIES)], "Place")


def country():
    r = rng.random()
    if r < .1:
        return join(("det", det("the")), compound(("United", "States"), "Place")) if rng.random() < .5 else flat([pick(["US", "U.S.", "UK"])], "Place")
    if r < .15:
        return pick([join(("amod", word("Saudi", "Saudi", "ADJ", "NNP")), word("Arabia", "Arabia", "PROPN", "NNP")), join(("compound", word("South", "South", "PROPN", "NNP")),
                    word("Korea", "Korea", "PROPN", "NNP"))]) if False else named(pick([compound(("South", "Korea")), compound(("South", "Africa")), compound(("North", "Korea"))]), "Place")
    return flat([pick(L.COUNTRIES)[0]], "Place")


def land():
    r = rng.random()
    if r < .4:
        return named(join(("amod", adj(pick(L.REGIONS)[0])), flat([pick(L.COUNTRIES)[0]])), "Place")
    if r < .7:
        words = pick(L.LANDS)
        phrase = compound(words, "Place")
        return phrase if words[0] in ("Crimea", "Africa", "Europe") else join(("det", det("the")), phrase)
    if r < .85:
        return join(("det", det("the")), named(join(("amod", adj(pick(L.COUNTRIES)[1])), word("coast", "coast", "NOUN", "NN")), "Place"))
    return join(("det", det("the")), named(compound((pick(L.FACILITY_NAMES), pick(["Mountains", "River", "Valley", "Peninsula"]))), "Place"))


def facility():
    r = rng.random()
    name = pick(L.FACILITY_NAMES + L.CITIES)
    if r < .35:
        kind = pick([("air", "base"), ("naval", "base"), ("airbase",), ("airport",), ("base",), ("military", "airport"), ("port",), ("prison",), ("naval", "facility"), ("refinery",)])
        parts = [("compound", flat([name]))]
        for k in kind[:-1]:
            parts.append(("compound", word(k, k, "NOUN", "NN")) if k == "air" else ("amod", adj(k)))
        return join(("det", det("the")), named(join(*parts, word(kind[-1], kind[-1], "NOUN", "NN")), "Facility"))
    if r < .6:
        kind = pick([("Air", "Base"), ("Naval", "Base"), ("Airport",), ("International", "Airport"), ("Bridge",), ("Hospital",), ("Prison",), ("Port",), ("Square",)])
        phrase = compound((name,) + kind, "Facility")
        return phrase if rng.random() < .6 else join(("det", det("the")), phrase)
    if r < .8:
        port = join(word("port", "port", "NOUN", "NN"), ("nmod", join(("case", prep("of")), flat([name]))))
        return join(("det", det("the")), named(port, "Facility"))
    kind = pick([("military", "base"), ("air", "base"), ("naval", "facility"), ("embassy",)])
    parts = [("amod", demonym())]
    for k in kind[:-1]:
        parts.append(("compound", word(k, k, "NOUN", "NN")) if k == "air" else ("amod", adj(k)))
    return join(("det", det("the")), *parts, word(kind[-1], kind[-1], "NOUN", "NN"), ("nmod", join(("case", prep("in")), city())))


def place():
    return pick([city, city, country, land, facility, facility, town])()


def town():
    return join(("det", det("the")), noun(pick([["town", "towns"], ["city", "cities"], ["village", "villages"], ["province", "provinces"]]), False),
                ("nmod", join(("case", prep("of")), city())))


def organisation():
    r = rng.random()
    if r < .55:
        words, the = pick(L.ORGS)
        phrase = compound(words, "Organization")
        return join(("det", det("the")), phrase) if the else phrase
    if r < .8:
        kind = pick([("army",), ("military",), ("government",), ("navy",), ("air", "force"), ("intelligence", "service"), ("parliament",), ("foreign", "ministry"), ("defense", "ministry"), ("central", "bank")])
        parts = [("amod", adj(pick(L.COUNTRIES)[1]))]
        for k in kind[:-1]:
            parts.append(("amod", adj(k)) if k in ("foreign", "central") else ("compound", word(k, k, "NOUN", "NN")))
        return join(("det", det("the")), named(join(*parts, word(kind[-1], kind[-1], "NOUN", "NN")), "Organization"))
    kind = pick([("defense", "ministry"), ("foreign", "ministry"), ("interior", "ministry"), ("army",), ("security", "service"), ("coast", "guard"), ("parliament",)])
    parts = [("nmod:poss", join(flat([pick(L.COUNTRIES)[0]]), ("case", word(pick(["'s", "’s"]), "'s", "PART", "POS"))))]
    for k in kind[:-1]:
        parts.append(("amod", adj(k)) if k == "foreign" else ("compound", word(k, k, "NOUN", "NN")))
    return named(join(*parts, word(kind[-1], kind[-1], "NOUN", "NN")), "Organization")


def medium():
    words = pick(L.MEDIA)
    if words[0] in ("reporters", "journalists", "lawmakers"):
        return word(words[0], words[0][:-1], "NOUN", "NNS", True)
    if words[0] == "state":
        return join(("compound", word("state", "state", "NOUN", "NN")), word("television", "television", "NOUN", "NN"))
    if words[0] == "local":
        return join(("amod", adj("local")), word("media", "media", "NOUN", "NNS", True))
    if words[0] == "the":
        return join(("det", det("the")), compound(words[1:], "Organization"))
    return (flat if "-" in words else compound)(words, "Organization")


def weapon(plural):
    a, b = pick(L.WEAPONS)
    name = flat((a, "-", b), "Work")
    thing = noun(pick([["jet", "jets"], ["system", "systems"], ["tank", "tanks"], ["aircraft", "aircraft"], ["helicopter", "helicopters"]]), plural)
    return join(None if plural else ("det", det("the")), ("compound", name), thing)


# --- people without names --------------------------------------------------------------------------------------------

def number():
    n = pick(["two", "three", "four", "five", "dozens"])
    if n == "dozens":
        n = str(rng.randrange(6, 400))
    return word(n, n, "NUM", "CD")


def people():
    plural = rng.random() < .6
    pair = pick(L.PEOPLE)
    a = pick(L.PEOPLE_ADJ)
    parts = []
    if rng.random() < .75:
        if a in ("Western", "American", "European"):
            parts.append(("amod", named(adj(a), "NORP") if a != "Western" else adj(a)))
        elif a in ("security", "intelligence", "defense", "government", "rebel", "opposition"):
            parts.append(("compound", word(a, a, "NOUN", "NN")))
        else:
            parts.append(("amod", adj(a)))
    r = rng.random()
    if r < .25:
        parts.insert(0, ("amod", demonym()))
    elif r < .35:
        us = named(word(pick(["US", "U.S.", "NATO", "EU"]), "US", "PROPN", "NNP"), "Place")
        us.tokens[0][1] = us.tokens[0][0]
        us.tokens[0][6] = "B-Organization" if us.tokens[0][0] in ("NATO", "EU") else "B-Place"
        other = pick(["Western", "Israeli", "European", "Turkish", "British"])
        other = named(adj(other), "NORP") if other != "Western" else adj(other)
        if rng.random() < .6:
            us = join(us, ("conj", join(("cc", word("and", "and", "CCONJ", "CC")), other)))
        parts.insert(0, ("compound", us))
    elif r < .42:
        based = join(("obl:unmarked", city()), ("punct", word("-", "-", "PUNCT", "HYPH")), word("based", "base", "VERB", "VBN"))
        parts.insert(0, ("amod", based))
    head = join(*parts, noun(pair, plural))
    if plural and rng.random() < .5:
        head = join(("nummod", number()), head)
    elif not plural:
        head = join(("det", article(head) if rng.random() < .7 else det("the")), head)
    r = rng.random()
    if r < .15:
        about = join(("case", prep("with")), ("det", det("the")), noun(pick([["matter", "matters"], ["talks", "talks"], ["operation", "operations"], ["plan", "plans"]]), False))
        head = join(head, ("amod", join(adj("familiar"), ("obl", about))))
    elif r < .22:
        head = join(head, ("amod", join(adj("close"), ("obl", join(("case", prep("to")), organisation())))))
    elif r < .32:
        head = join(head, ("nmod", join(("case", prep(pick(["in", "at"]))), pick([city, facility])())))
    elif r < .4:
        head = join(head, ("acl:relcl", join(("nsubj", word("who", "who", "PRON", "WP")), pick_verb("spoke", "speak"), ("obl", anonymity()))))
    return head


def anonymity():
    return join(("case", prep("on")), word("condition", "condition", "NOUN", "NN"), ("nmod", join(("case", prep("of")), word("anonymity", "anonymity", "NOUN", "NN"))))


def pick_verb(past, base):
    return word(past, base, "VERB", "VBD")


def apposed():
    """"Omar Weiss, a spokesman for the ministry,": the second comma only where more follows is left to the caller."""
    role = noun(pick([["spokesman", "spokesmen"], ["adviser", "advisers"], ["researcher", "researchers"], ["member", "members"], ["director", "directors"]]), False)
    link = "of" if role.tokens[0][0] in ("member", "director") else "at" if role.tokens[0][0] == "researcher" else "for" if role.tokens[0][0] == "spokesman" else "to"
    r = rng.random()
    if r < .5:
        phrase = join(("det", det("a") if role.tokens[0][0] != "adviser" else det("an")), role, ("nmod", join(("case", prep(link)), organisation())))
    else:
        kind = pick(["foreign", "interior", "defense", "prime"])
        minister = word("minister", "minister", "NOUN", "NN")
        owner = pick([join(flat([pick(L.COUNTRIES)[0]], "Place"), ("case", word("'s", "'s", "PART", "POS"))), word("its", "its", "PRON", "PRP$")])
        phrase = join(("nmod:poss", owner), ("amod", adj(kind)) if kind in ("foreign", "prime") else ("compound", word(kind, kind, "NOUN", "NN")), minister)
    return join(person(True), ("appos", join(("punct", comma()), phrase, ("punct", comma()))))


def speaker():
    return pick([person, titled, titled, people, people, people, organisation, apposed])()


# --- things and clauses ----------------------------------------------------------------------------------------------

def thing():
    r = rng.random()
    if r < .12:
        return weapon(rng.random() < .5)
    pair = pick(L.THINGS)
    plural = rng.random() < .55 or pair[0] in MASS
    parts = []
    if rng.random() < .5:
        parts.append(("amod", adj(pick(L.ADJ))))
    if rng.random() < .3:
        parts.append(("amod", demonym()))
    head = join(*parts, noun(pair, plural))
    r = rng.random()
    if plural and r < .25:
        n = number()
        if n.tokens[0][0].isdigit() and rng.random() < .5:
            n = join(("advmod", join(word("more", "more", "ADJ", "JJR"), ("fixed", word("than", "than", "ADP", "IN")))), n)
        head = join(("nummod", n), head)
    elif not plural or r < .55:
        head = join(("det", det("the") if plural or rng.random() < .6 else article(head)), head)
    elif r < .65:
        head = join(("nmod:poss", word(pick(["its", "their", "his"]), "its", "PRON", "PRP$")), head)
        head.tokens[0][1] = {"its": "its", "their": "their", "his": "his"}[head.tokens[0][0]]
    r = rng.random()
    if r < .12:
        head = join(head, ("nmod", join(("case", prep(pick(["with", "from", "of", "for"]))), organisation())))
    elif r < .22:
        head = join(head, ("nmod", join(("case", prep(pick(["in", "near", "at"]))), place())))
    elif r < .3:
        verb = pick(L.TRANSITIVE)
        aux = [("aux", word("had", "have", "AUX", "VBD")), ("aux:pass", word("been", "be", "AUX", "VBN"))]
        clause = join(("nsubj:pass", word("that", "that", "PRON", "WDT")), *aux, word(verb[3], verb[0], "VERB", "VBN"), ("obl", join(("case", prep(pick(["in", "near", "at"]))), place())))
        head = join(head, ("acl:relcl", clause))
    return head


def groups():
    return pick([lambda: named(word(pick(L.GROUPS), "", "PROPN", "NNPS", True), "NORP"),
                 lambda: named(word(pick([c[2] for c in L.COUNTRIES if c[2] != "-"]), "", "PROPN", "NNPS", True), "NORP")])()


def subject():
    r = rng.random()
    if r < .1:
        phrase = groups()
        form = phrase.tokens[0][0]
        phrase.tokens[0][1] = form[:-1] if form.endswith("s") else form
        return phrase
    if r < .25:
        forms = pick([("he", "he", 0), ("she", "she", 0), ("it", "it", 0), ("they", "they", 1), ("we", "we", 1), ("we", "we", 1)])
        return word(forms[0], forms[1], "PRON", "PRP", bool(forms[2]))
    return pick([person, titled, people, organisation, organisation, country, thing, thing, coordinated])()


def coordinated():
    make = pick([country, organisation, person])
    phrase = join(make(), ("conj", join(("cc", word("and", "and", "CCONJ", "CC")), make())))
    phrase.plural = True
    return phrase


def when():
    r = rng.random()
    if r < .3:
        return ("obl", join(("case", prep("on")), flat([pick(L.DAYS)])))
    if r < .45:
        return ("obl:unmarked", flat([pick(L.DAYS)]))
    if r < .6:
        a = pick(["last", "this", "earlier"])
        if a == "earlier":
            return ("advmod", join(word("earlier", "early", "ADV", "RBR"), ("obl:unmarked", join(("det", det("this")), noun(pick([["week", "weeks"], ["month", "months"]]), False)))))
        return ("obl:unmarked", join(("det", det("this")) if a == "this" else ("amod", adj(a)), noun(pick([["week", "weeks"], ["month", "months"], ["year", "years"]]), False)))
    if r < .75:
        return ("obl", join(("case", prep("in")), flat([pick(L.MONTHS)])))
    if r < .85:
        return ("obl", join(("case", prep("in")), ("amod", adj("recent")), noun(pick([["day", "days"], ["week", "weeks"]]), True)))
    if r < .93:
        return ("obl", join(("case", prep(pick(["since", "after", "during", "before"]))), pick([
            lambda: join(("det", det("the")), compound(pick(L.EVENTS[:1] + L.EVENTS[2:]), "Event")),
            lambda: join(("det", det("the")), named(join(("amod", adj(pick(L.COUNTRIES)[1])), ("amod", adj("civil")), word("war", "war", "NOUN", "NN")), "Event")),
            lambda: join(("det", det("the")), word("fall", "fall", "NOUN", "NN"), ("nmod", join(("case", prep("of")), pick([person, city])())))])()))
    return ("advmod", word(pick(["yesterday", "now", "recently", "today"]), "", "ADV", "RB"))


def fix_lemma(part):
    for token in part[1].tokens:
        if token[1] == "":
            token[1] = token[0]
    return part


def tense(subj, verb, rel="nsubj", tail=()):
    """A finite verb group with its subject; `tail` follows the verb."""
    r = rng.random()
    plural = subj.plural
    adverb = ("advmod", word(pick(L.ADVERBS), "", "ADV", "RB")) if rng.random() < .15 else None
    if adverb:
        fix_lemma(adverb)
    first = subj.tokens[subj.head][0].lower()
    if r < .42:
        parts = [(rel, subj), adverb, word(verb[2], verb[0], "VERB", "VBD")]
    elif r < .55:
        have = ("aux", word("have" if plural else "has", "have", "AUX", "VBP" if plural else "VBZ"))
        parts = [(rel, subj), have, negation() if rng.random() < .25 else adverb, word(verb[3], verb[0], "VERB", "VBN")]
    elif r < .65:
        parts = [(rel, subj), ("aux", word("had", "have", "AUX", "VBD")), negation() if rng.random() < .2 else adverb, word(verb[3], verb[0], "VERB", "VBN")]
    elif r < .77:
        be = ("is", "VBZ") if not plural else ("are", "VBP")
        if rng.random() < .4:
            be = ("were", "VBD") if plural else ("was", "VBD")
        parts = [(rel, subj), ("aux", word(be[0], "be", "AUX", be[1])), negation() if rng.random() < .2 else adverb, word(verb[4], verb[0], "VERB", "VBG")]
    elif r < .92:
        modal = pick(["will", "would", "could", "may", "might", "must", "should", "can"])
        parts = [(rel, subj), ("aux", word(modal, modal, "AUX", "MD")), negation() if rng.random() < .3 else adverb, word(verb[0], verb[0], "VERB", "VB")]
    else:
        parts = [(rel, subj), ("aux", word("did", "do", "AUX", "VBD")), negation(), word(verb[0], verb[0], "VERB", "VB")]
    del first
    return join(*parts, *tail)


def negation():
    return ("advmod", word(pick(["not", "not", "n't"]) if False else "not", "not", "PART", "RB"))


def clause():
    """A finite clause without final punctuation."""
    r = rng.random()
    time = fix_lemma(when()) if rng.random() < .3 else None
    if r < .38:
        tail = [("obj", thing() if rng.random() < .75 else place())]
        if rng.random() < .35:
            tail.append(("obl", join(("case", prep(pick(["from", "in", "to", "near", "at", "through"]))), place())))
        return tense(subject(), pick(L.TRANSITIVE), tail=tail + [time])
    if r < .58:
        verb, preps = pick(L.INTRANSITIVE)
        particle = ("compound:prt", word("out", "out", "ADP", "RP")) if verb[0] == "pull" else None
        return tense(subject(), verb, tail=[particle, ("obl", join(("case", prep(pick(preps))), place())), time])
    if r < .72:
        subj, verb = thing(), pick(L.TRANSITIVE)
        s = rng.random()
        if s < .5:
            aux = [("aux:pass", word("were" if subj.plural else "was", "be", "AUX", "VBD"))]
        elif s < .8:
            aux = [("aux", word("have" if subj.plural else "has", "have", "AUX", "VBP" if subj.plural else "VBZ")), ("aux:pass", word("been", "be", "AUX", "VBN"))]
        else:
            aux = [("aux", word("would", "would", "AUX", "MD")), ("aux:pass", word("be", "be", "AUX", "VB"))]
        agent = ("obl:agent", join(("case", prep("by")), pick([organisation, people, person])())) if rng.random() < .5 else ("obl", join(("case", prep(pick(["in", "near", "to", "from"]))), place()))
        return join(("nsubj:pass", subj), *aux, word(verb[3], verb[0], "VERB", "VBN"), agent, time)
    if r < .84:
        subj, verb, control = subject(), pick(L.TRANSITIVE), pick(L.CONTROL)
        inner = join(("mark", word("to", "to", "PART", "TO")), word(verb[0], verb[0], "VERB", "VB"), ("obj", thing()), time)
        return tense(subj, control, tail=[("xcomp", inner)])
    if r < .92:
        subj = pick([thing, organisation, country])()
        be = ("were" if subj.plural else "was", "VBD") if rng.random() < .5 else ("are" if subj.plural else "is", "VBP" if subj.plural else "VBZ")
        return join(("nsubj", subj), ("cop", word(be[0], "be", "AUX", be[1])), negation() if rng.random() < .2 else None, adj(pick(L.JUDGEMENTS)), time)
    subj, verb = thing(), pick(L.INTRANSITIVE)
    matrix = pick([("expected", "expect"), ("believed", "believe"), ("said", "say"), ("reported", "report")])
    inner = join(("mark", word("to", "to", "PART", "TO")), ("aux", word("have", "have", "AUX", "VB")), word(verb[0][3], verb[0][0], "VERB", "VBN"),
                 ("obl", join(("case", prep(verb[1][0])), place())))
    be = ("aux:pass", word("are" if subj.plural else "is", "be", "AUX", "VBP" if subj.plural else "VBZ"))
    return join(("nsubj:pass", subj), be, word(matrix[0], matrix[1], "VERB", "VBN"), ("xcomp", inner))


# --- attributions ------------------------------------------------------------------------------------------------------

def quoted(phrase):
    left, right = pick([('"', '"'), ("“", "”"), ("“", "”")])
    return ("punct", word(left, '"', "PUNCT", "``")), phrase, ("punct", word(right, '"', "PUNCT", "''"))


def past(verb):
    if rng.random() < .12:
        return word(verb[1], verb[0], "VERB", "VBZ")
    return word(verb[2], verb[0], "VERB", "VBD")


def say_verb():
    return ["say", "says", "said", "said", "saying"] if rng.random() < .6 else pick(L.SAY)


def cue(where="before"):
    """(subject, verb, what follows it) of a verb of speech: "officials told Reuters on Monday"."""
    subj = speaker()
    if rng.random() < .3:
        verb, tail = past(L.TELL), [("iobj", medium())]
        if where == "after" and rng.random() < .0:
            tail = []
    else:
        verb, tail = past(say_verb()), []
    if rng.random() < .25:
        tail.append(fix_lemma(when()))
    if rng.random() < .12:
        tail.append(("obl", join(("case", prep("in")), ("det", det("a")), noun(pick([["statement", "statements"], ["interview", "interviews"], ["letter", "letters"], ["report", "reports"]]), False))))
        if tail[-1][1].tokens[-1][0] == "interview":
            tail[-1][1].tokens[1][0] = "an"
    return subj, verb, tail


def embedded(kind="ccomp", that=None):
    content = clause()
    if that is None:
        that = rng.random() < .55
    if that:
        content = join(("mark", word("that", "that", "SCONJ", "IN")), content)
    return (kind, content)


def finish(phrase, mark="."):
    return join(phrase, ("punct", word(mark, mark, "PUNCT", ".")))


def before():
    subj, verb, tail = cue()
    return finish(join(("nsubj", subj), verb, *tail, embedded()))


def behind():
    """Content, comma, speaker, verb (or verb, speaker)."""
    subj, verb, tail = cue("after")
    content = clause()
    if rng.random() < .35:
        return finish(join(("ccomp", content), ("punct", comma()), verb, ("nsubj", subj))) if not tail else \
            finish(join(("ccomp", content), ("punct", comma()), ("nsubj", subj), verb, *tail))
    return finish(join(("ccomp", content), ("punct", comma()), ("nsubj", subj), verb, *tail))


def direct():
    subj, verb, tail = cue("after")
    inner = clause()
    left, _, right = quoted(inner)
    if rng.random() < .6:
        content = join(left, inner, ("punct", comma()), right)
    else:
        content = join(left, inner, right, ("punct", comma()))
    if rng.random() < .35 and not tail:
        return finish(join(("ccomp", content), verb, ("nsubj", subj)))
    return finish(join(("ccomp", content), ("nsubj", subj), verb, *tail))


def direct_behind():
    subj, verb, tail = cue()
    inner = clause()
    left, _, right = quoted(inner)
    if rng.random() < .5:
        return join(("nsubj", subj), verb, *tail, ("punct", word(pick([":", ","]), ",", "PUNCT", ",")), ("ccomp", join(left, inner, right)), ("punct", word(".", ".", "PUNCT", ".")))
    return join(("nsubj", subj), verb, *tail, ("punct", comma()), ("ccomp", join(left, inner, ("punct", word(".", ".", "PUNCT", ".")), right)))


def according(first):
    source = join(("case", join(word("According" if first else "according", "accord", "VERB", "VBG"), ("fixed", prep("to")))), speaker())
    content = clause()
    # The clause is open at its head: source and commas hang there.
    if first:
        return finish(join(("obl", source), ("punct", comma()), content))
    return finish(join(content, ("punct", comma()), ("obl", source)))


def adding():
    subj, verb, tail = cue()
    verb2 = pick([("adding", "add"), ("saying", "say"), ("noting", "note"), ("warning", "warn")])
    more = join(("punct", comma()), word(verb2[0], verb2[1], "VERB", "VBG"), embedded(that=True))
    return finish(join(("nsubj", subj), verb, *tail, embedded(that=True), ("advcl", more)))


def citing():
    outlet = pick([medium, organisation])()
    what = pick([speaker, thing])()
    more = join(("punct", comma()), word("citing", "cite", "VERB", "VBG"), ("obj", what))
    if rng.random() < .5:
        return finish(join(("nsubj", outlet), past(["report", "reports", "reported", "reported", "reporting"]), ("advcl", join(("punct", comma()), word("citing", "cite", "VERB", "VBG"), ("obj", what), ("punct", comma()))), embedded(that=True)))
    return finish(join(("nsubj", outlet), past(["report", "reports", "reported", "reported", "reporting"]), embedded(), ("advcl", more)))


def whether():
    subj = speaker()
    asked = join(word("Asked", "ask", "VERB", "VBN"), ("ccomp", join(("mark", word(pick(["whether", "if"]), "", "SCONJ", "IN")), clause())), ("punct", comma()))
    fix_lemma((0, asked))
    comment = join(("mark", word("to", "to", "PART", "TO")), word(*pick([("comment", "comment"), ("answer", "answer"), ("elaborate", "elaborate")]), "VERB", "VB"))
    verb = pick([("declined", "decline"), ("refused", "refuse")])
    return finish(join(("advcl", asked), ("nsubj", subj), word(verb[0], verb[1], "VERB", "VBD"), ("xcomp", comment)))


def denied():
    subj = speaker()
    verb = pick([("denied", "deny"), ("confirmed", "confirm"), ("rejected", "reject"), ("criticized", "criticize"), ("welcomed", "welcome"), ("praised", "praise")])
    return finish(join(("nsubj", subj), word(verb[0], verb[1], "VERB", "VBD"), ("obj", thing()), fix_lemma(when()) if rng.random() < .5 else None))


def as_judged():
    """as constructive, as "constructive", as a "historic mistake"."""
    if rng.random() < .7:
        core = adj(pick(L.JUDGEMENTS))
        if rng.random() < .4:
            core = join(core, ("conj", join(("cc", word("and", "and", "CCONJ", "CC")), adj(pick(L.JUDGEMENTS)))))
        marks = quoted(core) if rng.random() < .5 else (None, core, None)
        return ("obl", join(("case", prep("as")), marks[0], core, marks[2]))
    core = join(("amod", adj(pick(L.JUDGEMENTS))), noun(pick([["mistake", "mistakes"], ["step", "steps"], ["threat", "threats"], ["partner", "partners"]]), False))
    marks = quoted(core) if rng.random() < .4 else (None, core, None)
    return ("obl", join(("case", prep("as")), ("det", article(core)), marks[0], core, marks[2]))


JUDGE = [["describe", "describing", "described"], ["dismiss", "dismissing", "dismissed"], ["condemn", "condemning", "condemned"], ["hail", "hailing", "hailed"],
         ["see", "seeing", "seen"], ["regard", "regarding", "regarded"], ["brand", "branding", "branded"]]


def described():
    verb = pick(JUDGE)
    r = rng.random()
    if r < .45:
        past_form = {"see": "saw"}.get(verb[0], verb[2])
        return finish(join(("nsubj", speaker()), word(past_form, verb[0], "VERB", "VBD"), ("obj", thing()), as_judged()))
    if r < .7:
        subj = thing()
        return finish(join(("nsubj:pass", subj), ("aux:pass", word("were" if subj.plural else "was", "be", "AUX", "VBD")), word(verb[2], verb[0], "VERB", "VBN"),
                           ("obl:agent", join(("case", prep("by")), speaker_short())), as_judged()))
    more = join(("punct", comma()), word(verb[1], verb[0], "VERB", "VBG"), ("obj", thing()), as_judged())
    subj, say, tail = cue()
    return finish(join(("nsubj", subj), say, *tail, embedded(that=True), ("advcl", more)))


def quoted_passive():
    subj = pick([person, titled, people])()
    saying = join(("mark", word("as", "as", "SCONJ", "IN")), word("saying", "say", "VERB", "VBG"), embedded())
    agent = ("obl:agent", join(("case", prep("by")), medium())) if rng.random() < .7 else None
    return finish(join(("nsubj:pass", subj), ("aux:pass", word("were" if subj.plural else "was", "be", "AUX", "VBD")), word("quoted", "quote", "VERB", "VBN"), agent, ("advcl", saying)))


def coordinated_sayings():
    one, two = cue(), cue()
    first = join(("nsubj", one[0]), one[1], *one[2], embedded(that=True))
    second = join(("punct", comma()), ("cc", word(pick(["and", "but", "while"][:2]), "", "CCONJ", "CC")), ("nsubj", two[0]), two[1], *two[2], embedded(that=True))
    fix_lemma((0, second))
    return finish(join(first, ("conj", second)))


def inserted():
    """Content begins, ", officials said,", content goes on: the content is the root, the saying a parataxis."""
    subj = subject()
    verb = pick(L.TRANSITIVE)
    saying = join(("punct", comma()), ("nsubj", speaker_short()), past(["say", "says", "said", "said", "saying"]), ("punct", comma()))
    modal = word("will", "will", "AUX", "MD")
    return finish(join(("nsubj", subj), ("parataxis", saying), ("aux", modal), word(verb[0], verb[0], "VERB", "VB"), ("obj", thing())))


def speaker_short():
    return pick([person, titled, people, organisation])()


def statement():
    return finish(clause())


def relative_subject():
    subj = person(True)
    rel = join(("punct", comma()), ("nsubj", word("who", "who", "PRON", "WP")), past(pick(L.TRANSITIVE)), ("obj", thing()), ("punct", comma()))
    verb, tail = past(say_verb()), []
    return finish(join(("nsubj", join(subj, ("acl:relcl", rel))), verb, *tail, embedded()))


def headline():
    r = rng.random()
    if r < .5:
        content = clause()
        return join(content, ("punct", word(":", ":", "PUNCT", ":")), ("parataxis", pick([organisation, medium, people])()))
    subj = pick([organisation, country, person, people])()
    verb = pick(L.TRANSITIVE)
    main = join(("nsubj", subj), word(verb[0] if subj.plural else verb[1], verb[0], "VERB", "VBP" if subj.plural else "VBZ"), ("obj", thing()),
                ("obl", join(("case", prep(pick(["in", "from", "near"]))), place())) if rng.random() < .5 else None)
    if rng.random() < .4:
        return join(("ccomp", main), ("punct", comma()), ("nsubj", speaker_short()), word("say", "say", "VERB", "VBP"))
    return main


KINDS = [(before, 16), (behind, 14), (direct, 14), (direct_behind, 6), (lambda: according(False), 9), (lambda: according(True), 6), (adding, 4), (citing, 5), (whether, 3),
         (denied, 5), (quoted_passive, 4), (coordinated_sayings, 3), (inserted, 3), (statement, 22), (relative_subject, 4), (headline, 5), (described, 8)]


def clean(tokens):
    """No two commas in a row and none before a full stop: the later mark stays. Returns the tokens with heads renumbered."""
    drop = set()
    for i in range(len(tokens) - 1):
        nxt = tokens[i + 1][0]
        if tokens[i][0] == "," and (nxt in (",", ".", ":") or (nxt in ('"', "”") and i + 2 < len(tokens) and tokens[i + 2][0] in (",", ".") and False)):
            drop.add(i)
    index, out = {}, []
    for i, t in enumerate(tokens):
        if i not in drop:
            index[i] = len(out)
            out.append(t)
    for t in out:
        t[4] = None if t[4] is None else index[t[4]]
    return out


CLOSING = {",", ".", ":", "”", "'s", "’s", "n't"}


def write(phrase, number, out):
    tokens = clean(phrase.tokens)
    first = tokens[0]
    if first[2] != "PUNCT" or first[0] in ("“", '"'):
        at = 1 if first[2] == "PUNCT" else 0
        form = tokens[at][0]
        if form[0].islower() and form != "al":
            tokens[at][0] = form[0].upper() + form[1:]
    quotes = 0
    spaces = []
    for i, t in enumerate(tokens):
        nxt = tokens[i + 1] if i + 1 < len(tokens) else None
        after = True
        if t[0] == '"':
            quotes += 1
        if nxt is None or nxt[0] in CLOSING or t[0] in ("-", "“") or (nxt[0] == "-" and nxt[3] == "HYPH") or (t[0] == '"' and quotes % 2) or (nxt[0] == '"' and quotes % 2):
            after = False
        spaces.append(after)
    text = "".join(t[0] + (" " if s else "") for t, s in zip(tokens, spaces)).strip()
    out.write("# sent_id = news-%04d\n# text = %s\n" % (number, text))
    for i, t in enumerate(tokens):
        misc = (["Name=" + t[6]] if t[6] != "O" else []) + ([] if spaces[i] else ["SpaceAfter=No"])
        head = 0 if t[4] is None else t[4] + 1
        out.write("\t".join([str(i + 1), t[0], t[1], t[2], t[3], "_", str(head), t[5] or "root", "_", "|".join(misc) or "_"]) + "\n")
    out.write("\n")


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
    makers = [m for m, n in KINDS for _ in range(n)]
    number = 0
    while number < count:
        phrase = pick(makers)()
        if 4 <= len(phrase.tokens) <= 48:
            number += 1
            write(phrase, number, sys.stdout)


if __name__ == "__main__":
    main()
