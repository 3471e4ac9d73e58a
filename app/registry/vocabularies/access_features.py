"""Every access feature we ask about, in the groups people look for them in; and the short set that lists show.

"Yes" is always good news: a feature is worded as what is there, so that a filter and a card may show it as it stands.
"""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString


@dataclass(frozen=True)
class AccessFeature:
    """One feature: its stable code (30 characters at most), the words people filter by, and what it means."""

    code: str
    label: LazyString
    means: LazyString


@dataclass(frozen=True)
class AccessGroup:
    """Features that people look for together."""

    code: str
    heading: LazyString
    features: tuple[AccessFeature, ...]


def group(code: str, heading: LazyString, *features: tuple[str, LazyString, LazyString]) -> AccessGroup:
    """A group from the codes, labels and meanings of its features."""
    return AccessGroup(code, heading, tuple(AccessFeature(*feature) for feature in features))


GROUPS = (
    group(
        "getting_there",
        _("Getting there"),
        ("nearest_step_free_stop", _("Step-free stop nearby"), _("Say which bus stop or station, and how far")),
        ("drop_off", _("Drop-off by the door"), _("A car or taxi can stop by the entrance")),
        ("blue_badge_parking", _("Blue Badge parking"), _("Say how many bays, how far and what they cost")),
        ("meet_at_station", _("Someone can meet you"), _("At the station, the stop or the door")),
    ),
    group(
        "getting_around",
        _("Getting in and around"),
        ("step_free", _("Step-free"), _("No steps from the street to every space used. Ramps and lifts count")),
        ("lift", _("Lift"), _("To every floor that is used. Say how wide its door is, if you know")),
        ("automatic_doors", _("Automatic doors"), _("Nobody has to push or pull the main door")),
        ("stage_step_free", _("Step-free stage"), _("Speakers can get to the stage without steps")),
        ("powerchair_space", _("Room for powerchairs"), _("Space to turn, 150 by 150 cm, in every room used")),
        ("seating", _("Chairs with backs and arms"), _("Chairs that can be moved, too")),
        ("reserved_seats", _("Seats can be kept"), _("At the front, near the door, or beside each other")),
        ("lie_down", _("Place to lie down"), _("Somewhere to rest lying down")),
        ("no_standing_needed", _("Nobody has to stand"), _("No queues or parts where people must stand")),
    ),
    group(
        "toilets",
        _("Toilets"),
        ("accessible_toilet", _("Accessible toilet"), _("Step-free, with room to turn and transfer")),
        ("changing_places", _("Changing Places toilet"), _("With a hoist and an adult-size changing bench")),
        ("gender_neutral_toilet", _("Gender-neutral toilet"), _("A toilet for everyone")),
        ("baby_change", _("Baby changing"), _("Say where it is")),
    ),
    group(
        "hearing",
        _("Hearing and Deaf people"),
        ("bsl", _("BSL"), _("British Sign Language interpreted or led")),
        ("bsl_led", _("BSL-led"), _("Presented in British Sign Language")),
        ("bsl_video", _("BSL video about the event"), _("Say where to watch it")),
        ("live_captions", _("Live captions"), _("Typed by a person as people speak, not by software")),
        ("auto_captions", _("Automatic captions"), _("Made by software. They are often wrong")),
        ("hearing_loop", _("Hearing loop"), _("Sends sound straight to hearing aids")),
        ("infrared", _("Infrared hearing system"), _("With receivers to borrow")),
        ("microphones_used", _("Microphones used"), _("By everyone who speaks, for questions too")),
        ("lipspeaker", _("Lipspeaker"), _("A person who repeats what is said, to be lip-read")),
        ("deafblind_interpreter", _("Deafblind interpreter"), _("For example hands-on signing")),
        ("isl", _("Irish Sign Language"), _("Interpreted or led")),
    ),
    group(
        "sight",
        _("Sight"),
        ("large_print", _("Large print"), _("Handouts in large print, 16 point or more")),
        ("braille", _("Braille"), _("Handouts in Braille")),
        ("audio_format", _("Audio"), _("Information to listen to")),
        ("audio_description", _("Audio description"), _("A person says what can be seen, as it happens")),
        ("accessible_slides_in_advance", _("Slides sent before"), _("In a form that screen readers can read")),
        ("assistance_dogs", _("Assistance dogs welcome"), _("With water, and a place to relieve themselves")),
        ("good_lighting", _("Good lighting"), _("Even and without glare")),
    ),
    group(
        "understanding",
        _("Understanding and learning"),
        ("easy_read", _("Easy Read"), _("Information in short sentences with pictures")),
        ("plain_english", _("Plain English"), _("Short words, and no jargon")),
        ("makaton", _("Makaton"), _("Signs and symbols beside speech")),
        ("visual_guide", _("Guide with photos"), _("Shows beforehand what will happen and where")),
        ("support_worker_welcome", _("Support workers welcome"), _("Somebody who supports you can come along")),
        ("other_languages", _("Other languages"), _("Say which, and whether spoken or written")),
        ("welsh_translation", _("Welsh translation"), _("Spoken as people speak")),
        ("pace", _("Gentle pace"), _("Time to think, and one thing at a time")),
    ),
    group(
        "comfort",
        _("Senses, energy and comfort"),
        ("quiet_space", _("Quiet space"), _("A separate room, open all through")),
        ("relaxed", _("Relaxed"), _("Come and go, move about and make noise")),
        ("chilled", _("Chilled"), _("Relaxed about noise and movement; lights and sound stay as they are")),
        ("dementia_friendly", _("Dementia-friendly"), _("Planned with people with dementia: calm, with clear signs")),
        ("sensory_notes", _("Told about lights, noise and smells"), _("Say what to expect: flashes, crowds, music")),
        ("scent_free", _("Scent-free"), _("People are asked to wear no perfume")),
        ("air_and_masks", _("Fresh air or masks"), _("Say which: open windows, air filters, masks")),
        ("breaks", _("Breaks"), _("Say how often")),
        ("faith_room", _("Room to pray"), _("A room for faith or reflection")),
        ("food_needs", _("Food for different needs"), _("Say what there is, or whom to tell")),
    ),
    group(
        "people",
        _("People who come with you"),
        ("pa_free", _("Free PA place"), _("A free place for a personal assistant or companion")),
    ),
    group(
        "online",
        _("Online or on the phone"),
        ("phone_in_free", _("Free number to join by phone"), _("Calling it costs nothing")),
        ("captions_online", _("Captions online"), _("People who join online see the captions")),
        ("bsl_pinned", _("BSL always in view online"), _("The interpreter stays on the screen")),
        ("camera_optional", _("Cameras can be off"), _("Nobody has to be seen")),
        ("chat_read_out", _("Chat is read out"), _("So that everyone knows what is written")),
        ("join_early_help", _("Help with joining"), _("Somebody helps before it starts")),
        ("breakouts_optional", _("Small groups are optional"), _("You can stay in the main room")),
        ("recording_captioned", _("Recording with captions"), _("To watch afterwards")),
        ("no_login_needed", _("No account needed"), _("Join without signing up for anything")),
    ),
)
SHORT_CODES = (
    "step_free",
    "accessible_toilet",
    "changing_places",
    "bsl",
    "live_captions",
    "hearing_loop",
    "easy_read",
    "quiet_space",
    "relaxed",
    "pa_free",
)
_ALL = {feature.code: feature for one in GROUPS for feature in one.features}
SHORT_SET = tuple(_ALL[code] for code in SHORT_CODES)
FEATURES = {feature.code: feature for feature in (*SHORT_SET, *_ALL.values())}
"""Every feature by its code, the short set first."""

# What people look for beside the features, worked out from other answers.
DERIVED = (
    AccessFeature("online_or_hybrid", _("Online or hybrid"), _("You can take part without travelling")),
    AccessFeature("costs_paid", _("Costs paid"), _("Something towards travel, childcare, care cover or internet")),
)
FILTERS = FEATURES | {feature.code: feature for feature in DERIVED}
