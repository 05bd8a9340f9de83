# What becomes of a unit, row by row of the table of charges.
2026-03-02 08:00 | desk | makes gold from partner-gold-20 for anna | left 20

# Submitting draws one unit; closing with deduction keeps it.
2026-03-02 09:00 | anna | submits dns as B on gold          | left 19
2026-03-02 09:10 | erik | takes dns                         | left 19
2026-03-02 09:20 | erik | answers dns                       | left 19
2026-03-03 09:00 | erik | closes dns as solved              | charged, left 19
2026-03-03 09:01 | erik | closes dns as courtesy            | refused closed

# Closing without deduction gives it back, once.
2026-03-03 10:00 | anna | submits mail as C on gold         | left 18
2026-03-03 10:05 | erik | answers mail                      | left 18
2026-03-03 11:00 | erik | closes mail as product_fault      | given back, left 19
2026-03-03 11:01 | erik | closes mail as product_fault      | refused closed

# Withdrawn before work began: given back. After: charged.
2026-03-04 08:00 | anna | submits disk as C on gold         | left 18
2026-03-04 08:05 | erik | takes disk                        | left 18
2026-03-04 08:10 | anna | withdraws disk                    | given back, left 19
2026-03-04 09:00 | anna | submits print as C on gold        | left 18
2026-03-04 09:05 | erik | answers print                     | left 18
2026-03-04 09:10 | anna | withdraws print                   | charged, left 18
2026-03-04 09:11 | erik | closes print as withdrawn_before  | refused closed

# Reopened in the window: no new charge. Closed again with deduction after a credit: charged again.
2026-03-05 09:00 | anna | reopens mail                      | left 18
2026-03-05 10:00 | erik | closes mail as solved             | charged again, left 17
2026-03-05 11:00 | anna | reopens dns                       | left 17
2026-03-06 09:00 | erik | closes dns as not_solved          | charged, left 17
2026-03-06 09:30 | anna | reopens dns                       | left 17
2026-03-06 09:31 | anna | reopens dns                       | refused not_closed

# A dispute is answered by a coded decision.
2026-03-07 09:00 | erik | closes dns as solved              | charged, left 17
2026-03-07 10:00 | anna | disputes dns as not_solved        | left 17
2026-03-07 10:01 | anna | disputes dns as not_solved        | refused already_open
2026-03-08 10:00 | sara | judges dns as give_back           | given back, left 18
2026-03-08 10:01 | anna | disputes dns as duplicate         | refused no_charge
2026-03-08 10:02 | sara | judges dns as give_back           | refused no_proposal

# No answer for fourteen days: closed with deduction.
2026-03-09 09:00 | anna | submits share as C on gold        | left 17
2026-03-09 09:30 | erik | answers share and waits           | left 17
2026-03-16 09:31 | jobs | closes what waited too long       | ok
2026-03-23 09:30 | jobs | closes what waited too long       | ok
2026-03-23 09:31 | erik | closes share as solved            | refused closed
2026-03-23 09:32 | desk | looks at gold                     | left 17

# The window to reopen is fourteen days, to the microsecond.
2026-03-23 10:00 | anna | reopens share                     | left 17
2026-03-23 10:01 | erik | closes share as solved            | charged, left 17
2026-04-06 10:00 | anna | reopens share                     | left 17
2026-04-06 10:01 | erik | closes share as solved            | charged, left 17
2026-04-20 10:01 | anna | reopens share                     | refused reopen_over
