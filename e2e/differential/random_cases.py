"""Random cases: mostly what hubs really hold, and enough of what nobody should."""

from jupyterhub import scopes

# One list for people, groups and services: filters of different kinds then meet over one name.
NAMES = ["ada", "bob", "eve", "a/b", "a", "a=b", "x!y", "with space", "Ünï", "名前", "%41", "user", "server", "None", "a\nb", "0"]
SERVERS = ["", "gpu", "ada", "a/b", "x y", "=", "None"]
ODD_KINDS = ["", "User", "users", "serverless", "serve", "name", "group ", "!user"]
ODD_BASES = ["", "all", "nope", "Users", "users ", "custom:lab:read", "start:servers", "shares", "admin:services", "read"]
CUSTOM = ["custom:lab:read", "custom:lab:write", "custom:lab", "custom:x_*"]


class RandomCases:
    def __init__(self, random, operations):
        self.random = random
        self.operations = operations
        self.bases = list(scopes.scope_definitions)
        self.is_old = not hasattr(scopes, "has_scope")

    def case(self, fn):
        return {"fn": fn, **getattr(self, fn.replace("-", "_"))()}

    # Parts

    def chance(self, probability):
        return self.random.random() < probability

    def name(self):
        # A few names often, so that filters and targets meet.
        return self.random.choice(NAMES[:3] if self.chance(0.6) else NAMES)

    def server(self):
        return self.random.choice(SERVERS[:2] if self.chance(0.6) else SERVERS)

    def some(self, make, most, least=0):
        return [make() for _ in range(self.random.randint(least, most))]

    def names(self, most):
        return sorted({self.name() for _ in range(self.random.randint(0, most))})

    def base(self, odd=0.0, custom=None):
        if self.chance(odd):
            return self.random.choice(ODD_BASES)
        if custom and self.chance(0.4):
            return self.random.choice(list(custom))
        return self.random.choice(self.bases)

    def filter(self, bare=True, empty=0.0, odd=0.0):
        if self.chance(odd):
            return f"{self.random.choice(ODD_KINDS)}{self.random.choice(['', '=', '=ada', '=ada/gpu'])}"
        kind = self.random.choice(["user", "user", "group", "group", "server", "service"])
        if self.chance(empty):
            return self.random.choice([f"{kind}=", kind if kind == "group" else f"{kind}="])
        if bare and kind != "group" and self.chance(0.4):
            return kind
        if kind == "server":
            value = self.name() if self.chance(0.1) else f"{self.name()}/{self.server()}"
        else:
            value = self.name()
        return f"{kind}={value}"

    def scope(self, base=None, filtered=0.6, odd=0.0, custom=None, **rest):
        base = self.base(odd, custom) if base is None else base
        if not self.chance(filtered):
            return base + ("!" if self.chance(0.03) else "")
        return f"{base}!{self.filter(odd=odd, **rest)}"

    def wild(self):
        """How odd one case is: most of them not at all, since one bad scope decides a whole case."""
        return self.random.choice([0, 0, 0, 0, 0.15])

    def raw(self, most=6, custom=None, strange=True):
        odd = self.wild() if strange else 0
        made = self.some(lambda: self.scope(odd=odd, empty=odd, custom=custom), most)
        if self.chance(0.2):
            made.append(self.random.choice(["self", "inherit", "self!user", "self!user=ada", "self!", "(no_scope)"]))
        self.random.shuffle(made)
        return made

    def expanded(self, most=10, bases=None, empty=0.0, odd=0.0):
        """Scopes as `GET /user` has them, on few bases, so that they meet."""
        bases = bases or [self.base() for _ in range(3)]
        return self.some(
            lambda: self.scope(self.random.choice(bases), filtered=0.85, bare=False, empty=empty, odd=odd), most
        )

    def custom_scopes(self):
        if not self.chance(0.25):
            return None
        chosen = self.random.sample(CUSTOM, self.random.randint(1, len(CUSTOM)))
        # Each may only hold later ones, or the hub would go round in circles; now and then it does.
        later = {name: chosen[index + (0 if self.chance(0.03) else 1) :] for index, name in enumerate(chosen)}
        return {name: self.random.sample(rest, self.random.randint(0, len(rest))) for name, rest in later.items()}

    def client(self):
        kind = self.random.choice(["hub", "service", "server"])
        if kind == "service":
            return {"kind": kind, "service": self.name()}
        if kind == "server":
            return {"kind": kind, "user": self.name(), "server": self.server()}
        return {"kind": kind}

    def owner(self):
        kind = self.random.choice(["user", "user", "user", "service", "service", "group", "nobody"])
        return {"kind": kind, "name": self.name(), "client": self.client() if self.chance(0.6) else None}

    def groups(self):
        return {name: self.names(4) for name in self.names(4)}

    # Cases

    def expand(self):
        custom = self.custom_scopes()
        return {"raw": self.raw(custom=custom), "owner": self.owner(), "custom": custom}

    def parse(self):
        odd = self.wild()
        return {"scopes": self.expanded(empty=odd / 3, odd=odd / 3)}

    def reduce(self):
        return self.parse()

    def intersect(self):
        bases = [self.base() for _ in range(2)]
        odd = self.wild() / 5
        a, b = (self.expanded(12, bases, empty=odd, odd=odd) for _ in range(2))
        return {"a": a, "b": b, "groups": self.groups() if self.chance(0.7) else None}

    def exist(self):
        custom = self.custom_scopes()
        holder = self.random.choice(["token", "role lab-admin", "share", ""])
        return {"scopes": self.raw(5, custom), "holder": holder, "custom": custom}

    def field(self):
        base = self.base()
        target = self.target()
        groups = self.groups()
        held = self.expanded(3, [base, self.base()]) + self.aimed(base, groups, **target)
        return {"held": held, "base": base, "target": target, "groups": groups}

    def aimed(self, base, groups, user="ada", server="gpu", group="ada", service="ada", **_):
        """A filter that matches a target, or comes near."""
        if self.chance(0.4):
            return []
        values = {
            "user": [user, user.split("/")[0], f"{user}/{server}"],
            "server": [f"{user}/{server}", f"{user}/{server}", server, user, f"{user}/"],
            "group": [group, user, *[name for name, members in groups.items() if user in members]],
            "service": [service, user],
        }
        kind = self.random.choice(list(values))
        return [f"{base}!{kind}={self.random.choice([each for each in values[kind] if each])}"]

    def target(self):
        kind = self.random.choice(["user", "server", "server", "group", "service"])
        if kind == "server":
            return {"kind": kind, "user": self.name(), "server": self.server()}
        return {"kind": kind, kind: self.name()}

    def decide(self):
        # Lists and tokens have rules of their own; there are many more of the others.
        special = ["listUsers", "listGroups", "listServices", "createToken"]
        chosen = [each for each in self.operations if each["id"] in special] if self.chance(0.25) else self.operations
        operation = self.random.choice(chosen)
        params = {"user": self.name(), "server": self.server(), "group": self.name(), "service": self.name()}
        if not operation.get("defaultPath") and params["server"] == "":
            params["server"] = "gpu"
        params["token"] = "a1"
        requester = self.random.choice(["user", "user", "user", "service", "service", None])
        groups = self.groups()
        held = self.held([*operation["scopes"], self.base()]) if requester else []
        if requester and operation["scopes"]:
            held += self.aimed(self.random.choice(operation["scopes"]), groups, **params)
        case = {"operation": operation["id"], "params": params, "requester": requester}
        # This one looks for the user before the scopes, and answers both alike.
        is_sure = operation["id"] == "createToken"
        return {**case, **self.known(held, groups, params["user"], is_sure), "services": self.names(5)}

    def authorize(self):
        required = [self.base() for _ in range(self.random.randint(1, 4))]
        target = self.random.choice(["none", "user", "server", "server", "group", "service"])
        arguments = [] if target == "none" else [self.name()]
        # `None`: the server is not in the path, as on the paths of shares.
        if target == "server":
            arguments.append(None if self.chance(0.2) else self.server())
        logged_in = self.chance(0.93)
        groups = self.groups()
        held = self.held(required) if logged_in else []
        if logged_in and arguments:
            aim = {"user": arguments[0], "server": arguments[-1] or "None"} if target in {"user", "server"} else {}
            held += self.aimed(self.random.choice(required), groups, **{target: arguments[0], **aim})
        return {
            "required": required,
            "target": target,
            "arguments": arguments,
            "loggedIn": logged_in,
            "postFilter": not self.is_old and target == "none" and self.chance(0.5),
            **self.known(held, groups, arguments[0] if arguments else None),
        }

    def held(self, bases):
        odd = self.wild() / 5
        return self.expanded(6, bases, empty=odd, odd=odd)

    def known(self, held, groups, user, is_sure=False):
        """What is held, and whom the hub knows. Old hubs look up a user who is not there in no certain order."""
        users = self.names(4)
        members = {member for group in groups.values() for member in group}
        if user is not None and (is_sure or self.is_old or self.chance(0.9)) and user not in members | set(users):
            users.append(user)
        return {"held": held, "groups": groups, "users": users}

    def role_holder(self, strange=True):
        kind = self.random.choice(["user", "user", "service"])
        name = self.name()
        groups = self.groups()
        shares = [] if self.is_old or self.chance(0.5) else self.some(lambda: self.share(list(groups)), 3)
        return {
            "kind": kind,
            "name": name,
            "roles": self.some(lambda: self.role(strange), 3),
            "groups": groups,
            "groupRoles": {group: self.some(lambda: self.role(strange), 2) for group in groups},
            "shares": shares,
        }

    def role(self, strange):
        if self.chance(0.3):
            return ["self"]
        odd = self.wild() / 5 if strange else 0
        return self.some(lambda: self.scope(filtered=0.5, odd=odd, empty=odd), 4)

    def share(self, groups):
        to_group = groups and self.chance(0.5)
        to = {"kind": "group", "name": self.random.choice(groups)} if to_group else {"kind": "user", "name": self.name()}
        made = self.some(lambda: self.scope(self.random.choice(["access:servers", "read:servers", "servers", "shares"]), bare=False), 3, 1)
        return {"to": to, "user": self.name(), "server": self.server(), "scopes": made}

    def holder(self):
        return {**self.role_holder(), "custom": None}

    def token(self):
        raw = ["inherit"] if self.chance(0.1) else self.raw(5, strange=self.chance(0.3))
        return {**self.role_holder(self.chance(0.3)), "raw": raw, "client": self.client(), "custom": None}

    def check_token(self):
        return self.token()

    def resolve(self):
        raw = self.raw(8, strange=self.chance(0.2))
        split = self.random.randint(0, len(raw))
        near = [self.scope(scope.split("!")[0], odd=0) for scope in raw[:split]]
        return {
            "requested": raw[: split + 2],
            "available": raw[split:] + near,
            "owner": self.owner(),
            "groups": self.groups(),
        }

    def custom(self):
        return {"definitions": [[name, self.definition()] for name in self.custom_names()]}

    def custom_names(self):
        odd = ["custom:a", "custom:ab", "custom:abc", "custom:abc\n", "custom:a-", "custom:a:", "custom:abc-", "custom:abc:", "Custom:abc", "custom:_ab", "custom:ÄbC", "users", "custom:a*c", "cust:abc", "custom:abc:def-g_h*"]
        return list(dict.fromkeys(self.random.choice(odd if self.chance(0.3) else CUSTOM) for _ in range(self.random.randint(1, 5))))

    def definition(self):
        made = {} if self.chance(0.08) else {"description": "text"}
        if self.chance(0.5):
            good = self.some(lambda: self.random.choice(CUSTOM), 2)
            bad = self.random.choice(["text", None, [1], ["users"], ["custom:none"], {"a": 1}])
            made["subscopes"] = bad if self.chance(0.15) else good
        return made
