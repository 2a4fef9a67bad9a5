"""What the hub's own functions say to a case."""

import re

from hub_requests import authorize, decide
from hub_state import World, client_of, custom_scopes, owner_of
from jupyterhub import orm, scopes


def answer(case, operations):
    """The result as JSON has it, lists sorted; an exception as the name of its type."""
    if case["fn"] == "decide":
        return _caught(lambda: decide(case, operations[case["operation"]]), REQUEST_ERRORS)
    if case["fn"] == "authorize":
        return _caught(lambda: authorize(case), REQUEST_ERRORS)
    with custom_scopes(case.get("custom")):
        return _caught(lambda: FUNCTIONS[case["fn"]](case), ERRORS)


ERRORS = (KeyError, ValueError, AttributeError, RecursionError)
# Any other comes of what the requests here are fake in.
REQUEST_ERRORS = (ValueError,)


def _caught(call, errors):
    try:
        return {"value": call()}
    except errors as error:
        return {"raises": next(each.__name__ for each in errors if isinstance(error, each))}


def expand(case):
    client = case["owner"]["client"] and client_of(case["owner"]["client"])
    return sorted(scopes.expand_scopes(case["raw"], owner_of(case["owner"]), client))


def parse(case):
    return _parsed(scopes.parse_scopes(case["scopes"]))


def _parsed(parsed):
    def extent(filters):
        if filters == scopes.Scope.ALL:
            return "all"
        return sorted([kind, sorted(values)] for kind, values in filters.items())

    return sorted(([base, extent(filters)] for base, filters in parsed.items()), key=lambda item: item[0])


def reduce(case):
    return sorted(scopes.reduce_scopes(case["scopes"]))


def intersect(case):
    if case["groups"] is None:
        return sorted(scopes._intersect_expanded_scopes(case["a"], case["b"]))
    with World(case["groups"]) as world:
        return sorted(scopes._intersect_expanded_scopes(case["a"], case["b"], db=world.db))


def exist(case):
    try:
        scopes._check_scopes_exist(case["scopes"], who_for=case["holder"])
    except KeyError as error:
        return error.args[0]
    return None


def field(case):
    """`check_scope_filter` on what is held of one base."""
    parsed = scopes.parse_scopes(case["held"])
    if case["base"] not in parsed:
        return False
    target = case["target"]
    kind = target["kind"]
    if kind in {"user", "server"}:
        in_groups = [name for name, members in case["groups"].items() if target["user"] in members]
        user = orm.User(name=target["user"], groups=[orm.Group(name=name) for name in in_groups])
    if kind == "user":
        resource = user
    elif kind == "server":
        resource = orm.Spawner(user=user, name=target["server"])
    elif kind == "group":
        resource = orm.Group(name=target["group"])
    else:
        resource = orm.Service(name=target["service"])
    return scopes.check_scope_filter(parsed[case["base"]], resource, kind)


def _world(case, *users):
    world = World(case["groups"], case["groupRoles"], users=users)
    owner = world.owner(case["kind"], case["name"])
    world.grant(owner, case["roles"])
    for share in case["shares"]:
        world.share(share)
    return world, owner


def holder(case):
    world, owner = _world(case)
    with world:
        return sorted(scopes.get_scopes_for(owner))


def token(case):
    world, owner = _world(case)
    made = orm.APIToken(scopes=case["raw"], oauth_client=world.client(case["client"]))
    setattr(made, case["kind"], owner)
    world.db.add(made)
    with world:
        # A token knows its client only when it is written.
        world.db.flush()
        return sorted(scopes.get_scopes_for(made))


def check_token(case):
    """The scopes that the owner lacks, out of the error's message."""
    world, owner = _world(case)
    client = world.client(case["client"])
    with world:
        try:
            scopes._check_token_scopes(case["raw"], owner, client)
        except ValueError as error:
            excess = re.match(r"Not assigning requested scopes (.*) not held by \w+ ", str(error), re.DOTALL)
            if excess is None:
                raise
            return sorted(excess.group(1).split(","))
    return []


def resolve(case):
    """What the allowed scopes expand to: their words depend on the order of a set."""
    owner = owner_of(case["owner"])
    client = case["owner"]["client"] and client_of(case["owner"]["client"])
    with World(case["groups"]) as world:
        requested, available = set(case["requested"]), set(case["available"])
        allowed, disallowed = scopes._resolve_requested_scopes(requested, available, owner, client, world.db)
    return {"allowed": sorted(scopes.expand_scopes(allowed, owner, client)), "disallowed": sorted(disallowed)}


_PROBLEMS = [
    ("redefines", r"Cannot redefine scope"),
    ("name", r"Invalid scope name"),
    ("no-description", r".*missing key 'description'"),
    ("no-list", r"subscopes must be a list"),
    ("not-custom", r"non-custom subscope"),
    ("not-found", r"subscope .* not found"),
]


def custom(case):
    definitions = dict(case["definitions"])
    try:
        scopes.define_custom_scopes(definitions)
    except ValueError as error:
        problem = next(name for name, start in _PROBLEMS if re.match(start, str(error), re.DOTALL))
        failed = next(
            name for name, definition in definitions.items() if scopes.scope_definitions.get(name) is not definition
        )
        return {"scope": failed, "problem": problem}
    return None


FUNCTIONS = {
    "expand": expand,
    "parse": parse,
    "reduce": reduce,
    "intersect": intersect,
    "exist": exist,
    "field": field,
    "holder": holder,
    "token": token,
    "check-token": check_token,
    "resolve": resolve,
    "custom": custom,
}
