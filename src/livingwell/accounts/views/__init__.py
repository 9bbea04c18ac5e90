"""Signing in, and changing how: each page by the name its address is looked up by."""

from .pages import too_many
from .passkeys import AddPasskey, NamePasskey, PasskeyAgain, UsePasskey, ask_for_new, ask_for_passkey
from .signing_in import (
    AskForCode,
    EnterCode,
    PasswordAgain,
    SecondFactor,
    SecondFactorAgain,
    SignIn,
    closed,
    sign_out,
    signed_out,
)
from .yours import NewSpareCodes, OtherPhone, SetUpSecondFactor, SpareCodes, change_password, take_off, yours

__all__ = [
    "AddPasskey",
    "AskForCode",
    "EnterCode",
    "NamePasskey",
    "NewSpareCodes",
    "OtherPhone",
    "PasskeyAgain",
    "PasswordAgain",
    "SecondFactor",
    "SecondFactorAgain",
    "SetUpSecondFactor",
    "SignIn",
    "SpareCodes",
    "UsePasskey",
    "ask_for_new",
    "ask_for_passkey",
    "change_password",
    "closed",
    "sign_out",
    "signed_out",
    "take_off",
    "too_many",
    "yours",
]
