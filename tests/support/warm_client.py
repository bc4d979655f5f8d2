"""Asks the server of `warm.py` for a command; as a program it stands for `claimwatch` in a shell's script."""

import json
import os
import socket
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


def ask(
    address: str, arguments: Sequence[str], environment: Mapping[str, str], folder: str, streams: list[int]
) -> socket.socket:
    """A connection that tells the command's process id, and its exit code when it has ended."""
    request = {"arguments": list(arguments), "environment": dict(environment), "folder": folder}
    peer = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    peer.connect(address)
    socket.send_fds(peer, [json.dumps(request).encode()], streams)
    return peer


if __name__ == "__main__":
    with ask(sys.argv[1], sys.argv[2:], os.environ, str(Path.cwd()), [0, 1, 2]) as answer:
        answer.recv(32)
        sys.exit(int(answer.recv(32)))
