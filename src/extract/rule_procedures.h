/* Built-in procedures: what rules of the kind `procedure` may name. One line each: PROCEDURE(name). Each is
 * declared by exactly one rule in ontology/rules, which gives it an id, a meaning and examples. */
/* SPDX-License-Identifier: Apache-2.0 */
PROCEDURE("headline")
PROCEDURE("standfirst")
PROCEDURE("heading")
PROCEDURE("user-rules")
