"""Hubscope as a service of your JupyterHub (3.1 and newer).

Copy this block into your jupyterhub_config.py, or load it from there:

    load_subconfig("/path/to/hubscope/deploy/jupyterhub_config.py")

`hubscope` must be on the hub's PATH (`npm install --global hubscope`).
It adds to c.JupyterHub.services and c.JupyterHub.load_roles and replaces nothing.
If your own configuration assigns these lists (`... = [...]`), do that above this block.
"""

import json
import os

import jupyterhub

c = get_config()  # noqa: F821

# Who may open Hubscope besides admins: user names, and groups that exist on this hub.
# What they see there is decided by their own roles, not by this list.
hubscope_users = []
hubscope_groups = []

# The most Hubscope may do in the name of a visitor. A visitor's token gets those of these
# scopes that the visitor holds, so a line here gives nobody a right he does not have.
# Remove a line, and Hubscope shows that part as hidden or disabled, for admins too.
# Never add admin:services: who holds it can make a service with admin rights.
hubscope_scopes = [
    # Users page: who is there, and when they were last active.
    "list:users",
    "read:users",
    # Roles in the panels of users and groups; refusals are explained with them.
    "read:roles",
    # Users, Servers and Spawns pages: servers, their state and the progress of a start.
    "read:servers",
    # Start, stop and delete servers.
    "servers",
    # Groups page, and the groups that filtered roles (such as servers!group=...) refer to.
    "list:groups",
    "read:groups",
    # Names of services; the Routes page joins the proxy's routes with them.
    "list:services",
    "read:services",
    # Tokens page: who has which token, with which scopes, until when. Never the token itself.
    "read:tokens",
    # Status chip: versions of the hub, its authenticator and its spawner.
    "read:hub",
    # Routes page: read the proxy's table, and have the hub check and repair it.
    # JupyterHub has no scope to only read the table.
    "proxy",
]

if jupyterhub.version_info >= (5, 0):
    # Who shared a server with whom. JupyterHub has shares since 5.0.
    hubscope_scopes.append("read:shares")

hubscope_environment = {
    # The hub does not tell a service what it may be delegated, so this block does.
    "HUBSCOPE_ALLOWED_SCOPES": json.dumps(hubscope_scopes),
}
if os.environ.get("HUBSCOPE_COOKIE_SECRET"):
    # Keeps people logged in when the hub restarts, and lets several replicas share logins.
    # Without it the key comes from the service's API token, which is new at every hub start.
    hubscope_environment["HUBSCOPE_COOKIE_SECRET"] = os.environ["HUBSCOPE_COOKIE_SECRET"]

# Hubscope's own API token holds no scope: no role below names the service.
c.JupyterHub.services.append(
    {
        "name": "hubscope",
        "url": f"http://127.0.0.1:{os.environ.get('HUBSCOPE_PORT', '10101')}",
        "command": ["hubscope", "serve"],
        "environment": hubscope_environment,
        "oauth_client_allowed_scopes": hubscope_scopes,
        # The hub runs Hubscope itself: a consent page on every login would ask about nothing new.
        "oauth_no_confirm": True,
    }
)

c.JupyterHub.load_roles.append(
    {
        "name": "hubscope-user",
        "description": "May open Hubscope",
        "scopes": [
            # Log in to this one service. Gives no right on the hub.
            "access:services!service=hubscope",
        ],
        "users": hubscope_users,
        "groups": hubscope_groups,
    }
)
