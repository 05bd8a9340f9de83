# A charge on the wrong contract is moved by a supervisor, as a linked pair of transfers.
2026-03-02 08:00 | desk | makes gold from partner-gold-20 for anna   | left 20
2026-03-02 08:00 | desk | makes ten from partner-maps-10 for anna    | left 10
2026-03-02 08:01 | desk | adjusts ten by -9                          | left 1
2026-03-02 09:00 | anna | submits dns as C on gold                   | left 19
2026-03-02 09:01 | anna | submits mail as C on gold                  | left 18
2026-03-02 09:10 | sara | moves dns to ten                           | left 0
2026-03-02 09:11 | desk | looks at gold                              | left 19

# Where the other contract has nothing left, both stay as they are.
2026-03-02 09:20 | sara | moves mail to ten                          | refused exhausted
2026-03-02 09:21 | desk | looks at gold                              | left 19

# What is given back goes to the contract that pays now; then there is nothing to move.
2026-03-02 10:00 | erik | answers dns                                | left 0
2026-03-02 10:10 | erik | closes dns as product_fault                | given back, left 1
2026-03-02 10:11 | desk | looks at gold                              | left 19
2026-03-02 10:20 | sara | moves dns to gold                          | refused no_charge

# Reopened and closed with deduction, it is charged on the contract it was moved to.
2026-03-02 11:00 | anna | reopens dns                                | left 1
2026-03-02 11:10 | erik | closes dns as solved                       | charged again, left 0
2026-03-02 11:20 | sara | moves dns to gold                          | left 18
2026-03-02 11:21 | desk | looks at ten                               | left 1
