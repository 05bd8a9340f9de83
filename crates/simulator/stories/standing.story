# Suspension, adjustment, moving a charge, severity.
2026-03-02 08:00 | desk | makes gold from partner-gold-20 for anna | left 20
2026-03-02 08:00 | desk | makes single from single-incident for anna | left 1
2026-03-02 09:00 | desk | suspends gold                     | left 20
2026-03-02 09:01 | anna | submits dns as C on gold          | refused suspended
2026-03-02 09:02 | desk | resumes gold                      | left 20
2026-03-02 09:03 | anna | submits dns as C on gold          | left 19
2026-03-02 09:04 | desk | adjusts gold by -19               | left 0
2026-03-02 09:05 | desk | adjusts gold by -1                | refused adjustment_too_large
2026-03-02 09:06 | desk | adjusts gold by 3                 | left 3
2026-03-02 09:10 | sara | moves dns to single               | left 0
2026-03-02 09:11 | desk | looks at gold                     | left 4
2026-03-02 09:20 | anna | changes dns to A                  | left 0
2026-03-02 09:21 | anna | changes dns to A                  | refused severity_unchanged
2026-03-02 09:22 | erik | takes dns                         | left 0
2026-03-02 09:23 | anna | changes dns to B                  | refused severity_locked
2026-03-02 09:24 | maja | takes dns                         | refused already_taken
2026-03-02 09:30 | anna | submits cloud as C on gold about windows-server 2012-r2 | refused out_of_lifecycle
