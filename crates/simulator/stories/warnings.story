# A balance is told at half and at the last; what was told is not told again.
2026-03-02 08:00 | desk | makes four from story-watched for anna    | left 4
2026-03-02 08:01 | desk | makes all from regional-unlimited for bea | unlimited
2026-03-02 08:02 | jobs | sends warnings                            | nothing
2026-03-02 09:00 | anna | submits dns as C on four                  | left 3
2026-03-02 09:01 | jobs | sends warnings                            | nothing
2026-03-02 10:00 | anna | submits backup as C on four               | left 2
2026-03-02 10:01 | jobs | sends warnings                            | anna: 2 left on four
2026-03-02 10:02 | jobs | sends warnings                            | nothing

# A unit given back lifts it above the level; falling again is news.
2026-03-03 09:00 | erik | answers backup                            | left 2
2026-03-03 09:10 | erik | closes backup as courtesy                 | given back, left 3
2026-03-03 09:11 | jobs | sends warnings                            | nothing
2026-03-03 10:00 | anna | submits mail as C on four                 | left 2
2026-03-03 10:01 | jobs | sends warnings                            | anna: 2 left on four

# Two levels at once are one letter, the most urgent.
2026-03-04 09:00 | anna | submits print as C on four                | left 1
2026-03-04 09:01 | anna | submits files as C on four                | left 0
2026-03-04 09:02 | jobs | sends warnings                            | anna: 0 left on four
2026-03-05 09:00 | desk | adjusts four by 8                         | left 8
2026-03-05 09:01 | jobs | sends warnings                            | nothing

# The end is told a month before; a later end has a month of its own, and a stop of the program is made up for once.
2026-04-29 08:00 | jobs | sends warnings                            | nothing
2026-04-30 08:00 | jobs | sends warnings                            | anna: four ends 2026-05-30
2026-05-01 08:00 | desk | extends four through 2026-06-30           | left 8
2026-05-01 08:01 | jobs | sends warnings                            | nothing
2026-06-25 08:00 | jobs | sends warnings                            | anna: four ends 2026-06-30
2026-06-26 08:00 | desk | suspends four                             | left 8
2026-06-27 08:00 | jobs | sends warnings                            | nothing
2026-07-01 08:00 | jobs | sends warnings                            | nothing
