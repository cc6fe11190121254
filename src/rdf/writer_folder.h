/* What the folder of Turtle files looks like from outside: shared by its writer and its reader. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_WRITER_FOLDER_H
#define ATTEST_RDF_WRITER_FOLDER_H

/* The file of the default graph. */
#define ATTEST_I_FOLDER_CATALOGUE "catalogue.ttl"
#define ATTEST_I_FOLDER_SUFFIX ".ttl"

/* First lines, by which the reader knows the graph of a file, and the writer its own earlier output. The second is
 * followed by the IRI, ">" and the line end. */
#define ATTEST_I_FOLDER_CATALOGUE_LINE "# attest: default graph\n"
#define ATTEST_I_FOLDER_GRAPH_LINE "# attest: graph <"

#endif
