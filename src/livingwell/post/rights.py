"""Who may queue a job, and who may see one: the web queues and sees nothing, the worker does the rest."""

from django.db.backends.base.base import BaseDatabaseWrapper

# Procrastinate replaces its functions when it is upgraded, which takes this away again; so they are found by what they
# are called, and `apps.py` does this after every migration. The owner's rights are lent to queueing and to what its
# triggers do, and to nothing else; a definer's search path is pinned, or a temporary table could stand in for a real
# one. Django also calls "after every migration" when it was none and nobody is the owner: then nothing is changed.
ALLOW = """
do $$
declare
    each record;
begin
    for each in
        select p.oid::regprocedure as signature, p.prorettype <> 'trigger'::regtype as queues from pg_proc p
         where p.pronamespace = 'public'::regnamespace and pg_has_role(p.proowner, 'member')
           and (p.proname ~ '^procrastinate_defer_jobs_v[0-9]+$'
                or p.proname ~ '^procrastinate_' and p.prorettype = 'trigger'::regtype)
    loop
        execute format('alter function %s security definer set search_path = public, pg_temp', each.signature);
        execute format('revoke all on function %s from public', each.signature);
        if each.queues then
            execute format('grant execute on function %s to lw_web, lw_worker', each.signature);
        end if;
    end loop;
    for each in
        select c.oid::regclass as name, c.relkind = 'S' as counts from pg_class c
         where c.relnamespace = 'public'::regnamespace and pg_has_role(c.relowner, 'member')
           and c.relname ~ '^procrastinate_' and c.relkind in ('r', 'S')
    loop
        if each.counts then
            execute format('grant usage on sequence %s to lw_worker', each.name);
        else
            execute format('revoke all on %s from public, lw_web, lw_eval', each.name);
            execute format('grant select, insert, update, delete on %s to lw_worker', each.name);
        end if;
    end loop;
end $$
"""


def allow_deferring(connection: BaseDatabaseWrapper) -> None:
    """Let lw_web queue jobs with no right on any table, and lw_worker do them. Idempotent; the owner's to call."""
    with connection.cursor() as cursor:
        cursor.execute(ALLOW)
