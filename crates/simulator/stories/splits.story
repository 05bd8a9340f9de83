# A second problem inside one incident: the engineer proposes, the customer consents to a second charge or leaves it.
2026-03-02 08:00 | desk | makes single from partner-maps-10 for anna | left 10
2026-03-02 08:30 | desk | adjusts single by -8                       | left 2
2026-03-02 09:00 | anna | submits dns as C on single                 | left 1
2026-03-02 09:10 | anna | consents to the split of dns               | refused no_proposal
2026-03-02 09:30 | erik | splits dns into mail                       | left 1
2026-03-02 09:31 | erik | splits dns into disk                       | refused already_open

# Leaving the second problem costs nothing, and there is then nothing to consent to.
2026-03-02 10:00 | anna | declines the split of dns                  | left 1
2026-03-02 10:01 | anna | declines the split of dns                  | refused no_proposal
2026-03-02 10:02 | anna | consents to the split of dns               | refused no_proposal

# Consented to, the second problem is a submission like any other, charged once.
2026-03-02 11:00 | erik | splits dns into mail                       | left 1
2026-03-02 11:10 | anna | consents to the split of dns               | left 0
2026-03-02 11:11 | anna | consents to the split of dns               | left 0
2026-03-02 11:12 | anna | declines the split of dns                  | refused no_proposal

# Each has its own charge: giving one back leaves the other.
2026-03-02 12:00 | erik | answers mail                               | left 0
2026-03-02 12:30 | erik | closes mail as product_fault               | given back, left 1
2026-03-02 13:00 | erik | answers dns                                | left 1
2026-03-02 13:30 | erik | closes dns as solved                       | charged, left 1
2026-03-02 13:31 | erik | splits dns into print                      | refused closed

# Where nothing is left to charge, the proposal goes on waiting until something is.
2026-03-03 09:00 | anna | submits print as C on single               | left 0
2026-03-03 09:10 | erik | splits print into share                    | left 0
2026-03-03 09:20 | anna | consents to the split of print             | refused exhausted
2026-03-03 09:30 | desk | adjusts single by 1                        | left 1
2026-03-03 09:40 | anna | consents to the split of print             | left 0

# A closed first incident does not withdraw the question about the second.
2026-03-04 09:00 | erik | splits print into fax                      | left 0
2026-03-04 09:10 | erik | closes print as courtesy                   | given back, left 1
2026-03-04 09:20 | anna | consents to the split of print             | left 0

# The second problem is charged to the contract that pays for the first, and only whose it is may consent.
2026-03-05 08:00 | desk | makes others from partner-gold-20 for bert | left 20
2026-03-05 08:10 | desk | adjusts single by 1                        | left 1
2026-03-05 09:00 | anna | submits disk as C on single                | left 0
2026-03-05 09:10 | sara | moves disk to others                       | left 19
2026-03-05 09:20 | erik | splits disk into scan                      | left 19
2026-03-05 09:30 | anna | consents to the split of disk              | refused paying_contract_not_yours
2026-03-05 09:40 | anna | declines the split of disk                 | left 19
