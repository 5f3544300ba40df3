"""The entry the macros plugin imports: finds the root, reloads the package when its files change, hands on."""

import importlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))


def define_env(env):
    """Called by the plugin at the start and again on every rebuild of a preview."""
    files = sorted(Path(__file__).parent.rglob("*.py")) + sorted(Path(__file__).parent.rglob("*.html"))
    stamp = [(str(file), file.stat().st_mtime_ns) for file in files]
    # The plugin imports this package once for the whole process, so edits to it would not be seen.
    seen = sys.modules.setdefault("_macros_seen", type(sys)("_macros_seen"))
    if getattr(seen, "stamp", stamp) != stamp:
        for name in [name for name in sys.modules if name.startswith("macros.")]:
            del sys.modules[name]
        importlib.invalidate_caches()
    seen.stamp = stamp
    importlib.import_module("macros.plugin").define_env(env)
