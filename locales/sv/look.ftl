### Hur installationen ser ut.

look-title = Färger och logotyp
look-lead = En egen accentfärg för länkar och knappar, och en bild bredvid namnet. Själva namnet står i inställningarna.
look-saved = Utseendet är sparat. Alla sidor har det från och med nu.
look-accent-light = Accentfärg i det ljusa temat
look-accent-dark = Accentfärg i det mörka temat
look-accent-hint = Sex siffror som { $example }, den färg som gäller när fältet är tomt. Den gällande accentfärgens minsta kontrast är { $ratio }.
look-accent-form = Skriv färgen som # och sex siffror från 0 till f
look-accent-faint = Färgen går inte att läsa överallt: den minsta kontrasten är { $measured }, och text behöver { $least }
look-ratio = { $number }:1
look-sample = Så här ser en länk ut:
look-sample-link = namnet och brevens avsändare
look-logo = Logotyp
look-logo-hint = PNG, JPEG eller WebP, högst { $size } och { $pixels } bildpunkter på bredden och höjden. Den visas 32 bildpunkter hög, på vitt och på nästan svart.
look-logo-kind = Välj en bild i PNG, JPEG eller WebP. SVG kan innehålla skript och tas inte emot.
look-logo-large = Bilden är större än { $size }
look-logo-pixels = Bilden är bredare eller högre än { $pixels } bildpunkter
look-logo-remove = Ta bort logotypen
