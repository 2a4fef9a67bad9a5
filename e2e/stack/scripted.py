"""The local hub's spawner: real single-user servers for some, scripted ones for the rest.

The script of a server is, first match wins: `user_options["script"]`; the server's name up to the first
hyphen (`slow`, `fail-2`); "real" for the users of `real_users`; "quick". What each does stands in SCRIPTS.
`user_options["seconds"]` stretches or shortens it.
"""

import asyncio
from time import monotonic

from jupyterhub.spawner import SimpleLocalProcessSpawner
from scripted_servers import scripted_servers
from traitlets import Integer, Set, Unicode

# Seconds a script takes until its server is ready, or fails.
SCRIPTS = {
    "quick": 0.4,  # ready almost at once
    "kube": 8,  # the events of a pod being started
    "slow": 25,  # the same, slower
    "fail": 3,  # raises an exception after a few events
    "hang": 60,  # says it goes on, until the hub gives up
    "dies": 1,  # becomes ready, then fails: see DIES_AFTER
    "real": 0,  # jupyterhub-singleuser
}
DIES_AFTER = 10
IMAGE = "registry.example.org/lab/scipy-notebook:2026.11"

POD_EVENTS = [
    ("[Normal] Scheduled: Successfully assigned hub/{pod} to node-3", None),
    (
        '[Normal] Pulling: Pulling image "{image}"',
        'Pulling image <code>{image}</code>, see <a href="https://registry.example.org/">the registry</a>',
    ),
    ('[Normal] Pulled: Successfully pulled image "{image}" in 3.81s', None),
    ("[Normal] Created: Created container notebook", None),
    ("[Normal] Started: Started container notebook", "<b>Started</b> container <code>notebook</code>"),
]
FAIL_EVENTS = [
    ("[Normal] Scheduled: Successfully assigned hub/{pod} to node-3", None),
    ('[Normal] Pulling: Pulling image "{image}"', "Pulling image <code>{image}</code>"),
    ('[Warning] Failed: Failed to pull image "{image}": manifest unknown', "<b>Failed</b> to pull <code>{image}</code>"),
]
HANG_EVENTS = [("[Warning] FailedScheduling: 0/3 nodes are available: 3 Insufficient memory.", None)]
EVENTS = {"kube": POD_EVENTS, "slow": POD_EVENTS, "fail": FAIL_EVENTS, "hang": HANG_EVENTS}


class ImageNotFound(Exception):
    """Stands for what a Kubernetes or Docker spawner raises when an image cannot be pulled."""


class StackSpawner(SimpleLocalProcessSpawner):
    real_users = Set(Unicode(), config=True, help="Users whose servers are real unless a script is named")
    scripted_port = Integer(config=True, help="Where all scripted servers listen, on 127.0.0.1")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._events = []
        self._changed = asyncio.Event()
        self._saved_script = None

    @property
    def script(self):
        named = (self.user_options or {}).get("script") or self.name.split("-")[0]
        if named in SCRIPTS:
            return named
        return "real" if self.user.name in self.real_users else "quick"

    @property
    def seconds(self):
        return float((self.user_options or {}).get("seconds") or SCRIPTS[self.script])

    @property
    def is_real(self):
        return (self._saved_script or self.script) == "real"

    def run_pre_spawn_hook(self):
        # The hub reads start_timeout after this hook and before start().
        if not self.is_real:
            self.start_timeout = int(self.seconds if self.script == "hang" else self.seconds + 30)
            self.poll_interval = 2 if self.script == "dies" else 30
        return super().run_pre_spawn_hook()

    async def start(self):
        self._saved_script = self.script
        if self.is_real:
            return await super().start()
        self._events = []
        prefix = self.server.base_url
        scripted_servers.remove(prefix)
        await self._play(EVENTS.get(self.script, []))
        if self.script == "fail":
            raise ImageNotFound(f'ImagePullBackOff: cannot pull image "{IMAGE}": manifest unknown')
        if self.script == "hang":
            await asyncio.Event().wait()
        scripted_servers.listen(self.scripted_port)
        scripted_servers.add(prefix, dies_at=monotonic() + DIES_AFTER if self.script == "dies" else None)
        return ("127.0.0.1", self.scripted_port)

    async def _play(self, events):
        pauses = 1 if self.script == "hang" else len(events) + 1
        pause = 0.5 if self.script == "hang" else self.seconds / pauses
        words = {"pod": f"jupyter-{self.user.id}", "image": IMAGE}
        for number, (message, html_message) in enumerate(events, start=1):
            await asyncio.sleep(pause)
            event = {"progress": 90 * number // len(events), "message": message.format(**words)}
            if html_message:
                event["html_message"] = html_message.format(**words)
            self._events.append(event)
            self._changed.set()
        await asyncio.sleep(pause)

    async def progress(self):
        if self.is_real:
            async for event in super().progress():
                yield event
            return
        sent = 0
        # The hub stops listening when the start has ended, one way or the other.
        while True:
            while sent < len(self._events):
                yield self._events[sent]
                sent += 1
            self._changed.clear()
            await self._changed.wait()

    async def poll(self):
        if self.is_real:
            return await super().poll()
        if not self._saved_script or not self.server:
            return 0
        return scripted_servers.exit_status(self.server.base_url)

    async def stop(self, now=False):
        if self.is_real:
            return await super().stop(now=now)
        if self.server:
            scripted_servers.remove(self.server.base_url)

    def get_state(self):
        return {**super().get_state(), "script": self._saved_script}

    def load_state(self, state):
        super().load_state(state)
        self._saved_script = state.get("script")
        if self._saved_script and not self.is_real and self.server:
            # The hub was stopped and started again: this server shares its process, and goes on.
            scripted_servers.listen(self.scripted_port)
            scripted_servers.add(self.server.base_url)

    def clear_state(self):
        super().clear_state()
        self._saved_script = None
