import pytest
from django.urls import reverse
from tests.factories.library import publish_on
from tests.factories.people import make_user
from tests.factories.media import make_image, make_document
from tests.factories.learning_objects import make_object, make_draft, make_stage
pytestmark = pytest.mark.usefixtures("framework")

def test_message_poison(client, django_user_model):
    from django.test import Client
    publish_on()
    a = make_user("author"); a.set_password("x"); a.save()
    r = client.post("/account/login/", {"login": a.username, "password": "x"})
    print(r.status_code, client.cookies.keys())
    r = client.post("/account/logout/"); print(r.status_code, client.cookies)
    body = client.get("/about/").content.decode()
    i = body.find('class="messages"'); print("own", body[i:i+300] if i>0 else None)
    other = Client().get("/about/").content.decode()
    i = other.find('class="messages"'); print("OTHER", other[i:i+400] if i>0 else None)

def test_foreign_doc(client):
    victim = make_user("author"); doc = make_document(by=victim, title="Тайные оценки")
    me = make_user("author")
    made = make_object(by=me, draft=make_draft(body=[make_stage(), {"type":"attachment","value":{"document":doc.pk,"title":""}}]))
    client.force_login(me)
    r = client.get(reverse("cabinet:preview", args=[made.uuid, "page"]))
    print(r.status_code, "Тайные" in r.content.decode())
def test_feed(client):
    publish_on(title="Закон\x08Ома")
    try: print(client.get("/feed.atom").status_code)
    except Exception as e: print("FEED", repr(e))
def test_longpage(client):
    publish_on()
    for u in ("/catalogue/?grade="+"1"*5000, ):
        try: print(client.get(u).status_code)
        except Exception as e: print("LONG", repr(e)[:90])
