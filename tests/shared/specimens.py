"""What the gallery shows: a form with every kind of field, and events with every kind of state."""

from datetime import time

from app.shared.forms import (
    BaseForm,
    CheckboxesField,
    DateField,
    EmailField,
    HiddenField,
    IntegerField,
    Option,
    RadiosField,
    SelectField,
    TelephoneField,
    TextareaField,
    TextField,
    TimeField,
    WebAddressField,
    required,
)

YES_NO = [Option("yes", "Yes"), Option("no", "No")]
PLACES = [
    Option("in_person", "In person"),
    Option("online", "Online"),
    Option("hybrid", "Both", hint="In a room and on a screen", divider="or"),
]
ARRANGED = [
    Option("bsl", "BSL"),
    Option("step_free", "Step-free"),
    Option("none", "None of these", exclusive=True, divider="or"),
]


class EverythingForm(BaseForm):
    """One of each."""

    title = TextField(
        "What is your event called?",
        called="Title",
        hint="Say it in plain words",
        max_length=120,
        validators=[required("Enter the name of your event")],
    )
    about = TextareaField("What will happen?", called="Description", max_length=500)
    email = EmailField("Your email address")
    phone = TelephoneField("Phone number")
    web = WebAddressField("Web page")
    people = IntegerField("How many people?", called="Number of people", at_least=1, at_most=5000)
    starts_at = TimeField("Start time", hint="Like 9:30am", default=time(9, 30))
    day = DateField("Which day is it?", called="Date", hint="Like 1 7 2027", validators=[required("Enter the date")])
    place = RadiosField("Where is it?", options=PLACES, validators=[required("Say where it is")])
    postcode = TextField("Postcode", width=10)
    access = CheckboxesField("What have you arranged?", options=ARRANGED)
    nation = SelectField("Nation", options=[Option("", "Anywhere"), Option("wales", "Wales")])
    sure = RadiosField("Are you sure?", options=YES_NO, inline=True)
    key = HiddenField()


CARDS = [
    {
        "title": "Cooking up change: a community kitchen",
        "url": "/events/cooking-up-change",
        "when": "Wednesday 7 July 2027, 10am to 11:30am",
        "where": "Leeds Central Library, Leeds LS1 3AB",
        "summary": "Come and cook with people who run their own kitchen.",
        "tags": ["Free", "BSL", "Step-free"],
        "organisation": "Leeds People First",
        "distance": "2 miles away",
    },
    {
        "title": "Cyd-gynhyrchu gyda’n gilydd: gŵyl y gymuned",
        "lang": "cy",
        "url": "/events/cyd-gynhyrchu",
        "when": "Monday 5 to Friday 9 July 2027",
        "where": "Online",
        "summary": "Pum diwrnod o sgyrsiau.",
        "tags": [{"words": "Festival", "kind": "festival"}, "Online"],
    },
    {
        "title": "What good support looks like",
        "url": "/events/good-support",
        "when": "Thursday 8 July 2027, 1pm to 3pm",
        "where": "Online",
        "tags": [
            {"words": "Cancelled", "kind": "warning"},
            {"words": "Example", "kind": "example"},
            {"words": "Past event", "kind": "past"},
        ],
    },
]
ANSWERS = [
    {"label": "Step-free", "state": "yes", "words": "Yes", "note": "Ramp at the side door"},
    {"label": "BSL", "state": "on_request", "words": "On request, ask by 21 June"},
    {"label": "Changing Places toilet", "state": "no", "words": "No"},
    {"label": "Hearing loop", "state": "unknown", "words": "Not known yet"},
]
ITEMS = [
    {"when": "10am to 10:30am", "title": "Welcome", "words": "Tea and names."},
    {"when": "10:30am", "title": "Croeso", "lang": "cy", "where": "Room 2"},
]
LEEDS, SWANSEA = (-1.549, 53.801), (-3.944, 51.621)


def features() -> dict[str, object]:
    """Events as the map reads them: many at two places, and one that is nowhere."""
    spread = [
        (f"Event <b>{n}</b>", f"/events/e{n}", [x + n * 0.001, y]) for n in range(6) for x, y in (LEEDS, SWANSEA)
    ]
    found = [{"title": t, "url": u, "geometry": {"type": "Point", "coordinates": c}} for t, u, c in spread]
    found.append({"title": "Online only", "url": "/events/online", "geometry": None})
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": one["geometry"],
                "properties": {
                    "title": one["title"],
                    "url": one["url"],
                    "when": "Wednesday 7 July 2027, 10am",
                    "where": "Leeds",
                    "kind": "event",
                    "happening": "going_ahead",
                },
            }
            for one in found
        ],
    }
