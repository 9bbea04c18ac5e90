"""How allauth behaves here: nobody signs themselves up, and everybody has a second factor."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class Adapter(DefaultAccountAdapter):
    """Accounts are made by invitation only; messages are neutral."""

    def is_open_for_signup(self, request):
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """What an authenticator app shows beside the code: nothing that says what this is."""

    def get_totp_label(self, user):
        return user.email
