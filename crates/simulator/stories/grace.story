# An offer that grants days of grace: a late credit can be used for that long, then it lapses.
2026-03-02 08:00 | desk | makes five from five-pack for anna | left 5
2027-03-31 21:59 | anna | submits late as C on five         | left 4
2027-03-31 22:00 | anna | submits later as C on five        | refused expired
2027-03-31 22:05 | jobs | lets lots expire                  | ok
2027-04-01 08:00 | erik | answers late                      | left 0
2027-04-01 09:00 | erik | closes late as product_fault      | given back, left 1
2027-04-20 09:00 | anna | submits again as C on five        | left 0
2027-04-20 09:30 | anna | withdraws again                   | given back, left 1
2027-05-01 08:59 | jobs | lets lots expire                  | ok
2027-05-01 09:01 | jobs | lets lots expire                  | ok
2027-05-01 09:02 | desk | looks at five                     | left 0
2027-05-01 09:03 | anna | submits more as C on five         | refused expired
