### Kända fel: vad alla får veta, och sidan för dem som berättar det.

known-problem-banner = Det finns ett känt fel: { $title }. Senast uppdaterat { $time }.
known-problem-all-products = Alla produkter

## Diskens lista

known-problem-menu = Kända fel
known-problem-title = Kända fel
known-problem-lead = Det som står här visas på produktens självhjälpssida och på sidan Driftstatus. Det som gäller alla produkter visas också på startsidan.
known-problem-none = Det finns inga kända fel.
known-problem-column-title = Fel
known-problem-product = Produkt
known-problem-began = Började
known-problem-updated = Senast uppdaterat
known-problem-state = Läge
known-problem-open = Pågår
known-problem-ended-at = Upphörde { $time }
known-problem-said = Felet är publicerat.
known-problem-changed = Felet är uppdaterat.
known-problem-ended = Felet är avslutat. Det visas inte längre för någon.

## Formuläret

known-problem-new = Lägg till ett känt fel
known-problem-change-title = Uppdatera felet
known-problem-heading = Rubrik ({ $language })
known-problem-heading-hint = En rad utan punkt, till exempel: E-post levereras sent
known-problem-text = Vad som hjälper under tiden ({ $language })
known-problem-text-hint = Vad ni vet, vad man kan göra och när ni berättar mer.
known-problem-publish = Publicera
known-problem-end-title = Är det över?
known-problem-end-text = Felet visas inte längre, men står kvar i listan.
known-problem-end-button = Avsluta felet

## Driftstatus

known-problem-heading-now = Kända fel just nu
known-problem-of-product = { $title } ({ $product })
known-problem-last-updated = Senast uppdaterat { $time }
