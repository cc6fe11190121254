/* Redland, loaded when it is first needed: it draws in some forty other libraries, whose start costs every run of the program more than
 * most answers from a store take. Source files that use it include this and no header of Redland; what they call goes through the
 * tables here. Whoever makes a world calls the loader first; all else needs a world. A function that is missing in the lists does not
 * link. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_RDF_REDLAND_H
#define ATTEST_RDF_REDLAND_H

#include <librdf.h>
#include <raptor2.h>
#include <rasqal.h>
#include <rdf_storage_module.h>

#include "attest/status.h"

/* Load a library, unless it is loaded. One that is not installed, or too old, is ATTEST_ERR. */
enum attest_status attest_i_raptor_load(attest_error *error) ATTEST_MUST_USE;
enum attest_status attest_i_rasqal_load(attest_error *error) ATTEST_MUST_USE; /* and raptor */
enum attest_status attest_i_librdf_load(attest_error *error) ATTEST_MUST_USE;

/* clang-format off */
#define ATTEST_I_RAPTOR_FUNCTIONS(X) \
    X(raptor_free_parser) X(raptor_free_uri) X(raptor_free_world) X(raptor_locator_line) X(raptor_new_parser) \
    X(raptor_new_uri) X(raptor_new_uri_from_counted_string) X(raptor_new_world_internal) \
    X(raptor_parser_get_locator) X(raptor_parser_parse_abort) X(raptor_parser_parse_chunk) \
    X(raptor_parser_parse_start) X(raptor_parser_set_option) X(raptor_parser_set_statement_handler) \
    X(raptor_sequence_get_at) X(raptor_sequence_size) X(raptor_uri_as_counted_string) X(raptor_uri_as_string) \
    X(raptor_world_open) X(raptor_world_set_flag) X(raptor_world_set_log_handler)

#define ATTEST_I_RASQAL_FUNCTIONS(X) \
    X(rasqal_alloc_memory) X(rasqal_expression_evaluate2) X(rasqal_expression_visit) \
    X(rasqal_free_evaluation_context) X(rasqal_free_literal) X(rasqal_free_memory) X(rasqal_free_query) \
    X(rasqal_free_variables_table) X(rasqal_free_world) X(rasqal_graph_pattern_get_filter_expression) \
    X(rasqal_graph_pattern_get_operator) X(rasqal_graph_pattern_get_origin) \
    X(rasqal_graph_pattern_get_sub_graph_pattern) X(rasqal_graph_pattern_get_sub_graph_pattern_sequence) \
    X(rasqal_graph_pattern_get_triple) X(rasqal_graph_pattern_get_variable) X(rasqal_literal_as_counted_string) \
    X(rasqal_literal_as_string) X(rasqal_literal_as_variable) X(rasqal_literal_value) \
    X(rasqal_new_evaluation_context) X(rasqal_new_literal_from_literal) X(rasqal_new_query) \
    X(rasqal_new_string_literal) X(rasqal_new_uri_literal) X(rasqal_new_variable_literal) \
    X(rasqal_new_variables_table) X(rasqal_new_world) X(rasqal_query_get_all_variable_sequence) \
    X(rasqal_query_get_anonymous_variable_sequence) X(rasqal_query_get_bound_variable_sequence) \
    X(rasqal_query_get_construct_triples_sequence) X(rasqal_query_get_data_graph_sequence) \
    X(rasqal_query_get_describe_sequence) X(rasqal_query_get_distinct) X(rasqal_query_get_group_condition) \
    X(rasqal_query_get_group_conditions_sequence) X(rasqal_query_get_having_conditions_sequence) \
    X(rasqal_query_get_limit) X(rasqal_query_get_offset) X(rasqal_query_get_order_conditions_sequence) \
    X(rasqal_query_get_prefix) X(rasqal_query_get_query_graph_pattern) X(rasqal_query_get_verb) \
    X(rasqal_query_get_wildcard) X(rasqal_query_prepare) X(rasqal_variable_set_value) X(rasqal_variables_table_add2) \
    X(rasqal_world_get_raptor) X(rasqal_world_open) X(rasqal_world_set_log_handler)

#define ATTEST_I_LIBRDF_FUNCTIONS(X) \
    X(librdf_free_hash) X(librdf_free_node) X(librdf_free_statement) X(librdf_free_stream) X(librdf_free_uri) \
    X(librdf_hash_get_as_boolean) X(librdf_log) X(librdf_new_empty_stream) X(librdf_new_iterator) \
    X(librdf_new_node_from_counted_uri_string) X(librdf_new_node_from_typed_counted_literal) \
    X(librdf_new_node_from_typed_literal) X(librdf_new_statement_from_nodes) X(librdf_new_stream) X(librdf_new_uri2) \
    X(librdf_node_get_literal_value_as_counted_string) X(librdf_node_get_literal_value_datatype_uri) \
    X(librdf_node_get_literal_value_language) X(librdf_node_get_uri) X(librdf_node_is_literal) \
    X(librdf_node_is_resource) X(librdf_statement_get_object) X(librdf_statement_get_predicate) \
    X(librdf_statement_get_subject) X(librdf_storage_get_instance) X(librdf_storage_get_world) \
    X(librdf_storage_register_factory) X(librdf_storage_set_instance) X(librdf_stream_end) \
    X(librdf_stream_get_context2) X(librdf_stream_get_object) X(librdf_stream_next) X(librdf_uri_as_string)

/* clang-format on */

#define ATTEST_I_FUNCTION_POINTER(name) __typeof__(name) *name;
typedef struct attest_i_raptor_functions {
    ATTEST_I_RAPTOR_FUNCTIONS(ATTEST_I_FUNCTION_POINTER)
} attest_i_raptor_functions;
extern attest_i_raptor_functions attest_i_raptor;
typedef struct attest_i_rasqal_functions {
    ATTEST_I_RASQAL_FUNCTIONS(ATTEST_I_FUNCTION_POINTER)
} attest_i_rasqal_functions;
extern attest_i_rasqal_functions attest_i_rasqal;
typedef struct attest_i_librdf_functions {
    ATTEST_I_LIBRDF_FUNCTIONS(ATTEST_I_FUNCTION_POINTER)
} attest_i_librdf_functions;
extern attest_i_librdf_functions attest_i_librdf;
#undef ATTEST_I_FUNCTION_POINTER

#define raptor_free_parser (attest_i_raptor.raptor_free_parser)
#define raptor_free_uri (attest_i_raptor.raptor_free_uri)
#define raptor_free_world (attest_i_raptor.raptor_free_world)
#define raptor_locator_line (attest_i_raptor.raptor_locator_line)
#define raptor_new_parser (attest_i_raptor.raptor_new_parser)
#define raptor_new_uri (attest_i_raptor.raptor_new_uri)
#define raptor_new_uri_from_counted_string (attest_i_raptor.raptor_new_uri_from_counted_string)
#define raptor_new_world_internal (attest_i_raptor.raptor_new_world_internal)
#define raptor_parser_get_locator (attest_i_raptor.raptor_parser_get_locator)
#define raptor_parser_parse_abort (attest_i_raptor.raptor_parser_parse_abort)
#define raptor_parser_parse_chunk (attest_i_raptor.raptor_parser_parse_chunk)
#define raptor_parser_parse_start (attest_i_raptor.raptor_parser_parse_start)
#define raptor_parser_set_option (attest_i_raptor.raptor_parser_set_option)
#define raptor_parser_set_statement_handler (attest_i_raptor.raptor_parser_set_statement_handler)
#define raptor_sequence_get_at (attest_i_raptor.raptor_sequence_get_at)
#define raptor_sequence_size (attest_i_raptor.raptor_sequence_size)
#define raptor_uri_as_counted_string (attest_i_raptor.raptor_uri_as_counted_string)
#define raptor_uri_as_string (attest_i_raptor.raptor_uri_as_string)
#define raptor_world_open (attest_i_raptor.raptor_world_open)
#define raptor_world_set_flag (attest_i_raptor.raptor_world_set_flag)
#define raptor_world_set_log_handler (attest_i_raptor.raptor_world_set_log_handler)

#define rasqal_alloc_memory (attest_i_rasqal.rasqal_alloc_memory)
#define rasqal_expression_evaluate2 (attest_i_rasqal.rasqal_expression_evaluate2)
#define rasqal_expression_visit (attest_i_rasqal.rasqal_expression_visit)
#define rasqal_free_evaluation_context (attest_i_rasqal.rasqal_free_evaluation_context)
#define rasqal_free_literal (attest_i_rasqal.rasqal_free_literal)
#define rasqal_free_memory (attest_i_rasqal.rasqal_free_memory)
#define rasqal_free_query (attest_i_rasqal.rasqal_free_query)
#define rasqal_free_variables_table (attest_i_rasqal.rasqal_free_variables_table)
#define rasqal_free_world (attest_i_rasqal.rasqal_free_world)
#define rasqal_graph_pattern_get_filter_expression (attest_i_rasqal.rasqal_graph_pattern_get_filter_expression)
#define rasqal_graph_pattern_get_operator (attest_i_rasqal.rasqal_graph_pattern_get_operator)
#define rasqal_graph_pattern_get_origin (attest_i_rasqal.rasqal_graph_pattern_get_origin)
#define rasqal_graph_pattern_get_sub_graph_pattern (attest_i_rasqal.rasqal_graph_pattern_get_sub_graph_pattern)
#define rasqal_graph_pattern_get_sub_graph_pattern_sequence                                                            \
    (attest_i_rasqal.rasqal_graph_pattern_get_sub_graph_pattern_sequence)
#define rasqal_graph_pattern_get_triple (attest_i_rasqal.rasqal_graph_pattern_get_triple)
#define rasqal_graph_pattern_get_variable (attest_i_rasqal.rasqal_graph_pattern_get_variable)
#define rasqal_literal_as_counted_string (attest_i_rasqal.rasqal_literal_as_counted_string)
#define rasqal_literal_as_string (attest_i_rasqal.rasqal_literal_as_string)
#define rasqal_literal_as_variable (attest_i_rasqal.rasqal_literal_as_variable)
#define rasqal_literal_value (attest_i_rasqal.rasqal_literal_value)
#define rasqal_new_evaluation_context (attest_i_rasqal.rasqal_new_evaluation_context)
#define rasqal_new_literal_from_literal (attest_i_rasqal.rasqal_new_literal_from_literal)
#define rasqal_new_query (attest_i_rasqal.rasqal_new_query)
#define rasqal_new_string_literal (attest_i_rasqal.rasqal_new_string_literal)
#define rasqal_new_uri_literal (attest_i_rasqal.rasqal_new_uri_literal)
#define rasqal_new_variable_literal (attest_i_rasqal.rasqal_new_variable_literal)
#define rasqal_new_variables_table (attest_i_rasqal.rasqal_new_variables_table)
#define rasqal_new_world (attest_i_rasqal.rasqal_new_world)
#define rasqal_query_get_all_variable_sequence (attest_i_rasqal.rasqal_query_get_all_variable_sequence)
#define rasqal_query_get_anonymous_variable_sequence (attest_i_rasqal.rasqal_query_get_anonymous_variable_sequence)
#define rasqal_query_get_bound_variable_sequence (attest_i_rasqal.rasqal_query_get_bound_variable_sequence)
#define rasqal_query_get_construct_triples_sequence (attest_i_rasqal.rasqal_query_get_construct_triples_sequence)
#define rasqal_query_get_data_graph_sequence (attest_i_rasqal.rasqal_query_get_data_graph_sequence)
#define rasqal_query_get_describe_sequence (attest_i_rasqal.rasqal_query_get_describe_sequence)
#define rasqal_query_get_distinct (attest_i_rasqal.rasqal_query_get_distinct)
#define rasqal_query_get_group_condition (attest_i_rasqal.rasqal_query_get_group_condition)
#define rasqal_query_get_group_conditions_sequence (attest_i_rasqal.rasqal_query_get_group_conditions_sequence)
#define rasqal_query_get_having_conditions_sequence (attest_i_rasqal.rasqal_query_get_having_conditions_sequence)
#define rasqal_query_get_limit (attest_i_rasqal.rasqal_query_get_limit)
#define rasqal_query_get_offset (attest_i_rasqal.rasqal_query_get_offset)
#define rasqal_query_get_order_conditions_sequence (attest_i_rasqal.rasqal_query_get_order_conditions_sequence)
#define rasqal_query_get_prefix (attest_i_rasqal.rasqal_query_get_prefix)
#define rasqal_query_get_query_graph_pattern (attest_i_rasqal.rasqal_query_get_query_graph_pattern)
#define rasqal_query_get_verb (attest_i_rasqal.rasqal_query_get_verb)
#define rasqal_query_get_wildcard (attest_i_rasqal.rasqal_query_get_wildcard)
#define rasqal_query_prepare (attest_i_rasqal.rasqal_query_prepare)
#define rasqal_variable_set_value (attest_i_rasqal.rasqal_variable_set_value)
#define rasqal_variables_table_add2 (attest_i_rasqal.rasqal_variables_table_add2)
#define rasqal_world_get_raptor (attest_i_rasqal.rasqal_world_get_raptor)
#define rasqal_world_open (attest_i_rasqal.rasqal_world_open)
#define rasqal_world_set_log_handler (attest_i_rasqal.rasqal_world_set_log_handler)

#define librdf_free_hash (attest_i_librdf.librdf_free_hash)
#define librdf_free_node (attest_i_librdf.librdf_free_node)
#define librdf_free_statement (attest_i_librdf.librdf_free_statement)
#define librdf_free_stream (attest_i_librdf.librdf_free_stream)
#define librdf_free_uri (attest_i_librdf.librdf_free_uri)
#define librdf_hash_get_as_boolean (attest_i_librdf.librdf_hash_get_as_boolean)
#define librdf_log (attest_i_librdf.librdf_log)
#define librdf_new_empty_stream (attest_i_librdf.librdf_new_empty_stream)
#define librdf_new_iterator (attest_i_librdf.librdf_new_iterator)
#define librdf_new_node_from_counted_uri_string (attest_i_librdf.librdf_new_node_from_counted_uri_string)
#define librdf_new_node_from_typed_counted_literal (attest_i_librdf.librdf_new_node_from_typed_counted_literal)
#define librdf_new_node_from_typed_literal (attest_i_librdf.librdf_new_node_from_typed_literal)
#define librdf_new_statement_from_nodes (attest_i_librdf.librdf_new_statement_from_nodes)
#define librdf_new_stream (attest_i_librdf.librdf_new_stream)
#define librdf_new_uri2 (attest_i_librdf.librdf_new_uri2)
#define librdf_node_get_literal_value_as_counted_string                                                                \
    (attest_i_librdf.librdf_node_get_literal_value_as_counted_string)
#define librdf_node_get_literal_value_datatype_uri (attest_i_librdf.librdf_node_get_literal_value_datatype_uri)
#define librdf_node_get_literal_value_language (attest_i_librdf.librdf_node_get_literal_value_language)
#define librdf_node_get_uri (attest_i_librdf.librdf_node_get_uri)
#define librdf_node_is_literal (attest_i_librdf.librdf_node_is_literal)
#define librdf_node_is_resource (attest_i_librdf.librdf_node_is_resource)
#define librdf_statement_get_object (attest_i_librdf.librdf_statement_get_object)
#define librdf_statement_get_predicate (attest_i_librdf.librdf_statement_get_predicate)
#define librdf_statement_get_subject (attest_i_librdf.librdf_statement_get_subject)
#define librdf_storage_get_instance (attest_i_librdf.librdf_storage_get_instance)
#define librdf_storage_get_world (attest_i_librdf.librdf_storage_get_world)
#define librdf_storage_register_factory (attest_i_librdf.librdf_storage_register_factory)
#define librdf_storage_set_instance (attest_i_librdf.librdf_storage_set_instance)
#define librdf_stream_end (attest_i_librdf.librdf_stream_end)
#define librdf_stream_get_context2 (attest_i_librdf.librdf_stream_get_context2)
#define librdf_stream_get_object (attest_i_librdf.librdf_stream_get_object)
#define librdf_stream_next (attest_i_librdf.librdf_stream_next)
#define librdf_uri_as_string (attest_i_librdf.librdf_uri_as_string)

#endif
