### Ramen kring varje sida: sidhuvud, meny, sidfot, och det som komponenterna säger.

## Sidhuvud och meny

frame-skip = Hoppa till innehållet
frame-home = { $app }, startsidan
frame-main-menu = Huvudmeny
frame-menu = Meny
frame-menu-new-request = Nytt ärende
frame-menu-requests = Mina ärenden
frame-menu-benefits = Förmåner
frame-menu-contracts = Mina kontrakt
frame-menu-cloud = Moln
frame-menu-desk = Ärendekö
frame-menu-own = Som kund
frame-account-menu = Kontomeny
frame-signed-in-as = Inloggad som { $email }
frame-account = Konto
frame-sign-in = Logga in
frame-sign-out = Logga ut
frame-breadcrumbs = Du är här

## Sidfot

frame-footer = Om tjänsten
frame-help = Hjälp
frame-accessibility = Tillgänglighet
frame-contact = Kontakt
frame-status = Driftstatus

## Komponenter

frame-used-of-most = { $used } av { $most } tecken
frame-step = Steg { $number } av { $total } · { $name }
frame-steps = Steg i ärendet
frame-step-done = Klart:
frame-drop-files = Släpp filer här, eller välj dem
frame-upload-waiting = Väntar
frame-upload-progress = Skickar: { $percent }
frame-upload-paused = Pausat: anslutningen bröts. Det fortsätter av sig självt.
frame-upload-done = Mottagen
frame-upload-failed = Filen kunde inte skickas. Ta bort den och välj den igen.
frame-upload-too-large = { $file } är större än { $size }
frame-upload-empty = { $file } är tom
frame-upload-too-many = Välj högst { $most } filer
frame-upload-going = Filer skickas fortfarande. Formuläret skickas in när de har kommit fram.
frame-keys-title = Kortkommandon
frame-keys-next = Nästa ärende
frame-keys-previous = Föregående ärende
frame-keys-open = Öppna ärendet
frame-keys-take = Tilldela mig
frame-keys-reply = Svara
frame-keys-note = Intern anteckning
frame-keys-status = Status
frame-keys-search = Sök
frame-keys-queue = Kö
frame-keys-list = Den här listan
frame-keys-off = Kortkommandon med en bokstav kan stängas av på kontosidan.
