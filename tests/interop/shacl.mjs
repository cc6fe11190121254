// A dataset against ontology/shapes.ttl with a validator of other people's making, and what SHACL Core cannot say: that
// quoted texts are as long as their offsets, that graph digests are right, that all own terms are declared.
// usage: node shacl.mjs [--tamper] [--no-digests] KG.nq...     --tamper: also break the data in known ways, each of
// which must be found. Run in the root of the repository.
// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import N3 from 'n3';
import SHACLValidator from 'rdf-validate-shacl';

const { namedNode, literal, quad } = N3.DataFactory;
const ATT = 'https://w3id.org/attest/ns#';
const OA = 'http://www.w3.org/ns/oa#';
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const XSD = 'http://www.w3.org/2001/XMLSchema#';
const turtle = (path) => new N3.Parser({ format: 'text/turtle' }).parse(readFileSync(path, 'utf8'));

const options = process.argv.slice(2).filter((a) => a.startsWith('--'));
const files = process.argv.slice(2).filter((a) => !a.startsWith('--'));
const shapes = new N3.Store(turtle('ontology/shapes.ttl'));
const declared = new Set(turtle('ontology/attest.ttl').map((q) => q.subject.value));
const validator = new SHACLValidator(shapes);
let failures = 0;

function fail(text) {
  console.log(text);
  failures++;
}

// All graphs of the dataset as one.
const flatten = (quads) => new N3.Store(quads.map((q) => quad(q.subject, q.predicate, q.object)));

async function violations(store) {
  const report = await validator.validate(store);
  return report.results.map((r) =>
    `<${r.focusNode?.value}> ${r.path?.value ?? ''} ${r.value?.value ?? ''}: ${r.message.map((m) => m.value).join('; ') || r.sourceConstraintComponent?.value}`);
}

// Lengths in code points, as offsets count them.
function wrongLengths(store) {
  const number = (subject, name) => Number(store.getObjects(subject, namedNode(OA + name), null)[0]?.value);
  return store.getQuads(null, namedNode(OA + 'exact'), null, null)
    .filter((q) => [...q.object.value].length !== number(q.subject, 'end') - number(q.subject, 'start'))
    .map((q) => `<${q.subject.value}>: "${q.object.value}" is not as long as its offsets say`);
}

const undeclared = (store) => [...new Set(store.getQuads(null, null, null, null)
  .flatMap((q) => [q.predicate, q.object]).filter((t) => t.termType === 'NamedNode' && t.value.startsWith(ATT))
  .map((t) => t.value))].filter((iri) => !declared.has(iri)).map((iri) => `<${iri}> is not declared`);

// The recipe of att:digest: the lines of a graph, sorted by bytes, each with its line feed.
function wrongDigests(text, quads) {
  const wrong = [];
  for (const { subject } of quads.filter((q) => q.object.value === ATT + 'SourceGraph')) {
    const lines = text.split('\n').filter((line) => line.endsWith(` <${subject.value}> .`)).map((l) => Buffer.from(l + '\n'));
    const hash = createHash('sha256');
    lines.sort(Buffer.compare).forEach((line) => hash.update(line));
    const want = quads.find((q) => q.subject.equals(subject) && q.predicate.value === ATT + 'digest').object.value;
    const got = 'sha256:' + hash.digest('hex');
    if (got !== want) wrong.push(`<${subject.value}>: digest is ${got}, the catalogue says ${want}`);
    const count = quads.find((q) => q.subject.equals(subject) && q.predicate.value.endsWith('void#triples')).object.value;
    if (lines.length !== Number(count)) wrong.push(`<${subject.value}>: ${lines.length} triples, the catalogue says ${count}`);
  }
  return wrong;
}

// Each takes the quads and gives broken ones.
const without = (name) => (quads) => quads.filter((q) => q.predicate.value !== name);
const replace = (name, object) => (quads) =>
  quads.map((q) => (q.predicate.value === name ? quad(q.subject, q.predicate, object, q.graph) : q));
const add = (type, predicate, object) => (quads) => [...quads, ...quads
  .filter((q) => q.predicate.value === RDF + 'type' && q.object.value === type)
  .map((q) => quad(q.subject, namedNode(predicate), object, q.graph))];
const tamperings = {
  'claim without evidence': (quads) => quads.filter((q) => !q.object.value.endsWith('#e1')),
  'evidence without a selector': without(OA + 'hasSelector'),
  'start behind end': replace(OA + 'start', literal('100000', namedNode(XSD + 'integer'))),
  'start that is no number': replace(OA + 'start', literal('1.5', namedNode(XSD + 'decimal'))),
  'no quoted text': without(OA + 'exact'),
  'quoted text cut short': replace(OA + 'exact', literal('x')),
  'confidence above 1': replace(ATT + 'confidence', literal('1.5', namedNode(XSD + 'decimal'))),
  'no rule': without(ATT + 'rule'),
  'no source': without('http://www.w3.org/ns/prov#wasQuotedFrom'),
  'no polarity': without(ATT + 'polarity'),
  'an unknown modality': replace(ATT + 'modality', namedNode(ATT + 'Maybe')),
  'a second polarity': add(ATT + 'Claim', ATT + 'polarity', namedNode(ATT + 'Negated')),
  'a property that claims do not have': add(ATT + 'Claim', 'http://www.w3.org/2002/07/owl#sameAs', namedNode('urn:x:y')),
  'an undescribed speaker': replace(ATT + 'speaker', namedNode('urn:x:nobody')),
  'a chain that begins at depth 2': replace(ATT + 'depth', literal('2', namedNode(XSD + 'integer'))),
  'a mention of nothing': without(ATT + 'denotes'),
  'an argument without a value': without(RDF + 'value'),
  'a digest of another form': replace(ATT + 'digest', literal('md5:1234')),
};

for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const quads = new N3.Parser({ format: 'application/n-quads' }).parse(text);
  const store = flatten(quads);
  const problems = [...await violations(store), ...wrongLengths(store), ...undeclared(store)];
  if (!options.includes('--no-digests')) problems.push(...wrongDigests(text, quads));
  problems.slice(0, 20).forEach((p) => fail(`${file}: ${p}`));
  console.log(`${file}: ${quads.length} quads, ${problems.length} problems`);
  if (!options.includes('--tamper')) continue;
  for (const [name, tamper] of Object.entries(tamperings)) {
    const broken = flatten(tamper(quads));
    if ((await violations(broken)).length + wrongLengths(broken).length === 0) fail(`${file}: not found: ${name}`);
  }
}
process.exit(failures ? 1 : 0);
