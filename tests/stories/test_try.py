import time, datetime as dt
import time_machine
from zoneinfo import ZoneInfo
from browsing import *

def test_try(arrive, lasting_place, settings):
    settings.VIEWER_LASTS = 60*24*3600
    t0=time.perf_counter()
    def lap(w):
        nonlocal t0
        t=time.perf_counter(); print(f"{w}: {t-t0:.2f}"); t0=t
    with time_machine.travel(dt.datetime(2026,11,10,0,10,tzinfo=ZoneInfo("Europe/London")), tick=True):
        w = arrive(javascript=False)
        lap("arrive")
        w.goes_to("/")
        lap("goto")
        print(w.page.inner_text("body")[:300])
        print("js off eval", w.page.evaluate("()=>1+1"))
        try:
            w.page.evaluate(f"{AXE.read_text()}; 0"); print("loaded"); print(w.page.evaluate("() => Promise.race([axe.run().then(r=>r.violations.length), new Promise(d => setTimeout(() => d(-1), 3000))])"))
        except BaseException as e: print("axe nojs", str(e)[:300])
        lap("axe nojs")
        t = arrive(lasting_place.tom, screen=DESK)
        lap("arrive tom")
        t.goes_to("/today/")
        lap("today")
        t.has_an_accessible_page()
        lap("axe")
        t.has_an_accessible_page()
        lap("axe")
        t.fits()
        print(t.page.inner_text("body")[:600])
        t.goes_to("/today/")
        lap("today")
        t.page.screenshot(path="/tmp/stories/a.jpg", type="jpeg", quality=75)
        lap("shot")
