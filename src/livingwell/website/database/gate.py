"""What every database of ours holds before its first migration: entry, and checking a viewer's name.

The viewer is named to a transaction by the setting `livingwell.viewer`. Its value is `nobody`, or one line

    <kind> <ref> <until> <mac>

with single spaces between: `kind` in lower-case letters and underscores; `ref` a lower-case uuid or `-`;
`until` in Unix seconds; `mac` the lower-case hexadecimal HMAC-SHA256 of `<kind> <ref> <until>` under the
viewer key. SQL alone, injected or not, cannot therefore become somebody else: the key is in a table that
`lw_gate` owns and nobody reads.

| sqlstate | when |
|---|---|
| LW001 | nobody has been named |
| LW002 | the line is malformed, or not signed by us |
| LW003 | the line was good until a moment that has passed |

The two newest keys are good, so that a key can be changed while people are at work.
"""

import hashlib

import psycopg
from psycopg import sql

from livingwell.website.database.trouble import Trouble

LW_SUPER = "lw_super"
LW_GATE = "lw_gate"
LW_OWNER = "lw_owner"
LW_WEB = "lw_web"
LW_WORKER = "lw_worker"
LW_EVAL = "lw_eval"
SERVING = (LW_WEB, LW_WORKER, LW_EVAL)

BLOCK = 64  # bytes in one block of SHA-256, which HMAC pads its key to
KEYS_KEPT = 2
TURN = 7_512_113_806  # any number, the same everywhere: the name of our advisory lock

ENTRY = """
revoke all on database {database} from public;
grant connect on database {database} to {owner}, {serving};
revoke create on schema public from public;
grant usage on schema public to {serving}, {gate};
grant usage on schema gate to {owner}, {serving};
"""

VIEWER = """
create table if not exists gate.viewer_key (
    id bigint generated always as identity primary key,
    inner_pad bytea not null,
    outer_pad bytea not null,
    since timestamptz not null default now()
);
revoke all on gate.viewer_key from public;

create or replace function gate.viewer_said() returns text[]
    language plpgsql stable security definer parallel safe set search_path = pg_catalog, pg_temp as $$
declare
    said constant text := current_setting('livingwell.viewer', true);
    part constant text[] := string_to_array(said, ' ');
    mac bytea;
begin
    if said is null or said = '' then  -- a setting once used and ended reads back as '', not null
        raise exception 'nobody has been named to the database' using errcode = 'LW001',
            hint = 'Name the viewer inside the transaction, or name nobody.';
    end if;
    if said = 'nobody' then
        return array['nobody', '-'];
    end if;
    if said ~ '^[a-z_]+ [0-9a-f-]+ [0-9]+ [0-9a-f]+$' then  -- counts in braces cost a hundred times as much
        mac := sha256(convert_to(part[4], 'UTF8'));  -- once more: all wrong guesses compare alike
        perform from (select inner_pad, outer_pad from gate.viewer_key order by id desc limit 2) as newest
          where mac = sha256(convert_to(encode(sha256(outer_pad || sha256(inner_pad ||
              convert_to(part[1] || ' ' || part[2] || ' ' || part[3], 'UTF8'))), 'hex'), 'UTF8'));
    end if;
    if mac is null or not found or (part[2] <> '-' and not pg_input_is_valid(part[2], 'uuid')) then
        raise exception 'the viewer''s name is not signed by us' using errcode = 'LW002';
    end if;
    if part[3]::numeric <= extract(epoch from statement_timestamp()) then
        raise exception 'the viewer was named until a moment that has passed' using errcode = 'LW003';
    end if;
    return part[1:2];
end $$;
revoke all on function gate.viewer_said() from public;

create or replace function gate.viewer_kind() returns text
    language plpgsql stable security definer parallel safe set search_path = pg_catalog, pg_temp as $$
begin
    return (gate.viewer_said())[1];
end $$;

create or replace function gate.viewer_ref() returns uuid
    language plpgsql stable security definer parallel safe set search_path = pg_catalog, pg_temp as $$
begin
    return nullif((gate.viewer_said())[2], '-')::uuid;
end $$;
grant execute on function gate.viewer_kind(), gate.viewer_ref() to public;
"""

SHAPE = hashlib.sha256((ENTRY + VIEWER).encode()).hexdigest()  # another one: prepare each database again


def prepare_database(admin: psycopg.Connection, viewer_key: bytes) -> None:
    """Put inside the database `admin` is connected to what ours holds: entry, the viewer's key and functions.

    Idempotent. The roles must be there already, and the database owned by `lw_owner`.
    """
    with admin.transaction():
        admin.execute("select pg_advisory_xact_lock(%s)", [TURN])
        _make_schema(admin)
        admin.execute(_entry(admin.info.dbname))
        admin.execute(sql.SQL("set local role {}").format(sql.Identifier(LW_GATE)))
        admin.execute(VIEWER)
        _store(admin, viewer_key)
        admin.execute("reset role")


def know_viewer_key(owner: psycopg.Connection, viewer_key: bytes) -> None:
    """Have a database that is prepared know this key, within a transaction of whoever owns its tables."""
    owner.execute(sql.SQL("set local role {}").format(sql.Identifier(LW_GATE)))
    _store(owner, viewer_key)
    owner.execute("reset role")


def _make_schema(admin: psycopg.Connection) -> None:
    owner = admin.execute("select nspowner::regrole::text from pg_namespace where nspname = 'gate'").fetchone()
    if owner is None:
        admin.execute(sql.SQL("create schema gate authorization {}").format(sql.Identifier(LW_GATE)))
    elif owner[0] != LW_GATE:
        raise Trouble(f"The schema gate in {admin.info.dbname} is owned by {owner[0]}, not by {LW_GATE}.")


def _entry(database: str) -> sql.Composed:
    return sql.SQL(ENTRY).format(
        database=sql.Identifier(database),
        owner=sql.Identifier(LW_OWNER),
        gate=sql.Identifier(LW_GATE),
        serving=sql.SQL(", ").join(map(sql.Identifier, SERVING)),
    )


def _store(admin: psycopg.Connection, viewer_key: bytes) -> None:
    """Make this key the newest, and forget those that are good no longer."""
    inner, outer = pads(viewer_key)
    newest = admin.execute("select inner_pad, outer_pad from gate.viewer_key order by id desc limit 1").fetchone()
    if newest is None or tuple(map(bytes, newest)) != (inner, outer):
        admin.execute("insert into gate.viewer_key (inner_pad, outer_pad) values (%s, %s)", [inner, outer])
    admin.execute(
        "delete from gate.viewer_key where id not in (select id from gate.viewer_key order by id desc limit %s)",
        [KEYS_KEPT],
    )


def pads(key: bytes) -> tuple[bytes, bytes]:
    """The two padded keys of HMAC (RFC 2104), so that the database needs nothing but `sha256`."""
    block = (hashlib.sha256(key).digest() if len(key) > BLOCK else key).ljust(BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)
