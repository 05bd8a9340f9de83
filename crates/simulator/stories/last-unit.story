# The last unit goes to one; a unit given back revives the contract [T7] [T11].
2026-03-02 08:00 | desk | makes single from single-incident for anna | left 1
2026-03-02 09:00 | anna | submits dns as C on single        | left 0
2026-03-02 09:01 | anna | submits mail as C on single       | refused exhausted
2026-03-02 09:10 | erik | closes dns as duplicate           | given back, left 1
2026-03-02 09:11 | anna | submits mail as C on single       | left 0

# Reopened after its credit, with nothing left: the engineer is told and chooses.
2026-03-02 09:20 | anna | reopens dns                       | left 0
2026-03-02 09:30 | erik | closes dns as solved              | refused exhausted
2026-03-02 09:31 | erik | closes dns as courtesy            | no charge, left 0

# The customer and the house have no other way to choose: nothing is charged.
2026-03-02 09:40 | anna | reopens dns                       | left 0
2026-03-02 09:41 | erik | answers dns                       | left 0
2026-03-02 09:42 | anna | withdraws dns                     | nothing to charge, left 0
2026-03-02 09:50 | anna | reopens dns                       | left 0
2026-03-02 09:51 | erik | answers dns and waits             | left 0
2026-03-09 09:51 | jobs | closes what waited too long       | ok
2026-03-16 09:51 | jobs | closes what waited too long       | ok
2026-03-16 09:52 | erik | closes dns as solved              | refused closed
