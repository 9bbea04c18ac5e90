"""Every address of the house."""

from django.urls import include, path

from . import views

app_name = "website"
own = [
    path("today/", views.today, name="today"),
    path("today/now/", views.today_now, name="today_now"),
    path("today/duty/", views.duty, name="duty"),
    path("today/duty/handed/", views.handed, name="handed"),
    path("today/away/", views.days_away, name="days_away"),
    path("today/away/<uuid:away_id>/back", views.am_back, name="am_back"),
    path("today/away/<uuid:away_id>/", views.away, name="away"),
    path("today/missed/<uuid:practitioner_id>/away", views.away_today, name="away_today"),
    path("today/missed/<uuid:practitioner_id>/heard", views.heard_from, name="heard_from"),
    path("find/", views.find, name="find"),
    path("teams/<uuid:team_id>/", views.team, name="team"),
    path("teams/<uuid:team_id>/<uuid:practitioner_id>/", views.membership, name="membership"),
    path("teams/<uuid:team_id>/<uuid:practitioner_id>/leave", views.leave_team, name="leave_team"),
    path("teams/<uuid:team_id>/invite/", views.invite, name="invite"),
    path("teams/invitations/<uuid:invitation_id>/withdraw", views.withdraw_invitation, name="withdraw_invitation"),
    path("brings/", views.brings, name="brings"),
    path("brings/mine/", views.my_brings, name="my_brings"),
    path("brings/mine/<uuid:bringing_id>/", views.my_bringing, name="my_bringing"),
    path("brings/mine/<uuid:bringing_id>/take-back", views.take_back_mine, name="take_back_mine"),
    path("brings/mine/<uuid:bringing_id>/put-back", views.put_back_mine, name="put_back_mine"),
    path("left/", views.left, name="left"),
    path("join/", views.join, name="join"),
    path("join/<str:link>/", views.open_invitation, name="open_invitation"),
    path("people/<uuid:person_id>/", views.person, name="person"),
    path("people/<uuid:person_id>/story/", views.person_story, name="person_story"),
    path("people/<uuid:person_id>/said/", views.person_said, name="person_said"),
    path("people/<uuid:person_id>/around/", views.person_around, name="person_around"),
    path("people/<uuid:person_id>/about/", views.put_right, name="put_right"),
    path("people/<uuid:person_id>/beside/<uuid:other_id>/", views.beside, name="beside"),
    path("people/doubles/<uuid:double_id>/take-back", views.take_back, name="take_back"),
    path("people/<uuid:person_id>/rights/", views.person_rights, name="person_rights"),
    path("people/<uuid:person_id>/rights/<slug:right>/", views.ask_for_them, name="ask_for_them"),
    path("rights/", views.rights, name="rights"),
    path("rights/<uuid:asked_id>/", views.asked, name="asked"),
    path("rights/<uuid:asked_id>/copy/", views.copy, name="copy"),
    path("rights/<uuid:asked_id>/copy/give", views.give_copy, name="give_copy"),
    path("rights/<uuid:asked_id>/copy/<str:table>/<uuid:row_id>/", views.hold_back, name="hold_back"),
    path("rights/held-back/<uuid:withheld_id>/agree", views.agree_to_hold_back, name="agree_to_hold_back"),
    path("rights/held-back/<uuid:withheld_id>/show", views.show_again, name="show_again"),
    path("journeys/<uuid:journey_id>/page", views.give_page, name="give_page"),
    path("my-page/", views.my_page, name="my_page"),
    path("my-page/open/<str:link>/", views.open_own_page, name="open_own_page"),
    path("my-page/words/", views.own_words, name="own_words"),
    path("my-page/say", views.person_says, name="person_says"),
    path("my-page/back", views.person_come_back, name="person_come_back"),
    path("my-page/coming/<uuid:conversation_id>/move/", views.move_mine, name="move_mine"),
    path("my-page/rights/", views.my_rights, name="my_rights"),
    path("my-page/rights/<slug:right>/", views.my_right, name="my_right"),
    path("my-page/copies/<uuid:copy_id>/", views.my_copy, name="my_copy"),
    path("my-page/copies/<uuid:copy_id>/data", views.my_copy_data, name="my_copy_data"),
    path("privacy/", views.privacy, name="privacy"),
    path("my-page/leave", views.leave_own_page, name="leave_own_page"),
    path("my-page/away", views.go_away, name="go_away"),
    path("walk-in/", views.walk_in, name="walk_in"),
    path("walk-in/<uuid:practitioner_id>/", views.walk_in_as, name="walk_in_as"),
    path("walk-in/person/<uuid:person_id>/", views.walk_in_as_person, name="walk_in_as_person"),
    path("place.css", views.place_css, name="place_css"),
]
urlpatterns = [
    path("", include((own, "website"))),
    path("", include("livingwell.introductions.urls")),
    path("people/", include("livingwell.people.urls")),
    path("journeys/", include("livingwell.journeys.urls")),
    path("conversations/", include("livingwell.conversations.urls")),
    path("huddles/", include("livingwell.huddles.urls")),
    path("glass/", include("livingwell.glass.urls")),
    path("messages/", include("livingwell.messages.urls")),
    path("sign-in/", include("livingwell.accounts.urls")),
]
handler400 = "livingwell.design.views.bad_request"
handler403 = "livingwell.design.views.not_found"
handler404 = "livingwell.design.views.not_found"
handler429 = "livingwell.accounts.views.too_many"
handler500 = "livingwell.design.views.failed"
