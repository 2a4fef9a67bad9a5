"""All scripted single-user servers: one listener inside the hub's process, one table of paths."""

from time import monotonic
from urllib.parse import unquote

import jupyterhub
from tornado.escape import xhtml_escape
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

DIED = 137


class ScriptedServers:
    def __init__(self):
        self._dies_at = {}
        self._listening = None

    def listen(self, port):
        if self._listening is None:
            application = Application([(".*", ScriptedHandler, {"servers": self})], log_function=lambda handler: None)
            self._listening = HTTPServer(application)
            self._listening.listen(port, "127.0.0.1")

    def add(self, prefix, dies_at=None):
        self._dies_at[prefix] = dies_at

    def remove(self, prefix):
        self._dies_at.pop(prefix, None)

    def exit_status(self, prefix):
        """None while it runs, as Spawner.poll wants it."""
        if prefix not in self._dies_at:
            return 0
        dies_at = self._dies_at[prefix]
        return DIED if dies_at is not None and monotonic() > dies_at else None

    def answers(self, path):
        # Hubs before 4 lead to a named server without the slash at the end.
        path = unquote(path).rstrip("/") + "/"
        return any(
            path.startswith(unquote(prefix)) and self.exit_status(prefix) is None for prefix in self._dies_at
        )


class ScriptedHandler(RequestHandler):
    def initialize(self, servers):
        self.servers = servers

    def prepare(self):
        if not self.servers.answers(self.request.path):
            # As a server that is gone: the proxy then answers 503.
            self.detach().close()
            self._finished = True
            return
        self.set_header("X-JupyterHub-Version", jupyterhub.__version__)
        if self.request.path.endswith("/api"):
            self.finish({"version": "2.0"})
        else:
            path = xhtml_escape(self.request.path)
            self.finish(f"<!doctype html><title>Scripted server</title><h1>Scripted server</h1><p>{path}")


scripted_servers = ScriptedServers()
