## Joining an organisation

join-title = Link your account with a partner ID
join-text = Those who keep the people of the organisation are asked to let you in. Until then you see nothing of it.
join-partner-id = Partner ID
join-partner-id-hint = Digits, as on your membership page
join-location = Location
join-location-hint = The name of your location. Leave it empty for the head office.
join-button = Ask to be let in
join-enter-partner-id = Enter a partner ID
join-done-title = Your question is sent
join-done-text = If there is a partner with that ID, its program contacts have a letter and decide. You get one when they have.
join-invitation-title = { $organisation } invites you
join-invitation-text = Your account { $email } will belong to { $location }, { $organisation }: you see its benefits and activities.
join-invitation-accept = Accept
join-invitation-gone-title = This invitation cannot be used
