# An offer that grants days of grace: a late credit can be used for that long, the last day whole, then it lapses.
2026-03-02 08:00 | desk | makes five from five-pack for anna | left 5
2027-03-31 21:58 | anna | submits late as C on five         | left 4
2027-03-31 21:59 | anna | submits slow as C on five         | left 3
2027-03-31 22:00 | anna | submits later as C on five        | refused expired

# A credit can come before the expiry job: what was left in the lot has lapsed all the same.
2027-03-31 22:01 | erik | closes late as duplicate          | given back, left 1
2027-03-31 22:05 | jobs | lets lots expire                  | ok
2027-03-31 22:06 | desk | looks at five                     | left 1

# Each credit has all its days.
2027-04-20 09:00 | anna | submits again as C on five        | left 0
2027-04-20 09:30 | anna | withdraws again                   | given back, left 1
2027-05-20 21:58 | jobs | lets lots expire                  | ok
2027-05-20 21:59 | desk | looks at five                     | left 1
2027-05-20 22:00 | anna | submits more as C on five         | refused expired
2027-05-20 22:01 | jobs | lets lots expire                  | ok

# A credit after the first grace is over begins another.
2027-06-01 09:00 | erik | closes slow as duplicate          | given back, left 1
2027-07-01 21:59 | jobs | lets lots expire                  | ok
2027-07-01 21:59 | desk | looks at five                     | left 1
2027-07-01 22:00 | jobs | lets lots expire                  | ok
2027-07-01 22:00 | desk | looks at five                     | left 0
