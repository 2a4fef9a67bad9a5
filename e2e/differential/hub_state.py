"""The hub's objects for one case, and what the hub keeps in memory between two of them."""

from contextlib import contextmanager

from jupyterhub import orm, scopes
from jupyterhub._memoize import LRUCache

__all__ = ["World", "client_of", "custom_scopes", "forget", "owner_of"]


def _caches():
    for function in vars(scopes).values():
        if hasattr(function, "cache_clear"):
            yield function.cache_clear
        for cell in getattr(function, "__closure__", None) or ():
            if isinstance(cell.cell_contents, LRUCache):
                yield cell.cell_contents._cache.clear


_clear = list(_caches())


def forget():
    """Empties the caches of scopes.py."""
    for clear in _clear:
        clear()


@contextmanager
def custom_scopes(custom):
    """The hub with more scopes: `{name: [subscope, ...]}`."""
    before = dict(scopes.scope_definitions)
    for name, subscopes in (custom or {}).items():
        scopes.scope_definitions[name] = {"description": name, "subscopes": subscopes}
    try:
        yield
    finally:
        scopes.scope_definitions.clear()
        scopes.scope_definitions.update(before)


_session = orm.new_session_factory("sqlite:///:memory:")()


class World:
    """Users, groups, services, roles and shares in the hub's database, until the `with` block ends."""

    def __init__(self, groups=None, group_roles=None, users=()):
        self.db = _session
        self._users = {}
        self._groups = {}
        self._services = {}
        self._roles = 0
        for name in users:
            self.user(name)
        for name, members in (groups or {}).items():
            group = orm.Group(name=name, users=[self.user(member) for member in members])
            self._groups[name] = group
            self.db.add(group)
            self.grant(group, (group_roles or {}).get(name, []))

    def __enter__(self):
        # Nothing is written before the hub asks for something: a query of the session flushes it.
        return self

    def __exit__(self, *_):
        self.db.rollback()

    def user(self, name):
        if name not in self._users:
            self._users[name] = orm.User(name=name)
            self.db.add(self._users[name])
        return self._users[name]

    def service(self, name):
        if name not in self._services:
            self._services[name] = orm.Service(name=name)
            self.db.add(self._services[name])
        return self._services[name]

    def owner(self, kind, name):
        return self.user(name) if kind == "user" else self.service(name)

    def grant(self, entity, roles):
        """Gives a role to a user, group or service for each list of raw scopes."""
        for raw in roles:
            self._roles += 1
            entity.roles.append(orm.Role(name=f"role-{self._roles}", scopes=raw))

    def client(self, client):
        return client_of(client, self.user, self.service)

    def share(self, share):
        owner = self.user(share["user"])
        spawner = orm.Spawner(user=owner, name=share["server"])
        spawner.oauth_client = orm.OAuthClient(identifier=f"share-{id(share)}")
        made = orm.Share(owner=owner, spawner=spawner, scopes=share["scopes"])
        if share["to"]["kind"] == "user":
            made.user = self.user(share["to"]["name"])
        else:
            made.group = self._groups[share["to"]["name"]]
        self.db.add(made)


def client_of(client, user=None, service=None):
    """An OAuth client: the hub's own, a service's or a server's."""
    user = user or (lambda name: orm.User(name=name))
    service = service or (lambda name: orm.Service(name=name))
    if client["kind"] == "hub":
        return orm.OAuthClient(identifier="jupyterhub")
    made = orm.OAuthClient(identifier="client")
    if client["kind"] == "service":
        service(client["service"]).oauth_client = made
    else:
        orm.Spawner(user=user(client["user"]), name=client["server"], oauth_client=made)
    return made


def owner_of(owner):
    """Somebody outside the database; `None` for nobody."""
    kinds = {"user": orm.User, "service": orm.Service, "group": orm.Group}
    return kinds[owner["kind"]](name=owner["name"]) if owner["kind"] in kinds else None
