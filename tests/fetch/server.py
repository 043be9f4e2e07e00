"""A web server on this machine that misbehaves on request, for tests/fetch/run. Standard library only; ports are chosen by the system.

A site is a dictionary from path to an answer: a string (200, text/html), a Reply, or a function of the request that gives one. What was
asked is kept in `asked`, a list of (path, headers), in order.
"""
import http.server
import socket
import threading
import time


class Reply:
    def __init__(self, body="", status=200, type="text/html; charset=utf-8", headers=(), raw=None, length=None, chunks=None, wait=0):
        self.body = body.encode() if isinstance(body, str) else body
        self.status, self.type, self.headers = status, type, list(headers)
        self.raw = raw          # bytes that replace the whole answer
        self.length = length    # a Content-Length that is not that of the body
        self.chunks = chunks    # an iterator of bytes, sent chunked, without end if it has none
        self.wait = wait        # seconds before the answer


def redirect(to, status=302):
    return Reply(status=status, headers=[("Location", to)])


def xml(body):
    return Reply(body, type="application/xml")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        site = self.server.site
        with site.lock:
            site.asked.append((self.path, dict(self.headers)))
        answer = site.pages.get(self.path, site.pages.get("*", Reply("<p>No such page.</p>", 404)))
        if callable(answer):
            answer = answer(self)
        if isinstance(answer, str):
            answer = Reply(answer)
        try:
            if answer.wait:
                site.stopping.wait(answer.wait)
            self.send(answer)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def send(self, answer):
        if answer.raw is not None:
            self.wfile.write(answer.raw)
            self.close_connection = True
            return
        self.send_response_only(answer.status)
        if answer.status != 304:
            self.send_header("Content-Type", answer.type)
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.chunks is not None:
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for chunk in answer.chunks:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
            self.wfile.write(b"0\r\n\r\n")
            return
        if answer.status != 304:
            self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
        if answer.length is not None:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *args):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass


class Site:
    """with Site({"/": "<p>hello</p>"}) as site: site.url("/")"""

    def __init__(self, pages, tls=None, host="127.0.0.1"):
        self.pages, self.asked, self.lock, self.stopping = dict(pages), [], threading.Lock(), threading.Event()
        if host == "::1":
            Server.address_family = socket.AF_INET6
        try:
            self.server = Server((host, 0), Handler)
        finally:
            Server.address_family = socket.AF_INET
        self.server.site = self
        self.scheme, self.host = "http", f"[{host}]" if ":" in host else host
        if tls:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
            self.scheme = "https"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *args):
        self.stopping.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def port(self):
        return self.server.server_address[1]

    def url(self, path="/"):
        return f"{self.scheme}://{self.host}:{self.port}{path}"

    def times(self, path):
        with self.lock:
            return sum(p == path for p, _ in self.asked)

    def paths(self):
        with self.lock:
            return [p for p, _ in self.asked]


def wait_for(condition, seconds=60):
    """True as soon as the condition holds; False if it does not within a generous time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.01)
    return False
