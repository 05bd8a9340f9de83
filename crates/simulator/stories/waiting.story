# An offer that gives five days to answer: a reminder after half of them, then the closing.
2026-03-02 08:00 | desk | makes ten from story-impatient for anna | left 10
2026-03-02 09:00 | anna | submits dns as C on ten           | left 9
2026-03-02 10:00 | erik | answers dns and waits             | left 9
2026-03-04 22:00 | jobs | closes what waited too long       | ok
2026-03-07 09:59 | jobs | closes what waited too long       | ok
2026-03-07 09:59 | anna | replies to dns                    | left 9

# Asked again, everything begins anew: not closed before a reminder of its own.
2026-03-08 10:00 | erik | answers dns and waits             | left 9
2026-03-10 10:00 | erik | answers dns and waits             | left 9
2026-03-12 22:00 | jobs | closes what waited too long       | ok
2026-03-15 09:59 | jobs | closes what waited too long       | ok
2026-03-15 09:59 | anna | replies to dns                    | left 9
2026-03-15 10:00 | erik | closes dns as solved              | charged, left 9

# The program stood still for a month: the reminder leaves time to answer, two and a half days here.
2026-03-16 09:00 | anna | submits mail as C on ten          | left 8
2026-03-16 10:00 | erik | answers mail and waits            | left 8
2026-04-16 10:00 | jobs | closes what waited too long       | ok
2026-04-18 21:59 | jobs | closes what waited too long       | ok
2026-04-18 21:59 | erik | answers mail and waits            | left 8
2026-04-18 22:00 | jobs | closes what waited too long       | ok
2026-04-21 10:00 | jobs | closes what waited too long       | ok
2026-04-23 22:00 | jobs | closes what waited too long       | ok
2026-04-23 22:01 | erik | closes mail as solved             | refused closed

# The offer charges on acceptance: whoever answers first has taken it, and its unit is used.
2026-04-24 09:00 | anna | submits disk as C on ten          | left 7
2026-04-24 09:10 | erik | answers disk                      | left 7
2026-04-24 09:11 | maja | takes disk                        | refused already_taken
