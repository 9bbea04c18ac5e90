"""Who may do what with deliveries: the web hands over and reads nothing, the worker does the rest, nobody deletes."""

from django.db import migrations

from livingwell.post.rights import allow_deferring

DELIVERIES = """
revoke all on post_delivery from public, lw_web, lw_worker, lw_eval;
alter table post_delivery enable row level security;
alter table post_delivery force row level security;
create policy web_hands_over on post_delivery for insert to lw_web
    with check (state = 'waiting' and tries = 0 and last_trouble = '' and forgotten_at is null);
create policy worker_reads on post_delivery for select to lw_worker using (true);
create policy worker_hands_over on post_delivery for insert to lw_worker with check (true);
create policy worker_moves_on on post_delivery for update to lw_worker using (true) with check (true);
grant insert on post_delivery to lw_web;
grant select, insert on post_delivery to lw_worker;
grant update ("to", sender, subject, body, state, tries, next_try_at, tried_at, last_trouble, sent_at, settled_at,
              told_at, forgotten_at) on post_delivery to lw_worker;
"""
ATTEMPTS = """
revoke all on post_attempt from public, lw_web, lw_worker, lw_eval;
alter table post_attempt enable row level security;
alter table post_attempt force row level security;
create policy worker_reads on post_attempt for select to lw_worker using (true);
create policy worker_adds on post_attempt for insert to lw_worker with check (true);
grant select, insert on post_attempt to lw_worker;
"""
UNDO = """
drop policy worker_adds on post_attempt;
drop policy worker_reads on post_attempt;
alter table post_attempt disable row level security;
drop policy worker_moves_on on post_delivery;
drop policy worker_hands_over on post_delivery;
drop policy worker_reads on post_delivery;
drop policy web_hands_over on post_delivery;
alter table post_delivery disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("post", "0001_initial"), ("procrastinate", "0041_post_retry_failed_job")]

    operations = [
        migrations.RunSQL(DELIVERIES + ATTEMPTS, UNDO),
        migrations.RunPython(
            lambda apps, schema_editor: allow_deferring(schema_editor.connection), migrations.RunPython.noop
        ),
    ]
