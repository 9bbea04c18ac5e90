import time, pytest
from accounts.people import *
from django.db import connection
from django.test.utils import CaptureQueriesContext
pytestmark = pytest.mark.django_db(transaction=True)
def test_probe(lasting_place):
    make_nurse(lasting_place)
    with owning(connection):
        for n in range(30):
            make_account(email=f"nurse{n}@brackwell.example", password=PASSWORD)
    for who in ("nurse","no","nurse","no"):
        ts=[]
        for n in range(15):
            t=time.perf_counter(); c=Client(REMOTE_ADDR=f"10.{len(who)}.0.{n}"); ask_for_code(c,email=f"{who}{n}@brackwell.example"); ts.append((time.perf_counter()-t)*1000)
        print(who, sorted(round(x,1) for x in ts))
        from django.core.cache import cache; cache.clear()
    for who in ("nurse20","no20"):
        with CaptureQueriesContext(connection) as q:
            ask_for_code(Client(REMOTE_ADDR="10.9.9.9"),email=f"{who}@brackwell.example")
        print(who,len(q)); 
        for x in q.captured_queries: print("   ",x["time"],x["sql"][:130].replace("\n"," "))
