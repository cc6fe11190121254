// The same queries to attest and to a SPARQL endpoint that holds the same graphs must give the same rows.
// Usage: day.mjs ENDPOINT DEFAULT-GRAPH ATTEST KG QUERY.rq...; DEFAULT-GRAPH: IRI of the graph that stands for it there, or "-"
// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { rowsOf } from "./rows.mjs";

const [endpoint, defaultGraph, attest, kg, ...queries] = process.argv.slice(2);
const ask = (...query) => execFileSync(attest, ["query", kg, ...query, "--format", "json"], { encoding: "utf8", maxBuffer: 1 << 28 });

// A server whose default graph is the union of all is told which graphs are meant.
const parameters = [];
if (defaultGraph !== "-") {
  parameters.push(["default-graph-uri", defaultGraph]);
  const graphs = JSON.parse(ask("-e", "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")).results.bindings;
  for (const row of graphs) parameters.push(["named-graph-uri", row.g.value]);
}

let different = 0;
for (const path of queries) {
  const text = readFileSync(path, "utf8");
  const answer = await fetch(endpoint, {
    method: "POST",
    headers: { Accept: "application/sparql-results+json", Connection: "close" },
    body: new URLSearchParams([...parameters, ["query", text]]),
    signal: AbortSignal.timeout(60000),
  });
  const theirs = await answer.text();
  const expected = answer.ok ? rowsOf(theirs) : [`HTTP ${answer.status}: ${theirs.slice(0, 300)}`];
  const got = rowsOf(ask(path));
  if (got.join("\n") !== expected.join("\n")) {
    different++;
    console.log(`${path}: ${got.length} rows, the server has ${expected.length}`);
    console.log("  only attest:", got.filter((row) => !expected.includes(row)).slice(0, 3));
    console.log("  only server:", expected.filter((row) => !got.includes(row)).slice(0, 3));
  }
}
console.log(`${queries.length} queries at ${new URL(endpoint).origin}, ${different} different`);
process.exit(different ? 1 : 0);
