"""Addresses of signing in and out. Allauth finds its steps by names of its own, so those are in no namespace."""

from django.urls import include, path

from . import views

own = [
    path("out/", views.sign_out, name="sign_out"),
    path("out/done/", views.signed_out, name="signed_out"),
    path("passkey/ask/", views.ask_for_passkey, name="ask_for_passkey"),
    path("yours/passkey/ask/", views.ask_for_new, name="ask_for_new"),
    path("yours/<int:pk>/off/", views.take_off, name="take_off"),
]
urlpatterns = [
    path("", views.SignIn.as_view(), name="account_login"),
    path("code/", views.AskForCode.as_view(), name="account_request_login_code"),
    path("code/enter/", views.EnterCode.as_view(), name="account_confirm_login_code"),
    path("second-factor/", views.SecondFactor.as_view(), name="mfa_authenticate"),
    path("second-factor/set-up/", views.SetUpSecondFactor.as_view(), name="mfa_activate_totp"),
    path("second-factor/other-phone/", views.OtherPhone.as_view(), name="mfa_deactivate_totp"),
    path("second-factor/again/", views.SecondFactorAgain.as_view(), name="mfa_reauthenticate"),
    path("passkey/", views.UsePasskey.as_view(), name="mfa_login_webauthn"),
    path("passkey/again/", views.PasskeyAgain.as_view(), name="mfa_reauthenticate_webauthn"),
    path("yours/passkey/", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("yours/<int:pk>/name/", views.NamePasskey.as_view(), name="mfa_edit_webauthn"),
    path("spare-codes/", views.SpareCodes.as_view(), name="mfa_view_recovery_codes"),
    path("spare-codes/new/", views.NewSpareCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("again/", views.PasswordAgain.as_view(), name="account_reauthenticate"),
    path("yours/", views.yours, name="mfa_index"),
    path("password/", views.change_password, name="account_change_password"),
    path("password/forgotten/", views.AskForCode.as_view(forgotten=True), name="account_reset_password"),
    path("closed/", views.closed, name="account_inactive"),
    # Nobody signs themselves up; allauth asks for these addresses all the same, and these are where they lead.
    path("", views.SignIn.as_view(), name="account_signup"),
    path("out/", views.sign_out, name="account_logout"),
    path("", include((own, "accounts"))),
]
