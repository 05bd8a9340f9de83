## Att höra till en organisation

join-title = Koppla ditt konto med ett partner-ID
join-text = De som sköter organisationens personer får frågan om att släppa in dig. Till dess ser du inget av den.
join-partner-id = Partner-ID
join-partner-id-hint = Siffror, som på medlemssidan
join-location = Verksamhetsställe
join-location-hint = Verksamhetsställets namn. Lämna tomt för huvudkontoret.
join-button = Be om att bli insläppt
join-enter-partner-id = Ange ett partner-ID
join-done-title = Frågan är skickad
join-done-text = Om det finns en partner med det ID:t har dess programkontakter fått ett brev och bestämmer. Du får ett när de har gjort det.
join-invitation-title = { $organisation } bjuder in dig
join-invitation-text = Ditt konto { $email } kommer att höra till { $location }, { $organisation }: du ser förmånerna och aktiviteterna där.
join-invitation-accept = Tacka ja
join-invitation-gone-title = Inbjudan kan inte användas
