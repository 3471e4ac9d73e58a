"""Reading UK postcodes however they are typed.

Forms: A9 9AA, A99 9AA, A9A 9AA, AA9 9AA, AA99 9AA, AA9A 9AA, and GIR 0AA. The outward code is before the space, the
inward code is the last three characters, the area is the letters at the beginning. Jersey, Guernsey and the Isle of
Man use the same forms.
"""

import re
from dataclasses import dataclass
from itertools import product

AREA_LETTERS = """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY
    G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR
    NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC
    WD WF WN WR WS WV YO ZE
"""
AREAS = frozenset(AREA_LETTERS.split())
NOT_IN_A_CODE = re.compile(r"[\s\-‐-―.,()\[\]{}'\"]+")
INWARD_LETTERS = frozenset("ABDEFGHJLNPQRSTUWXYZ")
"""Royal Mail leaves out C I K M O V, which are misread."""
SHAPES = ("AN", "ANN", "AAN", "ANA", "AANN", "AANA")
ALIKE = {"0": "O", "O": "0", "1": "I", "I": "1"}
LAST_LETTERS = {"ANA": frozenset("ABCDEFGHJKPSTUW"), "AANA": frozenset("ABEHMNPRVWXY")}
IN_TEXT = re.compile(r"(?<![A-Z0-9])[A-Z]{1,2}[0-9][A-Z0-9]?[\s\-.]{0,2}[0-9][A-Z]{2}(?![A-Z0-9])", re.IGNORECASE)
EIRCODE = re.compile(r"(?<![A-Z0-9])([A-Z][0-9][0-9W])[\s\-]?([A-Z0-9]{4})(?![A-Z0-9])", re.IGNORECASE)
"""Ireland's code of one door: a routing key of three, which many doors share, and four of its own."""
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Postcode:
    """A full postcode, in capitals: ``LS1`` and ``4AP``. Well formed, which is not the same as existing."""

    outward: str
    inward: str

    def __str__(self) -> str:
        """As it is written: one space."""
        return f"{self.outward} {self.inward}"

    @property
    def compact(self) -> str:
        """Without the space: how the gazetteer keeps it."""
        return self.outward + self.inward

    @property
    def area(self) -> str:
        """The letters at the beginning."""
        return area_of(self.outward)


def area_of(outward: str) -> str:
    """The letters at the beginning of an outward code."""
    return outward[:2] if outward[1:2].isalpha() else outward[:1]


def normalise_postcode(text: str) -> Postcode | None:
    """A full postcode from however it was typed, or None.

    Any case; spaces, hyphens, brackets and full stops anywhere; O for 0 and I for 1 (and back) where only one of
    them is possible.
    """
    code = compact(text)
    if code == "GIR0AA":
        return Postcode("GIR", "0AA")
    outward, inward = read_outward(code[:-3]), read_inward(code[-3:])
    return Postcode(outward, inward) if outward and inward else None


def normalise_outward(text: str) -> str | None:
    """An outward code alone ("ls9" gives "LS9"), or None. A slip is put right as in a full postcode."""
    return read_outward(compact(text))


def normalise_area(text: str) -> str | None:
    """A postcode area alone ("ls" gives "LS"), or None."""
    code = compact(text)
    return code if code in AREAS else None


def find_postcodes(text: str) -> list[Postcode]:
    """The postcodes inside a longer text, in order."""
    found = (normalise_postcode(match) for match in IN_TEXT.findall(text))
    return [postcode for postcode in found if postcode]


def normalise_eircode(text: str) -> str | None:
    """An Eircode as it is written ("d02af30" gives "D02 AF30"), or None."""
    found = EIRCODE.fullmatch(text.strip())
    return f"{found[1]} {found[2]}".upper() if found else None


def without_doors(text: str) -> str:
    """Words in which each full postcode or Eircode is cut to the part that many doors share ("Leeds LS1 4AP")."""
    shared = IN_TEXT.sub(lambda found: outward_of(found[0]), text)
    return EIRCODE.sub(lambda found: found[1].upper(), shared)


def outward_of(text: str) -> str:
    """The outward code of a full postcode or of one that stands alone; a routing key of an Eircode; else nothing."""
    if postcode := normalise_postcode(text):
        return postcode.outward
    eircode = normalise_eircode(text)
    return normalise_outward(text) or (eircode[:3] if eircode else "")


def compact(text: str) -> str:
    """In capitals, without what people put between the parts. Empty when it is far too long or not plain letters."""
    if len(text) > LONGEST or not text.isascii():
        text = text[:LONGEST].replace("\N{NO-BREAK SPACE}", " ")
    code = NOT_IN_A_CODE.sub("", text).upper()
    return code if code.isascii() and code.isalnum() and len(code) <= 7 else ""


def read_inward(code: str) -> str | None:
    """Three characters as a digit and two letters."""
    if len(code) != 3:
        return None
    digit = {"O": "0", "I": "1"}.get(code[0], code[0])
    return digit + code[1:] if digit.isdigit() and set(code[1:]) <= INWARD_LETTERS else None


def read_outward(code: str) -> str | None:
    """Two to four characters as an outward code of a real area, with the fewest slips put right."""
    best: tuple[int, str] | None = None
    for shape in SHAPES:
        if len(shape) != len(code):
            continue
        for candidate in product(*(fitting(letter, kind) for letter, kind in zip(code, shape, strict=True))):
            outward = "".join(candidate)
            slips = sum(a != b for a, b in zip(code, outward, strict=True))
            if is_possible(outward, shape) and (best is None or slips < best[0]):
                best = (slips, outward)
    return best[1] if best else None


def is_possible(outward: str, shape: str) -> bool:
    """Whether the area is real and the district is one Royal Mail could give (0 only alone, after two letters)."""
    area = area_of(outward)
    district = outward[len(area) :]
    zero = district[0] == "0" and (len(area) == 1 or len(district) > 1)
    return area in AREAS and not zero and (shape not in LAST_LETTERS or outward[-1] in LAST_LETTERS[shape])


def fitting(letter: str, kind: str) -> list[str]:
    """What a character may stand for where the shape has a letter (A) or a digit (N)."""
    wanted = str.isalpha if kind == "A" else str.isdigit
    return [option for option in (letter, ALIKE.get(letter, "")) if option and wanted(option)]
