"""Who may do what with the record: the web adds entries and reads nothing, the worker adds and reads, nobody changes.

The roles are made by `website.database.roles` before any migration. The trigger is for the owner, whom no right and
no policy holds back: a slip is refused, and what is no slip shows in `livingwell verify`.
"""

from django.db import migrations

TABLES = ("record_entry", "record_seal", "record_erasure", "record_anchor")

SHAPE = """
alter table record_entry add constraint record_entry_digest_is_sha256 check (octet_length(digest) = 32);
alter table record_entry add constraint record_entry_names_its_source check (source <> '');
alter table record_seal add constraint record_seal_chain_is_sha256 check (octet_length(chain) = 32);
alter table record_anchor add constraint record_anchor_chain_is_sha256 check (octet_length(chain) = 32);

create function record_is_only_added_to() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'the record is only added to: % may not % it', session_user, lower(tg_op)
        using errcode = 'restrict_violation';
end $$;
"""
UNDO_SHAPE = """
drop function record_is_only_added_to();
alter table record_anchor drop constraint record_anchor_chain_is_sha256;
alter table record_seal drop constraint record_seal_chain_is_sha256;
alter table record_entry drop constraint record_entry_names_its_source;
alter table record_entry drop constraint record_entry_digest_is_sha256;
"""

GATE = """
revoke all on {table} from public, lw_web, lw_worker, lw_eval;
alter table {table} enable row level security;
alter table {table} force row level security;
create policy worker_reads on {table} for select to lw_worker using (true);
create policy worker_adds on {table} for insert to lw_worker with check (true);
grant select on {table} to lw_worker;
create trigger {table}_is_only_added_to before update or delete on {table}
    for each row execute function record_is_only_added_to();
"""
UNDO_GATE = """
drop trigger {table}_is_only_added_to on {table};
drop policy worker_adds on {table};
drop policy worker_reads on {table};
alter table {table} no force row level security;
alter table {table} disable row level security;
revoke all on {table} from lw_web, lw_worker;
"""

# Four columns of an entry: it is dated by the database's clock, whoever adds it; and the web reads nothing back.
ADDING = """
create policy web_adds on record_entry for insert to lw_web with check (true);
grant insert (id, source, source_id, digest) on record_entry to lw_web, lw_worker;
grant insert on record_seal, record_erasure, record_anchor to lw_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]

    operations = [
        migrations.RunSQL(SHAPE, UNDO_SHAPE),
        *[migrations.RunSQL(GATE.format(table=table), UNDO_GATE.format(table=table)) for table in TABLES],
        migrations.RunSQL(ADDING, "drop policy web_adds on record_entry"),
    ]
