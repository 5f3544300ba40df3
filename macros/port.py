"""The address a preview is shown at on this computer: whether it is one, and whether it is free."""

from __future__ import annotations

import argparse
import errno
import os
import re
import socket

USUAL = "127.0.0.1:8000"


def address_of(text: str) -> str:
    """An address as somebody typed it, when it is one: name or number, colon, port. For argparse."""
    found = re.fullmatch(r"([A-Za-z0-9.-]+):(\d{1,5})", text)
    if not found or not 0 < int(found[2]) < 65536:
        raise argparse.ArgumentTypeError(f'"{text}" is not an address such as 127.0.0.1:8001.')
    return text


def not_free(address: str) -> str:
    """Why nothing can be shown at an address, and what to do; "" when it is free."""
    host, _, port = address.rpartition(":")
    problem = _held(host, int(port))
    if problem is None:
        return ""
    if problem.errno == errno.EADDRINUSE:
        other = next((near for near in range(int(port) + 1, min(int(port) + 50, 65536)) if _held(host, near) is None), 8001)
        return f"Something is already shown at http://{address}. If it is your preview, use that window; otherwise close it, or add --address {host}:{other}."
    return f"This computer lets nothing be shown at http://{address}: {problem.strerror}. Leave --address out to show it at http://{USUAL}."


def _held(host: str, port: int) -> OSError | None:
    with socket.socket() as probe:
        if os.name != "nt":  # as the server of MkDocs does, so that a port just left is free; on Windows it would seem free always
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as problem:
            return problem
    return None
