# The last usable day is a whole day; what is left lapses; late credits are written off.
2026-03-02 08:00 | desk | makes ten from partner-maps-10 for anna | left 10
2027-03-01 22:59 | anna | submits late as C on ten          | left 9
2027-03-01 23:00 | anna | submits later as C on ten         | refused expired
2027-03-02 01:00 | jobs | lets lots expire                  | ok
2027-03-02 01:01 | jobs | lets lots expire                  | ok
2027-03-02 01:02 | desk | looks at ten                      | left 0

# An open incident goes on after the end; its credit comes too late and is written off, visibly.
2027-03-02 09:00 | erik | answers late                      | left 0
2027-03-02 10:00 | erik | closes late as product_fault      | lapsed, left 0
2027-03-02 10:01 | anna | submits again as C on ten         | refused expired
