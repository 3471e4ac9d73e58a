// Makes the forms kinder: focus on the error summary, conditional questions, counted characters, one press of a button.
import {
  createAll,
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  Radios,
  SkipLink,
} from "govuk-frontend";
import "./reading_notes.js";
import "./weekday.js";
import "./known_names.js";
import "./public_preview.js";
import "./copying.js";
import "./shortlist.js";

/** ARIA has no aria-expanded for radios, so screen readers may say it or not; aria-controls and the order remain. */
class PlainRadios extends Radios {
  syncConditionalRevealWithInputState(input) {
    super.syncConditionalRevealWithInputState(input);
    input.removeAttribute("aria-expanded");
  }
}

// The components look for this class before they start.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const Component of [Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PlainRadios, SkipLink]) {
  createAll(Component);
}
