"""Servers of the hub on trial that are slow to stop, dead at once, or of another version."""

import asyncio

from scripted import StackSpawner
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler


class Outdated(RequestHandler):
    def prepare(self):
        self.set_header("X-JupyterHub-Version", "1.4.2")
        self.finish({"version": "2.0"})


class LabSpawner(StackSpawner):
    async def start(self):
        if self.user.name == "outdated":
            [socket] = bind_sockets(0, "127.0.0.1")
            HTTPServer(Application([(".*", Outdated)], log_function=lambda handler: None)).add_socket(socket)
            self._saved_script = "outdated"
            return ("127.0.0.1", socket.getsockname()[1])
        if self.user.name == "stillborn":
            self._saved_script = "stillborn"
            # Nothing listens on port 9 of this machine.
            return ("127.0.0.1", 9)
        return await super().start()

    async def poll(self):
        if self.user.name == "outdated":
            return None if self._saved_script else 0
        if self.user.name == "stillborn":
            return 1
        return await super().poll()

    async def stop(self, now=False):
        if self.user.name == "leisurely":
            await asyncio.sleep(8)
        await super().stop(now=now)
