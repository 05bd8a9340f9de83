### Demo mode: shown only where the program runs with --demo on this machine.

demo-strip = Demo. All data is invented.
demo-strip-more = Sign-ins, ready IDs and mail
demo-title = Demo
demo-introduction = Everything here works as in real operation, on invented data. Choose who you want to be, and try the IDs below.

## Sign in as

demo-sign-in-as = Sign in as
demo-sign-in-as-person = Sign in as { $name }
demo-role-customer = customer
demo-role-agent = agent
demo-role-supervisor = supervisor
demo-role-service-centre = service-centre officer
demo-role-administrator = administrator
demo-passkey-skipped = In the demo, staff sign in without a passkey.

## Ready IDs

demo-pairs = Ready ID pairs
demo-pairs-caption = ID pairs to try, and what each shows
demo-pair-case = Case

## Mail

demo-mail-title = Mail
demo-mail-text = No mail server is set up, so nothing leaves this computer. The letters are here instead.
demo-mail-caption = Letters, newest first
demo-mail-none = No letters yet.
demo-mail-to = To
demo-mail-subject = Subject
demo-mail-when = Sent
demo-mail-text-part = Plain text
demo-mail-html-part = HTML
demo-mail-headers = Headers
demo-mail-back = All letters
