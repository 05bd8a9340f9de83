### Errors at fields, and the pages for what cannot be shown.

## Any field

error-required = Fill in this field
error-required-named = Enter { $field }
error-choice = Select one of the choices
error-too-long =
    { $max ->
        [one] Use at most { $max } character
       *[other] Use at most { $max } characters
    }
error-too-short =
    { $min ->
        [one] Use at least { $min } character
       *[other] Use at least { $min } characters
    }
error-control-characters = The text has characters that cannot be shown. Paste it as plain text
error-one-line = Write on one line
error-lines =
    { $max ->
        [one] Write at most { $max } line
       *[other] Write at most { $max } lines
    }
error-encoding = The text could not be read. Paste it as plain text

## Kinds of field

error-name = Enter a name
error-email = Enter an e-mail address in the form name@example.com
error-email-ascii = Use an e-mail address with the letters a–z
error-phone = Enter a phone number with country code, for example +46 8 123 456 78
error-code =
    { $digits ->
        [one] Enter the code: { $digits } digit
       *[other] Enter the code: { $digits } digits
    }
error-date = Enter a date, for example 2026-11-30
error-date-missing-day = { $date } is not a day in the calendar
error-date-past = Enter a date that has passed
error-date-future = Enter a date that is yet to come
error-date-order = Enter a last day that is not before the first
error-time = Enter a time, for example 14:05
error-number = Enter a whole number, for example 12
error-number-between = Enter a number from { $min } to { $max }
error-number-min = Enter a number that is at least { $min }
error-number-max = Enter a number that is at most { $max }
error-language = Select a language
error-zone = Select a time zone
error-theme = Select a theme
error-address = Enter an address that begins with https://
error-search-long =
    { $max ->
        [one] Search for at most { $max } character
       *[other] Search for at most { $max } characters
    }
error-confirm = Tick the box to go on

## Files

error-file = Choose a file
error-file-too-large = { $file } is larger than { $size }
error-file-empty = { $file } is empty
error-file-kind = { $file } could not be accepted: { $kind } files are not allowed
error-file-name = { $file } has a name that cannot be used. Rename it and try again
error-file-unfinished = { $file } is not fully uploaded
error-file-damaged = { $file } was damaged on the way. Send it again
error-files-many =
    { $count ->
        [one] Attach at most { $count } file
       *[other] Attach at most { $count } files
    }

## The form as a whole

error-form-unknown-field = The form had a field that does not belong to it. Load the page again and fill it in once more
error-form-fields-many = The form had too many fields
error-form-changed = Somebody else changed this while you were working. Your changes are below – compare and save again.
error-form-theirs = What is saved now
error-form-yours = What you wrote

## Pages

error-400-title = We could not understand that
error-400-text = What was sent could not be read. Go back, load the page again and try once more.
error-401-title = Sign in
error-401-text = Sign in to continue.
error-403-title = You do not have access
error-403-text = You do not have access to this page. You are signed in as { $email }.
error-403-form-text = The form did not come from our own page, or was open for a long time. Load the page again and send it once more.
error-403-other-account = Sign in with another account
error-404-title = We cannot find that page
error-404-text = We cannot find that page. Check the address, or go to the start page.
error-405-title = That cannot be done here
error-405-text = Go to the page itself and use its buttons.
error-409-title = Somebody else was faster
error-409-text = Somebody else changed this while you were working. Your changes are below – compare and save again.
error-413-title = That is too large
error-413-text = The files are too large together. The limit is { $megabytes } MB.
error-413-form-text = The form is too large. Shorten the text, or attach it as a file.
error-415-title = That kind of content is not received here
error-415-text = Send the form from its own page.
error-421-title = That address is not ours
error-421-text = This server does not answer for the name in the address. Check the address.
error-422-title = There is a problem
error-429-title = Too many attempts
error-429-text =
    { $minutes ->
        [one] Too many attempts. Try again in { $minutes } minute.
       *[other] Too many attempts. Try again in { $minutes } minutes.
    }
error-500-title = Something went wrong
error-500-text = Something went wrong on our side. Your text is saved. Quote { $reference } if you contact us.
error-500-unsaved-text = Something went wrong on our side. Go back and try again. Quote { $reference } if you contact us.
error-503-title = We will soon be back
error-503-text = We are updating { $app }. Try again in a few minutes.
error-503-busy-title = Many people are here right now
error-503-busy-text = We could not take care of this in time. Nothing was changed. Try again in a moment.
error-503-files-title = Files cannot be reached right now
error-503-files-text = The place where files are kept does not answer. What it has is safe, and everything else works. Try again in a few minutes.
error-507-title = There is no room left
error-507-text = Nothing new can be saved right now, and what you sent was not saved. Keep the page open and try again in a few minutes. Everything that was saved before is safe.
error-offline-title = You are offline
error-reference = Reference: { $reference }
error-typed-heading = What you had written
error-typed-text = Copy it before you leave the page.
error-what-now = What you can do
