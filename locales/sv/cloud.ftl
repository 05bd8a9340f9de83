### Molnområdet: prenumerationer, kopplade förmåner och ärenden om molnprodukter.

cloud-title = Hjälp och support
cloud-text = För Azure, Office 365 och andra produkter i molnet.
cloud-no-subscription = Du har ingen roll i någon prenumeration. Logga in med kontot som äger den, eller be ägaren om en roll.

## Rutorna

cloud-link-title = Koppla befintliga förmåner
cloud-link-tile = Med ett Access-ID och ett kontrakts-ID. Du gör det en gång.
cloud-new-title = Nytt supportärende
cloud-new-tile = Om en prenumeration som du har en roll i, eller åt en kund.
cloud-requests-title = Hantera ärenden
cloud-requests-tile = Det du har skickat in, och vad som händer med det.
cloud-subscriptions-title = Prenumerationer
cloud-subscriptions-tile = Produkter, din roll och vilka andra som har en.

## Prenumerationer och roller

cloud-subscriptions-caption = Prenumerationer, efter kund och namn
cloud-subscription = Prenumeration
cloud-subscription-missing = Välj en prenumeration
cloud-product = Produkt
cloud-customer = Kund
cloud-country = Land
cloud-my-role = Min roll
cloud-role = Roll
cloud-role-owner = Ägare
cloud-role-contributor = Deltagare
cloud-role-support-request-contributor = Supportärendedeltagare
cloud-role-reader = Läsare
cloud-role-delegated = Delegerad administratörsbehörighet
cloud-role-choose = Välj en roll
cloud-role-missing = Välj en roll
cloud-roles = Roller
cloud-roles-text = Ägare, Deltagare och Supportärendedeltagare skapar ärenden. Bara en ägare ger och tar bort roller.
cloud-roles-caption = Vilka som har vilken roll
cloud-person = Person
cloud-since = Sedan
cloud-role-give-title = Ge en roll
cloud-role-give = Ge rollen
cloud-role-email = E-postadress
cloud-role-email-hint = Adressen som personen loggar in med. En roll ersätter den som personen har.
cloud-role-email-missing = Ange en e-postadress
cloud-role-given = Rollen är tilldelad och vi har skrivit till adressen. Den gäller så snart någon loggar in med den.
cloud-role-take = Ta bort
cloud-role-take-what = Ta bort rollen för { $name }
cloud-delegations = Delegerad administratörsbehörighet
cloud-delegations-text = Partner som skapar ärenden åt { $customer }.
cloud-delegations-none = Ingen partner har delegerad administratörsbehörighet.
cloud-partner = Partner
cloud-partner-id = Partner-ID
cloud-delegate-title = Delegera till en partner
cloud-delegate = Delegera
cloud-delegation-end = Avsluta
cloud-delegation-end-what = Avsluta den delegerade administratörsbehörigheten för { $name }

## Koppla befintliga förmåner

cloud-link-for = Planen kan användas för { $subscriptions }.
cloud-link-no-subscription = Du har ingen prenumeration än som en plan kan användas för.
cloud-link-on-premises-only = Kan inte användas för molnärenden: { $plan } gäller bara lokala produkter.
cloud-link-for-others = Koppla det för andra ärenden
cloud-link-done = { $contract } är kopplat till ditt konto och kan användas för molnärenden.
cloud-link-done-for-others = { $contract } är kopplat till ditt konto för lokala produkter. Det kan inte användas för molnärenden.
cloud-go-on = Gå vidare till ärendet

## Ett nytt ärende

cloud-hand-over = Det du har skrivit följer med, och utkastet finns kvar till { $date }.
cloud-customer-title = Vem gäller ärendet?
cloud-customer-hint = Åt en kund behöver du delegerad administratörsbehörighet.
cloud-customer-own = Prenumerationer som jag själv har en roll i
cloud-customer-for = Ärendet gäller { $customer }.
cloud-customer-other = Välj vem ärendet gäller
cloud-issue = Typ av ärende
cloud-issue-hint = Bara tekniska ärenden drar en incident.
cloud-stale = Utkastet har ändrats på annat håll och säger nu: { $issue }, { $subscription }. Det du valde här är fortfarande markerat. Fortsätt för att spara det i stället.
cloud-issue-missing = Välj en typ av ärende
cloud-issue-not-offered = { $product } har inga ärenden av den typen. Välj en annan.
cloud-issue-technical = Teknik
cloud-issue-billing = Fakturering
cloud-issue-quota = Kvot
cloud-issue-subscription = Prenumeration
cloud-service = Tjänst
cloud-plan = Supportplan
cloud-plans = Mina supportplaner
cloud-plan-none = Ingen av dina supportplaner kan användas för det här ärendet.
cloud-subscription-note = { $product } · { $role }
cloud-subscription-note-free = { $product } · { $role } · Inget Access-ID behövs för { $product }.
cloud-check-free = Ärendet kostar ingen incident.
