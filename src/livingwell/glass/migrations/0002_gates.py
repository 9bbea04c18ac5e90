"""Breaking the glass, by the database alone: an exact match, an hour, and not a word about anybody else.

Whoever breaks it says why before anything is looked for, and what they know of the person: what they are called, and a
number, an email or a postcode, exactly. The answer is the same, and takes as long, where there is nobody, where the
person refused whoever asks, and where it is their own record. Every try is a row, found or not; tries that find nobody
are slowed down by rows that nobody who serves may take away.

A matter names no person. It is seen by whoever it is about, by whoever was told of it, by every lead once nobody was
told or nobody has looked it over for days; and, where it opened somebody, by whoever may read who looked at them.
"""

from django.db import migrations

from livingwell.access.gates import PRACTISES, WORKS, gate, gate_function
from livingwell.access.words import Part

ME = "(select gate.viewer_ref())"
LEAST_MS = 150  # an answer takes at least this long, whatever it is

# A way to reach somebody as it is compared: an email, a postcode (of an address too), a number of seven figures or more.
WAY = r"""
create function gate.way_as_asked(way text) returns text
language sql immutable parallel safe
as $$
  select case when strpos(way, '@') > 0 then 'email ' || lower(btrim(way))
    when way ~* '\m[a-z]{1,2}[0-9][a-z0-9]?\s*[0-9][a-z]{2}\M' then 'postcode ' || upper(regexp_replace(
      substring(way from '(?i)\m([a-z]{1,2}[0-9][a-z0-9]?\s*[0-9][a-z]{2})\M'), '\s', '', 'g'))
    when length(regexp_replace(way, '\D', '', 'g')) >= 7 then 'number ' || regexp_replace(
      regexp_replace(regexp_replace(way, '\D', '', 'g'), '^(00)?44(?=[0-9]{9,}$)', ''), '^0+', '')
    else '' end
$$
"""
NAME = r"""
create function gate.name_as_asked(name text) returns text[]
language sql immutable parallel safe
as $$ select string_to_array(regexp_replace(lower(btrim(name)), '\s+', ' ', 'g'), ' ') $$
"""

# Every word a person is called by was said, and one thing that is mostly theirs alone. The person's other keys count
# with it, where they are written down twice: who refused is refused by each.
FIND = """
create function gate.sought(name text, way text) returns uuid
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  with hit as (
    select p.person_id
      from people_person p
     where p.person_id in (
       select w.person_id from people_waytoreach w
        where gate.way_as_asked(w.value) = gate.way_as_asked(sought.way) and gate.way_as_asked(sought.way) <> ''
     )
       and gate.name_as_asked(p.called) <@ gate.name_as_asked(sought.name)
       and cardinality(gate.name_as_asked(sought.name)) <= cardinality(gate.name_as_asked(p.called)) + 1
  ), everybody as (
    select h.person_id from hit h
    union
    select d.other_id from hit h join people_double d on d.person_id = h.person_id and d.is_one and d.until is null
    union
    select d.person_id from hit h join people_double d on d.other_id = h.person_id and d.is_one and d.until is null
  )
  select h.person_id
    from hit h
    join journeys_journey j on j.person_id = h.person_id
   -- Two people by whom it could be meant are nobody: a parent and a child of one name and number, two at one postcode.
   where not exists (
     select 1 from hit other
      where other.person_id <> h.person_id and not exists (
        select 1 from people_double d
         where d.is_one and d.until is null
           and ((d.person_id = h.person_id and d.other_id = other.person_id)
             or (d.other_id = h.person_id and d.person_id = other.person_id))
      )
   ) and not exists (
     select 1 from access_refusal r join everybody e on e.person_id = r.person_id
      where r.practitioner_id = gate.viewer_ref() and (r.until is null or r.until > statement_timestamp())
   ) and not exists (
     select 1 from people_waytoreach w
       join everybody e on e.person_id = w.person_id
       join places_practitioner p on p.id = gate.viewer_ref()
       left join accounts_user a on a.id = p.account_id
      where gate.way_as_asked(w.value) <> ''
        and gate.way_as_asked(w.value) in (gate.way_as_asked(p.reached_by), gate.way_as_asked(coalesce(a.email, '')))
   )
   order by j.ended_at is null desc, j.opened_at desc
   limit 1
$$
"""

BREAK = f"""
create function gate.break_glass(
  matter uuid, why text, words text, kept_back text, sought text, name text, way text, called text, role text, place text
) returns table (answer text, whose uuid, wait_seconds double precision)
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  me uuid := gate.viewer_ref();
  began timestamptz := clock_timestamp();
  until_ timestamptz := began + interval '60 minutes';
  found_ uuid;
  tie uuid := gen_random_uuid();
  tries int;
  again_at timestamptz;
begin
  if gate.viewer_kind() <> 'practitioner' or not exists (select 1 from gate.own_teams()) or not exists (
    select 1 from places_practitioner p where p.id = me and p.left_at is null
  ) then
    raise exception 'only somebody who is in a team here breaks the glass'
      using errcode = '23514', constraint = 'glass_is_for_who_works_here';
  end if;
  if btrim(words) = '' or btrim(name) = '' or cardinality(gate.name_as_asked(name)) > 4 then
    raise exception 'a glass is broken with words, and for one name'
      using errcode = '23514', constraint = 'glass_is_broken_with_words';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('glass ' || me, 0));  -- two tries of one practitioner take turns

  select count(*), max(m.at) + least(interval '30 seconds' * 2 ^ greatest(count(*) - 3, 0), interval '1 hour')
    into tries, again_at
    from glass_matter m
   where m.practitioner_id = me and m.came = 'missed' and m.at > began - interval '1 day';
  if tries >= 3 and clock_timestamp() < again_at then
    return query select 'wait', null::uuid, extract(epoch from again_at - clock_timestamp())::double precision;
    return;
  end if;

  found_ := gate.sought(name, way);
  if found_ in (select gate.seen('who')) then
    return query select 'already', found_, null::double precision;
    return;
  end if;
  insert into glass_matter (
    id, practitioner_id, came, why, by_called, by_role, by_organisation, at, open_until, looks, salt
  ) values (
    matter, me, case when found_ is null then 'missed' else 'opened' end, why, left(called, 120), left(role, 120),
    left(place, 120), began, case when found_ is not null then until_ end, '{{}}',
    substring(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) from 1 for 16)
  );
  insert into glass_said (id, matter_id, words, sought, kept_back)
  values (gen_random_uuid(), matter, words, case when found_ is null then sought else '' end, kept_back);
  if found_ is not null then
    insert into access_tie (
      id, person_id, party_kind, party_id, reason, words, sees, writes, since, until, made_by, ended_by
    ) values (
      tie, found_, 'practitioner', me, 'glass', '',
      array['contact', 'conversations', 'journey', 'steps', 'stream', 'who', 'worries'],
      array['looks', 'steps', 'stream', 'worries'], began, until_, left(called, 120), ''
    );
    insert into glass_whom (id, person_id, matter_id, tie_id) values (gen_random_uuid(), found_, matter, tie);
  end if;
  perform pg_sleep(greatest(0, {LEAST_MS} - extract(epoch from clock_timestamp() - began) * 1000) / 1000);
  return query select case when found_ is null then 'missed' else 'opened' end, found_, null::double precision;
end
$$
"""

# Before its hour is over, by whoever broke it. Nobody makes it longer: there is nothing that would.
END = """
create function gate.end_glass(which uuid, by_called text) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  update access_tie t set until = clock_timestamp(), ended_by = left(end_glass.by_called, 120)
    from glass_whom w join glass_matter m on m.id = w.matter_id
   where t.id = w.tie_id and m.id = which and m.practitioner_id = gate.viewer_ref()
     and gate.viewer_kind() = 'practitioner' and t.until > clock_timestamp();
  return found;
end
$$
"""

OWN = """
create function gate.glass_own() returns setof uuid
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select m.id from glass_matter m where gate.viewer_kind() = 'practitioner' and m.practitioner_id = gate.viewer_ref()
$$
"""

# What somebody may look over: what they were told of, while they work here; and, for whoever leads, what nobody was told
# of, and what nobody has looked over within the place's own number of days. Never what they did themselves.
TO_REVIEW = """
create function gate.glass_to_review() returns setof uuid
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  with me as materialized (
    select p.id, p.site_id, bool_or(m.leads) as leads,
           (select coalesce((s.pack ->> 'review_days')::int, 3) from places_site s where s.id = p.site_id) as days
      from places_practitioner p
      join places_membership m on m.practitioner_id = p.id and (m.until is null or m.until > statement_timestamp())
     where gate.viewer_kind() = 'practitioner' and p.id = gate.viewer_ref() and p.left_at is null
     group by p.id
  )
  select o.matter_id from me join glass_moment o on o.kind = 'told' and o.told_id = me.id
    join glass_matter m on m.id = o.matter_id and m.practitioner_id <> me.id
  union
  select m.id
    from me
    join glass_matter m on m.practitioner_id <> me.id
    join places_practitioner p on p.id = m.practitioner_id and p.site_id = me.site_id
   where me.leads
     and not exists (select 1 from glass_moment o where o.matter_id = m.id and o.kind = 'reviewed')
     -- Whom somebody refused looks over nothing about them; nor does anybody, of themselves.
     and not exists (
       select 1 from access_refusal r
        where r.practitioner_id = me.id and (r.until is null or r.until > statement_timestamp())
          and (exists (select 1 from glass_whom w where w.matter_id = m.id and w.person_id = r.person_id)
            or exists (select 1 from access_look l where l.id = any (m.looks) and l.person_id = r.person_id))
     )
     and (
       m.at < statement_timestamp() - make_interval(days => me.days)
       or (
         exists (select 1 from glass_moment o where o.matter_id = m.id and o.kind = 'nobody')
         and not exists (select 1 from glass_moment o where o.matter_id = m.id and o.kind = 'told')
       )
     )
$$
"""

# Broken glasses of those of whom the viewer may read who has looked: the person themselves, and who is alongside.
ABOUT = """
create function gate.glass_about() returns setof uuid
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$ select w.matter_id from glass_whom w where w.person_id in (select gate.seen('looks')) $$
"""
# Of those, what was written of why; but where it is kept back, until whoever looks it over has said that it need not be.
MAY_BE_READ = """
create function gate.glass_words_about() returns setof uuid
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select s.matter_id from glass_said s
   where s.matter_id in (select gate.glass_about())
     and coalesce(
       (select o.may_read from glass_moment o where o.matter_id = s.matter_id and o.kind = 'reviewed'),
       s.kept_back = ''
     )
$$
"""
REVIEWED_AT = """
create function gate.glass_reviewed_at(which uuid) returns timestamptz
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select o.at from glass_moment o
   where o.matter_id = which and o.kind = 'reviewed'
     and (which in (select gate.glass_about()) or which in (select gate.glass_own())
       or which in (select gate.glass_to_review()))
$$
"""
# The pages that were opened, for whoever looks it over and for whoever it is about. Whose they are, only as far as the
# one who asks may see that person anyway.
LOOKS = """
create function gate.glass_looks(which uuid) returns table (page text, at timestamptz, whose uuid)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  with mine as materialized (select gate.seen('who') as person_id)
  select l.page, l.at, (select s.person_id from mine s where s.person_id = l.person_id)
    from glass_matter m
    join access_look l on l.by_kind = 'practitioner' and l.by_id = m.practitioner_id and (
      l.id = any (m.looks)
      or exists (
        select 1 from glass_whom w
         where w.matter_id = m.id and w.person_id = l.person_id and l.at between m.at and m.open_until
      )
    )
   where m.id = which
     and (which in (select gate.glass_to_review()) or which in (select gate.glass_own()))
   order by l.at
$$
"""
SEEN = (
    "id in (select gate.glass_own()) or id in (select gate.glass_to_review()) or id in (select gate.glass_about())"
)
# Whoever it is about learns that it was looked over and what was found; not that somebody was asked about safeguarding.
MOMENT_SEEN = """
matter_id in (select gate.glass_to_review()) or (
  matter_id in (select gate.glass_own()) and kind <> 'handed on' and id not in (select gate.glass_not_for_them())
)
"""
# Who was told after it was handed on, of what is one's own: that too would say that it went to safeguarding.
NOT_FOR_THEM = """
create function gate.glass_not_for_them() returns setof uuid
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select o.id from glass_moment o
   where o.matter_id in (select gate.glass_own()) and o.kind in ('told', 'nobody')
     and exists (select 1 from glass_moment h where h.matter_id = o.matter_id and h.kind = 'handed on' and h.at <= o.at)
$$
"""
MOMENT_ADDED = f"""
{PRACTISES} and by_id = {ME} and told_id is null and (
  (kind in ('reviewed', 'handed on') and matter_id in (select gate.glass_to_review()))
  or (kind in ('answered', 'ended') and matter_id in (select gate.glass_own()))
)
"""
SAID_SEEN = """
matter_id in (select gate.glass_own()) or matter_id in (select gate.glass_to_review())
or matter_id in (select gate.glass_words_about())
"""
# Whoever broke a glass adds what help needs now; what others worry about and promised is theirs to change. They take
# nothing up: whoever has it must be there when the hour is over.
BY_GLASS = """
create function gate.by_glass() returns setof uuid
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select t.person_id from access_tie t
   where gate.viewer_kind() = 'practitioner' and t.party_kind = 'practitioner' and t.party_id = gate.viewer_ref()
     and t.reason = 'glass' and t.until > statement_timestamp()
$$
"""
THEIRS_TO_CHANGE = ("journeys_worry", "journeys_nextstep", "journeys_tobring")
READ = "people_person, people_waytoreach, people_double, journeys_journey, access_look, accounts_user, places_practitioner"


def run(sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


def kept(table: str, *, see: str) -> list[migrations.RunSQL]:
    """Return what guards a table of what is looked over: read by some, added to by the database or the worker."""
    return [
        run(f"alter table {table} enable row level security"),
        run(f"alter table {table} force row level security"),
        run(f"grant select on {table} to lw_web, lw_worker"),
        run(f"create policy see on {table} for select to lw_web using ({see})"),
        run(f"create policy worker_see on {table} for select to lw_worker using ({WORKS})"),
    ]


class Migration(migrations.Migration):
    dependencies = [("glass", "0001_initial"), ("access", "0005_glass"), ("journeys", "0012_glass_holds_nobody")]

    operations = [
        run(f"grant select on {READ}, places_site to lw_gate"),
        run("grant insert on access_tie to lw_gate"),
        run("grant update (until, ended_by) on access_tie to lw_gate"),
        run("grant select, insert on glass_matter, glass_said, glass_whom to lw_gate"),
        run("grant select on glass_moment to lw_gate"),
        *gate_function(WAY, "gate.way_as_asked(text)", callable_by="lw_web, lw_worker, lw_owner"),
        *gate_function(NAME, "gate.name_as_asked(text)", callable_by=""),
        run("create index way_as_asked on people_waytoreach (gate.way_as_asked(value))"),
        *gate_function(FIND, "gate.sought(text, text)", callable_by=""),
        *gate_function(
            BREAK,
            "gate.break_glass(uuid, text, text, text, text, text, text, text, text, text)",
            callable_by="lw_web",
        ),
        *gate_function(END, "gate.end_glass(uuid, text)", callable_by="lw_web"),
        *gate_function(OWN, "gate.glass_own()", callable_by="lw_web"),
        *gate_function(TO_REVIEW, "gate.glass_to_review()", callable_by="lw_web"),
        *gate_function(NOT_FOR_THEM, "gate.glass_not_for_them()", callable_by="lw_web"),
        *gate_function(BY_GLASS, "gate.by_glass()", callable_by="lw_web"),
        *[
            run(
                f"create policy not_by_glass on {table} as restrictive for update to lw_web using ("
                f"person_id not in (select gate.by_glass()) or by_id = {ME})"
            )
            for table in THEIRS_TO_CHANGE
        ],
        *gate_function(ABOUT, "gate.glass_about()", callable_by="lw_web"),
        *gate_function(MAY_BE_READ, "gate.glass_words_about()", callable_by="lw_web"),
        *gate_function(REVIEWED_AT, "gate.glass_reviewed_at(uuid)", callable_by="lw_web"),
        *gate_function(LOOKS, "gate.glass_looks(uuid)", callable_by="lw_web"),
        *gate(
            "glass_whom",
            part=Part.LOOKS,
            changes=False,
            also_see="matter_id in (select gate.glass_own()) and person_id in (select gate.seen('who'))",
            add_if="false",
        ),
        *kept("glass_matter", see=SEEN),
        run("grant insert on glass_matter to lw_worker"),
        run(
            f"create policy worker_add on glass_matter for insert to lw_worker"
            f" with check ({WORKS} and came = 'noticed' and open_until is null)"
        ),
        *kept("glass_said", see=SAID_SEEN),
        *kept("glass_moment", see=MOMENT_SEEN),
        run("grant insert on glass_moment to lw_web, lw_worker"),
        run(f"create policy add on glass_moment for insert to lw_web with check ({MOMENT_ADDED})"),
        run(
            f"create policy worker_add on glass_moment for insert to lw_worker"
            f" with check ({WORKS} and kind in ('told', 'nobody'))"
        ),
    ]
