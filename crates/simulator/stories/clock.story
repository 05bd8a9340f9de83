# The clock of the first answer. Monday; B is answered within four business hours, eight to five in Stockholm [T21].
2026-03-02 08:00 | desk | makes gold from partner-gold-20 for anna | left 20
2026-03-02 09:00 | anna | submits dns as B on gold          | left 19
2026-03-02 09:01 | anna | reads the clock of dns            | running

# To ask for something is no contact: the clock stands still, and goes on with the customer's answer.
2026-03-02 10:00 | erik | answers dns and waits             | left 19
2026-03-03 11:00 | anna | reads the clock of dns            | paused
2026-03-03 11:00 | anna | replies to dns                    | left 19
2026-03-03 14:00 | anna | reads the clock of dns            | running
2026-03-03 14:01 | anna | reads the clock of dns            | overdue
2026-03-03 14:02 | erik | answers dns                       | left 19
2026-03-03 14:03 | anna | reads the clock of dns            | missed

# Reopened: a new clock starts, which can be paused and met like the first.
2026-03-04 09:00 | erik | closes dns as solved              | charged, left 19
2026-03-04 09:30 | anna | reopens dns                       | left 19
2026-03-04 09:31 | anna | reads the clock of dns            | running
2026-03-04 10:00 | erik | answers dns and waits             | left 19
2026-03-05 09:00 | anna | reads the clock of dns            | paused
2026-03-05 09:00 | anna | replies to dns                    | left 19
2026-03-05 12:00 | erik | answers dns                       | left 19
2026-03-09 12:00 | anna | reads the clock of dns            | met

# Reopened and forgotten: it is late again.
2026-03-10 09:00 | erik | closes dns as solved              | charged, left 19
2026-03-10 09:30 | anna | reopens dns                       | left 19
2026-03-11 09:00 | anna | reads the clock of dns            | overdue

# Friday afternoon. A is handled around the clock; back at B, what was chosen holds: business hours.
2026-03-13 14:00 | anna | submits mail as B on gold         | left 18
2026-03-13 14:30 | anna | changes mail to A                 | left 18
2026-03-13 15:00 | anna | changes mail to B                 | left 18
2026-03-15 12:00 | anna | reads the clock of mail           | running
2026-03-16 09:00 | erik | answers mail                      | left 18
2026-03-16 09:01 | anna | reads the clock of mail           | met

# A question is no work: what is withdrawn then is given back. What the customer solves is a withdrawal before work
# began, and the customer's solution after.
2026-03-17 08:00 | anna | submits disk as C on gold         | left 17
2026-03-17 08:30 | erik | answers disk and waits            | left 17
2026-03-17 09:00 | anna | withdraws disk                    | given back, left 18
2026-03-17 09:10 | erik | closes disk as solved_by_customer | refused closed
2026-03-17 10:00 | anna | submits print as C on gold        | left 17
2026-03-17 10:10 | erik | closes print as solved_by_customer | refused disposition_not_offered
2026-03-17 10:20 | anna | solves print                      | given back, left 18
2026-03-17 11:00 | anna | submits share as C on gold        | left 17
2026-03-17 11:10 | erik | answers share                     | left 17
2026-03-17 11:20 | anna | solves share                      | charged, left 17
