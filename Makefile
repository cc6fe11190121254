# attest: build, test, install.
#   make            the program build/attest and the library
#   make demo       set up what is missing, build, run the main job on examples/
#   make test       set up what is missing, build, run every test
#   make install    PREFIX=/usr/local DESTDIR=
#   make setup      set up what a build needs, and no more; make setup-test: what the tests need as well
# SPDX-License-Identifier: Apache-2.0

VERSION := 0.1.0
SOVERSION := 0
PREFIX ?= /usr/local
DESTDIR ?=
LDCONFIG ?= ldconfig
CC ?= cc
CFLAGS ?= -O2 -g
WERROR ?=
BUILD ?= build

PKGS := raptor2 redland rasqal libpcre2-8 icu-uc icu-i18n jansson nettle libcurl
# Asked for only when something is compiled, so that `make setup` works on a machine without pkg-config.
PKG_CFLAGS = $(shell pkg-config --cflags $(PKGS))
PKG_LIBS = $(shell pkg-config --libs $(PKGS))

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes $(WERROR)
ALL_CPPFLAGS = -D_GNU_SOURCE -DATTEST_VERSION='"$(VERSION)"' -Iinclude -Isrc -I$(BUILD) $(CPPFLAGS)
ALL_CFLAGS = -std=c11 -pthread -fPIC -fvisibility=hidden $(WARNINGS) $(CFLAGS)
LIBS = $(PKG_LIBS) -llmdb -pthread -ldl -lm
# Redland and libcurl are loaded when they are needed (src/rdf/redland.h): only what is called by name is linked.
NEEDED_LIBS = -Wl,--as-needed $(LIBS)

LIB_SOURCES := $(sort $(wildcard src/base/*.c src/source/*.c src/language/*.c src/extract/*.c src/link/*.c \
	src/rdf/*.c src/store/*.c src/audit/*.c))
CLI_SOURCES := $(sort $(wildcard src/cli/*.c))
UNIT_SOURCES := $(sort $(wildcard tests/unit/*.c tests/fault/*.c tests/support/*.c))
LIB_OBJECTS := $(LIB_SOURCES:%.c=$(BUILD)/%.o)
CLI_OBJECTS := $(CLI_SOURCES:%.c=$(BUILD)/%.o)
UNIT_OBJECTS := $(UNIT_SOURCES:%.c=$(BUILD)/%.o)
SHARED := libattest.so.$(SOVERSION)

.PHONY: all ready setup setup-test demo test check check-unit check-headers check-cli check-rules check-interop check-asan \
	check-valgrind lint format bench bench-store ablation confidence model fuzz install uninstall clean

all: $(BUILD)/attest $(BUILD)/libattest.a $(BUILD)/$(SHARED) $(BUILD)/man/attest.1

# --- build ---------------------------------------------------------------------------------------------------------

# Whoever has no compiler or libraries is told how to come by them, once, before anything is compiled.
ready:
	@{ command -v $(firstword $(CC)) && command -v pkg-config && pkg-config --print-errors --exists $(PKGS); } > /dev/null || \
		{ echo "attest: compiler, pkg-config or libraries are missing; on Debian, 'make setup' installs them" >&2; exit 1; }

$(BUILD)/%.o: %.c | ready
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(PKG_CFLAGS) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

# The assembler reads these files, which the compiler's dependency lists do not show. What the list calls data/... is
# made by the build.
EMBEDDED := $(patsubst data/%,$(BUILD)/data/%,$(shell sed -n 's/^EMBED(.*, "\(.*\)")$$/\1/p' src/base/embedded_files.h))
$(BUILD)/src/base/embedded.o: $(EMBEDDED)
$(BUILD)/src/base/embedded.o: ALL_CPPFLAGS += -Wa,-I$(BUILD)

# The cue lexicon: SKOS in ontology/cues.ttl, compiled to a table because src/extract knows no RDF. The tool runs here
# and now: it takes none of the sanitizers or cross options of CFLAGS.
$(BUILD)/tools/compile_cues: src/rdf/tools/compile_cues.c | ready
	@mkdir -p $(@D)
	$(CC) -std=c11 $(WARNINGS) $(PKG_CFLAGS) $< $(shell pkg-config --libs raptor2) -o $@

$(BUILD)/data/cues.tsv: ontology/cues.ttl $(BUILD)/tools/compile_cues
	@mkdir -p $(@D)
	$(BUILD)/tools/compile_cues $< $@.part && mv $@.part $@

# The names that libraries to be loaded later have on this system: those that the linker would note.
$(BUILD)/data/sonames.h: Makefile | ready
	@mkdir -p $(@D)
	echo 'extern int nothing;' | $(CC) -shared -fPIC $(filter -L%,$(LDFLAGS)) -Wl,--no-as-needed -x c - -x none $(PKG_LIBS) -o $@.so
	LC_ALL=C readelf -d $@.so | sed -n 's/.*NEEDED.*\[\(lib\(raptor2\|rasqal\|rdf\|curl\)[-.][^]]*\)\]/#define ATTEST_I_SONAME_\2 "\1"/p' > $@.part
	rm $@.so && mv $@.part $@
$(BUILD)/src/rdf/redland.o $(BUILD)/src/store/curl.o: $(BUILD)/data/sonames.h

$(BUILD)/libattest.a: $(LIB_OBJECTS)
	rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/$(SHARED): $(LIB_OBJECTS)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -shared -Wl,-soname,$(SHARED) -Wl,--no-undefined $^ $(NEEDED_LIBS) -o $@

$(BUILD)/attest: $(CLI_OBJECTS) $(BUILD)/libattest.a
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) $^ $(NEEDED_LIBS) -o $@

# tests/support/failing_memory.c stands between the library's objects and the allocator.
WRAP := -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=free
$(BUILD)/tests/unit-tests: $(UNIT_OBJECTS) $(BUILD)/libattest.a
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) $(WRAP) $^ $(LIBS) -lcriterion -o $@

# --- for people with nothing but this folder ---------------------------------------------------------------------

setup:
	@sh .ci/setup build

setup-test:
	@sh .ci/setup test

demo: setup
	@$(MAKE) --no-print-directory all
	@ATTEST=$(BUILD)/attest sh examples/demo.sh $(BUILD)/demo

test: setup-test
	@$(MAKE) --no-print-directory check

# --- tests -------------------------------------------------------------------------------------------------------

check: all $(BUILD)/tests/unit-tests $(BUILD)/tests/bench-stages
	@BUILD=$(BUILD) sh tests/run.sh

check-unit: $(BUILD)/tests/unit-tests
	$< --jobs 2 $(UNIT_OPTIONS)

check-headers:
	@CC="$(CC)" sh tests/headers/check.sh

check-cli: all
	@BUILD=$(BUILD) sh tests/run.sh cli

check-rules: all
	$(BUILD)/attest rules test

check-interop: all
	@BUILD=$(BUILD) sh tests/run.sh interop

SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
check-asan:
	@$(MAKE) --no-print-directory BUILD=build/asan CFLAGS="-O1 -g $(SANITIZE)" build/asan/attest build/asan/tests/unit-tests \
		build/asan/tests/bench-stages
	@LSAN_OPTIONS=suppressions=$(CURDIR)/tests/support/leaks.supp:print_suppressions=0 BUILD=build/asan sh tests/run.sh unit rules cli

check-valgrind: all
	@BUILD=$(BUILD) sh tests/run.sh valgrind

lint:
	@sh tests/lint/run.sh

format:
	clang-format -i $$(git ls-files '*.c' '*.h')

$(BUILD)/tests/read-quads: $(BUILD)/tests/bench/read_quads.o $(BUILD)/libattest.a
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) $^ $(LIBS) -o $@

$(BUILD)/tests/bench-network: $(BUILD)/tests/bench/network.o $(BUILD)/libattest.a
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) $^ $(LIBS) -o $@

$(BUILD)/tests/bench-store: $(BUILD)/tests/bench/store_ask.o $(BUILD)/libattest.a
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) $^ $(NEEDED_LIBS) -o $@

$(BUILD)/tests/bench-librdf: $(BUILD)/tests/bench/librdf_memory.o
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) $^ $(LIBS) -o $@

$(BUILD)/tests/bench-stages: $(BUILD)/tests/bench/stages.o $(BUILD)/libattest.a
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) $^ $(LIBS) -o $@

$(BUILD)/tests/bench-confidence: $(BUILD)/tests/bench/confidence.o $(BUILD)/libattest.a
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) $^ $(LIBS) -o $@

bench: all $(BUILD)/tests/bench-network $(BUILD)/tests/bench-stages
	@BUILD=$(BUILD) sh tests/bench/run.sh
	@$(BUILD)/tests/bench-stages examples/articles
	@$(BUILD)/tests/bench-network src/train/treebank/news.conllu

# What each rule contributes, as a table: make ablation ABLATION="ARTICLES --metric COMMAND", see tests/bench/ablation.py.
ablation: all
	@BUILD=$(BUILD) python3 tests/bench/ablation.py $(ABLATION)

# The store at one size or more: STORE_QUADS="100000 1000000 10000000".
STORE_QUADS ?= 100000
bench-store: all $(BUILD)/tests/bench-store $(BUILD)/tests/bench-librdf
	@BUILD=$(BUILD) python3 tests/bench/store.py $(STORE_QUADS) $(BENCH_STORE_OPTIONS)

# Fit ontology/confidence.tsv anew: minutes. See src/train/README.md.
confidence: all $(BUILD)/tests/bench-confidence
	@BUILD=$(BUILD) python3 src/train/confidence.py $(CONFIDENCE_OPTIONS)

# Train the language model anew: hours. See src/train/README.md.
model:
	@BUILD=$(BUILD) sh src/train/run.sh

# Entries of the fuzzer with a main of our own, which replays files; tests/fuzz/run.sh puts libFuzzer in its place.
FUZZ_DRIVER = $(BUILD)/tests/fuzz/replay.o
$(BUILD)/tests/fuzz/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/tests/fuzz/replay.o $(BUILD)/libattest.a
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) $< $(FUZZ_DRIVER) $(BUILD)/libattest.a $(LIBS) -o $@

fuzz:
	@sh tests/fuzz/run.sh $(or $(FUZZ_SECONDS),30) $(FUZZ)

# --- install -------------------------------------------------------------------------------------------------------

DATADIR := $(DESTDIR)$(PREFIX)/share/attest
# Writes nothing below build, so that `sudo make install` leaves nothing there that its owner cannot build over.
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/include/attest \
		$(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DATADIR)
	install -m 755 $(BUILD)/attest $(DESTDIR)$(PREFIX)/bin/
	install -m 644 $(BUILD)/libattest.a $(DESTDIR)$(PREFIX)/lib/
	install -m 755 $(BUILD)/$(SHARED) $(DESTDIR)$(PREFIX)/lib/
	ln -sf $(SHARED) $(DESTDIR)$(PREFIX)/lib/libattest.so
	install -m 644 include/attest/*.h $(DESTDIR)$(PREFIX)/include/attest/
	cp -R ontology $(DATADIR)/
	printf 'prefix=%s\nlibdir=$${prefix}/lib\nincludedir=$${prefix}/include\n\nName: attest\nDescription: News text to an auditable knowledge graph\nVersion: %s\nLibs: -L$${libdir} -lattest\nLibs.private: %s\nCflags: -I$${includedir}\n' \
		'$(PREFIX)' '$(VERSION)' '$(LIBS)' > $(DESTDIR)$(PREFIX)/lib/pkgconfig/attest.pc
	chmod 644 $(DESTDIR)$(PREFIX)/lib/pkgconfig/attest.pc
	install -m 644 $(BUILD)/man/*.1 $(DESTDIR)$(PREFIX)/share/man/man1/
	install -m 644 src/cli/completion.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/attest
	@if [ -z "$(DESTDIR)" ] && [ "$$(id -u)" = 0 ]; then $(LDCONFIG); fi

uninstall:
	rm -rf $(DESTDIR)$(PREFIX)/bin/attest $(DESTDIR)$(PREFIX)/lib/libattest.* $(DESTDIR)$(PREFIX)/include/attest \
		$(DESTDIR)$(PREFIX)/lib/pkgconfig/attest.pc $(DESTDIR)$(PREFIX)/share/man/man1/attest.1 \
		$(DESTDIR)$(PREFIX)/share/man/man1/attest-*.1 $(DESTDIR)$(PREFIX)/share/bash-completion/completions/attest $(DATADIR)

# Man pages are made from the program's own help texts, so that they cannot say anything else. attest.1 is the last of them.
$(BUILD)/man/attest.1: $(BUILD)/attest src/cli/man.sh
	ATTEST=$(BUILD)/attest VERSION=$(VERSION) sh src/cli/man.sh $(@D)

clean:
	rm -rf $(BUILD)

-include $(LIB_OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d) $(UNIT_OBJECTS:.o=.d)
