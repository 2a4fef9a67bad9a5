"""A service that is guarded by the hub's own authentication for services, with several things wrong around it."""

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlparse

from jupyterhub.services.auth import HubOAuth, HubOAuthCallbackHandler, HubOAuthenticated
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.log import enable_pretty_logging
from tornado.web import Application, RequestHandler, authenticated
from tornado.websocket import WebSocketHandler

prefix = os.environ["JUPYTERHUB_SERVICE_PREFIX"]
here = urlparse(os.environ["JUPYTERHUB_SERVICE_URL"])


class Edge(BaseHTTPRequestHandler):
    """What answers in the hub's place: a STATUS to everything, or a token that the hub has never seen."""

    def answer(self):
        status = int(self.path.split("/")[1])
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b""
        if status == 404 and self.path.endswith("oauth2/token"):
            status, body = 200, json.dumps({"access_token": "never-seen", "token_type": "Bearer"}).encode()
        elif status == 404:
            status = 403
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = answer

    def log_message(self, *args):
        pass


# On a thread of its own, since the service waits for it.
edge_server = ThreadingHTTPServer(("127.0.0.1", 0), Edge)
Thread(target=edge_server.serve_forever, daemon=True).start()
edge = f"http://127.0.0.1:{edge_server.server_port}"


class Page(HubOAuthenticated, RequestHandler):
    def initialize(self, auth):
        self.hub_auth = auth

    @authenticated
    def get(self):
        self.write(self.current_user["name"])


class Callback(HubOAuthCallbackHandler):
    def initialize(self, auth):
        self.hub_auth = auth


class Socket(WebSocketHandler):
    pass


def guarded(name, **settings):
    base = f"{prefix}{name}"
    auth = HubOAuth(
        base_url=base,
        cookie_path=base,
        oauth_redirect_uri=f"{base}oauth_callback",
        **settings,
    )
    return [(base, Page, {"auth": auth}), (f"{base}oauth_callback", Callback, {"auth": auth})]


application = Application(
    [
        *guarded(""),
        *guarded("picky/", access_scopes={"access:servers!server=nobody/"}),
        *guarded("forgotten/", api_token="a-token-of-another-database"),
        *guarded("forbidden/", api_url=f"{edge}/403"),
        *guarded("upstream/", api_url=f"{edge}/502"),
        *guarded("nobody/", api_url=f"{edge}/404"),
        *guarded("alone/", api_url="http://127.0.0.1:9/hub/api"),
        (f"{prefix}socket", Socket),
    ],
    cookie_secret=os.urandom(32),
)
enable_pretty_logging()
HTTPServer(application).listen(here.port, here.hostname)
IOLoop.current().start()
