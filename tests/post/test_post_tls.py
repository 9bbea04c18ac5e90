"""Email over TLS: never in clear where the place wants TLS, and only to a server somebody vouches for."""

import datetime as dt
import ipaddress
import ssl
from datetime import timedelta

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from post.carrying import deliver, hand_over, row_of
from post.mailbox import Mailbox, serving
from record.roles import BOTTOM

from livingwell.post.words import State

pytestmark = pytest.mark.django_db(transaction=True, available_apps=BOTTOM)


def test_nothing_is_sent_in_clear_where_the_place_wants_tls(mailbox, settings):
    settings.POST_SMTP_TLS = True
    made = hand_over()
    assert deliver(made) is State.WAITING
    assert "STARTTLS" in row_of(made).last_trouble
    assert mailbox.envelopes == []


def test_a_server_nobody_vouches_for_is_not_trusted(settings, tmp_path, mailbox):
    with serving(box := Mailbox(), tls_context=own_tls(tmp_path), require_starttls=True) as port:
        settings.POST_SMTP_PORT, settings.POST_SMTP_TLS = port, True
        made = hand_over()
        assert deliver(made) is State.WAITING
    assert "CERTIFICATE_VERIFY_FAILED" in row_of(made).last_trouble
    assert box.envelopes == []


@pytest.mark.parametrize(("password", "state"), [("right", State.SENT), ("wrong", State.WAITING)])
def test_it_signs_in_over_tls_and_a_wrong_password_is_ours_to_put_right(
    settings, tmp_path, monkeypatch, mailbox, password, state
):
    def let_in(server, session, envelope, mechanism, credentials: LoginPassword):
        is_right = credentials.login == b"us" and credentials.password == b"right"
        return AuthResult(success=is_right, handled=False)  # let the server say so

    tls = own_tls(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "own.pem"))
    with serving(
        box := Mailbox(), tls_context=tls, require_starttls=True, authenticator=let_in, auth_required=True
    ) as port:
        settings.POST_SMTP_PORT, settings.POST_SMTP_TLS = port, True
        settings.POST_SMTP_USER, settings.POST_SMTP_PASSWORD = "us", password
        assert deliver(hand_over()) is state
    assert len(box.messages) == (state is State.SENT)


def own_tls(folder):
    """A server's TLS, vouched for by itself alone."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    today = dt.datetime.now(dt.UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(today).not_valid_after(today + timedelta(days=1))
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = made.add_extension(here, critical=False).add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
    signed = made.sign(key, hashes.SHA256())
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = folder / "own.pem"
    file.write_bytes(signed.public_bytes(plain[0]) + key.private_bytes(*plain))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
