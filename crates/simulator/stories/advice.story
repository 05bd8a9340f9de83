# Minutes are held when an estimate is approved; at closing what was delivered is posted and the rest released.
2026-03-02 08:00 | desk | makes hours from advisory-maps-5h for anna | left 300
2026-03-02 09:00 | anna | asks for advice sites on hours             | left 300
2026-03-02 09:05 | erik | delivers 30 for sites                      | refused not_approved
2026-03-02 09:10 | erik | estimates sites at 120                     | left 300
2026-03-02 09:11 | anna | reads the clock of sites                   | met
2026-03-02 09:20 | anna | approves the estimate of sites             | left 180
2026-03-02 09:21 | anna | approves the estimate of sites             | refused no_proposal
2026-03-02 10:00 | erik | delivers 90 for sites                      | left 180
2026-03-02 10:01 | erik | delivers 31 for sites                      | refused not_approved

# A higher estimate is approved anew: one hold takes the place of the other.
2026-03-02 10:10 | erik | estimates sites at 180                     | left 180
2026-03-02 10:20 | anna | approves the estimate of sites             | left 120
2026-03-02 11:00 | erik | delivers 60 for sites                      | left 120
2026-03-02 12:00 | erik | closes sites as solved                     | charged, left 150

# More than the contract has is not held, and what was approved before stays.
2026-03-03 09:00 | anna | asks for advice mail on hours              | left 150
2026-03-03 09:10 | erik | estimates mail at 100                      | left 150
2026-03-03 09:20 | anna | approves the estimate of mail              | left 50
2026-03-03 09:30 | erik | estimates mail at 200                      | left 50
2026-03-03 09:40 | anna | approves the estimate of mail              | refused too_few_left
2026-03-03 09:50 | anna | declines the estimate of mail              | left 50
2026-03-03 10:00 | erik | delivers 100 for mail                      | left 50

# What is withdrawn after work began costs what was delivered; a courtesy gives it back.
2026-03-03 11:00 | anna | withdraws mail                             | charged, left 50
2026-03-03 11:10 | anna | reopens mail                               | left 50
2026-03-03 11:20 | erik | closes mail as courtesy                    | given back, left 150

# Before anything is approved, nothing is drawn; without an answer to the estimate it closes by itself.
2026-03-04 09:00 | anna | asks for advice backup on hours            | left 150
2026-03-04 09:10 | erik | estimates backup at 60                     | left 150
2026-03-11 09:10 | desk | closes what waited too long                | ok
2026-03-18 09:10 | desk | closes what waited too long                | ok
2026-03-18 09:20 | anna | looks at hours                             | left 150
2026-03-18 09:30 | anna | approves the estimate of backup            | refused closed

# Hours never pay for an incident, nor incidents for advice.
2026-03-19 08:00 | desk | makes ten from partner-maps-10 for anna    | left 10
2026-03-19 08:10 | anna | submits dns as C on hours                  | refused advisory_only
2026-03-19 08:20 | anna | asks for advice more on ten                | refused not_found
