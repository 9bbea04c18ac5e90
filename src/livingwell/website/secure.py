"""What a real place must be told before its doors open. Pure: the environment comes in, sentences come out."""

from collections.abc import Iterator, Mapping

from psycopg.conninfo import conninfo_to_dict

NEAR = frozenset({"", "localhost", "127.0.0.1", "::1", "[::1]"})
ENCRYPTED = frozenset({"require", "verify-ca", "verify-full"})


def what_is_missing(environ: Mapping[str, str]) -> list[str]:
    """Return, in a sentence each, why this place may not open its doors to the world yet."""
    return [*_browsers(environ), *_mail(environ), *_database(environ)]


def _browsers(environ: Mapping[str, str]) -> Iterator[str]:
    hosts = {one.strip() for one in environ.get("LIVINGWELL_HOSTS", "").split(",")}
    if environ.get("LIVINGWELL_HTTPS") != "yes":
        yield (
            "LIVINGWELL_HTTPS is not yes: without HTTPS, anybody between could read what people write. "
            "Put a web server with a certificate in front, then set it."
        )
    if not hosts - NEAR - {"*"}:
        yield "LIVINGWELL_HOSTS does not say at which address people come: set it to that, such as livingwell.example."
    if "*" in hosts:
        yield (
            "LIVINGWELL_HOSTS is *, so that any address would do, and a link could be made to lead elsewhere: "
            "name yours."
        )


def _mail(environ: Mapping[str, str]) -> Iterator[str]:
    host = environ.get("LIVINGWELL_SMTP_HOST", "")
    if not host:
        yield "LIVINGWELL_SMTP_HOST is not set: no code, no invitation and no message could be sent."
        return
    if environ.get("LIVINGWELL_SMTP_TLS", "yes") != "yes" and host not in NEAR:
        yield "LIVINGWELL_SMTP_TLS is no: what is sent could be read on its way to the mail server."
    if not environ.get("LIVINGWELL_SENDER"):
        yield "LIVINGWELL_SENDER does not say from which address messages come."


def _database(environ: Mapping[str, str]) -> Iterator[str]:
    there = conninfo_to_dict(environ.get("DATABASE_URL", ""))
    host = str(there.get("host") or "")
    far = host not in NEAR and not host.startswith("/")
    if far and there.get("sslmode") not in ENCRYPTED:
        yield (
            "DATABASE_URL leads to another machine in the clear: end it with ?sslmode=verify-full, or at least require."
        )
