### Administration: att lämna ut allt.

export-title = Export
export-lead = Allt som finns här, utom kontrakts-ID:n och det som bevisar vem någon är. Varje hämtning står i granskningsloggen.
export-all = Tabeller
export-what = Vad
export-everything = Allt
export-format = Format
export-format-csv = CSV
export-format-json = JSON
export-format-xlsx = Excel (.xlsx)
export-format-missing = Välj ett format.
export-what-missing = Välj vad som ska exporteras.
export-one-table = En CSV-fil rymmer en tabell. Välj en tabell, eller JSON eller Excel.
export-organisation-title = En organisation
export-organisation = Partner-ID eller nyckel
export-organisation-hint = Allt som finns om den, som JSON: platser och personer, kontrakt med huvudbok, beställningar, ärenden med det som sagts.
export-organisation-missing = Ingen organisation har det partner-ID:t eller den nyckeln.
export-person = E-postadress
export-person-title = En person
export-person-hint = Allt som finns om personen, som JSON: det som personen själv kan hämta.
export-person-missing = Ingen har den adressen.
export-button = Hämta
export-table =
    { $name ->
        [organisations] Organisationer
        [locations] Verksamhetsställen
        [contacts] Kontakter
        [notes] Anteckningar om organisationer
        [memberships] Medlemskap
        [competencies] Kompetenser
        [additions] Signature Cloud Support, ASfP och verktygslådor
        [activations] Aktiveringar
        [activated] Kontrakt från aktiveringar
        [subscriptions] Prenumerationer
        [roles_on_subscriptions] Roller på prenumerationer
        [roles_that_wait] Roller som väntar på en adress
        [delegations] Delegerad administration
        [people] Personer med inloggning
        [roles] Personalens roller
        [identities] Anslutna identiteter
        [passkeys] Passnycklar
        [sessions] Sessioner
        [sign_ins] Inloggningar med e-post
        [notices_turned_off] Avstängda meddelanden
        [reminders] Valda påminnelser
        [statements] Skickade månadsbesked
        [calendar_addresses] Kalenderadresser
        [drafts] Utkast
        [letters] Brev
        [audit] Granskningslogg
        [contracts] Kontrakt
        [lots] Potter
        [ledger] Huvudbok
        [seals] Dagliga sigill
        [sealed_contracts] Kontrakten i sigillen
        [adjustments] Justeringar
        [links] Kopplingar
        [invitations] Inbjudningar
        [warnings] Skickade varningar
        [undelivered] Par som inte levererats
        [orders] Beställningar
        [payments] Betalningar och återbetalningar
        [requests] Ärenden
        [messages] Konversationer
        [requests_followed] Följare av ärenden
        [ratings] Betyg
        [splits] Delningar av ärenden
        [files] Bilagor
        [estimates] Uppskattningar av rådgivning
        [program_cases] Programärenden
        [catalogue] Katalogen som sina filer
        [offers] Versioner av erbjudanden
        [articles] Artiklar
        [article_reads] Läsningar av artiklar
        [deflections] Lösta av en artikel
        [known_problems] Kända fel
        [saved_replies] Svarsmallar
        [looks] Valda färger och logotyper
        [logos] Logotyper
        [settings] Inställningar
        [jobs] Jobb
        [job_runs] Körningar av jobb
        [imports] Importer
       *[other] { $name }
    }
