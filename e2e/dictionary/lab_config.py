# The end of jupyterhub_config.py of a hub on trial; `c`, `stack`, `version` and `lab` are at hand.
import sqlite3
import sys

from jupyterhub.auth import Authenticator

sys.path.insert(0, lab["folder"])

old = version < (5, 0)
c.JupyterHub.authenticator_class = "lab_authenticator.LabAuthenticator"
c.Authenticator.refresh_pre_spawn = True
if hasattr(Authenticator, "auth_refresh_strict"):
    c.Authenticator.auth_refresh_strict = True
c.JupyterHub.spawner_class = "lab_spawner.LabSpawner"
# The configuration of the stack's spawner is inherited.
c.JupyterHub.tornado_settings = {"slow_spawn_timeout": 1, "slow_stop_timeout": 0.3}
# Limits exclude each other, so every hub has some of them.
if version >= (6, 0):
    c.JupyterHub.concurrent_spawn_limit = 1
    c.JupyterHub.allow_existing_invalid_named_servers = "allow-delete"
elif not old:
    c.JupyterHub.active_server_limit = 5
if old:
    c.JupyterHub.allow_named_servers = False
    c.Authenticator.manage_groups = True
else:
    c.JupyterHub.named_server_limit_per_user = 2

for name, (token, scopes) in lab["holders"].items():
    c.JupyterHub.services.append({"name": name, "api_token": token})
    if scopes:
        c.JupyterHub.load_roles.append({"name": name, "services": [name], "scopes": scopes})
c.JupyterHub.services.append(
    {
        "name": "guarded",
        "url": f"http://127.0.0.1:{lab['port']}",
        "command": [sys.executable, f"{lab['folder']}/guarded_service.py"],
    }
)
c.JupyterHub.load_roles.append({"name": "guarded", "users": ["student"], "scopes": ["access:services!service=guarded"]})

# Hubs before 6 took more names of servers; such a server is still there after an upgrade.
with sqlite3.connect(f"{run_dir}/hub.sqlite") as database:
    database.execute("INSERT INTO spawners (user_id, name) SELECT id, 'a_b' FROM users WHERE name = 'stranger'")
