### The account page: who one is, how one reads, where one is signed in.

account-title = Account
account-signed-in-as = You are signed in as { $email }

## About you

account-details = Your details
account-details-text = They are filled in for you when you create a request.
account-name = Name
account-email-change = Change e-mail address
account-email-new = New e-mail address
account-email-change-text = We send a code to the new address and tell the old one. The change is made when you have entered the code.
account-email-sent = We sent a code to { $email }. Enter it here.
account-email-changed = Your e-mail address is now { $email }.
account-email-taken = That address cannot be used. Choose another one.
account-phone = Phone
account-phone-hint = With country code, for example +46 8 123 456 78
account-organisation = Organisation
account-language = Language
account-language-hint = For pages and e-mail.
account-zone = Time zone
account-zone-hint = All times are shown in this zone.
account-theme = Theme
account-theme-automatic = Automatic
account-theme-light = Light
account-theme-dark = Dark
account-shortcuts-on = Use single-key shortcuts in the desk
account-saved = Your changes are saved.

## E-mail about requests

account-notifications = E-mail notices
account-notifications-text = You always get e-mail about signing in, about IDs and about what is deducted.
account-notify-answers = When an engineer has answered
account-notify-status = When the status of a request changes
account-notify-reminders = Reminders when we wait for you
account-notify-balance = When little is left on a contract
account-notify-ends = Before a contract ends
account-notify-statements = A statement of your contracts each month

## Ways to sign in

account-sign-in = Ways to sign in
account-sign-in-email = E-mail link or code to { $email }
account-identities = Connected sign-in services
account-identities-none = No other sign-in service is connected.
account-identity-connect = Connect { $provider }
account-identity-remove = Disconnect { $provider }
account-identity-connected = The sign-in service is connected to your account.
account-identity-disconnected = The sign-in service is no longer connected.
account-passkeys = Passkeys
account-passkeys-none = You have no passkeys.
account-passkey-added = Added { $date }
account-passkey-used = Last used { $time }
account-passkey-never-used = Never used
account-passkey-add = Register a passkey
account-passkey-remove = Remove the passkey { $name }
account-passkey-removed = The passkey is removed.
account-passkey-last = You cannot remove your last passkey, because your role needs one. Register another one first.

## Where you are signed in

account-sessions = Where you are signed in
account-sessions-text = End a session that you do not recognise.
account-session-this = This session
account-session-device = { $browser } on { $system }
account-session-device-unknown = Unknown device
account-session-begun = Signed in { $time }
account-session-used = Last used { $time }
account-session-network = From { $network }
account-session-end = End
account-session-end-what = End the session { $device }
account-session-ended = The session has ended.
account-sign-out-everywhere = Sign out everywhere
account-sign-out-everywhere-text = Ends every session, this one too.

## Your data

account-data = Your data
account-download = Download my data
account-download-text = A file with all that we keep about you: your details, requests, messages, files and sign-ins.
account-delete = Delete my account
account-delete-title = Delete your account?
account-delete-what = Your name, addresses, phone number, sessions, links and drafts are deleted. In requests that you have submitted your name is removed, and so are your texts and files.
account-delete-kept = What was deducted and given back stays in the contracts' statements, without your name: others rely on those balances.
account-delete-open =
    { $count ->
        [one] You have { $count } open request. It is withdrawn.
       *[other] You have { $count } open requests. They are withdrawn.
    }
account-delete-confirm-label = Enter your e-mail address to confirm
account-delete-confirm-error = Enter { $email } to confirm
account-delete-final = This cannot be undone.
account-delete-button = Delete my account
account-deleted-title = Your account is deleted
account-deleted = Your account is deleted. You can create a new one at any time by signing in.
account-delete-staff = An account with a staff role is removed by an administrator.
