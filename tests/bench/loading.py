# SPDX-License-Identifier: Apache-2.0
"""Python files that are no package, scorers above all, as modules."""
import importlib.util
import os
import sys


def module(path):
    spec = importlib.util.spec_from_file_location(os.path.basename(path)[:-3], path)
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = loaded     # dataclasses look their module up there
    spec.loader.exec_module(loaded)
    return loaded
