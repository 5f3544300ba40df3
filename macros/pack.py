"""Steps on the built site: the content security policy. Knows nothing of how it was built."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>(.*?)</script>", re.S)
CHARSET = re.compile(r"<meta charset=[^>]*>")
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


def write_policy(site: Path) -> int:
    """Writes one policy into every page of the folder `site`, 404 included, and returns how many pages there are.

    The few inline scripts of the theme are allowed by hash; every page carries the hashes of all of them.
    """
    pages = {path: POLICY.sub("", path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    hashes = sorted({_hash(script) for page in pages.values() for script in INLINE.findall(page)})
    policy = "; ".join([
        "default-src 'none'", f"script-src 'self' {' '.join(hashes)}", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
        "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'", "base-uri 'self'", "form-action 'none'", "object-src 'none'",
    ])  # fmt: skip
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    for path, page in pages.items():
        path.write_text(CHARSET.sub(lambda found: found.group() + meta, page, count=1), encoding="utf-8", newline="\n")
    return len(pages)


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
