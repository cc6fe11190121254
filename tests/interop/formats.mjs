// The four formats hold the same quads, as other people's parsers read them: TriG and N-Quads by Oxigraph and N3.js,
// Turtle by N3.js, JSON-LD by jsonld.js; compared in RDFC-1.0 canonical form by rdf-canonize.
// usage: node formats.mjs KG.trig KG.nq TURTLE_FOLDER KG.jsonld
// SPDX-License-Identifier: Apache-2.0
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import jsonld from 'jsonld';
import N3 from 'n3';
import './webcrypto.mjs';
import oxigraph from 'oxigraph';
import * as canonize from 'rdf-canonize';

const [trig, nquads, folder, json] = process.argv.slice(2);

function withN3(text, format) {
  return new N3.Parser({ format }).parse(text);
}

// A quad of any library as rdf-canonize wants it: language tags and datatypes written out.
function plain(quad) {
  const term = (t) => t.termType === 'Literal'
    ? { termType: 'Literal', value: t.value, language: t.language || '', datatype: { termType: 'NamedNode', value: t.datatype.value } }
    : { termType: t.termType, value: t.value };
  return { subject: term(quad.subject), predicate: term(quad.predicate), object: term(quad.object), graph: term(quad.graph) };
}

const canonical = (quads) =>
  canonize.canonize(quads.map(plain), { algorithm: 'RDFC-1.0', format: 'application/n-quads' });

function withOxigraph(text, format) {
  const store = new oxigraph.Store();
  store.load(text, { format });
  return store.match();
}

// The folder: catalogue.ttl is the default graph, each other file the graph whose IRI ends in the file's name.
function readFolder() {
  const catalogue = withN3(readFileSync(join(folder, 'catalogue.ttl'), 'utf8'), 'text/turtle');
  const graphs = new Map();
  for (const quad of catalogue) {
    if (quad.object.value === 'https://w3id.org/attest/ns#SourceGraph') {
      graphs.set(quad.subject.value.split(/[/#]/).pop(), quad.subject);
    }
  }
  const quads = [...catalogue];
  for (const name of readdirSync(folder).filter((n) => n.endsWith('.ttl') && n !== 'catalogue.ttl')) {
    const graph = graphs.get(name.slice(0, -4));
    if (!graph) throw new Error(`${name}: no graph of that name in the catalogue`);
    for (const quad of withN3(readFileSync(join(folder, name), 'utf8'), 'text/turtle')) {
      quads.push(N3.DataFactory.quad(quad.subject, quad.predicate, quad.object, graph));
    }
  }
  return quads;
}

async function readJsonLd() {
  const noNetwork = async (url) => { throw new Error(`wants to fetch ${url}`); };
  const text = await jsonld.toRDF(JSON.parse(readFileSync(json, 'utf8')), {
    format: 'application/n-quads', documentLoader: noNetwork, safe: true,
  });
  return withN3(text, 'application/n-quads');
}

const trigText = readFileSync(trig, 'utf8');
const nquadsText = readFileSync(nquads, 'utf8');
const readings = {
  'N-Quads by N3.js': withN3(nquadsText, 'application/n-quads'),
  'N-Quads by Oxigraph': withOxigraph(nquadsText, 'application/n-quads'),
  'TriG by N3.js': withN3(trigText, 'application/trig'),
  'TriG by Oxigraph': withOxigraph(trigText, 'application/trig'),
  'Turtle folder by N3.js': readFolder(),
  'JSON-LD by jsonld.js': await readJsonLd(),
};
const expected = await canonical(readings['N-Quads by N3.js']);
let failed = 0;
for (const [name, quads] of Object.entries(readings)) {
  const got = await canonical(quads);
  const same = got === expected;
  console.log(`${same ? 'same' : 'DIFFERENT'}: ${name}, ${got.split('\n').length - 1} quads`);
  if (!same) {
    failed = 1;
    const a = new Set(expected.split('\n')), b = new Set(got.split('\n'));
    console.log([...a].filter((q) => !b.has(q)).slice(0, 5).map((q) => `  missing ${q}`).join('\n'));
    console.log([...b].filter((q) => !a.has(q)).slice(0, 5).map((q) => `  extra   ${q}`).join('\n'));
  }
}
// What we write is canonical already: sorted, the N-Quads are the canonical form.
const sorted = nquadsText.split('\n').filter((line) => line).sort((x, y) => (Buffer.compare(Buffer.from(x), Buffer.from(y)))).filter((q, i, all) => q !== all[i - 1]).join('\n') + '\n';
if (sorted !== expected) {
  failed = 1;
  console.log('DIFFERENT: the sorted N-Quads are not the RDFC-1.0 canonical form');
}
process.exit(failed);
