"""Hubscope as a service of your JupyterHub (3.1 and newer).

Copy this block into your jupyterhub_config.py, or load it from there:

    load_subconfig("/path/to/hubscope/deploy/jupyterhub_config.py")

`hubscope` must be on the hub's PATH: the README says how.
It adds to c.JupyterHub.services and c.JupyterHub.load_roles and replaces nothing.
If your own configuration assigns these lists (`... = [...]`), do that above this block.
"""

import json
import os

c = get_config()  # noqa: F821

# Who may open Hubscope besides admins: user names, and groups that exist on this hub.
# What they see there is decided by their own roles, not by this list.
hubscope_users = []
hubscope_groups = []

# The most Hubscope may do in the name of a visitor: what its pages use, and no more. A visitor's token
# gets those of these scopes that the visitor holds, so a line here gives nobody a right they do not have.
# Remove a line, and Hubscope shows that part as hidden or disabled, for admins too.
# Never add admin:services: who holds it can make a service with admin rights.
hubscope_scopes = [
    # Every page but Routes: which users there are.
    "list:users",
    # Users page: groups, roles, when they were created and last active.
    "read:users",
    # Users, Servers and Spawns pages: servers, their state and the progress of a start.
    # Routes page: which servers should have a route.
    "read:servers",
    # Start, stop and delete servers. Below JupyterHub 6 no narrower scope starts one.
    "servers",
    # Routes page: the services, and which of them should have a route.
    "list:services",
    "read:services",
    # Routes page: read the proxy's table, and have the hub check and repair it.
    # JupyterHub has no scope to only read the table.
    "proxy",
    # Scopes page: which roles users, groups and services have.
    "read:roles",
    # Scopes page, Token check: when a token ends. Shows no token itself.
    "read:tokens",
]

hubscope_environment = {
    # The hub does not tell a service what it may be delegated, so this block does.
    "HUBSCOPE_ALLOWED_SCOPES": json.dumps(hubscope_scopes),
}
# Set these where the hub starts: a service does not get the hub's own environment.
# HUBSCOPE_COOKIE_SECRET keeps people logged in when the hub restarts, and lets several replicas share
# logins. Without it the key comes from the service's API token, which is new at every hub start.
# HUBSCOPE_HUB_TIMEOUT is how many seconds Hubscope waits for the hub.
for variable in ("HUBSCOPE_COOKIE_SECRET", "HUBSCOPE_HUB_TIMEOUT"):
    if os.environ.get(variable):
        hubscope_environment[variable] = os.environ[variable]

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
