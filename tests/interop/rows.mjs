// Rows of query results as texts that can be compared.
// SPDX-License-Identifier: Apache-2.0
const NUMERIC = /#(integer|int|long|decimal|double|float)$/;

// Numbers are compared by value: how many digits of a quotient are written is up to the implementation.
export function termText(term) {
  if (!term) return "";
  const type = term.datatype?.value ?? term.datatype ?? "";
  if (NUMERIC.test(type)) return `${Number(term.value).toPrecision(12)}^^${type}`;
  const kind = (term.type ?? term.termType).replace("typed-literal", "literal");
  return `${kind}|${term.value}|${term["xml:lang"] ?? term.language ?? ""}|${type.endsWith("#string") ? "" : type}`;
}

export function rowsOf(json) {
  const result = JSON.parse(json);
  if ("boolean" in result) return [String(result.boolean)];
  return result.results.bindings.map((row) => result.head.vars.map((name) => termText(row[name])).join("\t")).sort();
}
