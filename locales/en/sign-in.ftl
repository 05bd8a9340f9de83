### Signing in and proving who one is.

## The first page

sign-in-title = Sign in
sign-in-introduction = Enter your e-mail address. We send you a link and a code – there is no password to remember.
sign-in-reason-page = Sign in to continue. Then you come back to the page you asked for.
sign-in-reason-draft = Sign in to choose how to pay for the request. What you have written is kept.
sign-in-email = E-mail address
sign-in-email-hint = Any address that you can read mail at.
sign-in-send = Send sign-in link
sign-in-provider = Continue with { $provider }
sign-in-new = If you have no account yet, one is created when you sign in.

## After asking for a link

sign-in-sent-title = Check your e-mail
sign-in-sent = Check your e-mail. We sent a sign-in link to { $email }. It works for { $minutes } minutes.
sign-in-sent-nothing = Nothing has arrived? Look among junk mail, check the address, or send a new link.
sign-in-sent-again = Send a new link
sign-in-sent-other-address = Use another address
sign-in-code = Six-digit code
sign-in-code-hint = From the same e-mail. You can paste it. It works only in this browser.
sign-in-code-send = Sign in with the code
sign-in-code-missing = Enter the six-digit code
sign-in-code-form = The code has six digits
sign-in-code-wrong =
    { $count ->
        [one] That is not the code we sent. You have { $count } try left.
       *[other] That is not the code we sent. You have { $count } tries left.
    }
sign-in-code-spent = That code no longer works. Send a new one.

## The page the link leads to

sign-in-link-title = Sign in as { $email }
sign-in-link-text = One click more, and you are signed in. The button is there so that mail programs that open links do not use it up.
sign-in-link-button = Sign in
sign-in-link-not-you = If you did not ask for this, close the page.
sign-in-link-expired-title = That link has expired
sign-in-link-expired = That link has expired. Send a new one.
sign-in-too-many = Too many attempts. Try again in { $wait }.

## Another provider

sign-in-provider-failed = { $provider } did not sign you in. Try again, or use your e-mail address.
sign-in-provider-cancelled = You stopped the sign-in at { $provider }.
sign-in-provider-unreachable = We cannot reach { $provider } right now. Use your e-mail address, or try again later.
sign-in-provider-no-email = { $provider } did not give us a confirmed e-mail address, and we need one. Sign in with your e-mail address.
sign-in-connect-title = Connect { $provider } to your account
sign-in-connect-text = There is already an account for { $email }. Show that it is yours: we send a link and a code to that address. Then you can sign in with { $provider } as well.
sign-in-connect-send = Send a link to { $email }

## Passkeys, for staff

sign-in-passkey = Sign in with a passkey
sign-in-passkey-use = Use passkey
sign-in-passkey-scripts = Passkeys need JavaScript. Turn it on in your browser and load the page again.
sign-in-passkey-failed = The passkey was not accepted. Try again, or use another one.
sign-in-passkey-cancelled = No passkey was used. Try again when you are ready.
sign-in-passkey-none = Your account has no passkey yet. Register one to go on.
sign-in-passkey-register-title = Register a passkey
sign-in-passkey-register-text = A passkey is kept by your device or a security key, and cannot be given away by mistake. Your role needs one.
sign-in-passkey-register = Register passkey
sign-in-passkey-name = Name of the passkey
sign-in-passkey-name-hint = So that you know which one it is, for example “Office laptop”.
sign-in-passkey-registered = The passkey is registered.
sign-in-passkey-register-failed = The passkey could not be registered. Try again, or use another device.
sign-in-step-up-title = Confirm that it is you
sign-in-step-up = This needs a passkey that you have shown within the last { $minutes } minutes. Nothing you wrote is lost.

## Signing out

sign-in-signed-out-title = You are signed out
sign-in-signed-out = Your drafts and requests are kept. Sign in to see them.
sign-in-confirm-title = Sign in again
sign-in-confirm = To do this you must have signed in within the last { $minutes } minutes.
