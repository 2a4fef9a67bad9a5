"""Loads lines for jupyterhub_config.py as the hub does, and prints what is wrong with them.

In: [lines, ...], as JSON. Out: [[lines, problem], ...].
"""

import contextlib
import io
import json
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

# Nobody needs it here, and it takes longer to load than all the rest.
sys.modules["rfc3987_syntax"] = None

from jupyter_server.serverapp import ServerApp  # noqa: E402
from jupyterhub import orm  # noqa: E402
from jupyterhub.app import JupyterHub  # noqa: E402
from jupyterhub.auth import Authenticator  # noqa: E402
from jupyterhub.proxy import ConfigurableHTTPProxy  # noqa: E402
from jupyterhub.roles import create_role  # noqa: E402
from jupyterhub.services.service import Service  # noqa: E402
from jupyterhub.spawner import Spawner  # noqa: E402
from traitlets.config import LazyConfigValue  # noqa: E402
from traitlets.config.loader import PyFileConfigLoader  # noqa: E402

classes = {cls.__name__: cls for cls in (JupyterHub, Authenticator, ConfigurableHTTPProxy, Spawner)}


def load(lines, folder):
    (Path(folder) / "lines.py").write_text(lines, encoding="utf-8")
    return PyFileConfigLoader("lines.py", path=folder).load_config()


def names(config, known):
    """Settings that nobody has, or that are there for old configurations only."""
    for section, settings in config.items():
        traits = known[section].class_traits(config=True) if section in known else {}
        for name in settings:
            if name not in traits:
                yield f"{section} has no {name}"
            elif "deprecated" in (traits[name].help or "").lower()[:40]:
                yield f"{section}.{name} is deprecated"


def values(config, made):
    """Lists and the like that were told to grow, and did not."""
    for name, value in config[type(made).__name__].items():
        if isinstance(value, LazyConfigValue) and value.to_dict() and getattr(made, name) == getattr(
            type(made)(), name
        ):
            yield f"{type(made).__name__}.{name} stays {getattr(made, name)!r}"


def entries(hub):
    """Roles and services are looked at when the hub starts, and not as traits."""
    for role in hub.load_roles:
        create_role(database, role)
    for entry in hub.services:
        service = Service()
        for key, value in entry.items():
            if key not in Service.class_traits(input=True):
                yield f"a service has no {key}"
            setattr(service, key, value)
    roles = Counter(role["name"] for role in hub.load_roles)
    yield from (f"the role {name} is defined twice" for name, times in roles.items() if times > 1)


def arguments(spawner):
    """What servers are started with."""
    server = ServerApp()
    server.parse_command_line(spawner.args)
    yield from names(server.cli_config, {"ServerApp": ServerApp})


def problems(lines, folder):
    config = load(lines, folder)
    unknown = list(names(config, classes))
    if unknown or not config:
        return unknown or ["nothing is set"]
    # Traits take their values now, or refuse them.
    made = {section: classes[section](config=config) for section in config}
    found = [problem for each in made.values() for problem in values(config, each)]
    if "JupyterHub" in made:
        found += entries(made["JupyterHub"])
    if "Spawner" in made:
        found += arguments(made["Spawner"])
    return found


found = []
database = orm.new_session_factory("sqlite:///:memory:")()
# What hub and traitlets log goes nowhere; the answer is the only print.
with TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
    for lines in json.load(sys.stdin):
        try:
            found += [[lines, problem] for problem in problems(lines, folder)]
        except (Exception, SystemExit) as error:
            found.append([lines, f"{type(error).__name__}: {error}"])
print(json.dumps(found))
