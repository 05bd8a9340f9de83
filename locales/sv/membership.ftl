# Medlemskap, kompetenser och tillägg för en partner.

membership-title = Medlemskap och kompetenser
membership-now = { $level }, { $days }
membership-none = Inget medlemskap är registrerat.
membership-record = Registrera ett medlemskap
membership-record-text = För en nivå som aktiveras efter förnyelsen skapas uppgiften att aktivera kontrakten. Perioder får inte överlappa varandra.
membership-last-day-hint = Lämnas fältet tomt gäller det i ett år.
membership-recorded = Medlemskapet är registrerat.
membership-holdings = Kompetenser och tillägg
membership-holding = Kompetens eller tillägg
membership-holding-missing = Välj en kompetens eller ett tillägg.
membership-holds-nothing = Inget verksamhetsställe har någon kompetens eller något tillägg.
membership-add = Lägg till
membership-end = Avsluta { $name } på { $place }
membership-held = Det är registrerat.
membership-ended = Det är avslutat. Kontrakt som finns lämnas som de är.
membership-cloud-support = Köpt molnsupport
membership-cloud-support-text = { $plan } utfärdas när partnern har köpt den, och ID:na skickas till den primära programkontakten på huvudkontoret.
membership-cloud-support-issue = Utfärda det som har köpts
membership-bought = Molnsupporten är utfärdad och ID:na är skickade.
