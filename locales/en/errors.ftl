### Errors at fields, and the pages for what cannot be shown.

## Any field

error-too-long =
    { $max ->
        [one] Use at most { $max } character
       *[other] Use at most { $max } characters
    }
error-one-line = Write on one line

## Kinds of field

error-name = Enter a name
error-email = Enter an e-mail address in the form name@example.com
error-email-ascii = Use an e-mail address with the letters a–z
error-phone = Enter a phone number with country code, for example +46 8 123 456 78
error-language = Select a language
error-zone = Select a time zone
error-theme = Select a theme

## Pages

error-400-title = We could not understand that
error-400-text = What was sent could not be read. Go back, load the page again and try once more.
error-401-title = Sign in
error-401-text = Sign in to continue.
error-403-title = You do not have access
error-403-form-text = The form did not come from our own page, or was open for a long time. Load the page again and send it once more.
error-404-title = We cannot find that page
error-404-text = We cannot find that page. Check the address, or go to the start page.
error-405-title = That cannot be done here
error-405-text = Go to the page itself and use its buttons.
error-409-title = Somebody else was faster
error-413-title = That is too large
error-413-form-text = The form is too large. Shorten the text, or attach it as a file.
error-415-title = That kind of content is not received here
error-415-text = Send the form from its own page.
error-421-title = That address is not ours
error-421-text = This server does not answer for the name in the address. Check the address.
error-422-title = There is a problem
error-429-title = Too many attempts
error-500-title = Something went wrong
error-503-text = We are updating { $app }. Try again in a few minutes.
error-503-busy-title = Many people are here right now
error-503-busy-text = We could not take care of this in time. Nothing was changed. Try again in a moment.
error-again-text = What you typed is kept on this page and can be sent as it is.
error-503-files-title = Files cannot be reached right now
error-503-files-text = The place where files are kept does not answer. What it has is safe, and everything else works. Try again in a few minutes.
error-507-title = There is no room left
error-507-text = Nothing new can be saved right now, and what you sent was not saved. Keep the page open and try again in a few minutes. Everything that was saved before is safe.
