"""A picture: the file, words for people who cannot see it, and that everyone in it agreed."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from app.pictures.reading import NotAPicture
from app.pictures.services import known_picture, store_picture
from app.pictures.storage import StorageDown
from app.shared.clock import now
from app.shared.file_field import FileField
from app.shared.forms import BaseForm, CheckboxesField, HiddenField, Option, TextField, required

ACCEPT = "image/jpeg,image/png,image/webp,image/gif"


class LogoForm(BaseForm):
    """The file and its description. ``kept`` is the key of what came before, so that it need not be sent twice."""

    kept = HiddenField(max_length=80)
    picture = FileField(
        _l("Choose a picture"),
        hint=_l("A JPEG, PNG, WebP or GIF, smaller than 10 MB"),
        accept=ACCEPT,
    )
    alt = TextField(
        _l("What does it show?"),
        called=_l("The description"),
        hint=_l("One sentence for people who cannot see it, like “Six people laugh around a table of maps”"),
        max_length=200,
        validators=[required(_l("Describe the picture for people who cannot see it"))],
    )

    def validate_picture(self, field: FileField) -> None:
        """Keep a good picture at once, even where another answer is wrong. The route commits its row."""
        if field.data is None:
            if known_picture(self.kept.data) is None:
                self.kept.process_data("")
                raise ValidationError(_("Choose a picture"))
            return
        try:
            self.kept.process_data(store_picture(field.data.stream, now()))
        except NotAPicture as refused:
            raise ValidationError(str(refused)) from None
        except StorageDown:
            raise ValidationError(_("We could not keep the picture just now. Try again in a few minutes")) from None


class PictureForm(LogoForm):
    """A picture of people needs their consent."""

    consent = CheckboxesField(
        _l("Did everyone in it agree?"),
        options=[Option("yes", _l("Everyone in it agreed to be shown here, or nobody in it can be recognised"))],
        hint=_l("Give people the help they need to say yes or no. When in doubt, choose another picture"),
        validators=[required(_l("Tick to say that everyone in the picture agreed, or choose another picture"))],
    )
