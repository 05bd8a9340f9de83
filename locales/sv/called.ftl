### Vad brev, inställningar och den som gör något kallas, där programmets ord säger för lite.

called-setup = Första starten
called-visitor = Någon som inte är inloggad

called-letter =
    { $kind ->
        [request_received] Kvittens på ett ärende
        [answered] Svar på ett ärende
        [solution_proposed] Föreslagen lösning
        [waiting_for_you] Fråga som väntar på kunden
        [closes_soon] Ärende som snart stängs
        [closed] Ärende stängt
        [given_back] Incident återförd
        [severity_changed] Allvarlighetsgrad ändrad
        [split_proposed] Förslag att dela ett ärende
        [dispute_stands] Avdraget står fast
        [charge_moved] Avdrag flyttat
        [estimated] Uppskattning att ta ställning till
        [estimate_told] Uppskattning, berättad för en följare
        [estimate_approved] Uppskattning godkänd
        [estimate_declined] Uppskattning avböjd
        [delivered] Rådgivningstid levererad
        [case_worked] Programärende bearbetat
        [customer_replied] Kunden har svarat
        [colleague_replied] Kollega har svarat
        [request_shared] Ärende delat
        [request_followed] Ärende följt
        [reopened] Ärende öppnat igen
        [uncharged] Ärende utan avdrag
        [order_placed] Beställning gjord
        [order_refunded] Beställning återbetald
        [staff_invited] Inbjudan till personal
        [role_given] Roll given
        [role_taken] Roll fråntagen
        [subscription_role] Roll i en prenumeration
        [account_disabled] Konto inaktiverat
        [account_enabled] Konto aktivt igen
        [contact_invitation] Inbjudan till en kontakt
        [contact_asked] Någon ber att få bli kontakt
        [contact_approved] Kontakt godkänd
        [primary_contact_now] Ny primär kontakt
        [primary_contact_before] Inte längre primär kontakt
        [activation_overdue] Aktivering försenad
        [monthly_statement] Månadsbesked
        [sign_in] Inloggningslänk
        [email_change] Bekräftelse av en ny adress
        [email_changed] Adress ändrad
        [account_deleted] Konto raderat
        [sample] Testbrev
        [contract_activated] Kontrakt aktiverat, med ID:n
        [contract_id_changed] Nya ID:n för ett kontrakt
        [contract_ids_resent] ID:n skickade igen
        [contract_id_changed_told] ID:n bytta, berättat för en innehavare
        [contract_id_shown] Kontrakts-ID visat för personal
        [contract_linked] Kontrakt kopplat
        [link_undone] Koppling ångrad
        [link_revoked] Koppling återkallad
        [contract_invitation] Inbjudan till ett kontrakt
        [link_code] Kod för att koppla ett kontrakt
        [pairs_tried] Felaktiga par prövade
        [contract_suspended] Kontrakt spärrat
        [contract_resumed] Spärren hävd
        [balance_low] Lågt saldo
        [ends_soon] Kontrakt som snart går ut
       *[other] { $kind }
    }

called-setting =
    { $name ->
        [name] Portalens namn
        [listen] Nätverksadress den lyssnar på
        [address] Adress som människor använder
        [proxies] Betrodda proxyservrar
        [data] Datamapp
        [database_url] Databasserver
        [bucket_name] Bucket för filer
        [bucket_region] Region för bucketen
        [bucket_endpoint] Adress till bucketens tjänst
        [bucket_access_key] Åtkomstnyckel till bucketen
        [bucket_secret] Hemlighet till bucketen
        [file_megabytes_max] Största fil, i megabyte
        [backups_folder] Mapp för säkerhetskopior
        [backups_keep] Säkerhetskopior som behålls
        [key_file] Nyckelfil
        [keys] Nycklar
        [mail_host] E-postserver
        [mail_port] E-postserverns port
        [mail_security] Kryptering till e-postservern
        [mail_user] Användare på e-postservern
        [mail_password] Lösenord på e-postservern
        [mail_from] Avsändaradress
        [contact] Kontaktadress
        [buying] Betalsätt
        [stripe_key] Nyckel hos Stripe
        [stripe_webhook_secret] Hemlighet för Stripes webhookar
        [log_format] Loggens format
        [log] Vad som loggas
       *[other] { $name }
    }
