### Det som flera områden säger med samma ord.

# Vad de som talar språket kallar det.
language-name = Svenska

# Vad läsaren kallar språket med den koden.
language-called =
    { $code ->
        [en] engelska
       *[sv] svenska
    }

## Sidtitlar och formulär

page-title = { $title } – { $app }
page-title-with-errors = Fel: { $title } – { $app }
error-summary = Något behöver rättas
error-prefix = Fel:
optional = (frivilligt)
field-characters-over = { $count } tecken för mycket

## Knappar och länkar

button-back = Tillbaka
button-cancel = Avbryt
button-change = Ändra
button-change-what = Ändra: { $what }
button-close = Stäng
button-confirm = Bekräfta
button-continue = Fortsätt
button-copy = Kopiera
button-copy-what = Kopiera: { $what }
button-create-request = Skapa supportärende
button-print = Skriv ut
button-remove = Ta bort
button-remove-what = Ta bort { $what }
button-save = Spara
button-save-changes = Spara ändringarna
button-search = Sök
button-table = Visa som tabell
button-try-again = Försök igen
link-start-page = Gå till startsidan
link-details = Detaljer

## Antal

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
incidents =
    { $count ->
        [one] { $count } incident
       *[other] { $count } incidenter
    }
incidents-unlimited = Obegränsat antal incidenter
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
standing-replaced = Ersatt
standing-cancelled = Makulerat

## Allvarlighetsgrader och handläggning

label-severity = Allvarlighetsgrad
severity-a = A – Kritisk påverkan på verksamheten
severity-b = B – Begränsad påverkan
severity-c = C – Minimal påverkan
label-handling = Handläggning
handling-business-hours = Kontorstid
handling-around-the-clock = Dygnet runt

## Produkter, användning och område

delivery-on-premises = Lokal
delivery-cloud = Moln

## Vad saker heter

label-access-id = Access-ID
label-contract-id = Kontrakts-ID
# Ett kontrakt som folk känner igen det: 0230242323 - Partner Support Gold 20Pack.
contract-label = { $access } - { $plan }
label-request-number = Ärendenummer
label-service-centre = Servicecenter
valid-until = Gäller till { $date }
label-language = Språk
label-time-zone = Tidszon
label-phone = Telefon

## Personer och roller

person-you = Du
person-system = { $app }
person-erased = En tidigare användare
person-operator = Driften

## Artikelns språk, när det inte är läsarens

article-in-en = På engelska
article-in-sv = På svenska

## Gemensamma lägen

state-saved = Ändringarna är sparade.
state-copied = Kopierat.
state-unsaved = Du har ändringar som inte är sparade.
state-offline = Du är offline. Vi sparar det du har skrivit.
