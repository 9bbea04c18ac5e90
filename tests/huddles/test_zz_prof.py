import sys, time, gc, pytest
from django.urls import reverse
from django.test import RequestFactory
from django.utils import timezone
from huddles.gathering import gather, agree_step
from neighbourhood import introduce, signed_in, as_, viewer
from livingwell.huddles import queries, rules, panels
from livingwell.huddles.views import showing
from livingwell.design import views as design
def cpu(name, f, n=15):
    best=9e9
    for _ in range(n):
        t=time.process_time(); f(); best=min(best, time.process_time()-t)
    print(f"{name:30s} {best*1000:.1f} ms")
@pytest.mark.django_db
def test_prof(place):
    js=[introduce(place, f"P{i}") for i in range(200)]
    h=gather(place); c=signed_in(place.tom)
    agree_step(place,h,js[0])
    url=reverse("huddles:brought", args=[h.pk, js[0].pk])
    c.get(url)
    print()
    cpu("person page", lambda: c.get(url))
    cpu("landing", lambda: c.get(reverse("huddles:huddle", args=[h.pk])))
    cpu("earlier page", lambda: c.get(reverse("huddles:earlier")))
    now=timezone.localtime(); today=now.date()
    with as_(place.tom) as by:
        cpu("find_huddle", lambda: queries.find_huddle(h.pk, by.ref, now))
        hh=queries.find_huddle(h.pk, by.ref, now)
        cpu("facts_for", lambda: queries.facts_for(place.team.pk, today))
        facts=queries.facts_for(place.team.pk, today)
        cpu("agenda", lambda: rules.agenda(facts, today, quiet_days=14))
        cpu("brought_to", lambda: queries.brought_to(hh))
        kept=queries.brought_to(hh); live=rules.agenda(facts, today, quiet_days=14)
        cpu("board", lambda: rules.board(kept, facts, live, today))
        places=rules.board(kept, facts, live, today)
        cpu("Agenda.of", lambda: panels.Agenda.of(places, today))
        ag=panels.Agenda.of(places, today)
        cpu("fingerprint", lambda: panels.fingerprint(ag))
        cpu("colleagues", lambda: queries.colleagues(place.site.pk, place.team.pk, now))
        cpu("mattered", lambda: queries.mattered_since(hh, now))
        cpu("person_brought", lambda: queries.person_brought(hh, js[0].pk, by.ref))
        j=queries.person_brought(hh, js[0].pk, by.ref)
        cpu("PersonBrought.of", lambda: panels.PersonBrought.of(j, (), today))
        rf=RequestFactory().get("/"); rf.viewer=by
        cpu("board(landing)", lambda: showing.board(rf, hh))
        cpu("board(person)", lambda: showing.board(rf, hh, js[0].pk))
        from django.template.loader import render_to_string
