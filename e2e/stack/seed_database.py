"""Puts people and groups into the hub's database before the hub opens it.

c.JupyterHub.load_groups would do it too, with several commits for every user.
"""

from datetime import datetime, timedelta

from jupyterhub import orm, roles
from sqlalchemy import event
from sqlalchemy.engine import Engine


@event.listens_for(Engine, "connect")
def trust_the_machine(connection, _record):
    # A database that lives as long as the run need not survive a power cut.
    connection.execute("PRAGMA synchronous = OFF")


def seed_database(url, groups, admins, quiet_minutes):
    """Makes the members of all groups, in order of appearance. Does nothing when there are users already."""
    session = orm.new_session_factory(url)()
    try:
        if session.query(orm.User).first() is not None:
            return
        for role in roles.get_default_roles():
            roles.create_role(session, role)
        now = datetime.utcnow()
        users = {}
        for name in dict.fromkeys(name for names in groups.values() for name in names):
            minutes = quiet_minutes.get(name)
            users[name] = orm.User(
                name=name,
                admin=name in admins,
                last_activity=None if minutes is None else now - timedelta(minutes=minutes),
            )
            session.add(users[name])
            # One by one, so that the order of ids is the order of names.
            session.flush([users[name]])
        made = {name: orm.Group(name=name) for name in groups}
        session.add_all(made.values())
        session.flush()
        # Through the tables: what the mapped classes look like differs between the versions.
        tables = orm.Base.metadata.tables
        of_role = {name: orm.Role.find(session, name).id for name in ("user", "admin")}
        has_role = [{"user_id": user.id, "role_id": of_role["user"]} for user in users.values()]
        has_role += [{"user_id": users[name].id, "role_id": of_role["admin"]} for name in users if name in admins]
        is_in = [
            {"user_id": users[member].id, "group_id": made[name].id}
            for name, members in groups.items()
            for member in members
        ]
        session.execute(tables["user_role_map"].insert(), has_role)
        session.execute(tables["user_group_map"].insert(), is_in)
        session.commit()
    finally:
        session.close()
        session.get_bind().dispose()
