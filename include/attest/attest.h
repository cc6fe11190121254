/* attest: news text to an auditable knowledge graph. This header includes all public ones. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ATTEST_ATTEST_H
#define ATTEST_ATTEST_H

#include "attest/audit.h"
#include "attest/dataset.h"
#include "attest/document.h"
#include "attest/extraction.h"
#include "attest/extractor.h"
#include "attest/graph.h"
#include "attest/import.h"
#include "attest/quad.h"
#include "attest/ruleset.h"
#include "attest/sentence.h"
#include "attest/source.h"
#include "attest/status.h"
#include "attest/store.h"
#include "attest/upload.h"
#include "attest/view.h"
#include "attest/writer.h"

#endif
