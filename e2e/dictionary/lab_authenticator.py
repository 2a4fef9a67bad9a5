"""Logins of the hub on trial: the password is the user name, and some logins end or are not wanted."""

from same_word import SameWordAuthenticator


class LabAuthenticator(SameWordAuthenticator):
    def add_user(self, user):
        if user.name == "unwanted":
            raise ValueError("boom")
        super().add_user(user)

    async def refresh_user(self, user, handler=None):
        """The login of `lapsed` has ended where people log in."""
        return user.name != "lapsed"
