"""What is asked while signing in, and of whoever changes how they do."""

from .fields import is_slowed, new_password_field
from .passkeys import (
    AddPasskeyForm,
    NamePasskeyForm,
    PasskeyAfterForm,
    PasskeyAgainForm,
    UsePasskeyForm,
)
from .signing_in import (
    AskForCodeForm,
    EnterCodeForm,
    NewPasswordForm,
    PasswordAgainForm,
    SecondFactorAgainForm,
    SecondFactorForm,
    SetUpForm,
    SignInForm,
)

__all__ = [
    "AddPasskeyForm",
    "AskForCodeForm",
    "EnterCodeForm",
    "NamePasskeyForm",
    "NewPasswordForm",
    "PasskeyAfterForm",
    "PasskeyAgainForm",
    "PasswordAgainForm",
    "SecondFactorAgainForm",
    "SecondFactorForm",
    "SetUpForm",
    "SignInForm",
    "UsePasskeyForm",
    "is_slowed",
    "new_password_field",
]
