# A charge is moved off a contract that has ended: there its unit comes too late, and is written off.
2026-03-02 08:00 | desk | makes old from partner-maps-10 for anna | left 10
2026-03-02 09:00 | anna | submits dns as C on old           | left 9
2027-03-02 01:00 | jobs | lets lots expire                  | ok
2027-03-02 08:00 | desk | makes new from partner-maps-10 for anna | left 10
2027-03-02 09:00 | sara | moves dns to new                  | left 9
2027-03-02 09:01 | desk | looks at old                      | left 0
2027-03-02 09:02 | jobs | lets lots expire                  | ok
2027-03-02 09:03 | erik | closes dns as duplicate           | given back, left 10

# Where the offer grants days of grace, the unit can be used for them.
2026-03-02 08:00 | desk | makes five from five-pack for anna | left 5
2026-03-02 09:00 | anna | submits mail as C on five         | left 4
2027-04-01 08:00 | sara | moves mail to new                 | left 9
2027-04-01 08:01 | desk | looks at five                     | left 1
2027-05-01 21:59 | anna | submits disk as C on five         | left 0
