### Startsidan.

start-title = Få hjälp av en supporttekniker
start-text = Få hjälp av en supporttekniker, dygnet runt.
start-request = Skapa supportärende
start-request-text = Beskriv problemet, välj kontrakt och se direkt när det första svaret kommer.
start-benefits-text = Vad som är kvar, när det går ut och vad som pågår.
start-contracts = Mina kontrakt
start-contracts-text = Saldo, slutdatum och kontoutdrag för kontrakten som är kopplade till ditt konto.
start-ids = Har du ett Access-ID?
start-ids-text = Access-ID:t och kontrakts-ID:t kom i mejlet om att ert supportkontrakt är aktivt.
start-ids-link = Så får du dina ID:n
start-portals = Var du skapar ärendet
start-portals-caption = Vilken portal som gäller för vilken produkt
start-portal-products = Produkter
start-portal-where = Skapa ärendet i
start-portal-ids = ID-par
start-portal-here = Här
start-portal-on-premises = Lokalt installerade produkter
start-portal-ids-needed = Behövs, om du inte köper en enskild incident
start-portal-ids-linked = Kopplas i förväg som förmån
start-portal-ids-none = Används inte
start-open-requests = Dina öppna ärenden
start-all-requests = Alla mina ärenden
start-drafts = Dina utkast
start-draft-until = Sparas till { $date }
start-draft-untitled = Ärende utan rubrik
