### Demoläge: visas bara när programmet körs med --demo på den egna datorn.

demo-strip = Demo. Alla uppgifter är påhittade.
demo-strip-more = Inloggningar, färdiga ID:n och e-post
demo-title = Demo
demo-introduction = Allt här fungerar som i skarp drift, fast med påhittade uppgifter. Välj vem du vill vara och prova ID:na nedan.

## Logga in som

demo-sign-in-as = Logga in som
demo-sign-in-as-person = Logga in som { $name }
demo-role-customer = kund
demo-role-agent = handläggare
demo-role-supervisor = arbetsledare
demo-role-service-centre = servicecenterhandläggare
demo-role-administrator = administratör
demo-passkey-skipped = I demon loggar personalen in utan passkey.

## Färdiga ID:n

demo-pairs = Färdiga ID-par
demo-pairs-caption = ID-par att prova och vad vart och ett visar
demo-pair-case = Fall

## E-post

demo-mail-title = E-post
demo-mail-text = Ingen e-postserver är inställd, så inget lämnar datorn. Breven finns här i stället.
demo-mail-caption = Brev, nyast först
demo-mail-none = Inga brev än.
demo-mail-to = Till
demo-mail-subject = Ämne
demo-mail-when = Skickat
demo-mail-text-part = Ren text
demo-mail-html-part = HTML
demo-mail-headers = Brevhuvud
demo-mail-back = Alla brev
