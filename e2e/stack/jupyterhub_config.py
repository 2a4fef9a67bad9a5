"""The local hub: the operator's block from deploy/, plus people, groups and servers to look at.

Everything that varies comes as JSON in the file named by HUBSCOPE_STACK, written by hub.ts.
"""

import json
import os
import sys
from pathlib import Path

import jupyterhub
from jupyterhub.spawner import Spawner

here = Path(__file__).resolve().parent
sys.path.insert(0, str(here))
from seed_database import seed_database  # noqa: E402

stack = json.loads(Path(os.environ["HUBSCOPE_STACK"]).read_text(encoding="utf-8"))
run_dir = Path(stack["runDir"])
version = jupyterhub.version_info

c = get_config()  # noqa: F821

c.JupyterHub.bind_url = stack["bindUrl"]
c.JupyterHub.hub_ip = "127.0.0.1"
c.JupyterHub.hub_port = stack["hubPort"]
if stack["subdomainHost"]:
    c.JupyterHub.subdomain_host = stack["subdomainHost"]
c.JupyterHub.db_url = f"sqlite:///{run_dir / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(run_dir / "cookie_secret")
c.JupyterHub.allow_named_servers = True

# The stack runs the proxy and ends the servers, so the hub can be stopped and started under open pages.
c.ConfigurableHTTPProxy.should_start = False
c.ConfigurableHTTPProxy.api_url = stack["proxyApiUrl"]
c.JupyterHub.cleanup_servers = False
c.JupyterHub.cleanup_proxy = False

c.JupyterHub.authenticator_class = "same_word.SameWordAuthenticator"
c.Authenticator.admin_users = {"admin"}
if version >= (5, 0):
    c.Authenticator.allow_all = True

c.JupyterHub.spawner_class = "scripted.StackSpawner"
c.StackSpawner.real_users = set(stack["realServersFor"])
c.StackSpawner.scripted_port = stack["scriptedPort"]
c.StackSpawner.home_dir_template = str(run_dir / "homes" / "{username}")
c.Spawner.env_keep = ["PATH", "LANG", "PYTHONUTF8", "HUBSCOPE_STACK_RUN"]
if hasattr(Spawner, "apply_user_options"):
    # Scripted servers read their options themselves; without this newer hubs warn of every one.
    c.Spawner.apply_user_options = lambda spawner, options: None
c.Spawner.args = ["--allow-root"] if os.geteuid() == 0 else []

seed_database(
    c.JupyterHub.db_url, stack["groups"], admins=c.Authenticator.admin_users, quiet_minutes=stack["quietMinutes"]
)
reads_shares = ["read:shares"] if version >= (5, 0) else []
c.JupyterHub.load_roles = [
    {
        "name": role["name"],
        "description": role["description"],
        "users": role["users"],
        "scopes": role["scopes"] + (reads_shares if role["readsShares"] else []),
    }
    for role in stack["roles"]
]

# The token by which tests and the stack itself call the hub with all the rights of an admin.
c.JupyterHub.services = [{"name": "stack", "admin": True, "api_token": stack["adminToken"]}]

if stack["culler"]:
    c.JupyterHub.services.append(
        {
            "name": "jupyterhub-idle-culler",
            # A week: it is here to be seen among the services, not to stop anything.
            "command": [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=604800", "--cull-every=3600"],
        }
    )
    c.JupyterHub.load_roles.append(
        {
            "name": "jupyterhub-idle-culler-role",
            "services": ["jupyterhub-idle-culler"],
            "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        }
    )

# Last, as an operator would: the block has to add to the lists above.
load_subconfig(str(here.parent.parent / "deploy" / "jupyterhub_config.py"))  # noqa: F821

exec(compile(stack["extraConfig"], "<extra config of the stack>", "exec"))

# The mark by which the stack finds what it has to end.
for service in c.JupyterHub.services:
    if "command" in service:
        service.setdefault("environment", {})["HUBSCOPE_STACK_RUN"] = os.environ["HUBSCOPE_STACK_RUN"]
