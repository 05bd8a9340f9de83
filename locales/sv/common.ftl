### Det som flera områden säger med samma ord.

# Vad de som talar språket kallar det.
language-name = Svenska

## Sidtitlar och formulär

page-title = { $title } – { $app }
page-title-with-errors = Fel: { $title } – { $app }
error-summary = Något behöver rättas
error-prefix = Fel:
optional = (frivilligt)
field-optional = { $label } (frivilligt)
field-characters-left = { $count } tecken kvar
field-characters-over = { $count } tecken för mycket

## Knappar och länkar

button-add = Lägg till
button-back = Tillbaka
button-cancel = Avbryt
button-change = Ändra
button-change-what = Ändra: { $what }
button-clear-filter = Rensa filter
button-close = Stäng
button-confirm = Bekräfta
button-continue = Fortsätt
button-copy = Kopiera
button-copy-what = Kopiera: { $what }
button-create-request = Skapa supportärende
button-delete = Ta bort
button-download = Hämta
button-download-what = Hämta { $what }
button-export-csv = Exportera som CSV
button-filter = Visa
button-hide = Dölj
button-more = Visa fler
button-no = Nej
button-print = Skriv ut
button-remove = Ta bort
button-remove-what = Ta bort { $what }
button-save = Spara
button-save-changes = Spara ändringarna
button-search = Sök
button-send = Skicka
button-show = Visa
button-sign-in = Logga in
button-sign-out = Logga ut
button-table = Visa som tabell
button-try-again = Försök igen
button-undo = Ångra
button-yes = Ja
link-start-page = Gå till startsidan
link-service-centre = Kontakta servicecentret
link-details = Detaljer

## Antal

incidents =
    { $count ->
        [one] { $count } incident
       *[other] { $count } incidenter
    }
incidents-left =
    { $count ->
        [0] Inga incidenter kvar
        [one] { $count } incident kvar
       *[other] { $count } incidenter kvar
    }
incidents-left-of =
    { $left ->
        [0] Inga incidenter kvar
       *[other]
            { $total ->
                [one] { $left } av { $total } incident kvar
               *[other] { $left } av { $total } incidenter kvar
            }
    }
incidents-unlimited = Obegränsat antal incidenter
unlimited = Obegränsat
days-left =
    { $count ->
        [0] Går ut i dag
        [one] { $count } dag kvar
       *[other] { $count } dagar kvar
    }
days =
    { $count ->
        [one] { $count } dag
       *[other] { $count } dagar
    }
minutes =
    { $count ->
        [one] { $count } minut
       *[other] { $count } minuter
    }
contracts =
    { $count ->
        [0] Inga kontrakt
       *[other] { $count } kontrakt
    }
requests =
    { $count ->
        [0] Inga ärenden
        [one] { $count } ärende
       *[other] { $count } ärenden
    }
attachments =
    { $count ->
        [0] Inga bilagor
        [one] { $count } bilaga
       *[other] { $count } bilagor
    }
errors =
    { $count ->
        [0] Inga fel
       *[other] { $count } fel
    }
people =
    { $count ->
        [0] Ingen
        [one] { $count } person
       *[other] { $count } personer
    }

## Sidnumrering

paging-label = Sidor
# $range är den första och den sista: 1–25.
paging-showing = Visar { $range } av { $total }
paging-previous = Föregående sida
paging-next = Nästa sida
paging-page = Sida { $page }

## Ärendets status

label-status = Status
status-draft = Utkast
status-submitted = Inskickat
status-in-progress = Pågår
status-waiting-customer = Väntar på dig
status-waiting-customer-desk = Väntar på kunden
status-waiting-third = Väntar på annan part
status-solution-proposed = Lösningsförslag
status-solved = Löst
status-closed = Stängt
status-closed-credited = Stängt – incidenten återförd
status-withdrawn = Återkallat

## Kontraktets status

standing-active = Aktivt
standing-expiring =
    { $count ->
        [0] Går ut i dag
        [one] Går ut om { $count } dag
       *[other] Går ut om { $count } dagar
    }
standing-exhausted = Inga incidenter kvar
standing-expired = Gick ut { $date }
standing-pending = Inte aktiverat än
standing-pending-from = Börjar gälla { $date }
standing-suspended = Spärrat
standing-superseded = Ersatt av { $successor }
standing-replaced = Ersatt
standing-cancelled = Makulerat

## Allvarlighetsgrader och handläggning

label-severity = Allvarlighetsgrad
severity-of = Allvarlighetsgrad { $letter }
severity-a = A – Kritisk påverkan på verksamheten
severity-b = B – Begränsad påverkan
severity-c = C – Minimal påverkan
severity-a-meaning = Kritisk påverkan på verksamheten
severity-b-meaning = Begränsad påverkan på verksamheten
severity-c-meaning = Minimal påverkan på verksamheten
label-handling = Handläggning
handling-business-hours = Kontorstid
handling-around-the-clock = Dygnet runt
label-first-answer-due = Första svar senast
label-first-answer-given = Första svar gavs

## Produkter, användning och område

delivery-on-premises = Lokal
delivery-cloud = Moln
delivery-on-premises-product = Lokal produkt
delivery-cloud-product = Molnprodukt
use-home = Hemma eller privat
use-it-professional = IT-tekniker
use-developer = Utvecklare
use-partner = Partner

## Vad saker heter

label-access-id = Access-ID
label-contract-id = Kontrakts-ID
label-id-pair = ID-par
# Ett kontrakt som folk känner igen det: 0230242323 - Partner Support Gold 20Pack.
contract-label = { $access } - { $plan }
label-support-contract = Supportkontrakt
label-support-plan = Supportplan
label-support-request = Supportärende
label-request-number = Ärendenummer
label-organisation = Organisation
label-service-centre = Servicecenter
service-centre-region = Servicecenter, { $region }
label-balance = Saldo
valid-until = Gäller till { $date }
ends = Går ut { $date }
label-language = Språk
label-time-zone = Tidszon
label-name = Namn
label-email = E-post
label-phone = Telefon
label-product = Produkt
label-version = Version
label-problem = Problem
label-attachments = Bilagor
label-date = Datum
label-last-change = Senast ändrat
label-number = Nummer

## Personer och roller

person-you = Du
person-system = { $app }
person-erased = En tidigare användare
role-customer = Kund
role-partner = Partner
role-engineer = Supporthandläggare
role-supervisor = Arbetsledare
role-service-centre = Servicecenterhandläggare
role-administrator = Administratör

## Artikelns språk, när det inte är läsarens

article-in-en = På engelska
article-in-sv = På svenska

## Gemensamma lägen

state-saved = Ändringarna är sparade.
state-copied = Kopierat.
state-checking = Kontrollerar …
state-unsaved = Du har ändringar som inte är sparade.
state-offline = Du är offline. Vi sparar det du har skrivit.
state-session-ended = Du har loggats ut efter en stunds inaktivitet. Utkastet är sparat.
state-session-ending =
    { $minutes ->
        [one] Du loggas ut om { $minutes } minut.
       *[other] Du loggas ut om { $minutes } minuter.
    }
state-stay-signed-in = Fortsätt vara inloggad
state-form-expired = Formuläret har varit öppet länge. Kontrollera och skicka in igen – inget har gått förlorat.
state-empty-search = Inga träffar på ”{ $query }”.
state-confirm-delete = Ta bort { $thing }? Det går inte att ångra.
state-none = Inget
state-unknown = Okänt
state-not-given = Inte angivet
