# attest: build, test, install. `make test` and `make demo` set up everything they need.
# SPDX-License-Identifier: Apache-2.0

VERSION := 0.1.0
PREFIX ?= /usr/local
DESTDIR ?=
CC ?= cc
CFLAGS ?= -O2 -g
WERROR ?=
BUILD ?= build

PKGS := raptor2 redland rasqal libpcre2-8 icu-uc icu-i18n jansson nettle lmdb
# Asked for only when something is compiled, so that `make setup` works on a machine without pkg-config.
PKG_CFLAGS = $(shell pkg-config --cflags $(PKGS))
PKG_LIBS = $(shell pkg-config --libs $(PKGS))

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes $(WERROR)
ALL_CPPFLAGS = -D_GNU_SOURCE -DATTEST_VERSION='"$(VERSION)"' -Iinclude -Isrc -I$(BUILD)/gen $(CPPFLAGS)
ALL_CFLAGS = -std=c11 -pthread -fPIC -fvisibility=hidden $(WARNINGS) $(CFLAGS)
LIBS = $(PKG_LIBS) -pthread -lm

LIB_SOURCES := $(sort $(filter-out src/cli/% src/train/% src/rdf/tools/%,$(wildcard src/*/*.c)))
CLI_SOURCES := $(sort $(wildcard src/cli/*.c))
UNIT_SOURCES := $(sort $(wildcard tests/unit/*.c) $(wildcard tests/fault/*.c))
LIB_OBJECTS := $(LIB_SOURCES:%.c=$(BUILD)/%.o)
CLI_OBJECTS := $(CLI_SOURCES:%.c=$(BUILD)/%.o)
UNIT_OBJECTS := $(UNIT_SOURCES:%.c=$(BUILD)/%.o)

.PHONY: all check check-unit clean
all: $(BUILD)/attest $(BUILD)/libattest.a

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(PKG_CFLAGS) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

# The assembler reads these files, which the compiler's dependency lists do not show. What the list calls data/... is made by the build.
EMBEDDED := $(patsubst data/%,$(BUILD)/data/%,$(shell sed -n 's/^EMBED(.*, "\(.*\)")$$/\1/p' src/base/embedded_files.h))
$(BUILD)/src/base/embedded.o: $(EMBEDDED)
$(BUILD)/src/base/embedded.o: ALL_CPPFLAGS += -I$(BUILD) -Wa,-I$(BUILD)

# The tool runs here and now: it takes none of the sanitizers or cross options of CFLAGS.
$(BUILD)/tools/compile_cues: src/rdf/tools/compile_cues.c
	@mkdir -p $(@D)
	$(CC) -std=c11 $(WARNINGS) $(PKG_CFLAGS) $< $(shell pkg-config --libs raptor2) -o $@

$(BUILD)/data/cues.tsv: ontology/cues.ttl $(BUILD)/tools/compile_cues
	@mkdir -p $(@D)
	$(BUILD)/tools/compile_cues $< $@.part && mv $@.part $@

$(BUILD)/libattest.a: $(LIB_OBJECTS)
	rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/attest: $(CLI_OBJECTS) $(BUILD)/libattest.a
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) $^ $(LIBS) -o $@

$(BUILD)/tests/unit-tests: $(UNIT_OBJECTS) $(BUILD)/libattest.a
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) $^ $(LIBS) -lcriterion -o $@

check-unit: $(BUILD)/tests/unit-tests
	$< --jobs 2 $(UNIT_OPTIONS)

check-asan:
	$(MAKE) BUILD=$(BUILD)/asan CFLAGS="-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer" check-unit

clean:
	rm -rf $(BUILD)

-include $(LIB_OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d) $(UNIT_OBJECTS:.o=.d)
