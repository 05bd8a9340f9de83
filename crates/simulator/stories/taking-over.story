engines
# A contract that is taken over comes with what is left of it, as an opening transfer and as nothing else [T14].
2026-11-02 08:00 | house  | takes over 0330242329 464814100017 of anna with 11 left as old | left 11
2026-11-02 08:01 | anna   | reads the statement of old              | import +11
2026-11-02 08:02 | anna   | submits dns as C on old                 | left 10
2026-11-02 08:03 | anna   | reads the statement of old              | import +11, incident -1
2026-11-02 08:04 | erik   | closes dns as duplicate                 | given back, left 11

# One that was used up is there, and has nothing.
2026-11-03 08:00 | house  | takes over 0451177307 464814100025 of anna with 0 left as empty | left 0
2026-11-03 08:01 | anna   | submits mail as C on empty              | refused exhausted
2026-11-03 08:02 | anna   | reads the statement of empty            | nothing
