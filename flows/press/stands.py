"""The sockets of the sample press: a stand for each publisher, and one doorman who waits at all of them."""

from __future__ import annotations

import selectors
import socket
import socketserver
import sys
import threading
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from flows.press.answers import Answer

Responder = Callable[[str, Mapping[str, str]], Answer]  # path without its query, headers in title case

_PIECES = 8  # a dripping body comes in this many


class Stand(ThreadingHTTPServer):
    """A publisher's socket. Bound without listening it keeps its port and refuses connections."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    timeout = 0  # the doorman calls only when somebody waits

    def __init__(self, address: tuple[str, int], respond: Responder) -> None:
        super().__init__(address, _Handler, bind_and_activate=False)
        self.respond = respond
        self.closing = threading.Event()
        self._connections: set[socket.socket] = set()
        self._connections_lock = threading.Lock()
        try:
            self.server_bind()
        except OSError:
            self.server_close()
            raise

    def server_bind(self) -> None:
        """Bind without the name look-up of `HTTPServer.server_bind`."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection, then answer it in a thread of its own."""
        with self._connections_lock:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection and close it."""
        with self._connections_lock:
            self._connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that leave in the middle are everyday life here; anything else is ours to see."""
        if not isinstance(sys.exception() if sys.version_info >= (3, 12) else sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def close(self) -> None:
        """Free the port, end what is being sent and cut the open connections."""
        self.closing.set()
        self.server_close()
        with self._connections_lock:
            for connection in self._connections:
                _cut(connection)


class Doorman:
    """One thread that waits for connections at all open stands; it sleeps in the kernel and wakes for nothing else."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._wake_read, self._wake_write = socket.socketpair()
        self._selector.register(self._wake_read, selectors.EVENT_READ, None)
        self._lock = threading.Lock()  # held while a connection is accepted, and while a stand opens or closes
        self._thread = threading.Thread(target=self._run, name="sample-press", daemon=True)
        self._thread.start()

    def open(self, stand: Stand) -> None:
        """Listen at the stand and let its connections in."""
        with self._lock:
            stand.server_activate()
            self._selector.register(stand.socket, selectors.EVENT_READ, stand)

    def close(self, stand: Stand) -> None:
        """Close the stand, open or not."""
        with self._lock:
            if stand.socket in self._selector.get_map():
                self._selector.unregister(stand.socket)
            stand.close()

    def stop(self) -> None:
        """End the thread. The stands are closed by those who opened them."""
        self._wake_write.send(b".")
        self._thread.join()
        self._selector.close()
        self._wake_read.close()
        self._wake_write.close()

    def _run(self) -> None:
        while True:
            for key, _ in self._selector.select():
                if key.data is None:
                    return
                with self._lock:
                    if key.fd in self._selector.get_map():
                        key.data.handle_request()


class _Handler(BaseHTTPRequestHandler):
    """Asks its stand for the answer and sends it."""

    protocol_version = "HTTP/1.1"
    server_version = "SamplePress"
    sys_version = ""
    timeout = 60  # seconds that an idle connection is kept
    disable_nagle_algorithm = True
    server: Stand

    def do_GET(self) -> None:
        """Answer with the body."""
        self._send(with_body=True)

    def do_HEAD(self) -> None:
        """Answer as to GET, without the body (RFC 9110 §9.3.2)."""
        self._send(with_body=False)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name in the standard library
        """Say nothing: the request log keeps count."""

    def _send(self, *, with_body: bool) -> None:
        headers = {name.title(): value for name, value in self.headers.items()}
        answer = self.server.respond(unquote(urlsplit(self.path).path), headers)
        if self.server.closing.wait(answer.hold):
            self.close_connection = True
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if with_body:
            self._send_body(answer)

    def _send_body(self, answer: Answer) -> None:
        if not answer.drip:
            self.wfile.write(answer.body)
            return
        size = len(answer.body) // _PIECES + 1
        for start in range(0, len(answer.body), size):
            if self.server.closing.wait(answer.drip / _PIECES):
                return
            self.wfile.write(answer.body[start : start + size])


def _cut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # its own thread was faster
