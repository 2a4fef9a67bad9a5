"""Requests to the hub's own handlers, as far as their scope checks: the decorators are the hub's, the rest is fake."""

import inspect
import json
import logging
import re
from types import SimpleNamespace
from urllib.parse import quote, unquote

from hub_state import World
from jupyterhub import orm, scopes
from jupyterhub.apihandlers import default_handlers
from jupyterhub.handlers.base import BaseHandler
from jupyterhub.user import User
from tornado import web


class Granted(Exception):
    """The handler went on after its check."""


class FakeUser(User):
    """A user as handlers see them, with nothing to spawn."""

    def __init__(self, orm_user):
        self.orm_user = orm_user

    def new_api_token(self, **_):
        raise Granted


class FakeHandler:
    """What a handler's methods use of themselves, for a caller with these scopes."""

    log = logging.getLogger("fake")
    settings = {"token_expires_in_max_seconds": 0}
    accepts_pagination = False

    def __init__(self, world, held, requester, path="/"):
        self.db = world.db
        self.expanded_scopes = set(held)
        self.parsed_scopes = scopes.parse_scopes(held)
        self.request = SimpleNamespace(path=path)
        self.services = {}
        self.written = None
        users = {"user": lambda: FakeUser(world.user("requester")), "service": lambda: world.service("requester")}
        self.current_user = users[requester]() if requester else None

    def find_user(self, name):
        user = orm.User.find(self.db, name)
        return user and FakeUser(user)

    def get_argument(self, _, default=None):
        return default

    def get_api_pagination(self):
        return 0, 1000

    def get_json_body(self):
        return {}

    def get_scope_filter(self, scope):
        method = BaseHandler.get_scope_filter
        return getattr(method, "__wrapped__", method)(self, scope)

    def authenticate(self, _):
        raise web.HTTPError(403)

    def check_xsrf_cookie(self):
        pass

    def _resolve_roles_and_scopes(self):
        pass

    def user_model(self, user):
        return user.name

    group_model = service_model = user_model

    def write(self, text):
        self.written = text


def _asked(call):
    """The outcome of a check: `granted`, or the status and the message that the client reads."""
    try:
        return {"granted": call()}
    except Granted:
        return {"granted": None}
    except web.HTTPError as error:
        message = error.log_message % error.args if error.log_message else None
        return {"status": error.status_code, "message": message}


def _stub(like, decorator):
    """The hub's decorator around a function that has the signature of the hub's own and does nothing."""

    def stub(*_, **__):
        return None

    stub.__signature__ = inspect.signature(like)
    return decorator(stub)


def _find(operation, params):
    """The hub's handler for a request, and the arguments that its router takes from the path."""
    path = re.sub(r"\{(\w+)\}", lambda match: quote(params[match.group(1)], safe=""), _template(operation, params))
    for pattern, handler in default_handlers:
        match = re.fullmatch("/api" + pattern[len("/api") :], "/api" + path)
        if match:
            return path, handler, [unquote(group) for group in match.groups() if group is not None]
    return path, None, []


def _template(operation, params):
    default = operation.get("defaultPath")
    return default if default and params.get("server") == "" else operation["path"]


def decide(case, operation):
    """The answer to a request for one of the table's operations, by the hub's own handler for it."""
    path, handler, arguments = _find(operation, case["params"])
    with World(case["groups"], users=case["users"]) as world:
        # First, as in the hub: it reads the scopes before it looks for the method.
        fake = FakeHandler(world, case["held"], case["requester"], path)
        if handler is None:
            return {"status": 404, "message": None}
        method = getattr(handler, operation["method"].lower())
        if method is web.RequestHandler._unimplemented_method:
            return {"status": 405, "message": None}
        closure = inspect.getclosurevars(method).nonlocals
        if "scopes" not in closure:
            return _undecorated(method, fake, arguments)
        if path in {"/users", "/groups", "/services"} and operation["method"] == "GET":
            fake.services = {name: SimpleNamespace(name=name) for name in case["services"]}
            return _asked(lambda: _listed(method, fake))
        options = {"post_filter": closure["post_filter"]} if "post_filter" in closure else {}
        stub = _stub(method, scopes.needs_scope(*closure["scopes"], **options))
        return _asked(lambda: stub(fake, *arguments))


def _undecorated(method, fake, arguments):
    """Only the method that makes tokens has a check of its own; for the others a login is all they look at."""
    if method.__qualname__ != "UserTokenListAPIHandler.post":
        return {"undecorated": True}
    return _asked(lambda: method(fake, *arguments).send(None))


def _listed(method, fake):
    """The names in a list, by the hub's whole method: the list refuses some filters itself."""
    method(fake)
    return sorted(json.loads(fake.written))


SIGNATURES = {
    "none": lambda self: None,
    "user": lambda self, user_name: None,
    "server": lambda self, user_name, server_name="": None,
    "group": lambda self, group_name: None,
    "service": lambda self, service_name: None,
}


def authorize(case):
    """`needs_scope` with any scopes, on a method with any target."""
    with World(case["groups"], users=case["users"]) as world:
        fake = FakeHandler(world, case["held"], "user" if case["loggedIn"] else None)
        options = {"post_filter": True} if case["postFilter"] else {}
        stub = _stub(SIGNATURES[case["target"]], scopes.needs_scope(*case["required"], **options))
        return _asked(lambda: stub(fake, *case["arguments"]))
