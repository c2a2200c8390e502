"""A publisher's server on this machine, whose answers a test writes; and the door of the desk."""

import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group


class Publisher(ThreadingHTTPServer):
    """Gives `answers[path]`: a body, or (status, header lines, body); else 404. `asked` counts, `headers` keeps the last, `posted` has
    all forms."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.answers, self.asked, self.headers, self.posted = {}, Counter(), {}, []

    @property
    def host(self):
        return f"localhost:{self.server_address[1]}"

    def url(self, path):
        return f"http://{self.host}{path}"


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked[self.path] += 1
        self.server.headers[self.path] = dict(self.headers)
        given = self.server.answers.get(self.path, (404, {}, b""))
        status, headers, body = given if isinstance(given, tuple) else (200, {}, given)
        if "ETag" in headers and self.headers["If-None-Match"] == headers["ETag"]:
            status, body = 304, b""
        self.send_response(status)
        for name, value in ({"Content-Type": "image/jpeg"} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.posted.append({name: values[0] for name, values in form.items()})
        self.do_GET()

    def log_message(self, *args):
        pass


@pytest.fixture(scope="session")
def _publisher():
    server = Publisher()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def publisher(_publisher, settings):
    """The server, without answers yet, which the operator lets Cutline fetch from."""
    _publisher.answers, _publisher.asked, _publisher.posted = {}, Counter(), []
    settings.CUTLINE_FETCH_ALLOW = frozenset({_publisher.host})
    return _publisher


@pytest.fixture
def log_in(client):
    """Log in to the desk in one of the roles."""

    def as_role(role):
        user = get_user_model().objects.create_user(role, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return client

    return as_role
