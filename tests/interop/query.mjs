// Rows of queries as attest gives them against those of Oxigraph, which must be the same, in any order.
// Usage: query.mjs DATA.nq ATTEST QUERY.rq...
// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Parser } from "n3";
import "./webcrypto.mjs";
import oxigraph from "oxigraph";
import { rowsOf, termText } from "./rows.mjs";

const [data, attest, ...queries] = process.argv.slice(2);
const store = new oxigraph.Store();
store.load(readFileSync(data, "utf8"), { format: "application/n-quads" });

function triplesOf(quads) {
  const kind = (term) => (term.termType === "Literal" ? { type: "literal", value: term.value, language: term.language, datatype: term.datatype } : { type: "uri", value: term.value });
  return [...quads].map((quad) => [quad.subject, quad.predicate, quad.object].map((term) => termText(kind(term))).join("\t")).sort();
}

let different = 0;
for (const path of queries) {
  const text = readFileSync(path, "utf8");
  const isGraph = /^\s*(CONSTRUCT|DESCRIBE)\b/im.test(text);
  const format = isGraph ? "turtle" : "json";
  const ours = execFileSync(attest, ["query", data, path, "--format", format], { encoding: "utf8", maxBuffer: 1 << 28 });
  const got = isGraph ? triplesOf(new Parser().parse(ours)) : rowsOf(ours);
  const expected = isGraph ? triplesOf(store.query(text)) : rowsOf(store.query(text, { results_format: "json" }));
  if (got.join("\n") !== expected.join("\n")) {
    different++;
    console.log(`${path}: ${got.length} rows, Oxigraph has ${expected.length}`);
    console.log("  only attest:  ", got.filter((row) => !expected.includes(row)).slice(0, 5));
    console.log("  only Oxigraph:", expected.filter((row) => !got.includes(row)).slice(0, 5));
    console.log(`  run again: node tests/interop/query.mjs ${data} ${attest} ${path}`);
  }
}
console.log(`${queries.length} queries, ${different} different`);
process.exit(different ? 1 : 0);
