/* Build tool: reads the reporting-cue lexicon (SKOS, Turtle) and writes the table that the program embeds as
 * "cues.tsv": lemma, part of speech, field, stance, factivity, frames, inflected forms. Usage: compile_cues IN.ttl OUT.tsv */
/* SPDX-License-Identifier: Apache-2.0 */
#include <raptor2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NS_ATT "https://w3id.org/attest/ns#"
#define NS_CUE "https://w3id.org/attest/cues#"
#define NS_SKOS "http://www.w3.org/2004/02/skos/core#"
#define NS_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

#define MAX_CUES 4096
#define MAX_FORMS 8
#define MAX_TEXT 64
#define MAX_FRAMES 8

/* One cue while it is being read. Empty strings: not stated. */
struct cue {
    char iri[2 * MAX_TEXT];
    char pos[16]; /* "Verb", ... */
    char lemma[MAX_TEXT];
    char field[16];
    char stance[16];
    char factivity[4];
    char frames[MAX_FRAMES + 1]; /* letters of frame_letters */
    char forms[MAX_FORMS][MAX_TEXT];
    size_t form_count;
};

static struct cue cues[MAX_CUES];
static size_t cue_count;
static int failures;

static const struct {
    const char *name;
    char letter;
} frame_letters[] = {{"ThatFrame", 'T'}, {"QuoteFrame", 'Q'}, {"AddresseeFrame", 'A'}, {"InfinitiveFrame", 'O'},
                     {"AsFrame", 'S'},   {"NounFrame", 'N'},  {"BareFrame", 'B'},      {"SourceFrame", 'C'}};

static void complain(const char *what, const char *which)
{
    fprintf(stderr, "compile_cues: %s: %s\n", what, which);
    failures++;
}

static void keep(char *into, size_t size, const char *text)
{
    if (strlen(text) >= size) {
        complain("too long", text);
        return;
    }
    memcpy(into, text, strlen(text) + 1);
}

/* The part of `iri` behind `prefix`, or NULL. */
static const char *local_name(const raptor_term *term, const char *prefix)
{
    if (term->type != RAPTOR_TERM_TYPE_URI) {
        return NULL;
    }
    const char *iri = (const char *)raptor_uri_as_string(term->value.uri);
    return strncmp(iri, prefix, strlen(prefix)) == 0 ? iri + strlen(prefix) : NULL;
}

/* Statements of one subject follow each other in the file, so the last cue is looked at first. */
static struct cue *cue_of(const char *iri)
{
    for (size_t i = cue_count; i-- > 0;) {
        if (strcmp(cues[i].iri, iri) == 0) {
            return &cues[i];
        }
    }
    if (cue_count == MAX_CUES) {
        complain("too many cues", iri);
        return NULL;
    }
    keep(cues[cue_count].iri, sizeof cues[0].iri, iri);
    return &cues[cue_count++];
}

static void add_form(struct cue *cue, const char *form)
{
    for (size_t i = 0; i < cue->form_count; i++) {
        if (strcmp(cue->forms[i], form) == 0) {
            return;
        }
    }
    if (cue->form_count == MAX_FORMS) {
        complain("too many forms", cue->iri);
        return;
    }
    keep(cue->forms[cue->form_count++], MAX_TEXT, form);
}

static void add_frame(struct cue *cue, const char *name)
{
    for (size_t i = 0; i < sizeof frame_letters / sizeof frame_letters[0]; i++) {
        size_t length = strlen(cue->frames);
        if (strcmp(frame_letters[i].name, name) == 0 && length < MAX_FRAMES) {
            cue->frames[length] = frame_letters[i].letter;
            return;
        }
    }
    complain("unknown frame", name);
}

static void read_literal(struct cue *cue, const char *property, const char *text)
{
    if (strcmp(property, NS_SKOS "prefLabel") == 0) {
        keep(cue->lemma, sizeof cue->lemma, text);
    } else if (strcmp(property, NS_SKOS "altLabel") == 0) {
        add_form(cue, text);
    } else if (strcmp(property, NS_ATT "factivity") == 0) {
        keep(cue->factivity, sizeof cue->factivity, text);
    }
}

static void read_resource(struct cue *cue, const char *property, const raptor_term *object)
{
    const char *name = local_name(object, NS_ATT);
    const char *field = local_name(object, NS_CUE);
    if (strcmp(property, NS_RDF "type") == 0 && name) {
        const char *end = strstr(name, "Cue");
        if (end && end > name && (size_t)(end - name) < sizeof cue->pos) {
            memcpy(cue->pos, name, (size_t)(end - name));
        }
    } else if (strcmp(property, NS_SKOS "broader") == 0 && field) {
        keep(cue->field, sizeof cue->field, field);
    } else if (strcmp(property, NS_ATT "cueStance") == 0 && name) {
        keep(cue->stance, sizeof cue->stance, name);
    } else if (strcmp(property, NS_ATT "frame") == 0 && name) {
        add_frame(cue, name);
    }
}

static void on_statement(void *user_data, raptor_statement *statement)
{
    (void)user_data;
    const char *iri = local_name(statement->subject, NS_CUE);
    if (!iri) {
        return;
    }
    struct cue *cue = cue_of(iri);
    const char *property = (const char *)raptor_uri_as_string(statement->predicate->value.uri);
    if (cue && statement->object->type == RAPTOR_TERM_TYPE_LITERAL) {
        read_literal(cue, property, (const char *)statement->object->value.literal.string);
    } else if (cue) {
        read_resource(cue, property, statement->object);
    }
}

static void on_message(void *user_data, raptor_log_message *message)
{
    (void)user_data;
    complain("cannot read the lexicon", message->text);
}

static int ends_with(const char *text, size_t length, const char *end)
{
    size_t size = strlen(end);
    return length >= size && strncmp(text + length - size, end, size) == 0;
}

static int is_vowel(char c)
{
    return strchr("aeiou", c) != NULL;
}

/* Write stem + ending + rest, where the stem is the first `length` bytes of `word` in its spelling before "s", "ed" or "ing". */
static void derive(struct cue *cue, const char *word, size_t length, const char *ending, const char *rest)
{
    char form[3 * MAX_TEXT];
    int y = length > 1 && word[length - 1] == 'y' && !is_vowel(word[length - 2]);
    int e = word[length - 1] == 'e';
    if (strcmp(ending, "s") == 0 && (ends_with(word, length, "s") || ends_with(word, length, "sh") ||
                                     ends_with(word, length, "ch") || ends_with(word, length, "x"))) {
        snprintf(form, sizeof form, "%.*ses%s", (int)length, word, rest);
    } else if (y && strcmp(ending, "ing") != 0) {
        snprintf(form, sizeof form, "%.*si%s%s", (int)length - 1, word, strcmp(ending, "s") == 0 ? "es" : ending, rest);
    } else if (e && strcmp(ending, "s") != 0 && !(ends_with(word, length, "ee") && strcmp(ending, "ing") == 0)) {
        snprintf(form, sizeof form, "%.*s%s%s", (int)length - 1, word, ending, rest);
    } else {
        snprintf(form, sizeof form, "%.*s%s%s", (int)length, word, ending, rest);
    }
    add_form(cue, form);
}

/* True if a stated form's inflected word ends in `ending` ("" : in neither "ing" nor "s"). */
static int states_form(const struct cue *cue, size_t stated, const char *ending)
{
    for (size_t i = 0; i < stated; i++) {
        size_t length = strcspn(cue->forms[i], " ");
        int ing = ends_with(cue->forms[i], length, "ing");
        int s = ends_with(cue->forms[i], length, "s");
        if (*ending ? ends_with(cue->forms[i], length, ending) : !ing && !s) {
            return 1;
        }
    }
    return 0;
}

static void inflect(struct cue *cue)
{
    size_t stated = cue->form_count;
    add_form(cue, cue->lemma);
    if (strcmp(cue->pos, "Verb") == 0) {
        size_t length = strcspn(cue->lemma, " ");
        const char *rest = cue->lemma + length;
        static const char *const endings[] = {"s", "ing"};
        for (size_t i = 0; i < 2; i++) {
            if (!states_form(cue, stated, endings[i])) {
                derive(cue, cue->lemma, length, endings[i], rest);
            }
        }
        if (!states_form(cue, stated, "")) {
            derive(cue, cue->lemma, length, "ed", rest);
        }
    } else if (strcmp(cue->pos, "Noun") == 0 && stated == 0) {
        derive(cue, cue->lemma, strlen(cue->lemma), "s", "");
    }
}

static int by_lemma(const void *a, const void *b)
{
    const struct cue *left = a;
    const struct cue *right = b;
    int order = strcmp(left->lemma, right->lemma);
    return order ? order : strcmp(left->pos, right->pos);
}

static int write_table(const char *path)
{
    FILE *out = fopen(path, "w");
    if (!out) {
        complain("cannot write", path);
        return 0;
    }
    qsort(cues, cue_count, sizeof cues[0], by_lemma);
    for (size_t i = 0; i < cue_count; i++) {
        const struct cue *cue = &cues[i];
        fprintf(out, "%s\t%s\t%s\t%s\t%s\t%s\t", cue->lemma, cue->pos, cue->field, cue->stance,
                *cue->factivity ? cue->factivity : "0", cue->frames);
        for (size_t j = 0; j < cue->form_count; j++) {
            fprintf(out, "%s%s", j ? "|" : "", cue->forms[j]);
        }
        fputc('\n', out);
    }
    int bad = ferror(out);
    if (fclose(out) != 0 || bad) {
        complain("cannot write", path);
    }
    return failures == 0;
}

static void read_lexicon(const char *path)
{
    raptor_world *world = raptor_new_world();
    raptor_parser *parser = world ? raptor_new_parser(world, "turtle") : NULL;
    unsigned char *name = raptor_uri_filename_to_uri_string(path);
    raptor_uri *uri = world && name ? raptor_new_uri(world, name) : NULL;
    if (!parser || !uri) {
        complain("cannot start the parser", path);
    } else {
        raptor_world_set_log_handler(world, NULL, on_message);
        raptor_parser_set_statement_handler(parser, NULL, on_statement);
        if (raptor_parser_parse_file(parser, uri, NULL) != 0) {
            complain("cannot read", path);
        }
    }
    if (uri) {
        raptor_free_uri(uri);
    }
    raptor_free_memory(name);
    if (parser) {
        raptor_free_parser(parser);
    }
    if (world) {
        raptor_free_world(world);
    }
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: compile_cues IN.ttl OUT.tsv\n");
        return 2;
    }
    read_lexicon(argv[1]);
    size_t kept = 0;
    for (size_t i = 0; i < cue_count; i++) {
        if (*cues[i].pos == '\0') { /* the fields themselves */
            continue;
        }
        if (!*cues[i].lemma || !*cues[i].field || !*cues[i].stance) {
            complain("label, field or stance missing", cues[i].iri);
        }
        cues[kept] = cues[i];
        inflect(&cues[kept++]);
    }
    cue_count = kept;
    return write_table(argv[2]) ? 0 : 1;
}
